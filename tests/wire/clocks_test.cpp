// Statement 64: two of our nodes whose clocks disagree, one behind a proxy.
#include "federation/fetching/resolve.hpp"
#include "federation/signing/habit.hpp"
#include "tests/federation/sent.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

// North stands behind nginx, which ends TLS, listens on another port and passes requests on under the name that was
// asked for. What such a proxy adds is added here; then the request goes through the whole front of the node.
struct BehindProxy : Front {
    BehindProxy() {
        village.served["north.test"] = [this](federation::OutgoingRequest request) { return pass(std::move(request)); };
    }

    boost::asio::awaitable<federation::IncomingResponse> pass(federation::OutgoingRequest request) {
        auto passed = request_for(request.method == "GET" ? server::Method::get : server::Method::post, request.target);
        passed.peer = "127.0.0.1";
        for (auto const& [name, value] :
             {std::pair{"X-Forwarded-For", "192.0.2.9"},
              std::pair{"X-Forwarded-Proto", "http"},
              std::pair{"X-Forwarded-Host", "127.0.0.1"},
              std::pair{"X-Forwarded-Port", "8080"}})
            passed.fields.push_back({name, value});
        passed.fields.insert(passed.fields.end(), request.fields.begin(), request.fields.end());
        passed.body = request.body;
        seen.push_back(std::move(request));
        auto const answered = co_await server::dispatch(app, std::move(passed));
        federation::IncomingResponse response;
        response.status = answered.status();
        response.fields = answered.fields();
        response.body = answered.body();
        co_return response;
    }

    bool south_knows(std::string const& handle) {
        auto const looking = [](federation::Node const& node, std::string name) -> boost::asio::awaitable<bool> {
            federation::FetchBudget budget;
            auto const actor = co_await federation::resolve_handle(node, std::move(name), budget);
            co_return actor.has_value();
        };
        return village.run(looking(south.node, handle));
    }

    std::vector<federation::OutgoingRequest> seen;
};

}  // namespace

TEST_CASE_FIXTURE(
    BehindProxy, "wire_64: two nodes 50 minutes apart exchange, one of them behind a proxy on another port"
) {
    SUBCASE("the clock behind the proxy is late") {
        north.clock.wrong_by = -50min;
    }
    SUBCASE("it is early") {
        north.clock.wrong_by = 50min;
    }
    auto const ada = add_person("ada");
    auto const club = "https://north.test" + found("club", "ada");
    auto const ben = south.enrol("ben");
    REQUIRE(south_knows("club@north.test"));
    ben.follow(club);
    village.settle();
    auto const question = ben.ask(club, "Why?");
    village.settle();
    static_cast<void>(ada.answer(question, "Because."));
    village.settle();

    for (auto const* school : {&north, &south}) {
        INFO(school->settings.node.domain);
        auto const thread = school->thread(question);
        REQUIRE(thread);
        CHECK(thread->question.announced);
        CHECK(thread->answers.size() == 1);
        CHECK(school->waiting() == 0);
    }
    // In both dialects, over the name in the settings.
    unsigned cavage = 0, rfc9421 = 0;
    for (auto const& each : seen) (is_rfc9421(each) ? rfc9421 : cavage) += 1;
    CHECK(cavage >= 1);
    CHECK(rfc9421 >= 2);
    CHECK(federation::habit_of(north.node, "south.test") == storage::SignatureFormat::rfc9421_ed25519);
    CHECK(federation::habit_of(south.node, "north.test") == storage::SignatureFormat::rfc9421_ed25519);
}
