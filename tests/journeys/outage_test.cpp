// A school is away while others pass on what its people said.
#include "tests/journeys/village.hpp"
#include "tests/printing.hpp"

namespace collegium::journeys {

namespace {

// What was set aside is tried again after one second, then after five or six more.
constexpr std::chrono::seconds soon{12};

// Ada has asked, and the university has passed it on to Riverside; but Riverside, which has never heard of Ada, could
// not ask Hillside for her key.
class Outage {
public:
    Outage() {
        village.join();
        wait([this] { return village.has_joined() && village.is_quiet(); });
        village.riverside.kill();
        village.ask();
        wait([this] { return village.has_asked() && village.hillside.counts().deliveries == 0; });
        village.hillside.kill();
        auto const noted = village.riverside.log().size();
        village.riverside.serve();
        wait([&] { return village.riverside.log().find("reason=key-unknown", noted) != std::string::npos; });
    }

    bool came_to_riverside(std::string const& question) { return village.riverside.thread(question).has_value(); }

    Village& village = settled_village();

private:
    static void wait(std::function<bool()> const& holds) {
        if (!until(patience, holds)) throw std::runtime_error{"the outage did not come about"};
    }
};

}  // namespace

TEST_CASE_FIXTURE(Outage, "what a school said arrives when the school is back and can be asked for its keys") {
    village.hillside.serve();

    CHECK(until(soon, [&] { return came_to_riverside(village.question); }));
}

TEST_CASE_FIXTURE(Outage, "what cannot be checked for now holds up nothing else") {
    auto const asked =
        village.cora.submit("/c/algebra/ask", "/c/algebra/ask", {{"title", "Next"}, {"words", "Please."}});

    CHECK(until(soon, [&] { return came_to_riverside(village.northfield.origin() + led_to(asked)); }));
}

}  // namespace collegium::journeys
