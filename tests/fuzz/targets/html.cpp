// HTML from strangers, sanitised.
#include "federation/content/plain_text.hpp"
#include "federation/content/sanitise.hpp"
#include "federation/content/simple_html.hpp"
#include "server/formulas/marking.hpp"
#include "tests/fuzz/harmless.hpp"
#include "tests/fuzz/target.hpp"

namespace collegium::fuzz {

namespace {

namespace content = federation::content;

void read_html(std::string_view input) {
    auto const clean = content::sanitise(input);
    check_harmless(clean);
    require(content::sanitise(clean) == clean, "what was sanitised stays as it is: " + clean);
    require(content::sanitise_parsed(input) == clean, "both ways of reading give the same: " + clean);
    if (auto const simple = content::sanitise_simple(input)) require(*simple == clean, "simple HTML is read alike");
    static_cast<void>(content::plain_text(input));
    auto const words = content::plain_text(clean);
    require(content::cut(words, 100).size() <= 103, "what is cut is short");

    auto const marked = server::formulas::marked(clean);
    auto const nothing = [](std::string const&) { return std::optional<std::string>{}; };
    require(server::formulas::with_formulas(marked, nothing) == marked, "formulas that are not set stay");
}

Registered const html_target{{"html", read_html}};

}  // namespace

}  // namespace collegium::fuzz
