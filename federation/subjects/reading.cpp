#include "federation/subjects/reading.hpp"

#include "federation/community/pupils.hpp"
#include "federation/local_actors.hpp"
#include "federation/subjects/subject.hpp"
#include "federation/timeline_lists.hpp"
#include "storage/names.hpp"

namespace collegium::federation::subjects {

using storage::ActorRecord;
using storage::Edge;
using storage::Handle;
using storage::LocalId;
using storage::ReadTx;
using storage::Tables;

namespace {

bool is_there(std::optional<ActorRecord> const& record) {
    return record && is_offered(*record) && record->gone == Instant{};
}

// Where nodes like ours keep it.
std::optional<Handle> find_at_usual_path(
    ReadTx const& tx, Tables const& tables, std::string_view name, std::string_view host
) {
    auto const iri = local_iri("https://" + std::string{host}, storage::ActorType::service, name);
    auto const handle = storage::find_handle(tx, tables, iri);
    auto const record = handle ? tables.actors.get(tx, *handle) : std::nullopt;
    return is_there(record) && record->username == name ? handle : std::nullopt;
}

// Others choose their own paths, so the name decides, not the address.
std::optional<Handle> find_at_any_path(
    ReadTx const& tx, Tables const& tables, std::string_view name, std::string_view host
) {
    std::optional<Handle> handle;
    tables.actors.each(tx, [&](Handle each, ActorRecord const& record) {
        bool const fits = !record.local && record.username == name && is_there(record);
        if (fits && Iri::parse(storage::iri_of(tx, tables, each)).value().host() == host) handle = each;
        return !handle;
    });
    return handle;
}

}  // namespace

std::optional<ActorView> find_offer(
    ReadTx const& tx,
    Tables const& tables,
    std::string_view own_host,
    std::string_view address,
    timeline::Viewer const& viewer
) {
    auto const at = address.find('@');
    auto const name = address.substr(0, at);
    auto const host = at == std::string_view::npos ? own_host : address.substr(at + 1);
    if (!is_offered_name(name)) return std::nullopt;
    bool const is_guest = viewer.member == Handle{0};
    auto handle =
        host == own_host ? tables.local_names.get(tx, std::string{name}) : find_at_usual_path(tx, tables, name, host);
    if (!handle && host != own_host && !is_guest) handle = find_at_any_path(tx, tables, name, host);
    if (!handle || !is_there(tables.actors.get(tx, *handle))) return std::nullopt;
    if (is_guest && community::is_pupil(tx, tables, *handle)) return std::nullopt;
    return timeline::find_actor(tx, tables, *handle);
}

std::vector<ActorView> subjects_here(
    ReadTx const& tx, Tables const& tables, std::string_view origin, std::vector<std::string> const& listed
) {
    std::vector<ActorView> found;
    for (auto const& words : offered(tx, tables, listed)) {
        auto const actor = actor_of(tx, tables, origin, words);
        auto view = actor ? timeline::find_actor(tx, tables, *actor) : std::nullopt;
        if (view) found.push_back(*std::move(view));
    }
    return found;
}

std::vector<FollowedOffer> followed_offers(ReadTx const& tx, Tables const& tables, Handle member) {
    std::vector<FollowedOffer> found;
    tables.following.ascend(tx, {member, Handle{0}}, [&](Edge const& key, storage::FollowRecord const& record) {
        if (key.of != member) return false;
        if (!is_there(tables.actors.get(tx, key.by))) return true;
        if (auto view = timeline::find_actor(tx, tables, key.by)) found.push_back({*std::move(view), record.state});
        return true;
    });
    return found;
}

News news_of(
    ReadTx const& tx,
    Tables const& tables,
    timeline::Viewer const& viewer,
    std::vector<Handle> const& actors,
    LocalId before,
    std::size_t most
) {
    timeline::Stretch stretch;
    stretch.before = before;
    stretch.most = most;
    auto const page = timeline::ListReader{tx, tables, viewer}.passed_on(actors, stretch);
    News news;
    for (auto const& line : page.lines) {
        auto post = timeline::find_post(tx, tables, line.thing, viewer);
        auto const boost = tables.boosts.get(tx, line.number);
        if (!post || !boost) continue;
        news.lines.push_back({*std::move(post), timeline::find_actor(tx, tables, boost->by).value_or(ActorView{})});
    }
    if (page.more) news.rest = page.reached;
    return news;
}

}  // namespace collegium::federation::subjects
