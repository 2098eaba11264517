#include "server/communities/councils.hpp"

#include "federation/community/facilitators.hpp"
#include "federation/community/roll.hpp"
#include "federation/community/terms.hpp"
#include "federation/consent/consent.hpp"
#include "federation/content/markdown.hpp"
#include "server/communities/running.hpp"

#include <algorithm>
#include <set>

namespace collegium::server::communities {

namespace community = federation::community;

using storage::Edge;
using storage::Handle;
using storage::LocalId;
using storage::Nothing;
using storage::PlaceKey;
using storage::ReadTx;
using storage::StatementDraftRecord;
using storage::Tables;
using storage::WriteTx;

namespace {

std::size_t count_of(ReadTx const& tx, Tables const& tables, Handle council) {
    std::size_t drafts = 0;
    tables.statement_drafts.ascend(tx, {council, LocalId{0}}, [&](PlaceKey const& key, StatementDraftRecord const&) {
        if (key.under == council) ++drafts;
        return key.under == council;
    });
    return drafts;
}

Result<void> check_words(std::string const& words) {
    if (words.empty()) return Refusal{Reason::malformed, "write what the council says"};
    if (words.size() > federation::content::longest_source)
        return Refusal{Reason::too_large, "shorten the statement to about 8,000 characters"};
    return {};
}

// expected: when the draft was saved, as whoever changes it saw it.
Result<void> check_unchanged(std::optional<StatementDraftRecord> const& before, Instant expected) {
    bool const is_new = expected == Instant{};
    if (!before && !is_new) return Refusal{Reason::not_found, "the draft was released or dropped already"};
    if (before && before->saved != expected)
        return Refusal{Reason::conflict, "somebody has changed this draft meanwhile"};
    return {};
}

}  // namespace

bool is_council(ReadTx const& tx, Tables const& tables, Handle community) {
    auto const terms = tables.communities.get(tx, community);
    return terms && terms->kind == storage::CommunityKind::council;
}

void leave_out_councils(
    ReadTx const& tx, Tables const& tables, std::vector<federation::timeline::ActorView>& communities
) {
    std::erase_if(communities, [&](auto const& each) { return is_council(tx, tables, each.handle); });
}

CouncilPart part_in(ReadTx const& tx, Tables const& tables, Handle council, Member const& member) {
    if (!is_council(tx, tables, council)) return CouncilPart::none;
    if (!member.pupil && may_run(tx, tables, council, member)) return CouncilPart::sponsor;
    return community::is_member(tx, tables, council, member.actor) ? CouncilPart::member : CouncilPart::none;
}

std::vector<Handle> councils_of(ReadTx const& tx, Tables const& tables, Member const& member) {
    std::set<Handle> places;
    for (auto const each : community::communities_run_by(tx, tables, member.actor)) places.insert(each);
    tables.memberships.ascend(tx, {member.actor, Handle{0}}, [&](Edge const& key, storage::MembershipRecord const&) {
        if (key.of == member.actor) places.insert(key.by);
        return key.of == member.actor;
    });
    std::vector<Handle> found;
    for (auto const each : places)
        if (part_in(tx, tables, each, member) != CouncilPart::none) found.push_back(each);
    return found;
}

bool may_read(CouncilPart part, Handle reader, StatementDraftRecord const& draft) noexcept {
    if (part == CouncilPart::none) return false;
    return part == CouncilPart::sponsor || draft.approved || draft.by == reader;
}

std::vector<StatementDraft> drafts_for(ReadTx const& tx, Tables const& tables, Handle council, Member const& member) {
    auto const part = part_in(tx, tables, council, member);
    std::vector<StatementDraft> found;
    tables.statement_drafts
        .descend(tx, {council, LocalId{~0ull}}, [&](PlaceKey const& key, StatementDraftRecord const& draft) {
            if (key.under != council) return false;
            if (may_read(part, member.actor, draft)) found.push_back({key.number, draft});
            return true;
        });
    return found;
}

std::optional<StatementDraft> draft_for(
    ReadTx const& tx, Tables const& tables, Handle council, LocalId number, Member const& member
) {
    auto const record = tables.statement_drafts.get(tx, {council, number});
    if (!record || !may_read(part_in(tx, tables, council, member), member.actor, *record)) return std::nullopt;
    return StatementDraft{number, *record};
}

Result<Nothing> keep_draft(
    WriteTx& tx,
    Tables& tables,
    Handle council,
    StatementDraft draft,
    Member const& member,
    unsigned own_from,
    Instant now
) {
    using federation::consent::ConsentPurpose;
    auto const part = part_in(tx, tables, council, member);
    PlaceKey const place{council, draft.number};
    auto const before = tables.statement_drafts.get(tx, place);
    if (part == CouncilPart::none || (before && !may_read(part, member.actor, *before)))
        return Refusal{Reason::not_found, "no draft of a council that the member takes part in"};
    auto const agreed = federation::consent::check(tx, tables, member.actor, ConsentPurpose::council, own_from);
    if (!agreed) return agreed.error();
    if (auto const fits = check_words(draft.record.words); !fits) return fits.error();
    if (auto const same = check_unchanged(before, draft.record.saved); !same) return same.error();
    if (!before && count_of(tx, tables, council) >= most_statement_drafts)
        return Refusal{Reason::too_many, "the council has 100 drafts: release or drop one first"};
    draft.record.first = before ? before->first : member.actor;
    draft.record.by = member.actor;
    draft.record.approved = part == CouncilPart::sponsor;
    draft.record.saved = now;
    tables.statement_drafts.put(tx, place, draft.record);
    return Nothing{};
}

void drop_drafts_of(WriteTx& tx, Tables& tables, Handle person) {
    std::vector<PlaceKey> places;
    tables.statement_drafts.each(tx, [&](PlaceKey const& key, StatementDraftRecord const& draft) {
        if (draft.by == person || draft.first == person) places.push_back(key);
        return true;
    });
    for (auto const& place : places) tables.statement_drafts.erase(tx, place);
}

Result<Nothing> drop_draft(WriteTx& tx, Tables& tables, Handle council, LocalId number, Instant saved) {
    PlaceKey const place{council, number};
    auto const before = tables.statement_drafts.get(tx, place);
    if (!before) return Refusal{Reason::not_found, "the draft was released or dropped already"};
    if (auto const same = check_unchanged(before, saved); !same) return same.error();
    tables.statement_drafts.erase(tx, place);
    return Nothing{};
}

}  // namespace collegium::server::communities
