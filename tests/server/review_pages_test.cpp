// Reviews on pages: writing one with all its statements, what the guide's page shows of it, the mark and its rule, the
// author's reply, and a facilitator's word about a conflict of interest.
#include "federation/reviews/reading.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/review_front.hpp"

using namespace collegium;
using namespace collegium::federation::reviews;
using namespace collegium::tests;
using storage::News;

namespace {

// The address in a link or form that ends like this.
std::string address_in(std::string const& page, std::string const& ending) {
    auto const end = page.find(ending + "\"");
    REQUIRE(end != std::string::npos);
    auto const begin = page.rfind('"', end) + 1;
    return page.substr(begin, end + ending.size() - begin);
}

bool has(std::string const& page, std::string const& words) {
    return page.find(words) != std::string::npos;
}

struct Reviewing : ReviewFront {
    server::Response review(Browser& who, Fields const& fields) {
        auto response = who.submit(path + "/review", fields);
        settle();
        return response;
    }

    void review_well(Browser& who, ReviewTrack track) {
        auto const response = review(who, review_form(track));
        INFO(response.body());
        REQUIRE(response.field("location") == path + "#reviews");
    }

    // As anybody reads it.
    std::string shown() { return unescaped(get(path)); }

    bool is_reviewed_at_south() const {
        auto const version = federation::guides::digest_of(at_south(guide).value().version).value();
        return south.node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, guide).value();
            return gate_of(tx, tables, handle, version).reviewed;
        });
    }

    std::string guide = publish_by_sam(whole_guide());
    std::string path = path_at_north(guide);
};

// ben wrote with sam lately, and says so.
struct Conflict : Reviewing {
    Conflict() {
        auto joint = whole_guide("Written together");
        joint.contributors = {{iri_of(ben_himself), federation::guides::Voice::practitioner}};
        publish_by_sam(joint);
    }

    Fields honest() const {
        auto fields = without(review_form(ReviewTrack::peer), "no_interests");
        return changed(fields, "interests", "We wrote one guide together.");
    }

    std::string override_address(std::string const& page) const { return address_in(page, "/review/override"); }
};

// A guide of ada's that sam reviewed.
struct Reviewed : ReviewFront {
    Reviewed() { review_by_sam("https://north.test" + path, ReviewTrack::peer); }

    std::string path = publish(ada);
};

}  // namespace

TEST_CASE_FIXTURE(
    Reviewing, "a review is written with its track's questions, and shown with the version that it is of"
) {
    CHECK(has(shown(), "Nobody has reviewed this guide yet."));
    CHECK(shows(ben.get(path), path + "/review?version="));
    CHECK(get(path + "/review").status() == 303);
    for (auto const track : {ReviewTrack::peer, ReviewTrack::expert}) {
        auto const form = unescaped(ben.get(path + "/review?track=" + std::string{form_of(track).name}));
        for (auto const& each : form_of(track).criteria) CHECK(has(form, std::string{each.question}));
    }
    review_well(ben, ReviewTrack::peer);
    auto const text = shown();
    for (auto const* const part :
         {"Peer review: Recommended",
          "It is good to have.",
          "reviewed: version 1",
          "I tried it in clarity.",
          "Interests: none that the reviewer knows of",
          "Programs: None.",
          "<dt>Recommended by peers</dt><dd>1 of 1</dd>",
          "<dt>Recommended by experts</dt><dd>0 of 1</dd>",
          "<dt>Of institutions</dt><dd>1 of 2</dd>",
          "Not reviewed yet"}) {
        INFO(part);
        CHECK(has(text, part));
    }
    CHECK_FALSE(has(text, "A later version exists"));
}

TEST_CASE_FIXTURE(Reviewing, "what is missing is refused beside its field, and what was typed is still there") {
    auto const whole = review_form(ReviewTrack::peer);
    auto const before = north.entries();
    std::vector<std::pair<std::string, Fields>> const lacking{
        {"clarity-value", without(whole, "ratings.clarity.value")},
        {"clarity-rationale", changed(whole, "ratings.clarity.rationale", " ")},
        {"overall", changed(whole, "overall", "")},
        {"verdict", without(whole, "verdict")},
        {"interests", without(whole, "no_interests")},
        {"interests", changed(whole, "interests", "But also this.")},
        {"ai", changed(whole, "ai_use", "")},
        {"conduct", without(whole, "conduct")}};
    for (auto const& each : lacking) {
        auto const refused = review(ben, each.second);
        INFO(each.first);
        CHECK(refused.status() == 422);
        CHECK(shows(refused, "id=\"" + each.first + "-problem\">"));
        CHECK(shows(refused, "I tried it in practice.</textarea>"));
    }
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Reviewing, "who reviewed a version changes the review; there is one of them") {
    review_well(ben, ReviewTrack::peer);
    auto const form = unescaped(ben.get(path + "/review"));
    CHECK(has(form, "You reviewed this version before."));
    CHECK(has(form, "It is good to have.</textarea>"));
    CHECK(review(ben, changed(review_form(ReviewTrack::peer), "verdict", "reject")).status() == 303);
    auto const text = shown();
    CHECK(has(text, "Peer review: Not recommended"));
    CHECK(has(text, "<dt>Not recommended by</dt><dd>1</dd>"));
    CHECK(count(text, "<article class=\"answer\"") == 1);
}

TEST_CASE_FIXTURE(
    Reviewing, "a review stays with its version; the newer one says which was reviewed, and is of round 2"
) {
    CHECK(ada.submit("/c/club/gate", {{"peers", "1"}, {"experts", "0"}, {"institutions", "1"}}).status() == 303);
    review_well(ben, ReviewTrack::peer);
    CHECK(has(shown(), "<p class=\"badge good\"><a href=\"#reviews\">Reviewed</a></p>"));
    revise_by_sam(guide, whole_guide("Better"));
    auto const text = shown();
    CHECK(has(text, "A later version exists"));
    CHECK(has(text, "<a href=\"#reviews\">Not reviewed yet</a>"));
    CHECK(has(text, "Reviewed: <a href=\"" + path + "?version="));
    CHECK(has(unescaped(ben.get(path + "/review")), "version 2, round 2"));
    review_well(ben, ReviewTrack::peer);
    CHECK(has(shown(), "round 2"));
    CHECK(has(shown(), "<p class=\"badge good\">Reviewed</p>"));
}

TEST_CASE_FIXTURE(Reviewing, "a facilitator sets the rule of the community, and every school goes by it") {
    review_well(ben, ReviewTrack::peer);
    review_well(cora, ReviewTrack::expert);
    CHECK(has(shown(), "<dt>Of institutions</dt><dd>1 of 2</dd>"));
    CHECK_FALSE(is_reviewed_at_south());

    CHECK(ben.get("/c/club/gate").status() == 404);
    CHECK(ben.submit("/c/club/gate", {{"peers", "1"}, {"experts", "1"}, {"institutions", "1"}}).status() == 404);
    CHECK(shows(ada.get("/c/club/gate"), "name=\"institutions\" value=\"2\""));
    CHECK(shows(ada.get(path), "/c/club/gate"));
    auto const refused = ada.submit("/c/club/gate", {{"peers", "1"}, {"experts", "some"}, {"institutions", "1"}});
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "id=\"experts-problem\">"));
    CHECK(shows(refused, "value=\"some\""));

    CHECK(ada.submit("/c/club/gate", {{"peers", "1"}, {"experts", "1"}, {"institutions", "1"}}).status() == 303);
    settle();
    CHECK(has(shown(), "<p class=\"badge good\">Reviewed</p>"));
    CHECK(is_reviewed_at_south());
    CHECK(shows(get_activity("/c/club"), "\"col:gate\":{\"peers\":1,\"experts\":1,\"institutions\":1}"));
}

TEST_CASE_FIXTURE(Reviewed, "a colleague of the author finds no form, and cannot send one") {
    CHECK(has(unescaped(ben.get(path + "/review")), "You are of the institution of somebody who wrote this guide."));
    auto const before = north.entries();
    auto const refused = ben.submit(path + "/review", review_form(ReviewTrack::peer));
    CHECK(refused.status() == 422);
    CHECK(north.entries() == before);
    CHECK_FALSE(shows(ben.get(path), path + "/review?version="));
}

TEST_CASE_FIXTURE(Reviewed, "the author is told of a review and replies to it, for everybody who reads it") {
    CHECK(news_of(ada_herself) == std::vector{News::review});
    auto const reply = address_in(unescaped(ada.get(path)), "/review/reply");
    CHECK(shows(ada.get("/notifications"), "a review for you"));
    auto const comment = reply.substr(0, reply.find("/review"));
    CHECK(get(comment).field("location") == path + "#comment-" + comment.substr(comment.rfind('/') + 1));
    CHECK(ben.get(reply).status() == 404);
    CHECK(ben.submit(reply, {{"words", "Mine."}}).status() == 404);
    CHECK(shows(ada.get(reply), "It is good to have."));
    CHECK(ada.submit(reply, {{"words", " "}}).status() == 422);
    CHECK(ada.submit(reply, {{"words", "Thank you: version 2 says it."}}).status() == 303);
    settle();
    CHECK(has(unescaped(get(path)), "Thank you: version 2 says it."));
}

TEST_CASE_FIXTURE(Reviewing, "a reviewer takes a review back") {
    review_well(ben, ReviewTrack::peer);
    auto const leaving = address_in(unescaped(ben.get(path)), "/review/withdraw");
    CHECK(cora.get(leaving).status() == 404);
    CHECK(cora.submit(leaving).status() == 404);
    CHECK(shows(ben.get(leaving), "Take it back"));
    CHECK(ben.submit(leaving).field("location") == path + "#reviews");
    settle();
    CHECK(has(shown(), "Nobody has reviewed this guide yet."));
}

TEST_CASE_FIXTURE(Conflict, "who wrote with an author lately has to say so, and the review is flagged") {
    CHECK(shows(ben.get(path + "/review"), "Your school knows of a guide that you wrote"));
    auto const refused = review(ben, review_form(ReviewTrack::peer));
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "id=\"interests-problem\">You wrote a guide with an author"));
    CHECK(review(ben, honest()).status() == 303);
    auto const text = shown();
    CHECK(has(text, "Conflict of interest: its reviewer wrote a guide with an author lately"));
    CHECK(has(text, "We wrote one guide together."));
    CHECK(has(text, "<dt>Flagged, and not counted</dt><dd>1</dd>"));
    CHECK(has(text, "<dt>Recommended by peers</dt><dd>0 of 1</dd>"));
}

TEST_CASE_FIXTURE(
    Conflict, "a facilitator lets a flagged review count, with a reason that everybody reads, and not again"
) {
    CHECK(review(ben, honest()).status() == 303);
    auto const place = override_address(unescaped(ada.get(path)));
    for (auto* const other : {&ben, &cora}) {
        CHECK_FALSE(shows(other->get(path), "/review/override"));
        CHECK(other->get(place).status() == 404);
        CHECK(other->submit(place, {{"words", "It is fine."}}).status() == 404);
    }
    CHECK(ada.submit(place, {{"words", " "}}).status() == 422);
    auto const too_long = ada.submit(place, {{"words", std::string(501, 'x')}});
    CHECK(too_long.status() == 422);
    CHECK(shows(too_long, std::string(501, 'x') + "</textarea>"));
    CHECK(ada.submit(place, {{"words", "They wrote <one> line."}}).status() == 303);
    settle();
    auto const text = shown();
    CHECK(has(text, "It counts all the same: ada (north.test)"));
    CHECK(has(text, "They wrote <one> line."));
    CHECK(has(text, "<dt>Recommended by peers</dt><dd>1 of 1</dd>"));
    CHECK(news_of(ben_himself).front() == News::review_override);

    auto const back = address_in(unescaped(ada.get(path)), "/review/override/withdraw");
    CHECK(cora.submit(back).status() == 404);
    CHECK(ada.submit(back).status() == 303);
    settle();
    CHECK(has(shown(), "<dt>Recommended by peers</dt><dd>0 of 1</dd>"));
}
