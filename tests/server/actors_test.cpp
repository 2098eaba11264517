// Actors as other servers read them (wire reference 3.2).
#include "crypto/keys.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <array>

using namespace collegium;
using namespace collegium::tests;

using federation::member;
using federation::text_member;

namespace {

struct Actors : Front {
    Actors() {
        static_cast<void>(add_person("ada"));
        static_cast<void>(found("algebra", "ada"));
    }

    federation::Json actor(std::string const& path) { return document_of(get_activity(path)); }
};

struct Expected {
    std::string path;
    std::string type;
    std::string name;
    std::string base;    // of its inbox
    std::string outbox;  // path
};

auto const all_actors = std::to_array<Expected>(
    {{"/u/ada", "Person", "ada", "/u/ada", "/u/ada/outbox"},
     {"/c/algebra", "Group", "algebra", "/c/algebra", "/c/algebra/outbox"},
     {"/", "Application", "north.test", "", "/site_outbox"}}
);

std::string const origin = "https://north.test";

}  // namespace

TEST_CASE_FIXTURE(Actors, "every actor has what every peer wants") {
    for (auto const& [path, type, name, base, outbox] : all_actors) {
        INFO(path);
        auto const document = actor(path);
        auto const& root = document.root();
        CHECK(federation::text_of((*member(root, "@context"))[0]) == "https://www.w3.org/ns/activitystreams");
        CHECK(federation::text_of((*member(root, "@context"))[1]) == "https://w3id.org/security/v1");
        CHECK(text_member(root, "id") == origin + path);
        CHECK(text_member(root, "type") == type);
        CHECK(text_member(root, "preferredUsername") == name);
        CHECK(text_member(root, "name") == name);
        CHECK(text_member(root, "inbox") == origin + base + "/inbox");
        CHECK(text_member(root, "outbox") == origin + outbox);
        CHECK(text_member(root, "url") == origin + path);
        CHECK(text_member(*member(root, "endpoints"), "sharedInbox") == origin + "/inbox");
        CHECK(member(root, "manuallyApprovesFollowers")->IsBool());
        CHECK(member(root, "discoverable")->IsBool());
        CHECK(text_member(root, "published") == "2026-09-01T10:00:00Z");
    }
}

TEST_CASE_FIXTURE(Actors, "every actor's signing key is one object that it owns, with a key that opens") {
    for (auto const& each : all_actors) {
        INFO(each.path);
        auto const document = actor(each.path);
        auto const* const key_object = member(document.root(), "publicKey");
        REQUIRE(key_object != nullptr);
        REQUIRE(key_object->IsObject());
        CHECK(text_member(*key_object, "id") == origin + each.path + "#main-key");
        CHECK(text_member(*key_object, "owner") == origin + each.path);
        auto const pem = text_member(*key_object, "publicKeyPem");
        CHECK(pem.starts_with("-----BEGIN PUBLIC KEY-----\n"));
        CHECK(crypto::RsaPublicKey::from_pem(pem));
    }
}

TEST_CASE_FIXTURE(Actors, "every actor has an Ed25519 key for proofs") {
    for (auto const& each : all_actors) {
        INFO(each.path);
        auto const document = actor(each.path);
        auto const& keys = *member(document.root(), "assertionMethod");
        REQUIRE(keys.IsArray());
        REQUIRE(keys.Size() == 1);
        CHECK(text_member(keys[0], "id") == origin + each.path + "#ed25519-key");
        CHECK(text_member(keys[0], "type") == "Multikey");
        CHECK(text_member(keys[0], "controller") == origin + each.path);
        CHECK(crypto::Ed25519PublicKey::from_multikey(text_member(keys[0], "publicKeyMultibase")));
    }
}

TEST_CASE_FIXTURE(Actors, "everything that an actor points to is there") {
    for (auto const& each : all_actors) {
        auto const document = actor(each.path);
        for (std::string const name :
             {"outbox", "followers", "following", "liked", "moderators", "featured", "attributedTo"}) {
            auto const iri = std::string{text_member(document.root(), name)};
            if (iri.empty()) continue;
            INFO(iri);
            CHECK(text_member(document_of(get_activity(path_of(iri))).root(), "id") == iri);
        }
        auto const inbox = std::string{text_member(document.root(), "inbox")};
        CHECK(server::find_route(server::Method::post, path_of(inbox)).route != nullptr);
    }
}

TEST_CASE_FIXTURE(Actors, "a person and a community have followers, the node has none") {
    CHECK(text_member(actor("/u/ada").root(), "followers") == origin + "/u/ada/followers");
    CHECK(text_member(actor("/c/algebra").root(), "followers") == origin + "/c/algebra/followers");
    CHECK(member(actor("/").root(), "followers") == nullptr);
}

TEST_CASE_FIXTURE(Actors, "a community says who moderates it, that it answers questions, and whom it lets in") {
    auto const document = actor("/c/algebra");
    auto const& root = document.root();

    CHECK(text_member(root, "moderators") == origin + "/c/algebra/moderators");
    CHECK(text_member(root, "attributedTo") == origin + "/c/algebra/moderators");
    CHECK(text_member(root, "featured") == origin + "/c/algebra/featured");
    CHECK(member(root, "questionAnswer")->IsTrue());
    CHECK(member(root, "postingRestrictedToMods")->IsFalse());
    CHECK(member(root, "manuallyApprovesFollowers")->IsFalse());
    CHECK(member(root, "discoverable")->IsTrue());
}

TEST_CASE_FIXTURE(
    Actors, "a person is in no directory unasked, is found by what they write, and has nothing of a community"
) {
    auto const document = actor("/u/ada");
    auto const& root = document.root();

    CHECK(member(root, "discoverable")->IsFalse());
    CHECK(member(root, "indexable")->IsTrue());
    CHECK(member(root, "moderators") == nullptr);
    CHECK(member(root, "attributedTo") == nullptr);
    CHECK(member(root, "questionAnswer") == nullptr);
}

TEST_CASE_FIXTURE(Actors, "a document says nothing of accounts and private keys") {
    for (auto const& each : all_actors) {
        auto const response = get_activity(each.path);
        for (std::string const part : {"PRIVATE", "argon2", "password", "role", "null"})
            CHECK_FALSE(shows(response, part));
    }
}

TEST_CASE_FIXTURE(Actors, "the name and the summary are as they were given") {
    rename(origin + "/u/ada", "Ada \"the\" \\ <b>", "<p>a & b</p>");
    auto const document = actor("/u/ada");

    CHECK(text_member(document.root(), "name") == "Ada \"the\" \\ <b>");
    CHECK(text_member(document.root(), "summary") == "<p>a & b</p>");
}
