#include "tests/faults/lived.hpp"

#include "storage/store_file.hpp"
#include "tests/faults/apart.hpp"

#include <map>

namespace collegium::faults {

using storage::ReadTx;
using storage::Seq;
using storage::Store;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::uint64_t records_in_round = 12;
constexpr std::uint64_t rounds_kept = 20;
constexpr std::uint64_t large_values = 6;
constexpr std::uint64_t large_from = 1'000'000;
constexpr char const* newest_name = "newest round";

std::string small_value(std::uint64_t number) {
    return std::to_string(number) + std::string(number * 37 % 700, static_cast<char>('a' + number % 26));
}

std::string large_value(std::uint64_t round) {
    return std::to_string(round) + std::string(3000 + 900 * (round % 9), 'x');
}

// What the table must hold after this round.
std::map<std::uint64_t, std::string> model(std::uint64_t round) {
    std::map<std::uint64_t, std::string> all;
    for (auto each = round > rounds_kept ? round - rounds_kept + 1 : 1; each <= round; ++each)
        for (std::uint64_t i = 0; i < records_in_round; ++i)
            all[each * records_in_round + i] = small_value(each * records_in_round + i);
    for (auto each = round > large_values ? round - large_values + 1 : 1; each <= round; ++each)
        all[large_from + each % large_values] = large_value(each);
    return all;
}

std::string sight_of(std::filesystem::path const& folder) {
    auto const findings = storage::StoreFile{folder / storage::StoreFile::name}.check();
    if (!findings.is_whole()) return "0 the file is not whole: " + findings.damages.front().what;
    Store const store{options_of(folder, false)};
    return std::to_string(newest_round(store)) + ' ';
}

}  // namespace

void live(Store& store, std::uint64_t round) {
    Store::Change<storage::Nothing> const change = [&](WriteTx& tx, Tables& tables) -> Result<storage::Nothing> {
        for (std::uint64_t i = 0; i < records_in_round; ++i) {
            auto const number = round * records_in_round + i;
            tables.flesh.put(tx, Seq{number}, small_value(number));
            if (round > rounds_kept) tables.flesh.erase(tx, Seq{number - rounds_kept * records_in_round});
        }
        tables.flesh.put(tx, Seq{large_from + round % large_values}, large_value(round));
        tables.node.put(tx, newest_name, std::to_string(round));
        return storage::Nothing{};
    };
    static_cast<void>(store.write_now(change).value());
}

std::uint64_t newest_round(Store const& store) {
    return store.read([](ReadTx const& tx, Tables const& tables) {
        auto const newest = tables.node.get(tx, newest_name);
        std::uint64_t const round = newest ? std::stoull(*newest) : 0;
        auto expected = model(round);
        tables.flesh.each(tx, [&](Seq seq, std::string const& value) {
            auto const place = expected.find(static_cast<std::uint64_t>(seq));
            if (place == expected.end() || place->second != value)
                throw std::runtime_error{"a record is not of round " + std::to_string(round)};
            expected.erase(place);
            return true;
        });
        if (!expected.empty()) throw std::runtime_error{"a record of round " + std::to_string(round) + " is missing"};
        return round;
    });
}

Seen look_at(std::filesystem::path const& folder) {
    auto const seen = apart([&] { return sight_of(folder); });
    return {seen.number, seen.told};
}

}  // namespace collegium::faults
