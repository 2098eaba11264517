#include "server/pages/reviews/looking.hpp"

#include "federation/community/moderation.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/fetching/webfinger.hpp"
#include "federation/local_actors.hpp"
#include "server/pages/guides/guide_lines.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::pages {

using storage::ActorType;
using storage::RequestAnswer;

namespace {

Refusal nobody() {
    return {Reason::not_found, "there is nobody of that name"};
}

Result<std::string> actor_here(App const& app, std::string_view name) {
    if (!federation::webfinger::is_name(name)) return nobody();
    return app.node.store.read([&](auto const& tx, auto const& tables) -> Result<std::string> {
        for (auto const type : {ActorType::person, ActorType::group})
            if (auto const found = federation::find_local_actor(tx, tables, name, type))
                return storage::iri_of(tx, tables, *found);
        return nobody();
    });
}

bool is_actor_here(App const& app, std::string_view iri) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, iri);
        auto const actor = handle ? tables.actors.get(tx, *handle) : std::nullopt;
        return actor && actor->local;
    });
}

awaitable<Result<std::string>> actor_at(App const& app, Iri iri) {
    if (iri.origin() == app.node.settings.origin()) {
        if (!is_actor_here(app, iri.text())) co_return nobody();
        co_return iri.text();
    }
    federation::FetchBudget budget;
    auto const actor = co_await federation::resolve_actor(app.node, std::move(iri), budget);
    if (!actor) co_return actor.error();
    co_return actor->id.text();
}

}  // namespace

reviews::ReviewComposer review_composer_of(App const& app) {
    return reviews::ReviewComposer{app.node.settings.origin(), app.node.clock, app.node.ids};
}

std::string request_path(std::string_view offer) {
    return "/reviews/request?of=" + percent_encoded(offer);
}

std::string review_place(timeline::PostView const& guide, timeline::PostView const& review) {
    return post_path(guide) + "#comment-" + federation::digits(review.number);
}

std::string place_on_guide(App const& app, Call const& call, timeline::PostView const& post) {
    if (post.parent == storage::Handle{0} || post.state != storage::ObjectState::visible) return {};
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::string {
        auto const guide = timeline::find_post(tx, tables, post.root, call.viewer());
        bool const is_guide = guide && guide->kind == storage::ObjectKind::guide;
        if (!is_guide || guide->state != storage::ObjectState::visible) return {};
        bool const is_review = tables.reviews.contains(tx, {post.root, post.handle});
        bool const is_reply = tables.reviews.contains(tx, {post.root, post.parent});
        bool const is_shown = is_review || (is_reply && post.author.handle == guide->author.handle);
        return is_shown ? review_place(*guide, post) : std::string{};
    });
}

std::optional<FoundReview> review_of(App const& app, Call const& call) {
    auto const post = post_of(app, call);
    if (!post || post->parent == storage::Handle{0}) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<FoundReview> {
        auto guide = guides::find_guide(tx, tables, post->parent, call.viewer());
        auto review = guide ? reviews::find_review(tx, tables, post->handle, call.viewer()) : std::nullopt;
        if (!review) return std::nullopt;
        return FoundReview{*std::move(guide), *std::move(review)};
    });
}

std::uint64_t round_of(std::vector<reviews::ReviewView> const& written, std::string_view version) {
    std::uint64_t round = 1;
    for (auto const& each : written)
        round = std::max(round, each.review.version == version ? each.review.round : each.review.round + 1);
    return std::min(round, reviews::most_rounds);
}

std::string_view words_of(reviews::RequestState state) {
    switch (state) {
        case reviews::RequestState::asked: return phrase("Waiting for an answer");
        case reviews::RequestState::later: return phrase("Later");
        case reviews::RequestState::accepted: return phrase("Accepted");
        case reviews::RequestState::declined_for_now: return phrase("Declined as things are");
        case reviews::RequestState::declined: return phrase("Declined");
        case reviews::RequestState::done: return phrase("Reviewed");
        case reviews::RequestState::withdrawn: return phrase("Taken back");
    }
    return "";
}

std::string_view words_of(RequestAnswer answer) {
    switch (answer) {
        case RequestAnswer::accepted: return phrase("Yes, I review it");
        case RequestAnswer::later: return phrase("Yes, but later");
        case RequestAnswer::declined_for_now: return phrase("Not as things are");
        case RequestAnswer::declined: return phrase("No");
    }
    return "";
}

bool facilitates(App const& app, Call const& call, storage::Handle community) {
    if (!call.member || community == storage::Handle{0}) return false;
    auto const member = call.member->actor;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::moderates(tx, tables, community, member);
    });
}

awaitable<Result<std::string>> actor_typed(App const& app, std::string typed) {
    if (typed.starts_with("https://")) {
        auto iri = Iri::parse(typed);
        if (!iri) co_return iri.error();
        co_return co_await actor_at(app, *std::move(iri));
    }
    if (typed.starts_with('@')) typed.erase(0, 1);
    if (typed.find('@') == std::string::npos) co_return actor_here(app, typed);
    auto const address = federation::webfinger::parse_handle(typed);
    if (!address) co_return address.error();
    if (address->host == app.node.settings.node.domain) co_return actor_here(app, address->name);
    federation::FetchBudget budget;
    auto const actor = co_await federation::resolve_handle(app.node, std::move(typed), budget);
    if (!actor) co_return actor.error();
    co_return actor->id.text();
}

awaitable<ActorsTyped> actors_typed(App const& app, std::string lines, std::size_t most) {
    ActorsTyped typed;
    for (auto const line : lines_in(lines)) {
        // One more than can be named says already that there are too many.
        if (typed.iris.size() > most) break;
        std::string name{line};
        auto found = co_await actor_typed(app, std::move(name));
        if (found) {
            if (std::ranges::find(typed.iris, *found) == typed.iris.end()) typed.iris.push_back(*std::move(found));
        } else if (typed.unknown.empty()) {
            typed.unknown = line;
        }
    }
    co_return typed;
}

}  // namespace collegium::server::pages
