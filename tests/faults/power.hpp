// Power: what a disk may hold after the power went, by a recording of what was written and synced until then.
#pragma once

#include "tests/dice.hpp"
#include "tests/faults/events.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace collegium::faults {

struct Recorded {
    Event event;
    std::string bytes;  // of a write
};

// Throws std::runtime_error if the file ends in the middle of an event.
std::vector<Recorded> read_recording(std::filesystem::path const& file);

// What became of the writes that nothing had synced.
enum class Unsynced { none, all, newest, some, torn };
inline constexpr Unsynced all_kinds[] = {
    Unsynced::none, Unsynced::all, Unsynced::newest, Unsynced::some, Unsynced::torn};

class Disk {
public:
    // before: the file as it lay there when the recording began.
    explicit Disk(std::string before) : durable_{std::move(before)} {}

    void take(Recorded const& recorded);

    // How many writes may or may not be there.
    std::size_t unsure() const;

    // The file after a cut at this moment. `some` drops whole writes by chance, `torn` sectors of 512 bytes.
    std::string after_cut(Unsynced kind, tests::Dice& dice) const;

    std::uint64_t acknowledged() const noexcept { return acknowledged_; }  // the last number

private:
    struct Write {
        std::uint64_t where;
        std::string bytes;
        bool sure = false;
    };

    std::string durable_;
    std::vector<Write> pending_;  // in order: of two to the same place the later one counts
    std::uint64_t acknowledged_ = 0;
};

}  // namespace collegium::faults
