// A store's file with bytes that the disk did not keep. Each line is a place and what stands there, "4096 ff00": the
// file is read without the engine, which must find the damage or read the same records, and never more than the file
// has.
#include "storage/store_file.hpp"

#include "storage/store.hpp"
#include "tests/files.hpp"
#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace collegium::fuzz {

namespace {

using namespace collegium::storage;

using Records = std::map<std::pair<std::string, std::string>, std::string>;

// A small store with records on pages of their own, and free pages.
std::string some_store() {
    tests::TempDir const folder;
    {
        Store store{{folder.path(), std::size_t{16} << 20, false}};
        for (std::uint64_t round = 0; round < 6; ++round) {
            Store::Change<Nothing> const change = [&](WriteTx& tx, Tables& tables) -> Result<Nothing> {
                tables.flesh.put(tx, Seq{round}, std::string(3000 + 900 * round, 'x'));
                for (std::uint64_t i = 0; i < 10; ++i)
                    tables.node.put(tx, "name " + std::to_string(round * 10 + i), std::string(i * 20, 'y'));
                if (round > 2) tables.flesh.erase(tx, Seq{round - 2});
                return Nothing{};
            };
            require(store.write_now(change).has_value(), "a store can be made");
        }
    }
    return tests::read_file(folder.path() / StoreFile::name);
}

std::optional<std::uint64_t> number_in(std::string_view text, int base) {
    std::uint64_t number = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), number, base);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

// "size 8192" cuts the file.
void damage(std::string& file, std::string_view line) {
    auto const blank = line.find(' ');
    if (blank == std::string_view::npos) return;
    auto rest = line.substr(blank + 1);
    if (line.substr(0, blank) == "size") {
        if (auto const size = number_in(rest, 10)) file.resize(std::min<std::size_t>(file.size(), *size));
        return;
    }
    auto at = number_in(line.substr(0, blank), 10);
    for (; at && rest.size() >= 2 && *at < file.size(); rest.remove_prefix(2), ++*at) {
        auto const byte = number_in(rest.substr(0, 2), 16);
        if (!byte) return;
        file[*at] = static_cast<char>(*byte);
    }
}

struct Reading {
    std::optional<Findings> findings;  // none: the file cannot be read at all
    Records records;
};

Reading read_through(std::string const& bytes) {
    static tests::TempDir const folder;
    auto const path = folder.path() / StoreFile::name;
    std::ofstream{path, std::ios::binary | std::ios::trunc} << bytes;
    Reading reading;
    auto const note = [&](std::string_view table, std::string_view key, std::string_view record) {
        reading.records[{std::string{table}, std::string{key}}] = record;
    };
    try {
        StoreFile const file{path};
        static_cast<void>(file.begins_well());
        reading.findings = file.check({}, note);
    } catch (std::system_error const&) {
    }
    return reading;
}

void read_store_file(std::string_view input) {
    static std::string const whole = some_store();
    static Reading const before = read_through(whole);
    require(before.findings && before.findings->is_whole(), "a store that was written is whole");

    auto file = whole;
    while (!input.empty()) damage(file, take_line(input));
    auto const reading = read_through(file);
    if (!reading.findings) return;
    require(reading.findings->damages.size() <= Findings::most_told, "no more is told than may be");
    bool const same = reading.records == before.records;
    if (reading.findings->is_whole() && !same)
        require(reading.records.size() <= before.records.size() + 10, "no record is made up");
}

Registered const store_file_target{{"store_file", read_store_file}};

}  // namespace

}  // namespace collegium::fuzz
