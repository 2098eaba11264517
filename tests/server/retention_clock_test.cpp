// The clock of retention: one that jumped, in either direction, disposes of nothing, and operators are told what to do.
#include "tests/server/retaining.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using std::chrono::days;

TEST_CASE_FIXTURE(
    Retaining, "a clock that jumped ahead disposes of nothing, and operators are told, until it is right again"
) {
    using server::health::State;
    north.settings.retention.closed_words_days = 30;
    tell(ada, 3);
    set_state("ada", storage::AccountState::closed);
    round();
    CHECK(check().state == State::good);
    north.clock.wrong_by = days{4000};
    static_cast<void>(nora.ask(circle, "Which year is it?"));  // what a wrong clock writes confirms it in nothing
    round();
    round_after_restart();
    CHECK(has_mail("ada"));
    CHECK(told() == 3);
    CHECK(counts().empty());
    CHECK(erasures() == 0);
    CHECK(check().state == State::poor);
    CHECK(in_english(check().remedy).find("collegium retention confirm") != std::string::npos);
    CHECK(confirm("today").error().reason() == Reason::malformed);
    CHECK(confirm(to_rfc3339(village.clock.now()).substr(0, 10)).error().reason() == Reason::conflict);
    round();
    CHECK(told() == 3);

    north.clock.wrong_by = days{0};
    CHECK(check().state == State::good);
    pass(days{30} - 1ms);
    round();
    CHECK(has_mail("ada"));
    pass(1ms);
    round();
    CHECK(counts() == Counts{{"details", 1}, {"notifications", 3}, {"words", 1}});
}

TEST_CASE_FIXTURE(Retaining, "a node that was off for long goes on when an operator confirms the day") {
    set_state("ada", storage::AccountState::closed);
    round();
    village.clock.pass(server::retention::most_ahead);
    round();
    village.clock.pass(days{40});
    round();
    CHECK(has_mail("ada"));
    REQUIRE(confirm(to_rfc3339(village.clock.now() + days{1}).substr(0, 10)));  // it is tomorrow already east of here
    round();
    CHECK_FALSE(has_mail("ada"));
    CHECK(counts() == Counts{{"details", 1}});
}

TEST_CASE_FIXTURE(Retaining, "no period begins by a clock that fell behind, nor before the newest thing in the log") {
    tell(ada, 3);
    village.clock.pass(days{400});
    round();
    CHECK(told() == 3);  // no round has been before, but the log knows when it is
    REQUIRE(confirm(to_rfc3339(village.clock.now()).substr(0, 10)));
    round();
    CHECK(told() == 0);

    north.clock.wrong_by = -days{20'000};
    set_state("ada", storage::AccountState::closed);
    round();
    CHECK(check().state == server::health::State::poor);
    north.clock.wrong_by = days{0};
    round();
    pass(days{30} - 1ms);
    round();
    CHECK(has_mail("ada"));
    pass(1ms);
    round();
    CHECK_FALSE(has_mail("ada"));
}
