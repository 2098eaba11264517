#include "federation/community/polls.hpp"

#include "federation/community/audience.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/pupils.hpp"
#include "federation/community/visibility.hpp"
#include "federation/logged.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace collegium::federation::community {

using storage::Audience;
using storage::BallotKey;
using storage::Handle;
using storage::IriHash;
using storage::LocalId;
using storage::ObjectRecord;
using storage::PollRecord;
using storage::ReadTx;
using storage::Tables;

namespace {

std::optional<PollDraft> poll_brought(rules::Context const& context) {
    auto const* const object = context.activity.object();
    return object == nullptr ? std::nullopt : poll_in(*object);
}

bool ask_the_same(PollDraft const& one, PollDraft const& other) {
    return one.options == other.options && one.multiple == other.multiple;
}

// The earlier of two times, where 1970 is none.
Instant earlier(Instant one, Instant other) noexcept {
    if (one == Instant{} || other == Instant{}) return std::max(one, other);
    return std::min(one, other);
}

// Whether more votes were told now. Of as many, those that are final.
bool tells_more(PollDraft const& told, PollRecord const& known) {
    auto const size = [](auto const& each) {
        return std::tuple{sum_of(each.votes), each.voters, each.closed != Instant{}};
    };
    return size(told) > size(known);
}

// Whether anything of it was not known.
bool take_standing(PollRecord& known, PollDraft const& told, Instant updated) {
    auto const before = known;
    if (tells_more(told, known)) {
        known.votes = told.votes;
        known.voters = told.voters;
    }
    if (updated > known.updated)
        known.closed = told.closed;  // new words may open it again
    else if (updated == known.updated)
        known.closed = earlier(known.closed, told.closed);
    known.updated = std::max(known.updated, updated);
    return known != before;
}

void put_poll(rules::Context const& context, Handle thing, LocalId number, PollDraft const& told, Instant updated) {
    PollRecord record;
    record.thing = thing;
    record.updated = updated;
    record.closed = told.closed;
    record.told = context.received;
    record.votes = told.votes;
    record.voters = told.voters;
    context.tables.polls.put(context.tx, number, record);
}

template <class Visit>
void each_ballot(ReadTx const& tx, Tables const& tables, Handle thing, Visit visit) {
    tables.ballots.ascend(tx, BallotKey{thing, storage::no_one, 0}, [&](BallotKey const& key, IriHash const& act) {
        if (key.poll == thing) visit(key, act);
        return key.poll == thing;
    });
}

void forget_poll(rules::Context const& context, Handle thing, LocalId number) {
    std::vector<BallotKey> ballots;
    each_ballot(context.tx, context.tables, thing, [&](BallotKey const& key, IriHash const&) {
        ballots.push_back(key);
    });
    for (auto const& each : ballots) context.tables.ballots.erase(context.tx, each);
    context.tables.polls.erase(context.tx, number);
}

// Judged by the person: that somebody else of their school may read it is not enough. Who joined a community of another
// node is for that node to know. What is not for the voter must look as if it were not there. What may change later, by
// moderators, consent and standings, check_ballot() asks at the door.
bool may_vote(rules::Context const& context, Handle thing, ObjectRecord const& record, Handle voter) {
    if (!is_visible(context.tx, context.tables, thing, record)) return false;
    if (!context.local && stays_here(record.audience)) return false;
    bool const is_known_elsewhere = record.audience == Audience::community && !is_home(context, record.community);
    if (!context.local && record.audience == Audience::partners) return true;  // only they could send it
    return (!context.local && is_known_elsewhere) ||
           is_in_audience(context.tx, context.tables, Viewer::of_member(voter), thing, record);
}

// One person's votes, of which some count.
class Choices {
public:
    void add(std::uint64_t option, IriHash const& act, bool multiple) {
        if (multiple || options_.empty()) {
            options_.push_back(option);
            act_ = act;
        } else if (act < act_) {
            options_ = {option};
            act_ = act;
        }
    }
    std::vector<std::uint64_t> const& options() const { return options_; }

private:
    std::vector<std::uint64_t> options_;
    IriHash act_{};
};

std::map<Handle, Choices> all_choices(ReadTx const& tx, Tables const& tables, Handle thing, Poll const& poll) {
    std::map<Handle, Choices> all;
    each_ballot(tx, tables, thing, [&](BallotKey const& key, IriHash const& act) {
        if (key.option < poll.options.size()) all[key.voter].add(key.option, act, poll.multiple);
    });
    return all;
}

}  // namespace

std::optional<Poll> poll_of(ReadTx const& tx, Tables const& tables, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    auto const standing = record ? tables.polls.get(tx, record->number) : std::nullopt;
    auto const words = standing ? logged_activity(tx, tables, record->words) : std::nullopt;
    auto asked = words && words->object() != nullptr ? poll_in(*words->object()) : std::nullopt;
    if (!asked) return std::nullopt;
    Poll poll{*std::move(asked), standing->told};
    poll.votes = standing->votes;
    poll.voters = standing->voters;
    poll.closed = standing->closed;
    return poll;
}

bool brings_ballot(rules::Context const& context) {
    auto const* const object = context.activity.object();
    return object != nullptr && is_ballot(*object);
}

void note_poll(rules::Context const& context, Handle thing, ObjectRecord const& record) {
    if (auto const told = poll_brought(context)) put_poll(context, thing, record.number, *told, record.updated);
}

bool hear_standing(rules::Context const& context, Handle thing, Instant updated) {
    auto const asked = poll_of(context.tx, context.tables, thing);
    auto const told = poll_brought(context);
    if (!asked || !told || !ask_the_same(*asked, *told)) return false;
    auto const number = context.tables.objects.get(context.tx, thing).value().number;
    auto known = context.tables.polls.get(context.tx, number).value();
    if (!take_standing(known, *told, updated)) return false;
    known.told = context.received;
    context.tables.polls.put(context.tx, number, known);
    return true;
}

void change_poll(rules::Context const& context, Handle thing, Instant updated) {
    if (hear_standing(context, thing, updated)) return;
    auto const number = context.tables.objects.get(context.tx, thing).value().number;
    forget_poll(context, thing, number);
    if (auto const told = poll_brought(context)) put_poll(context, thing, number, *told, updated);
}

Result<void> cast_ballot(rules::Context const& context, Object const& object) {
    auto const thing = context.find(object.in_reply_to);
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    auto const poll = record ? poll_of(context.tx, context.tables, *thing) : std::nullopt;
    if (!poll) return Refusal{Reason::unconcerned, "a vote in a poll that we do not know"};
    if (!context.local && !is_by_one_of_us(context.tx, context.tables, *record))
        return Refusal{Reason::unconcerned, "a vote in somebody else's poll"};
    auto const voter = context.actor();
    if (voter == record->author) return Refusal{Reason::not_allowed, "nobody votes in their own poll"};
    if (!may_vote(context, *thing, *record, voter))
        return Refusal{Reason::unconcerned, "a vote in a poll that we do not know"};
    if (auto const open = check_ban(context, record->community, voter); !open) return open;
    if (is_over(*poll, context.received)) return Refusal{Reason::unconcerned, "the poll is over"};
    auto const option = std::ranges::find(poll->options, object.name);
    if (option == poll->options.end()) return Refusal{Reason::malformed, "the poll has no such option"};

    BallotKey const place{*thing, voter, static_cast<std::uint64_t>(option - poll->options.begin())};
    auto const before = context.tables.ballots.get(context.tx, place);
    bool const voted = before || !choices_of(context.tx, context.tables, *thing, *poll, voter).empty();
    if (context.local && voted && (before || !poll->multiple)) return Refusal{Reason::unconcerned, "they have voted"};
    auto const act = storage::hash_of(context.activity.id().text());
    if (!before || act < *before) context.tables.ballots.put(context.tx, place, act);
    return {};
}

Tally tally_of(ReadTx const& tx, Tables const& tables, Handle thing, Poll const& poll, Counted counted) {
    Tally tally{std::vector<std::uint64_t>(poll.options.size()), 0};
    for (auto const& [voter, choices] : all_choices(tx, tables, thing, poll)) {
        if (counted == Counted::outside && is_pupil(tx, tables, voter)) continue;
        ++tally.voters;
        for (auto const option : choices.options()) ++tally.votes[option];
    }
    auto const record = tables.objects.get(tx, thing);
    if (record && is_by_one_of_us(tx, tables, *record)) return tally;
    auto const told = std::min(tally.votes.size(), poll.votes.size());
    for (std::size_t i = 0; i < told; ++i) tally.votes[i] = std::max(tally.votes[i], poll.votes[i]);
    tally.voters = std::max(tally.voters, poll.voters);
    return tally;
}

std::vector<std::uint64_t> choices_of(
    ReadTx const& tx, Tables const& tables, Handle thing, Poll const& poll, Handle voter
) {
    Choices choices;
    tables.ballots.ascend(tx, BallotKey{thing, voter, 0}, [&](BallotKey const& key, IriHash const& act) {
        bool const is_theirs = key.poll == thing && key.voter == voter;
        if (is_theirs && key.option < poll.options.size()) choices.add(key.option, act, poll.multiple);
        return is_theirs;
    });
    return choices.options();
}

std::vector<Handle> voters_of(ReadTx const& tx, Tables const& tables, Handle thing, Poll const& poll) {
    std::vector<Handle> voters;
    for (auto const& [voter, choices] : all_choices(tx, tables, thing, poll)) voters.push_back(voter);
    return voters;
}

std::vector<Handle> polls_since(ReadTx const& tx, Tables const& tables, LocalId since) {
    std::vector<Handle> polls;
    tables.polls.ascend(tx, since, [&](LocalId, PollRecord const& record) {
        polls.push_back(record.thing);
        return true;
    });
    return polls;
}

bool is_by_one_of_us(ReadTx const& tx, Tables const& tables, ObjectRecord const& record) {
    auto const author = tables.actors.get(tx, record.author);
    return author && author->local;
}

Instant end_of(PollDraft const& poll) noexcept {
    return earlier(poll.ends, poll.closed);
}

std::uint64_t sum_of(std::vector<std::uint64_t> const& votes) {
    return std::accumulate(votes.begin(), votes.end(), std::uint64_t{0});
}

}  // namespace collegium::federation::community
