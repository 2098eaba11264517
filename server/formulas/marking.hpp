// Marking: where formulas stand in what a page shows, from the moment that it is written until they are set.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::formulas {

constexpr std::size_t most_in_body = 200, most_in_page = 1000;

// A sanitised body with each formula of its text in <code class="formula">, dollar signs and all, but for those in
// links, code and <pre>, and beyond the first most_in_body. No sanitised body has that class, and all else on a page is
// escaped, so nobody but this can mark. Whoever reads a page on which nothing was set reads the TeX.
std::string marked(std::string_view sanitised);

// What stands in the marks of a page: each once, as it was written, in the order of the page, at most most_in_page.
std::vector<std::string> formulas_of(std::string_view page);

// The page with `math` in place of each mark that it has something for; the others stay.
std::string with_formulas(
    std::string_view page, std::function<std::optional<std::string>(std::string const& formula)> const& math
);

}  // namespace collegium::server::formulas
