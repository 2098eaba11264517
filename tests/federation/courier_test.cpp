#include "federation/signing/courier.hpp"

#include "crypto/digest.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/signing/habit.hpp"
#include "storage/names.hpp"
#include "tests/federation/east.hpp"
#include "tests/federation/sent.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using federation::OutgoingRequest;
using storage::SignatureFormat;

namespace {

struct CourierFixture {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    std::vector<OutgoingRequest> seen;
    std::function<federation::IncomingResponse(OutgoingRequest const&)> answer = [](auto const&) {
        return status(202);
    };

    CourierFixture() {
        north.partner_with("east.test");
        village.scripted["east.test"] = [this](OutgoingRequest const& request) {
            seen.push_back(request);
            return answer(request);
        };
    }

    unsigned send(std::string const& target = "/inbox", std::string const& body = "{}") {
        OutgoingRequest request{body.empty() ? "GET" : "POST", "east.test", target};
        if (!body.empty()) request.fields.push_back({"Content-Type", "application/activity+json"});
        request.body = body;
        auto const response =
            village.run(federation::exchange_signed(north.node, federation::instance_signer(north.node), request));
        return response.value().status;
    }

    SignatureFormat habit() const { return federation::habit_of(north.node, "east.test"); }

    void learn(SignatureFormat format, federation::Evidence evidence) {
        auto const learning = [](federation::Node const& node, SignatureFormat what, federation::Evidence how
                              ) -> boost::asio::awaitable<int> {
            std::string host = "east.test";
            co_await federation::learn_habit(node, std::move(host), what, how);
            co_return 0;
        };
        static_cast<void>(village.run(learning(north.node, format, evidence)));
    }

    static federation::ActorKeys const& keys() { return spare_keys(0); }  // of every node's own actor
};

auto const takes_only_rfc9421 = [](OutgoingRequest const& request) { return status(is_rfc9421(request) ? 202 : 401); };
auto const takes_only_cavage = [](OutgoingRequest const& request) { return status(is_rfc9421(request) ? 401 : 202); };

}  // namespace

TEST_CASE_FIXTURE(CourierFixture, "a host that we know nothing of is spoken to in cavage, once, and nothing is noted") {
    auto const commits = north.node.store.commits();
    CHECK(send() == 202);

    REQUIRE(seen.size() == 1);
    CHECK_FALSE(is_rfc9421(seen[0]));
    CHECK(verifies(seen[0], keys().rsa.public_key()));
    CHECK(north.node.store.commits() == commits);
}

TEST_CASE_FIXTURE(CourierFixture, "a request carries one signature only, in either form") {
    send();
    learn(SignatureFormat::rfc9421_rsa, federation::Evidence::claimed);
    send();
    learn(SignatureFormat::rfc9421_ed25519, federation::Evidence::claimed);
    send();

    REQUIRE(seen.size() == 3);
    CHECK(field_of(seen[0], "Content-Digest").empty());
    CHECK(verifies(seen[1], keys().rsa.public_key()));
    CHECK(verifies(seen[2], keys().ed25519.public_key()));
    for (auto const& each : {seen[1], seen[2]}) {
        CHECK(is_rfc9421(each));
        CHECK(field_of(each, "Digest").empty());
        CHECK(field_of(each, "Signature").starts_with("sig1=:"));
    }
    CHECK(
        field_of(seen[1], "Signature-Input")
            .starts_with(
                R"(sig1=("@method" "@target-uri" "content-digest");created=1788256800;keyid="https://north.test/#main-key")"
            )
    );
    CHECK(field_of(seen[2], "Signature-Input").find(R"(keyid="https://north.test/#ed25519-key")") != std::string::npos);
}

TEST_CASE_FIXTURE(CourierFixture, "a fetch in the new form covers method and address") {
    learn(SignatureFormat::rfc9421_rsa, federation::Evidence::claimed);
    send("/u/eve?page=1", "");

    REQUIRE(seen.size() == 1);
    CHECK(field_of(seen[0], "Signature-Input").starts_with(R"(sig1=("@method" "@target-uri");created=)"));
    CHECK(verifies(seen[0], keys().rsa.public_key()));
}

TEST_CASE_FIXTURE(
    CourierFixture, "what is refused in one form is tried once in the other, and what is taken is remembered"
) {
    answer = takes_only_rfc9421;
    CHECK(send() == 202);
    CHECK(seen.size() == 2);
    CHECK(habit() == SignatureFormat::rfc9421_rsa);
    CHECK(send() == 202);
    CHECK(seen.size() == 3);

    answer = takes_only_cavage;
    CHECK(send() == 202);
    CHECK(seen.size() == 5);
    CHECK(habit() == SignatureFormat::cavage);
    CHECK(send() == 202);
    CHECK(seen.size() == 6);
}

TEST_CASE_FIXTURE(CourierFixture, "what is refused in both forms is not tried a third time, and teaches nothing") {
    for (unsigned const refusal : {400u, 401u}) {
        seen.clear();
        answer = [&](auto const&) { return status(refusal); };
        CHECK(send() == refusal);
        CHECK(seen.size() == 2);
        CHECK(habit() == SignatureFormat::cavage);
    }
}

TEST_CASE_FIXTURE(CourierFixture, "other answers are not about the signature") {
    for (unsigned const code : {403u, 404u, 410u, 413u, 500u, 503u}) {
        seen.clear();
        answer = [&](auto const&) { return status(code); };
        CHECK(send() == code);
        CHECK(seen.size() == 1);
    }
}

TEST_CASE_FIXTURE(CourierFixture, "a second try that ends in another refusal teaches nothing") {
    answer = [](OutgoingRequest const& request) { return status(is_rfc9421(request) ? 403 : 401); };
    CHECK(send() == 403);
    CHECK(habit() == SignatureFormat::cavage);
}

TEST_CASE_FIXTURE(CourierFixture, "what a host says to the form that it knows counts, where it breaks over the other") {
    answer = [](auto const& request) { return status(is_rfc9421(request) ? 500 : 400); };
    CHECK(send() == 400);
    answer = [](auto const& request) { return status(is_rfc9421(request) ? 404 : 401); };
    CHECK(send() == 404);
    CHECK(habit() == SignatureFormat::cavage);
}

TEST_CASE_FIXTURE(CourierFixture, "each try is dated anew") {
    answer = [this](OutgoingRequest const& request) {
        village.clock.pass(2s);
        return takes_only_rfc9421(request);
    };
    CHECK(send() == 202);
    REQUIRE(seen.size() == 2);
    CHECK(field_of(seen[0], "Date") == "Tue, 01 Sep 2026 10:00:00 GMT");
    CHECK(field_of(seen[1], "Date") == "Tue, 01 Sep 2026 10:00:02 GMT");
    CHECK(field_of(seen[1], "Signature-Input").find("created=1788256802") != std::string::npos);
}

TEST_CASE_FIXTURE(CourierFixture, "a message is made anew for each try, and signed with the digests that are known") {
    answer = takes_only_rfc9421;
    std::string const body = R"({"type":"Like"})";
    auto const digests = federation::digests_of(body);
    std::size_t made = 0;
    std::function<OutgoingRequest()> request = [&] {
        ++made;
        return federation::message_to(Iri::parse("https://east.test/inbox").value(), body);
    };
    federation::Message message{std::move(request), &digests};
    auto const response =
        village.run(federation::exchange_signed(north.node, federation::instance_signer(north.node), std::move(message))
        );

    CHECK(response.value().status == 202);
    CHECK(made == 2);
    REQUIRE(seen.size() == 2);
    CHECK(field_of(seen[0], "Digest") == crypto::digest_field(crypto::bytes_of(body)));
    CHECK(field_of(seen[1], "Content-Digest") == crypto::content_digest_field(crypto::bytes_of(body)));
    for (auto const& each : seen) {
        CHECK(each.body == body);
        CHECK(verifies(each, keys().rsa.public_key()));
    }
}

TEST_CASE_FIXTURE(CourierFixture, "a refusal that says which form it wants is given that form") {
    std::string wanted;
    answer = [&](OutgoingRequest const&) {
        auto response = status(seen.size() == 1 ? 401 : 202);
        response.fields.push_back({"Accept-Signature", wanted});
        return response;
    };
    SUBCASE("any algorithm") {
        wanted = R"(sig1=("@method" "@target-uri" "content-digest");created;keyid)";
        CHECK(send("/inbox?page=1") == 202);
        CHECK(verifies(seen.at(1), keys().rsa.public_key()));
        CHECK(habit() == SignatureFormat::rfc9421_rsa);
    }
    SUBCASE("Ed25519") {
        wanted = R"(sig1=("@method" "@target-uri" "content-digest");created;keyid;alg="ed25519")";
        CHECK(send() == 202);
        CHECK(verifies(seen.at(1), keys().ed25519.public_key()));
        CHECK(habit() == SignatureFormat::rfc9421_ed25519);
    }
    CHECK(is_rfc9421(seen.at(1)));
}

TEST_CASE_FIXTURE(CourierFixture, "an Accept-Signature beside a good answer is remembered too") {
    answer = [](OutgoingRequest const&) {
        auto response = status(202);
        response.fields.push_back({"Accept-Signature", R"(sig1=("@method" "@target-uri");created;keyid)"});
        return response;
    };
    CHECK(send() == 202);
    CHECK(seen.size() == 1);
    CHECK(habit() == SignatureFormat::rfc9421_rsa);
}

TEST_CASE_FIXTURE(
    CourierFixture, "an Accept-Signature that we cannot fulfil, or that makes no sense, changes nothing"
) {
    for (std::string const wanted :
         {R"(sig1=("@method");created;alg="hmac-sha256")", "sig1=1", "", "sig1=(", R"(sig1=("a");alg=1)"}) {
        INFO(wanted);
        answer = [&](OutgoingRequest const&) {
            auto response = status(202);
            response.fields.push_back({"Accept-Signature", wanted});
            return response;
        };
        CHECK(send() == 202);
        CHECK(habit() == SignatureFormat::cavage);
    }
}

TEST_CASE_FIXTURE(CourierFixture, "an inbox with a query is tried again without it in the request target") {
    answer = [this](OutgoingRequest const&) { return status(seen.size() == 1 ? 401 : 202); };
    CHECK(send("/inbox?author=1") == 202);

    REQUIRE(seen.size() == 2);
    CHECK(verifies(seen[0], keys().rsa.public_key()));
    CHECK_FALSE(is_rfc9421(seen[1]));
    CHECK(seen[1].target == "/inbox?author=1");
    auto as_signed = seen[1];
    as_signed.target = "/inbox";
    CHECK(verifies(as_signed, keys().rsa.public_key()));
    CHECK(habit() == SignatureFormat::cavage);
}

TEST_CASE_FIXTURE(CourierFixture, "what we learnt is forgotten after 14 days, and renewed at most once a day") {
    learn(SignatureFormat::rfc9421_rsa, federation::Evidence::claimed);
    auto const commits = north.node.store.commits();
    village.clock.pass(23h);
    learn(SignatureFormat::rfc9421_rsa, federation::Evidence::claimed);
    CHECK(north.node.store.commits() == commits);
    village.clock.pass(24h * 13);
    CHECK(habit() == SignatureFormat::rfc9421_rsa);
    learn(SignatureFormat::rfc9421_rsa, federation::Evidence::claimed);
    village.clock.pass(24h * 13);
    CHECK(habit() == SignatureFormat::rfc9421_rsa);

    village.clock.pass(24h);
    CHECK(habit() == SignatureFormat::cavage);
}

TEST_CASE_FIXTURE(CourierFixture, "what a host claims counts upwards, and not against what its answers taught us") {
    using enum federation::Evidence;
    learn(SignatureFormat::rfc9421_ed25519, claimed);
    learn(SignatureFormat::rfc9421_rsa, claimed);
    CHECK(habit() == SignatureFormat::rfc9421_ed25519);
    learn(SignatureFormat::cavage, answered);
    CHECK(habit() == SignatureFormat::cavage);
    learn(SignatureFormat::rfc9421_ed25519, claimed);
    CHECK(habit() == SignatureFormat::cavage);
    village.clock.pass(24h * 14);
    learn(SignatureFormat::rfc9421_ed25519, claimed);
    CHECK(habit() == SignatureFormat::rfc9421_ed25519);
}

TEST_CASE_FIXTURE(CourierFixture, "one host's habit is not another's") {
    learn(SignatureFormat::rfc9421_rsa, federation::Evidence::claimed);
    CHECK(federation::habit_of(north.node, "west.test") == SignatureFormat::cavage);
}

TEST_CASE("two nodes of ours sign with Ed25519 as soon as they know each other") {
    Village village{{"north.test", "south.test"}};
    auto const ada = village["north.test"].enrol("ada");
    auto const club = village["south.test"].found("club");
    auto const look_up = [](federation::Node const& node) -> boost::asio::awaitable<bool> {
        federation::FetchBudget budget;
        auto const actor = co_await federation::resolve_handle(node, "club@south.test", budget);
        co_return actor.has_value();
    };
    REQUIRE(village.run(look_up(village["north.test"].node)));
    ada.follow(club);
    village.settle();

    for (auto const& [from, to] : {std::pair{"north.test", "south.test"}, std::pair{"south.test", "north.test"}})
        CHECK(federation::habit_of(village[from].node, to) == SignatureFormat::rfc9421_ed25519);
}
