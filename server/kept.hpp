// Kept: what was counted lately, for pages that many look at and that would count the same again. Bounded, for a
// minute.
#pragma once

#include "config/clock.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace collegium::server {

class Kept {
public:
    static constexpr std::chrono::minutes lifetime{1};
    static constexpr std::size_t most = 256;  // entries; the oldest goes first

    // What stands under the name, or what `make` counts now. Two who ask at once may both count. One name has one type
    // for ever, so it begins with the name of its page; and it names whoever may see it, if that is not everybody.
    template <class T>
    std::shared_ptr<T const> get(std::string const& name, Instant now, std::function<T()> const& make) {
        if (auto const known = find(name, now)) return std::static_pointer_cast<T const>(known);
        auto const made = std::make_shared<T const>(make());
        put(name, now, made);
        return made;
    }

private:
    struct Entry {
        Instant made{};
        std::shared_ptr<void const> value;
    };

    std::shared_ptr<void const> find(std::string const& name, Instant now) const;
    void put(std::string const& name, Instant now, std::shared_ptr<void const> value);

    mutable std::mutex mutex_;  // guards entries_
    std::map<std::string, Entry> entries_;
};

}  // namespace collegium::server
