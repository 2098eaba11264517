// A store's file that is checked without the engine: every flipped bit is found, or it changes nothing.
#include "storage/store_file.hpp"

#include "storage/store.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <fcntl.h>
#include <map>
#include <memory>
#include <random>
#include <thread>
#include <unistd.h>

using namespace collegium;
using namespace collegium::storage;

namespace {

using Records = std::map<std::pair<std::string, std::string>, std::string>;

// A store that has lived: records of all sizes, deletions, values on pages of their own, a list of free pages.
struct LivedStore {
    LivedStore() {
        Store store{options};
        for (std::uint64_t round = 0; round < 30; ++round) live(store, round);
    }

    static void live(Store& store, std::uint64_t round) {
        Store::Change<Nothing> const change = [&](WriteTx& tx, Tables& tables) -> Result<Nothing> {
            for (std::uint64_t i = 0; i < 20; ++i) {
                auto const number = round * 20 + i;
                tables.flesh.put(tx, Seq{number}, std::string((number * 37) % 700, static_cast<char>('a' + i)));
                tables.node.put(tx, "name " + std::to_string(number * number), std::to_string(number));
                tables.known.put(tx, {static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(round)}, Seq{number});
            }
            tables.flesh.put(tx, Seq{round}, std::string(3000 + 900 * (round % 9), 'x'));
            if (round > 3) tables.flesh.erase(tx, Seq{round * 20 - 41});
            return Nothing{};
        };
        static_cast<void>(store.write_now(change).value());
    }

    Records records() const {
        Records found;
        auto const note = [&](std::string_view table, std::string_view key, std::string_view record) {
            found[{std::string{table}, std::string{key}}] = record;
        };
        static_cast<void>(StoreFile{file}.check({}, note));
        return found;
    }

    void flip(std::uint64_t bit) const {
        int const descriptor = open(file.c_str(), O_RDWR | O_CLOEXEC);
        unsigned char byte = 0;
        auto const place = static_cast<off_t>(bit / 8);
        bool const read = pread(descriptor, &byte, 1, place) == 1;
        byte = static_cast<unsigned char>(byte ^ (1U << bit % 8));
        bool const written = read && pwrite(descriptor, &byte, 1, place) == 1;
        close(descriptor);
        if (!written) throw std::runtime_error{"the bit was not flipped"};
    }

    tests::TempDir folder;
    EngineOptions options{folder.path(), std::size_t{64} << 20, false};
    std::filesystem::path file = folder.path() / StoreFile::name;
};

}  // namespace

TEST_CASE_FIXTURE(LivedStore, "a store that is as it was written is whole, and every record of it is read") {
    auto const findings = StoreFile{file}.check();

    CHECK(findings.is_whole());
    for (auto const& damage : findings.damages) FAIL_CHECK(damage.page << ' ' << damage.table << ": " << damage.what);
    CHECK(check_store(options).records == findings.records);  // before it is opened: LMDB forbids two in one process
    Store const store{options};
    auto const expected = store.read([](ReadTx const& tx, Tables const& tables) {
        return tables.flesh.size(tx) + tables.node.size(tx) + tables.known.size(tx);
    });
    CHECK(findings.records == expected);
}

// Harmless are: pages that are free, what lies between the records of a page, the end of a value's last page, the size
// of the map, the older of the two first pages but for what the engine looks at, keys that only lead the way and lead
// it as well as before, and since when a page is free.
TEST_CASE_FIXTURE(LivedStore, "each flipped bit is found, or not one record reads otherwise") {
    auto const before = records();
    auto const bits = std::filesystem::file_size(file) * 8;
    std::mt19937_64 dice{20261129};
    unsigned found = 0, harmless = 0;
    for (unsigned i = 0; i < 3000; ++i) {
        auto const bit = dice() % bits;
        flip(bit);
        if (StoreFile{file}.check().is_whole()) {
            ++harmless;
            INFO("bit " << bit << " of page " << bit / 8 / 4096 << ", byte " << bit / 8 % 4096);
            CHECK(records() == before);
        } else {
            ++found;
        }
        flip(bit);
    }
    CHECK(found > 500);
    CHECK(harmless > 50);
    CHECK(StoreFile{file}.check().is_whole());
}

TEST_CASE_FIXTURE(LivedStore, "each flipped bit of the first pages that the engine goes by is found") {
    auto const goes_by = [](std::uint64_t byte) {
        bool const of_the_map = byte >= 32 && byte < 40;
        return byte < 152 && !of_the_map && (byte < 8 || byte >= 10) && (byte < 12 || byte >= 16);
    };
    std::array<unsigned, 2> missed{};
    for (std::uint64_t page = 0; page < 2; ++page) {
        for (std::uint64_t byte = 0; byte < 152; ++byte) {
            if (!goes_by(byte)) continue;
            auto const bit = (page * 4096 + byte) * 8 + byte % 8;
            flip(bit);
            missed[page] += StoreFile{file}.check().is_whole() ? 1U : 0U;
            flip(bit);
        }
    }
    CHECK(std::min(missed[0], missed[1]) == 0);   // what the older one says of its trees is read by nobody
    CHECK(std::max(missed[0], missed[1]) < 112);  // but it must be one of ours
}

TEST_CASE_FIXTURE(LivedStore, "a broken record is told with its table and its key") {
    std::string const value = "name 361";  // of node: its key stands in the file as it is
    auto const bytes = tests::read_file(file);
    auto const place = bytes.find(value);
    REQUIRE(place != std::string::npos);
    std::vector<Damage> told;
    for (auto at = place; at != std::string::npos; at = bytes.find(value, at + 1)) {
        flip((at + value.size() + 1) * 8);
        for (auto const& damage : StoreFile{file}.check().damages) told.push_back(damage);
        flip((at + value.size() + 1) * 8);
    }

    auto const is_it = [](Damage const& damage) {
        return damage.table == "node" && damage.key == "6e616d6520333631" &&
               damage.what == "does not match its checksum";
    };
    CHECK(std::ranges::any_of(told, is_it));
}

TEST_CASE_FIXTURE(LivedStore, "a file that was cut short is found, wherever it was cut") {
    auto const size = std::filesystem::file_size(file);
    for (auto const left : {std::uintmax_t{0}, std::uintmax_t{100}, std::uintmax_t{4096}, size / 3, size * 2 / 3}) {
        tests::TempDir const other;
        auto const cut = other.path() / "cut";
        std::filesystem::copy_file(file, cut);
        std::filesystem::resize_file(cut, left);
        CHECK_FALSE(StoreFile{cut}.check().is_whole());
    }
}

TEST_CASE_FIXTURE(LivedStore, "a store that was cut short is not opened, and what to do is said") {
    auto const size = std::filesystem::file_size(file);
    for (auto const left : {std::uintmax_t{8192}, size / 3, size / 2, size - 4096}) {
        tests::TempDir const other;
        std::filesystem::copy_file(file, other.path() / StoreFile::name);
        std::filesystem::resize_file(other.path() / StoreFile::name, left);
        EngineOptions const cut{other.path(), options.map_size, false};
        if (StoreFile{other.path() / StoreFile::name}.check().is_whole()) {
            CHECK_NOTHROW(Store{cut});  // what it has no more was free
            continue;
        }
        CHECK_THROWS_WITH_AS(Store{cut}, doctest::Contains("'collegium restore'"), CorruptRecord);
    }
    CHECK_NOTHROW(Store{options});
}

TEST_CASE_FIXTURE(LivedStore, "a store is copied while others write to it, without what is free") {
    Store store{options};
    std::atomic<bool> stop = false;
    std::jthread const writer{[&] {
        for (std::uint64_t round = 100; !stop; ++round) live(store, 100 + round % 40);
    }};
    std::uint64_t broken = 0;
    auto const copy = folder.path() / "copy";
    for (int i = 0; i < 20; ++i) {
        int const out = open(copy.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
        store.copy_to(out);
        close(out);
        broken += StoreFile{copy}.check().broken;
    }
    stop = true;

    CHECK(broken == 0);
    CHECK(StoreFile{copy}.check().records > 1000);
    CHECK(std::filesystem::file_size(copy) < std::filesystem::file_size(file));
}

TEST_CASE_FIXTURE(LivedStore, "a snapshot that is held is whole, however much is written meanwhile") {
    Engine engine{options};
    auto const tables = [&] {
        WriteTx tx{engine};
        auto made = std::make_unique<Tables>(tx);
        tx.commit();
        return made;
    }();
    std::atomic<bool> stop = false;
    std::jthread const writer{[&] {
        for (std::uint64_t round = 0; !stop; ++round) {
            WriteTx tx{engine};
            tables->flesh.put(tx, Seq{round % 600}, std::string(round * 131 % 9000, 'y'));
            tx.commit();
        }
    }};
    unsigned checked = 0;
    std::uint64_t broken = 0;
    while (checked < 30) {
        ReadTx const snapshot{engine};
        auto const findings = StoreFile{file}.check_snapshot(snapshot);
        if (!findings) continue;
        broken += findings->broken;
        ++checked;
    }
    stop = true;

    CHECK(broken == 0);
}
