// Statement 56: followers synchronisation (FEP-8fcf).
#include "federation/fetching/followers_digest.hpp"
#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Followers {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    Person ada = north.enrol("ada"), ben = north.enrol("ben");
    Peer west{village, "west.test"};
    std::string chess = west.actor("chess", "Group");
    std::string list = chess + "/followers?of=north.test";
    std::string const ada_iri = "https://north.test/u/ada", ben_iri = "https://north.test/u/ben";

    Followers() {
        north.partner_with("west.test");
        follow(village, ada, chess);
        auto const accept = act(west.iri("/accept/1"), "Accept", chess, follow_of(ada_iri));
        static_cast<void>(village.run(federation::receive(north.node, west.signed_by(chess, accept))).value());
        west.asked.clear();
        west.posted.clear();
    }

    std::string follow_of(std::string const& person) const {
        return R"({"type":"Follow","actor":")" + person + R"(","object":")" + chess + "\"}";
    }

    void say(std::vector<std::string> const& followers) {
        auto const body =
            act(west.iri("/announce/" + std::to_string(++said)), "Announce", chess, named(west.iri("/x")));
        auto post = west.signed_by(chess, body);
        post.fields.push_back(
            {"Collection-Synchronization",
             "collectionId=\"" + chess + "/followers\", url=\"" + list + "\", digest=\"" +
                 federation::followers_digest(followers) + "\""}
        );
        static_cast<void>(village.run(federation::receive(north.node, std::move(post))));
        village.settle();
    }

    void serve(std::vector<std::string> const& followers) {
        std::vector<std::string> items;
        for (auto const& each : followers) items.push_back(named(each));
        west.serve(list, collection(list, items));
    }

    bool follows(Person const& person) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return tables.following.contains(tx, {person.handle, storage::find_handle(tx, tables, chess).value()});
        });
    }
    bool asked_for_list() const { return std::ranges::find(west.asked, list) != west.asked.end(); }

    unsigned said = 0;
};

}  // namespace

TEST_CASE_FIXTURE(
    Followers, "wire_56: followers are compared by digest; who is listed without following is undone, nobody is removed"
) {
    CHECK(
        federation::followers_digest({"https://testing.example.org/users/1", "https://testing.example.org/users/2"}) ==
        "c33f48cd341ef046a206b8a72ec97af65079f9a3a9b90eef79c5920dce45c61f"
    );
    CHECK(federation::followers_digest({}) == std::string(64, '0'));

    SUBCASE("the same on both sides: nothing is asked") {
        say({ada_iri});
        CHECK_FALSE(asked_for_list());
        CHECK(west.posted.empty());
    }
    SUBCASE("somebody is listed who does not follow") {
        serve({ada_iri, ben_iri, "https://north.test/u/nobody", "https://elsewhere.test/u/x"});
        say({ada_iri, ben_iri});
        REQUIRE(west.posted.size() == 1);
        auto const undo = federation::Json::read_object(west.posted[0]).value();
        CHECK(federation::type_of(undo.root()) == "Undo");
        CHECK(federation::text_member(undo.root(), "actor") == ben_iri);
        CHECK(federation::reference_member(*federation::member(undo.root(), "object"), "object") == chess);
        CHECK(follows(ada));
        // The next message with the same difference costs nothing.
        west.asked.clear();
        say({ada_iri, ben_iri});
        CHECK_FALSE(asked_for_list());
        CHECK(west.posted.size() == 1);
        // Nor does one that names another address for it.
        list += "&again";
        serve({ada_iri, ben_iri});
        say({ada_iri, ben_iri});
        CHECK_FALSE(asked_for_list());
        CHECK(west.posted.size() == 1);
    }
    SUBCASE("a partner that lists everybody here makes us write a few lines at once, and of pupils none") {
        std::vector<std::string> everybody;
        for (int number = 0; number < 60; ++number) {
            auto const name = "member" + std::to_string(number);
            auto const member = north.enrol(name);
            everybody.push_back("https://north.test/u/" + name);
            if (number < 5) give_account(member, name, true);
        }
        serve(everybody);
        say(everybody);
        CHECK(west.posted.size() == 50);
        for (auto const& letter : west.posted)
            for (int pupil = 0; pupil < 5; ++pupil)
                CHECK(letter.find("/u/member" + std::to_string(pupil) + "\"") == std::string::npos);
    }
    SUBCASE("we are not listed there: nothing is removed here") {
        serve({});
        say({});
        CHECK(asked_for_list());
        CHECK(follows(ada));
        CHECK(west.posted.empty());
    }
    SUBCASE("a list at another host is not asked for") {
        auto const other = "https://other.test/followers";
        auto post = west.signed_by(chess, act(west.iri("/announce/9"), "Announce", chess, named(west.iri("/x"))));
        post.fields.push_back(
            {"Collection-Synchronization",
             "collectionId=\"" + chess + "/followers\", url=\"" + other + "\", digest=\"" + std::string(64, '1') + "\""}
        );
        auto const before = north.network.requests;
        static_cast<void>(village.run(federation::receive(north.node, std::move(post))));
        CHECK(north.network.requests - before <= 1);  // the announced thing
    }
}
