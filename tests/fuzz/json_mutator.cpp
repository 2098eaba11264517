// Other inputs from known ones, for targets that read JSON, an object to a line: whole values and lines change places,
// so that most of what comes out is still JSON.
#include "tests/dice.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace collegium::fuzz {

namespace {

struct Span {
    std::size_t at = 0, size = 0;
};

std::size_t end_of_text(std::string_view input, std::size_t at) {
    for (++at; at < input.size() && input[at] != '"'; ++at)
        if (input[at] == '\\') ++at;
    return std::min(at + 1, input.size());
}

// Each text, list, object and word in it, without looking whether they fit together.
std::vector<Span> values_of(std::string_view input) {
    std::vector<Span> values;
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < input.size();) {
        char const c = input[at];
        auto end = at + 1;
        if (c == '"') {
            end = end_of_text(input, at);
            values.push_back({at, end - at});
        } else if (c == '{' || c == '[') {
            open.push_back(at);
        } else if ((c == '}' || c == ']') && !open.empty()) {
            values.push_back({open.back(), end - open.back()});
            open.pop_back();
        } else if (c > ' ' && c != ',' && c != ':') {
            end = std::min(input.find_first_of(",:]}\n", at), input.size());
            end = std::max(end, at + 1);
            values.push_back({at, end - at});
        }
        at = end;
    }
    return values;
}

std::vector<std::string> lines_of(std::string_view input) {
    std::vector<std::string> lines;
    while (!input.empty()) {
        auto const end = std::min(input.find('\n'), input.size());
        lines.emplace_back(input.substr(0, end));
        input.remove_prefix(std::min(end + 1, input.size()));
    }
    return lines;
}

std::string moved_lines(std::string const& input, tests::Dice& dice) {
    auto lines = lines_of(input);
    if (lines.empty()) return input;
    auto const one = dice.pick(lines);
    auto const at = lines.begin() + static_cast<std::ptrdiff_t>(dice.below(lines.size()));
    switch (dice.below(3)) {
        case 0: lines.insert(at, one); break;
        case 1: lines.erase(at); break;
        default: *at = one; break;
    }
    std::string text;
    for (auto const& line : lines) text += line + "\n";
    return text;
}

std::string changed(std::string input, tests::Dice& dice) {
    auto const values = values_of(input);
    if (values.empty() || dice.one_in(5)) return moved_lines(input, dice);
    auto const to = dice.pick(values), from = dice.pick(values);
    auto value = input.substr(from.at, from.size);
    switch (dice.below(6)) {
        case 0: value = "[" + input.substr(to.at, to.size) + "," + value + "]"; break;
        case 1: value = "{\"type\":\"Note\",\"id\":" + value + "}"; break;
        case 2: value = dice.pick({"null", "0", "-1", "1e9", "[]", "{}", "\"\"", "true", "\"Public\""}); break;
        default: break;
    }
    return input.replace(to.at, to.size, value);
}

}  // namespace

}  // namespace collegium::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
    collegium::tests::Dice dice{seed};
    if (dice.one_in(3)) return LLVMFuzzerMutate(data, size, most);
    std::string input{data, data + size};
    for (auto times = dice.between(1, 3); times > 0; --times) input = collegium::fuzz::changed(std::move(input), dice);
    input.resize(std::min(input.size(), most));
    std::memcpy(data, input.data(), input.size());
    return input.size();
}
