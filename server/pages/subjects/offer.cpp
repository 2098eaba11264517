// One subject, or whatever else is offered to follow: what came by it, and following it.
#include "server/dispatch.hpp"
#include "server/following.hpp"
#include "server/pages/subjects/handlers.hpp"
#include "server/pages/subjects/news_rows.hpp"

namespace collegium::server::pages {

namespace subjects = federation::subjects;

namespace {

std::optional<timeline::ActorView> offer_of(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return subjects::find_offer(tx, tables, app.node.settings.node.domain, call.names.front(), call.viewer());
    });
}

struct OfferLook {
    subjects::News news;
    std::optional<storage::FollowState> follow;
};

OfferLook look_at_offer(App const& app, Call const& call, storage::Handle offer) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        OfferLook found;
        found.news = subjects::news_of(tx, tables, call.viewer(), {offer}, before_of(call), news_on_a_page);
        auto const follow = call.member ? tables.following.get(tx, {call.member->actor, offer}) : std::nullopt;
        if (follow) found.follow = follow->state;
        return found;
    });
}

Response not_offered(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "nothing of that name to follow"});
}

void show_offer_following(Values& values, Call const& call, OfferLook const& found) {
    if (!call.member) return values.repeat("GUEST").text("RETURN", percent_encoded(call.request.path));
    if (!found.follow) return values.show("FOLLOW");
    values.show(*found.follow == storage::FollowState::accepted ? "FOLLOWS" : "ASKED");
    values.show("UNFOLLOW");
}

}  // namespace

Response offer_page(App const& app, Call const& call, timeline::ActorView const& offer, unsigned status) {
    auto const found = look_at_offer(app, call, offer.handle);
    Page page{app, call, "offer", offer.display};
    page.alternate(offer.iri);
    auto& values = page.values();
    values.text("NAME", offer.display);
    values.text("ADDRESS", offer.address());
    values.text("HOST", offer.host);
    values.text("PATH", offer_form_path(offer));
    values.html("SUMMARY", offer.summary);
    show_notice(app, call, values, {offer.host});
    show_offer_following(values, call, found);
    if (status != 200) values.show("STAYS");
    show_news(values, found.news, false);
    return page.render(status);
}

awaitable<Response> get_subject(App const& app, Call call) {
    auto const offer = offer_of(app, call);
    if (!offer) co_return not_offered(app, call);
    if (offer_path(*offer) != offer_form_path(*offer)) co_return Response::see_other(offer_path(*offer));
    co_return offer_page(app, call, *offer);
}

awaitable<Response> post_follow_subject(App const& app, Call call) {
    auto const offer = offer_of(app, call);
    if (!offer) co_return not_offered(app, call);
    auto const done = co_await follow(app, call.member->actor, offer->handle);
    if (!done && done.error().reason() == Reason::not_allowed) co_return offer_page(app, call, *offer, 403);
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other(offer_path(*offer));
}

awaitable<Response> post_unfollow_subject(App const& app, Call call) {
    auto const offer = offer_of(app, call);
    if (!offer) co_return not_offered(app, call);
    auto const done = co_await unfollow(app, call.member->actor, offer->handle);
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other(offer_path(*offer));
}

}  // namespace collegium::server::pages
