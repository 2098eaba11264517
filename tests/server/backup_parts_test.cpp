// The parts of backups, without a node: what is sealed opens as it was or not at all.
#include "server/backup/folder_lock.hpp"
#include "server/backup/last.hpp"
#include "server/backup/making.hpp"
#include "server/backup/problem.hpp"
#include "server/backup/progress.hpp"
#include "server/backup/sealed_file.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::server::backup;
using namespace std::chrono_literals;

namespace {

constexpr Instant some_day{std::chrono::sys_days{std::chrono::year{2026} / 11 / 29}};

struct SealedFile {
    SealedFile() {
        auto const locked = lock({"five words that nobody guesses", {}, crypto::PassphraseCost::for_tests()});
        key = locked.key;
        SealedWriter writer{file, key, head_text("north.example", some_day, locked)};
        writer.add(Part::store, crypto::bytes_of(std::string(700, 's')));
        writer.add(Part::manifest, crypto::bytes_of("manifest"));
        writer.keep();
        bytes = tests::read_file(file);
    }

    // Everything in it, or the words with which it was refused.
    std::string read() const {
        try {
            auto const head = SealedReader::head_of(file);
            SealedReader reader{file, key, &head};
            std::string all = head.domain + " ";
            while (auto const piece = reader.next()) all += crypto::text_of(piece->bytes);
            return all;
        } catch (Problem const& problem) {
            return problem.what();
        }
    }

    void write(std::string const& changed) const { std::ofstream{file, std::ios::binary} << changed; }

    tests::TempDir folder;
    std::filesystem::path file = folder.path() / "one.backup";
    crypto::StreamKey key = crypto::StreamKey::generate();
    std::string bytes;
};

}  // namespace

TEST_CASE_FIXTURE(SealedFile, "no flipped bit of a backup goes unnoticed, in its plain lines neither") {
    auto const whole = "north.example " + std::string(700, 's') + "manifest";
    CHECK(read() == whole);
    for (std::size_t place = 0; place < bytes.size(); ++place) {
        auto changed = bytes;
        changed[place] = static_cast<char>(changed[place] ^ (1 << place % 8));
        write(changed);
        INFO(place);
        CHECK(read().find("manifest") == std::string::npos);
    }
}

TEST_CASE_FIXTURE(SealedFile, "a backup that ends too soon is refused wherever it ends, and one that goes on as well") {
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        write(bytes.substr(0, size));
        INFO(size);
        CHECK(read().find("manifest") == std::string::npos);
    }
    write(bytes.substr(0, bytes.size() - 30));
    CHECK(read().find("ends in the middle") != std::string::npos);
    write(bytes + "x");
    CHECK(read().find("goes on after its end") != std::string::npos);
}

TEST_CASE_FIXTURE(SealedFile, "it opens with its own passphrase, and what is wrong with another one is said") {
    auto const head = SealedReader::head_of(file);
    CHECK(unlock("one", head.json, {"five words that nobody guesses", {}}).raw()[0] == key.raw()[0]);
    CHECK_THROWS_WITH(
        static_cast<void>(unlock("one", head.json, {"five other words entirely", {}})),
        "one: the passphrase is another one: type the one that was used when it was made"
    );
    CHECK_THROWS_AS(static_cast<void>(unlock("one", head.json, {})), Problem);
}

TEST_CASE("the bar says how far the work is, and how long it takes when there is something to go by") {
    CHECK(progress_line("reading", 0, 200, 0ms) == "[                    ]   0 %  reading");
    CHECK(progress_line("reading", 50, 200, 20s) == "[#####               ]  25 %  reading, about 61 seconds left");
    CHECK(progress_line("reading", 50, 200, 100ms) == "[#####               ]  25 %  reading");
    CHECK(progress_line("reading", 1, 100, 60s) == "[                    ]   1 %  reading, about 2 hours left");
    CHECK(progress_line("reading", 200, 200, 60s) == "[####################] 100 %  reading");
}

TEST_CASE("what is known of the last backup is kept as it is, and nothing where there was none") {
    tests::TempDir const folder;
    CHECK_FALSE(last_backup(folder.path()));
    LastBackup const last{some_day, "/mnt/one.backup", 4711, some_day + 1h, some_day + 2h, "the disk is full"};

    note_backup(folder.path(), last);

    CHECK(last_backup(folder.path()) == last);
    std::ofstream{folder.path() / "last-backup.json"} << "half a wo";
    CHECK_FALSE(last_backup(folder.path()));
}

TEST_CASE("what the last scrub found is kept as it is, and nothing where there was none") {
    tests::TempDir const folder;
    CHECK_FALSE(last_scrub(folder.path()));
    note_scrub(folder.path(), {some_day, 3});
    CHECK(last_scrub(folder.path()) == LastScrub{some_day, 3});
    note_scrub(folder.path(), {some_day + 24h, 0});
    CHECK(last_scrub(folder.path()) == LastScrub{some_day + 24h, 0});
}

TEST_CASE("one run at a time works in a folder for backups") {
    tests::TempDir const folder;
    {
        FolderLock const first{folder.path()};
        CHECK_THROWS_AS(FolderLock{folder.path()}, Problem);
        CHECK_THROWS_AS(static_cast<void>(forget_old(folder.path(), "north.example", 1)), Problem);
    }
    CHECK_NOTHROW(static_cast<void>(forget_old(folder.path(), "north.example", 1)));
}

TEST_CASE("pictures go with the last backup that needs them, and not while anybody may need them") {
    namespace fs = std::filesystem;
    tests::TempDir const folder;
    auto const put = [&](fs::path const& name, std::string const& words) {
        fs::create_directories((folder.path() / name).parent_path());
        std::ofstream{folder.path() / name} << words;
    };
    auto const is_there = [&](std::string const& name) { return fs::exists(folder.path() / "pictures" / name); };
    for (auto const* const name : {"needed", "unneeded", "fresh"}) put(fs::path{"pictures"} / name, "sealed");
    for (auto const* const name : {"needed", "unneeded"})
        fs::last_write_time(folder.path() / "pictures" / name, fs::file_time_type::clock::now() - 48h);
    for (auto const* const day : {"1", "2", "3"}) put("north.example-" + std::string{day} + ".backup", "");
    put("north.example-1.pictures", "unneeded\n");
    fs::create_directories(folder.path() / "other.example-1.pictures");  // nothing that can be read as a list
    CHECK_THROWS_AS(static_cast<void>(forget_old(folder.path(), "north.example", 2)), Problem);
    CHECK(is_there("unneeded"));

    fs::remove(folder.path() / "other.example-1.pictures");
    put("other.example-1.pictures", "needed\n");
    CHECK(forget_old(folder.path(), "north.example", 1) == 1);
    CHECK(is_there("needed"));
    CHECK(is_there("fresh"));
    CHECK_FALSE(is_there("unneeded"));
}
