#include "federation/community/polls.hpp"

#include "federation/community/pupils.hpp"
#include "federation/community/visibility.hpp"
#include "federation/logged.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace collegium::federation::community {

using storage::Edge;
using storage::Handle;
using storage::IriHash;
using storage::LocalId;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;
using storage::Vote;

namespace {

constexpr Handle nobody{0};

// An option is voted for under a name of its own. It is no IRI, so that no Like can be about it.
std::string option_name(ReadTx const& tx, Tables const& tables, Handle thing, std::uint64_t option) {
    return "option " + std::to_string(option) + " of " + storage::iri_of(tx, tables, thing);
}

std::optional<Handle> option_handle(ReadTx const& tx, Tables const& tables, Handle thing, std::uint64_t option) {
    return storage::find_handle(tx, tables, option_name(tx, tables, thing, option));
}

std::string list_of_polls(std::string_view origin) {
    return "polls of " + std::string{origin};
}

// Rules have no clock: an act's own number says when it came.
Instant time_of(rules::Context const& context) {
    auto const millis = static_cast<std::int64_t>(static_cast<std::uint64_t>(context.number) >> 16);
    return Instant{std::chrono::milliseconds{millis}};
}

bool is_local(ReadTx const& tx, Tables const& tables, Handle actor) {
    auto const record = tables.actors.get(tx, actor);
    return record && record->local;
}

std::optional<PollDraft> poll_brought(rules::Context const& context) {
    auto const* const object = context.activity.object();
    return object == nullptr ? std::nullopt : poll_in(*object);
}

bool ask_the_same(PollDraft const& one, std::optional<PollDraft> const& other) {
    return other && one.options == other->options && one.multiple == other->multiple;
}

// What is not for the voter must look as if it were not there.
bool may_vote(rules::Context const& context, Handle thing, storage::ObjectRecord const& record, Handle voter) {
    if (!is_visible(context.tx, context.tables, thing, record)) return false;
    auto viewer = Viewer::of_member(voter);
    if (!context.local) viewer = {nobody, storage::intern_host(context.tx, context.tables, context.activity.actor())};
    return is_meant_for(context.tx, context.tables, viewer, thing, record);
}

void put_ballot(rules::Context const& context, Handle thing, std::uint64_t option, Handle voter) {
    Edge const place{context.intern(option_name(context.tx, context.tables, thing, option)), voter};
    auto const act = storage::hash_of(context.activity.id().text());
    auto const before = context.tables.votes.get(context.tx, place);
    if (!before || act < before->act)
        context.tables.votes.put(context.tx, place, {storage::VoteKind::up, context.seq, act, nobody});
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
    for (std::uint64_t i = 0; i < poll.options.size(); ++i) {
        auto const option = option_handle(tx, tables, thing, i);
        if (!option) continue;
        tables.votes.ascend(tx, Edge{*option, nobody}, [&](Edge const& key, Vote const& vote) {
            if (key.of == *option) all[key.by].add(i, vote.act, poll.multiple);
            return key.of == *option;
        });
    }
    return all;
}

}  // namespace

std::optional<Poll> poll_of(ReadTx const& tx, Tables const& tables, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    auto const entry = record ? tables.log.get(tx, record->words) : std::nullopt;
    auto const words = entry ? logged_activity(tx, tables, record->words) : std::nullopt;
    auto poll = words && words->object() != nullptr ? poll_in(*words->object()) : std::nullopt;
    return poll ? std::optional{Poll{*std::move(poll), entry->received}} : std::nullopt;
}

bool brings_ballot(rules::Context const& context) {
    auto const* const object = context.activity.object();
    return object != nullptr && is_ballot(*object);
}

void note_poll(rules::Context const& context, Handle thing, storage::ObjectRecord const& record) {
    if (!poll_brought(context)) return;
    auto const list = context.intern(list_of_polls(context.origin));
    context.tables.tagged.put(context.tx, {list, record.number}, thing);
}

void forget_votes_unless_same(rules::Context const& context, Handle thing) {
    auto const before = poll_of(context.tx, context.tables, thing);
    if (!before || ask_the_same(*before, poll_brought(context))) return;
    auto const voters = voters_of(context.tx, context.tables, thing, *before);
    for (std::uint64_t i = 0; i < before->options.size(); ++i) {
        auto const option = option_handle(context.tx, context.tables, thing, i);
        if (!option) continue;
        for (auto const voter : voters) context.tables.votes.erase(context.tx, Edge{*option, voter});
    }
}

bool tells_more(rules::Context const& context, Handle thing) {
    auto const poll = poll_of(context.tx, context.tables, thing);
    auto const told = poll_brought(context);
    if (!poll || !ask_the_same(*poll, told)) return false;
    if (poll->closed != told->closed) return told->closed;
    return sum_of(told->votes) > sum_of(poll->votes) || told->voters > poll->voters;
}

Result<void> cast_ballot(rules::Context const& context, Object const& object) {
    auto const thing = context.find(object.in_reply_to);
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    auto const poll = record ? poll_of(context.tx, context.tables, *thing) : std::nullopt;
    if (!poll) return Refusal{Reason::unconcerned, "a vote in a poll that we do not know"};
    if (!context.local && !is_local(context.tx, context.tables, record->author))
        return Refusal{Reason::unconcerned, "a vote in somebody else's poll"};
    auto const voter = context.actor();
    if (voter == record->author) return Refusal{Reason::not_allowed, "nobody votes in their own poll"};
    if (!may_vote(context, *thing, *record, voter))
        return Refusal{Reason::unconcerned, "a vote in a poll that we do not know"};
    if (is_over(*poll, time_of(context))) return Refusal{Reason::unconcerned, "the poll is over"};
    auto const option = std::ranges::find(poll->options, object.name);
    if (option == poll->options.end()) return Refusal{Reason::malformed, "the poll has no such option"};
    bool const voted = !choices_of(context.tx, context.tables, *thing, *poll, voter).empty();
    if (context.local && voted && !poll->multiple) return Refusal{Reason::unconcerned, "they have voted"};
    put_ballot(context, *thing, static_cast<std::uint64_t>(option - poll->options.begin()), voter);
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
    if (record && is_local(tx, tables, record->author)) return tally;
    for (std::size_t i = 0; i < tally.votes.size(); ++i) tally.votes[i] = std::max(tally.votes[i], poll.votes[i]);
    tally.voters = std::max(tally.voters, poll.voters);
    return tally;
}

std::vector<std::uint64_t> choices_of(
    ReadTx const& tx, Tables const& tables, Handle thing, Poll const& poll, Handle voter
) {
    Choices choices;
    for (std::uint64_t i = 0; i < poll.options.size(); ++i) {
        auto const option = option_handle(tx, tables, thing, i);
        auto const vote = option ? tables.votes.get(tx, Edge{*option, voter}) : std::nullopt;
        if (vote) choices.add(i, vote->act, poll.multiple);
    }
    return choices.options();
}

std::vector<Handle> voters_of(ReadTx const& tx, Tables const& tables, Handle thing, Poll const& poll) {
    std::vector<Handle> voters;
    for (auto const& [voter, choices] : all_choices(tx, tables, thing, poll)) voters.push_back(voter);
    return voters;
}

std::vector<Handle> polls_since(ReadTx const& tx, Tables const& tables, std::string_view origin, LocalId since) {
    std::vector<Handle> polls;
    auto const list = storage::find_handle(tx, tables, list_of_polls(origin));
    if (!list) return polls;
    tables.tagged.ascend(tx, {*list, since}, [&](PlaceKey const& key, Handle thing) {
        if (key.under == *list) polls.push_back(thing);
        return key.under == *list;
    });
    return polls;
}

std::uint64_t sum_of(std::vector<std::uint64_t> const& votes) {
    return std::accumulate(votes.begin(), votes.end(), std::uint64_t{0});
}

}  // namespace collegium::federation::community
