#include "federation/instruments/reading.hpp"

#include "federation/guides/guide_json.hpp"
#include "federation/instruments/instrument_json.hpp"
#include "federation/logged.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::instruments {

using storage::Handle;
using storage::LocalId;
using storage::ObjectKind;
using storage::ObjectState;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;
using storage::VersionKey;
using storage::VersionRecord;

namespace {

constexpr std::size_t most_versions = 100;

struct Words {
    Instrument instrument;
    std::string version;
};

std::optional<Words> words_at(ReadTx const& tx, Tables const& tables, Seq seq) {
    auto const act = logged_activity(tx, tables, seq);
    auto const* const object = act ? act->object() : nullptr;
    if (object == nullptr) return std::nullopt;
    auto const instrument = instrument_in(*object);
    if (!instrument) return std::nullopt;
    return Words{*instrument, std::string{text_member(*object, "col:version")}};
}

std::optional<timeline::PostView> post_of(
    ReadTx const& tx, Tables const& tables, Handle thing, timeline::Viewer const& viewer
) {
    auto post = timeline::find_post(tx, tables, thing, viewer);
    if (!post || post->kind != ObjectKind::instrument || post->state != ObjectState::visible) return std::nullopt;
    return post;
}

std::optional<InstrumentView> newest(
    ReadTx const& tx, Tables const& tables, Handle thing, timeline::Viewer const& viewer
) {
    auto post = post_of(tx, tables, thing, viewer);
    auto const record = post ? tables.objects.get(tx, thing) : std::nullopt;
    auto words = record ? words_at(tx, tables, record->words) : std::nullopt;
    if (!words) return std::nullopt;
    return InstrumentView{*std::move(post), std::move(words->instrument), std::move(words->version), true};
}

std::optional<InstrumentView> view_at(ReadTx const& tx, Tables const& tables, InstrumentView const& current, Seq seq) {
    auto words = words_at(tx, tables, seq);
    auto post = words ? timeline::version_of(tx, tables, current.post, seq) : std::nullopt;
    if (!post) return std::nullopt;
    bool const is_current = words->version == current.version;
    return InstrumentView{*std::move(post), std::move(words->instrument), std::move(words->version), is_current};
}

}  // namespace

std::optional<InstrumentView> find_instrument(
    ReadTx const& tx, Tables const& tables, Handle thing, std::string_view version, timeline::Viewer const& viewer
) {
    auto current = newest(tx, tables, thing, viewer);
    if (!current || version.empty() || current->version == version) return current;
    auto const digest = guides::digest_of(version);
    auto const record = digest ? tables.instrument_versions.get(tx, {thing, *digest}) : std::nullopt;
    return record ? view_at(tx, tables, *current, record->seq) : std::nullopt;
}

std::vector<InstrumentView> all_instruments(
    ReadTx const& tx, Tables const& tables, LocalId before, std::size_t most, timeline::Viewer const& viewer
) {
    std::vector<InstrumentView> found;
    if (most == 0) return found;
    tables.instruments.descend(tx, before, [&](LocalId, Handle thing) {
        if (auto view = newest(tx, tables, thing, viewer)) found.push_back(*std::move(view));
        return found.size() < most;
    });
    return found;
}

std::vector<InstrumentView> versions_of(
    ReadTx const& tx, Tables const& tables, Handle thing, timeline::Viewer const& viewer
) {
    std::vector<InstrumentView> found;
    auto const current = newest(tx, tables, thing, viewer);
    if (!current) return found;
    tables.instrument_versions
        .ascend(tx, VersionKey{thing, {}}, [&](VersionKey const& key, VersionRecord const& record) {
            if (key.of != thing) return false;
            if (auto view = view_at(tx, tables, *current, record.seq)) found.push_back(*std::move(view));
            return found.size() < most_versions;
        });
    std::ranges::sort(found, [](InstrumentView const& first, InstrumentView const& second) {
        return std::tie(second.post.updated, second.version) < std::tie(first.post.updated, first.version);
    });
    return found;
}

std::optional<Instrument> words_of_version(
    ReadTx const& tx, Tables const& tables, std::string_view iri, std::string_view version
) {
    auto const thing = storage::find_handle(tx, tables, iri);
    auto const digest = guides::digest_of(version);
    auto const record = thing && digest ? tables.instrument_versions.get(tx, {*thing, *digest}) : std::nullopt;
    auto words = record ? words_at(tx, tables, record->seq) : std::nullopt;
    return words ? std::optional{std::move(words->instrument)} : std::nullopt;
}

}  // namespace collegium::federation::instruments
