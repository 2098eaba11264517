#include "server/pages/search_form.hpp"

#include "server/communities/councils.hpp"
#include "server/pages/context_words.hpp"
#include "server/pages/guides/looking.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::pages {

using search::FacetCount;
using search::Facets;
using search::Filters;
using storage::ObjectKind;

namespace {

struct Kind {
    std::string_view word;
    std::string_view label;
    ObjectKind kind;
};

constexpr std::array<Kind, 6> kinds{
    {{"question", phrase("Questions"), ObjectKind::question},
     {"answer", phrase("Answers"), ObjectKind::answer},
     {"guide", phrase("Guides"), ObjectKind::guide},
     {"signpost", phrase("Signposts"), ObjectKind::signpost},
     {"comment", phrase("Comments"), ObjectKind::comment},
     {"post", phrase("Other posts"), ObjectKind::post}}};

// The fields of the form beside the words.
constexpr std::array<char const*, 8> choices{
    "kind", "community", "phase", "subject", "answered", "accepted", "strength", "reviewed"};

struct Change {
    std::string name;
    std::string value;
};

std::string address_with(Call const& call, std::string const& words, Change const& change) {
    auto address = "/search?q=" + percent_encoded(words);
    for (std::string const name : choices) {
        auto const& value = name == change.name ? change.value : call.form.text(name);
        if (!value.empty()) address += "&" + name + "=" + percent_encoded(value);
    }
    return address;
}

guides::EvidenceRating rating_of(std::string_view strength) {
    auto const colon = std::min(strength.find(':'), strength.size());
    guides::EvidenceRating rating;
    rating.scheme = strength.substr(0, colon);
    rating.grade = strength.substr(std::min(colon + 1, strength.size()));
    return rating;
}

bool is_strength(std::string_view strength) {
    auto const rating = rating_of(strength);
    return guides::grade_of(rating.scheme, rating.grade) != nullptr;
}

std::string strength_words(std::string_view strength) {
    auto const rating = rating_of(strength);
    return std::string{scheme_words(rating)} + ": " + std::string{grade_words(rating)};
}

void show_option(Values& values, std::string_view part, std::string_view value, std::string_view label, bool chosen) {
    auto option = values.repeat(part);
    option.text("VALUE", value);
    option.words("LABEL", label);
    if (chosen) option.show("CHOSEN");
}

void show_strengths(Values& values, std::string_view chosen) {
    for (auto const& scheme : guides::all_schemes())
        for (auto const& grade : scheme.grades) {
            auto const value = std::string{scheme.id} + ":" + std::string{grade.value};
            show_option(values, "STRENGTH", value, strength_words(value), value == chosen);
        }
}

// One line of links; none if its field is chosen already.
class FacetLine {
public:
    FacetLine(Values& values, Call const& call, std::string const& words)
        : values_{values}, call_{call}, words_{words} {}

    void show(std::string const& name, std::string_view heading, std::vector<FacetCount> const& counts) {
        if (counts.empty() || !call_.form.text(name).empty()) return;
        auto facet = values_.repeat("FACET");
        facet.words("HEADING", heading);
        for (auto const& each : counts) {
            auto choice = facet.repeat("CHOICE");
            choice.text("ADDRESS", address_with(call_, words_, {name, each.value}));
            if (each.words.empty())
                choice.text("LABEL", each.value);
            else
                choice.words("LABEL", each.words);
            choice.amount("COUNT", each.count);
        }
    }

private:
    Values& values_;
    Call const& call_;
    std::string const& words_;
};

std::vector<FacetCount> kind_counts(Facets const& facets) {
    std::vector<FacetCount> counts;
    for (auto const& each : kinds)
        if (auto const count = facets.kinds.at(static_cast<std::size_t>(each.kind)); count > 0)
            counts.push_back({std::string{each.word}, std::string{each.label}, count});
    return counts;
}

std::vector<FacetCount> phase_counts(Facets const& facets) {
    auto counts = facets.phases;
    for (auto& each : counts) each.words = phase_name(each.value);
    return counts;
}

std::vector<FacetCount> strength_counts(Facets const& facets) {
    auto counts = facets.strengths;
    std::erase_if(counts, [](FacetCount const& each) { return !is_strength(each.value); });
    for (auto& each : counts) each.words = strength_words(each.value);
    return counts;
}

std::vector<FacetCount> answered_counts(Facets const& facets) {
    std::vector<FacetCount> counts;
    if (facets.answered > 0) counts.push_back({"yes", phrase("Answered"), facets.answered});
    if (facets.unanswered > 0) counts.push_back({"no", phrase("Not answered yet"), facets.unanswered});
    return counts;
}

std::vector<FacetCount> one_count(std::string_view words, std::size_t count) {
    if (count == 0) return {};
    return {FacetCount{"1", std::string{words}, count}};
}

}  // namespace

SearchPlaces search_places(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        SearchPlaces places{timeline::local_communities(tx, tables), std::nullopt};
        if (!call.member) communities::leave_out_councils(tx, tables, places.communities);
        if (call.member)
            for (auto& each : timeline::communities_of(tx, tables, call.member->actor))
                if (!each.community.local) places.communities.push_back(std::move(each.community));
        auto const& wanted = call.form.text("community");
        for (auto const& each : places.communities)
            if (each.address() == wanted) places.chosen = each;
        if (places.chosen || wanted.empty()) return places;
        auto const address = std::string_view{wanted}.substr(wanted.starts_with('@') ? 1 : 0);
        places.chosen = timeline::find_community(tx, tables, app.node.settings.node.domain, address);
        if (places.chosen) places.communities.push_back(*places.chosen);
        return places;
    });
}

Filters filters_in(Call const& call, SearchPlaces const& places) {
    auto const& form = call.form;
    Filters filters;
    if (places.chosen) filters.community = places.chosen->handle;
    for (auto const& each : kinds)
        if (each.word == form.text("kind")) filters.kind = each.kind;
    if (!phase_name(form.text("phase")).empty()) filters.phase = form.text("phase");
    filters.subject = form.trimmed("subject");
    if (is_strength(form.text("strength"))) filters.strength = form.text("strength");
    if (form.text("answered") == "yes") filters.answered = true;
    if (form.text("answered") == "no") filters.answered = false;
    filters.accepted = !form.text("accepted").empty();
    filters.reviewed = !form.text("reviewed").empty();
    return filters;
}

void show_search_form(Values& values, Call const& call, SearchPlaces const& places) {
    auto const& form = call.form;
    values.text("QUERY", form.trimmed("q"));
    values.text("SUBJECT", form.trimmed("subject"));
    for (auto const& each : kinds) show_option(values, "KIND", each.word, each.label, each.word == form.text("kind"));
    for (auto const& each : places.communities) {
        bool const is_chosen = places.chosen && places.chosen->handle == each.handle;
        show_option(values, "COMMUNITY", each.address(), each.display, is_chosen);
    }
    for (auto const phase : federation::phases)
        show_option(values, "PHASE", phase, phase_name(phase), phase == form.text("phase"));
    show_strengths(values, form.text("strength"));
    if (form.text("answered") == "yes") values.show("ANSWERED");
    if (form.text("answered") == "no") values.show("UNANSWERED");
    if (!form.text("accepted").empty()) values.show("ACCEPTED");
    if (!form.text("reviewed").empty()) values.show("REVIEWED");
}

void show_facets(Values& values, Call const& call, std::string const& words, search::Found const& found) {
    if (found.posts.empty()) return;
    auto part = values.repeat("FACETS");
    if (!found.all_counted) part.show("UNCOUNTED");
    auto const& facets = found.facets;
    FacetLine line{part, call, words};
    line.show("kind", phrase("Kind"), kind_counts(facets));
    line.show("community", phrase("Community"), facets.communities);
    line.show("phase", phrase("Phase"), phase_counts(facets));
    line.show("subject", phrase("Subject"), facets.subjects);
    line.show("answered", phrase("Answers"), answered_counts(facets));
    line.show("accepted", phrase("Accepted"), one_count(phrase("Has an accepted answer"), facets.accepted));
    line.show("strength", phrase("Strength of evidence"), strength_counts(facets));
    line.show("reviewed", phrase("Reviews"), one_count(phrase("Reviewed"), facets.reviewed));
}

std::string search_address(Call const& call, std::string const& words, std::size_t from) {
    return address_with(call, words, {}) + "&from=" + std::to_string(from);
}

std::string bare_search_address(std::string const& words) {
    return "/search?q=" + percent_encoded(words);
}

bool is_narrowed(Call const& call) {
    return std::ranges::any_of(choices, [&](char const* name) { return !call.form.text(name).empty(); });
}

}  // namespace collegium::server::pages
