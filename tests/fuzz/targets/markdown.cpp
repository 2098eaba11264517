// What members write.
#include "federation/content/markdown.hpp"

#include "federation/content/linked_names.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/content/sanitise.hpp"
#include "tests/fuzz/harmless.hpp"
#include "tests/fuzz/target.hpp"

namespace collegium::fuzz {

namespace {

namespace content = federation::content;

void read_markdown(std::string_view input) {
    auto const html = content::to_html(input);
    check_harmless(html);
    require(content::sanitise(html) == html, "what is written goes through the sanitiser as it is: " + html);

    auto const linked = content::link_names(
        html, {{"@ada@north.example", R"(<a href="https://north.example/u/ada">@ada</a>)"}, {"#maths", "#maths"}}
    );
    check_harmless(linked);

    auto const escaped = content::escape(input);
    require(escaped.find_first_of("<>\"'") == std::string::npos, "escaped words have no sign of markup");
    check_harmless(content::to_html(content::as_markdown(content::cut(input, 2000))));
}

Registered const markdown_target{{"markdown", read_markdown}};

}  // namespace

}  // namespace collegium::fuzz
