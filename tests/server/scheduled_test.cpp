// Posts that appear later: taken in, listed, put off, taken back, and published when their time has come, once.
#include "server/mastodon/scheduled.hpp"

#include "server/mastodon/dates.hpp"
#include "server/read_only.hpp"
#include "tests/printing.hpp"
#include "tests/server/required_members.hpp"
#include "tests/server/statuses.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>

using namespace collegium;
using namespace collegium::tests;
using server::Method;
using server::Response;
using storage::LocalId;

namespace {

constexpr char const* list = "/api/v1/scheduled_statuses";

boost::asio::awaitable<bool> run_to_end(boost::asio::awaitable<void> work) {
    co_await std::move(work);
    co_return true;
}

struct ScheduledPosts : Statuses {
    Response later(Fields more = {}) {
        Fields fields{{"status", "Good morning"}, {"scheduled_at", "2026-09-01T11:00:00.000Z"}};
        fields.insert(fields.end(), more.begin(), more.end());
        return as_ada.post("/api/v1/statuses", fields);
    }

    std::string id_in(Response const& response) { return value_of(json_of(response).root(), "id"); }

    void publish() {
        village.run(run_to_end(server::mastodon::publish_scheduled(app)));
        settle();
    }

    std::size_t said() {
        return json_of(as_ben.get("/api/v1/accounts/" + id_of(ada.handle) + "/statuses")).root().Size();
    }

    // Rows as so many calls would leave them, due on one day each.
    void fill(std::size_t days, std::size_t a_day) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            for (std::size_t i = 0; i < days * a_day; ++i) {
                storage::ScheduledRecord post;
                post.text = "Good morning";
                post.due = village.clock.now() + std::chrono::hours{1 + 24 * static_cast<long>(i / a_day)};
                tables.scheduled.put(tx, {ada.handle, LocalId{i + 1}}, post);
            }
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    std::uint64_t left_waiting() {
        return north.node.store.read([](auto const& tx, auto const& tables) { return tables.scheduled.size(tx); });
    }
};

}  // namespace

TEST_CASE_FIXTURE(ScheduledPosts, "a post waits for its time, and appears once") {
    auto const waiting = later({{"visibility", "unlisted"}, {"spoiler_text", "Early"}});
    REQUIRE(waiting.status() == 200);
    auto const json = json_of(waiting);
    check_required(json.root(), "scheduled_status");
    check_required(json.root()["params"], "scheduled_params");
    CHECK(value_of(json.root(), "scheduled_at") == "2026-09-01T11:00:00.000Z");
    CHECK(value_of(json.root()["params"], "text") == "Good morning");
    publish();
    CHECK(said() == 0);

    village.pass(std::chrono::minutes{60});
    publish();
    publish();
    CHECK(said() == 1);
    CHECK(json_of(as_ada.get(list)).root().Empty());
    auto const shown = json_of(as_ben.get("/api/v1/accounts/" + id_of(ada.handle) + "/statuses"));
    CHECK(value_of(shown.root()[0], "visibility") == "unlisted");
    CHECK(value_of(shown.root()[0], "spoiler_text") == "Early");
}

TEST_CASE_FIXTURE(ScheduledPosts, "a post that is taken back while it is published was either said or taken back") {
    using namespace boost::asio::experimental::awaitable_operators;
    for (int i = 0; i < 5; ++i) {
        auto const before = said();
        auto const due = server::mastodon::api_date(village.clock.now() + std::chrono::minutes{10});
        auto const taken = as_ada.post("/api/v1/statuses", {{"status", "Good morning"}, {"scheduled_at", due}});
        auto back = as_ada.request(Method::delete_, list + ("/" + id_in(taken)));
        village.pass(std::chrono::minutes{10});
        auto const [published, answer] =
            village.run(run_to_end(server::mastodon::publish_scheduled(app)) && server::dispatch(app, std::move(back)));
        CHECK(published);
        settle();
        CHECK(said() == before + (answer.status() == 200 ? 0 : 1));
        CHECK(left_waiting() == 0);
    }
}

TEST_CASE_FIXTURE(ScheduledPosts, "two rounds at the same time say a post once") {
    using namespace boost::asio::experimental::awaitable_operators;
    REQUIRE(later().status() == 200);
    village.pass(std::chrono::minutes{60});
    auto const [one, other] = village.run(
        run_to_end(server::mastodon::publish_scheduled(app)) && run_to_end(server::mastodon::publish_scheduled(app))
    );
    CHECK(one);
    CHECK(other);
    settle();
    CHECK(said() == 1);
    CHECK(left_waiting() == 0);
}

TEST_CASE_FIXTURE(
    ScheduledPosts, "what cannot be said when its time comes stays with its author, who gives it another"
) {
    auto const above = say(as_ben, "Who comes?");
    auto const id = id_in(later({{"in_reply_to_id", above}})), path = list + ("/" + id);
    REQUIRE(as_ben.form(Method::delete_, "/api/v1/statuses/" + above, {}).status() == 200);
    village.pass(std::chrono::minutes{60});
    publish();
    publish();
    CHECK(said() == 0);
    auto const kept = as_ada.get(path);
    REQUIRE(kept.status() == 200);
    CHECK(value_of(json_of(kept).root()["params"], "text") == "Good morning");
    REQUIRE(json_of(kept).root().HasMember("collegium"));
    CHECK_FALSE(value_of(json_of(kept).root()["collegium"], "problem").empty());
    auto const put_off = as_ada.form(Method::put, path, {{"scheduled_at", "2026-09-01T12:00:00Z"}});
    REQUIRE(put_off.status() == 200);
    CHECK_FALSE(json_of(put_off).root().HasMember("collegium"));
    CHECK(as_ada.form(Method::delete_, path, {}).status() == 200);
}

TEST_CASE_FIXTURE(ScheduledPosts, "at most 25 posts wait for one day, and 300 in all") {
    fill(1, 25);
    auto const full = later();
    CHECK(full.status() == 422);
    CHECK(error_of(full) == "Validation failed: You have exceeded the limit of 25 scheduled posts for today");
    auto const next_day =
        as_ada.post("/api/v1/statuses", {{"status", "Good morning"}, {"scheduled_at", "2026-09-02T00:00:00+00:00"}});
    REQUIRE(next_day.status() == 200);
    auto const path = list + ("/" + id_in(next_day));
    CHECK(as_ada.form(Method::put, path, {{"scheduled_at", "2026-09-01T23:59:59Z"}}).status() == 422);
    CHECK(as_ada.form(Method::put, path, {{"scheduled_at", "2026-09-02T10:00:00Z"}}).status() == 200);
    CHECK(
        as_ada.form(Method::put, list + std::string{"/1"}, {{"scheduled_at", "2026-09-01T13:00:00Z"}}).status() == 200
    );

    fill(12, 25);
    CHECK(as_ada.form(Method::delete_, path, {}).status() == 200);
    auto const more =
        as_ada.post("/api/v1/statuses", {{"status", "Good morning"}, {"scheduled_at", "2026-12-01T10:00:00Z"}});
    CHECK(more.status() == 422);
    CHECK(error_of(more) == "Validation failed: You have exceeded the limit of 300 scheduled posts");
    CHECK(left_waiting() == 300);
    CHECK(as_ben.post("/api/v1/statuses", {{"status", "x"}, {"scheduled_at", "2026-09-01T11:00:00Z"}}).status() == 200);
}

TEST_CASE_FIXTURE(ScheduledPosts, "the same key lets one post wait, and both tries are told of it") {
    auto const with_key = [&] {
        auto request = as_ada.request(Method::post, "/api/v1/statuses?status=Hello&scheduled_at=2026-09-01T11:00:00Z");
        request.fields.push_back({"Idempotency-Key", "k1"});
        return as_ada.send(std::move(request));
    };
    auto const first = with_key(), second = with_key();
    REQUIRE(first.status() == 200);
    REQUIRE(second.status() == 200);
    CHECK(id_in(first) == id_in(second));
    CHECK(left_waiting() == 1);
}

TEST_CASE_FIXTURE(
    ScheduledPosts, "who tries again with a key after the post has appeared is shown it, and says nothing twice"
) {
    auto const with_key = [&] {
        auto request = as_ada.request(Method::post, "/api/v1/statuses?status=Hello&scheduled_at=2026-09-01T10:10:00Z");
        request.fields.push_back({"Idempotency-Key", "k1"});
        return as_ada.send(std::move(request));
    };
    REQUIRE(with_key().status() == 200);
    village.pass(std::chrono::minutes{10});
    publish();
    REQUIRE(said() == 1);
    auto const again = with_key();
    REQUIRE(again.status() == 200);
    auto const shown = json_of(as_ben.get("/api/v1/accounts/" + id_of(ada.handle) + "/statuses"));
    CHECK(id_in(again) == value_of(shown.root()[0], "id"));
    CHECK(left_waiting() == 0);
}

TEST_CASE_FIXTURE(ScheduledPosts, "a post that waits is for those for whom its author posted when they wrote it") {
    auto const make_habit = [&](std::string const& visibility) {
        Fields const fields{{"source[privacy]", visibility}};
        REQUIRE(as_ada.form(Method::patch, "/api/v1/accounts/update_credentials", fields).status() == 200);
    };
    make_habit("unlisted");
    auto const waiting = later();
    REQUIRE(waiting.status() == 200);
    CHECK(value_of(json_of(waiting).root()["params"], "visibility") == "unlisted");
    make_habit("public");
    village.pass(std::chrono::minutes{60});
    publish();
    auto const shown = json_of(as_ben.get("/api/v1/accounts/" + id_of(ada.handle) + "/statuses"));
    REQUIRE(shown.root().Size() == 1);
    CHECK(value_of(shown.root()[0], "visibility") == "unlisted");
}

TEST_CASE_FIXTURE(ScheduledPosts, "while the node is read-only, what is due waits") {
    REQUIRE(later().status() == 200);
    auto const rest = [&](bool on) {
        storage::Store::Change<int> const change = [on](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            server::set_read_only(tx, tables, on);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    };
    rest(true);
    village.pass(std::chrono::minutes{60});
    publish();
    CHECK(said() == 0);
    rest(false);
    publish();
    CHECK(said() == 1);
}

TEST_CASE_FIXTURE(ScheduledPosts, "a time that is near, past or no time is refused in Mastodon's words") {
    for (std::string const time :
         {"2026-09-01T10:04:59.000Z", "2026-09-01T09:00:00.000Z", "tomorrow", "2026-09-01T12:04:00.000+02:00"}) {
        INFO(time);
        auto const answer = as_ada.post("/api/v1/statuses", {{"status", "x"}, {"scheduled_at", time}});
        CHECK(answer.status() == 422);
        CHECK(error_of(answer) == "Validation failed: Scheduled at The scheduled date must be in the future");
    }
    CHECK(as_ada.post("/api/v1/statuses", {{"status", ""}, {"scheduled_at", "2026-09-01T11:00:00Z"}}).status() == 422);
    CHECK(json_of(as_ada.get(list)).root().Empty());
}

TEST_CASE_FIXTURE(ScheduledPosts, "a post that waits can be read, put off and taken back by its author only") {
    auto const id = id_in(later()), path = list + ("/" + id);
    CHECK(as_ada.get(path).status() == 200);
    CHECK(as_ben.get(path).status() == 404);
    CHECK(as_ben.form(Method::delete_, path, {}).status() == 404);
    CHECK(json_of(as_ben.get(list)).root().Empty());
    CHECK(as_ben.form(Method::put, path, {{"scheduled_at", "2026-09-02T11:00:00Z"}}).status() == 404);

    CHECK(as_ada.form(Method::put, path, {{"scheduled_at", "2026-09-01T10:01:00Z"}}).status() == 422);
    auto const put_off = as_ada.form(Method::put, path, {{"scheduled_at", "2026-09-01T12:00:00Z"}});
    CHECK(value_of(json_of(put_off).root(), "scheduled_at") == "2026-09-01T12:00:00.000Z");
    village.pass(std::chrono::minutes{60});
    publish();
    CHECK(said() == 0);

    CHECK(as_ada.form(Method::delete_, path, {}).status() == 200);
    CHECK(as_ada.get(path).status() == 404);
    village.pass(std::chrono::minutes{90});
    publish();
    CHECK(said() == 0);
}

TEST_CASE_FIXTURE(ScheduledPosts, "a poll that waits runs from the time at which it appears") {
    auto const waiting = later({{"poll[options][]", "Yes"}, {"poll[options][]", "No"}, {"poll[expires_in]", "600"}});
    CHECK(value_of(json_of(waiting).root()["params"]["poll"], "expires_in") == "600");
    village.pass(std::chrono::minutes{60});
    publish();
    auto const shown = json_of(as_ben.get("/api/v1/accounts/" + id_of(ada.handle) + "/statuses"));
    REQUIRE(shown.root().Size() == 1);
    CHECK(value_of(shown.root()[0]["poll"], "expires_at") == "2026-09-01T11:10:00.000Z");
}

TEST_CASE_FIXTURE(ScheduledPosts, "the posts of an account that was closed do not appear") {
    REQUIRE(later().status() == 200);
    close_account("ada");
    village.pass(std::chrono::minutes{60});
    publish();
    CHECK(said() == 0);
    CHECK(left_waiting() == 0);
}

TEST_CASE_FIXTURE(ScheduledPosts, "who wrote a post that could not be published hears of it, and decides on a page") {
    auto const above = say(as_ben, "Who comes?");
    auto const id = id_in(later({{"in_reply_to_id", above}}));
    REQUIRE(as_ben.form(Method::delete_, "/api/v1/statuses/" + above, {}).status() == 200);
    auto browser = Browser::of(*this, "ada"), other = Browser::of(*this, "ben");
    CHECK_FALSE(shows(browser.get("/notifications"), "could not be published"));
    village.pass(std::chrono::minutes{60});
    publish();
    publish();
    CHECK(shows(browser.get("/notifications"), "href=\"/scheduled\""));
    CHECK_FALSE(shows(other.get("/notifications"), "could not be published"));
    CHECK(as_ada.get("/api/v1/notifications").status() == 200);

    auto const waiting = browser.get("/scheduled");
    CHECK(shows(waiting, "Good morning"));
    CHECK(shows(waiting, "It could not be published:"));
    CHECK_FALSE(shows(other.get("/scheduled"), "Good morning"));
    CHECK(other.submit("/scheduled/" + id + "/again").status() == 404);
    CHECK(other.submit("/scheduled/" + id + "/drop").status() == 303);
    CHECK(left_waiting() == 1);

    CHECK(browser.submit("/scheduled/" + id + "/again").status() == 303);
    CHECK_FALSE(shows(browser.get("/scheduled"), "It could not be published:"));
    CHECK(browser.submit("/scheduled/" + id + "/drop").status() == 303);
    CHECK(shows(browser.get("/scheduled"), "There are none."));
    CHECK(left_waiting() == 0);
}
