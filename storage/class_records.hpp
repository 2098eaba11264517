// What is remembered of a change between grown-up and pupil, so that a replay judges by what held on the day.
#pragma once

#include <tuple>

namespace collegium::storage {

// Under a local person and the last entry of the log before the change.
struct ClassRecord {
    bool was_pupil{};  // until then
    static constexpr auto fields = std::tuple{&ClassRecord::was_pupil};
    bool operator==(ClassRecord const&) const = default;
};

}  // namespace collegium::storage
