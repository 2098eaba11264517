// Formulas: TeX between dollar signs in a text, as people write it. $x^2$ stands in its line, $$x^2$$ on lines of its
// own. Over the wire and in every API they stay this text; a page may show more.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace collegium::federation::content {

constexpr std::size_t longest_formula = 1000;  // bytes, with its dollar signs

struct Formula {
    std::size_t size = 0;   // bytes, with its dollar signs
    bool is_block = false;  // between two dollar signs each
};

// The formula that begins at this dollar sign; nothing if there is none. The rules keep prices apart:
// - no letter, digit, backslash or dollar sign in front of it;
// - $: no white space just inside, all in one line, and no digit behind it;
// - $$: no empty line, and no line that begins a quotation or a fence of code;
// - no backtick inside: those are for code; a dollar sign inside has a backslash.
// at: in the text, which may be Markdown, plain, or HTML as our sanitiser writes it. Linear in longest_formula.
std::optional<Formula> formula_at(std::string_view text, std::size_t at) noexcept;

// The TeX in it: formula_at found the formula.
std::string_view tex_of(std::string_view formula, bool is_block) noexcept;

}  // namespace collegium::federation::content
