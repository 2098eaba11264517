#include "server/health/checks.hpp"

#include "config/phrase.hpp"
#include "server/health/data_checks.hpp"
#include "server/health/found.hpp"

#include <algorithm>

namespace collegium::server::health {

using namespace std::chrono_literals;

namespace {

constexpr auto day = std::chrono::hours{24};

Count days_words(std::chrono::milliseconds time) {
    auto const days = std::chrono::duration_cast<std::chrono::hours>(time).count() / 24;
    return Count(static_cast<std::uint64_t>(days), "{n} day", "{n} days");
}

bool differs(PartnerClock const& clock, std::int64_t seconds) {
    return clock.ahead_seconds > seconds || clock.ahead_seconds < -seconds;
}

// More than half of several agree that it is ours that is wrong.
Check clock_check(Readings const& readings) {
    constexpr std::int64_t turned_down = 300, drifting = 30;  // seconds
    auto const& clocks = readings.clocks;
    auto const differing = [&](std::int64_t seconds) {
        auto const count = std::ranges::count_if(clocks, [&](auto const& each) { return differs(each, seconds); });
        return static_cast<std::uint64_t>(count);
    };
    auto const are_most = [&](std::uint64_t some) { return clocks.size() > 1 && some * 2 > clocks.size(); };
    Said const remedy{
        phrase("Switch on time synchronisation (NTP) on this machine: messages with a wrong time are turned down."),
        {}};
    if (clocks.empty()) return unknown("clock", {phrase("No partner has told its time yet."), {}});
    if (auto const some = differing(turned_down); are_most(some))
        return wrong(
            "clock",
            State::bad,
            {phrase("Our clock differs by more than five minutes from those of {some} of {all} partners."),
             {{"some", some}, {"all", std::uint64_t{clocks.size()}}}},
            remedy
        );
    if (auto const some = differing(drifting); are_most(some))
        return wrong(
            "clock",
            State::poor,
            {phrase("Our clock differs by more than half a minute from those of {some} of {all} partners."),
             {{"some", some}, {"all", std::uint64_t{clocks.size()}}}},
            remedy
        );
    auto const theirs = std::ranges::find_if(clocks, [](auto const& each) { return differs(each, turned_down); });
    if (theirs == clocks.end()) return good("clock", {phrase("Our clock and our partners' clocks agree."), {}});
    auto const seconds = static_cast<std::uint64_t>(std::abs(theirs->ahead_seconds));
    return wrong(
        "clock",
        State::poor,
        {phrase("The clock of {partner} differs from ours by {seconds} seconds."),
         {{"partner", theirs->host}, {"seconds", seconds}}},
        {phrase("Ask its operator to switch on time synchronisation (NTP), and check that it is on here."), {}}
    );
}

Check certificate_check(Readings const& readings) {
    std::string const name = "certificate";
    Said const remedy{phrase("Renew the certificate; the new file is served without a restart."), {}};
    if (readings.certificate == CertificateState::behind_proxy)
        return unknown(name, {phrase("A proxy in front of this node has the certificate."), {}});
    if (readings.certificate == CertificateState::unreadable)
        return wrong(
            name,
            State::bad,
            {phrase("The certificate in listen.tls_certificate cannot be read."), {}},
            {phrase("Put a certificate in PEM form there that this program may read."), {}}
        );
    auto const served = readings.certificate_served.value_or(readings.certificate_end);
    auto const end = std::min(served, readings.certificate_end);
    auto const left = end - readings.now;
    if (served < readings.certificate_end && left < 14 * day)
        return wrong(
            name,
            left < 3 * day ? State::bad : State::poor,
            {phrase(
                 "The certificate in the file is good until {new_end}, but the one that is served is the one before, "
                 "which ends on {end}."
             ),
             {{"new_end", readings.certificate_end}, {"end", end}}},
            {phrase("Look in the log for why the new one is not taken, mend that, and reload the node: the key must "
                    "belong to the certificate, and this program must be allowed to read both."),
             {}}
        );
    if (left <= 0ms)
        return wrong(name, State::bad, {phrase("The certificate ended on {end}."), {{"end", end}}}, remedy);
    Said const words{phrase("The certificate is good until {end}."), {{"end", end}}};
    if (left < 3 * day) return wrong(name, State::bad, words, remedy);
    if (left < 14 * day) return wrong(name, State::poor, words, remedy);
    return good(name, words);
}

// Schools close for weeks, so that one of them is away is no fault of ours; that nobody can be reached is.
Check queue_check(Readings const& readings) {
    Said const count{"{n}", {{"n", Count(readings.waiting, "{n} message waits.", "{n} messages wait.")}}};
    std::vector<PartnerQueue> late;
    bool all_fail = true;
    for (auto const& each : readings.queues) {
        if (each.expected) continue;
        auto const age = readings.now - each.oldest;
        if (age > (each.failures > 0 ? 3 * day : 6h)) late.push_back(each);
        all_fail = all_fail && each.failures > 0 && age > 1h;
    }
    auto const active = std::ranges::count(readings.queues, false, &PartnerQueue::expected);
    if (active > 2 && all_fail) {
        auto check = wrong(
            "queue",
            State::bad,
            count,
            {phrase("Check the network of this machine, its firewall and its name servers: nothing is lost meanwhile."),
             {}}
        );
        check.words.sentences.push_back({phrase("No partner that they are for can be reached."), {}});
        return check;
    }
    if (late.empty()) return good("queue", count);
    auto const& first = late.front();
    auto check = wrong(
        "queue",
        State::poor,
        count,
        {phrase("Open that partner's page and test it: what waits is kept until it is back, however long that takes."),
         {}}
    );
    check.words.sentences.push_back(
        {phrase("The oldest, for {partner}, waits for {days}."),
         {{"partner", first.host}, {"days", days_words(readings.now - first.oldest)}}}
    );
    return check;
}

Check refused_check(Readings const& readings) {
    auto check = readings.refused == 0
                     ? good("refused", {phrase("No partner has refused anything."), {}})
                     : wrong(
                           "refused",
                           State::poor,
                           {"{n}",
                            {{"n",
                              Count(
                                  readings.refused,
                                  "{n} message was refused by partners.",
                                  "{n} messages were refused by partners."
                              )}}},
                           {phrase("Read the reasons on the pages of the partners, and send again from there once they "
                                   "are mended."),
                            {}}
                       );
    if (readings.dropped > 0)
        check.words.sentences.push_back(
            {phrase("Of what was queued, {count} never left, because it was erased or must not leave any more."),
             {{"count", std::uint64_t{readings.dropped}}}}
        );
    return check;
}

Check worker_check(Readings const& readings) {
    if (!readings.worker_wait) return unknown("workers", {phrase("Only a serving node has workers."), {}});
    auto const wait = static_cast<std::uint64_t>(readings.worker_wait->count());
    Said const words{phrase("Slow work waits {wait} ms for its turn."), {{"wait", wait}}};
    Said const remedy{
        phrase("Look in the log for what keeps them busy; if it goes on, give the machine more cores."), {}};
    if (*readings.worker_wait >= 5s) return wrong("workers", State::bad, words, remedy);
    if (*readings.worker_wait >= 500ms) return wrong("workers", State::poor, words, remedy);
    return good("workers", words);
}

Check mail_check(Readings const& readings) {
    if (readings.mails == 0) return good("mail", {phrase("No mail is stuck."), {}});
    return wrong(
        "mail",
        State::poor,
        {"{n}", {{"n", Count(readings.mails, "{n} mail is stuck.", "{n} mails are stuck.")}}},
        {phrase("Check the settings [mail] and whether the mail server takes our mails."), {}}
    );
}

// Those who look after a community are asked first; after a day everybody who looks into reports is (security C5).
Check reports_check(Readings const& readings) {
    if (readings.reports == 0) return good("reports", {phrase("No report waits for longer than a day."), {}});
    auto check = wrong(
        "reports",
        readings.now - readings.oldest_report > 3 * day ? State::bad : State::poor,
        {"{n}",
         {{"n",
           Count(
               readings.reports,
               "{n} report waits for longer than a day, and nobody has taken it up.",
               "{n} reports wait for longer than a day, and nobody has taken them up."
           )}}},
        {phrase("Open the list of reports, read what was reported, and take it up: somebody asked for help."), {}}
    );
    check.words.sentences.push_back({phrase("The oldest came on {time}."), {{"time", readings.oldest_report}}});
    return check;
}

Check switch_check(Readings const& readings) {
    if (readings.read_only)
        return wrong(
            "switches",
            State::poor,
            {phrase("The node is read-only: nobody can write."), {}},
            {phrase("Switch it off with 'collegium read-only off' when the reason for it is over."), {}}
        );
    if (readings.exchange_rests)
        return wrong(
            "switches",
            State::poor,
            {phrase("The exchange with all partners is paused."), {}},
            {phrase("Resume it on the page of partners: everything that waits is sent then."), {}}
        );
    return good("switches", {phrase("The node takes what people write, and exchanges with its partners."), {}});
}

Check retention_check(Readings const& readings) {
    if (!readings.doubted_since)
        return good("retention", {phrase("What is due is disposed of once a day, by a clock that is believed."), {}});
    return wrong(
        "retention",
        State::poor,
        {phrase(
             "This machine's clock says {now}, but the last time that this node is sure of is {sure}: as long as it is "
             "not known which is right, nothing is disposed of."
         ),
         {{"now", readings.now}, {"sure", *readings.doubted_since}}},
        {phrase("If the clock is wrong, set it right. If it is right (the node was off for weeks, or comes from a "
                "backup), say so with 'collegium retention confirm --today' and the date that you read elsewhere."),
         {}}
    );
}

}  // namespace

std::string_view state_words(State state) noexcept {
    switch (state) {
        case State::good: return phrase("good");
        case State::unknown: return phrase("not known");
        case State::poor: return phrase("look at this");
        case State::bad: return phrase("does not work");
    }
    return phrase("not known");
}

std::vector<Check> judge(Readings const& readings) {
    return {
        disk_check(readings),
        store_check(readings),
        media_check(readings),
        clock_check(readings),
        certificate_check(readings),
        queue_check(readings),
        refused_check(readings),
        backup_check(readings),
        scrub_check(readings),
        worker_check(readings),
        mail_check(readings),
        reports_check(readings),
        switch_check(readings),
        retention_check(readings),
        good("version", {phrase("This is Collegium {version}."), {{"version", readings.version}}})};
}

std::vector<Check> run_checks(Surroundings const& surroundings) {
    try {
        return judge(take_readings(surroundings));
    } catch (std::exception const& broken) {
        return {wrong(
            "store",
            State::bad,
            {phrase("The store cannot be read: {why}."), {{"why", std::string{broken.what()}}}},
            {phrase("Stop the node, copy the data folder, and restore the last backup if a restart does not help."), {}}
        )};
    }
}

State worst(std::vector<Check> const& checks) noexcept {
    auto found = State::good;
    for (auto const& each : checks)
        if (each.state > found && each.state != State::unknown) found = each.state;
    return found;
}

}  // namespace collegium::server::health
