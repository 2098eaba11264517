#include "federation/guides/reading.hpp"

#include "federation/logged.hpp"

#include <algorithm>

namespace collegium::federation::guides {

using storage::Handle;
using storage::LocalId;
using storage::ObjectKind;
using storage::ObjectState;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;
using storage::VersionKey;
using storage::VersionRecord;

namespace {

constexpr std::size_t most_versions = 500;
constexpr std::size_t most_due = 100;

struct Words {
    Guide guide;
    std::string version;
};

std::optional<Words> words_at(ReadTx const& tx, Tables const& tables, Seq seq) {
    auto const act = logged_activity(tx, tables, seq);
    auto const* const object = act ? act->object() : nullptr;
    if (object == nullptr) return std::nullopt;
    return Words{draft_in(*object), std::string{text_member(*object, "col:version")}};
}

std::optional<VersionRecord> record_of(ReadTx const& tx, Tables const& tables, Handle guide, std::string_view version) {
    auto const digest = digest_of(version);
    return digest ? tables.guide_versions.get(tx, {guide, *digest}) : std::nullopt;
}

// The guide's line of a page, if this reader may see it.
std::optional<timeline::PostView> post_of(
    ReadTx const& tx, Tables const& tables, Handle guide, timeline::Viewer const& viewer
) {
    auto post = timeline::find_post(tx, tables, guide, viewer);
    if (!post || post->kind != ObjectKind::guide || post->state != ObjectState::visible) return std::nullopt;
    return post;
}

}  // namespace

std::optional<GuideView> find_guide(
    ReadTx const& tx, Tables const& tables, Handle guide, timeline::Viewer const& viewer
) {
    auto post = post_of(tx, tables, guide, viewer);
    auto const record = post ? tables.objects.get(tx, guide) : std::nullopt;
    auto words = record ? words_at(tx, tables, record->words) : std::nullopt;
    if (!words) return std::nullopt;
    return GuideView{*std::move(post), std::move(words->guide), std::move(words->version), true};
}

std::optional<GuideView> find_version(
    ReadTx const& tx, Tables const& tables, Handle guide, std::string_view version, timeline::Viewer const& viewer
) {
    auto const current = find_guide(tx, tables, guide, viewer);
    if (!current || current->version == version) return current;
    auto const record = record_of(tx, tables, guide, version);
    auto words = record ? words_at(tx, tables, record->seq) : std::nullopt;
    auto post = words ? timeline::version_of(tx, tables, current->post, record->seq) : std::nullopt;
    if (!post) return std::nullopt;
    return GuideView{*std::move(post), std::move(words->guide), std::move(words->version), false};
}

std::vector<VersionLine> versions_of(ReadTx const& tx, Tables const& tables, GuideView const& guide) {
    auto const now = current_version(tx, tables, guide.post.handle);
    std::vector<VersionLine> lines;
    tables.guide_versions.ascend(tx, {guide.post.handle, {}}, [&](VersionKey const& key, VersionRecord const& record) {
        if (key.of != guide.post.handle) return false;
        auto const words = words_at(tx, tables, record.seq);
        if (!words) return true;
        auto version = version_named(key.version);
        bool const is_current = version == now;
        lines.push_back(
            {std::move(version),
             version_named(record.previous),
             words->guide.revision,
             record.updated,
             record.seq,
             is_current}
        );
        return lines.size() < most_versions;
    });
    std::ranges::sort(lines, [](VersionLine const& first, VersionLine const& second) {
        return std::tie(second.updated, second.version) < std::tie(first.updated, first.version);
    });
    return lines;
}

std::vector<GuideView> guides_in(
    ReadTx const& tx,
    Tables const& tables,
    Handle community,
    LocalId before,
    std::size_t most,
    timeline::Viewer const& viewer
) {
    constexpr std::size_t most_looked_at = 2000;
    std::vector<GuideView> found;
    if (most == 0) return found;
    std::size_t seen = 0;
    tables.guides.descend(tx, {community, before}, [&](PlaceKey const& key, Handle handle) {
        if (key.under != community) return false;
        if (auto guide = find_guide(tx, tables, handle, viewer)) found.push_back(*std::move(guide));
        return found.size() < most && ++seen < most_looked_at;
    });
    return found;
}

std::vector<GuideView> due_for_review(ReadTx const& tx, Tables const& tables, Handle author, Instant now) {
    std::vector<GuideView> found;
    auto const viewer = timeline::Viewer::of_member(author);
    tables.works.ascend(tx, {author, LocalId{0}}, [&](PlaceKey const& key, Handle handle) {
        if (key.under != author) return false;
        auto const record = tables.objects.get(tx, handle);
        if (!record || record->kind != ObjectKind::guide) return true;
        auto guide = find_guide(tx, tables, handle, viewer);
        bool const due = guide && guide->guide.state != GuideState::retired && is_past_review(guide->guide, now);
        if (due) found.push_back(*std::move(guide));
        return found.size() < most_due;
    });
    return found;
}

std::optional<Guide> words_of_version(ReadTx const& tx, Tables const& tables, Handle guide, std::string_view version) {
    auto const record = record_of(tx, tables, guide, version);
    auto words = record ? words_at(tx, tables, record->seq) : std::nullopt;
    return words ? std::optional{std::move(words->guide)} : std::nullopt;
}

std::string current_version(ReadTx const& tx, Tables const& tables, Handle guide) {
    auto const record = tables.objects.get(tx, guide);
    bool const is_guide = record && record->kind == ObjectKind::guide;
    auto words = is_guide ? words_at(tx, tables, record->words) : std::nullopt;
    return words ? std::move(words->version) : std::string{};
}

}  // namespace collegium::federation::guides
