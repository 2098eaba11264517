#include "server/mastodon/poll_entity.hpp"

#include "federation/community/polls.hpp"
#include "federation/messages/json_text.hpp"
#include "server/mastodon/dates.hpp"

namespace collegium::server::mastodon {

namespace community = federation::community;

using federation::JsonText;

namespace {

std::string options_json(community::Poll const& poll, community::Tally const& tally) {
    auto list = JsonText::list();
    for (std::size_t i = 0; i < poll.options.size(); ++i)
        list.raw_item(JsonText::object().text("title", poll.options[i]).number("votes_count", tally.votes[i]).done());
    return list.done();
}

std::string numbers_json(std::vector<std::uint64_t> const& numbers) {
    auto list = JsonText::list();
    for (auto const each : numbers) list.raw_item(std::to_string(each));
    return list.done();
}

}  // namespace

std::string poll_json(View const& view, federation::timeline::PostView const& post) {
    if (post.options.empty()) return "null";
    auto const poll = community::poll_of(view.tx, view.tables, post.handle);
    if (!poll) return "null";
    auto const counted = view.by_member() ? community::Counted::all : community::Counted::outside;
    auto const tally = community::tally_of(view.tx, view.tables, post.handle, *poll, counted);
    auto const end = community::end_of(*poll);
    auto json = JsonText::object();
    json.text("id", digits(post.number))
        .raw("expires_at", end == Instant{} ? "null" : federation::quoted(api_date(end)))
        .boolean("expired", community::is_over(*poll, view.app.node.clock.now()))
        .boolean("multiple", poll->multiple)
        .number("votes_count", community::sum_of(tally.votes))
        .number("voters_count", tally.voters)
        .raw("options", options_json(*poll, tally))
        .raw("emojis", "[]");
    if (!view.by_member()) return json.done();
    auto const own = community::choices_of(view.tx, view.tables, post.handle, *poll, view.viewer.member);
    bool const is_author = post.author.handle == view.viewer.member;  // whose turn never comes
    return json.boolean("voted", is_author || !own.empty()).raw("own_votes", numbers_json(own)).done();
}

}  // namespace collegium::server::mastodon
