// What must not be done with pen names: invented reviewers, more of them than were asked, reviews of people who are
// gone.
#include "federation/reviews/review_json.hpp"
#include "tests/federation/pen_names.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::federation::reviews;
using namespace collegium::tests;
using storage::HandInState;

namespace {

std::string public_create(
    std::string const& id, std::string const& by, std::string const& to, std::string const& what
) {
    return federation::JsonText::object()
        .text("id", id)
        .text("type", "Create")
        .text("actor", by)
        .texts("to", {"https://www.w3.org/ns/activitystreams#Public", to})
        .text("audience", to)
        .raw("object", what)
        .done();
}

// fay, of forge.test, wrote a guide in a community there; their server says what it likes about reviewers.
struct ForgedPenNames {
    ForgedPenNames() {
        north.partner_with("forge.test");
        meet(village, north, lab);
        auto const words = guide_object(guide, fay, lab, whole_guide(), "2026-09-01T10:00:00Z");
        REQUIRE(forge.send(north, fay, public_create(forge.fresh("act"), fay, lab, words)));
    }

    void send_invented(std::string const& name, ReviewTrack track, std::string const& institution) {
        auto const by = forge.person(name);
        auto words = whole_review(guide, federation::guides::version_of(whole_guide()), track);
        words.pen_name = PenName{name, institution, {"forge.test", "north.test"}};
        auto object = federation::JsonText::object();
        object.text("id", forge.fresh("comment"))
            .text("type", "Note")
            .text("attributedTo", by)
            .text("inReplyTo", guide)
            .text("audience", lab)
            .text("content", "<p>words</p>")
            .texts("to", {"https://www.w3.org/ns/activitystreams#Public", lab})
            .text("published", "2026-09-01T11:00:00Z");
        add_review(object, words);
        REQUIRE(forge.send(north, by, public_create(forge.fresh("act"), by, lab, object.done())));
    }

    Village village{{"north.test"}};
    School& north = village["north.test"];
    OtherServer forge{village, "forge.test"};
    std::string fay = forge.person("fay"), lab = forge.group("lab");
    std::string guide = "https://forge.test/post/1";
};

}  // namespace

TEST_CASE_FIXTURE(ForgedPenNames, "the school of a guide's author opens no gate with reviewers that it invents") {
    send_invented("willow", ReviewTrack::peer, "invented-1");
    send_invented("alder", ReviewTrack::expert, "invented-2");
    auto const version = federation::guides::digest_of(federation::guides::version_of(whole_guide())).value();
    auto const [gate, seen] = about(north, guide, [&](auto const& tx, auto const& tables, storage::Handle handle) {
        return std::pair{gate_of(tx, tables, handle, version), reviews_of(tx, tables, handle)};
    });
    REQUIRE(seen.size() == 2);
    for (auto const& each : seen) {
        CHECK_FALSE(each.pen_named);
        CHECK(each.flags == bit(federation::reviews::Flag::same_institution));
    }
    CHECK(gate == GateResult{0, 0, 0, 0, 2, false});
}

TEST_CASE_FIXTURE(PenNames, "with a contributor of the community's school its pen names are set aside, on every node") {
    review_as(wim, "Willow");
    review_as(eva, "Birch", ReviewTrack::expert);
    for (auto* const school : {&north, &south, &west, &east}) CHECK(gate_at(*school).reviewed);
    add_contributor(nia);
    for (auto* const school : {&north, &south, &west, &east})
        CHECK(gate_at(*school) == GateResult{0, 0, 0, 0, 2, false});
    check_all_histories();
}

TEST_CASE_FIXTURE(PenNames, "of a community that was asked, three people answer under pen names, and no fourth") {
    auto const guild = west.found("guild", "wim");
    std::vector<Person> people{wim, wes, west.enrol("wol"), west.enrol("wua")};
    for (auto const& person : people) {
        person.follow(guild);
        meet(village, north, iri_of(person));
    }
    village.settle();
    meet(village, north, guild);
    ReviewRequest request;
    request.guide = guide;
    request.version = version;
    request.target = guild;
    auto const offer = done(ada, composer(ada).ask(author_of(ada), request)).id().text();
    std::vector<std::string> const names{"Willow", "Alder", "Birch", "Poplar"};
    for (std::size_t i = 0; i < 3; ++i) CHECK(hand_in(people[i], words(offer, names[i])));
    take_back(people[2]);  // makes no room for somebody else
    auto const refused = hand_in(people[3], words(offer, names[3]));
    REQUIRE(why_refused(refused) == Reason::not_allowed);
    CHECK(std::string{refused.error().detail()}.find("ask you by name") != std::string::npos);
    CHECK(hand_in(people[0], words(offer, names[0])));  // a change is nobody new
    check_all_histories();
}

TEST_CASE_FIXTURE(PenNames, "the keeper's rounds do ten things at most, and the rest in the next") {
    auto const offer = ask(ada, wim);
    for (std::size_t i = 0; i <= most_tended; ++i) REQUIRE(hand_in(wim, words(offer, "Willow")));
    auto const waiting = [&] {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            std::size_t count = 0;
            tables.hand_ins.each(tx, [&](storage::Edge const&, storage::HandInRecord const& record) {
                if (record.state == HandInState::waiting) ++count;
                return true;
            });
            return count;
        });
    };
    CHECK(waiting() == most_tended + 1);
    tend();
    CHECK(waiting() == 1);
    tend();
    CHECK(waiting() == 0);
    CHECK(reviews_at(south).size() == 1);
}

TEST_CASE_FIXTURE(PenNames, "what somebody wrote who is gone is taken back, and the keeper forgets who they were") {
    review_as(wim, "Willow");
    review_as(eva, "Birch", ReviewTrack::expert);
    CHECK(hand_in(wes, words(ask(ada, wes), "Alder")));
    for (auto const& person : {wim, wes})
        done(person, composer_of(person).delete_object(author_of(person), iri_of(person), club, ""));
    tend();
    for (auto* const school : {&north, &south, &east}) {
        auto const seen = reviews_at(*school);
        REQUIRE(seen.size() == 1);
        CHECK(seen[0].post.author.display == "Birch");
    }
    std::vector<storage::Handle> known;
    north.node.store.read([&](auto const& tx, auto const& tables) {
        tables.pen_names.each(tx, [&](storage::Handle, storage::PenNameRecord const& record) {
            known.push_back(record.person);
            return true;
        });
        return true;
    });
    auto const at_north =
        about(north, iri_of(eva), [](auto const&, auto const&, storage::Handle handle) { return handle; });
    std::ranges::sort(known);
    CHECK(known == std::vector<storage::Handle>{storage::no_one, at_north});
    auto const before = north.entries();
    tend();
    CHECK(north.entries() == before);
    check_all_histories();
}
