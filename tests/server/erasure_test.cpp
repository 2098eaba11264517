// Erasure: who had got something is asked and nobody else, what they answer is counted, and lies are not.
#include "federation/community/visibility.hpp"
#include "federation/delivery/delivery_state.hpp"
#include "federation/erasure/messages.hpp"
#include "federation/erasure/reading.hpp"
#include "federation/logged.hpp"
#include "server/erasure/erasing.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/api_client.hpp"
#include "tests/server/browser.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using federation::erasure::Asked;
using federation::erasure::Erasure;
using federation::erasure::Standing;
using storage::ObjectState;

namespace {

// People of three partners follow the circle, in which Ada and Pip, a pupil, write. Nobody at lone.test hears of it.
struct Erasing {
    Erasing() {
        for (auto const& [person, name, pupil] :
             {std::tuple{ada, "ada", false}, std::tuple{nora, "nora", false}, std::tuple{pip, "pip", true}})
            give_account(person, name, pupil);
        for (auto const& reader : {sid, wes, eve}) {
            meet(village, *reader.school, circle);
            reader.follow(circle);
        }
        village.settle();
        question = ada.ask(circle, "What is a group?");
        village.settle();
        for (auto const& reader : {sid, wes, eve}) REQUIRE(is_shown(*reader.school));
    }

    bool is_shown(School const& school) const {
        auto const post = post_at(school, question);
        return post && post->state == ObjectState::visible;
    }

    bool is_deleted(std::string const& thing) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, thing).value();
            auto const record = tables.objects.get(tx, handle).value();
            return federation::community::state_of(tx, tables, handle, record) == ObjectState::deleted_by_author;
        });
    }

    Result<server::erasure::Plan> erase(std::string const& account) {
        return village.run(server::erasure::erase(
            north.node, [](std::string const&) {}, account, "console"
        ));
    }

    std::vector<Erasure> erasures() const {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return federation::erasure::erasures(tx, tables);
        });
    }

    // How the newest erasure stands with a host.
    Standing standing_of(std::string const& host) const {
        auto const all = erasures();
        auto const found = std::ranges::find(all.front().asked, host, &Asked::host);
        REQUIRE(found != all.front().asked.end());
        return found->standing;
    }

    federation::Activity deletion() const {
        auto const seq = erasures().front().deletion;
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::logged_activity(tx, tables, seq).value();
        });
    }

    // The same as if somebody else had ended by it.
    federation::Activity deletion_of(std::string const& actor) const {
        auto text = federation::JsonText::object();
        text.text("id", deletion().id().text()).text("type", "Delete").text("actor", actor).text("object", actor);
        return federation::Activity::read(text.done()).value();
    }

    // What north answers to a receipt, as whoever sent it knows.
    unsigned answer_to(School& from, std::string const& by, federation::Activity const& about) {
        auto const handle = from.node.store.read([&](auto const& tx, auto const& tables) {
            return storage::find_handle(tx, tables, by).value();
        });
        auto const author = federation::author_of(from.node, handle).value();
        auto const sent = federation::perform_now(from.node, federation::erasure::receipt(from.node, author, about));
        REQUIRE(sent);
        village.settle();
        auto const deliveries = from.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::deliveries_of(tx, tables, *sent);
        });
        REQUIRE(deliveries.size() == 1);
        return deliveries.front().status;
    }

    Village village{{"north.test", "south.test", "west.test", "east.test", "lone.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    School& west = village["west.test"];
    School& east = village["east.test"];
    School& lone = village["lone.test"];
    Person ada = north.enrol("ada"), nora = north.enrol("nora"), pip = north.enrol("pip");
    Person sid = south.enrol("sid"), wes = west.enrol("wes"), eve = east.enrol("eve");
    std::string circle = north.found("circle", "nora");
    std::string question;
};

std::vector<std::string> hosts_of(Erasure const& erasure) {
    std::vector<std::string> hosts;
    for (auto const& each : erasure.asked) hosts.push_back(each.host);
    return hosts;
}

}  // namespace

TEST_CASE_FIXTURE(Erasing, "of three partners two confirm, and the third one as soon as it is back") {
    std::vector<std::string> const three{"east.test", "south.test", "west.test"};
    auto const before = north.entries();
    auto const plan = server::erasure::plan_of(north.node, "ada");
    REQUIRE(plan);
    CHECK(plan->hosts == three);
    CHECK(plan->works == 1);
    CHECK(north.entries() == before);
    auto const heard_at_lone = lone.entries();

    east.up = false;
    REQUIRE(erase("ada"));
    village.settle();

    REQUIRE(erasures().size() == 1);
    CHECK(erasures().front().person == ada.handle);
    CHECK(hosts_of(erasures().front()) == three);
    CHECK(erasures().front().confirmed() == 2);
    CHECK(standing_of("east.test") == Standing::waiting);
    CHECK_FALSE(is_shown(north));
    CHECK_FALSE(is_shown(south));
    CHECK_FALSE(is_shown(west));
    CHECK(is_shown(east));

    east.up = true;
    village.pass(48h);
    village.settle_until([&] { return erasures().front().confirmed() == 3; });

    CHECK_FALSE(is_shown(east));
    CHECK(lone.entries() == heard_at_lone);
    CHECK(erase("ada").error().reason() == Reason::conflict);
    CHECK(erase("nobody").error().reason() == Reason::not_found);
}

TEST_CASE_FIXTURE(Erasing, "what is kept of the account and at partners says nothing of whoever was erased") {
    storage::Store::Change<int> const describe = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto const there = storage::find_handle(tx, tables, iri_of(ada)).value();
        auto record = tables.actors.get(tx, there).value();
        record.display_name = "Ada Okafor";
        record.summary = "<p>Teaches algebra</p>";
        tables.actors.put(tx, there, record);
        return 0;
    };
    storage::Store::Change<int> const add_address = [](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto account = tables.accounts.get(tx, "ada").value();
        account.mail = account.password = "sealed";
        tables.accounts.put(tx, "ada", account);
        return 0;
    };
    REQUIRE(south.node.store.write_now(describe));
    REQUIRE(north.node.store.write_now(add_address));

    REQUIRE(erase("ada"));
    village.settle();

    auto const at_south = south.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.actors.get(tx, storage::find_handle(tx, tables, iri_of(ada)).value()).value();
    });
    CHECK(at_south.display_name == "ada");
    CHECK(at_south.summary.empty());
    auto const account = north.node.store.read([](auto const& tx, auto const& tables) {
        return tables.accounts.get(tx, "ada").value();
    });
    CHECK(account.state == storage::AccountState::closed);
    CHECK(account.password.empty());
    CHECK(account.mail.empty());
}

TEST_CASE_FIXTURE(Erasing, "a receipt of whoever was not asked, of a person, or with another's name is refused") {
    east.up = false;
    REQUIRE(erase("ada"));
    village.settle();
    REQUIRE(erasures().front().confirmed() == 2);

    CHECK(answer_to(lone, "https://lone.test/", deletion()) == 403);
    CHECK(hosts_of(erasures().front()).size() == 3);

    east.up = true;
    CHECK(answer_to(east, iri_of(eve), deletion()) == 403);
    CHECK(answer_to(east, "https://east.test/", deletion_of(iri_of(nora))) == 403);
    village.settle_until([&] { return erasures().front().confirmed() == 3; });  // its true one

    auto const entries = north.entries();
    CHECK(answer_to(south, "https://south.test/", deletion()) < 300);  // once more changes nothing
    CHECK(north.entries() == entries);
}

TEST_CASE_FIXTURE(Erasing, "other software is asked in its own words, and gives no receipt") {
    north.partner_with("mast.test");
    OtherServer mast{village, "mast.test"};
    auto const fay = mast.person("fay");
    auto follow = federation::JsonText::object();
    follow.text("id", mast.fresh("follow")).text("type", "Follow").text("actor", fay).text("object", circle);
    REQUIRE(mast.send(north, fay, follow.done()));
    static_cast<void>(ada.ask(circle, "What is a ring?"));
    village.settle();

    REQUIRE(erase("ada"));
    village.settle();

    CHECK(erasures().front().confirmed() == 3);
    CHECK(erasures().front().asked.size() == 4);
    CHECK(standing_of("mast.test") == Standing::taken);
    auto const is_deletion = [&](std::string const& body) {
        return member_of(body, "type") == "Delete" && member_of(body, "object") == iri_of(ada);
    };
    auto const asked = std::ranges::find_if(mast.received, is_deletion);
    REQUIRE(asked != mast.received.end());
    CHECK(asked->find("bcc") == std::string::npos);
    CHECK(asked->find("south.test") == std::string::npos);
}

TEST_CASE_FIXTURE(Erasing, "of a pupil nothing ever left, so nobody is asked") {
    auto const theirs = pip.ask(circle, "What is a pupil's question?");
    village.settle();
    auto const heard = south.entries();

    auto const erased = erase("pip");
    REQUIRE(erased);
    village.settle();

    CHECK(erased->pupil);
    CHECK(erased->works == 1);
    REQUIRE(erasures().size() == 1);
    CHECK(erasures().front().asked.empty());
    CHECK(is_deleted(theirs));
    CHECK(south.entries() == heard);
}

namespace {

struct ErasingOnPages : Front {
    ErasingOnPages() {
        auto const community = found("algebra", "nora");
        auto const algebra = north.node.settings.origin() + community;
        meet(village, south, algebra);
        south.enrol("sid").follow(algebra);
        settle();
        static_cast<void>(ada.ask(algebra, "What is a group?"));
        settle();
    }

    server::Response decide(Fields fields) {
        fields.emplace_back("decision", "erase");
        return olga.submit("/operator/members/ada", std::move(fields));
    }

    bool tells_of_ada(std::string const& target) { return shows(get_activity(target), "Okafor"); }

    Person ada = add_person("ada"), nora = add_person("nora");
    Person olga_herself = add_person("olga", storage::Roles::of(storage::Role::operator_));
    Browser olga = Browser::of(*this, "olga");
};

}  // namespace

TEST_CASE_FIXTURE(ErasingOnPages, "an operator erases a member on their page, and reads there who has confirmed it") {
    auto const before = north.entries();
    auto const unsure = decide({});
    CHECK(unsure.status() == 409);
    CHECK(shows(unsure, "Nothing was changed. Tick the box"));
    CHECK(north.entries() == before);

    CHECK(decide({{"sure", "1"}}).status() == 303);
    settle();

    auto const page = olga.get("/operator/members/ada");
    CHECK(shows(page, "1 of 1 institution has confirmed it"));
    CHECK(shows(page, "south.test"));
    CHECK_FALSE(shows(page, "Erase for good"));
    CHECK_FALSE(shows(page, "Let in again"));
    CHECK(shows(olga.get("/operator/members"), "Erased: 1 of 1 institution has confirmed it"));
    CHECK(shows(olga.get("/operator/audit"), "erased a member with all that they wrote"));
    CHECK(decide({{"sure", "1"}}).status() == 409);
}

TEST_CASE_FIXTURE(ErasingOnPages, "what somebody said of themselves is read at their address and nowhere else") {
    auto ada_there = Browser::of(*this, "ada");
    Fields const profile{{"display_name", "Ada Okafor"}, {"note", "Teaches algebra"}, {"audience", "public"}};
    REQUIRE(ada_there.submit("/settings/profile", profile).status() == 303);
    settle();

    CHECK(tells_of_ada("/u/ada"));
    CHECK(shows(get_activity("/u/ada/outbox"), "What is a group?"));
    CHECK_FALSE(tells_of_ada("/u/ada/outbox"));
}

TEST_CASE_FIXTURE(ErasingOnPages, "whoever was erased is neither shown nor found nor served any more") {
    auto const lookup = "/api/v1/accounts/lookup?acct=ada";
    auto as_nora = ApiClient::of(*this, "nora");
    std::vector<std::string> const places{
        "/u/ada/outbox",
        "/u/ada/followers",
        "/u/ada/posts.atom",
        "/.well-known/webfinger?resource=acct:ada@north.test",
        lookup};
    for (auto const& place : places) CHECK_MESSAGE(get(place).status() == 200, place);
    CHECK(as_nora.get(lookup).status() == 200);

    REQUIRE(decide({{"sure", "1"}}).status() == 303);
    settle();

    for (auto const& place : places) CHECK_MESSAGE(get(place).status() == 404, place);
    CHECK(as_nora.get(lookup).status() == 404);
    CHECK(get("/u/ada").status() == 410);
    CHECK(get_activity("/u/ada").status() == 410);
    CHECK(Browser::of(*this, "nora").get("/u/ada").status() == 410);
}
