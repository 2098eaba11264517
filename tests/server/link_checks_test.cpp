// Link checks: sources of guides that answer no more are marked, and marked no longer when they do.
#include "server/guides/link_checks.hpp"

#include "tests/printing.hpp"
#include "tests/server/guide_front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

boost::asio::awaitable<bool> done(boost::asio::awaitable<void> work) {
    co_await std::move(work);
    co_return true;
}

struct Linked : GuideFront {
    Linked() {
        village.scripted["source.test"] = [this](federation::OutgoingRequest const& request) {
            asked.push_back(request.target);
            return status(answer_code);
        };
    }

    void round() { village.run(done(server::guides::check_links(app))); }

    void pass_days(int days) { village.clock.pass(std::chrono::hours{24} * days); }

    // As a guest reads it.
    bool is_marked() { return shows(get(guide), "This link leads nowhere"); }

    unsigned answer_code = 200;
    std::vector<std::string> asked;
    std::string guide = publish(ada, changed(whole_form(), "sources", "A study <https://source.test/study?page=2>"));
};

}  // namespace

TEST_CASE_FIXTURE(Linked, "a source is asked for once a week, and marked while it is gone") {
    round();
    round();
    CHECK(asked == std::vector<std::string>{"/study?page=2"});
    CHECK_FALSE(is_marked());

    answer_code = 404;
    pass_days(6);
    round();
    CHECK(asked.size() == 1);
    pass_days(1);
    round();
    CHECK(asked.size() == 2);
    CHECK(is_marked());

    answer_code = 302;  // it leads on
    pass_days(7);
    round();
    CHECK_FALSE(is_marked());
}

TEST_CASE_FIXTURE(Linked, "a source that forbids programs is there") {
    answer_code = 403;
    round();
    CHECK(asked.size() == 1);
    CHECK_FALSE(is_marked());
}

TEST_CASE_FIXTURE(Linked, "a host that is silent once is marked only when it is silent again") {
    village.scripted.erase("source.test");
    for (int week = 0; week < 3; ++week) {  // nobody answers at all: it is our own line
        round();
        pass_days(7);
        CHECK_FALSE(is_marked());
    }
    village.scripted["other.test"] = [](federation::OutgoingRequest const&) { return status(200); };
    auto author = Browser::of(*this, "ada");
    publish(author, changed(whole_form("Spacing"), "sources", "Another <https://other.test/study>"));
    round();
    CHECK_FALSE(is_marked());
    pass_days(7);
    round();
    CHECK(is_marked());
}

TEST_CASE_FIXTURE(Linked, "nothing is asked where the operator does not want it, or where nothing goes out") {
    SUBCASE("not wanted") {
        north.settings.federation.check_references = false;
    }
    SUBCASE("closed") {
        north.settings.federation.mode = FederationMode::closed;
    }
    round();
    CHECK(asked.empty());
}
