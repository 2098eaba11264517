// Posting by a program: what is meant by what was typed, and what is refused.
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/statuses.hpp"

using namespace collegium;
using namespace collegium::tests;
using server::Method;

namespace {

struct Posting : Statuses {
    std::string kind_of(std::string const& id) { return extension(id, "kind"); }

    std::string extension(std::string const& id, std::string_view name) {
        auto const json = json_of(as_ada.get("/api/v1/statuses/" + id));
        return value_of(*federation::member(json.root(), "collegium"), name);
    }

    std::string of(std::string const& id, std::string_view name) {
        return status_member(as_ada.get("/api/v1/statuses/" + id), name);
    }

    server::Response refused(Fields const& fields) {
        auto const before = north.entries();
        auto response = as_ada.post("/api/v1/statuses", fields);
        CHECK(north.entries() == before);
        return response;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Posting, "a post says what was typed, as a form and as JSON") {
    auto const id = say(as_ada, "Hello *there*");
    CHECK(of(id, "content") == "<p>Hello <em>there</em></p>");
    CHECK(of(id, "visibility") == "public");
    CHECK(of(id, "in_reply_to_id") == "null");

    auto const body = R"({"status":"Hello","media_ids":[],"in_reply_to_id":null,"poll":null,"sensitive":true,)"
                      R"("spoiler_text":"Careful","language":"de","visibility":"unlisted","scheduled_at":null})";
    auto const response = as_ada.json(Method::post, "/api/v1/statuses", body);
    REQUIRE(response.status() == 200);
    CHECK(status_member(response, "sensitive") == "true");
    CHECK(status_member(response, "spoiler_text") == "Careful");
    CHECK(status_member(response, "language") == "de");
    CHECK(status_member(response, "visibility") == "unlisted");
}

TEST_CASE_FIXTURE(Posting, "a question in a community has its first line as its title") {
    auto const id = say(as_ben, "@algebra #question Why is it so?\n\nI *wonder*.");

    CHECK(kind_of(id) == "question");
    CHECK(extension(id, "title") == "Why is it so?");
    CHECK(extension(id, "community_id") == id_of(algebra));
    CHECK(of(id, "content") == "<p><strong>Why is it so?</strong></p><p>I <em>wonder</em>.</p>");
    CHECK(of(id, "spoiler_text") == "");
    CHECK(shows(get("/c/algebra"), "Why is it so?"));
}

TEST_CASE_FIXTURE(Posting, "a title cannot bring markup") {
    auto const id = say(as_ben, "@algebra #question <b>Why</b>?\n\nBecause.");
    CHECK(shows(as_ada.get("/api/v1/statuses/" + id), "<p><strong>&lt;b&gt;Why&lt;/b&gt;?</strong></p>"));
}

TEST_CASE_FIXTURE(Posting, "a mention puts a post into the community") {
    auto const id = say(as_ben, "Look at this, @algebra! #sums");

    CHECK(extension(id, "community_id") == id_of(algebra));
    CHECK(shows(as_ada.get("/api/v1/statuses/" + id), R"(class=\"u-url mention\")"));
    CHECK(of(id, "tags") == R"([{"name":"sums","url":"https://north.test:8443/tags/sums"}])");
}

TEST_CASE_FIXTURE(Posting, "a reply to a question is an answer, and what is deeper is a comment") {
    auto const question = say(as_ben, "@algebra #question Why?");
    auto const answer = reply(as_ada, question, "Because.");
    auto const comment = reply(as_ben, answer, "@ada Really?");

    CHECK(kind_of(answer) == "answer");
    CHECK(of(answer, "in_reply_to_id") == question);
    CHECK(of(answer, "in_reply_to_account_id") == id_of(ben.handle));
    CHECK(kind_of(comment) == "comment");
    CHECK(extension(comment, "community_id") == id_of(algebra));
    CHECK(of(question, "replies_count") == "1");
    CHECK(of(answer, "replies_count") == "1");
}

TEST_CASE_FIXTURE(Posting, "the asker accepts an answer by a reply that says so and nothing else") {
    auto const question = say(as_ben, "@algebra #question Why?");
    auto const answer = reply(as_cora, question, "Because.");
    auto const before = ids_of(as_ben.get("/api/v1/accounts/" + id_of(ben.handle) + "/statuses"));

    CHECK(reply(as_ben, answer, "@cora #accept") == answer);

    CHECK(extension(answer, "accepted") == "true");
    CHECK(extension(question, "accepted_answer_id") == answer);
    CHECK(ids_of(as_ben.get("/api/v1/accounts/" + id_of(ben.handle) + "/statuses")) == before);
}

TEST_CASE_FIXTURE(Posting, "others do not accept, and words beside it make it a comment") {
    auto const question = say(as_ben, "@algebra #question Why?");
    auto const answer = reply(as_ada, question, "Because.");

    auto const refusal = as_cora.post("/api/v1/statuses", {{"status", "#accept"}, {"in_reply_to_id", answer}});
    CHECK(refusal.status() == 403);
    CHECK_FALSE(error_of(refusal).empty());
    CHECK(extension(answer, "accepted") == "false");

    auto const comment = reply(as_ben, answer, "#accept that I do not understand");
    CHECK(kind_of(comment) == "comment");
    CHECK(extension(answer, "accepted") == "false");
}

TEST_CASE_FIXTURE(Posting, "what cannot be posted is refused in words, and nothing is posted") {
    CHECK(refused({}).status() == 422);
    CHECK(refused({{"status", " \n "}}).status() == 422);
    CHECK(refused({{"status", std::string(8 * 1024 + 1, 'a')}}).status() == 422);
    CHECK(refused({{"status", "x"}, {"visibility", "secret"}}).status() == 422);
    CHECK(refused({{"status", "x"}, {"poll[options][]", "a"}, {"poll[expires_in]", "60"}}).status() == 422);
    CHECK(refused({{"status", "x"}, {"media_ids[]", "77"}}).status() == 422);
    CHECK(refused({{"status", "x"}, {"in_reply_to_id", "77"}}).status() == 404);
    CHECK(refused({{"status", "@algebra #question"}}).status() == 422);
    CHECK(refused({{"status", "@algebra #question " + std::string(201, 'a')}}).status() == 422);
    CHECK(error_of(refused({{"status", ""}})) == "Validation failed: Text can't be blank");
    say(as_ada, std::string(8 * 1024, 'a'));
}

TEST_CASE_FIXTURE(Posting, "who has no token, or not the scope for it, does not post") {
    CHECK(as_guest.post("/api/v1/statuses", {{"status", "x"}}).status() == 401);
    auto reader = ApiClient::of(*this, "ada", "read");
    CHECK(reader.post("/api/v1/statuses", {{"status", "x"}}).status() == 403);
}

TEST_CASE_FIXTURE(Posting, "the same key posts once in an hour") {
    auto const post = [&](ApiClient& who, std::string const& once) {
        auto request = who.request(Method::post, "/api/v1/statuses?status=Once");
        request.fields.push_back({"Idempotency-Key", once});
        auto const response = who.send(std::move(request));
        REQUIRE(response.status() == 200);
        return status_member(response, "id");
    };
    auto const first = post(as_ada, "k1");
    village.pass(std::chrono::minutes{59});
    CHECK(post(as_ada, "k1") == first);
    CHECK(post(as_ada, "k2") != first);
    CHECK(post(as_ben, "k1") != first);
    village.pass(std::chrono::minutes{2});
    CHECK(post(as_ada, "k1") != first);
}

TEST_CASE_FIXTURE(Posting, "a key whose post was refused can be used again") {
    auto const question = say(as_ben, "@algebra #question Why?");
    auto const answer = reply(as_ada, question, "Because.");
    auto const accept = [&](ApiClient& who) {
        auto request = who.request(Method::post, "/api/v1/statuses?status=%23accept&in_reply_to_id=" + answer);
        request.fields.push_back({"Idempotency-Key", "again"});
        return who.send(std::move(request)).status();
    };
    CHECK(accept(as_cora) == 403);
    CHECK(accept(as_cora) == 403);
}

TEST_CASE_FIXTURE(Posting, "a choice that is sent twice under one key is answered as the first one was") {
    auto const question = say(as_ben, "@algebra #question Why?");
    auto const answer = reply(as_ada, question, "Because.");
    auto const accept = [&] {
        auto request = as_ben.request(Method::post, "/api/v1/statuses?status=%23accept&in_reply_to_id=" + answer);
        request.fields.push_back({"Idempotency-Key", "choice"});
        return as_ben.send(std::move(request));
    };
    auto const acts = [&] {
        return north.node.store.read([](auto const& tx, auto const& tables) { return tables.log.size(tx); });
    };
    CHECK(status_member(accept(), "id") == answer);
    auto const after_the_first = acts();

    CHECK(status_member(accept(), "id") == answer);

    CHECK(acts() == after_the_first);  // nothing was said a second time
}

TEST_CASE_FIXTURE(Posting, "pupils post for members of their school, and that is what they are shown") {
    add_person("pia");
    storage::Store::Change<int> const change = [&](auto& tx, auto& tables) -> Result<int> {
        auto account = tables.accounts.get(tx, "pia").value();
        account.pupil = true;
        tables.accounts.put(tx, "pia", account);
        agree_for(tx, tables, account.actor);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());
    auto as_pia = ApiClient::of(*this, "pia");

    auto const id = say(as_pia, "Hello @algebra");

    CHECK(of(id, "visibility") == "private");
    CHECK(as_guest.get("/api/v1/statuses/" + id).status() == 404);
    CHECK(as_pia.post("/api/v1/statuses", {{"status", "@ada hi"}, {"visibility", "direct"}}).status() == 403);
}

TEST_CASE_FIXTURE(Posting, "a message is read by those whom it names") {
    auto const id = say(as_ada, "@ben only you", {{"visibility", "direct"}});

    CHECK(status_member(as_ben.get("/api/v1/statuses/" + id), "visibility") == "direct");
    auto const hidden = as_cora.get("/api/v1/statuses/" + id), missing = as_cora.get("/api/v1/statuses/77");
    CHECK(hidden.status() == 404);
    CHECK(hidden.body() == missing.body());
    CHECK(hidden.fields().size() == missing.fields().size());
}
