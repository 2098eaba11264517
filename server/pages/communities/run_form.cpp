#include "server/pages/communities/run_form.hpp"

#include "federation/community/audience.hpp"
#include "federation/community/terms.hpp"
#include "federation/content/plain_text.hpp"
#include "server/communities/places.hpp"
#include "server/members/profile.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace collegium::server::pages {

namespace community = federation::community;

using communities::Description;
using storage::Answerers;
using storage::Audience;
using storage::JoinPolicy;

namespace {

constexpr std::size_t longest_summary = 1000;  // characters

struct Choice {
    std::string_view name;
    std::string_view words;
};

constexpr std::array<Choice, 3> joining{
    {{"open", phrase("Whoever wants to joins")},
     {"apply", phrase("People apply, and facilitators let them in")},
     {"invite", phrase("Facilitators invite people")}}};

constexpr std::array<Choice, 3> answering{
    {{"anyone", phrase("Everybody who may read")},
     {"members", phrase("Members")},
     {"facilitators", phrase("Facilitators")}}};

constexpr std::array<Choice, 5> reaching{
    {{"everyone", phrase("Everyone")},
     {"partners", phrase("Everybody at this school and at its partners")},
     {"members", phrase("Members, here and at partners")},
     {"here", phrase("This school: it stays here")},
     {"insiders", phrase("Only members at this school: it stays here")}}};

void show_choices(Values& values, std::string_view part, std::span<Choice const> choices, std::string_view chosen) {
    for (auto const& each : choices) {
        auto option = values.repeat(part);
        option.text("NAME", each.name);
        option.words("WORDS", each.words);
        if (each.name == chosen) option.show("CHOSEN");
    }
}

std::string joined(std::vector<std::string> const& texts) {
    std::string all;
    for (auto const& each : texts) all += (all.empty() ? "" : ", ") + each;
    return all;
}

bool is_language(std::string const& tag) {
    auto const legal = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; };
    return tag.size() >= 2 && tag.size() <= 12 && std::ranges::all_of(tag, legal);
}

// "2027-07-20": its last second; nothing for no such day.
std::optional<Instant> end_of(std::string const& day) {
    return day.size() == 10 ? from_rfc3339(day + "T23:59:59Z") : std::nullopt;
}

void read_lists(Form const& form, storage::CommunityRecord& terms, std::vector<RunProblem>& problems) {
    terms.subjects = communities::listed_in(form.text("subjects"));
    terms.languages = communities::listed_in(form.text("languages"));
    bool const short_subjects =
        std::ranges::all_of(terms.subjects, [](auto const& each) { return each.size() <= community::longest_subject; });
    if (terms.subjects.size() > community::most_subjects || !short_subjects)
        problems.push_back({"subjects", phrase("Name at most twenty subjects, each of at most 100 characters.")});
    if (terms.languages.size() > community::most_languages || !std::ranges::all_of(terms.languages, is_language))
        problems.push_back({"languages", phrase("Write languages by their short names, for example en, cy.")});
}

void read_choices(Form const& form, storage::CommunityRecord& terms, std::vector<RunProblem>& problems) {
    auto const join = community::join_policy_named(form.text("join"));
    auto const answers = community::answerers_named(form.text("answers"));
    auto const width = community::width_named(form.text("width"));
    if (!join || !answers || !width) problems.push_back({"join", phrase("Choose one of what is offered.")});
    terms.join = join.value_or(terms.join);
    terms.answers = answers.value_or(terms.answers);
    terms.audience = width.value_or(terms.audience);
    terms.holds = form.has("holds");
    bool const is_sheltered = terms.join == JoinPolicy::invite && community::stays_here(terms.audience) && terms.holds;
    if (terms.kind == storage::CommunityKind::council && !is_sheltered)
        problems.push_back(
            {"join",
             phrase("A student council stays in this school, its sponsors invite its members, and what pupils write "
                    "waits for "
                    "them: choose these three again.")}
        );
}

}  // namespace

RunForm read_run_form(Form const& form, Description standing) {
    RunForm read{std::move(standing), {}};
    auto& terms = read.description.terms;
    read.description.display = form.trimmed("display");
    read.description.summary = form.trimmed("summary");
    terms.rules = form.trimmed("rules");
    if (!members::is_display_name(read.description.display))
        read.problems.push_back({"display", phrase("Give it a name of 1 to 60 characters on one line.")});
    if (federation::content::characters(read.description.summary) > longest_summary)
        read.problems.push_back({"summary", phrase("Shorten this to at most 1000 characters.")});
    if (terms.rules.size() > community::longest_rules)
        read.problems.push_back({"rules", phrase("Shorten the rules to about 8,000 characters.")});
    auto const day = form.trimmed("ends");
    auto const ends = end_of(day);
    if (!day.empty() && !ends)
        read.problems.push_back({"ends", phrase("Write the day as in 2027-07-20, or leave this empty.")});
    terms.ends = ends.value_or(Instant{});
    read_lists(form, terms, read.problems);
    read_choices(form, terms, read.problems);
    return read;
}

void show_run_form(
    Values& values, Form const& form, Description const& standing, std::vector<RunProblem> const& problems
) {
    bool const typed = form.has("display");
    auto const& terms = standing.terms;
    auto const fill = [&](std::string_view place, std::string_view field, std::string const& held) {
        values.text(place, typed ? form.text(field) : held);
    };
    fill("DISPLAY", "display", standing.display);
    fill("SUMMARY_TEXT", "summary", standing.summary);
    fill("RULES_TEXT", "rules", terms.rules);
    fill("SUBJECTS", "subjects", joined(terms.subjects));
    fill("LANGUAGES", "languages", joined(terms.languages));
    fill("ENDS", "ends", terms.ends == Instant{} ? "" : to_rfc3339(terms.ends).substr(0, 10));
    auto const chosen = [&](std::string_view field, std::string_view held) {
        return typed ? std::string_view{form.text(field)} : held;
    };
    show_choices(values, "JOIN", joining, chosen("join", community::name_of(terms.join)));
    show_choices(values, "ANSWERERS", answering, chosen("answers", community::name_of(terms.answers)));
    show_choices(values, "WIDTH", reaching, chosen("width", community::name_of_width(terms.audience)));
    if (typed ? form.has("holds") : terms.holds) values.show("HOLDS");
    if (!problems.empty()) values.refused(phrase("Nothing was saved; your text is still here."));
    for (auto const& each : problems) values.problem(each.field, each.words);
}

}  // namespace collegium::server::pages
