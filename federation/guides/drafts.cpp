#include "federation/guides/drafts.hpp"

namespace collegium::federation::guides {

using storage::GuideDraftRecord;
using storage::Handle;
using storage::LocalId;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t longest_draft = 256 * 1024;  // bytes of its JSON

std::string guide_json(Guide const& guide) {
    auto object = JsonText::object();
    object.text("name", guide.title).raw("language", JsonText::object().text("identifier", guide.language).done());
    add_guide(object, guide);
    return object.done();
}

std::optional<KeptDraft> kept_in(LocalId number, GuideDraftRecord const& record) {
    auto const json = Json::read_object(record.guide);
    if (!json) return std::nullopt;
    auto const audience = static_cast<storage::Audience>(record.audience);
    return KeptDraft{
        number,
        {record.community, draft_in(json->root()), audience},
        record.replaces,
        record.saved,
        version_named(record.base)};
}

std::size_t count(ReadTx const& tx, Tables const& tables, Handle member) {
    std::size_t drafts = 0;
    tables.guide_drafts.ascend(tx, {member, LocalId{0}}, [&](PlaceKey const& key, GuideDraftRecord const&) {
        if (key.under == member) ++drafts;
        return key.under == member;
    });
    return drafts;
}

// Reading stops at these, so what is beyond them would be gone at the next saving.
Result<void> check_lists(Guide const& guide) {
    using enum Reason;
    if (guide.references.size() > most_references)
        return Refusal{too_large, "the draft has more than 100 references: take some out, then save it again"};
    if (guide.contributors.size() > most_contributors)
        return Refusal{too_large, "the draft names more than 50 contributors: take some out, then save it again"};
    if (guide.derived_from.size() > most_sources)
        return Refusal{too_large, "the draft names more than 20 questions: take some out, then save it again"};
    return {};
}

}  // namespace

Result<void> keep_draft(WriteTx& tx, Tables& tables, Handle member, KeptDraft const& kept) {
    PlaceKey const key{member, kept.number};
    if (!tables.guide_drafts.contains(tx, key) && count(tx, tables, member) >= most_drafts)
        return Refusal{Reason::too_many, "you have 100 drafts: publish or drop one first"};
    if (auto const fits = check_lists(kept.draft.guide); !fits) return fits;
    GuideDraftRecord const record{
        guide_json(kept.draft.guide),
        kept.draft.community,
        static_cast<std::uint64_t>(kept.draft.audience),
        kept.replaces,
        kept.saved,
        digest_of(kept.base).value_or(storage::VersionHash{})};
    if (record.guide.size() > longest_draft)
        return Refusal{Reason::too_large, "the draft is longer than 262,144 bytes"};
    if (!Json::read_object(record.guide)) return Refusal{Reason::malformed, "the draft is not text in UTF-8"};
    tables.guide_drafts.put(tx, key, record);
    return {};
}

bool drop_draft(WriteTx& tx, Tables& tables, Handle member, LocalId number) {
    return tables.guide_drafts.erase(tx, {member, number});
}

std::optional<KeptDraft> find_draft(ReadTx const& tx, Tables const& tables, Handle member, LocalId number) {
    auto const record = tables.guide_drafts.get(tx, {member, number});
    return record ? kept_in(number, *record) : std::nullopt;
}

std::vector<KeptDraft> drafts_of(ReadTx const& tx, Tables const& tables, Handle member) {
    std::vector<KeptDraft> found;
    tables.guide_drafts.descend(tx, {member, LocalId{~0ull}}, [&](PlaceKey const& key, GuideDraftRecord const& record) {
        if (key.under != member) return false;
        if (auto kept = kept_in(key.number, record)) found.push_back(*std::move(kept));
        return true;
    });
    return found;
}

}  // namespace collegium::federation::guides
