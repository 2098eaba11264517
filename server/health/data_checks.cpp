#include "server/health/data_checks.hpp"

#include "config/phrase.hpp"
#include "server/health/found.hpp"

#include <algorithm>

namespace collegium::server::health {

namespace {

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;
constexpr auto day = std::chrono::hours{24};

std::string size_words(std::uint64_t bytes) {
    if (bytes < 10 * 1024 * mebibyte) return std::to_string(bytes / mebibyte) + " MiB";
    return std::to_string(bytes / (1024 * mebibyte)) + " GiB";
}

// In hundredths.
std::uint64_t percent(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return 0;
    return static_cast<std::uint64_t>(100.0 * static_cast<double>(part) / static_cast<double>(whole));
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

}  // namespace

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

Check backup_check(Readings const& readings) {
    auto const& last = readings.backup;
    if (last.failed > last.made)
        return wrong(
            "backup",
            State::bad,
            {phrase("The last backup failed: {why}."), {{"why", last.why.empty() ? "nobody knows why" : last.why}}},
            {phrase("Mend the reason and make a backup now."), {}}
        );
    if (last.made == Instant{})
        return unknown(
            "backup",
            {phrase("No backup that this node made is known."), {}},
            Said{phrase("Make one, keep it on another machine, and try once a month whether it can be restored."), {}}
        );
    auto const age = readings.now - last.made;
    Said const words{phrase("The last backup is of {time}."), {{"time", last.made}}};
    Said const remedy{phrase("Make a backup now, and let a timer make one each day."), {}};
    auto check = age > 35 * day  ? wrong("backup", State::bad, words, remedy)
                 : age > 8 * day ? wrong("backup", State::poor, words, remedy)
                                 : good("backup", words);
    check.words.sentences.push_back(
        last.verified == Instant{}
            ? Said{phrase("None was restored for a test yet."), {}}
            : Said{phrase("One was last restored for a test on {time}."), {{"time", last.verified}}}
    );
    return check;
}

Check scrub_check(Readings const& readings) {
    Said const remedy{phrase("Let collegium-scrub.timer do it each night, or run 'collegium scrub' now."), {}};
    if (!readings.scrub)
        return unknown(
            "scrub", {phrase("It was never checked whether everything on the disk is as it was written."), {}}, remedy
        );
    auto const& last = *readings.scrub;
    if (last.broken > 0) {
        auto check = wrong(
            "scrub",
            State::bad,
            {"{n}",
             {{"n", Count(last.broken, "{n} thing on the disk is damaged.", "{n} things on the disk are damaged.")}}},
            {phrase("Run 'collegium scrub' to see what it is; then stop the node, keep its data folder, bring back the "
                    "newest backup that is whole, and look at the disk and the memory of this machine."),
             {}}
        );
        check.words.sentences.push_back({phrase("That was seen on {time}."), {{"time", last.made}}});
        return check;
    }
    Said const words{phrase("On {time} everything on the disk was as it was written."), {{"time", last.made}}};
    if (readings.now - last.made > 8 * day) return wrong("scrub", State::poor, words, remedy);
    return good("scrub", words);
}

}  // namespace collegium::server::health
