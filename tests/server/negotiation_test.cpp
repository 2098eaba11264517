// One address, two readers: what is asked for decides what is answered (wire reference 5.5).
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Negotiation : Front {
    std::vector<std::string> ids() const { return {"/", "/u/ada", "/c/algebra", path_of(question), path_of(answer)}; }

    static bool is_activity(server::Response const& response) {
        return response.status() == 200 && response.body().starts_with("{\"@context\":") &&
               all_of(response, "Content-Type") == std::vector<std::string>{"application/activity+json"};
    }

    // The Link fields that name another form of the same thing.
    static std::vector<std::string> alternates_of(server::Response const& response) {
        auto links = all_of(response, "Link");
        std::erase_if(links, [](auto const& link) { return link.find(R"(rel="alternate")") == std::string::npos; });
        return links;
    }

    Person ada = add_person("ada");
    std::string algebra = north.found("algebra", "ada");
    std::string question = ada.ask(algebra, "Why?");
    std::string answer = ada.answer(question, "Because.");
};

}  // namespace

TEST_CASE_FIXTURE(Negotiation, "every spelling of ActivityPub in Accept is answered with it, in one spelling") {
    for (std::string const accept :
         {"application/activity+json",
          "application/activity+json;charset=utf-8",
          "application/ld+json",
          R"(application/ld+json; profile="https://www.w3.org/ns/activitystreams")",
          R"(application/ld+json;profile="https://www.w3.org/ns/activitystreams", application/activity+json)",
          R"(application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams")",
          "application/activity+json, */*;q=0.1",
          "application/activity+json, application/json",
          "application/json, application/activity+json;q=0.9",
          "text/html;q=0.1, application/activity+json"}) {
        INFO(accept);
        for (auto const& id : ids()) {
            INFO(id);
            auto const response = get(id, accept);
            CHECK(is_activity(response));
            CHECK(response.field("vary") == "Accept");
            CHECK(response.field("access-control-allow-origin") == "*");
        }
    }
}

TEST_CASE_FIXTURE(Negotiation, "everybody else gets a page") {
    for (std::string const accept :
         {"",
          "*/*",
          "text/html",
          "text/*",
          "application/json",
          "application/xhtml+xml, */*;q=0.8",
          "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"}) {
        INFO(accept);
        for (auto const& id : ids()) {
            INFO(id);
            auto const response = get(id, accept);
            CHECK(response.status() == 200);
            CHECK(is_page(response));
            CHECK(response.field("vary").find("Accept") != std::string_view::npos);
        }
    }
}

TEST_CASE_FIXTURE(Negotiation, "an id is answered at once, without a redirect, by a document of that id") {
    for (auto const& id : ids()) {
        INFO(id);
        auto const document = document_of(get_activity(id));
        CHECK(federation::text_member(document.root(), "id") == "https://north.test" + id);
        CHECK(id.size() + std::string_view{"https://north.test"}.size() < 100);
    }
}

TEST_CASE_FIXTURE(Negotiation, "a page names its document, in its head and in a field") {
    for (auto const& id : {std::string{"/"}, std::string{"/u/ada"}, std::string{"/c/algebra"}, path_of(question)}) {
        INFO(id);
        auto const page = get(id);
        CHECK(shows(
            page, "<link rel=\"alternate\" type=\"application/activity+json\" href=\"https://north.test" + id + "\">"
        ));
        CHECK(
            alternates_of(page) ==
            std::vector<std::string>{
                "<https://north.test" + id + R"(>; rel="alternate"; type="application/activity+json")"}
        );
    }
    for (std::string const target : {"/sign-in", "/nowhere"}) CHECK(alternates_of(get(target)).empty());
}

TEST_CASE_FIXTURE(Negotiation, "a page names its style before its own first byte, so that both are on their way") {
    for (std::string const target : {"/", "/sign-in", "/nowhere"}) {
        INFO(target);
        auto const page = get(target);
        auto const named = all_of(page, "Link").back();
        auto const address = named.substr(1, named.find('>') - 1);
        CHECK(named == "<" + address + R"(>; rel="preload"; as="style")");
        CHECK(shows(page, "<link rel=\"stylesheet\" href=\"" + address + "\">"));
        CHECK(get(address).status() == 200);
    }
}

TEST_CASE_FIXTURE(Negotiation, "the page at an answer's id names the answer's document") {
    CHECK(get(path_of(answer)).field("link").starts_with("<" + answer + ">"));
}

TEST_CASE_FIXTURE(Negotiation, "an answer that depends on Accept says so, also when there is nothing") {
    for (std::string const target : {"/u/nobody", "/c/nothing", "/post/7", "/nowhere"}) {
        INFO(target);
        CHECK(get_activity(target).field("vary").find("Accept") != std::string_view::npos);
    }
}

TEST_CASE_FIXTURE(Negotiation, "what was deleted is a Tombstone, without a word of it") {
    static_cast<void>(ada.erase(question).value());
    static_cast<void>(ada.erase(answer).value());

    for (auto const& [iri, former] : {std::pair{question, "Article"}, std::pair{answer, "Note"}}) {
        INFO(iri);
        auto const response = get_activity(path_of(iri));
        CHECK((response.status() == 200 || response.status() == 410));
        CHECK(response.field("content-type") == "application/activity+json");
        auto const tombstone = federation::Json::read_object(std::string{response.body()}).value();
        CHECK(federation::type_of(tombstone.root()) == "Tombstone");
        CHECK(federation::text_member(tombstone.root(), "id") == iri);
        CHECK(federation::text_member(tombstone.root(), "formerType") == former);
        CHECK(federation::member(tombstone.root(), "content") == nullptr);
        CHECK(federation::member(tombstone.root(), "name") == nullptr);
    }
}

TEST_CASE_FIXTURE(Negotiation, "a partner's thing is at its own address: its page is here, its document is there") {
    auto const ben = south.enrol("ben");
    auto const poetry = south.found("poetry");
    auto browser = Browser::of(*this, "ada");
    REQUIRE(browser.submit("/communities/find", {{"address", "poetry@south.test"}}).status() == 303);
    REQUIRE(browser.submit("/c/poetry@south.test/join").status() == 303);
    settle();
    auto const theirs = ben.ask(poetry, "Rhyme?");
    settle();
    auto const number = std::to_string(static_cast<std::uint64_t>(north.thread(theirs).value().question.number));

    auto const document = get_activity("/post/" + number);
    CHECK(document.status() == 302);
    CHECK(document.field("location") == theirs);
    CHECK(get("/post/" + number).field("link").starts_with("<" + theirs + ">"));

    CHECK(get_activity("/c/poetry@south.test").status() == 404);
    CHECK(is_json(get_activity("/c/poetry@south.test")));
    CHECK(alternates_of(get("/c/poetry@south.test")).empty());
}
