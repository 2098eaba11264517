// Collections and things as other servers read them.
#include "storage/names.hpp"
#include "tests/federation/library.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <set>

using namespace collegium;
using namespace collegium::tests;

using federation::member;
using federation::text_member;

namespace {

struct Collections : Front {
    // The document at this path, which must be a collection of that id and as many items as it says.
    federation::Json collection(std::string const& path) {
        INFO(path);
        auto const response = get_activity(path);
        auto document = document_of(response);
        auto const& root = document.root();
        CHECK(response.field("content-type") == "application/activity+json");
        CHECK(text_member(root, "@context") == "https://www.w3.org/ns/activitystreams");
        CHECK(text_member(root, "id") == "https://north.test" + path);
        CHECK(text_member(root, "type") == "OrderedCollection");
        REQUIRE(member(root, "totalItems")->IsUint());
        CHECK(member(root, "totalItems")->GetUint() == member(root, "orderedItems")->Size());
        return document;
    }

    std::vector<std::string> items(std::string const& path) {
        std::vector<std::string> found;
        auto const document = collection(path);
        for (auto const& item : member(document.root(), "orderedItems")->GetArray())
            found.emplace_back(federation::reference(item));
        return found;
    }

    Person ada = add_person("ada"), ben = add_person("ben"), cora = add_person("cora");
    std::string algebra = north.found("algebra", "cora");
    std::string question = ada.ask(algebra, "Why?");
    std::string answer = ben.answer(question, "Because.");
    std::string comment = ada.answer(answer, "I see.");
};

}  // namespace

TEST_CASE_FIXTURE(Collections, "a thread's context is the question, its answers and its comments, oldest first") {
    CHECK(items(path_of(question) + "/context") == std::vector<std::string>{question, answer, comment});
    CHECK(get_activity(path_of(answer) + "/context").status() == 404);
}

TEST_CASE_FIXTURE(Collections, "replies are those to the thing itself") {
    CHECK(items(path_of(question) + "/replies") == std::vector<std::string>{answer});
    CHECK(items(path_of(answer) + "/replies") == std::vector<std::string>{comment});
    CHECK(items(path_of(comment) + "/replies").empty());
}

TEST_CASE_FIXTURE(Collections, "what was deleted is in no collection of its thread") {
    static_cast<void>(ben.erase(answer).value());

    CHECK(items(path_of(question) + "/replies").empty());
    CHECK(items(path_of(question) + "/context") == std::vector<std::string>{question, comment});
}

TEST_CASE_FIXTURE(Collections, "a person's outbox holds what was done, newest first, whole") {
    auto const document = collection("/u/ada/outbox");
    auto const& list = *member(document.root(), "orderedItems");

    REQUIRE(list.Size() == 2);
    CHECK(federation::type_of(list[0]) == "Create");
    CHECK(federation::reference_member(list[0], "object") == comment);
    CHECK(federation::reference_member(list[1], "object") == question);
    CHECK(member(list[1], "object")->IsObject());
    CHECK(member(list[1], "proof")->IsObject());
}

TEST_CASE_FIXTURE(Collections, "a community's outbox holds what it passed on") {
    auto const document = collection("/c/algebra/outbox");
    auto const& list = *member(document.root(), "orderedItems");

    REQUIRE(list.Size() > 0);
    for (auto const& item : list.GetArray()) {
        CHECK(federation::type_of(item) == "Announce");
        CHECK(text_member(item, "actor") == algebra);
    }
}

TEST_CASE_FIXTURE(Collections, "an outbox shows the newest twenty and says how many there are") {
    for (int i = 0; i < 25; ++i) static_cast<void>(ada.ask(algebra, "Question " + std::to_string(i)));
    auto const document = document_of(get_activity("/u/ada/outbox"));

    CHECK(member(document.root(), "orderedItems")->Size() == 20);
    CHECK(member(document.root(), "totalItems")->GetUint() == 27);
}

TEST_CASE_FIXTURE(Collections, "an outbox of many acts is read in pages, and not counted for everybody who asks") {
    for (int i = 0; i < 520; ++i) static_cast<void>(ada.ask(algebra, "Question " + std::to_string(i)));
    auto const document = document_of(get_activity("/u/ada/outbox"));
    CHECK(member(document.root(), "totalItems") == nullptr);

    std::set<std::string> seen;
    auto next = std::string{text_member(document.root(), "first")};
    while (!next.empty()) {
        auto const page = document_of(get_activity(path_of(next)));
        for (auto const& item : member(page.root(), "orderedItems")->GetArray())
            CHECK(seen.insert(std::string{text_member(item, "id")}).second);
        next = text_member(page.root(), "next");
    }
    CHECK(seen.size() == 522);
}

TEST_CASE_FIXTURE(Collections, "moderators are listed by id") {
    CHECK(items("/c/algebra/moderators") == std::vector<std::string>{"https://north.test/u/cora"});
}

TEST_CASE_FIXTURE(Collections, "collections that are always empty are empty collections") {
    CHECK(items("/c/algebra/featured").empty());
    CHECK(items("/site_outbox").empty());
}

TEST_CASE_FIXTURE(Collections, "followers are counted and not named") {
    ben.follow(algebra);
    settle();

    auto const document = document_of(get_activity("/c/algebra/followers"));
    CHECK(text_member(document.root(), "type") == "Collection");
    CHECK(text_member(document.root(), "id") == algebra + "/followers");
    CHECK(member(document.root(), "totalItems")->GetUint() == 1);
    CHECK(member(document.root(), "items")->Empty());
    CHECK(member(document_of(get_activity("/u/ada/followers")).root(), "totalItems")->GetUint() == 0);
}

TEST_CASE_FIXTURE(Collections, "a question and an answer have what peers read of them") {
    auto const asked = document_of(get_activity(path_of(question))),
               answered = document_of(get_activity(path_of(answer)));

    CHECK(federation::type_of(asked.root()) == "Article");
    CHECK(text_member(asked.root(), "name") == "Why?");
    CHECK(text_member(asked.root(), "attributedTo") == "https://north.test/u/ada");
    CHECK(text_member(asked.root(), "audience") == algebra);
    CHECK(text_member(asked.root(), "context") == question + "/context");
    CHECK(federation::reference_member(asked.root(), "replies") == question + "/replies");
    CHECK(member(asked.root(), "attachment")->IsArray());
    CHECK(federation::type_of(answered.root()) == "Note");
    CHECK(text_member(answered.root(), "inReplyTo") == question);
    CHECK(text_member(answered.root(), "audience") == algebra);
    for (auto const* const document : {&asked, &answered}) {
        CHECK(
            federation::text_of((*member(document->root(), "@context"))[0]) == "https://www.w3.org/ns/activitystreams"
        );
        CHECK(federation::references(document->root(), "to").at(0) == "https://www.w3.org/ns/activitystreams#Public");
        CHECK(text_member(document->root(), "mediaType") == "text/html");
    }
}

TEST_CASE_FIXTURE(Collections, "an activity is read at its id, byte for byte as it stands in the outbox") {
    auto const outbox = std::string{get_activity("/u/ben/outbox").body()};
    auto const document = collection("/u/ben/outbox");
    auto const id = std::string{text_member((*member(document.root(), "orderedItems"))[0], "id")};

    auto const activity = get_activity(path_of(id));

    CHECK(activity.status() == 200);
    CHECK(outbox.find(activity.body()) != std::string::npos);
    CHECK(get_activity(path_of(id) + "0").status() == 404);
}

TEST_CASE_FIXTURE(Collections, "what was said to one alone is not read by all") {
    ben.follow(algebra);
    settle();

    CHECK_FALSE(shows(get_activity("/u/ben/outbox"), "\"Follow\""));
    CHECK_FALSE(shows(get_activity("/c/algebra/outbox"), "\"Accept\""));
    auto const follow = north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const seq = tables.following.get(tx, {ben.handle, storage::find_handle(tx, tables, algebra).value()})->seq;
        return tables.flesh.get(tx, seq).value();
    });
    auto const id = std::string{text_member(federation::Json::read_object(follow).value().root(), "id")};
    CHECK(get_activity(path_of(id)).status() == 404);
}

TEST_CASE_FIXTURE(
    Collections, "any version of a guide is given as its author signed it, and none that is not for the reader"
) {
    auto const author = author_of(ada);
    federation::guides::GuideComposer const composer{"https://north.test", north.node.clock, north.node.ids};
    auto const published = composer.publish(author, {algebra, whole_guide()});
    REQUIRE(perform(ada, published));
    auto const guide = published.activity.object_id();
    auto const version = federation::guides::version_of(*published.activity.object());
    auto const kept = composer.publish(author, {algebra, whole_guide("Kept"), storage::Audience::here});
    REQUIRE(perform(ada, kept));

    for (auto const& address : {"/guides/copy?of=" + guide, "/guides/copy?of=" + guide + "&version=" + version}) {
        INFO(address);
        auto const response = get_activity(address);
        REQUIRE(response.status() == 200);
        auto const copy = document_of(response);
        CHECK(text_member(copy.root(), "type") == "col:SignedCopy");
        CHECK(text_member(copy.root(), "col:version") == version);
        CHECK(text_member(*member(copy.root(), "col:activity"), "id") == published.activity.id().text());
    }
    CHECK(get_activity("/guides/copy?of=" + guide + "&version=sha-256:" + std::string(64, '0')).status() == 404);
    CHECK(get_activity("/guides/copy?of=" + std::string{kept.activity.object_id()}).status() == 404);
    CHECK(get_activity("/guides/copy").status() == 404);
}
