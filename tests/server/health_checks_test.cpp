// The checks of health, judged from readings that are given to them.
#include "server/health/checks.hpp"
#include "server/pages/page_language.hpp"
#include "tests/printing.hpp"
#include "tests/server/checks_found.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using server::health::DiskUse;
using server::health::Readings;
using server::health::State;

namespace {

constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30;
constexpr Instant noon{std::chrono::hours{24 * 20'000 + 12}};

// A node that is well.
Readings well() {
    Readings readings;
    readings.now = noon;
    readings.disk = DiskUse{gibibyte, gibibyte, 0, 0, 48 * gibibyte, 50 * gibibyte};
    readings.store_limit = 1024 * gibibyte;
    readings.media_limit = 20 * gibibyte;
    readings.disk_floor = gibibyte;
    readings.clocks = {{"a.test", 3}, {"b.test", -2}, {"c.test", 0}};
    readings.certificate = server::health::CertificateState::read;
    readings.certificate_end = noon + 60 * 24h;
    readings.backup.made = noon - 20h;
    readings.scrub = server::backup::LastScrub{noon - 10h, 0};
    readings.worker_wait = 3ms;
    readings.version = "1.2.3";
    return readings;
}

struct Condition {
    std::string_view check;
    State state;
    std::function<void(Readings&)> inject;
};

std::vector<Condition> const conditions{
    {"disk", State::bad, [](Readings& it) { it.disk.reset(); }},
    {"disk", State::bad, [](Readings& it) { it.disk->free = gibibyte; }},
    {"disk", State::poor, [](Readings& it) { it.disk->free = 3 * gibibyte; }},
    {"disk", State::bad, [](Readings& it) { it.disk_floor = 51 * gibibyte; }},
    {"disk", State::poor, [](Readings& it) { it.disk_floor = 26 * gibibyte; }},
    {"media", State::poor, [](Readings& it) { it.media_limit = gibibyte * 20 / 19; }},
    {"media", State::bad, [](Readings& it) { it.media_limit = gibibyte; }},
    {"store", State::poor, [](Readings& it) { it.store_limit = gibibyte * 10 / 9; }},
    {"store", State::bad, [](Readings& it) { it.store_limit = gibibyte; }},
    {"store", State::unknown, [](Readings& it) { it.disk.reset(); }},
    {"clock", State::unknown, [](Readings& it) { it.clocks.clear(); }},
    {"clock", State::poor, [](Readings& it) { it.clocks[1].ahead_seconds = 4000; }},
    {"clock", State::poor, [](Readings& it) { it.clocks[0].ahead_seconds = it.clocks[1].ahead_seconds = 31; }},
    {"clock", State::good, [](Readings& it) { it.clocks[0].ahead_seconds = it.clocks[1].ahead_seconds = 30; }},
    {"clock", State::good, [](Readings& it) { it.clocks[1].ahead_seconds = 31; }},
    {"clock", State::bad, [](Readings& it) { it.clocks[0].ahead_seconds = it.clocks[1].ahead_seconds = -400; }},
    {"certificate",
     State::unknown,
     [](Readings& it) { it.certificate = server::health::CertificateState::behind_proxy; }},
    {"certificate", State::bad, [](Readings& it) { it.certificate = server::health::CertificateState::unreadable; }},
    {"certificate", State::poor, [](Readings& it) { it.certificate_end = noon + 10 * 24h; }},
    {"certificate", State::bad, [](Readings& it) { it.certificate_end = noon + 2 * 24h; }},
    {"certificate", State::bad, [](Readings& it) { it.certificate_end = noon - 1s; }},
    {"certificate", State::poor, [](Readings& it) { it.certificate_served = noon + 10 * 24h; }},
    {"certificate", State::bad, [](Readings& it) { it.certificate_served = noon + 24h; }},
    {"queue",
     State::poor,
     [](Readings& it) {
         it.queues = {{"a.test", noon - 4 * 24h, false, 9}};
     }},
    {"queue",
     State::poor,
     [](Readings& it) {
         it.queues = {{"a.test", noon - 7h, false, 0}};
     }},
    {"queue",
     State::good,
     [](Readings& it) {
         it.queues = {{"a.test", noon - 2 * 24h, false, 5}};
     }},
    {"queue",
     State::good,
     [](Readings& it) {
         it.queues = {{"a.test", noon - 90 * 24h, true, 0}};
     }},
    {"queue",
     State::bad,
     [](Readings& it) {
         for (auto const* const host : {"a.test", "b.test", "c.test"}) it.queues.push_back({host, noon - 2h, false, 4});
     }},
    {"refused", State::poor, [](Readings& it) { it.refused = 1; }},
    {"refused", State::good, [](Readings& it) { it.dropped = 30; }},
    {"backup", State::bad, [](Readings& it) { it.backup.failed = noon - 1h; }},
    {"backup", State::good, [](Readings& it) { it.backup.failed = noon - 30h; }},
    {"backup", State::unknown, [](Readings& it) { it.backup = {}; }},
    {"backup", State::poor, [](Readings& it) { it.backup.made = noon - 9 * 24h; }},
    {"backup", State::bad, [](Readings& it) { it.backup.made = noon - 40 * 24h; }},
    {"scrub", State::unknown, [](Readings& it) { it.scrub.reset(); }},
    {"scrub", State::poor, [](Readings& it) { it.scrub->made = noon - 9 * 24h; }},
    {"scrub", State::bad, [](Readings& it) { it.scrub->broken = 1; }},
    {"workers", State::unknown, [](Readings& it) { it.worker_wait.reset(); }},
    {"workers", State::poor, [](Readings& it) { it.worker_wait = 700ms; }},
    {"workers", State::bad, [](Readings& it) { it.worker_wait = 6s; }},
    {"mail", State::poor, [](Readings& it) { it.mails = 2; }},
    {"reports",
     State::poor,
     [](Readings& it) {
         it.reports = 1;
         it.oldest_report = noon - 25h;
     }},
    {"reports",
     State::bad,
     [](Readings& it) {
         it.reports = 2;
         it.oldest_report = noon - 4 * 24h;
     }},
    {"switches", State::poor, [](Readings& it) { it.read_only = true; }},
    {"switches", State::poor, [](Readings& it) { it.exchange_rests = true; }},
    {"retention", State::poor, [](Readings& it) { it.doubted_since = noon - 400 * 24h; }},
};

}  // namespace

TEST_CASE("words with values are said in the reader's language, and nothing in a value is a place or is translated") {
    using namespace server;
    auto const& german = pages::page_language("de");
    Said const clock{
        phrase("The clock of {partner} differs from ours by {seconds} seconds."),
        {{"partner", std::string{"{seconds}"}}, {"seconds", std::uint64_t{12}}}};
    CHECK(in_english(clock) == "The clock of {seconds} differs from ours by 12 seconds.");
    CHECK(in(german, clock) == "Die Uhr von {seconds} weicht um 12 Sekunden von unserer ab.");
    for (auto const& [n, english, theirs] :
         {std::tuple{1u, "1 mail is stuck.", "1 Mail hängt fest."},
          std::tuple{2u, "2 mails are stuck.", "2 Mails hängen fest."}}) {
        Words words = Said{"{n}", {{"n", Count(n, "{n} mail is stuck.", "{n} mails are stuck.")}}};
        CHECK(in_english(words) == english);
        CHECK(in(german, words) == theirs);
    }
}

TEST_CASE("every state of health comes from its condition, touches no other check, and names what to do") {
    auto const before = server::health::judge(well());
    for (auto const& each : before) {
        INFO(each.name);
        CHECK(each.state == State::good);
        CHECK(each.remedy.empty());
    }
    CHECK(server::health::worst(before) == State::good);
    CHECK(says(check_called(before, "version"), "1.2.3"));
    for (auto const& condition : conditions) {
        auto readings = well();
        condition.inject(readings);
        auto const after = server::health::judge(readings);
        REQUIRE(after.size() == before.size());
        auto const check = check_called(after, condition.check);
        INFO(condition.check << ": " << in_english(check.words));
        CHECK(check.state == condition.state);
        CHECK_FALSE(check.words.empty());
        if (check.state == State::poor || check.state == State::bad) CHECK_FALSE(check.remedy.empty());
        for (auto const& each : after) {
            bool const of_disk =
                !readings.disk && (each.name == "disk" || each.name == "store" || each.name == "media");
            if (each.name != condition.check && !of_disk) CHECK(each.state == State::good);
        }
    }
}
