// Two operators, each with a terminal and a serving node: from the introduction to the end.
#include "crypto/json_value.hpp"
#include "tests/journeys/browser.hpp"
#include "tests/printing.hpp"

#include <algorithm>

namespace collegium::journeys {

namespace {

constexpr std::chrono::seconds patience{30};

bool says(std::string const& text, std::string const& words) {
    return text.find(words) != std::string::npos;
}

// Hillside with Ada, and riverside with Ben and a club of his. They do not know each other.
struct Strangers {
    Neighbourhood neighbourhood;
    School hillside, riverside;
    Browser ada{hillside}, ben{riverside};

    explicit Strangers(std::string const& name)
        : hillside{neighbourhood, name + "-hillside"}, riverside{neighbourhood, name + "-riverside"} {
        hillside.add_person("ada", "Ada Okafor");
        riverside.add_person("ben", "Ben Lindqvist");
        riverside.add_community("club", "Science club", "ben");
        for (auto* school : {&hillside, &riverside}) school->launch();
        for (auto* school : {&hillside, &riverside}) school->await_ready();
        led_to(ada.sign_in("ada"));
        led_to(ben.sign_in("ben"));
    }

    static Finished type(School const& school, Command words) {
        words.insert(words.begin(), "partner");
        return run(school.command(words));
    }

    // With the network of this computer.
    Finished type_outside(School const& school, Command words) const {
        words.insert(words.end(), {"--test-network", neighbourhood.file().string()});
        return type(school, std::move(words));
    }

    static std::string state_of(School const& school, School const& other) {
        return school.look([&](auto const& tx, auto const& tables) -> std::string {
            auto const partner = tables.partners.get(tx, other.domain());
            return partner ? std::to_string(static_cast<int>(partner->state)) : "none";
        });
    }

    static bool is(School const& school, School const& other, storage::PartnerState state) {
        return until(patience, [&] { return state_of(school, other) == std::to_string(static_cast<int>(state)); });
    }

    void agree() {
        REQUIRE(type_outside(hillside, {"introduce", riverside.domain()}).status == 0);
        REQUIRE(is(riverside, hillside, storage::PartnerState::introduced));
        REQUIRE(type(riverside, {"agree", hillside.domain()}).status == 0);
        REQUIRE(is(hillside, riverside, storage::PartnerState::agreed));
    }

    std::string club_path() const { return "/c/club@" + riverside.domain(); }

    void join() {
        led_to(ada.submit("/", "/communities/find", {{"address", "club@" + riverside.domain()}}));
        led_to(ada.submit(club_path(), club_path() + "/join", {}));
        REQUIRE(until(patience, [&] { return ada.get(club_path()).shows("You are a member"); }));
    }

    void ask(std::string const& title) {
        auto const page = club_path() + "/ask";
        led_to(ada.submit(page, page, {{"title", title}, {"words", "Words"}}));
    }

    bool arrives(std::string const& title) {
        return until(patience, [&] { return ben.get("/c/club").shows(title); });
    }
};

}  // namespace

TEST_CASE("two operators agree by commands, test the exchange, pause it, go on, and end it") {
    Strangers nodes{"agreement"};
    auto& hillside = nodes.hillside;
    auto& riverside = nodes.riverside;

    // Nothing passes before.
    CHECK(nodes.ada.submit("/", "/communities/find", {{"address", "club@" + riverside.domain()}}).status == 422);
    auto const early = nodes.type_outside(hillside, {"test", riverside.domain()});
    CHECK(early.status == 1);
    CHECK(says(early.output, "fail\twriting\tThe node knows us, but takes nothing from us: we are no partner there."));

    auto const introduced = nodes.type_outside(hillside, {"introduce", riverside.domain()});
    CHECK(introduced.status == 0);
    CHECK(says(introduced.output, "The partner card of " + riverside.domain()));
    CHECK(says(introduced.output, "collegium partner agree " + hillside.domain()));
    REQUIRE(nodes.is(riverside, hillside, storage::PartnerState::introduced));
    CHECK(says(Strangers::type(riverside, {"show", hillside.domain()}).output, "Partner card, looked at "));
    CHECK(Strangers::type(riverside, {"agree", hillside.domain()}).status == 0);
    REQUIRE(nodes.is(hillside, riverside, storage::PartnerState::agreed));

    // Twelve checks and more, all good.
    auto const tested = nodes.type_outside(hillside, {"test", riverside.domain(), "--json"});
    INFO(tested.output);
    CHECK(tested.status == 0);
    JsonDocument checks;
    checks.Parse(tested.output.c_str());
    REQUIRE(checks.IsArray());
    CHECK(checks.Size() >= 12);
    for (auto const& check : checks.GetArray()) CHECK(check["outcome"].GetString() == std::string{"pass"});

    nodes.join();
    nodes.ask("Does it cross?");
    CHECK(nodes.arrives("Does it cross?"));

    CHECK(Strangers::type(hillside, {"pause", riverside.domain(), "--reason", "exams"}).status == 0);
    CHECK(nodes.ada.get(nodes.club_path()).shows("is paused by your school"));
    nodes.ask("Written during the pause?");
    CHECK(hillside.counts().deliveries > 0);
    CHECK_FALSE(nodes.ben.get("/c/club").shows("Written during the pause?"));
    CHECK(Strangers::type(hillside, {"resume", riverside.domain()}).status == 0);
    CHECK(nodes.arrives("Written during the pause?"));

    auto const preview = Strangers::type(hillside, {"remove", riverside.domain(), "--data"});
    CHECK(preview.status == 0);
    CHECK(says(preview.output, "Members here who follow something there: 1"));
    CHECK(says(preview.output, "Nothing was changed."));
    CHECK(Strangers::state_of(hillside, riverside) == "0");
    auto const removed = Strangers::type(hillside, {"remove", riverside.domain(), "--data", "--yes"});
    CHECK(removed.status == 0);
    CHECK(says(removed.output, "are erased"));
    CHECK(nodes.is(riverside, hillside, storage::PartnerState::declined_by_them));
    CHECK(hillside.views_agree_with_log());
    CHECK(until(patience, [&] { return riverside.counts().followers == 0; }));
}

TEST_CASE("a test names what is wrong, step by step, and ends with 1") {
    Strangers nodes{"faults"};
    auto const& hillside = nodes.hillside;

    auto const nobody = nodes.type_outside(hillside, {"test", "nobody.localhost"});
    CHECK(nobody.status == 1);
    CHECK(says(nobody.output, "fail\tname\tnobody.localhost does not lead to a public address"));
    CHECK(says(nobody.output, "skip\tcertificate\t"));
    CHECK(says(nobody.errors, " checks failed"));

    REQUIRE(nodes.riverside.stop() == 0);
    auto const stopped = nodes.type_outside(hillside, {"test", nodes.riverside.domain()});
    CHECK(stopped.status == 1);
    CHECK(says(stopped.output, "fail\tport\tNobody answers at the HTTPS port."));
}

TEST_CASE("a school hands its community over, and then says farewell to its partner, by commands") {
    constexpr std::chrono::minutes long_patience{3};  // rounds begin each minute
    Strangers nodes{"way-out"};
    auto& hillside = nodes.hillside;
    auto& riverside = nodes.riverside;
    nodes.agree();
    nodes.join();
    nodes.ask("What stays to be read?");
    REQUIRE(nodes.arrives("What stays to be read?"));
    hillside.add_community("science", "Science for all", "ada");
    auto const outside = [&](School const& school, Command words) {
        words.insert(words.end(), {"--test-network", nodes.neighbourhood.file().string()});
        return run(school.command(words));
    };
    Command const hand_over{"community", "hand-over", "club", "--to", "science@" + hillside.domain()};

    auto const unnamed = outside(riverside, hand_over);
    CHECK(unnamed.status == 1);
    CHECK(says(unnamed.errors, "does not name this community"));
    CHECK(outside(hillside, {"community", "take-over", "science", "--from", "club@" + riverside.domain()}).status == 0);
    auto const handed = outside(riverside, hand_over);
    CHECK(handed.status == 0);
    CHECK(says(handed.output, "1 followers are told"));
    CHECK(says(outside(riverside, hand_over).errors, "handed over already"));
    CHECK(nodes.ben.get("/c/club").shows("This community has moved."));
    // From there she took part by following, which is how she takes part here.
    CHECK(until(long_patience, [&] { return nodes.ada.get("/c/science").shows("Stop its news"); }));

    auto const decommission = [&](Command words) {
        words.insert(words.begin(), "decommission");
        return run(riverside.command(words), "", long_patience);
    };
    auto const unconfirmed = decommission({"--confirm", hillside.domain()});
    CHECK(unconfirmed.status == 1);
    CHECK(says(unconfirmed.errors, "nothing was done"));
    CHECK(says(decommission({"--dry-run"}).output, hillside.domain()));
    CHECK(Strangers::state_of(riverside, hillside) == "0");

    auto const cut_short = decommission({"--confirm", riverside.domain(), "--minutes", "0"});
    CHECK(cut_short.status == 1);
    CHECK(says(cut_short.errors, "still owed"));
    auto const ended = decommission({"--confirm", riverside.domain(), "--minutes", "2"});
    INFO(ended.output << ended.errors);
    CHECK(ended.status == 0);
    CHECK(says(ended.output, hillside.domain() + ": has got it all"));
    CHECK(nodes.is(hillside, riverside, storage::PartnerState::declined_by_them));
    CHECK(riverside.views_agree_with_log());
}

TEST_CASE("CVE-2026-27477: an address that an operator types is judged like any other") {
    Neighbourhood neighbourhood;
    School school{neighbourhood, "judged"};
    for (auto const* const place : {"127.0.0.1", "10.0.0.1", "169.254.169.254", "a.test/x", "a.test:80"}) {
        INFO(place);
        for (auto const* const command : {"introduce", "test", "add"}) {
            auto const finished = run(school.command({"partner", command, place}));
            CHECK(finished.status == 1);
            CHECK(says(finished.errors, "is not a domain"));
        }
    }
    // A name, but none that leads to the public network.
    auto const introduced =
        run(school.command({"partner", "introduce", "inside.localhost", "--test-network", neighbourhood.file()}));
    CHECK(introduced.status == 1);
    CHECK(says(introduced.errors, "inside.localhost is not on the public network"));
    CHECK(school.look([](auto const& tx, auto const& tables) { return tables.partners.size(tx); }) == 0);
}

TEST_CASE("a holiday that an operator announces is on the card, and can be taken off") {
    Neighbourhood neighbourhood;
    School school{neighbourhood, "away"};
    auto const announce = [&](Command words) {
        words.insert(words.begin(), {"partner", "holiday"});
        return run(school.command(words)).status;
    };
    CHECK(announce({"--from", "2027-01-07", "--to", "2026-12-19"}) == 1);
    CHECK(announce({"--from", "2026-12-19", "--to", "2027-01-07", "--text", "Happy new year"}) == 0);
    school.serve();
    Browser guest{school};

    CHECK(guest.get("/about/partner-card").shows("Away from 19 December 2026 until 7 January 2027. Happy new year"));
    CHECK(announce({}) == 0);
    CHECK_FALSE(guest.get("/about/partner-card").shows("Away from"));
}

}  // namespace collegium::journeys
