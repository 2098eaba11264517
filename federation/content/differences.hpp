// Differences between two texts, line by line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace collegium::federation::content {

enum class Change { same, added, removed };

struct DifferenceLine {
    Change change{};
    std::string text;  // without its line end
    bool operator==(DifferenceLine const&) const = default;
};

// All lines of both texts in their order; what was removed stands before what took its place.
std::vector<DifferenceLine> differences(std::string_view before, std::string_view after);

}  // namespace collegium::federation::content
