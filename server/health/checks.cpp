#include "server/health/checks.hpp"

#include "config/phrase.hpp"

#include <algorithm>

namespace collegium::server::health {

using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;
constexpr auto day = std::chrono::hours{24};

Check good(std::string name, Said words) {
    return {std::move(name), State::good, std::move(words), {}};
}

Check unknown(std::string name, Said words, Words remedy = {}) {
    return {std::move(name), State::unknown, std::move(words), std::move(remedy)};
}

Check wrong(std::string name, State state, Said words, Said remedy) {
    return {std::move(name), state, std::move(words), std::move(remedy)};
}

std::string size_words(std::uint64_t bytes) {
    if (bytes < 10 * 1024 * mebibyte) return std::to_string(bytes / mebibyte) + " MiB";
    return std::to_string(bytes / (1024 * mebibyte)) + " GiB";
}

Count days_words(std::chrono::milliseconds time) {
    auto const days = std::chrono::duration_cast<std::chrono::hours>(time).count() / 24;
    return Count(static_cast<std::uint64_t>(days), "{n} day", "{n} days");
}

// In hundredths.
std::uint64_t percent(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return 0;
    return static_cast<std::uint64_t>(100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

Check disk_check(Readings const& readings) {
    if (!readings.disk)
        return wrong(
            "disk",
            State::bad,
            {phrase("The data folder cannot be read."), {}},
            {phrase(
                 "Check that the disk is mounted and that the folder in the setting node.data belongs to this program."
             ),
             {}}
        );
    auto const& disk = *readings.disk;
    auto const part = percent(disk.free, disk.whole());
    Said const words{
        phrase("{free} of {all} are free."), {{"free", size_words(disk.free)}, {"all", size_words(disk.whole())}}};
    Said const remedy{phrase("Free some space, or move the data folder to a larger disk, before it is full."), {}};
    if (disk.free < readings.disk_floor) {
        auto check = wrong("disk", State::bad, words, remedy);
        check.words.sentences.push_back(
            {phrase("That is less than the {floor} that stay free, so nothing new is taken from anybody."),
             {{"floor", size_words(readings.disk_floor)}}}
        );
        return check;
    }
    if (part < 3 || disk.free < 512 * mebibyte) return wrong("disk", State::bad, words, remedy);
    if (part < 10 || disk.free < std::max(2048 * mebibyte, 2 * readings.disk_floor))
        return wrong("disk", State::poor, words, remedy);
    return good("disk", words);
}

// Of something that grows towards a limit. part: in hundredths of it.
struct Bounds {
    std::uint64_t poor, bad;
};
Check filling_check(std::string name, std::uint64_t part, Bounds bounds, Said words, Said remedy) {
    if (part < bounds.poor) return good(std::move(name), std::move(words));
    auto const state = part < bounds.bad ? State::poor : State::bad;
    return wrong(std::move(name), state, std::move(words), std::move(remedy));
}

Check store_check(Readings const& readings) {
    if (!readings.disk) return unknown("store", {phrase("The size of the store cannot be read."), {}});
    auto const taken = readings.disk->store, limit = readings.store_limit;
    return filling_check(
        "store",
        percent(taken, limit),
        {80, 95},
        {phrase("The store takes {size} of the {limit} that it may grow to."),
         {{"size", size_words(taken)}, {"limit", size_words(limit)}}},
        {phrase("Raise storage.map_gib in the settings and restart the node."), {}}
    );
}

Check media_check(Readings const& readings) {
    if (!readings.disk || readings.media_limit == 0)
        return unknown("media", {phrase("The size of the pictures cannot be read, or has no limit."), {}});
    auto const taken = readings.disk->media, limit = readings.media_limit;
    return filling_check(
        "media",
        percent(taken, limit),
        {90, 99},
        {phrase("The pictures take {size} of the {limit} that they may take."),
         {{"size", size_words(taken)}, {"limit", size_words(limit)}}},
        {phrase("Raise media.all_mib in the settings, or no picture is taken any more once it is full."), {}}
    );
}

Check clock_check(Readings const& readings) {
    constexpr std::int64_t most_difference = 300;  // seconds
    auto const differs = [](PartnerClock const& each) {
        return each.ahead_seconds > most_difference || each.ahead_seconds < -most_difference;
    };
    auto const& clocks = readings.clocks;
    if (clocks.empty()) return unknown("clock", {phrase("No partner has told its time yet."), {}});
    auto const differing = static_cast<std::size_t>(std::ranges::count_if(clocks, differs));
    if (differing == 0) return good("clock", {phrase("Our clock and our partners' clocks agree."), {}});
    if (clocks.size() > 1 && differing * 2 > clocks.size())
        return wrong(
            "clock",
            State::bad,
            {phrase("Our clock differs by more than five minutes from those of {some} of {all} partners."),
             {{"some", std::uint64_t{differing}}, {"all", std::uint64_t{clocks.size()}}}},
            {phrase("Switch on time synchronisation (NTP) on this machine: messages with a wrong time are turned down."
             ),
             {}}
        );
    auto const first = std::ranges::find_if(clocks, differs);
    auto const seconds = static_cast<std::uint64_t>(std::abs(first->ahead_seconds));
    return wrong(
        "clock",
        State::poor,
        {phrase("The clock of {partner} differs from ours by {seconds} seconds."),
         {{"partner", first->host}, {"seconds", seconds}}},
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

Check backup_check(Readings const& readings) {
    if (!readings.backup_failure.empty())
        return wrong(
            "backup",
            State::bad,
            {phrase("The last backup failed: {why}."), {{"why", readings.backup_failure}}},
            {phrase("Mend the reason and make a backup now."), {}}
        );
    if (!readings.backup)
        return unknown(
            "backup",
            {phrase("No backup that this node made is known."), {}},
            Said{phrase("Make one, keep it on another machine, and try once a month whether it can be restored."), {}}
        );
    auto const age = readings.now - *readings.backup;
    Said const words{phrase("The last backup is of {time}."), {{"time", *readings.backup}}};
    Said const remedy{phrase("Make a backup now, and let a timer make one each day."), {}};
    if (age > 35 * day) return wrong("backup", State::bad, words, remedy);
    if (age > 8 * day) return wrong("backup", State::poor, words, remedy);
    return good("backup", words);
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
        worker_check(readings),
        mail_check(readings),
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
