// Formulas: TeX in words, and what the converter answers. The first line is the TeX, the rest the answer.
#include "federation/content/formulas.hpp"

#include "server/formulas/marking.hpp"
#include "server/formulas/mathml.hpp"
#include "tests/fuzz/target.hpp"

namespace collegium::fuzz {

namespace {

namespace content = federation::content;

// The elements without what stands in them: words may say anything.
std::string tags_of(std::string_view html) {
    std::string tags;
    for (auto begin = html.find('<'); begin != std::string_view::npos; begin = html.find('<', begin + 1))
        tags += html.substr(begin, html.find('>', begin) - begin + 1);
    return tags;
}

void read_formulas(std::string_view input) {
    for (auto at = input.find('$'); at != std::string_view::npos; at = input.find('$', at + 1)) {
        auto const formula = content::formula_at(input, at);
        if (!formula) continue;
        require(formula->size <= content::longest_formula && at + formula->size <= input.size(), "a formula ends");
        auto const whole = input.substr(at, formula->size);
        auto const tex = content::tex_of(whole, formula->is_block);
        require(!tex.empty() && tex.size() < whole.size(), "between its signs is a formula");
    }

    auto rest = input;
    auto const tex = take_line(rest);
    for (bool const is_block : {false, true}) {
        auto const math = server::formulas::mathml_of(rest, tex, is_block);
        if (!math) continue;
        require(math->starts_with("<math") && math->ends_with("</math>"), "an element of formulas is one");
        auto const tags = tags_of(std::string_view{*math}.substr(0, math->find("<annotation ")));  // then comes the TeX
        for (std::string_view const word : {"<script", "<a", "href", "<!", "<style", "<svg", "<annotation", " on"})
            require(tags.find(word) == std::string_view::npos, "nothing else stands in a formula: " + *math);
    }

    auto const names = server::formulas::formulas_of(input);
    require(names.size() <= server::formulas::most_in_page, "no page has more formulas than it may have");
    static_cast<void>(server::formulas::with_formulas(input, [](auto const&) { return std::optional{std::string{}}; }));
}

Registered const formulas_target{{"formulas", read_formulas}};

}  // namespace

}  // namespace collegium::fuzz
