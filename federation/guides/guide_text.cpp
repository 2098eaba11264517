// The whole guide in one text, with headings for what its readers' software does not know.
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/guides/guide_json.hpp"
#include "federation/guides/licence.hpp"

namespace collegium::federation::guides {

namespace {

using content::escape;

constexpr std::size_t longest_abstract = 500;  // characters (FEP-b2b8)

std::string heading_html(std::string_view heading) {
    return "<h2>" + escape(heading) + "</h2>";
}

std::string grade_words(EvidenceRating const& rating) {
    auto const* const scheme = scheme_with(rating.scheme);
    auto const* const grade = grade_of(rating.scheme, rating.grade);
    if (scheme == nullptr || grade == nullptr) return rating.scheme + ": " + rating.grade;
    return std::string{scheme->name} + ": " + std::string{grade->meaning};
}

std::string linked(std::string const& link, std::string const& words) {
    if (link.empty()) return escape(words);
    return "<a href=\"" + escape(link) + "\" rel=\"nofollow noopener\">" + escape(words) + "</a>";
}

std::string reference_html(Reference const& reference) {
    auto const how = reference.open ? " (open access)" : "";
    return "<li>" + escape(reference.title) + ", " + linked(link_of(reference), reference.address) + how + "</li>";
}

std::string references_html(std::vector<Reference> const& references) {
    if (references.empty()) return {};
    std::string html = "<ul>";
    for (auto const& each : references) html += reference_html(each);
    return html + "</ul>";
}

// Who is thanked, and for what.
std::string credit_html(std::string_view words, std::string const& iri) {
    return iri.empty() ? std::string{} : "<p>" + std::string{words} + " " + linked(iri, iri) + ".</p>";
}

std::string licence_html(std::string const& spdx) {
    auto const* const licence = licence_with(spdx);
    if (licence == nullptr) return "<p>Licence: " + escape(spdx) + ".</p>";
    return "<p>Licence: " + linked(std::string{licence->address}, std::string{licence->name}) + ".</p>";
}

}  // namespace

std::string as_html(Guide const& guide) {
    std::string html;
    for (auto const& each : all_sections()) {
        bool const listed = each.section == Section::references && !guide.references.empty();
        bool const rated = each.section == Section::strength && guide.evidence;
        if (is_blank(guide[each.section]) && !listed && !rated) continue;
        html += heading_html(each.heading);
        if (rated)
            html += "<p><strong>" + escape(grade_words(*guide.evidence)) + "</strong></p>" +
                    content::to_html(guide.evidence->rationale);
        html += content::to_html(guide[each.section]);
        if (listed) html += references_html(guide.references);
    }
    html += credit_html("Adapted from", guide.adapted_from.guide);
    html += credit_html("Translated from", guide.translation_of.guide);
    for (auto const& each : guide.derived_from) html += credit_html("It began with the question", each);
    return html + licence_html(guide.licence);
}

std::string abstract_of(Guide const& guide) {
    return content::cut_characters(content::plain_text(content::to_html(guide[Section::summary])), longest_abstract);
}

std::string as_markdown(Guide const& guide) {
    std::string whole;
    for (auto const& each : all_sections()) {
        auto const& words = guide[each.section];
        if (!is_blank(words)) whole += "## " + std::string{each.heading} + "\n\n" + words + "\n\n";
    }
    for (auto const& each : guide.references) whole += "- " + each.title + " <" + each.address + ">\n";
    return whole;
}

}  // namespace collegium::federation::guides
