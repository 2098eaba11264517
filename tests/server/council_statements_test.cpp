// What a student council says of a guide (needs H1, H2): pupils draft it, a sponsor releases it, it goes out in the
// name of the council and with no name of a child, and it is taken back everywhere.
#include "federation/guides/compose_guide.hpp"
#include "federation/statements/reading.hpp"
#include "federation/statements/statement.hpp"
#include "storage/names.hpp"
#include "tests/federation/library.hpp"
#include "tests/federation/people.hpp"
#include "tests/federation/school_server.hpp"
#include "tests/printing.hpp"
#include "tests/server/guide_front.hpp"
#include "tests/server/member_program.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

std::string const voice = "https://north.test/c/voice";

// Cora and Ben sponsor the council of north; Pia and Pol are in it; Sam at south wrote the guide. All that passes
// between the two schools is written down.
struct Council : GuideFront {
    Council() {
        give_account(pia_herself, "piakind", true);
        give_account(pol_himself, "pol", true);
        rename("https://north.test/u/piakind", "Pia Musterling");
        rename("https://north.test/u/pol", "Will");
        Fields const wanted{
            {"template", "council"}, {"display", "Student council"}, {"name", "voice"}, {"deputy", "ben"}};
        REQUIRE(cora.submit("/communities/new", wanted).status() == 303);
        for (auto* const pupil : {&pia, &pol}) {
            auto const name = pupil == &pia ? "piakind" : "pol";
            REQUIRE(cora.submit("/c/voice/members", {{"decision", "invite"}, {"person", name}}).status() == 303);
            REQUIRE(pupil->submit("/c/voice/invitation", {{"decision", "accept"}}).status() == 303);
        }
        meet(village, south, club);
        sam.follow(club);
        settle();
        federation::guides::GuideComposer const composer{"https://south.test", south.node.clock, south.node.ids};
        auto const composed = composer.publish(author_of(sam), {club, whole_guide()});
        REQUIRE(perform(sam, composed));
        guide_iri = composed.activity.object_id();
        settle();
        guide = "/post/" + digits_of(guide_iri);
        for (auto* const school : {&north, &south}) {
            auto const host = school == &north ? "north.test" : "south.test";
            village.served[host] = [this, school](federation::OutgoingRequest request) {
                return pass(*school, std::move(request));
            };
        }
    }

    boost::asio::awaitable<federation::IncomingResponse> pass(School& school, federation::OutgoingRequest request) {
        wire += request.method + " " + request.target + "\n" + request.body + "\n";
        for (auto const& [name, value] : request.fields) wire += name + ": " + value + "\n";
        federation::IncomingResponse response;
        if (request.method == "GET")
            response = answer_get(school, request);
        else
            response = co_await answer_post(school, std::move(request));
        for (auto const& [name, value] : response.fields) wire += name + ": " + value + "\n";
        wire += response.body + "\n";
        co_return response;
    }

    std::string digits_of(std::string const& thing) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, thing).value();
            auto const number = tables.objects.get(tx, handle).value().number;
            return std::to_string(static_cast<std::uint64_t>(number));
        });
    }

    std::vector<federation::timeline::PostView> statements_at(School const& school) const {
        return school.node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, guide_iri).value();
            return federation::statements::statements_about(tx, tables, handle);
        });
    }

    // The path of a draft of the council.
    std::string draft(Browser& who, std::string const& words) {
        auto const begun = who.submit(guide + "/statement", {{"council", "voice"}, {"words", words}});
        INFO(begun.body());
        REQUIRE(begun.status() == 303);
        return std::string{begun.field("location")};
    }

    server::Response decide(Browser& who, std::string const& path, std::string const& what, std::string const& words) {
        auto response = who.submit(path, {{"decision", what}, {"words", words}});
        settle();
        return response;
    }

    // The moment in which consent was taken back and nothing is deleted yet; Instant{}: it stands again.
    void note_withdrawal(Instant when) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            auto record = tables.consents.get(tx, pia_herself.handle).value();
            record.withdrawn = when;
            tables.consents.put(tx, pia_herself.handle, record);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    Person pia_herself = add_person("piakind"), pol_himself = add_person("pol"), sam = south.enrol("sam");
    Browser pia = Browser::of(*this, "piakind"), pol = Browser::of(*this, "pol");
    std::string guide_iri, guide;  // IRI, path
    std::string wire;
};

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

// When the draft that a page shows was saved, as its form says it.
std::string saved_in(server::Response const& page) {
    std::string const body{page.body()}, before = R"(name="saved" value=")";
    auto const at = body.find(before);
    REQUIRE(at != std::string::npos);
    auto const first = at + before.size();
    return body.substr(first, body.find('"', first) - first);
}

std::string const words = "It helps most of us. We want more time for questions.";

}  // namespace

TEST_CASE_FIXTURE(Council, "what pupils drafted goes out in the name of the council, and nothing tells who they are") {
    auto const path = draft(pia, words);
    CHECK(shows(pia.get(guide), "What pupils say"));
    CHECK(decide(pia, path, "release", words).status() == 403);
    CHECK(statements_at(north).empty());
    CHECK(wire.empty());

    auto const released = decide(cora, path, "release", words);
    INFO(released.body());
    REQUIRE(released.status() == 303);
    for (auto const* const school : {&north, &south}) {
        auto const said = statements_at(*school);
        REQUIRE(said.size() == 1);
        CHECK(said.front().author.iri == voice);
        CHECK(has(said.front().content, "We want more time for questions."));
    }
    auto const page = unescaped(get(guide));
    CHECK(has(page, "What pupils say"));
    CHECK(has(page, "We want more time for questions."));
    CHECK_FALSE(has(page, "class=\"comment\""));
    CHECK(cora.get(path).status() == 404);  // it is no draft any more

    for (auto const* const address : {"/c/voice", "/c/voice/outbox", "/c/voice/followers", "/c/voice/moderators"})
        wire += std::string{get_activity(address).body()};
    wire += std::string{get_activity("/comment/" + digits_of(statements_at(north).front().iri)).body()};
    REQUIRE(has(wire, "We want more time for questions."));
    auto const account = std::to_string(static_cast<std::uint64_t>(pia_herself.handle));
    for (auto const& telling : {std::string{"piakind"}, std::string{"Musterling"}}) {
        INFO(telling);
        CHECK_FALSE(has(wire, telling));
    }
    CHECK_FALSE(has(wire, "\"" + account + "\""));
    CHECK_FALSE(has(wire, path));
    north.check_history();
}

TEST_CASE_FIXTURE(Council, "a sponsor takes a statement back, and it is gone at every school") {
    REQUIRE(decide(cora, draft(pia, words), "release", words).status() == 303);
    REQUIRE(statements_at(south).size() == 1);
    auto const action = "/comment/" + digits_of(statements_at(north).front().iri) + "/statement/withdraw";
    CHECK(pia.get(action).status() == 404);
    CHECK(pia.submit(action).status() == 404);
    CHECK(ada.submit(action).status() == 404);
    CHECK(shows(ben.get(action), "The partners that have it are told to delete it too."));

    CHECK(ben.submit(action).status() == 303);
    settle();
    CHECK(statements_at(north).empty());
    CHECK(statements_at(south).empty());
    CHECK_FALSE(shows(get(guide), "What pupils say"));
    north.check_history();
}

TEST_CASE_FIXTURE(Council, "words that point to somebody are named to the sponsor, and the text stays") {
    std::string const telling =
        "Ask **P**ia or @pol, or write to b@x.example. Ada will help, says MUSTERLING. It is a pilot.";
    auto const path = draft(pia, telling);
    auto const refused = decide(cora, path, "release", telling);
    CHECK(refused.status() == 422);
    for (auto const* const word : {"Pia", "@pol", "b@x.example", "Ada", "MUSTERLING"})
        CHECK(shows(refused, "<li><strong>" + std::string{word} + "</strong></li>"));
    CHECK_FALSE(shows(refused, "<strong>will</strong>"));
    CHECK(shows(refused, "It is a pilot.</textarea>"));
    CHECK(statements_at(north).empty());
}

TEST_CASE_FIXTURE(Council, "a pupil's name is found beside any mark, in any script, in parts and in capitals") {
    auto const telling = [&](std::string const& name, std::string const& text) {
        rename("https://north.test/u/piakind", name);
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::statements::telling_words(tx, tables, text);
        });
    };
    using Words = std::vector<std::string>;
    CHECK(telling("Lena", "It was Lena’s thought.") == Words{"Lena"});
    CHECK(telling("Lena", "Whose? “Lena”… and so on") == Words{"Lena"});
    CHECK(telling("Lena", "So says Lena\u00a0– and so do we") == Words{"Lena"});
    CHECK(telling("Lena", "So says Le\u00adna again") == Words{"Le\u00adna"});
    CHECK(telling("Lena", "Helena and Lenard, and Lenaé").empty());
    CHECK(telling("Meyer, Anna", "Meyer sagt es, und Anna auch") == Words{"Meyer", "Anna"});
    CHECK(telling("Anna-Lena", "Anna sagt es") == Words{"Anna"});
    CHECK(telling("Élodie", "ÉLODIE, élodie") == Words{"ÉLODIE"});  // a word that is written small is none of a name
    CHECK(telling("Élodie Blanc", "élodie blanc") == Words{"élodie blanc"});
    CHECK(telling("王小明", "我们的朋友王小明说得好。") == Words{"王小明"});
    CHECK(telling("王 小明", "朋友王小明说") == Words{"小明", "王小明"});
    CHECK(telling("さくら", "「さくらさん」と言った") == Words{"さくら"});
    CHECK(telling("Lena", "Lenaさんが言った") == Words{"Lena"});
}

TEST_CASE_FIXTURE(
    Council, "a draft of a pupil is read by others once a sponsor has saved it, and by nobody elsewhere"
) {
    auto const path = draft(pia, words);
    CHECK(pia.get(path).status() == 200);
    CHECK(pol.get(path).status() == 404);
    CHECK(decide(pol, path, "drop", "").status() == 404);
    CHECK(ada.get(path).status() == 404);  // in no council
    CHECK(decide(cora, path, "save", words).status() == 303);
    CHECK(pol.get(path).status() == 200);
    CHECK(decide(pol, path, "drop", "").status() == 404);
    CHECK(decide(pol, path, "save", "Mine now.").status() == 303);
    CHECK(pia.get(path).status() == 404);
    CHECK(shows(cora.get("/c/voice/statements"), "Mine now."));
    CHECK(ada.submit(guide + "/statement", {{"council", "voice"}, {"words", words}}).status() == 404);
    CHECK(wire.empty());
}

TEST_CASE_FIXTURE(Council, "a statement by a person, or of what somebody may not see, is refused") {
    OtherServer east{village, "east.test"};
    north.partner_with("east.test");
    auto const eve = east.person("eve"), panel = east.group("panel");
    auto const say = [&](std::string const& actor, std::string const& about) {
        auto const id = east.fresh("note");
        return east.send(
            north,
            actor,
            R"({"id":")" + east.fresh("act") + R"(","type":"Create","actor":")" + actor + R"(","to":[)" + everyone +
                R"(],"object":{"id":")" + id + R"(","type":"Note","attributedTo":")" + actor + R"(","inReplyTo":")" +
                about + R"(","content":"<p>We say so.</p>","to":[)" + everyone +
                R"(],"published":"2026-08-01T10:00:00Z","col:kind":"statement"}})"
        );
    };
    auto const by_person = say(eve, guide_iri);
    REQUIRE_FALSE(by_person);
    CHECK(by_person.error().reason() == Reason::not_allowed);
    CHECK(say(panel, guide_iri));
    CHECK(statements_at(north).size() == 1);

    auto const kept = publish(ada, changed(whole_form("For us"), "audience", "here"));
    auto const about_kept = say(panel, "https://north.test" + kept);
    REQUIRE_FALSE(about_kept);
    CHECK(about_kept.error().reason() == Reason::unconcerned);  // as if there were no such guide
    CHECK(say(panel, "https://north.test/post/77").error().reason() == Reason::unconcerned);

    federation::NoteDraft note;
    note.kind = "statement";
    note.parent = guide_iri;
    note.source = "I say so.";
    auto const own = perform(ada_herself, composer_of(ada_herself).note(author_of(ada_herself), note));
    REQUIRE_FALSE(own);
    CHECK(own.error().reason() == Reason::not_allowed);
}

TEST_CASE_FIXTURE(Council, "whether a Group speaks is asked when somebody reads, so that a rebuild gives the same") {
    REQUIRE(decide(cora, draft(pia, words), "release", words).status() == 303);
    REQUIRE(statements_at(south).size() == 1);
    auto const call_it = [&](storage::ActorType type) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            auto const handle = storage::find_handle(tx, tables, voice).value();
            auto record = tables.actors.get(tx, handle).value();
            record.type = type;
            tables.actors.put(tx, handle, record);
            return 0;
        };
        static_cast<void>(south.node.store.write_now(change).value());
    };
    call_it(storage::ActorType::person);
    CHECK(statements_at(south).empty());
    south.check_history();
    call_it(storage::ActorType::group);
    CHECK(statements_at(south).size() == 1);
}

TEST_CASE_FIXTURE(Council, "a council stays sheltered, is looked for by nobody, and keeps two sponsors") {
    Fields const opened{{"display", "Student council"}, {"join", "open"}, {"answers", "members"}, {"width", "here"}};
    CHECK(cora.submit("/c/voice/run", opened).status() == 422);
    CHECK(ben.submit("/c/voice/facilitators", {{"decision", "dismiss"}, {"person", "ben"}}).status() == 422);
    CHECK(cora.get("/c/voice/listing").status() == 403);
    CHECK_FALSE(shows(get("/"), "/c/voice"));
    CHECK(shows(ada.get("/"), "/c/voice"));
    CHECK(has(std::string{get_activity("/c/voice").body()}, R"("discoverable":false)"));

    REQUIRE(pia.submit("/c/voice/ask", {{"title", "May we?"}, {"words", "Longer breaks."}}).status() == 303);
    CHECK_FALSE(shows(pol.get("/c/voice"), "May we?"));  // a grown-up reads it first
    CHECK(shows(cora.get("/c/voice/run"), "May we?"));
}

TEST_CASE_FIXTURE(Council, "neither a program nor a closed account gets round who runs a council") {
    static_cast<void>(add_person("olga", storage::Roles::of(storage::Role::operator_)));
    auto olga = Browser::of(*this, "olga");
    MemberProgram as_cora{*this, "cora"};
    auto const decision = [](std::string const& type, std::string const& person) {
        return R"({"type":")" + type + R"(","object":")" + person + R"(","target":")" + voice + R"(/moderators"})";
    };
    auto const before = north.entries();
    CHECK(as_cora.say(decision("Add", "https://south.test/u/sam")).status() == 403);
    CHECK(as_cora.say(decision("Add", "https://north.test/u/piakind")).status() == 403);
    CHECK(as_cora.say(decision("Remove", "https://north.test/u/ben")).status() == 403);
    auto const closing = olga.submit("/operator/members/ben", {{"decision", "state"}, {"state", "closed"}});
    CHECK(closing.status() != 303);
    CHECK(shows(closing, "Nothing was changed"));
    CHECK(north.entries() == before);

    auto const appointed = as_cora.said(decision("Add", "https://north.test/u/ada"));
    as_cora.said(decision("Remove", "https://north.test/u/ben"));
    CHECK(as_cora.say(R"({"type":"Undo","object":")" + appointed + R"("})").status() == 403);
    CHECK(ada.get("/c/voice/run").status() == 200);
    CHECK(ben.get("/c/voice/run").status() == 404);
    north.check_history();
}

TEST_CASE_FIXTURE(Council, "what a pupil offered or drafted is hidden, and taken back, together with the consent") {
    auto const own = publish(ada);
    auto const suggestion = suggest(pia, own, "summary", "In words of a pupil.");
    auto const question = ben_himself.ask(club, "Does spacing help?");
    auto const guide_draft = begin(pia, question.substr(std::string{"https://north.test"}.size()) + "/guide");
    auto const statement_draft = draft(pia, words);
    REQUIRE(shows(ada.get(suggestion), "In words of a pupil."));
    REQUIRE(pia.get(guide_draft).status() == 200);
    REQUIRE(cora.get(statement_draft).status() == 200);

    note_withdrawal(north.node.clock.now());
    CHECK(ada.get(suggestion).status() == 404);
    note_withdrawal(Instant{});
    REQUIRE(ada.get(suggestion).status() == 200);

    auto const before = north.entries();
    REQUIRE(pia.submit("/settings/consent/withdraw").status() == 303);
    CHECK(north.entries() == before + 1);  // the Undo of the Offer
    CHECK(ada.get(suggestion).status() == 404);
    CHECK(pia.get(guide_draft).status() == 404);
    CHECK(cora.get(statement_draft).status() == 404);
    CHECK(shows(pia.get("/settings/consent"), "What was written is deleted."));
    north.check_history();
}

TEST_CASE_FIXTURE(Council, "a pupil who no longer helps with what the council says has no draft in it any more") {
    static_cast<void>(add_person("lotte", storage::Roles::of(storage::Role::safeguarding_lead)));
    auto lead = Browser::of(*this, "lotte");
    auto const path = draft(pia, words), other = draft(pol, words);
    Fields const only_writing{{"decision", "agree"}, {"agrees_writing", "1"}};
    REQUIRE(lead.submit("/safeguarding/pupils/piakind", only_writing).status() == 303);
    CHECK(cora.get(path).status() == 404);
    CHECK(cora.get(other).status() == 200);
    CHECK(pia.submit(guide + "/statement", {{"council", "voice"}, {"words", words}}).status() == 403);
}

TEST_CASE_FIXTURE(Council, "two who change one draft see both texts, and nobody's text is lost with a draft") {
    auto const path = draft(pia, words);
    auto const form = [&](std::string const& text, std::string const& saved) {
        return Fields{{"decision", "save"}, {"words", text}, {"saved", saved}, {"guide", guide.substr(6)}};
    };
    REQUIRE(decide(cora, path, "save", words).status() == 303);
    auto const began = saved_in(pol.get(path));
    village.clock.pass(std::chrono::minutes{1});
    REQUIRE(ben.submit(path, form("Words of a sponsor.", began)).status() == 303);

    auto const late = pol.submit(path, form("Words of Pol.", began));
    CHECK(late.status() == 409);
    CHECK(shows(late, "<pre>Words of a sponsor.</pre>"));
    CHECK(shows(late, "Words of Pol.</textarea>"));
    CHECK(shows(cora.get(path), "Words of a sponsor.</textarea>"));
    CHECK(cora.submit(path, changed(form("", began), "decision", "drop")).status() == 409);
    village.clock.pass(std::chrono::minutes{1});
    CHECK(pol.submit(path, form("Words of Pol.", saved_in(late))).status() == 303);

    // A pupil saved it last: it is for the sponsors now.
    auto const taken = pia.submit(path, form("Words of Pia.", began));
    CHECK(taken.status() == 404);
    CHECK(shows(taken, "Words of Pia.</textarea>"));
    CHECK(shows(taken, "action=\"" + guide + "/statement\""));
    CHECK_FALSE(shows(taken, "Words of Pol."));
    CHECK_FALSE(shows(ada.submit(path, form("Words of Ada.", began)), "Words of Ada."));  // in no council

    REQUIRE(decide(cora, path, "release", words).status() == 303);
    CHECK(shows(ben.submit(path, form("Too late.", began)), "Too late.</textarea>"));
    auto const nowhere = ben.submit(path, changed(form("Too late.", began), "guide", "77"));
    CHECK(nowhere.status() == 404);
    CHECK(shows(nowhere, "The guide that this was about is gone"));
    CHECK(shows(nowhere, "Too late.</textarea>"));
}
