#include "server/polls/voting.hpp"

#include "federation/admit.hpp"
#include "federation/community/polls.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <variant>

namespace collegium::server::polls {

namespace asio = boost::asio;
namespace community = federation::community;

using federation::BallotDraft;
using storage::Handle;

namespace {

using Choices = std::vector<std::uint64_t>;

// What a vote is judged by: one snapshot, and when.
struct Booth {
    storage::ReadTx const& tx;
    storage::Tables const& tables;
    Member const& member;
    Handle thing;
    Instant now;
};

bool is_local(Booth const& booth, Handle actor) {
    auto const record = booth.tables.actors.get(booth.tx, actor);
    return record && record->local;
}

std::optional<VoteProblem> problem_with(
    Booth const& booth, community::Poll const& poll, storage::ObjectRecord const& record, Choices const& choices
) {
    if (record.author == booth.member.actor)
        return VoteProblem{422, "Validation failed: You cannot vote in your own polls"};
    if (community::is_over(poll, booth.now)) return VoteProblem{422, "Validation failed: The poll has already ended"};
    if (!community::choices_of(booth.tx, booth.tables, booth.thing, poll, booth.member.actor).empty())
        return VoteProblem{422, "Validation failed: You have already voted on this poll"};
    if (choices.empty()) return VoteProblem{422, "Validation failed: Choose an option first, then vote"};
    if (choices.size() > 1 && !poll.multiple)
        return VoteProblem{422, "Validation failed: Only one option can be chosen in this poll"};
    if (std::ranges::any_of(choices, [&](auto const each) { return each >= poll.options.size(); }))
        return VoteProblem{422, "Validation failed: The chosen vote option does not exist"};
    if (booth.member.pupil && !is_local(booth, record.author))
        return VoteProblem{403, "Your account votes in polls of this school only. Ask your teacher."};
    return std::nullopt;
}

std::variant<std::vector<BallotDraft>, VoteProblem> ballots_of(Booth const& booth, Choices const& choices) {
    auto const record = booth.tables.objects.get(booth.tx, booth.thing);
    auto const poll = record ? community::poll_of(booth.tx, booth.tables, booth.thing) : std::nullopt;
    if (!poll) return VoteProblem{404, "Record not found"};
    if (auto const problem = problem_with(booth, *poll, *record, choices)) return *problem;
    auto const iri = storage::iri_of(booth.tx, booth.tables, booth.thing);
    auto const author = storage::iri_of(booth.tx, booth.tables, record->author);
    std::vector<BallotDraft> ballots;
    for (auto const each : choices) ballots.push_back({iri, author, poll->options[each], record->audience});
    return ballots;
}

}  // namespace

asio::awaitable<std::optional<VoteProblem>> vote(App const& app, Member const& member, Handle poll, Choices choices) {
    std::ranges::sort(choices);
    auto const twice = std::ranges::unique(choices);
    choices.erase(twice.begin(), twice.end());
    auto const author = federation::author_of(app.node, member.actor);
    if (!author) co_return VoteProblem{403, "An account without an actor cannot vote."};
    auto const planned = app.node.store.read([&](auto const& tx, auto const& tables) {
        return ballots_of(Booth{tx, tables, member, poll, app.node.clock.now()}, choices);
    });
    if (auto const* const problem = std::get_if<VoteProblem>(&planned)) co_return *problem;
    federation::PollComposer const composer{app.node.settings.origin(), app.node.clock, app.node.ids};
    for (auto const& ballot : std::get<std::vector<BallotDraft>>(planned)) {
        auto composed = composer.ballot(*author, ballot);
        auto const cast = co_await federation::perform(app.node, std::move(composed));
        if (!cast) co_return VoteProblem{422, "The vote was not taken: the poll is over, or you have voted before."};
    }
    co_return std::nullopt;
}

}  // namespace collegium::server::polls
