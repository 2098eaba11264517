// Statements 62 and 63: requests for reviews, their answers and reviews, as COAR Notify has them (wire reference 8).
#include "tests/wire/notified.hpp"

#include <algorithm>
#include <regex>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using federation::reviews::RequestState;

namespace {

struct Asking : Notified {
    Asking() {
        registered.community = "club";
        register_it();
    }

    std::string their_offer = notice("urn:uuid:0b3f0000", review_offer, wanted_work());
};

bool is_uuid(std::string const& name) {
    static std::regex const uuid{"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"};
    return std::regex_match(name, uuid);
}

// What every notice of ours has.
void check_envelope(std::string const& body) {
    CHECK(member_of(body, "@context") == R"(["https://www.w3.org/ns/activitystreams","https://coar-notify.net"])");
    CHECK(is_uuid(member_of(body, "id")));
    CHECK(member_of(body, "origin.id") == "https://north.test/");
    CHECK(member_of(body, "origin.type") == "Service");
    CHECK(member_of(body, "origin.inbox") == "https://north.test/ldn/inbox");
    CHECK(member_of(body, "target.id") == "https://reviews.test/");
    CHECK(member_of(body, "target.inbox") == "https://reviews.test/inbox");
    CHECK(federation::notify::Notice::read(body));  // by the rules that we read others' with
}

std::string field_of(federation::OutgoingRequest const& request, std::string_view name) {
    for (auto const& field : request.fields)
        if (field.name == name) return field.value;
    return {};
}

}  // namespace

TEST_CASE_FIXTURE(Asking, "wire_62: an Offer with ietf:item is taken, one without is malformed") {
    auto const before = north.entries();
    CHECK(send(notice("urn:uuid:0b3f0002", review_offer, wanted_work(""))) == 400);
    CHECK(north.entries() == before);
    CHECK(send(their_offer) == 202);
    CHECK(newest_question()->title() == "Review wanted: https://doi.org/10.5555/1");
    CHECK(newest_question()->author.iri == "https://north.test/u/prereview");
    CHECK(newest_question()->community.iri == club);
    north.check_history();
}

TEST_CASE_FIXTURE(Asking, "wire_62: the same notice once more gets the same answer and changes nothing") {
    CHECK(send(their_offer) == 202);
    auto const entries = north.entries();
    auto const told = posted.size();
    CHECK(send(their_offer) == 202);
    village.pass(48h);
    CHECK(send(their_offer) == 202);
    CHECK(north.entries() == entries);
    CHECK(posted.size() == told);
}

TEST_CASE_FIXTURE(Asking, "wire_62: who is not registered is turned away") {
    auto const before = north.entries();
    for (auto const* const authorization : {"", "Bearer ", "Bearer wrong", "theirs-at-ours", "Basic theirs-at-ours"}) {
        auto request = carrying(their_offer);
        request.fields.back().value = authorization;
        CHECK(answer(std::move(request)).status() == 403);
    }
    auto const other_name =
        std::regex_replace(their_offer, std::regex{"https://reviews.test/\""}, "https://evil.test/\"");
    auto const other_inbox =
        std::regex_replace(their_offer, std::regex{"https://reviews.test/inbox"}, "https://evil.test/inbox");
    CHECK(send(other_name) == 403);
    CHECK(send(other_inbox) == 403);
    remove_it();
    CHECK(send(their_offer) == 403);
    CHECK(north.entries() == before);
    CHECK(posted.empty());
}

TEST_CASE_FIXTURE(Asking, "wire_62: a registered address stands for the token, and no other address does") {
    registered.addresses = {"2001:DB8:0::7", "192.0.2.9"};
    register_it();
    auto const from = [&](std::string const& peer) {
        auto request = carrying(their_offer);
        request.fields.pop_back();
        request.peer = peer;
        return answer(std::move(request)).status();
    };
    CHECK(from("192.0.2.7") == 403);
    CHECK(from("2001:db8::8") == 403);
    CHECK(from("2001:db8::7") == 202);
    CHECK(from("192.0.2.9") == 202);
}

TEST_CASE_FIXTURE(
    Asking, "wire_62: an Offer is answered TentativeAccept at once and Accept when somebody takes it up"
) {
    REQUIRE(send(their_offer) == 202);
    REQUIRE(posted.size() == 1);
    CHECK(member_of(posted[0].body, "type") == "TentativeAccept");

    federation::NoteDraft draft;
    draft.source = "I read it next week";
    draft.take_up = "planned";
    draft.kind = "comment";
    draft.parent = newest_question()->iri;
    draft.parent_author = newest_question()->author.iri;
    draft.community = club;
    REQUIRE(perform(ben, composer_of(ben).note(author_of(ben), draft)));
    settle();
    REQUIRE(posted.size() == 2);
    CHECK(member_of(posted[1].body, "type") == "Accept");
    CHECK(member_of(posted[1].body, "actor.id") == "https://north.test/u/ben");

    for (auto const& request : posted) {
        check_envelope(request.body);
        CHECK(member_of(request.body, "inReplyTo") == "urn:uuid:0b3f0000");
        CHECK(member_of(request.body, "object.id") == "urn:uuid:0b3f0000");
        CHECK(member_of(request.body, "object.@context").empty());
        CHECK(member_of(request.body, "object.type") == review_offer);
        CHECK(member_of(request.body, "object.object.ietf:item.id") == "https://repository.test/1.pdf");
    }
    north.check_history();
}

TEST_CASE_FIXTURE(Asking, "wire_62: what a service asked for is taken back by its Undo, and by nobody else's") {
    REQUIRE(send(their_offer) == 202);
    auto const rest = reply_to(their_offer);
    CHECK(
        send(notice("urn:uuid:0b3f0003", "\"Undo\"", R"({"id":"urn:uuid:never"})", R"(,"inReplyTo":"urn:uuid:never")")
        ) == 404
    );
    CHECK(newest_question());
    CHECK(send(notice("urn:uuid:0b3f0004", "\"Undo\"", their_offer, rest)) == 202);
    CHECK_FALSE(newest_question());
    CHECK(send(notice("urn:uuid:0b3f0004", "\"Undo\"", their_offer, rest)) == 202);
}

TEST_CASE_FIXTURE(
    Notified, "wire_62: our Offer is one, goes to the registered inbox and nowhere else, with our token"
) {
    auto const body = asked();
    check_envelope(body);
    CHECK(member_of(body, "type") == review_offer);
    CHECK(member_of(body, "actor.id") == "https://north.test/u/ada");
    CHECK(member_of(body, "actor.type") == "Person");
    CHECK(member_of(body, "object.id") == guide);
    CHECK(member_of(body, "object.ietf:cite-as") == guide);
    CHECK(member_of(body, "object.ietf:item.mediaType") == "text/html");
    auto const page = member_of(body, "object.ietf:item.id");
    CHECK(page == guide + "?version=" + version);
    CHECK(get(path_of(page)).status() == 200);

    CHECK(posted[0].host == "reviews.test");
    CHECK(posted[0].target == "/inbox");
    CHECK(field_of(posted[0], "Authorization") == "Bearer ours-at-theirs");
    CHECK(field_of(posted[0], "Content-Type").starts_with("application/ld+json"));
    CHECK(north.waiting() == 0);
    north.check_history();
}

TEST_CASE_FIXTURE(
    Notified, "wire_62: a service that is out gets the same Offer later, and one that refuses gets no more"
) {
    its_status = 503;
    auto const first = asked();
    CHECK(north.waiting() == 1);
    its_status = 201;
    village.pass(1h);
    settle();
    REQUIRE(posted.size() == 2);
    CHECK(posted[1].body == first);
    CHECK(north.waiting() == 0);

    its_status = 400;
    REQUIRE(perform(ada, request_about(guide)));
    settle();
    village.pass(24h);
    settle();
    CHECK(posted.size() == 3);
    CHECK(north.waiting() == 0);
}

TEST_CASE_FIXTURE(Notified, "wire_62: the four answers of a service are shown to who asked, with their reason") {
    struct Said {
        std::string_view type;
        RequestState state;
    };
    auto const request = asked();
    unsigned number = 0;
    for (auto const said :
         {Said{"TentativeAccept", RequestState::later},
          Said{"Accept", RequestState::accepted},
          Said{"TentativeReject", RequestState::declined_for_now},
          Said{"Reject", RequestState::declined}}) {
        village.pass(1s);
        auto const rest = reply_to(request) + R"(,"summary":"Too many <b>requests</b>")";
        auto const id = "urn:uuid:answer" + std::to_string(++number);
        CHECK(send(notice(id, "\"" + std::string{said.type} + "\"", request, rest)) == 202);
        CHECK(standing().state == said.state);
        REQUIRE(standing().answers.size() == 1);
        CHECK(standing().answers[0].reason == "Too many <b>requests</b>");
        CHECK(standing().answers[0].by.iri == "https://north.test/u/prereview");
    }
    north.check_history();
}

TEST_CASE_FIXTURE(Notified, "wire_62: who asked takes it back, and the service is told with the whole Offer") {
    auto const request = asked();
    auto const act = federation::Activity::read(offer).value();
    REQUIRE(perform(ada, composer_of(ada).undo(author_of(ada), act)));
    settle();
    REQUIRE(posted.size() == 2);
    auto const& undo = posted[1].body;
    check_envelope(undo);
    CHECK(member_of(undo, "type") == "Undo");
    CHECK(member_of(undo, "inReplyTo") == member_of(request, "id"));
    CHECK(member_of(undo, "object.id") == member_of(request, "id"));
    CHECK(member_of(undo, "object.@context").empty());
    CHECK(member_of(undo, "object.object") == member_of(request, "object"));
    CHECK(standing().state == RequestState::withdrawn);
    north.check_history();
}

TEST_CASE_FIXTURE(Asking, "wire_63: our Announce of a review says what was reviewed and what it answers") {
    REQUIRE(send(their_offer) == 202);
    auto const review = ben.answer(newest_question()->iri, "It holds, but for the sample size.");
    settle();
    REQUIRE(posted.size() == 2);
    auto const& body = posted[1].body;
    check_envelope(body);
    CHECK(member_of(body, "type") == review_announce);
    CHECK(member_of(body, "object.id") == review);
    CHECK(member_of(body, "object.ietf:cite-as") == review);
    CHECK(member_of(body, "context.id") == "https://repository.test/1");
    CHECK(member_of(body, "inReplyTo") == "urn:uuid:0b3f0000");
    CHECK(member_of(body, "actor.id") == "https://north.test/u/ben");
    CHECK(get(path_of(review)).status() < 400);
    north.check_history();
}

TEST_CASE_FIXTURE(
    Notified, "wire_63: an Announce of a review without context is malformed, with it the review is shown"
) {
    auto const request = asked();
    auto const whole = a_review(guide, reply_to(request));
    auto const bare = std::regex_replace(whole, std::regex{R"(,"context":\{[^}]*\})"}, "");
    CHECK(send(bare) == 400);
    CHECK(shown_reviews().empty());
    CHECK(send(whole) == 202);
    REQUIRE(shown_reviews().size() == 1);
    auto const shown = shown_reviews().front();
    CHECK(shown.review.link == "https://reviews.test/reviews/7");
    CHECK(shown.review.cite_as == "https://doi.org/10.5555/7");
    CHECK(shown.review.version == version);
    CHECK(shown.post.author.display == "PRE review");
    CHECK(shown.post.parent == shown.post.root);
    CHECK(standing().state == RequestState::done);
    CHECK(send(whole) == 202);
    CHECK(shown_reviews().size() == 1);
    north.check_history();
}

TEST_CASE_FIXTURE(Notified, "wire_63: a review that nobody asked for is shown, and answers no request") {
    static_cast<void>(asked());
    CHECK(send(a_review(guide + "?version=x", "")) == 202);
    REQUIRE(shown_reviews().size() == 1);
    CHECK(shown_reviews().front().review.request.empty());
    CHECK(standing().state == RequestState::asked);
}

TEST_CASE_FIXTURE(
    Notified, "wire_63: pages of guides and the front page lead to the inbox, while a service is registered"
) {
    std::string const link = R"(<https://north.test/ldn/inbox>; rel="http://www.w3.org/ns/ldp#inbox")";
    auto const leads = [&](std::string const& path) {
        auto const links = all_of(get(path), "Link");
        return std::ranges::find(links, link) != links.end();
    };
    CHECK(leads(path_of(guide)));
    CHECK(leads("/"));
    CHECK_FALSE(leads("/charter"));
    remove_it();
    CHECK_FALSE(leads(path_of(guide)));
    CHECK_FALSE(leads("/"));
}

TEST_CASE_FIXTURE(Notified, "wire_63: an Unprocessable has a summary, or is malformed itself") {
    auto const request = asked();
    auto const rest = reply_to(request);
    auto const object = R"({"id":")" + member_of(request, "id") + "\"}";
    constexpr std::string_view type = R"(["Flag","coar-notify:UnprocessableNotification"])";
    CHECK(send(notice("urn:uuid:0b3f0005", type, object, rest)) == 400);
    CHECK(send(notice("urn:uuid:0b3f0005", type, object, rest + R"(,"summary":"no item")")) == 202);
    CHECK(standing().state == RequestState::asked);
}
