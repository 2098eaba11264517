// Throttle: how often something may be tried (security W12). In memory: a restart forgets, which only helps the honest.
#pragma once

#include "config/clock.hpp"

#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace collegium::server {

// What counts as one place: an IPv4 address, or the first 64 bits of an IPv6 address, since one line has all below
// them.
std::string address_block(std::string const& address);

class Throttle {
public:
    // How a key stands after a try.
    struct Standing {
        bool allowed = false;
        unsigned most = 0;
        unsigned left = 0;
        Instant again{};  // from when on all tries are there again
    };

    Throttle(unsigned most, std::chrono::minutes window) : most_{most}, window_{window} {}

    // Counts this try. From any thread.
    Standing count(std::string const& key, Instant now);

    // True if a try would be allowed. Counts nothing.
    bool is_open(std::string const& key, Instant now);

    // True if the key was tried fewer than `most` times within the window; counts this try.
    bool allows(std::string const& key, Instant now) { return count(key, now).allowed; }

    // Forgets the tries of a key: it was right in the end.
    void clear(std::string const& key);

    // Forgets one try of a key, which was right; the others count on.
    void give_back(std::string const& key);

private:
    static constexpr std::size_t most_keys = 100'000;  // strangers choose the keys: the oldest make way for new ones

    struct Tries {
        std::string key;
        Instant since{};
        unsigned count = 0;
    };
    using Place = std::list<Tries>::iterator;

    bool is_over(Tries const& tries, Instant now) const noexcept { return now - tries.since > window_; }
    void forget(Place place);
    Tries& tries_of(std::string const& key, Instant now);

    unsigned most_;
    std::chrono::minutes window_;
    std::mutex mutex_;        // guards what follows
    std::list<Tries> tries_;  // oldest first, so that those that are over are found without a search
    std::unordered_map<std::string_view, Place> places_;  // the keys view into tries_
};

}  // namespace collegium::server
