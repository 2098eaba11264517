// Statement 48: threads of ours as others read them.
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;

using federation::member;
using federation::references;
using federation::text_member;

namespace {

struct Served : Front {
    Person ada = add_person("ada"), ben = add_person("ben");
    Person dora = south.enrol("dora");
    std::string algebra = north.found("algebra", "ada");
    std::string question = ada.ask(algebra, "Why?");

    server::Response again(
        std::string const& path, std::string const& tag, server::Method method = server::Method::get
    ) {
        auto request = request_for(method, path);
        request.fields.push_back({"Accept", std::string{activity_type}});
        request.fields.push_back({"If-None-Match", tag});
        return answer(std::move(request));
    }
};

}  // namespace

TEST_CASE_FIXTURE(
    Served, "wire_48: a thread is listed oldest first, its head names the list, and who has it is told so"
) {
    std::vector<std::string> ids{question};
    for (int i = 0; i < 7; ++i) {
        village.clock.pass(std::chrono::minutes{1});
        ids.push_back(ben.answer(question, "Answer " + std::to_string(i)));
    }
    auto const list = path_of(question) + "/context";

    auto const head = document_of(get_activity(path_of(question)));
    CHECK(text_member(head.root(), "context") == "https://north.test" + list);
    auto const response = get_activity(list);
    auto const context = document_of(response);
    CHECK(text_member(context.root(), "type") == "OrderedCollection");
    CHECK(text_member(context.root(), "attributedTo") == algebra);
    auto const names = references(context.root(), "orderedItems");
    CHECK(std::vector<std::string>{names.begin(), names.end()} == ids);

    auto const tag = std::string{response.field("etag")};
    CHECK(tag.starts_with('"'));
    for (std::string const& known : {tag, "W/" + tag, "\"other\", " + tag, std::string{"*"}}) {
        INFO(known);
        auto const unchanged = again(list, known);
        CHECK(unchanged.status() == 304);
        CHECK(unchanged.body().empty());
        CHECK(unchanged.field("etag") == tag);
        CHECK(unchanged.field("vary") == "Accept");
    }
    CHECK(again(list, "\"other\"").status() == 200);
    CHECK(again(list, tag, server::Method::head).status() == 304);
    CHECK(again(path_of(question), std::string{get_activity(path_of(question)).field("etag")}).status() == 304);
    static_cast<void>(ben.answer(question, "One more"));
    CHECK(again(list, tag).status() == 200);

    auto const* const replies = member(head.root(), "replies");
    REQUIRE(replies != nullptr);
    CHECK(text_member(*replies, "id") == question + "/replies");
    auto const* const first = member(*replies, "first");
    REQUIRE(first != nullptr);
    auto const inside = references(*first, "items");
    CHECK(
        std::vector<std::string>{inside.begin(), inside.end()} ==
        std::vector<std::string>(ids.begin() + 1, ids.begin() + 6)
    );
    auto const page = document_of(get_activity(path_of(std::string{text_member(*first, "next")})));
    CHECK(references(page.root(), "orderedItems").size() == 8);
}

TEST_CASE_FIXTURE(Served, "replies inside a thing are those of its own host") {
    follow(village, dora, algebra);
    auto const own = ben.answer(question, "Ours");
    auto const letter = [&] {
        auto const draft = federation::AnswerDraft{
            algebra, question, "", ada.school->settings.origin() + "/u/ada", "@ada@north.test", "Theirs", "en"};
        auto const author = federation::author_of(south.node, dora.handle).value();
        return federation::composer_of(south.node).answer(author, draft);
    }();
    static_cast<void>(federation::perform_now(south.node, letter).value());
    settle();
    auto const theirs = letter.activity.object_id();

    auto const head = document_of(get_activity(path_of(question)));
    auto const* const replies = member(head.root(), "replies");
    CHECK(member(*replies, "totalItems")->GetUint() == 2);
    auto const inside = references(*member(*replies, "first"), "items");
    CHECK(std::vector<std::string>{inside.begin(), inside.end()} == std::vector<std::string>{own});
    auto const whole = document_of(get_activity(path_of(question) + "/replies"));
    CHECK(references(whole.root(), "orderedItems").size() == 2);
    // What others said is theirs to list.
    CHECK(get_activity(path_of(theirs) + "/replies").status() == 404);
}

TEST_CASE_FIXTURE(Served, "a thread of more than 500 is listed in pages") {
    for (int i = 0; i < 510; ++i) static_cast<void>(ben.answer(question, "Answer"));
    auto const list = path_of(question) + "/context";
    auto const whole = document_of(get_activity(list));
    CHECK(member(whole.root(), "totalItems")->GetUint() == 511);
    CHECK(member(whole.root(), "orderedItems") == nullptr);

    std::vector<std::string> names;
    auto next = std::string{text_member(whole.root(), "first")};
    while (!next.empty()) {
        auto const page = document_of(get_activity(path_of(next)));
        CHECK(text_member(page.root(), "id") == next);
        CHECK(text_member(page.root(), "partOf") == "https://north.test" + list);
        for (auto const each : references(page.root(), "orderedItems", 1000)) names.emplace_back(each);
        next = text_member(page.root(), "next");
    }
    CHECK(names.size() == 511);
    CHECK(names.front() == question);
    CHECK(get_activity(list + "?page=9").status() == 404);
}

TEST_CASE_FIXTURE(Served, "an outbox of more than 20 goes on in pages, newest first, each act once") {
    for (int i = 0; i < 30; ++i) static_cast<void>(ada.ask(algebra, "Question " + std::to_string(i)));
    auto const outbox = document_of(get_activity("/c/algebra/outbox"));
    auto const total = member(outbox.root(), "totalItems")->GetUint();
    CHECK(references(outbox.root(), "orderedItems").size() == 20);

    std::vector<std::string> names;
    auto next = std::string{text_member(outbox.root(), "first")};
    while (!next.empty()) {
        auto const page = document_of(get_activity(path_of(next)));
        CHECK(text_member(page.root(), "id") == next);
        for (auto const each : references(page.root(), "orderedItems")) names.emplace_back(each);
        next = text_member(page.root(), "next");
    }
    CHECK(names.size() == total);
    CHECK(names.front() == references(outbox.root(), "orderedItems").front());
    std::ranges::sort(names);
    CHECK(std::ranges::adjacent_find(names) == names.end());
}
