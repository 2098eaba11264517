#include "tests/faults/power.hpp"

#include "tests/files.hpp"

#include <algorithm>
#include <cstring>

namespace collegium::faults {

namespace {

constexpr std::size_t sector = 512;  // what a disk writes wholly or not at all

void put(std::string& file, std::uint64_t where, std::string_view bytes) {
    if (file.size() < where + bytes.size()) file.resize(where + bytes.size());
    std::ranges::copy(bytes, file.begin() + static_cast<std::ptrdiff_t>(where));
}

void put_sectors(std::string& file, std::uint64_t where, std::string_view bytes, tests::Dice& dice) {
    for (std::size_t done = 0; done < bytes.size();) {
        auto const size = std::min(bytes.size() - done, sector - (where + done) % sector);
        if (dice.one_in(2)) put(file, where + done, bytes.substr(done, size));
        done += size;
    }
}

}  // namespace

std::vector<Recorded> read_recording(std::filesystem::path const& file) {
    auto const all = tests::read_file(file);
    std::vector<Recorded> events;
    for (std::size_t place = 0; place < all.size();) {
        Recorded recorded{};
        if (all.size() - place < sizeof recorded.event) throw std::runtime_error{"a recording ends in an event"};
        std::memcpy(&recorded.event, all.data() + place, sizeof recorded.event);
        place += sizeof recorded.event;
        if (all.size() - place < recorded.event.size) throw std::runtime_error{"a recording ends in a write"};
        recorded.bytes = all.substr(place, recorded.event.size);
        place += recorded.event.size;
        events.push_back(std::move(recorded));
    }
    return events;
}

void Disk::take(Recorded const& recorded) {
    auto const& event = recorded.event;
    switch (event.kind) {
        case EventKind::write: pending_.push_back({event.where, recorded.bytes}); break;
        case EventKind::durable: pending_.back().sure = true; break;
        case EventKind::synced:
            for (auto const& write : pending_) put(durable_, write.where, write.bytes);
            pending_.clear();
            break;
        case EventKind::spoiled: std::erase_if(pending_, [](Write const& write) { return !write.sure; }); break;
        case EventKind::acknowledged: acknowledged_ = event.where; break;
        case EventKind::resized: durable_.resize(event.where); break;
    }
}

std::size_t Disk::unsure() const {
    return static_cast<std::size_t>(std::ranges::count(pending_, false, &Write::sure));
}

std::string Disk::after_cut(Unsynced kind, tests::Dice& dice) const {
    auto file = durable_;
    for (auto const& write : pending_) {
        bool const is_newest = &write == &pending_.back();
        bool const whole = write.sure || kind == Unsynced::all || (kind == Unsynced::newest && is_newest) ||
                           (kind == Unsynced::some && dice.one_in(2));
        if (whole)
            put(file, write.where, write.bytes);
        else if (kind == Unsynced::torn)
            put_sectors(file, write.where, write.bytes, dice);
    }
    return file;
}

}  // namespace collegium::faults
