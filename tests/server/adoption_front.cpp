#include "tests/server/adoption_front.hpp"

#include "tests/printing.hpp"

namespace collegium::tests {

Fields whole_adoption_form() {
    return {
        {"stage", "deliver"},
        {"context", "Three classes of year 7."},
        {"changed", "Two quizzes a week."},
        {"story", "We began in October."}};
}

Fields whole_tool_form(std::string const& title) {
    return {
        {"title", title},
        {"purpose", "What pupils know of fractions."},
        {"usage", "Twenty questions."},
        {"scoring", "One point for each right answer."},
        {"better", "higher"},
        {"languages", "en, ar"},
        {"licence", "CC-BY-4.0"},
        {"language", "en"}};
}

Fields measure_form(
    std::string const& start, std::string const& tool, std::string const& value, std::string const& day
) {
    return {{start + "tool", tool}, {start + "value", value}, {start + "people", "80"}, {start + "taken", day}};
}

std::string AdoptionFront::adopt(std::string const& guide, Fields const& fields) {
    auto const response = ruth.submit(guide + "/adopt", fields);
    INFO(response.body());
    REQUIRE(response.status() == 303);
    settle();
    auto const list = page(ruth, "/adoptions");
    auto const end = list.find("/measure\"");
    REQUIRE(end != std::string::npos);
    auto const start = list.rfind('"', end) + 1;
    return list.substr(start, end - start);
}

std::string AdoptionFront::publish_tool(Browser& who, Fields const& fields) {
    auto const response = who.submit("/c/club/tools/write", fields);
    INFO(response.body());
    REQUIRE(response.status() == 303);
    settle();
    return std::string{response.field("location")};
}

std::string AdoptionFront::choice_of(std::string const& tool) {
    auto const text = page(ruth, tool);
    auto const at = text.find("<code>sha-256:");
    REQUIRE(at != std::string::npos);
    auto const start = at + std::string{"<code>"}.size();
    return text.substr(start, text.find('<', start) - start) + " https://north.test" + tool;
}

}  // namespace collegium::tests
