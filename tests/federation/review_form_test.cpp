// What a review must have, and how it stands on the wire.
#include "federation/reviews/review_json.hpp"
#include "tests/federation/reviewers.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::federation::reviews;
using namespace collegium::tests;

namespace {

bool complains_about(Review const& review, std::string_view field) {
    auto const problems = problems_of(review);
    return std::ranges::find(problems, field, &Problem::field) != problems.end();
}

Review whole(ReviewTrack track = ReviewTrack::peer) {
    return whole_review("https://north.test/post/1", federation::guides::version_of(whole_guide()), track);
}

std::optional<Review> read(Review const& review, std::string const& parent) {
    auto object = federation::JsonText::object();
    object.text("inReplyTo", parent)
        .raw("language", federation::JsonText::object().text("identifier", review.language).done());
    add_review(object, review);
    auto const json = read_json(object.done());
    return review_in(json.root());
}

}  // namespace

TEST_CASE("a review of either track is read as it was written") {
    for (auto const track : {ReviewTrack::peer, ReviewTrack::expert}) {
        auto review = whole(track);
        review.request = "https://north.test/activities/offer/1";
        review.round = 2;
        review.interests = {false, "I taught there once", true};
        CHECK(problems_of(review).empty());
        CHECK(read(review, review.guide) == review);
    }
}

TEST_CASE("no rating without a reason, no reason without a rating, and each names its field") {
    for (auto const track : {ReviewTrack::peer, ReviewTrack::expert})
        for (auto const& criterion : form_of(track).criteria) {
            auto const field = "ratings." + std::string{criterion.name};
            auto review = whole(track);
            auto& rating = *std::ranges::find(review.ratings, criterion.name, &Rating::criterion);
            rating.rationale = " \n";
            CHECK(complains_about(review, field + ".rationale"));
            CHECK(has(flags_of(review), Flag::unfounded));
            rating.rationale = "Because.";
            for (auto const wrong : {0u, 6u}) {
                rating.value = wrong;
                CHECK(complains_about(review, field + ".value"));
            }
            rating.value = 5;
            CHECK(problems_of(review).empty());
            CHECK(flags_of(review) == 0);
        }
}

TEST_CASE("no review without a statement of interests, of programs, and of conduct") {
    auto review = whole();
    review.interests = {};
    CHECK(complains_about(review, "interests"));
    review.interests = {true, "but also something", false};
    CHECK(complains_about(review, "interests"));
    review = whole();
    review.ai_use = " ";
    CHECK(complains_about(review, "ai_use"));
    CHECK(has(flags_of(review), Flag::undeclared));
    review = whole();
    review.keeps_conduct = false;
    CHECK(complains_about(review, "conduct"));
}

TEST_CASE("what is too long is refused and not cut") {
    auto review = whole();
    review.overall = std::string(longest_overall + 1, 'a');
    CHECK(complains_about(review, "overall"));
    CHECK(flags_of(review) == bit(Flag::oversized));
    review.overall.pop_back();
    CHECK(problems_of(review).empty());
}

TEST_CASE("flags have names, and a review that says that its reviewer wrote with an author is flagged") {
    auto review = whole();
    review.interests = {false, "We wrote a guide together", true};
    CHECK(problems_of(review).empty());
    CHECK(names_of(flags_of(review)) == std::vector<std::string_view>{"co-author"});
    CHECK(names_of(0).empty());
}

TEST_CASE("what names no version, or another guide than it replies to, is no review") {
    auto review = whole();
    CHECK_FALSE(read(review, "https://north.test/post/2"));
    review.version = "v1";
    CHECK_FALSE(read(review, review.guide));
}

TEST_CASE("everybody can read a review, with its verdict first") {
    auto const text = as_markdown(whole(ReviewTrack::expert));
    CHECK(text.starts_with("**Expert review: Recommended**"));
    for (auto const& criterion : form_of(ReviewTrack::expert).criteria)
        CHECK(text.find(criterion.question) != std::string::npos);
}
