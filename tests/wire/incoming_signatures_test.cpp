// Statements 5 to 11: which signatures on a delivery are taken, and which are answered with 401.
#include "crypto/digest.hpp"
#include "tests/wire/signed_inbox.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct Incoming : SignedInbox {
    // A delivery with an RFC 9421 signature whose parameters are as given: `(...)` and what follows it.
    federation::SignedPost by_rfc9421(std::string const& parameters) {
        auto message = east.signed_by_rfc9421(letter(), {"@method", "@target-uri", "content-digest"});
        field_in(message, "Signature-Input") = "sig1=" + parameters;
        crypto::RequestView const view{"POST", "https://north.test", message.target, message.fields};
        auto const parsed = crypto::parse_message_signatures("sig1=" + parameters, "sig1=:AAAA:").value().at(0);
        auto const base = crypto::signature_base(parsed, view).value();
        field_in(message, "Signature") = "sig1=:" + crypto::to_base64(east.keys.rsa.sign(crypto::bytes_of(base))) + ":";
        return message;
    }

    unsigned dated(std::chrono::minutes age) {
        auto each = letter();
        each.date = to_http_date(village.clock.now() - age);
        return status_of(east.signed_by_cavage(each));
    }

    unsigned by_hand(HandSigned const& hand) { return status_of(resigned(post(), hand, east.keys.rsa)); }

    static constexpr auto covered = R"(("@method" "@target-uri" "content-digest"))";
    std::string const created = ";created=" + std::to_string(now());
    static constexpr auto key_id = R"(;keyid="https://east.test/u/eve#main-key")";
};

}  // namespace

TEST_CASE_FIXTURE(Incoming, "wire_05: an RFC 9421 signature without created, keyid or content-digest is refused") {
    CHECK(status_of(by_rfc9421(covered + created + key_id)) == 202);
    CHECK(status_of(by_rfc9421(covered + created + key_id + R"(;alg="rsa-v1_5-sha256")")) == 202);

    CHECK(status_of(by_rfc9421(std::string{covered} + key_id)) == 401);
    CHECK(status_of(by_rfc9421(covered + created)) == 401);
    CHECK(status_of(by_rfc9421(R"(("@method" "@target-uri"))" + created + key_id)) == 401);
    CHECK(status_of(by_rfc9421(R"(("@method" "content-digest"))" + created + key_id)) == 401);
    CHECK(status_of(by_rfc9421(R"(("@target-uri" "content-digest"))" + created + key_id)) == 401);
}

TEST_CASE_FIXTURE(Incoming, "wire_06: a Date of 55 minutes is taken either way, one of 70 back or 61 ahead is not") {
    CHECK(dated(0min) == 202);
    CHECK(dated(55min) == 202);
    CHECK(dated(-55min) == 202);
    CHECK(dated(70min) == 401);
    CHECK(dated(-61min) == 401);
}

TEST_CASE_FIXTURE(
    Incoming, "wire_07: hs2019 with times of its own is taken, bare or quoted, until an hour after its end"
) {
    HandSigned hand;
    hand.headers = {"(request-target)", "host", "(created)", "(expires)", "digest"};
    for (bool const quoted : {false, true}) {
        INFO(quoted);
        hand.quotes_times = quoted;
        hand.created = now();
        hand.expires = now() + 300;
        CHECK(by_hand(hand) == 202);
        hand.created = now() - 4000;  // older than a Date may be, but good for two hours by its own word
        hand.expires = *hand.created + 7200;
        CHECK(by_hand(hand) == 202);
        hand.created = now() - 3000;
        hand.expires = now() - 3500;
        CHECK(by_hand(hand) == 202);
        hand.expires = now() - 3601;
        CHECK(by_hand(hand) == 401);
        hand.created = now() - 14 * 3600;  // no word is good for more than twelve hours
        hand.expires = now() + 3600;
        CHECK(by_hand(hand) == 401);
    }
    hand.headers = {"(request-target)", "host", "(created)", "digest"};
    hand.created = now() - 4000;
    hand.expires = now() + 3600;  // anybody can have put this there: it is not signed
    CHECK(by_hand(hand) == 401);
}

TEST_CASE_FIXTURE(Incoming, "wire_08: blanks after commas and a digest named in lower case are taken") {
    HandSigned hand;
    hand.comma = ", ";
    CHECK(by_hand(hand) == 202);
    hand.comma = ",";
    for (std::string const algorithm : {"", "rsa-sha256", "hs2019"}) {
        hand.algorithm = algorithm;
        CHECK(by_hand(hand) == 202);
    }
    auto each = letter();
    each.digest = "sha-256=" + each.digest.substr(8);
    CHECK(status_of(east.signed_by_cavage(each)) == 202);
    each = letter();
    each.digest += ",unixsum=30637";
    CHECK(status_of(east.signed_by_cavage(each)) == 202);
}

TEST_CASE_FIXTURE(Incoming, "wire_09: the request target is taken with its query and without") {
    for (std::string const target : {"/inbox?author=1", "/inbox"}) {
        auto each = letter();
        each.target = "/inbox?author=1";
        HandSigned hand;
        hand.target = target;
        CHECK(status_of(resigned(east.signed_by_cavage(each), hand, east.keys.rsa)) == 202);
    }
    auto each = letter();
    each.target = "/inbox?author=1";
    HandSigned hand;
    hand.target = "/inbox?author=2";
    CHECK(status_of(resigned(east.signed_by_cavage(each), hand, east.keys.rsa)) == 401);
}

TEST_CASE_FIXTURE(Incoming, "wire_10: signed fields that are missing, named twice or unknown are refused") {
    HandSigned hand;
    hand.headers = {"(request-target)", "host", "date", "digest", "x-other"};
    auto other = post();
    other.fields.push_back({"X-Other", "1"});
    other = resigned(other, hand, east.keys.rsa);
    CHECK(status_of(other) == 202);
    other = post();
    other.fields.push_back({"X-Other", "1"});
    other = resigned(other, hand, east.keys.rsa);
    remove_field(other, "X-Other");
    CHECK(status_of(other) == 401);

    auto message = post();
    auto const text = "(request-target): post /inbox\nhost: north.test\ndate: " + field_in(message, "Date") +
                      "\ndigest: " + field_in(message, "Digest");
    for (auto const& [extra, line] :
         {std::pair{"digest", "digest: x"},
          std::pair{"(unknown)", "(unknown): 1"},
          std::pair{"(request-target)", "(request-target): post /inbox"}}) {
        INFO(extra);
        auto odd = message;
        hand.headers = {"(request-target)", "host", "date", "digest", extra};
        field_in(odd, "Signature") = hand.with(text + "\n" + line, east.keys.rsa);
        CHECK(status_of(odd) == 401);
    }
}

TEST_CASE_FIXTURE(Incoming, "wire_11: a delivery must be signed over its digest, and the digest must be the body's") {
    auto each = letter();
    each.covered = {"(request-target)", "host", "date", "content-type"};
    CHECK(status_of(east.signed_by_cavage(each)) == 401);
    each = letter();
    each.digest = crypto::digest_field(crypto::bytes_of("another body"));
    CHECK(status_of(east.signed_by_cavage(each)) == 401);
    each = letter();
    each.digest += "," + crypto::digest_field(crypto::bytes_of("another body"));
    CHECK(status_of(east.signed_by_cavage(each)) == 401);
    auto changed = post();
    changed.body += ' ';
    CHECK(status_of(changed) == 401);
    auto message = east.signed_by_rfc9421(letter(), {"@method", "@target-uri", "content-digest"});
    message.body += ' ';
    CHECK(status_of(message) == 401);
}
