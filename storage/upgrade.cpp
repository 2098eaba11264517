#include "storage/upgrade.hpp"

#include <array>
#include <charconv>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace collegium::storage {

namespace {

constexpr char const* version_name = "store version";  // in the table of the node

StoreVersion version_in(std::string_view text) {
    StoreVersion version;
    auto const dot = text.find('.');
    auto const read = [](std::string_view digits, unsigned& into) {
        auto const end = std::from_chars(digits.data(), digits.data() + digits.size(), into);
        return end.ec == std::errc{} && end.ptr == digits.data() + digits.size();
    };
    bool const known = dot != std::string_view::npos && read(text.substr(0, dot), version.major) &&
                       read(text.substr(dot + 1), version.minor);
    if (!known) throw TooNew{"the store names a version that this program cannot read: use a newer program"};
    return version;
}

StoreVersion newest(std::span<Step const> steps) {
    return steps.empty() ? first_version : steps.back().to;
}

void refuse_newer(StoreVersion found, StoreVersion known) {
    if (found <= known) return;
    throw TooNew{
        "the store is of version " + found.text() + ", and this program knows stores up to " + known.text() +
        ": install the newer program again, or bring back the copy that it made before it changed the store "
        "(before-*.mdb in the data folder; see README.md, 'The way back')"};
}

// What was laid there by a try that was broken off is the older one, and stays.
void lay_copy_aside(Engine const& engine, std::filesystem::path const& folder, StoreVersion next) {
    auto const copy = folder / ("before-" + next.text() + ".mdb");
    if (std::filesystem::exists(copy)) return;
    auto const unfinished = copy.string() + ".unfinished";
    int const descriptor = open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) throw std::system_error{errno, std::generic_category(), unfinished};
    try {
        engine.copy_to(descriptor);
        if (fsync(descriptor) != 0) throw std::system_error{errno, std::generic_category(), unfinished};
    } catch (...) {
        close(descriptor);
        unlink(unfinished.c_str());
        throw;
    }
    close(descriptor);
    std::filesystem::rename(unfinished, copy);
}

// Looks only: the transaction is given up.
std::span<Step const> steps_to_take(Engine& engine, std::span<Step const> steps, StoreVersion known) {
    WriteTx tx{engine};
    Tables const tables{tx};
    bool const fresh = !tables.node.contains(tx, version_name) && tables.iris.size(tx) == 0;
    auto const found = fresh ? known : version_of(tx, tables);
    refuse_newer(found, known);
    while (!steps.empty() && steps.front().to <= found) steps = steps.subspan(1);
    return steps;
}

// Records that are written from now on have another checksum, and long ones are packed (record.hpp). Both kinds are
// read, so nothing is written again; a program that knows only the first must not open the store any more.
void take_quick_sums(WriteTx&, Tables&) {}

constexpr std::array<Step, 1> steps_of_all{{{{1, 1}, take_quick_sums}}};

}  // namespace

std::string StoreVersion::text() const {
    return std::to_string(major) + "." + std::to_string(minor);
}

std::span<Step const> all_steps() noexcept {
    return steps_of_all;
}

StoreVersion version_of(ReadTx const& tx, Tables const& tables) {
    auto const text = tables.node.get(tx, version_name);
    return text ? version_in(*text) : first_version;
}

Tables open_tables(Engine& engine, std::filesystem::path const& folder, std::span<Step const> steps) {
    auto const known = newest(steps);
    auto const pending = steps_to_take(engine, steps, known);
    if (!pending.empty()) lay_copy_aside(engine, folder, pending.front().to);
    for (auto const& step : pending) {
        WriteTx tx{engine};
        Tables tables{tx};
        step.run(tx, tables);
        tables.node.put(tx, version_name, step.to.text());
        tx.commit();
    }
    WriteTx tx{engine};
    Tables tables{tx};
    if (!tables.node.contains(tx, version_name)) tables.node.put(tx, version_name, known.text());
    tx.commit();
    return tables;
}

}  // namespace collegium::storage
