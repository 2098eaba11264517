// What the pages of reviews look up and say in the same way.
#pragma once

#include "federation/reviews/compose_review.hpp"
#include "federation/reviews/reading.hpp"
#include "federation/reviews/requests.hpp"
#include "server/pages/guides/looking.hpp"

namespace collegium::server::pages {

namespace reviews = federation::reviews;

using boost::asio::awaitable;

reviews::ReviewComposer review_composer_of(App const& app);

// Where a request is read and answered. offer: an IRI.
std::string request_path(std::string_view offer);

// Where a review is read: on the page of its guide.
std::string review_place(timeline::PostView const& guide, timeline::PostView const& review);

// Where a review, or the reply of its guide's author, is read; empty for any other thing.
std::string place_on_guide(App const& app, Call const& call, timeline::PostView const& post);

// Of the review that the address names by its digits; nothing if this reader sees none there.
struct FoundReview {
    guides::GuideView guide;  // as it is now
    reviews::ReviewView review;
};
std::optional<FoundReview> review_of(App const& app, Call const& call);

// In which round a version is reviewed: one that follows a version that was reviewed is of the next.
std::uint64_t round_of(std::vector<reviews::ReviewView> const& written, std::string_view version);

std::string_view words_of(reviews::RequestState state);
std::string_view words_of(storage::RequestAnswer answer);

// Whether the member who calls runs this community.
bool facilitates(App const& app, Call const& call, storage::Handle community);

// "ben", "@ben@north.example", or an https address: the IRI of the person or community. Somebody of a partner is looked
// up there. Refuses not_found, and what the look-up refuses.
awaitable<Result<std::string>> actor_typed(App const& app, std::string typed);

// The same for each line. The first that is nobody: what was typed, and why.
struct ActorsTyped {
    ActorsTyped() = default;

    std::vector<std::string> iris;
    std::string unknown;
};
awaitable<ActorsTyped> actors_typed(App const& app, std::string lines, std::size_t most);

}  // namespace collegium::server::pages
