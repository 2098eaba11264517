// Posts of a member that wait for their time, or for the member, because they could not be published.
#include "server/mastodon/scheduled.hpp"

#include "server/dispatch.hpp"
#include "server/mastodon/scheduled_posts.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using mastodon::Scheduled;

namespace {

std::vector<Scheduled> waiting_posts(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return mastodon::scheduled_of(tx, tables, call.member->actor);
    });
}

Response scheduled_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    Page page{app, call, "scheduled", phrase("Posts that wait")};
    auto& values = page.values();
    values.refused(problem);
    auto const posts = waiting_posts(app, call);
    if (posts.empty()) values.show("NONE");
    for (auto const& each : posts) {
        auto line = values.repeat("POST");
        line.text("NUMBER", std::to_string(static_cast<std::uint64_t>(each.place.number)));
        line.text("WORDS", each.post.text);
        line.time("TIME", each.post.due);
        line.text("DATETIME", to_rfc3339(each.post.due));
        if (each.post.stuck) line.repeat("STUCK").text("WHY", each.post.problem);
    }
    return page.render(status);
}

std::optional<storage::PlaceKey> place_in(Call const& call) {
    auto const number = number_of(call.names.front());
    return number ? std::optional{storage::PlaceKey{call.member->actor, *number}} : std::nullopt;
}

}  // namespace

awaitable<Response> get_scheduled_posts(App const& app, Call call) {
    co_return scheduled_page(app, call, {}, 200);
}

// As soon as a post can be put off to.
awaitable<Response> post_retry_scheduled(App const& app, Call call) {
    auto const place = place_in(call);
    if (!place) co_return refuse(app, call, {Reason::not_found, "no such scheduled post"});
    auto const due = app.node.clock.now() + mastodon::soonest_schedule;
    auto const done = co_await mastodon::put_off(app, *place, due);
    if (!done) co_return refuse(app, call, done.error());
    if (!done->empty())
        co_return scheduled_page(app, call, phrase("Too many posts wait for that day. Try again tomorrow."), 422);
    co_return Response::see_other("/scheduled");
}

awaitable<Response> post_drop_scheduled(App const& app, Call call) {
    auto const place = place_in(call);
    if (!place) co_return refuse(app, call, {Reason::not_found, "no such scheduled post"});
    auto const done = co_await mastodon::take_back(app, *place);
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other("/scheduled");
}

}  // namespace collegium::server::pages
