// Inboxes: what each message is answered with (wire reference 5.2).
#include "tests/federation/east.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

#include <array>

using namespace collegium;
using namespace collegium::tests;

using server::Method;
using server::Request;
using server::Response;

namespace {

struct Inbox : Front {
    Inbox() {
        static_cast<void>(add_person("ada"));
        static_cast<void>(found("club", "ada"));
        north.partner_with("east.test");
        at_first = north.entries();
    }

    static Request request_of(federation::SignedPost const& post) {
        auto request = request_for(Method::post, post.target);
        request.fields = post.fields;
        request.body = post.body;
        return request;
    }

    Response deliver(Letter const& letter) { return answer(request_of(east.signed_by_cavage(letter))); }

    static void set(Request& request, std::string const& name, std::string const& value) {
        for (auto& field : request.fields)
            if (field.name == name) field.value = value;
    }

    std::uint64_t at_first = 0;  // what the founding wrote
    East east{village};
};

}  // namespace

TEST_CASE_FIXTURE(Inbox, "a signed message is taken at every inbox, with nothing but thanks") {
    unsigned number = 0;
    for (std::string const target : {"/inbox", "/u/ada/inbox", "/c/club/inbox"}) {
        INFO(target);
        auto letter = east.letter(east.follow("https://east.test/activities/" + std::to_string(++number)));
        letter.target = target;
        auto const response = deliver(letter);
        CHECK(response.status() == 202);
        CHECK(response.body().empty());
        CHECK(all_of(response, "Set-Cookie").empty());
    }
}

TEST_CASE_FIXTURE(Inbox, "who stood in line for too long is told to come back, and is taken in then") {
    auto request = request_of(east.signed_by_cavage(east.letter(east.follow())));
    request.late_by = std::chrono::milliseconds{501};
    auto const later = answer(request);
    CHECK(later.status() == 503);
    CHECK_FALSE(later.field("retry-after").empty());
    CHECK(north.entries() == at_first);

    request.late_by = std::chrono::milliseconds{499};
    CHECK(answer(request).status() == 202);
    CHECK(north.entries() > at_first);
}

TEST_CASE_FIXTURE(Inbox, "a message that comes again, or is of a kind that we do not know, is no error") {
    auto const letter = east.letter(east.follow());
    CHECK(deliver(letter).status() == 202);
    auto const entries = north.entries();
    CHECK(deliver(letter).status() == 202);

    auto const odd =
        R"({"id":"https://east.test/activities/9","type":"Dance","actor":"https://east.test/u/eve","object":"x"})";
    CHECK(deliver(east.letter(odd)).status() == 202);
    CHECK(north.entries() == entries);
}

TEST_CASE_FIXTURE(Inbox, "a message without a signature, or with a wrong one, is told how to sign") {
    auto unsigned_ = request_of(east.signed_by_cavage(east.letter(east.follow())));
    std::erase_if(unsigned_.fields, [](auto const& field) { return field.name == "Signature"; });
    auto forged = request_of(east.signed_by_cavage(east.letter(east.follow()), spare_keys(2).rsa));
    auto changed = request_of(east.signed_by_cavage(east.letter(east.follow())));
    changed.body += " ";

    for (auto* const request : {&unsigned_, &forged, &changed}) {
        auto const response = answer(std::move(*request));
        CHECK(response.status() == 401);
        CHECK(is_json(response));
        CHECK(response.field("accept-signature").starts_with("sig1=("));
    }
    CHECK(north.entries() == at_first);
}

TEST_CASE_FIXTURE(Inbox, "a message that was signed for another host is not taken here") {
    for (std::string const host : {"south.test", "north.test.evil.test", "evil.test", "", "127.0.0.1"}) {
        INFO(host);
        auto letter = east.letter(east.follow());
        letter.host = host;
        auto request = request_of(east.signed_by_cavage(letter));
        auto const response = answer(std::move(request));
        CHECK(response.status() == 421);
        CHECK(is_json(response));
    }
    CHECK(north.entries() == at_first);
}

TEST_CASE_FIXTURE(Inbox, "a changed Host does not help: the signature covers it") {
    auto letter = east.letter(east.follow());
    letter.host = "south.test";
    auto request = request_of(east.signed_by_cavage(letter));
    set(request, "Host", "north.test");

    CHECK(answer(std::move(request)).status() == 401);
    CHECK(north.entries() == at_first);
}

TEST_CASE_FIXTURE(Inbox, "only ActivityPub is taken, in its three types") {
    for (auto const& [type, status] : std::to_array<std::pair<std::string, unsigned>>(
             {{"application/activity+json", 202},
              {R"(application/ld+json; profile="https://www.w3.org/ns/activitystreams")", 202},
              {"application/json", 202},
              {"text/plain", 415},
              {"", 415},
              {"application/x-www-form-urlencoded", 415},
              {"text/html", 415},
              {"application/activity+jsonx", 415}}
         )) {
        INFO(type);
        auto letter = east.letter(east.follow("https://east.test/activities/t" + std::to_string(type.size())));
        std::erase(letter.covered, "content-type");
        auto request = request_of(east.signed_by_cavage(letter));
        set(request, "Content-Type", type);
        CHECK(answer(std::move(request)).status() == status);
    }
}

TEST_CASE_FIXTURE(Inbox, "what is not JSON, or not an activity, is malformed") {
    for (std::string const body :
         {"hello", "{", "[]", "{}", R"({"type":"Follow"})", R"({"id":"x","type":"Follow","actor":1})"}) {
        INFO(body);
        auto const response = deliver(east.letter(body));
        CHECK(response.status() == 400);
        CHECK(is_json(response));
    }
    CHECK(north.entries() == at_first);
}

TEST_CASE_FIXTURE(Inbox, "an institution that is not a partner is told so") {
    storage::Store::Change<int> const change = [](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        tables.partners.erase(tx, "east.test");
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());

    auto const response = deliver(east.letter(east.follow()));

    CHECK(response.status() == 403);
    CHECK(shows(response, R"("error":"not-a-partner")"));
    CHECK(east.fetches == 0);
}

TEST_CASE_FIXTURE(Inbox, "a partner that sent its bytes of a day comes again later, and is heard on the next day") {
    north.settings.limits.partner_mib = 1;
    CHECK(deliver(east.letter(east.follow("https://east.test/activities/1"))).status() == 202);
    north.node.traffic.received("east.test", std::size_t{1} << 20, village.clock.now());

    auto const later = deliver(east.letter(east.follow("https://east.test/activities/2")));
    CHECK(later.status() == 429);
    CHECK(later.field("retry-after") == "3600");

    village.clock.pass(std::chrono::days{1});
    CHECK(deliver(east.letter(east.follow("https://east.test/activities/2"))).status() == 202);
}

TEST_CASE_FIXTURE(Inbox, "a signature does not open forms, and a form key does not open inboxes") {
    auto request = request_of(east.signed_by_cavage(east.letter(east.follow())));
    request.target = request.path = "/c/club/join";
    CHECK(answer(std::move(request)).status() == 415);

    auto form = request_for(Method::post, "/inbox");
    form.fields.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    form.body = "form_key=x";
    CHECK(answer(std::move(form)).status() == 415);
}

TEST_CASE_FIXTURE(Inbox, "the inboxes of the node and of communities cannot be read, a person's only with a token") {
    for (std::string const target : {"/inbox", "/c/club/inbox"}) {
        CHECK(get_activity(target).status() == 405);
        CHECK(get(target).status() == 405);
    }
    CHECK(get_activity("/u/ada/inbox").status() == 401);
    CHECK(get("/u/ada/inbox").status() == 401);
}
