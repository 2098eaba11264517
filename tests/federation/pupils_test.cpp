// Pupils: nothing of theirs leaves their school, and nobody reaches them alone (needs A14, N6; security C2, C3).
#include "federation/community/contact.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/fetching/webfinger.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using federation::NoteDraft;
using storage::Audience;

namespace {

struct Pupils {
    Pupils() {
        give_account(ada, "ada", false);
        give_account(pia, "pia", true);
        give_account(pol, "pol", true);
        federation::FetchBudget budget;
        auto const meeting = [&]() -> boost::asio::awaitable<bool> {
            auto name = Iri::parse(club).value();
            auto const actor = co_await federation::resolve_actor(south.node, std::move(name), budget);
            co_return actor.has_value();
        };
        REQUIRE(village.run(meeting()));
        sam.follow(club);
        village.settle();
    }

    NoteDraft draft(Audience audience) const {
        NoteDraft note;
        note.source = "Words";
        note.audience = audience;
        return note;
    }

    // Refused, and why.
    Reason reason_of(Person const& person, federation::Composed const& composed) const {
        auto const done = perform(person, composed);
        REQUIRE_FALSE(done);
        return done.error().reason();
    }

    Village village{{"north.test", "south.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    Person ada = north.enrol("ada"), pia = north.enrol("pia"), pol = north.enrol("pol"), sam = south.enrol("sam");
    std::string club = north.found("club", "ada");
};

}  // namespace

TEST_CASE_FIXTURE(Pupils, "whatever a pupil does is queued for nobody, in all kinds of acts") {
    auto const public_question = ada.ask(club, "For everyone");
    village.settle();
    auto const composer = composer_of(pia);
    auto const author = author_of(pia);
    auto const before = south.entries();
    federation::Judged const judged{public_question, iri_of(ada), club};

    auto const note = composer.note(author, draft(Audience::everyone));
    auto const question = composer.question(author, {club, "Why?", "Because"});
    auto const like = composer.like(author, judged);
    std::vector<federation::Composed> acts{
        note,
        question,
        composer.answer(author, {club, public_question, "", iri_of(ada), "@ada@north.test", "So"}),
        composer.follow(author, club),
        like,
        composer.undo(author, like.activity),
        composer.dislike(author, judged),
        composer.mark(author, storage::MarkKind::evidenced, judged),
        composer.mark(author, storage::MarkKind::wanted, judged),
        composer.boost(author, public_question, iri_of(ada)),
        composer.flag(author, club, {public_question}, "why"),
        composer.delete_object(author, note.activity)};
    for (auto const& act : acts) {
        INFO(act.activity.bytes());
        CHECK(act.activity.bytes().find("#Public") == std::string::npos);
        CHECK(perform(pia, act));
        CHECK(north.waiting() == 0);
    }
    village.settle();
    CHECK(south.entries() == before);
    CHECK(can_read(ada, question.activity.object_id()));
    CHECK_FALSE(has_arrived(south, question.activity.object_id()));
}

TEST_CASE_FIXTURE(Pupils, "what grown-ups do about a pupil's words stays too") {
    auto const question = pia.ask(club, "Why?");
    village.settle();
    auto const before = south.entries();
    auto const composer = composer_of(ada);
    auto const author = author_of(ada);
    federation::AnswerDraft answer{club, question, "", iri_of(pia), "@pia@north.test", "So"};
    CHECK(reason_of(ada, composer.answer(author, answer)) == Reason::not_allowed);
    answer.audience = Audience::here;
    auto const answered = composer.answer(author, answer);
    std::vector<federation::Composed> const acts{
        answered,
        composer.like(author, {question, iri_of(pia), club}),
        composer.mark(author, storage::MarkKind::wanted, {question, iri_of(pia), club}),
        composer.lock(author, question, club, "why"),
        composer.add(author, question, federation::Collection::featured, club),
        composer.block(author, iri_of(pia), club, "why"),
        composer.remove_thing(author, question, club, "why")};
    for (auto const& act : acts) {
        INFO(act.activity.bytes());
        CHECK(perform(ada, act));
        CHECK(north.waiting() == 0);
    }
    CHECK(perform(pia, composer_of(pia).choose_answer(author_of(pia), answered.activity.object_id(), club)));
    village.settle();
    CHECK(south.entries() == before);
}

TEST_CASE_FIXTURE(Pupils, "between a pupil and anybody else there is no message under four eyes") {
    auto to_pupil = draft(Audience::named);
    to_pupil.mentions = {{iri_of(pia), "@pia@north.test"}};
    CHECK(reason_of(ada, composer_of(ada).note(author_of(ada), to_pupil)) == Reason::not_allowed);

    auto to_adult = draft(Audience::named);
    to_adult.mentions = {{iri_of(ada), "@ada@north.test"}};
    for (auto const& [author, mention] : {std::pair{pia, to_adult}, std::pair{pol, to_pupil}}) {
        auto const composed = write(author, mention);
        CHECK(can_read(ada, composed.activity.object_id()));
        CHECK(can_read(pol, composed.activity.object_id()));
    }
}

TEST_CASE_FIXTURE(
    Pupils, "who may write to whom under four eyes: five kinds of members by six of people, whatever their roles"
) {
    using storage::Role;
    struct Kind {
        std::string name;
        Person who;
        bool is_pupil = false, is_here = true;
    };
    auto const with_role = [&](std::string const& name, Role role) {
        auto const person = north.enrol(name);
        give_account(person, name, false);
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            auto account = tables.accounts.get(tx, name).value();
            account.roles = storage::Roles::of(role);
            tables.accounts.put(tx, name, account);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
        return person;
    };
    std::vector<Kind> const kinds{
        {"a member", ada},
        {"a facilitator", with_role("fay", Role::facilitator)},
        {"a moderator", with_role("mo", Role::moderator)},
        {"the safeguarding lead", with_role("lea", Role::safeguarding_lead)},
        {"a pupil", pia, true},
        {"somebody elsewhere", sam, false, false},
    };
    auto const third = with_role("tess", Role::reviewer);
    for (auto const& from : kinds)
        for (auto const& to : kinds) {
            if (!from.is_here || &from == &to) continue;  // what comes from elsewhere is judged by the next case
            INFO(from.name, " to ", to.name);
            auto note = draft(Audience::named);
            note.mentions = {{iri_of(to.who), "@somebody"}};
            if (from.is_pupil) {  // it becomes a word to the school
                CHECK(can_read(third, write(from.who, note).activity.object_id()));
                CHECK(north.waiting() == 0);
            } else if (to.is_pupil) {
                auto const composed = composer_of(from.who).note(author_of(from.who), note);
                CHECK(reason_of(from.who, composed) == Reason::not_allowed);
            } else {
                auto const composed = composer_of(from.who).note(author_of(from.who), note);
                CHECK(perform(from.who, composed));
                CHECK_FALSE(can_read(third, composed.activity.object_id()));
                village.settle();
            }
        }
}

TEST_CASE_FIXTURE(Pupils, "nobody outside reaches a pupil, names one, or learns that there is one") {
    auto const pupil = iri_of(pia);
    auto const before = north.entries();
    auto note = draft(Audience::named);
    note.mentions = {{pupil, "@pia@north.test"}};
    static_cast<void>(write(sam, note));
    village.settle();
    CHECK(north.entries() == before);

    auto in_public = draft(Audience::everyone);
    in_public.community = club;
    in_public.mentions = note.mentions;
    auto const thing = write(sam, in_public).activity.object_id();
    village.settle();
    CHECK(has_arrived(north, thing));
    north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, thing).value();
        CHECK_FALSE(tables.addressed.contains(tx, {handle, pia.handle}));
        for (std::string const resource : {"acct:pia@north.test", "https://north.test/u/pia"}) {
            auto const answer = federation::webfinger::answer(tx, tables, "north.test", resource);
            REQUIRE_FALSE(answer);
            auto const nobody = federation::webfinger::answer(tx, tables, "north.test", "acct:zoe@north.test");
            CHECK(std::string_view{answer.error().detail()} == nobody.error().detail());
        }
    });
}

TEST_CASE_FIXTURE(
    Pupils, "a partner is answered the same about a pupil, an adult and nobody, wherever they are named"
) {
    OtherServer east{village, "east.test"};
    north.partner_with("east.test");
    auto const eve = east.person("eve");
    auto const followers = "\"" + club + "/followers\"", community = "\"" + club + "\"";
    auto const answer_to = [&](std::string const& type, std::string const& to, std::string const& name, bool inside) {
        auto const id = east.fresh("post");
        auto const cc = R"(,"to":[)" + to + "]";
        auto const named = R"(,"to":[)" + to + R"(],"cc":["https://north.test/u/)" + name + "\"]";
        auto const done = east.send(
            north,
            eve,
            R"({"id":")" + east.fresh("act") + R"(","type":")" + type + R"(","actor":")" + eve + "\"" +
                (inside ? cc : named) + R"(,"object":{"id":")" + id + R"(","type":"Note","attributedTo":")" + eve +
                R"(","content":"x","published":"2026-08-01T10:00:00Z")" + (inside ? named : cc) + "}}"
        );
        north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const thing = storage::find_handle(tx, tables, id);
            CHECK_FALSE((thing && tables.addressed.contains(tx, {*thing, pia.handle})));
        });
        return done ? std::string{"taken"} : std::string{done.error().detail()};
    };
    for (std::string const type : {"Create", "Update"})
        for (bool const inside : {false, true}) {
            INFO(type << inside);
            auto const in_club = followers + "," + community;
            CHECK(answer_to(type, in_club, "zoe", inside) == "taken");
            CHECK(answer_to(type, in_club, "ada", inside) == "taken");
            CHECK(answer_to(type, in_club, "pia", inside) == "taken");
            CHECK(answer_to(type, followers, "pia", inside) == answer_to(type, followers, "zoe", inside));
            auto const stranger = R"("https://north.test/u/nobody")";
            CHECK(answer_to(type, stranger, "pia", inside) == answer_to(type, stranger, "zoe", inside));
        }
}

TEST_CASE_FIXTURE(Pupils, "an act that was composed as if by a grown-up is refused, should it be a pupil's") {
    auto author = author_of(pia);
    author.stays = false;
    auto const composer = composer_of(pia);
    for (auto const& act :
         {composer.note(author, draft(Audience::everyone)),
          composer.note(author, draft(Audience::followers)),
          composer.question(author, {club, "Why?", "Because"}),
          composer.follow(author, "https://south.test/u/sam"),
          composer.like(author, {"https://south.test/post/1", "https://south.test/u/sam", ""})})
        CHECK(reason_of(pia, act) == Reason::not_allowed);
    CHECK(reason_of(pia, composer.follow(author_of(pia), "https://south.test/u/sam")) == Reason::not_allowed);
    CHECK(north.waiting() == 0);
}

TEST_CASE_FIXTURE(Pupils, "a rebuild gives what was lived, whoever is a pupil by then") {
    meet(village, south, iri_of(ada));
    auto to_ada = draft(Audience::named);
    to_ada.mentions = {{iri_of(ada), "@ada@north.test"}};
    auto const message = write(sam, to_ada).activity.object_id();
    auto naming_pia = draft(Audience::everyone);
    naming_pia.community = club;
    naming_pia.mentions = {{iri_of(pia), "@pia@north.test"}};
    auto const words = write(sam, naming_pia).activity.object_id();
    village.settle();
    REQUIRE(can_read(ada, message));
    auto const lived = north.views();

    give_account(ada, "ada", true);
    give_account(pia, "pia", false);
    static_cast<void>(north.rebuild());
    CHECK(north.views() == lived);
    CHECK(can_read(ada, message));
    north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, words).value();
        CHECK_FALSE(tables.addressed.contains(tx, {handle, pia.handle}));
    });
}

TEST_CASE_FIXTURE(Pupils, "what waits for a host when its author, or whom it names, becomes a pupil is never sent") {
    give_account(pol, "pol", false);
    south.up = false;
    auto const question = ada.ask(club, "Written as a grown-up");
    auto naming_ada = draft(Audience::everyone);
    naming_ada.community = club;
    naming_ada.mentions = {{iri_of(ada), "@ada@north.test"}};
    auto const note = write(pol, naming_ada).activity.object_id();
    auto const other = pol.ask(club, "Of somebody else");
    REQUIRE(north.waiting() > 0);
    auto const before = south.entries();

    give_account(ada, "ada", true);
    static_cast<void>(north.rebuild());
    south.up = true;
    village.pass(std::chrono::hours{2});
    village.settle();
    CHECK(has_arrived(south, other));
    CHECK_FALSE(has_arrived(south, question));
    CHECK_FALSE(has_arrived(south, note));
    CHECK(south.entries() > before);
    CHECK(north.waiting() == 0);
    static_cast<void>(north.rebuild());
    CHECK(north.waiting() == 0);
}

TEST_CASE_FIXTURE(Pupils, "what somebody did as a pupil stays when they are none any more") {
    auto const question = pia.ask(club, "Written as a pupil");
    static_cast<void>(perform(pia, composer_of(pia).follow(author_of(pia), club)).value());
    village.settle();
    auto const lived = north.views();
    auto const before = south.entries();

    give_account(pia, "pia", false);
    static_cast<void>(north.rebuild());
    CHECK(north.views() == lived);
    CHECK(north.waiting() == 0);
    village.settle();
    CHECK(south.entries() == before);
    CHECK_FALSE(has_arrived(south, question));
}
