// What streams tell to whom, apart from how they are connected.
#include "server/followers/log_follower.hpp"
#include "server/notifications/notifier.hpp"
#include "server/streaming/listener_session.hpp"
#include "tests/printing.hpp"
#include "tests/server/api_school.hpp"

#include <boost/asio/io_context.hpp>

using namespace collegium;
using namespace collegium::tests;
using server::streaming::ListenerSession;

namespace {

struct LiveSchool : ApiSchool {
    LiveSchool() {
        static_cast<void>(act("ben", "follow"));
        static_cast<void>(ben.post("/api/v1/follow_requests/" + id_of("ada") + "/authorize"));
        catch_up();
    }

    ListenerSession listen(std::string const& token, std::string_view stream) {
        ListenerSession session{app, token, context.get_executor()};
        REQUIRE(session.subscribe(server::streaming::subscription_named(stream, "", "").value()));
        return session;
    }

    // The events that a stream was told since it was asked last.
    std::vector<std::string> told(ListenerSession& session) {
        catch_up();
        std::vector<std::string> events;
        for (auto const& each : session.take()) {
            events.emplace_back(each.message.event);
            CHECK(!each.message.payload.empty());
            CHECK(each.message.payload != "null");
        }
        return events;
    }

    void catch_up() {
        while (village.run(things.step())) {
        }
        while (village.run(news.step())) {
        }
    }

    boost::asio::io_context context;
    server::LiveListener listener{north.node.store, live};
    server::notifications::Notifier notifier{north.node.store, north.node.ids, live};
    server::LogFollower things{north.node, listener};
    server::LogFollower news{north.node, notifier};
};

using Events = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(LiveSchool, "a post reaches its author's followers and everybody's stream, once each") {
    auto home = listen(ada.token, "user");
    auto everyone = listen("", "public");

    static_cast<void>(ben.post("/api/v1/statuses", {{"status", "Good morning"}}));

    CHECK(told(home) == Events{"update"});
    CHECK(told(everyone) == Events{"update"});
    CHECK(told(home).empty());
}

TEST_CASE_FIXTURE(LiveSchool, "a message reaches those whom it names and nobody else") {
    auto hers = listen(ada.token, "direct");
    auto everyone = listen("", "public");
    static_cast<void>(add_person("cora"));
    auto others = listen(ApiClient::of(*this, "cora").token, "direct");

    static_cast<void>(ben.post("/api/v1/statuses", {{"status", "@ada come and see me"}, {"visibility", "direct"}}));

    CHECK(told(hers) == Events{"update"});
    CHECK(told(everyone).empty());
    CHECK(told(others).empty());
}

TEST_CASE_FIXTURE(LiveSchool, "news need the scope for news, also in the stream of home") {
    auto whole = listen(ada.token, "user");
    auto reader = listen(ApiClient::of(*this, "ada", "read:statuses", "a-reader").token, "user");

    static_cast<void>(ben.post("/api/v1/statuses", {{"status", "@ada good morning"}}));

    auto const heard = told(whole);
    CHECK(std::ranges::count(heard, "notification") == 1);
    CHECK(told(reader) == Events{"update"});
}

TEST_CASE_FIXTURE(LiveSchool, "whom somebody shut out does not hear them live either") {
    static_cast<void>(ben.post("/api/v1/accounts/" + id_of("ada") + "/block"));
    auto shut_out = listen(ada.token, "public");
    auto everyone = listen("", "public");

    static_cast<void>(ben.post("/api/v1/statuses", {{"status", "Good morning"}}));

    CHECK(told(everyone) == Events{"update"});
    CHECK(told(shut_out).empty());
}

TEST_CASE_FIXTURE(LiveSchool, "a stream whose token was taken back is welcome no more") {
    auto const session = listen(ada.token, "user");
    REQUIRE(session.is_welcome());

    close_account("ada");

    CHECK(!session.is_welcome());
}
