// What names another thing tells nobody of it who may not read it: projects, what came up at events, signposts, links
// between questions, guides and adoptions (security R13).
#include "federation/projects/compose_project.hpp"
#include "federation/signposts/signpost_json.hpp"
#include "storage/names.hpp"
#include "tests/federation/adopters.hpp"
#include "tests/federation/people.hpp"
#include "tests/federation/running.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using storage::Audience;

namespace {

// ada writes things that name a question or a tool. Everything of hers would reach the other schools.
struct Naming : Adopters {
    std::string asked(Person const& asker, Audience audience, std::string const& community) {
        federation::QuestionDraft draft{community, "Why is Lena afraid?", "x"};
        draft.audience = audience;
        auto const composed = composer_of(asker).question(author_of(asker), draft);
        REQUIRE(send(asker, composed));
        return composed.activity.object_id();
    }

    static federation::projects::Project project() {
        federation::projects::Project project;
        project.title = "Quizzes";
        project.improve = "What stays.";
        project.how = "Two quizzes a week.";
        project.partners = {{"South School", "Sam Smith"}, {"East University", "Eve Jones"}};
        project.school_brings = "Four classes.";
        project.research_brings = "The analysis.";
        return project;
    }

    federation::projects::ProjectComposer projects_of(Person const& person) const {
        auto const& node = person.school->node;
        return {node.settings.origin(), node.clock, node.ids};
    }

    Result<storage::Seq> begin(federation::projects::Project const& words, Audience audience) {
        return send(ada, projects_of(ada).publish(author_of(ada), {club, words, audience}));
    }

    Result<storage::Seq> begin_from(std::string const& question, Audience audience = Audience::everyone) {
        auto words = project();
        words.questions = {question};
        return begin(words, audience);
    }

    Result<storage::Seq> ask_from(std::string const& origin) {
        federation::QuestionDraft draft{club, "And now?", "x"};
        draft.derived_from = origin;
        return send(ada, composer_of(ada).question(author_of(ada), draft));
    }

    Result<storage::Seq> lead_to(std::string const& address) {
        federation::signposts::Signpost signpost;
        signpost.title = "Worth reading";
        signpost.address = address;
        signpost.why = "It is short.";
        auto const draft = federation::signposts::article_of(signpost, club, Audience::everyone);
        return send(ada, composer_of(ada).article(author_of(ada), draft));
    }

    Result<storage::Seq> link_to(std::string const& question) {
        federation::NoteDraft draft;
        draft.source = "Look";
        draft.parent = open;
        draft.parent_author = iri_of(ada);
        draft.community = club;
        draft.kind = "comment";
        draft.links = {{federation::Relation::related, question, "Why is Lena afraid?"}};
        return send(ada, composer_of(ada).note(author_of(ada), draft));
    }

    Result<storage::Seq> guide_from(std::string const& question) {
        auto words = whole_guide();
        words.derived_from = {question};
        return send(ada, composer(ada).publish(author_of(ada), {club, words}));
    }

    // Whichever way a thing for everyone names it.
    void check_untold(std::string const& question) {
        auto const before = north.entries();
        for (auto const& done :
             {begin_from(question), ask_from(question), lead_to(question), link_to(question), guide_from(question)}) {
            REQUIRE_FALSE(done);
            CHECK(done.error().reason() == Reason::not_allowed);
        }
        CHECK(north.entries() == before);
    }

    void check_told(std::string const& question) {
        CHECK(begin_from(question));
        CHECK(ask_from(question));
        CHECK(lead_to(question));
        CHECK(link_to(question));
        CHECK(guide_from(question));
    }

    std::string open = asked(ada, Audience::everyone, club);
};

}  // namespace

TEST_CASE_FIXTURE(Naming, "what is for everyone names what everyone may read, in every way") {
    check_told(open);
    check_told(asked(ada, Audience::quiet, club));
    check_all_histories();
}

TEST_CASE_FIXTURE(Naming, "a pupil's question is named by nothing that leaves the school") {
    give_account(ben, "ben", true);
    auto const question = asked(ben, Audience::everyone, club);
    check_untold(question);
    CHECK(begin_from(question, Audience::community).error().reason() == Reason::not_allowed);
    CHECK(begin_from(question, Audience::here));
    CHECK(north.waiting() == 0);
    check_all_histories();
}

TEST_CASE_FIXTURE(Naming, "what a pupil wrote before they were one is named by nothing new that leaves the school") {
    auto const question = asked(ben, Audience::everyone, club);
    auto named = project();
    named.questions = {question};
    auto const composed = projects_of(ada).publish(author_of(ada), {club, named});
    REQUIRE(send(ada, composed));
    give_account(ben, "ben", true);
    check_untold(question);
    CHECK(begin_from(question, Audience::here));

    // What was told is no news: its author goes on with the project.
    village.pass(std::chrono::seconds{5});
    auto const standing = north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, composed.activity.object_id()).value();
        return federation::projects::find_project(tx, tables, handle, {}).value();
    });
    named.how = "Three quizzes a week.";
    CHECK(send(ada, projects_of(ada).revise(author_of(ada), named, standing)));
    check_all_histories();
}

TEST_CASE_FIXTURE(Naming, "a question of one community is named by what is for that community, and for no other one") {
    auto const ours = asked(ada, Audience::community, club);
    auto const theirs = asked(ada, Audience::community, north.found("staff", "ada"));
    check_untold(ours);
    check_untold(theirs);
    CHECK(begin_from(ours, Audience::community));
    CHECK(begin_from(ours, Audience::here));
    CHECK(begin_from(theirs, Audience::community).error().reason() == Reason::not_allowed);
    check_untold(asked(ada, Audience::partners, club));
    CHECK(begin_from(asked(ada, Audience::partners, club), Audience::partners));
}

TEST_CASE_FIXTURE(Naming, "a question that waits for facilitators is named as soon as they have approved it") {
    auto const staff = north.found("staff", "ada");
    storage::CommunityRecord terms;
    terms.holds = true;
    describe(north, staff, terms);
    auto const question = asked(ben, Audience::everyone, staff);
    check_untold(question);
    REQUIRE(send(ada, composer_of(ada).approve(author_of(ada), question, staff)));
    check_told(question);
    check_all_histories();
}

TEST_CASE_FIXTURE(
    Naming, "a tool for measuring that stays in a school is named by no project and no adoption outside"
) {
    auto const tool = instrument_composer(ada).publish(author_of(ada), {club, whole_instrument(), Audience::here});
    REQUIRE(send(ada, tool));
    instrument = tool.activity.object_id();
    auto measuring = project();
    measuring.instruments = {instrument};
    auto adoption = words();
    adoption.baseline = measured("10", "2026-09-01");
    auto const before = north.entries();
    for (auto const& done : {begin(measuring, Audience::everyone), adopt(north, adoption)}) {
        REQUIRE_FALSE(done);
        CHECK(done.error().reason() == Reason::not_allowed);
    }
    CHECK(north.entries() == before);
    CHECK(begin(measuring, Audience::here));
}

TEST_CASE_FIXTURE(Naming, "projects from a question are looked for among the first 400 things that were made of it") {
    auto const each_of_400 = [&](auto const& change) {
        storage::Store::Change<int> const all = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            auto const question = storage::find_handle(tx, tables, open).value();
            for (unsigned i = 0; i < 400; ++i) {
                auto const other = storage::intern(tx, tables, "https://east.test/post/" + std::to_string(i));
                change(tx, tables, storage::Edge{question, other});
            }
            return 0;
        };
        static_cast<void>(north.node.store.write_now(all).value());
    };
    auto const found = [&] {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const question = storage::find_handle(tx, tables, open).value();
            return federation::projects::projects_from(tx, tables, question, {}).size();
        });
    };
    REQUIRE(begin_from(open));
    CHECK(found() == 1);
    each_of_400([](auto& tx, auto& tables, storage::Edge const& key) {
        tables.derived.put(tx, key, storage::Derivation::from_question);
    });
    REQUIRE(begin_from(open));
    CHECK(found() == 1);
    each_of_400([](auto& tx, auto& tables, storage::Edge const& key) { tables.derived.erase(tx, key); });
    CHECK(found() == 2);
}
