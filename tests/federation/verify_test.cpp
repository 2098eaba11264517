#include "federation/signing/verify.hpp"

#include "tests/federation/east.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct Fixture : NorthAndEast {
    Result<storage::Seq> receive(federation::SignedPost post) {
        return village.run(federation::receive(north.node, std::move(post)));
    }

    Reason refusal(federation::SignedPost post) {
        auto const before = north.entries();
        auto const outcome = receive(std::move(post));
        CHECK_FALSE(outcome);
        CHECK(north.entries() == before);
        return outcome ? Reason::duplicate : outcome.error().reason();
    }
};

void replace_field(federation::SignedPost& post, std::string_view name, std::string value) {
    for (auto& field : post.fields)
        if (field.name == name) field.value = value;
}

void remove_field(federation::SignedPost& post, std::string_view name) {
    std::erase_if(post.fields, [&](auto const& field) { return field.name == name; });
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "a message that its actor signed is received, and its key is fetched once") {
    CHECK(receive(east.signed_by_cavage(east.letter(east.follow()))));
    auto const fetches = east.fetches;
    CHECK(receive(east.signed_by_cavage(east.letter(east.follow("https://east.test/activities/2")))));

    CHECK(north.entries() == 4);  // two Follows and what the community answered
    CHECK(east.fetches == fetches);
}

TEST_CASE_FIXTURE(Fixture, "both dialects are understood, with every habit of the peers") {
    auto letter = east.letter(east.follow());
    SUBCASE("host not signed") {
        letter.covered = {"(request-target)", "date", "digest"};
    }
    SUBCASE("content-digest instead of digest") {
        letter.covered = {"(request-target)", "host", "date", "content-digest"};
    }
    SUBCASE("a path that GoToSocial would sign") {
        letter.target = "/c/club/inbox";
    }
    SUBCASE("a target with a query") {
        letter.target = "/inbox?page=1";
    }

    CHECK(receive(east.signed_by_cavage(letter)));
}

TEST_CASE_FIXTURE(Fixture, "RFC 9421 is understood") {
    CHECK(receive(east.signed_by_rfc9421(east.letter(east.follow()), {"@method", "@target-uri", "content-digest"})));
    CHECK(receive(east.signed_by_rfc9421(
        east.letter(east.follow("https://east.test/activities/2")),
        {"@method", "@target-uri", "@authority", "host", "date", "content-digest"}
    )));
}

TEST_CASE_FIXTURE(Fixture, "an RFC 9421 signature that leaves something out is refused") {
    auto const letter = east.letter(east.follow());
    CHECK(refusal(east.signed_by_rfc9421(letter, {"@method", "@target-uri"})) == Reason::missing_digest);
    CHECK(refusal(east.signed_by_rfc9421(letter, {"@method", "content-digest"})) == Reason::missing_digest);
    CHECK(refusal(east.signed_by_rfc9421(letter, {"@target-uri", "content-digest"})) == Reason::missing_digest);
}

TEST_CASE_FIXTURE(Fixture, "a message without a signature that covers it is refused") {
    auto letter = east.letter(east.follow());
    auto post = east.signed_by_cavage(letter);
    auto expected = Reason::unsigned_;
    SUBCASE("no signature") {
        remove_field(post, "Signature");
    }
    SUBCASE("an empty one") {
        replace_field(post, "Signature", "");
    }
    SUBCASE("one that cannot be read") {
        replace_field(post, "Signature", "keyId=\"x");
    }
    SUBCASE("two key ids (NodeBB d30f4c2f95)") {
        replace_field(post, "Signature", "keyId=\"https://north.test/u/ada#main-key\"," + post.fields.back().value);
    }
    SUBCASE("the target not covered") {
        letter.covered = {"host", "date", "digest"};
        post = east.signed_by_cavage(letter);
        expected = Reason::missing_digest;
    }
    SUBCASE("the body not covered") {
        letter.covered = {"(request-target)", "host", "date"};
        post = east.signed_by_cavage(letter);
        expected = Reason::missing_digest;
    }
    SUBCASE("the time not covered") {
        letter.covered = {"(request-target)", "host", "digest"};
        post = east.signed_by_cavage(letter);
        expected = Reason::missing_digest;
    }
    CHECK(refusal(std::move(post)) == expected);
}

TEST_CASE_FIXTURE(Fixture, "of two signature fields none counts, whichever of them is right (NodeBB d30f4c2f95)") {
    auto const by_cavage = east.signed_by_cavage(east.letter(east.follow()));
    auto const by_rfc9421 =
        east.signed_by_rfc9421(east.letter(east.follow()), {"@method", "@target-uri", "content-digest"});
    for (auto const& right : {by_cavage, by_rfc9421}) {
        auto last = right, first = right;
        last.fields.push_back({"signature", "x"});
        first.fields.insert(first.fields.begin(), {"SIGNATURE", "x"});
        CHECK(refusal(last) == Reason::forged);
        CHECK(refusal(first) == Reason::forged);
    }
}

TEST_CASE_FIXTURE(Fixture, "a message that was changed on the way is refused") {
    auto post = east.signed_by_cavage(east.letter(east.follow()));
    SUBCASE("one byte of the body") {
        post.body.back() = ' ';
    }
    SUBCASE("the same JSON with other blanks (NodeBB 6067a49f06)") {
        post.body += ' ';
    }
    SUBCASE("body and digest together") {
        post.body = east.follow("https://east.test/activities/9");
        replace_field(post, "Digest", east.letter(post.body).digest);
    }
    SUBCASE("the path") {
        post.target = "/c/club/inbox";
    }
    SUBCASE("the host") {
        replace_field(post, "Host", "south.test");
    }
    SUBCASE("the date") {
        replace_field(post, "Date", to_http_date(village.clock.now() - 1min));
    }
    SUBCASE("a signed field taken away") {
        remove_field(post, "Content-Type");
    }
    SUBCASE("a signed field twice") {
        post.fields.push_back({"Date", post.fields[1].value});
    }
    CHECK(refusal(std::move(post)) == Reason::forged);
}

TEST_CASE_FIXTURE(Fixture, "a signature counts for an hour either side of our clock") {
    auto const dated = [&](std::chrono::minutes age) {
        auto letter = east.letter(east.follow("https://east.test/activities/" + std::to_string(age.count() + 1000)));
        letter.date = to_http_date(village.clock.now() - age);
        return east.signed_by_cavage(letter);
    };
    CHECK(receive(dated(55min)));
    CHECK(receive(dated(-55min)));
    CHECK(refusal(dated(70min)) == Reason::stale);
    CHECK(refusal(dated(-61min)) == Reason::stale);

    auto letter = east.letter(east.follow());
    letter.date = "yesterday";
    CHECK(refusal(east.signed_by_cavage(letter)) == Reason::stale);
}

TEST_CASE_FIXTURE(Fixture, "a stranger is turned away before anything is fetched") {
    auto letter = east.letter(east.follow());
    letter.key_id = "https://stranger.test/u/eve#main-key";

    CHECK(refusal(east.signed_by_cavage(letter)) == Reason::not_partner);
    CHECK(north.network.requests == 0);
}

TEST_CASE_FIXTURE(Fixture, "a key that its owner does not list is no key") {
    auto letter = east.letter(east.follow());
    SUBCASE("another fragment") {
        letter.key_id = "https://east.test/u/eve#other-key";
    }
    SUBCASE("another document") {
        letter.key_id = "https://east.test/u/mallory#main-key";
    }
    CHECK(refusal(east.signed_by_cavage(letter)) == Reason::unknown_key);
}

TEST_CASE_FIXTURE(Fixture, "another's key does not sign for eve, and is not fetched again and again") {
    auto const forged = [&](std::string const& id) {
        return east.signed_by_cavage(east.letter(east.follow(id)), spare_keys(2).rsa);
    };
    CHECK(receive(east.signed_by_cavage(east.letter(east.follow()))));
    CHECK(refusal(forged("https://east.test/activities/2")) == Reason::forged);
    auto const fetches = east.fetches;

    CHECK(refusal(forged("https://east.test/activities/3")) == Reason::forged);

    CHECK(east.fetches == fetches);
}

TEST_CASE_FIXTURE(Fixture, "a partner that changed its key is asked once, and believed") {
    CHECK(receive(east.signed_by_cavage(east.letter(east.follow()))));
    village.clock.pass(6min);
    east.keys = east.published = spare_keys(2);

    CHECK(receive(east.signed_by_cavage(east.letter(east.follow("https://east.test/activities/2")))));
}

TEST_CASE_FIXTURE(Fixture, "nobody acts in another's name (CVE-2025-54888)") {
    auto const in_the_name_of = [](std::string const& actor, std::string const& id) {
        return R"({"id":")" + id + R"(","type":"Follow","actor":")" + actor +
               R"(","object":"https://north.test/c/club"})";
    };
    CHECK(
        refusal(east.signed_by_cavage(east.letter(in_the_name_of("https://east.test/u/mallory", "https://east.test/1")))
        ) == Reason::foreign
    );
    CHECK(
        refusal(east.signed_by_cavage(east.letter(in_the_name_of("https://north.test/u/ada", "https://north.test/1")))
        ) == Reason::foreign
    );
    CHECK(
        refusal(east.signed_by_cavage(east.letter(in_the_name_of("https://north.test/u/ada", "https://east.test/1")))
        ) == Reason::malformed
    );
}

TEST_CASE_FIXTURE(Fixture, "what is signed but makes no sense is malformed") {
    for (auto const* body :
         {"hello",
          "[]",
          "{}",
          R"({"id":"https://east.test/1","type":"Follow","actor":"https://east.test/u/eve"})",
          R"({"id":"https://east.test/1","id":"https://east.test/2","type":"Follow","actor":"https://east.test/u/eve","object":"x"})"}) {
        INFO(body);
        CHECK(refusal(east.signed_by_cavage(east.letter(body))) == Reason::malformed);
    }
}

TEST_CASE_FIXTURE(Fixture, "a message that comes twice has one effect") {
    auto const post = east.signed_by_cavage(east.letter(east.follow()));
    CHECK(receive(post));

    CHECK(refusal(post) == Reason::duplicate);
}

TEST_CASE_FIXTURE(Fixture, "what somebody passes on counts by its actor's own proof, and only unchanged") {
    auto const mine =
        R"({"@context":["https://www.w3.org/ns/activitystreams"],"id":"https://east.test/1","type":"Follow",)"
        R"("actor":"https://east.test/u/eve","object":"https://north.test/c/club"})";
    auto const activity = [&](std::string const& text) {
        return federation::Activity::parse(federation::Json::read_object(text).value()).value();
    };
    federation::FetchBudget budget;
    auto const relayed = [&](std::string const& text) {
        return village.run(federation::verify_relayed(north.node, activity(text), budget));
    };
    auto const proven = east.with_proof(mine, east.keys.ed25519);

    CHECK(relayed(proven));
    CHECK(relayed(mine).error().reason() == Reason::unsigned_);
    CHECK(relayed(east.with_proof(mine, spare_keys(2).ed25519)).error().reason() == Reason::forged);
    auto changed = proven;
    changed.replace(changed.find("/c/club"), 7, "/c/clob");
    CHECK(relayed(changed).error().reason() == Reason::forged);
    auto added = proven;
    added.insert(1, R"("extra":1,)");
    CHECK(relayed(added).error().reason() == Reason::forged);
}

TEST_CASE_FIXTURE(Fixture, "only acts of this node's own actors are its own acts") {
    auto const text = east.follow();
    auto const activity = federation::Activity::parse(federation::Json::read_object(text).value()).value();

    CHECK(federation::own_act(north.settings, activity).error().reason() == Reason::foreign);
}
