// Reading a poll, and voting in it (clients 2b).
#include "server/mastodon/polls.hpp"

#include "server/mastodon/answers.hpp"
#include "server/mastodon/poll_entity.hpp"
#include "server/mastodon/status_lookup.hpp"
#include "server/polls/voting.hpp"

#include <charconv>

namespace collegium::server::mastodon {

namespace {

Response show_poll(App const& app, Call const& call) {
    auto const text = look(app, call, [&](View const& view) {
        auto const post = find_status(view, call.names.front());
        return post ? poll_json(view, *post) : std::string{"null"};
    });
    return text == "null" ? no_record() : api_json(text);
}

// Nothing if one of them is no number.
std::optional<std::vector<std::uint64_t>> choices_in(Parameters const& parameters) {
    std::vector<std::uint64_t> choices;
    for (auto const& each : parameters.list("choices")) {
        std::uint64_t number = 0;
        auto const* const end = each.data() + each.size();
        auto const [read, error] = std::from_chars(each.data(), end, number);
        if (error != std::errc{} || read != end) return std::nullopt;
        choices.push_back(number);
    }
    return choices;
}

}  // namespace

awaitable<Response> get_poll(App const& app, Call call) {
    co_return show_poll(app, call);
}

awaitable<Response> post_poll_votes(App const& app, Call call) {
    auto const post = status_of(app, call);
    if (!post) co_return no_record();
    auto choices = choices_in(call.parameters);
    if (!choices) co_return invalid("Validation failed: The chosen vote option does not exist");
    auto wanted = *std::move(choices);
    auto const problem = co_await polls::vote(app, *call.member, post->handle, std::move(wanted));
    if (problem) co_return api_error(problem->status, problem->words);
    co_return show_poll(app, call);
}

}  // namespace collegium::server::mastodon
