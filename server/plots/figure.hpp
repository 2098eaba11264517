// Figure: numbers to look at. The drawing and the table beside it are made from the same one, so they never differ.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace collegium::server::plots {

struct Series {
    std::string name;
    std::vector<std::uint64_t> values;  // one for each label; what is missing counts as 0
};

struct Figure {
    std::string id;     // unique on its page: a-z, 0-9 and '-'
    std::string title;  // what is shown
    std::string words;  // the same in a sentence, for those who do not see the drawing
    std::string axis;   // what the labels are: "Version", "Week"
    std::vector<std::string> labels;
    std::vector<Series> series;  // at most four are told apart
    bool right_to_left = false;  // the page is read from the right

    // 0 where a series says nothing.
    std::uint64_t value(std::size_t series_at, std::size_t label_at) const noexcept {
        auto const& values = series[series_at].values;
        return label_at < values.size() ? values[label_at] : 0;
    }
};

}  // namespace collegium::server::plots
