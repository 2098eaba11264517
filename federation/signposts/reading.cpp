#include "federation/signposts/reading.hpp"

#include "federation/logged.hpp"
#include "federation/signposts/address.hpp"
#include "federation/signposts/signpost_json.hpp"
#include "storage/names.hpp"

namespace collegium::federation::signposts {

using storage::Handle;
using storage::LocalId;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_to_one_page = 5;
constexpr std::size_t most_rows_of_page = 400;  // that are looked at for them

}  // namespace

std::optional<SignpostView> find_signpost(
    ReadTx const& tx, Tables const& tables, Handle thing, timeline::Viewer const& viewer
) {
    auto const record = tables.objects.get(tx, thing);
    if (!record || record->kind != storage::ObjectKind::signpost) return std::nullopt;
    auto post = timeline::find_post(tx, tables, thing, viewer);
    if (!post || post->state != storage::ObjectState::visible) return std::nullopt;
    auto const words = logged_activity(tx, tables, record->words);
    auto const* const object = words ? words->object() : nullptr;
    if (object == nullptr) return std::nullopt;
    auto const signpost = signpost_in(*object);
    if (!signpost) return std::nullopt;
    return SignpostView{*std::move(post), *signpost};
}

std::vector<SignpostView> signposts_in(
    ReadTx const& tx,
    Tables const& tables,
    Handle community,
    LocalId before,
    std::size_t most,
    timeline::Viewer const& viewer
) {
    std::vector<SignpostView> found;
    if (most == 0) return found;
    tables.signposts.descend(tx, PlaceKey{community, before}, [&](PlaceKey const& key, Handle thing) {
        if (key.under != community) return false;
        if (auto view = find_signpost(tx, tables, thing, viewer)) found.push_back(*std::move(view));
        return found.size() < most;
    });
    return found;
}

std::vector<SignpostView> leading_to(
    ReadTx const& tx, Tables const& tables, std::string_view address, timeline::Viewer const& viewer
) {
    std::vector<SignpostView> found;
    auto const key_of_page = page_key(address);
    auto const page = storage::find_handle(tx, tables, key_of_page);
    if (!page) return found;
    std::size_t rows = most_rows_of_page;
    tables.signposted.descend(tx, PlaceKey{*page, LocalId{~0ull}}, [&](PlaceKey const& key, Handle thing) {
        if (key.under != *page || rows-- == 0) return false;
        auto view = find_signpost(tx, tables, thing, viewer);
        // It may lead elsewhere by now.
        if (view && page_key(view->signpost.address) == key_of_page) found.push_back(*std::move(view));
        return found.size() < most_to_one_page;
    });
    return found;
}

}  // namespace collegium::federation::signposts
