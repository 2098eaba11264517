#include "tests/server/guide_front.hpp"

#include "server/forms.hpp"
#include "tests/printing.hpp"

#include <algorithm>

namespace collegium::tests {

using server::Response;

Fields whole_form(std::string const& title) {
    Fields fields{{"title", title}};
    for (auto const& each : federation::guides::all_sections())
        if (each.required)
            fields.emplace_back(each.name, "First line of " + std::string{each.name} + ".\n\nSecond line.");
    Fields const rest{
        {"grade", "mesh:3"},
        {"rationale", "Two trials and a review."},
        {"rating", "4"},
        {"context", "Year 7, mixed classes"},
        {"sources", "A study <doi:10.1000/xyz> (open access)"},
        {"language", "en"},
        {"licence", "CC-BY-4.0"},
        {"review_by", "2027-09-01"},
        {"state", "published"},
        {"act", "publish"}};
    fields.insert(fields.end(), rest.begin(), rest.end());
    return fields;
}

Fields changed(Fields fields, std::string const& name, std::string const& value) {
    auto const found = std::ranges::find(fields, name, &Fields::value_type::first);
    if (found == fields.end())
        fields.emplace_back(name, value);
    else
        found->second = value;
    return fields;
}

std::string unescaped(Response const& page) {
    std::string text{page.body()};
    Fields const marks{{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
    for (auto const& [escaped, plain] : marks)
        for (auto at = text.find(escaped); at != std::string::npos; at = text.find(escaped, at + plain.size()))
            text.replace(at, escaped.size(), plain);
    return text;
}

std::string GuideFront::publish(Browser& who, Fields const& fields) {
    auto const response = who.submit("/c/club/guides/write", fields);
    INFO(response.body());
    REQUIRE(response.status() == 303);
    settle();
    return std::string{response.field("location")};
}

std::string GuideFront::begin(Browser& who, std::string const& action, Fields const& fields) {
    auto const response = who.submit(action, fields);
    INFO(response.body());
    REQUIRE(response.status() == 303);
    auto path = std::string{response.field("location")};
    REQUIRE(path.starts_with("/guides/drafts/"));
    return path;
}

void GuideFront::revise(Browser& who, std::string const& guide, std::string const& part, std::string const& words) {
    auto const draft = begin(who, guide + "/revise");
    auto const response = who.submit(draft, {{part, words}, {"act", "publish"}});
    INFO(response.body());
    REQUIRE(response.field("location") == guide);
    settle();
}

std::string GuideFront::suggest(
    Browser& who, std::string const& guide, std::string const& part, std::string const& words
) {
    auto const response = who.submit(guide + "/suggest", {{part, words}, {"reason", "It reads better."}});
    INFO(response.body());
    REQUIRE(response.status() == 303);
    settle();
    return std::string{response.field("location")};
}

Fields GuideFront::naming(std::string const& suggestion, Fields more) {
    auto const offer = server::percent_decoded(suggestion.substr(suggestion.find('=') + 1), true);
    REQUIRE(offer);
    more.emplace_back("of", *offer);
    return more;
}

}  // namespace collegium::tests
