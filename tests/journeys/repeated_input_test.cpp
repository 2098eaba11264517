// What partners send that needs no answer but thanks: what is known already, and what nobody here understands.
#include "tests/journeys/inbox.hpp"
#include "tests/printing.hpp"

namespace collegium::journeys {

TEST_CASE("an activity of a type that nobody knows is thanked for and forgotten") {
    auto& inbox = Inbox::instance();
    auto const before = inbox.school.counts();

    auto const answer = inbox.send_signed({inbox.partner.activity("Wink", inbox.community())});

    CHECK(answer.status == 202);
    CHECK(inbox.school.counts() == before);
}

TEST_CASE("a delivery counts once, however often it is played again") {
    auto& inbox = Inbox::instance();
    auto const before = inbox.school.counts();
    auto const request = inbox.partner.sign({inbox.partner.activity("Follow", inbox.community())}, inbox.school);

    auto const first = inbox.send(request);
    // The Follow, and the community's Accept, which the partner gets.
    CHECK(until(std::chrono::seconds{10}, [&] { return inbox.school.counts().receipts == before.receipts + 1; }));
    auto const after = inbox.school.counts();
    auto const second = inbox.send(request);
    auto const third = inbox.send(request);

    CHECK(first.status == 202);
    CHECK(second.status == 202);
    CHECK(third.status == 202);
    CHECK(after.log == before.log + 2);
    CHECK(after.followers == before.followers + 1);
    CHECK(inbox.school.counts() == after);
}

}  // namespace collegium::journeys
