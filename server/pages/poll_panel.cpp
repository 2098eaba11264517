#include "server/pages/poll_panel.hpp"

#include "federation/community/polls.hpp"
#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/polls/voting.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::server::pages {

namespace community = federation::community;

namespace {

constexpr std::uint64_t most_choices = 20;

struct Standing {
    community::Poll poll;
    community::Tally tally;
    std::vector<std::uint64_t> own;
};

std::optional<Standing> standing_of(App const& app, Call const& call, storage::Handle thing) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Standing> {
        auto const poll = community::poll_of(tx, tables, thing);
        if (!poll) return std::nullopt;
        auto const counted = call.member ? community::Counted::all : community::Counted::outside;
        Standing standing{*poll, community::tally_of(tx, tables, thing, *poll, counted), {}};
        if (call.member) standing.own = community::choices_of(tx, tables, thing, *poll, call.member->actor);
        return standing;
    });
}

// Several choices have names of their own, since a form keeps one value for each.
void show_choices(Values& form, community::Poll const& poll) {
    form.show(poll.multiple ? "ANY_OF" : "ONE_OF");
    for (std::size_t i = 0; i < poll.options.size(); ++i) {
        auto line = form.repeat(poll.multiple ? "BOX" : "CHOICE");
        line.number("NUMBER", i);
        line.text("OPTION_NAME", poll.options[i]);
    }
}

void show_counts(Values& panel, Standing const& standing) {
    for (std::size_t i = 0; i < standing.poll.options.size(); ++i) {
        auto line = panel.repeat("OPTION");
        line.text("OPTION_NAME", standing.poll.options[i]);
        line.amount("VOTES", standing.tally.votes[i]);
        if (std::ranges::find(standing.own, i) != standing.own.end()) line.show("MINE");
    }
    panel.count("VOTERS", standing.tally.voters, "{n} person voted.", "{n} people voted.");
}

std::vector<std::uint64_t> choices_in(Form const& form) {
    std::vector<std::uint64_t> choices;
    auto const& one = form.text("choice");
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(one.data(), one.data() + one.size(), number);
    if (!one.empty() && error == std::errc{} && end == one.data() + one.size()) choices.push_back(number);
    for (std::uint64_t i = 0; i < most_choices; ++i)
        if (form.has("choice_" + std::to_string(i))) choices.push_back(i);
    return choices;
}

}  // namespace

void show_poll(App const& app, Call const& call, Values& values, timeline::PostView const& post) {
    if (post.options.empty()) return;
    auto const standing = standing_of(app, call, post.handle);
    if (!standing) return;
    auto const& poll = standing->poll;
    auto panel = values.repeat("POLL");
    bool const over = community::is_over(poll, app.node.clock.now());
    bool const votes = call.member && call.member->actor != post.author.handle && standing->own.empty() && !over;
    if (votes) {
        auto form = panel.repeat("BALLOT");
        form.text("PATH", post_path(post));
        show_choices(form, poll);
    }
    show_counts(panel, *standing);
    if (over)
        panel.show("OVER");
    else if (auto const end = community::end_of(poll); end != Instant{})
        panel.repeat("ENDS").time("TIME", end);
}

awaitable<Response> post_vote(App const& app, Call call) {
    auto const post = post_of(app, call);
    if (!post || post->state != storage::ObjectState::visible)
        co_return refuse(app, call, {Reason::not_found, "no such poll"});
    auto choices = choices_in(call.form);
    // Whoever chose nothing, or came too late, sees on the page how it stands.
    auto const problem = co_await polls::vote(app, *call.member, post->handle, std::move(choices));
    if (problem && problem->status == 404) co_return refuse(app, call, {Reason::not_found, "no such poll"});
    if (problem && problem->status == 403) co_return refuse(app, call, {Reason::not_allowed, "not their poll"});
    co_return Response::see_other(post_path(*post) + (problem ? "?not_counted=1" : ""));
}

}  // namespace collegium::server::pages
