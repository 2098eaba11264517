#include "federation/signposts/signpost.hpp"

#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/instruments/instrument.hpp"
#include "federation/signposts/address.hpp"

#include <algorithm>

namespace collegium::federation::signposts {

namespace {

using enum Reason;
using guides::is_blank;

bool is_line(std::string_view text, std::size_t longest) {
    return content::characters(text) <= longest && text.find('\n') == std::string_view::npos;
}

// What it points at and why: nothing is a signpost without these.
void check_needed(std::vector<Problem>& problems, Signpost const& signpost) {
    if (is_blank(signpost.title) || !is_line(signpost.title, longest_title))
        problems.push_back({"title", {malformed, "give it a title of at most 200 characters on one line"}});
    if (signpost.address.empty() || web_address(signpost.address) != signpost.address)
        problems.push_back(
            {"address", {malformed, "write the whole address, as in https://example.org/page, without a user name"}}
        );
    if (is_blank(signpost.why))
        problems.push_back({"why", {malformed, "say in a sentence or two why it is worth reading"}});
    if (content::characters(signpost.why) > longest_why)
        problems.push_back({"why", {too_large, "shorten this to at most 600 characters: the source tells the rest"}});
}

void check_rest(std::vector<Problem>& problems, Signpost const& signpost) {
    if (!is_line(signpost.for_whom, longest_for_whom))
        problems.push_back({"for_whom", {too_large, "shorten this to one line of at most 200 characters"}});
    auto const& subjects = signpost.subjects;
    bool const are_short = std::ranges::all_of(subjects, [](auto const& each) {
        return !is_blank(each) && is_line(each, longest_subject);
    });
    if (subjects.size() > most_subjects || !are_short)
        problems.push_back({"subjects", {too_large, "name at most five subjects, with commas between"}});
    bool const are_codes =
        std::ranges::all_of(signpost.languages, [](auto const& each) { return instruments::is_language(each); });
    if (signpost.languages.size() > most_languages || !are_codes)
        problems.push_back({"languages", {malformed, "write languages by their codes, like en, ar"}});
}

// In Markdown an address may hold names of characters.
std::string destination(std::string_view address) {
    std::string text;
    for (char const c : address) text += c == '&' ? std::string{"&amp;"} : std::string{c};
    return text;
}

void add_line(std::string& text, std::string_view heading, std::string const& words) {
    if (!words.empty()) text += "\n\n" + std::string{heading} + " " + content::as_markdown(words);
}

}  // namespace

std::vector<Problem> problems_of(Signpost const& signpost) {
    std::vector<Problem> problems;
    check_needed(problems, signpost);
    check_rest(problems, signpost);
    return problems;
}

std::vector<std::string> subjects_in(std::string_view typed) {
    constexpr std::string_view blanks = " \t\r\n";
    std::vector<std::string> found;
    while (!typed.empty()) {
        auto const end = std::min(typed.find(','), typed.size());
        auto part = typed.substr(0, end);
        typed.remove_prefix(std::min(end + 1, typed.size()));
        part.remove_prefix(std::min(part.find_first_not_of(blanks), part.size()));
        if (!part.empty()) found.emplace_back(part.substr(0, part.find_last_not_of(blanks) + 1));
    }
    return found;
}

std::string as_markdown(Signpost const& signpost) {
    auto text = "[" + content::as_markdown(signpost.title) + "](<" + destination(signpost.address) + ">)\n\n" +
                content::as_markdown(signpost.why);
    add_line(text, "For:", signpost.for_whom);
    add_line(text, "Subjects:", instruments::joined(signpost.subjects));
    add_line(text, "Languages:", instruments::joined(signpost.languages));
    return text;
}

}  // namespace collegium::federation::signposts
