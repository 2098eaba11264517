#include "server/health/checks.hpp"

#include "config/phrase.hpp"
#include "server/partner_words.hpp"

#include <algorithm>

namespace collegium::server::health {

using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;
constexpr auto day = std::chrono::hours{24};

Check good(std::string name, std::string words) {
    return {std::move(name), State::good, std::move(words), ""};
}

std::string size_words(std::uint64_t bytes) {
    if (bytes < 10 * 1024 * mebibyte) return std::to_string(bytes / mebibyte) + " MiB";
    return std::to_string(bytes / (1024 * mebibyte)) + " GiB";
}

std::string days_words(std::chrono::milliseconds time) {
    auto const days = std::chrono::duration_cast<std::chrono::hours>(time).count() / 24;
    return days == 1 ? "1 day" : std::to_string(days) + " days";
}

// In hundredths.
std::uint64_t percent(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return 0;
    return static_cast<std::uint64_t>(100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

Check disk_check(Readings const& readings) {
    if (!readings.disk)
        return {
            "disk",
            State::bad,
            "The data folder cannot be read.",
            "Check that the disk is mounted and that the folder in the setting node.data belongs to this program."};
    auto const& disk = *readings.disk;
    auto const part = percent(disk.free, disk.whole());
    auto const words = size_words(disk.free) + " of " + size_words(disk.whole()) + " are free.";
    std::string const remedy = "Free some space, or move the data folder to a larger disk, before it is full.";
    if (disk.free < readings.disk_floor)
        return {
            "disk",
            State::bad,
            words + " That is less than the " + size_words(readings.disk_floor) +
                " that stay free, so nothing new is taken from anybody.",
            remedy};
    if (part < 3 || disk.free < 512 * mebibyte) return {"disk", State::bad, words, remedy};
    if (part < 10 || disk.free < std::max(2048 * mebibyte, 2 * readings.disk_floor))
        return {"disk", State::poor, words, remedy};
    return good("disk", words);
}

// Of something that grows towards a limit. part: in hundredths of it.
struct Bounds {
    std::uint64_t poor, bad;
};
Check filling_check(std::string name, std::uint64_t part, Bounds bounds, std::string words, std::string remedy) {
    if (part < bounds.poor) return good(std::move(name), std::move(words));
    auto const state = part < bounds.bad ? State::poor : State::bad;
    return {std::move(name), state, std::move(words), std::move(remedy)};
}

Check store_check(Readings const& readings) {
    if (!readings.disk) return {"store", State::unknown, "The size of the store cannot be read.", ""};
    auto const part = percent(readings.disk->store, readings.store_limit);
    auto const words = "The store takes " + size_words(readings.disk->store) + " of the " +
                       size_words(readings.store_limit) + " that it may grow to.";
    return filling_check(
        "store", part, {80, 95}, words, "Raise storage.map_gib in the settings and restart the node."
    );
}

Check media_check(Readings const& readings) {
    if (!readings.disk || readings.media_limit == 0)
        return {"media", State::unknown, "The size of the pictures cannot be read, or has no limit.", ""};
    auto const part = percent(readings.disk->media, readings.media_limit);
    auto const words = "The pictures take " + size_words(readings.disk->media) + " of the " +
                       size_words(readings.media_limit) + " that they may take.";
    return filling_check(
        "media",
        part,
        {90, 99},
        words,
        "Raise media.all_mib in the settings, or no picture is taken any more once it is full."
    );
}

Check clock_check(Readings const& readings) {
    constexpr std::int64_t most_difference = 300;  // seconds
    auto const differs = [](PartnerClock const& each) {
        return each.ahead_seconds > most_difference || each.ahead_seconds < -most_difference;
    };
    auto const& clocks = readings.clocks;
    if (clocks.empty()) return {"clock", State::unknown, "No partner has told its time yet.", ""};
    auto const differing = static_cast<std::size_t>(std::ranges::count_if(clocks, differs));
    if (differing == 0) return good("clock", "Our clock and our partners' clocks agree.");
    if (clocks.size() > 1 && differing * 2 > clocks.size())
        return {
            "clock",
            State::bad,
            "Our clock differs by more than five minutes from those of " + std::to_string(differing) + " of " +
                std::to_string(clocks.size()) + " partners.",
            "Switch on time synchronisation (NTP) on this machine: messages with a wrong time are turned down."};
    auto const first = std::ranges::find_if(clocks, differs);
    return {
        "clock",
        State::poor,
        "The clock of " + first->host + " differs from ours by " + std::to_string(std::abs(first->ahead_seconds)) +
            " seconds.",
        "Ask its operator to switch on time synchronisation (NTP), and check that it is on here."};
}

Check certificate_check(Readings const& readings) {
    std::string const name = "certificate", remedy = "Renew the certificate; the new file is served without a restart.";
    if (readings.certificate == CertificateState::behind_proxy)
        return {name, State::unknown, "A proxy in front of this node has the certificate.", ""};
    if (readings.certificate == CertificateState::unreadable)
        return {
            name,
            State::bad,
            "The certificate in listen.tls_certificate cannot be read.",
            "Put a certificate in PEM form there that this program may read."};
    auto const served = readings.certificate_served.value_or(readings.certificate_end);
    auto const end = std::min(served, readings.certificate_end);
    auto const left = end - readings.now;
    auto const until = readable_time(end);
    if (served < readings.certificate_end && left < 14 * day)
        return {
            name,
            left < 3 * day ? State::bad : State::poor,
            "The certificate in the file is good until " + readable_time(readings.certificate_end) +
                ", but the one that is served is the one before, which ends on " + until + ".",
            "Look in the log for why the new one is not taken, mend that, and reload the node: the key must belong to "
            "the certificate, and this program must be allowed to read both."};
    if (left <= 0ms) return {name, State::bad, "The certificate ended on " + until + ".", remedy};
    auto const words = "The certificate is good until " + until + ".";
    if (left < 3 * day) return {name, State::bad, words, remedy};
    if (left < 14 * day) return {name, State::poor, words, remedy};
    return good(name, words);
}

// Schools close for weeks, so that one of them is away is no fault of ours; that nobody can be reached is.
Check queue_check(Readings const& readings) {
    auto const count = std::to_string(readings.waiting) + (readings.waiting == 1 ? " message waits" : " messages wait");
    std::vector<PartnerQueue> late;
    bool all_fail = true;
    for (auto const& each : readings.queues) {
        if (each.expected) continue;
        auto const age = readings.now - each.oldest;
        if (age > (each.failures > 0 ? 3 * day : 6h)) late.push_back(each);
        all_fail = all_fail && each.failures > 0 && age > 1h;
    }
    auto const active = std::ranges::count(readings.queues, false, &PartnerQueue::expected);
    if (active > 2 && all_fail)
        return {
            "queue",
            State::bad,
            count + ", and no partner that they are for can be reached.",
            "Check the network of this machine, its firewall and its name servers: nothing is lost meanwhile."};
    if (late.empty()) return good("queue", count + ".");
    return {
        "queue",
        State::poor,
        count + ". The oldest, for " + late.front().host + ", waits for " +
            days_words(readings.now - late.front().oldest) + ".",
        "Open that partner's page and test it: what waits is kept until it is back, however long that takes."};
}

Check refused_check(Readings const& readings) {
    auto const dropped = readings.dropped == 0 ? std::string{}
                                               : " Of what was queued, " + std::to_string(readings.dropped) +
                                                     " never left, because it was erased or must not leave any more.";
    if (readings.refused == 0) return good("refused", "No partner has refused anything." + dropped);
    return {
        "refused",
        State::poor,
        std::to_string(readings.refused) + (readings.refused == 1 ? " message was" : " messages were") +
            " refused by partners." + dropped,
        "Read the reasons on the pages of the partners, and send again from there once they are mended."};
}

Check backup_check(Readings const& readings) {
    if (!readings.backup_failure.empty())
        return {
            "backup",
            State::bad,
            "The last backup failed: " + readings.backup_failure + ".",
            "Mend the reason and make a backup now."};
    if (!readings.backup)
        return {
            "backup",
            State::unknown,
            "No backup that this node made is known.",
            "Make one, keep it on another machine, and try once a month whether it can be restored."};
    auto const age = readings.now - *readings.backup;
    auto const words = "The last backup is of " + readable_time(*readings.backup) + ".";
    std::string const remedy = "Make a backup now, and let a timer make one each day.";
    if (age > 35 * day) return {"backup", State::bad, words, remedy};
    if (age > 8 * day) return {"backup", State::poor, words, remedy};
    return good("backup", words);
}

Check worker_check(Readings const& readings) {
    if (!readings.worker_wait) return {"workers", State::unknown, "Only a serving node has workers.", ""};
    auto const words = "Slow work waits " + std::to_string(readings.worker_wait->count()) + " ms for its turn.";
    std::string const remedy = "Look in the log for what keeps them busy; if it goes on, give the machine more cores.";
    if (*readings.worker_wait >= 5s) return {"workers", State::bad, words, remedy};
    if (*readings.worker_wait >= 500ms) return {"workers", State::poor, words, remedy};
    return good("workers", words);
}

Check mail_check(Readings const& readings) {
    if (readings.mails == 0) return good("mail", "No mail is stuck.");
    return {
        "mail",
        State::poor,
        std::to_string(readings.mails) + (readings.mails == 1 ? " mail is stuck." : " mails are stuck."),
        "Check the settings [mail] and whether the mail server takes our mails."};
}

Check switch_check(Readings const& readings) {
    if (readings.read_only)
        return {
            "switches",
            State::poor,
            "The node is read-only: nobody can write.",
            "Switch it off with 'collegium read-only off' when the reason for it is over."};
    if (readings.exchange_rests)
        return {
            "switches",
            State::poor,
            "The exchange with all partners is paused.",
            "Resume it on the page of partners: everything that waits is sent then."};
    return good("switches", "The node takes what people write, and exchanges with its partners.");
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
        good("version", "This is Collegium " + readings.version + ".")};
}

std::vector<Check> run_checks(Surroundings const& surroundings) {
    try {
        return judge(take_readings(surroundings));
    } catch (std::exception const& broken) {
        return {
            {"store",
             State::bad,
             "The store cannot be read: " + std::string{broken.what()} + ".",
             "Stop the node, copy the data folder, and restore the last backup if a restart does not help."}};
    }
}

State worst(std::vector<Check> const& checks) noexcept {
    auto found = State::good;
    for (auto const& each : checks)
        if (each.state > found && each.state != State::unknown) found = each.state;
    return found;
}

}  // namespace collegium::server::health
