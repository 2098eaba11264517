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
    if (booth.member.pupil && !community::is_by_one_of_us(booth.tx, booth.tables, record))
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

// For perform_all(): nobody voted a second time while this vote was on its way.
federation::Alongside holding_once(Handle thing, Handle voter, std::size_t choices) {
    return [thing, voter, choices](storage::WriteTx& tx, storage::Tables& tables) -> Result<void> {
        auto const poll = community::poll_of(tx, tables, thing);
        bool const once = poll && community::choices_of(tx, tables, thing, *poll, voter).size() == choices;
        return once ? Result<void>{} : Refusal{Reason::conflict, "they have voted"};
    };
}

std::vector<federation::Composed> composed_of(
    App const& app, federation::Author const& author, std::vector<BallotDraft> const& ballots
) {
    auto const composer = federation::poll_composer_of(app.node);
    std::vector<federation::Composed> composed;
    for (auto const& each : ballots) composed.push_back(composer.ballot(author, each));
    return composed;
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
    auto ballots = composed_of(app, *author, std::get<std::vector<BallotDraft>>(planned));
    auto alongside = holding_once(poll, member.actor, ballots.size());
    auto const cast = co_await federation::perform_all(app.node, std::move(ballots), std::move(alongside));
    if (cast) co_return std::nullopt;
    if (cast.error().reason() == Reason::unavailable)
        co_return VoteProblem{503, "There is too much to do at this moment. Vote again in a minute."};
    if (cast.error().reason() == Reason::not_allowed) co_return VoteProblem{403, "You cannot vote in this poll."};
    co_return VoteProblem{422, "The vote was not taken: the poll is over, or you have voted before."};
}

}  // namespace collegium::server::polls
