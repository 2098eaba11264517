#include "federation/reviews/pen_name.hpp"

#include "federation/content/plain_text.hpp"

#include <algorithm>

namespace collegium::federation::reviews {

namespace {

using enum Reason;

constexpr std::string_view member_name = "col:penName";
constexpr std::size_t longest_institution = 100;  // bytes
constexpr std::size_t longest_host = 260;         // bytes, with a port

// Control bytes, and what makes an address or a second line.
bool is_unfit(char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f || c == '@' || c == '/';
}

}  // namespace

std::vector<guides::Problem> problems_of(PenName const& pen_name) {
    std::vector<guides::Problem> problems;
    if (guides::is_blank(pen_name.name))
        problems.push_back({"pen_name", {malformed, "write the name that is to stand beside the review"}});
    if (content::characters(pen_name.name) > longest_pen_name)
        problems.push_back({"pen_name", {too_large, "a pen name has at most 60 characters: shorten it"}});
    if (std::ranges::any_of(pen_name.name, is_unfit))
        problems.push_back({"pen_name", {malformed, "a pen name is one line without @ and /: it is no address"}});
    return problems;
}

std::optional<PenName> pen_name_in(JsonValue const& object) {
    auto const* const given = member(object, member_name);
    if (given == nullptr || !given->IsObject()) return std::nullopt;
    PenName pen_name;
    pen_name.name = text_member(*given, "name");
    auto const institution = text_member(*given, "institution");
    if (institution.size() <= longest_institution) pen_name.institution = institution;
    for (auto const host : references(*given, "otherThan", most_other_hosts))
        if (host.size() <= longest_host) pen_name.other_than.emplace_back(host);
    return pen_name;
}

void add_pen_name(JsonText& object, PenName const& pen_name) {
    auto json = JsonText::object();
    json.text("name", pen_name.name).text_unless_empty("institution", pen_name.institution);
    if (!pen_name.other_than.empty()) json.texts("otherThan", pen_name.other_than);
    object.raw(member_name, json.done());
}

}  // namespace collegium::federation::reviews
