// Ways to make us believe that somebody said what he did not say (security 1.1), each by the name of its row.
#include "crypto/digest.hpp"
#include "federation/fetching/resolve.hpp"
#include "storage/names.hpp"
#include "tests/federation/east.hpp"
#include "tests/federation/hand_signed.hpp"
#include "tests/federation/pages_of_peers.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct Attack {
    Attack() {
        north.partner_with("east.test");
        north.partner_with("west.test");
    }

    Letter letter() { return east.letter(east.follow("https://east.test/activities/" + std::to_string(++follows))); }
    federation::SignedPost post() { return east.signed_by_cavage(letter()); }

    // 202 if it was taken, with an effect; else the status that it is refused with, without any.
    unsigned status_of(federation::SignedPost message) {
        auto const before = north.entries();
        auto const outcome = village.run(federation::receive(north.node, std::move(message)));
        CHECK((north.entries() > before) == outcome.has_value());
        return outcome ? 202 : meaning_of(outcome.error().reason()).status;
    }

    Result<federation::Actor> refresh(std::string const& iri) {
        auto const fetching = [](federation::Node const& node,
                                 std::string what) -> boost::asio::awaitable<Result<federation::Actor>> {
            federation::FetchBudget budget;
            auto parsed = Iri::parse(what).value();
            co_return co_await federation::refresh_actor(node, std::move(parsed), budget);
        };
        return village.run(fetching(north.node, iri));
    }

    std::optional<storage::ActorRecord> held(std::string const& iri) {
        return north.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<storage::ActorRecord> {
            auto const handle = storage::find_handle(tx, tables, iri);
            return handle ? tables.actors.get(tx, *handle) : std::nullopt;
        });
    }

    Village village{{"north.test"}};
    School& north = village["north.test"];
    std::string club = north.found("club");
    East east{village};
    PagesOfPeer west{village, "west.test"};
    std::string const mallory = "https://west.test/u/mallory";
    unsigned follows = 0;
};

std::string follow_by(std::string const& actor, std::string const& id) {
    return R"({"id":")" + id + R"(","type":"Follow","actor":")" + actor + R"(","object":"https://north.test/c/club"})";
}

}  // namespace

TEST_CASE_FIXTURE(Attack, "CVE-2025-54888: who signs with his own key does not act for another") {
    west.pages["/u/mallory"] = actor_page(mallory, mallory + "#main-key", spare_keys(2).rsa);
    auto each = east.letter(follow_by("https://east.test/u/eve", "https://east.test/activities/x"));
    each.key_id = mallory + "#main-key";
    CHECK(status_of(east.signed_by_cavage(each, spare_keys(2).rsa)) == 403);
    each = east.letter(follow_by(mallory, "https://west.test/activities/x"));
    each.key_id = mallory + "#main-key";
    CHECK(status_of(east.signed_by_cavage(each, spare_keys(2).rsa)) == 202);
}

TEST_CASE_FIXTURE(Attack, "misskey #2546: a key on another host is not the actor's, whatever its document says") {
    auto page = actor_page("https://east.test/u/eve", mallory + "#main-key", spare_keys(2).rsa);
    west.pages["/u/mallory"] = page;
    auto each = letter();
    each.key_id = mallory + "#main-key";
    CHECK(status_of(east.signed_by_cavage(each, spare_keys(2).rsa)) == 401);
    west.pages["/u/mallory"] = R"({"id":")" + mallory + R"(","owner":"https://east.test/u/eve"})";
    village.clock.pass(6min);
    CHECK(status_of(east.signed_by_cavage(each, spare_keys(2).rsa)) == 401);
    CHECK_FALSE(held("https://east.test/u/eve"));
}

TEST_CASE_FIXTURE(
    Attack, "L7: a flood of signatures by keys that nobody has asks for few of them, and true ones go on"
) {
    REQUIRE(status_of(post()) == 202);
    auto const before = west.fetches;
    unsigned refused = 0;
    for (unsigned n = 0; n < 200; ++n) {
        auto each = letter();
        each.key_id = "https://west.test/u/nobody" + std::to_string(n) + "#main-key";
        auto const status = status_of(east.signed_by_cavage(each, spare_keys(2).rsa));
        CHECK((status == 401 || status == 503));
        refused += status == 503 ? 1U : 0U;
    }
    CHECK(west.fetches - before <= federation::KeyRequests::most_of_host);
    CHECK(refused >= 200 - federation::KeyRequests::most_of_host);
    CHECK(status_of(post()) == 202);

    // Somebody new at that host is heard a moment later.
    west.pages["/u/mallory"] = actor_page(mallory, mallory + "#main-key", spare_keys(2).rsa);
    auto each = east.letter(follow_by(mallory, "https://west.test/activities/x"));
    each.key_id = mallory + "#main-key";
    CHECK(status_of(east.signed_by_cavage(each, spare_keys(2).rsa)) == 503);
    village.clock.pass(2s);
    CHECK(status_of(east.signed_by_cavage(each, spare_keys(2).rsa)) == 202);
}

TEST_CASE_FIXTURE(Attack, "CVE-2023-49079: twelve broken signatures are twelve times 401") {
    auto const good = post();
    auto const signature = [&](auto change) {
        auto message = good;
        change(field_in(message, "Signature"));
        return message;
    };
    auto const field = [&](std::string_view name, std::string const& value) {
        auto message = good;
        field_in(message, name) = value;
        return message;
    };
    auto const without = [&](std::string_view name) {
        auto message = good;
        remove_field(message, name);
        return message;
    };
    std::vector<federation::SignedPost> const broken{
        without("Signature"),
        without("Digest"),
        without("Date"),
        field("Date", to_http_date(village.clock.now() + 1min)),
        field("Digest", crypto::digest_field(crypto::bytes_of("x"))),
        field("Signature", ""),
        field("Signature", "Signature"),
        field("Content-Type", "application/json"),
        signature([](std::string& text) { text.replace(text.rfind("signature=") + 11, 4, "AAAA"); }),
        signature([](std::string& text) { text.resize(text.rfind("signature=")), text += "signature=\"\""; }),
        signature([](std::string& text) { text.replace(text.find("eve"), 3, "eva"); }),
        east.signed_by_cavage(letter(), spare_keys(2).rsa),
    };
    REQUIRE(broken.size() == 12);
    for (auto const& message : broken) {
        INFO((&message - broken.data()));
        CHECK(status_of(message) == 401);
    }
    CHECK(status_of(good) == 202);
}

TEST_CASE_FIXTURE(Attack, "CVE-2026-28432: no short, doubled or absent list of signed headers passes") {
    std::vector<std::string> const all{"(request-target)", "host", "date", "digest"};
    for (unsigned chosen = 0; chosen < 16; ++chosen) {
        HandSigned hand;
        hand.headers.clear();
        for (unsigned i = 0; i < 4; ++i)
            if (chosen & (1u << i)) hand.headers.push_back(all[i]);
        if (hand.headers.empty()) hand.headers = {"content-type"};
        INFO(chosen);
        bool const enough = (chosen & 13u) == 13u;  // all but host, which the front checks
        CHECK(status_of(resigned(post(), hand, east.keys.rsa)) == (enough ? 202 : 401));
    }
    auto message = post();
    HandSigned hand;
    hand.headers = {"date"};  // what a signature covers that names nothing
    auto field = hand.with("date: " + field_in(message, "Date"), east.keys.rsa);
    field.erase(field.find("headers="), field.find("signature=") - field.find("headers="));
    field_in(message, "Signature") = field;
    CHECK(status_of(message) == 401);
}

TEST_CASE_FIXTURE(Attack, "NodeBB d30f4c2f95: nothing that decides is there twice") {
    auto good = post();
    auto const text = field_in(good, "Signature");
    for (std::string const parameter :
         {"keyId=\"https://north.test/u/ada#main-key\"",
          "algorithm=\"hs2019\"",
          "headers=\"date\"",
          "signature=\"AAAA\"",
          "created=1,created=1",
          "expires=1,expires=1"}) {
        INFO(parameter);
        for (auto const& doubled : {parameter + "," + text, text + "," + parameter}) {
            auto message = good;
            field_in(message, "Signature") = doubled;
            CHECK(status_of(message) == 401);
        }
    }
    for (std::string const name : {"Signature", "Digest", "Date", "Host"}) {
        INFO(name);
        auto message = good;
        message.fields.push_back({name, field_in(message, name)});
        CHECK(status_of(message) == 401);
    }

    auto const modern = east.signed_by_rfc9421(letter(), {"@method", "@target-uri", "content-digest"});
    for (std::string const name : {"Signature", "Signature-Input", "Content-Digest"}) {
        INFO(name);
        auto message = modern;
        message.fields.push_back({name, field_in(message, name)});
        CHECK(status_of(message) == 401);
    }
    for (std::string const parameter :
         {R"(;keyid="https://north.test/u/ada#main-key")", R"(;alg="ed25519")", ";created=1", ";expires=1;expires=2"}) {
        INFO(parameter);
        auto message = modern;
        field_in(message, "Signature-Input") += parameter;
        CHECK(status_of(message) == 401);
    }
    auto message = modern;
    auto const input = field_in(message, "Signature-Input");
    field_in(message, "Signature-Input") = input + ", " + input;
    CHECK(status_of(message) == 401);
    CHECK(status_of(modern) == 202);
    CHECK(status_of(good) == 202);
}

TEST_CASE_FIXTURE(Attack, "NodeBB 6067a49f06: the bytes that came are digested, not what they mean") {
    auto body = east.follow();
    auto const spaced = body.substr(0, 1) + " \n" + body.substr(1);
    auto each = east.letter(spaced);
    each.digest = crypto::digest_field(crypto::bytes_of(body));
    CHECK(status_of(east.signed_by_cavage(each)) == 401);
    CHECK(status_of(east.signed_by_cavage(east.letter(spaced))) == 202);
}

TEST_CASE_FIXTURE(Attack, "Fedify #963: a document of another id is not kept under the address that was asked") {
    west.pages["/u/mallory"] = actor_page("https://west.test/u/other", mallory + "#main-key", spare_keys(2).rsa);
    auto each = east.letter(follow_by(mallory, "https://west.test/activities/x"));
    each.key_id = mallory + "#main-key";
    CHECK(status_of(east.signed_by_cavage(each, spare_keys(2).rsa)) == 401);
    CHECK_FALSE(held(mallory));
    CHECK_FALSE(held("https://west.test/u/other"));
    CHECK(north.node.keys.find(mallory + "#main-key") == nullptr);
}

TEST_CASE_FIXTURE(Attack, "GHSA-37jf-59fg-9hpr: no document of another host changes a known actor's key or address") {
    REQUIRE(status_of(post()) == 202);
    auto const before = held("https://east.test/u/eve").value();
    village.clock.pass(25h);
    for (std::string const id : {"https://east.test/u/eve", "https://north.test/c/club", "https://north.test/"}) {
        INFO(id);
        west.pages["/u/mallory"] = actor_page(id, mallory + "#main-key", spare_keys(2).rsa);
        CHECK(refresh(mallory).error().reason() == Reason::foreign);
        auto each = east.letter(follow_by(id, id + "/activities/x"));
        each.key_id = mallory + "#main-key";
        CHECK(status_of(east.signed_by_cavage(each, spare_keys(2).rsa)) == 401);
        village.clock.pass(6min);
    }
    auto after = held("https://east.test/u/eve").value();
    after.fetched = before.fetched;  // a delivery to eve may have looked at her own document again
    CHECK(after == before);
    CHECK(held("https://north.test/c/club").value().local);
}

TEST_CASE_FIXTURE(Attack, "GHSA-5wxh-3p65-r4g6: an actor whose addresses are none is refused") {
    for (std::string const inbox :
         {R"("file:///inbox")",
          R"("ssh://west.test/inbox")",
          R"("https://")",
          R"("https:///inbox")",
          R"("http://west.test/i")",
          R"("https://west.test@east.test/")",
          R"(["https://west.test/inbox"])",
          R"({"href":"https://west.test/inbox"})",
          "1",
          "null",
          R"("https://east.test/inbox")",
          R"("//west.test/inbox")"}) {
        INFO(inbox);
        west.pages["/u/mallory"] =
            R"({"id":")" + mallory + R"(","type":"Person","preferredUsername":"m","inbox":)" + inbox + "}";
        CHECK(refresh(mallory).error().reason() == Reason::malformed);
        CHECK_FALSE(held(mallory));
    }
    west.pages["/u/mallory"] =
        R"({"id":")" + mallory +
        R"(","type":"Person","preferredUsername":"m","inbox":"https://west.test/inbox",)"
        R"("outbox":"file:///o","followers":["x"],"endpoints":{"sharedInbox":"https://east.test/inbox"}})";
    auto const record = refresh(mallory).value().record;
    CHECK(record.outbox.empty());
    CHECK(record.followers.empty());
    CHECK(record.shared_inbox.empty());
}

TEST_CASE_FIXTURE(Attack, "CVE-2026-24044: keys that everybody has sign for nobody, and no node starts with them") {
    auto const seed = crypto::from_hex("9f8362f87a484a954e6e740c5b4c0e84229139a20aa8ab56ff66586f6a7d29c5").value();
    auto const everybodys = crypto::Ed25519PrivateKey::from_seed(seed).value();  // of RFC 9421, B.1.4
    auto const page = [&](crypto::Ed25519PublicKey const& key) {
        return R"({"id":")" + mallory +
               R"(","type":"Person","preferredUsername":"m","inbox":"https://west.test/inbox",)"
               R"("assertionMethod":[{"id":")" +
               mallory + R"(#ed25519-key","type":"Multikey","controller":")" + mallory + R"(","publicKeyMultibase":")" +
               key.multikey() + R"("}]})";
    };
    west.pages["/u/mallory"] = page(spare_keys(1).ed25519.public_key());
    CHECK_FALSE(refresh(mallory).value().record.ed25519_key.empty());
    west.pages["/u/mallory"] = page(everybodys.public_key());
    CHECK(refresh(mallory).value().record.ed25519_key.empty());

    storage::Store::Change<int> const restore = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        federation::ActorKeys const keys{spare_keys(1).rsa, everybodys};
        auto const handle = storage::find_handle(tx, tables, "https://north.test/").value();
        tables.secrets.put(tx, handle, north.node.keyring.seal(keys, "https://north.test/"));
        return 0;
    };
    static_cast<void>(north.node.store.write_now(restore).value());
    auto const key = crypto::SealingKey::from_hex(std::string(64, 'a')).value();
    federation::Keyring fresh{key};
    CHECK_THROWS_AS(
        north.node.store.read([&](auto const& tx, auto const& tables) {
            return fresh.keys_of(tx, tables, storage::find_handle(tx, tables, "https://north.test/").value());
        }),
        storage::CorruptRecord
    );
}

TEST_CASE_FIXTURE(Attack, "Replay within the clock window: once more has no effect, elsewhere no meaning") {
    auto const message = post();
    CHECK(status_of(message) == 202);
    auto const entries = north.entries();
    auto const again = village.run(federation::receive(north.node, message));
    CHECK(again.error().reason() == Reason::duplicate);
    CHECK(north.entries() == entries);
    auto other = post();
    other.target = "/c/club/inbox";
    CHECK(status_of(other) == 401);
    other = post();
    field_in(other, "Host") = "south.test";
    CHECK(status_of(other) == 401);
    other = east.signed_by_rfc9421(letter(), {"@method", "@target-uri", "content-digest"});
    other.target = "/c/club/inbox";
    CHECK(status_of(other) == 401);
}
