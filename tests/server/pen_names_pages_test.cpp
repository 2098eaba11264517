// Pen names on pages: who would know, what is refused, what becomes of a review that was handed in, and what readers
// see.
#include "federation/reviews/handing_in.hpp"
#include "federation/reviews/pen_publishing.hpp"
#include "server/forms.hpp"
#include "tests/federation/library.hpp"
#include "tests/federation/other_server.hpp"
#include "tests/federation/peer.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/review_front.hpp"

using namespace collegium;
using namespace collegium::federation::reviews;
using namespace collegium::tests;

namespace {

boost::asio::awaitable<bool> tended_there(federation::Node const& node) {
    co_await tend_hand_ins(node);
    co_return true;
}

bool shows_words(std::string const& page, std::string const& words) {
    return page.find(words) != std::string::npos;
}

Fields and_also(Fields fields, Fields const& more) {
    fields.insert(fields.end(), more.begin(), more.end());
    return fields;
}

// eve, of east.test, wrote a guide in the lab of south.test, which tess runs. She asks ben, of north.test.
struct PenPages : ReviewFront {
    PenPages() {
        for (auto* const school : {&north, &south}) school->partner_with("east.test");
        follow(village, ben_himself, lab);
        auto const words = guide_object(guide, eve, lab, whole_guide(), "2026-09-01T10:00:00Z");
        auto const create = federation::JsonText::object()
                                .text("id", east.fresh("act"))
                                .text("type", "Create")
                                .text("actor", eve)
                                .texts("to", {"https://www.w3.org/ns/activitystreams#Public", lab})
                                .raw("object", words)
                                .done();
        for (auto* const school : {&south, &north}) static_cast<void>(east.send(*school, eve, create));
        settle();
        meet(village, south, iri_of(ben_himself));
        ReviewRequest request;
        request.guide = guide;
        request.version = federation::guides::version_of(whole_guide());
        request.target = iri_of(ben_himself);
        auto const asked = review_composer(tess).ask(author_of(tess), request);
        static_cast<void>(perform(tess, asked).value());
        settle();
        offer = asked.activity.id().text();
        path = path_at_north(guide);
    }

    std::string form_path() const { return path + "/review?track=peer&request=" + server::percent_encoded(offer); }

    Fields pen_named(std::string const& name) const {
        return and_also(
            review_form(ReviewTrack::peer), {{"request", offer}, {"identity", "pen-name"}, {"pen_name", name}}
        );
    }

    server::Response send(Fields const& fields) {
        auto response = ben.submit(path + "/review", fields);
        settle();
        return response;
    }

    // What the rounds of the lab's school do.
    void tend() {
        village.run(tended_there(south.node));
        settle();
    }

    std::vector<HandInView> handed_in() const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return handed_in_by(tx, tables, ben_himself.handle);
        });
    }

    OtherServer east{village, "east.test"};
    std::string eve = east.person("eve");
    std::string lab = south.found("lab", "tess");
    std::string guide = "https://east.test/post/1";
    std::string offer, path;
};

}  // namespace

TEST_CASE_FIXTURE(PenPages, "a reviewer reads who would know their name, and what tells it is refused with its text") {
    auto const form = unescaped(ben.get(form_path()));
    for (auto const* const part :
         {"Under which name",
          "tess (south.test), who asked you",
          "whoever runs the server of south.test",
          "whoever runs the server of your own school"}) {
        INFO(part);
        CHECK(shows_words(form, part));
    }
    auto const before = north.entries();
    for (auto const& wrong :
         {pen_named(""),
          pen_named("ben@north.test"),
          pen_named("ben"),
          changed(pen_named("Willow"), "overall", "As we do at north.test.")}) {
        auto const refused = send(wrong);
        CHECK(refused.status() == 422);
        auto const text = unescaped(refused);
        CHECK(shows_words(text, "id=\"pen_name-problem\""));
        CHECK(shows_words(text, "I tried it in practice.</textarea>"));
        CHECK(shows_words(text, "value=\"pen-name\" checked"));
    }
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(PenPages, "what was handed in is shown to its reviewer alone; readers see a pen name") {
    CHECK(send(pen_named("Willow")).field("location") == "/reviews#pen-names");
    CHECK(shows_words(unescaped(ben.get("/reviews")), "as Willow"));
    CHECK(shows_words(unescaped(ben.get("/reviews")), "On its way"));
    CHECK_FALSE(shows_words(unescaped(cora.get("/reviews")), "Willow"));
    tend();
    CHECK(shows_words(unescaped(ben.get("/reviews")), "Published"));
    auto const text = unescaped(get(path));
    CHECK(shows_words(text, "Willow (south.test)"));
    CHECK(shows_words(text, "A pen name. south.test knows who it is"));
    CHECK(shows_words(text, "at least 1 of 2"));
    CHECK_FALSE(shows_words(text, "ben ("));
    CHECK_FALSE(shows_words(unescaped(ben.get("/reviews")), "What you sent before is published"));

    auto const again = unescaped(ben.get(form_path()));
    CHECK(shows_words(again, "You reviewed this version before."));
    CHECK(shows_words(again, "It is good to have.</textarea>"));
    CHECK(shows_words(again, "value=\"Willow\""));
    auto const openly = send(changed(pen_named("Willow"), "identity", "own"));
    CHECK(openly.status() == 422);
    CHECK(shows_words(unescaped(openly), "You handed this review in under a pen name."));

    CHECK(send(changed(pen_named("Willow"), "overall", "It is better to have two.")).status() == 303);
    auto const list = unescaped(ben.get("/reviews"));
    CHECK(shows_words(list, "On its way"));
    CHECK(shows_words(list, "What you sent before is published, and stands."));
}

TEST_CASE_FIXTURE(PenPages, "a reviewer takes back what they handed in, and nobody else does") {
    CHECK(send(pen_named("Willow")).status() == 303);
    tend();
    auto const all = handed_in();
    REQUIRE(all.size() == 1);
    CHECK(cora.submit("/reviews/pen-name/withdraw", {{"of", all[0].iri}}).status() == 404);
    CHECK(ben.submit("/reviews/pen-name/withdraw", {{"of", all[0].iri}}).status() == 303);
    settle();
    tend();
    CHECK(handed_in().empty());
    CHECK_FALSE(shows_words(unescaped(get(path)), "Willow"));
    CHECK(ben.submit("/reviews/pen-name/withdraw", {{"of", all[0].iri}}).status() == 404);
}

TEST_CASE_FIXTURE(PenPages, "a request that was taken back meanwhile publishes nothing under the reviewer's own name") {
    auto const before = north.entries();
    CHECK(send(changed(pen_named("Willow"), "request", "https://south.test/activities/offer/1")).status() == 422);
    auto const refused = unescaped(send(changed(pen_named("Willow"), "request", "")));
    CHECK(shows_words(refused, "value=\"pen-name\" checked"));
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(ReviewFront, "where the community lives at one's own school, a pen name is refused with the remedy") {
    auto const guide = publish_by_sam(whole_guide());
    auto const offer = ask_by_sam(guide, iri_of(ben_himself));
    auto const path = path_at_north(guide);
    auto const form = unescaped(ben.get(path + "/review?request=" + server::percent_encoded(offer)));
    CHECK(shows_words(form, "Why you cannot use a pen name here"));
    CHECK(shows_words(form, "publish it in a community of another school"));
    auto const before = north.entries();
    auto const fields = and_also(
        review_form(ReviewTrack::peer), {{"request", offer}, {"identity", "pen-name"}, {"pen_name", "Willow"}}
    );
    CHECK(ben.submit(path + "/review", fields).status() == 422);
    CHECK(north.entries() == before);
}
