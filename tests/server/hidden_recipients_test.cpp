// Those whom an author tells in silence: they get what they are told, hear of its changes and its end from every front,
// and nobody reads their names.
#include "federation/messages/hidden_recipients.hpp"

#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"
#include "tests/server/member_program.hpp"
#include "tests/server/statuses.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using server::Method;

namespace {

struct Silence : Statuses {
    Silence() { north.partner_with("east.test"); }

    // A Note to ben, or a question in the community, that eve gets in silence. Returns the id of its act.
    std::string whispered(std::string const& more) {
        auto const act = MemberProgram{*this, "ada"}.said(
            R"({"content":"Secretly told","bcc":[")" + eve + R"(","https://north.test/u/cora"],)" + more + "}"
        );
        settle();
        return act;
    }
    std::string note() { return whispered(R"("type":"Note","to":["https://north.test/u/ben"])"); }
    std::string question() {
        return whispered(R"("type":"Article","name":"Why?","to":"as:Public","audience":")" + algebra + "\"");
    }

    // The number in the address of the thing that an act of ada's is about.
    std::string number_of(std::string const& act) {
        auto const iri = thing_of(act);
        return iri.substr(iri.rfind('/') + 1);
    }
    std::string thing_of(std::string const& act) {
        auto const document = document_of(MemberProgram{*this, "ada"}.get(path_of(act)));
        return std::string{federation::reference_member(document.root(), "object")};
    }

    // What eve's school got of this kind.
    std::size_t told(std::string const& type) {
        settle();
        return static_cast<std::size_t>(std::ranges::count_if(east.posted, [&](std::string const& body) {
            CHECK(body.find("bcc") == std::string::npos);
            CHECK(body.find(eve) == std::string::npos);
            return body.find("\"type\":\"" + type + "\"") != std::string::npos;
        }));
    }

    Peer east{village, "east.test"};
    std::string eve = east.actor("eve");
};

}  // namespace

TEST_CASE_FIXTURE(Silence, "a member who is told in silence reads it, and nobody else does") {
    auto const act = note();
    auto const status = "/api/v1/statuses/" + number_of(act);

    CHECK(status_member(as_cora.get(status), "visibility") == "direct");
    CHECK(shows(MemberProgram{*this, "cora"}.get(path_of(thing_of(act))), "Secretly told"));
    CHECK(shows(MemberProgram{*this, "cora"}.get("/u/cora/inbox"), "Secretly told"));
    static_cast<void>(add_person("dan"));
    CHECK(ApiClient::of(*this, "dan").get(status).status() == 404);
    for (auto* const reader : {&as_ada, &as_ben, &as_cora}) CHECK_FALSE(shows(reader->get(status), "eve"));
    CHECK_FALSE(shows(as_ben.get(status), "cora"));
}

TEST_CASE_FIXTURE(Silence, "whoever was told in silence hears of an edit and of the end, by programs") {
    auto const status = "/api/v1/statuses/" + number_of(note());
    REQUIRE(told("Create") == 1);

    village.pass(std::chrono::minutes{1});
    CHECK(as_ada.form(Method::put, status, {{"status", "@ben Told anew"}}).status() == 200);
    CHECK(told("Update") == 1);
    CHECK(as_ada.form(Method::delete_, status, {}).status() == 200);
    CHECK(told("Delete") == 1);
}

TEST_CASE_FIXTURE(Silence, "whoever was told in silence hears of an edit and of the end, by the pages") {
    auto const path = "/post/" + number_of(question());
    REQUIRE(told("Create") == 1);
    auto browser = Browser::of(*this, "ada");

    village.pass(std::chrono::minutes{1});
    CHECK(browser.submit(path + "/edit", {{"title", "Why so?"}, {"words", "Told anew."}}).status() == 303);
    CHECK(told("Update") == 1);
    CHECK(browser.submit(path + "/delete").status() == 303);
    CHECK(told("Delete") == 1);
}

TEST_CASE_FIXTURE(Silence, "what is undone tells the same people, and names nobody who was told in silence") {
    MemberProgram program{*this, "ada"};
    auto const end = program.said(R"({"type":"Delete","object":")" + thing_of(note()) + "\"}");
    auto const undo = program.said(R"({"type":"Undo","object":")" + end + "\"}");

    CHECK(told("Undo") == 1);
    auto const shown = program.get(path_of(undo));
    CHECK(shows(shown, "north.test/u/ben"));
    for (auto const* const secret : {"bcc", "eve", "cora"}) CHECK_FALSE(shows(shown, secret));
}
