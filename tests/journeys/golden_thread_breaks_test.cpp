// The golden thread, disturbed: what goes wrong while a guide is written, reviewed and adopted. Each claim begins with
// the guide that was just published.
//
// A student council that takes its statement back is left out: nothing of statements is built yet.
#include "tests/journeys/guide_village.hpp"
#include "tests/printing.hpp"

#include <algorithm>

namespace collegium::journeys {

namespace {

using reviews::ReviewTrack;
using reviews::ReviewVerdict;

constexpr std::chrono::seconds patience{60};

struct Disturbed {
    GuideVillage& village = written_guide();

    // What a form sends that was opened before, or that no page offered.
    static HttpAnswer send_late(Member& member, std::string const& action, Fields fields, std::string const& key) {
        fields.emplace_back("form_key", key);
        return member.window.send_form(action, fields);
    }

    // Any form of somebody's has the same.
    static std::string key_of(Member& member) { return member.window.form_key("/", "/sign-out"); }

    // Of one part of the guide, at a school.
    std::string words_of(School const& school, guides::Section section) const {
        return school.look([&](auto const& tx, auto const& tables) -> std::string {
            auto const thing = storage::find_handle(tx, tables, village.guide);
            auto const found = thing ? guides::find_guide(tx, tables, *thing) : std::nullopt;
            return found ? found->guide[section] : "";
        });
    }

    bool is_newest_everywhere(std::string const& version) const {
        return std::ranges::all_of(village.schools(), [&](School const* school) {
            return village.version_at(*school) == version;
        });
    }
};

}  // namespace

TEST_CASE_FIXTURE(Disturbed, "a reviewer whose school is away while they are asked is asked once it is back") {
    auto& ben = village.ben;
    REQUIRE(village.riverside.stop() == 0);

    // By the address of his page: his school cannot be asked now who goes by his name.
    village.ask_for_review(ben.iri(), ReviewTrack::peer);
    village.ask_for_review(village.eva.address(), ReviewTrack::expert);
    CHECK(until(patience, [&] { return village.queue_of(village.eva).size() == 1; }));
    CHECK(village.ada.window.get(village.ada.path(village.guide) + "/reviews/ask").shows("Waiting for an answer"));
    CHECK(village.hillside.counts().deliveries > 0);
    village.riverside.serve();

    village.review(ben, {ReviewTrack::peer, ReviewVerdict::accept, "I would begin tomorrow."});
    village.review(village.eva, {ReviewTrack::expert, ReviewVerdict::accept, "It says what is known."});
    CHECK(village.queue_of(ben).empty());
    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        CHECK(village.reviews_at(*school).size() == 2);
        CHECK(village.gate_at(*school, village.first_version).reviewed);
        CHECK(village.guide_page(*school).shows("<p class=\"badge good\">Reviewed</p>"));
    }
}

TEST_CASE_FIXTURE(Disturbed, "of two windows with the same draft the second is refused, and keeps what was typed") {
    auto& ada = village.ada;
    auto const path = ada.path(village.guide);
    auto const draft = ada.send(path, path + "/revise");
    CHECK(ada.send(path, path + "/revise") == draft);
    auto const key = ada.window.form_key(draft, draft);
    ada.fill_in(draft, {{"action", "Begin with three questions."}, {"act", "publish"}});
    auto const version = village.version_at(village.hillside);
    REQUIRE(version != village.first_version);

    auto const late =
        send_late(ada, draft, {{"title", village.words.title}, {"action", "Typed in vain?"}, {"act", "publish"}}, key);

    CHECK(late.status == 409);
    CHECK(late.shows("This draft was published or dropped already. What you typed is kept as a new draft."));
    CHECK(late.shows("Typed in vain?</textarea>"));
    auto const kept = "/guides/drafts/" + between(late.body, "action=\"/guides/drafts/", "\"");
    CHECK(kept != draft);
    CHECK(ada.window.get(kept).shows("Typed in vain?</textarea>"));
    CHECK(until(patience, [&] { return is_newest_everywhere(version); }));
    CHECK(words_of(village.riverside, guides::Section::action) == "Begin with three questions.");
}

TEST_CASE_FIXTURE(Disturbed, "two who change the same part of the same version do not overwrite each other") {
    auto& ada = village.ada;
    auto& cora = village.cora;
    auto const suggestion = cora.send(
        cora.path(village.guide) + "/suggest",
        cora.path(village.guide) + "/suggest",
        {{"base", village.first_version}, {"action", "Begin with three questions."}, {"reason", "It is clearer."}}
    );
    village.revise({{"action", "Do it twice a week."}});
    auto const changed = village.version_at(village.hillside);
    REQUIRE(until(patience, [&] { return ada.window.get(suggestion).status == 200; }));
    auto const page = ada.window.get(suggestion);
    auto const of = hidden(page, "of"), into = hidden(page, "into");
    auto const merge = [&](std::string const& words) {
        return ada.window.submit(
            suggestion, "/guides/suggestion/merge", {{"of", of}, {"into", into}, {"action", words}}
        );
    };

    CHECK(page.shows("The guide was changed in the same place meanwhile."));
    CHECK(page.shows("Begin with three questions."));
    CHECK(page.shows("Do it twice a week."));
    auto const undecided = merge("<<<<<<< mine\nDo it twice a week.\n=======\nBegin.\n>>>>>>> theirs");
    CHECK(undecided.status == 409);
    CHECK(undecided.shows("There are still lines of signs"));
    CHECK(is_newest_everywhere(changed));

    led_to(merge("Begin with three questions, twice a week."));
    auto const both = village.version_at(village.hillside);
    CHECK(both != changed);
    CHECK(until(patience, [&] { return is_newest_everywhere(both); }));
    CHECK(words_of(village.northfield, guides::Section::action) == "Begin with three questions, twice a week.");
    CHECK(until(patience, [&] { return cora.window.get(suggestion).shows("It is in <a"); }));
}

TEST_CASE_FIXTURE(Disturbed, "nobody of an author's own school is asked for a review, or gives one") {
    auto& ada = village.ada;
    auto& dan = village.dan;
    auto const ask = ada.path(village.guide) + "/reviews/ask", path = dan.path(village.guide);
    std::string const why = "People of an author&#39;s own institution do not review their guide. Ask somebody else.";

    for (auto const& colleague : {std::string{"dan"}, village.nadia.address()}) {
        CAPTURE(colleague);
        auto const refused = ada.window.submit(
            ask,
            ask,
            {{"version", village.first_version}, {"target", colleague}, {"track", "peer"}, {"note", "Please, do."}}
        );
        CHECK(refused.status == 422);
        CHECK(refused.shows("id=\"target-problem\">" + why));
        CHECK(refused.shows("value=\"" + colleague + "\""));
        CHECK(refused.shows("Please, do.</textarea>"));
    }

    auto const form = dan.window.get(path + "/review");
    CHECK(form.shows("You are of the institution of somebody who wrote this guide."));
    CHECK_FALSE(form.shows("action=\"" + path + "/review\""));
    auto const sent = send_late(
        dan,
        path + "/review",
        {{"version", village.first_version},
         {"track", "peer"},
         {"overall", "The best of all guides."},
         {"verdict", "accept"},
         {"no_interests", "yes"},
         {"ai_use", "None."},
         {"conduct", "yes"}},
        key_of(dan)
    );
    CHECK(sent.status == 422);
    CHECK(sent.shows("The best of all guides.</textarea>"));
    for (auto const* school : village.schools()) CHECK(village.reviews_at(*school).empty());
}

TEST_CASE_FIXTURE(Disturbed, "without a voice of research no guide is published here, and its text is kept") {
    auto& ada = village.ada;
    auto const draft = ada.send(ada.path(village.question), ada.path(village.question) + "/guide");
    Fields fields{{"title", "By teachers alone"}, {"contributors", "@ada, practitioner"}, {"act", "publish"}};
    for (auto const& each : guides::all_sections())
        if (each.required) fields.emplace_back(each.name, "Typed for " + std::string{each.name} + ".");
    fields.emplace_back("rating", "3");
    fields.emplace_back("context", "Year 7");

    auto const refused = ada.window.submit(draft, draft, fields);

    CHECK(refused.status == 422);
    CHECK(refused.shows("id=\"contributors-problem\">Not yet: this community asks for somebody who does research"));
    CHECK(refused.shows("Typed for judgement.</textarea>"));
    CHECK(ada.window.get(draft).shows("Typed for judgement.</textarea>"));
}

TEST_CASE_FIXTURE(Disturbed, "an answer that is taken back goes everywhere, and the guide that it went into stands") {
    auto& cora = village.cora;
    auto const answer = village.answer_of(cora, village.northfield).value().iri;
    auto const path = cora.path(answer);

    cora.send(path + "/delete", path + "/delete");

    auto const is_gone = [&](School const& school) {
        auto const thread = school.thread(village.question);
        return std::ranges::any_of(thread->answers, [&](timeline::PostView const& each) {
            return each.iri == answer && each.state == storage::ObjectState::deleted_by_author;
        });
    };
    village.await_everywhere(is_gone, "an answer is still there");
    CHECK(Browser{village.northfield}.get(path, "application/activity+json").status == 410);
    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        auto const asked = Browser{*school}.get(path_at(*school, village.question));
        auto const page = village.guide_page(*school);

        CHECK(asked.shows("The author deleted this answer."));
        CHECK_FALSE(asked.shows("Short quizzes help"));
        // The words were taken into the guide with her name under them, and its versions do not change.
        CHECK(village.version_at(*school) == village.first_version);
        CHECK(page.shows("Short quizzes help if they are spaced"));
        CHECK(page.shows("<em>Dr Cora Haddad, " + village.northfield.domain() + "</em>"));
        CHECK(page.shows("Dr Cora Haddad (" + village.northfield.domain() + "), who does research"));
        CHECK(page.shows(">" + village.words.question + "</a>"));
    }
    auto& ada = village.ada;
    auto const next = ada.send(ada.path(village.question), ada.path(village.question) + "/guide");
    CHECK_FALSE(ada.window.get(next).shows("Short quizzes help"));
    CHECK(ada.window.get(next).shows(village.words.practice));
}

TEST_CASE_FIXTURE(Disturbed, "an adoption that comes twice, from a school that was brought back, counts once") {
    auto const is_counted = [&](School const& school) { return village.roll_up_at(school).adopted == 1; };
    village.hillside.kill();
    village.northfield.kill();
    village.adopt();
    village.lakeside.kill();
    REQUIRE(village.lakeside.counts().deliveries > 0);
    village.lakeside.keep("before sending");
    village.start();
    village.await_everywhere(is_counted, "the adoption is not known");
    REQUIRE(until(patience, [&] { return village.lakeside.counts().deliveries == 0; }));
    auto const objects = village.northfield.counts().objects;
    REQUIRE(village.lakeside.stop() == 0);

    village.lakeside.bring_back("before sending");  // it has not sent it yet, as far as it knows
    REQUIRE(village.lakeside.counts().deliveries > 0);
    village.lakeside.serve();

    CHECK(until(patience, [&] { return village.lakeside.counts().deliveries == 0; }));
    CHECK(village.northfield.counts().objects == objects);
    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        CHECK(is_counted(*school));
        CHECK(village.adoptions_at(*school).size() == 1);
        CHECK(village.guide_page(*school).shows("Adopted 1, followed up 0: better 0, same 0, worse 0."));
        CHECK(school->views_agree_with_log());
    }
}

}  // namespace collegium::journeys
