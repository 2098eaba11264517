// Posts that appear later: taken in, listed, put off, taken back, and published when their time has come, once.
#include "server/mastodon/scheduled.hpp"

#include "server/mastodon/scheduled_posts.hpp"
#include "tests/printing.hpp"
#include "tests/server/required_members.hpp"
#include "tests/server/statuses.hpp"

using namespace collegium;
using namespace collegium::tests;
using server::Method;
using server::Response;
using storage::LocalId;

namespace {

constexpr char const* list = "/api/v1/scheduled_statuses";

boost::asio::awaitable<bool> done(boost::asio::awaitable<void> work) {
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
        village.run(done(server::mastodon::publish_scheduled(app)));
        settle();
    }

    std::size_t said() {
        return json_of(as_ben.get("/api/v1/accounts/" + id_of(ada.handle) + "/statuses")).root().Size();
    }

    // As a node that stopped between two steps finds it.
    void set_begun(std::string const& id, LocalId number) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            storage::PlaceKey const place{ada.handle, LocalId{std::stoull(id)}};
            auto post = server::mastodon::find_scheduled(tx, tables, place).value();
            post.begun = number;
            server::mastodon::put_scheduled(tx, tables, place, post);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
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

TEST_CASE_FIXTURE(ScheduledPosts, "a node that stopped after it had said a post does not say it again") {
    auto const id = id_in(later());
    auto const number = say(as_ada, "Good morning");
    set_begun(id, LocalId{std::stoull(number)});
    village.pass(std::chrono::minutes{60});
    publish();
    CHECK(said() == 1);
    CHECK(json_of(as_ada.get(list)).root().Empty());
}

TEST_CASE_FIXTURE(ScheduledPosts, "a node that stopped before it had said a post says it") {
    set_begun(id_in(later()), LocalId{77});
    village.pass(std::chrono::minutes{60});
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
}
