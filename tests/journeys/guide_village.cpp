#include "tests/journeys/guide_village.hpp"

#include "federation/guides/authorship.hpp"

#include <algorithm>
#include <stdexcept>

namespace collegium::journeys {

namespace {

// Long enough for four nodes on a busy machine; nothing waits that long when it works.
constexpr std::chrono::seconds most_of_a_step{60};
constexpr std::chrono::weeks time_to_review{3};

using storage::Handle;

// Of what is known at the school: question(ReadTx const&, Tables const&, Handle). `nothing` where it is not.
template <class Answer, class Question>
Answer about(School const& school, std::string const& iri, Answer nothing, Question&& question) {
    return school.look([&](auto const& tx, auto const& tables) -> Answer {
        auto const handle = storage::find_handle(tx, tables, iri);
        return handle ? question(tx, tables, *handle) : std::move(nothing);
    });
}

// All that the question does not bring along.
Fields guide_form(GuideWords const& words, std::string const& contributors) {
    Fields fields{{"title", words.title}};
    for (auto const& each : guides::all_sections())
        if (each.required && each.section != guides::Section::practice)
            fields.emplace_back(each.name, "What there is to say of " + std::string{each.name} + ".");
    Fields const rest{
        {"grade", "mesh:3"},
        {"rationale", "Two trials, both with pupils of this age."},
        {"rating", "4"},
        {"context", "Year 7, mixed classes"},
        {"sources",
         "A trial <https://doi.org/10.1000/one> (open access)\nA review <https://doi.org/10.1000/two> "
         "(open access)"},
        {"contributors", contributors},
        {"review_by", "2099-09-01"},
        {"state", "published"},
        {"act", "publish"}};
    fields.insert(fields.end(), rest.begin(), rest.end());
    return fields;
}

Fields review_form(Opinion const& opinion) {
    Fields fields{{"track", std::string{reviews::form_of(opinion.track).name}}};
    for (auto const& each : reviews::form_of(opinion.track).criteria) {
        auto const start = "ratings." + std::string{each.name};
        fields.emplace_back(start + ".value", "4");
        fields.emplace_back(start + ".rationale", "I tried it in a lesson.");
    }
    Fields const rest{
        {"overall", opinion.words},
        {"verdict", std::string{reviews::name_of(opinion.verdict)}},
        {"no_interests", "yes"},
        {"interests", ""},
        {"ai_use", "None."},
        {"conduct", "yes"}};
    fields.insert(fields.end(), rest.begin(), rest.end());
    return fields;
}

Fields measure(std::string const& start, std::string const& chosen, std::string const& value, std::string const& day) {
    return {{start + "tool", chosen}, {start + "value", value}, {start + "people", "80"}, {start + "taken", day}};
}

// Whoever signs in here has no second device at hand, and nothing of this is about it.
void ask_for_no_second_factor(School const& school) {
    std::ofstream{school.settings_file(), std::ios::app} << "[members]\nsecond_factor_for = []\n";
}

}  // namespace

GuideVillage::GuideVillage(std::string const& name)
    : hillside{neighbourhood, name + "-hillside"},
      northfield{neighbourhood, name + "-northfield"},
      riverside{neighbourhood, name + "-riverside"},
      lakeside{neighbourhood, name + "-lakeside"},
      ada{hillside, "ada"},
      dan{hillside, "dan"},
      cora{northfield, "cora"},
      nadia{northfield, "nadia"},
      ben{riverside, "ben"},
      eva{lakeside, "eva"},
      ruth{lakeside, "ruth"} {
    for (auto const* school : schools())
        for (auto const* other : schools())
            if (school != other) school->add_partner(other->domain());
    hillside.add_person("ada", "Ada Okafor");
    hillside.add_person("dan", "Dan Hill");
    northfield.add_person("cora", "Dr Cora Haddad");
    northfield.add_person("nadia", "Nadia Khan");
    riverside.add_person("ben", "Ben Lindqvist");
    lakeside.add_person("eva", "Dr Eva Rossi");
    lakeside.add_person("ruth", "Ruth Adler");
    ask_for_no_second_factor(lakeside);
    run_well(lakeside.command({"user", "set", "ruth", "--give", "research_lead"}));
    northfield.add_community("maths", "Teaching mathematics", "cora");
}

void GuideVillage::start() {
    for (auto* school : schools())
        if (!school->is_serving()) school->launch();
    for (auto* school : schools()) school->await_ready();
}

void GuideVillage::stop() {
    for (auto* school : schools())
        if (school->is_serving() && school->stop() != 0)
            throw std::runtime_error{school->domain() + " did not end well: " + school->log()};
}

void GuideVillage::await(std::function<bool()> const& holds, std::string const& complaint) const {
    if (until(most_of_a_step, holds)) return;
    std::string logs;
    for (auto const* school : schools()) logs += school->log();
    throw std::runtime_error{complaint + '\n' + logs};
}

void GuideVillage::await_everywhere(std::function<bool(School const&)> const& holds, std::string const& complaint)
    const {
    for (auto const* school : schools()) await([&] { return holds(*school); }, complaint + " at " + school->domain());
}

std::string GuideVillage::community_path(Member const& member) const {
    return "/c/maths" + (&member.school == &northfield ? std::string{} : '@' + northfield.domain());
}

void GuideVillage::join(Member& member) {
    if (&member.school != &northfield)
        member.send("/", "/communities/find", {{"address", "maths@" + northfield.domain()}});
    member.send(community_path(member), community_path(member) + "/join");
}

bool GuideVillage::is_member(Member& member) const {
    return member.window.get(community_path(member)).shows("You are a member");
}

void GuideVillage::settle() {
    for (auto* member : everybody()) member->sign_in();
    // Cora runs the community: she need not be let in.
    std::array<Member*, 6> const joining{&ada, &dan, &nadia, &ben, &eva, &ruth};
    for (auto* member : joining) join(*member);
    for (auto* member : joining) await([&] { return is_member(*member); }, member->name + " was not let in");
    cora.fill_in(community_path(cora) + "/authors", {{"both", "1"}});
    auto const asks_for_both = [&](School const& school) {
        return about(
            school,
            northfield.origin() + "/c/maths",
            false,
            [](auto const& tx, auto const& tables, Handle at) { return guides::wants_both_voices(tx, tables, at); }
        );
    };
    await_everywhere(asks_for_both, "the rule about authors is not known");
}

void GuideVillage::ask() {
    auto const path =
        ada.fill_in(community_path(ada) + "/ask", {{"title", words.question}, {"words", "My class forgets them."}});
    question = hillside.origin() + path;
    await_everywhere([&](School const& school) { return school.thread(question).has_value(); }, "no question");
}

void GuideVillage::want_it_too() {
    for (auto* member : {&ben, &eva, &ruth})
        member->send(member->path(question), member->path(question) + "/marks", {{"kind", "wanted"}});
    auto const wanting = [&](School const& school) {
        return school.thread(question)->question.marks.wanting_schools.size() == 2;
    };
    await_everywhere(wanting, "it is not known who wants an answer");
}

void GuideVillage::answer() {
    cora.send(cora.path(question), cora.path(question) + "/answer", {{"words", words.research}});
    nadia.send(nadia.path(question), nadia.path(question) + "/answer", {{"words", words.practice}});
    await_everywhere(
        [&](School const& school) { return school.thread(question)->answers.size() == 2; }, "not all answers are there"
    );
}

std::optional<timeline::PostView> GuideVillage::answer_of(Member const& member, School const& school) const {
    auto const thread = school.thread(question);
    if (!thread) return std::nullopt;
    auto const found = std::ranges::find_if(thread->answers, [&](timeline::PostView const& each) {
        return each.author.iri == member.iri();
    });
    return found == thread->answers.end() ? std::nullopt : std::optional{*found};
}

void GuideVillage::accept() {
    auto const path = ada.path(answer_of(cora, hillside).value().iri);
    ada.send(ada.path(question), path + "/accept", {{"reason", words.reason}});
    await_everywhere(
        [&](School const& school) { return answer_of(cora, school).value().accepted; }, "it is not known to be accepted"
    );
}

void GuideVillage::write_guide() {
    auto const draft = ada.send(ada.path(question), ada.path(question) + "/guide");
    auto const people = "@ada, practitioner\n" + cora.iri() + ", academic\n" + nadia.iri() + ", practitioner";
    guide = hillside.origin() + ada.fill_in(draft, guide_form(words, people));
    first_version = version_at(hillside);
    await_everywhere([&](School const& school) { return version_at(school) == first_version; }, "no guide");
    await_everywhere(
        [](School const& school) { return school.counts().deliveries == 0; }, "something waits to be sent"
    );
}

void GuideVillage::ask_for_review(std::string const& whom, reviews::ReviewTrack track) {
    ada.fill_in(
        ada.path(guide) + "/reviews/ask",
        {{"version", version_at(hillside)},
         {"target", whom},
         {"track", std::string{reviews::form_of(track).name}},
         {"due", to_rfc3339(SystemClock{}.now() + time_to_review).substr(0, 10)},
         {"note", "You know such classes."}}
    );
}

void GuideVillage::review(Member& reviewer, Opinion const& opinion) {
    auto const version = version_at(hillside);
    auto const is_asked = [&] {
        return std::ranges::any_of(queue_of(reviewer), [&](reviews::RequestView const& each) {
            return each.request.version == version;
        });
    };
    await(is_asked, reviewer.name + " is not asked");
    auto const request = link_after(reviewer.window.get("/reviews"), "You are asked for");
    auto const of = hidden(reviewer.window.get(request), "of");
    reviewer.send(request, "/reviews/request/answer", {{"of", of}, {"answer", "accept"}});

    auto const page = link_after(reviewer.window.get(request), "class=\"button\"");
    auto fields = review_form(opinion);
    fields.emplace_back("version", hidden(reviewer.window.get(page), "version"));
    fields.emplace_back("request", of);
    auto const before = reviews_at(reviewer.school).size();
    reviewer.send(page, reviewer.path(guide) + "/review", fields);
    await_everywhere(
        [&](School const& school) { return reviews_at(school).size() == before + 1; }, "a review did not come"
    );
}

void GuideVillage::revise(Fields const& changes) {
    auto const draft = ada.send(ada.path(guide), ada.path(guide) + "/revise");
    auto fields = changes;
    fields.emplace_back("act", "publish");
    ada.fill_in(draft, fields);
    auto const version = version_at(hillside);
    await_everywhere([&](School const& school) { return version_at(school) == version; }, "no new version");
}

void GuideVillage::publish_tool() {
    auto const path = cora.fill_in(
        community_path(cora) + "/tools/write",
        {{"title", words.tool},
         {"purpose", "What pupils know of fractions."},
         {"usage", "Twenty questions."},
         {"scoring", "One point for each right answer, and the mean of the class."},
         {"better", "higher"},
         {"languages", "en"},
         {"licence", "CC-BY-4.0"},
         {"language", "en"}}
    );
    tool = northfield.origin() + path;
    await([&] { return !ruth.path(tool).empty(); }, "no tool for measuring");
}

void GuideVillage::adopt() {
    ruth.fill_in(
        ruth.path(guide) + "/adopt",
        {{"version", version_at(lakeside)},
         {"stage", "prepare"},
         {"context", "Three classes of Year 7."},
         {"changed", "We change nothing."},
         {"story", ""}}
    );
}

std::string GuideVillage::measures_page() {
    auto const number = between(ruth.window.get("/adoptions").body, "href=\"/adoptions/", "/measure\"");
    return "/adoptions/" + number + "/measure";
}

Fields GuideVillage::baseline(std::string const& page) {
    auto const choice = between(ruth.window.get(page).body, "Choose a tool</option><option value=\"", "\"");
    return measure("baseline_", choice, "10.5", "2026-09-07");
}

void GuideVillage::measure_before() {
    auto const page = measures_page();
    ruth.fill_in(page, baseline(page));
}

void GuideVillage::measure_after() {
    auto const page = measures_page();
    auto fields = baseline(page);
    auto const after = measure("follow_up_", fields.front().second, "13", "2026-11-30");
    fields.insert(fields.end(), after.begin(), after.end());
    fields.emplace_back("outcome", "better");
    fields.emplace_back("outcome_reason", "All three classes did better in the same quiz.");
    ruth.fill_in(page, fields);
}

std::string GuideVillage::version_at(School const& school) const {
    return about(school, guide, std::string{}, [](auto const& tx, auto const& tables, Handle at) {
        return guides::current_version(tx, tables, at);
    });
}

std::vector<reviews::ReviewView> GuideVillage::reviews_at(School const& school) const {
    return about(school, guide, std::vector<reviews::ReviewView>{}, [](auto const& tx, auto const& tables, Handle at) {
        return reviews::reviews_of(tx, tables, at);
    });
}

reviews::GateResult GuideVillage::gate_at(School const& school, std::string const& version) const {
    return about(school, guide, reviews::GateResult{}, [&](auto const& tx, auto const& tables, Handle at) {
        return reviews::gate_of(tx, tables, at, guides::digest_of(version).value());
    });
}

adoption::RollUp GuideVillage::roll_up_at(School const& school) const {
    return about(school, guide, adoption::RollUp{}, [](auto const& tx, auto const& tables, Handle at) {
        return adoption::roll_up_of(tx, tables, at, SystemClock{}.now()).all;
    });
}

std::vector<adoption::AdoptionView> GuideVillage::adoptions_at(School const& school) const {
    using Adoptions = std::vector<adoption::AdoptionView>;
    return about(school, guide, Adoptions{}, [](auto const& tx, auto const& tables, Handle at) {
        return adoption::adoptions_of(tx, tables, at, SystemClock{}.now());
    });
}

std::vector<reviews::RequestView> GuideVillage::queue_of(Member const& member) const {
    using Requests = std::vector<reviews::RequestView>;
    return about(member.school, member.iri(), Requests{}, [](auto const& tx, auto const& tables, Handle at) {
        return reviews::queue_of(tx, tables, at);
    });
}

HttpAnswer GuideVillage::guide_page(School const& school) const {
    return Browser{school}.get(path_at(school, guide));
}

}  // namespace collegium::journeys
