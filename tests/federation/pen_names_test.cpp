// Reviews under pen names: the guide's author is of south.test, its community lives at north.test, whose facilitator
// asks people of west.test and east.test. Nobody at south.test may learn who they are, or where they are from.
#include "federation/community/visibility.hpp"
#include "federation/logged.hpp"
#include "federation/reviews/handing_in.hpp"
#include "federation/reviews/managing.hpp"
#include "federation/reviews/pen_publishing.hpp"
#include "federation/reviews/review_json.hpp"
#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/federation/reviewers.hpp"
#include "tests/federation/school_server.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation::reviews;
using namespace collegium::tests;
using storage::HandInState;

namespace {

boost::asio::awaitable<bool> tended(federation::Node const& node) {
    co_await tend_hand_ins(node);
    co_return true;
}

struct PenNames {
    PenNames() {
        for (auto const& person : {sam, wim, wes, eva}) follow(village, person, club);
        federation::guides::GuideComposer const composer{"https://south.test", south.node.clock, south.node.ids};
        guide =
            done(sam, composer.publish(author_of(sam), {club, whole_guide(), storage::Audience::everyone})).object_id();
    }

    // read(tx, tables, handle of the guide)
    template <class Read>
    auto reading(School const& school, Read read) const {
        return school.node.store.read([&](auto const& tx, auto const& tables) {
            return read(tx, tables, storage::find_handle(tx, tables, guide).value_or(storage::Handle{0}));
        });
    }

    // Does it and lets everybody hear of it.
    federation::Activity done(Person const& person, federation::Composed const& composed) {
        static_cast<void>(perform(person, composed).value());
        village.settle();
        return composed.activity;
    }

    ReviewComposer composer(Person const& person) const {
        auto const& node = person.school->node;
        return {node.settings.origin(), node.clock, node.ids};
    }

    // IRI of the Offer.
    std::string ask(Person const& asker, Person const& reviewer, ReviewTrack track = ReviewTrack::peer) {
        ReviewRequest request;
        request.guide = guide;
        request.version = version;
        request.target = iri_of(reviewer);
        request.track = track;
        if (asker.school != reviewer.school) meet(village, *asker.school, request.target);
        return done(asker, composer(asker).ask(author_of(asker), request)).id().text();
    }

    Review words(std::string const& request, std::string const& pen_name, ReviewTrack track = ReviewTrack::peer) {
        auto review = whole_review(guide, version, track);
        review.request = request;
        review.pen_name = PenName{pen_name, "", {}};
        return review;
    }

    Result<storage::Seq> hand_in(Person const& person, Review const& review) {
        auto const entered = perform(person, composer(person).hand_in(author_of(person), review, club));
        village.settle();
        return entered;
    }

    // What the rounds of the community's school do.
    void tend() {
        village.run(tended(north.node));
        village.settle();
    }

    void review_as(Person const& person, std::string const& pen_name, ReviewTrack track = ReviewTrack::peer) {
        CHECK(hand_in(person, words(ask(ada, person, track), pen_name, track)));
        tend();
    }

    void review_openly(Person const& person, ReviewTrack track) {
        auto const post = reading(*person.school, [&](auto const& tx, auto const& tables, storage::Handle handle) {
            return federation::timeline::find_post(tx, tables, handle).value();
        });
        auto const review = whole_review(guide, version, track);
        done(person, composer(person).publish(author_of(person), review, post));
    }

    std::optional<HandInView> handed_in(Person const& person) const {
        return person.school->node.store.read([&](auto const& tx, auto const& tables) {
            auto all = handed_in_by(tx, tables, person.handle);
            return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
        });
    }

    void take_back(Person const& person) {
        auto const offer = person.school->node.store.read([&](auto const& tx, auto const& tables) {
            return federation::logged_activity(tx, tables, handed_in(person).value().record.seq).value();
        });
        done(person, composer_of(person).undo(author_of(person), offer));
    }

    std::vector<ReviewView> reviews_at(School const& school) const {
        return reading(school, [](auto const& tx, auto const& tables, storage::Handle handle) {
            return reviews_of(tx, tables, handle);
        });
    }

    GateResult gate_at(School const& school) const {
        auto const digest = federation::guides::digest_of(version).value();
        return reading(school, [&](auto const& tx, auto const& tables, storage::Handle handle) {
            return gate_of(tx, tables, handle, digest);
        });
    }

    // sam names somebody who wrote the guide with him.
    void add_contributor(Person const& person) {
        auto joint = whole_guide();
        joint.contributors = {{iri_of(person), federation::guides::Voice::practitioner}};
        auto const current = reading(south, [](auto const& tx, auto const& tables, storage::Handle handle) {
            return federation::guides::find_guide(tx, tables, handle).value();
        });
        federation::guides::GuideComposer const composer_there{"https://south.test", south.node.clock, south.node.ids};
        village.pass(std::chrono::seconds{2});
        done(sam, composer_there.revise(author_of(sam), {club, joint, storage::Audience::everyone}, current));
    }

    void check_all_histories() {
        for (auto* const school : {&north, &south, &west, &east}) school->check_history();
    }

    Village village{{"north.test", "south.test", "west.test", "east.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    School& west = village["west.test"];
    School& east = village["east.test"];
    Person ada = north.enrol("ada"), nia = north.enrol("nia"), sam = south.enrol("sam"), sue = south.enrol("sue"),
           wim = west.enrol("wim"), wes = west.enrol("wes"), eva = east.enrol("eva");
    std::string club = north.found("club", "ada");
    std::string guide;
    std::string version = federation::guides::version_of(whole_guide());
};

// All that reaches a school, and all that it is answered, from now on.
class Overheard {
public:
    Overheard(Village& village, School& school) : village_{village}, host_{school.settings.node.domain} {
        village.served[host_] = [this, &school](federation::OutgoingRequest request) {
            return listen(*this, school, std::move(request));
        };
    }
    ~Overheard() { village_.served.erase(host_); }
    Overheard(Overheard const&) = delete;
    Overheard& operator=(Overheard const&) = delete;

    std::string bytes;

private:
    static boost::asio::awaitable<federation::IncomingResponse> listen(
        Overheard& heard, School& school, federation::OutgoingRequest request
    ) {
        heard.bytes += request.method + " " + request.target + "\n";
        for (auto const& field : request.fields) heard.bytes += field.name + ": " + field.value + "\n";
        heard.bytes += request.body + "\n";
        if (request.method == "GET") co_return answer_get(school, request);
        auto const answer = co_await answer_post(school, std::move(request));
        co_return answer;
    }

    Village& village_;
    std::string host_;
};

bool tells_of(std::string const& bytes, std::string const& words) {
    return bytes.find(words) != std::string::npos;
}

Reason why_refused(Result<storage::Seq> const& result) {
    return result ? Reason::duplicate : result.error().reason();
}

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

TEST_CASE_FIXTURE(PenNames, "nothing that the author's school receives holds the reviewer's handle or school") {
    Overheard heard{village, south};
    auto const offer = ask(ada, wim);
    RequestReply const reply{storage::RequestAnswer::accepted, offer, iri_of(ada), "", "", {}};
    done(wim, composer(wim).answer(author_of(wim), reply));
    CHECK(hand_in(wim, words(offer, "Willow")));
    tend();

    auto const seen = reviews_at(south);
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].post.author.display == "Willow");
    CHECK(seen[0].post.author.host == "north.test");
    CHECK(seen[0].pen_named);
    CHECK(seen[0].flags == 0);
    auto changed = words(offer, "Willow");
    changed.verdict = ReviewVerdict::major;
    village.pass(std::chrono::seconds{2});
    CHECK(hand_in(wim, changed));
    tend();
    REQUIRE(reviews_at(south).size() == 1);
    CHECK(reviews_at(south)[0].review.verdict == ReviewVerdict::major);
    take_back(wim);
    tend();
    CHECK(reviews_at(south).empty());

    CHECK(tells_of(heard.bytes, "Willow"));
    for (auto const* const secret : {"west.test", "/u/wim", "@wim", "\"wim\""}) {
        INFO(secret);
        CHECK_FALSE(tells_of(heard.bytes, secret));
    }
    check_all_histories();
}

TEST_CASE_FIXTURE(PenNames, "two under pen names from one school are one institution, on every node") {
    review_as(wim, "Willow");
    review_as(wes, "Alder", ReviewTrack::expert);
    for (auto* const school : {&north, &south, &west, &east})
        CHECK(gate_at(*school) == GateResult{1, 1, 1, 0, 0, false});
    review_as(eva, "Birch", ReviewTrack::expert);
    for (auto* const school : {&north, &south, &west, &east})
        CHECK(gate_at(*school) == GateResult{1, 2, 2, 0, 0, true});
    auto const seen = reviews_at(east);
    REQUIRE(seen.size() == 3);
    CHECK(seen[1].review.pen_name->institution == seen[2].review.pen_name->institution);
    CHECK(seen[0].review.pen_name->institution != seen[1].review.pen_name->institution);
    check_all_histories();
}

TEST_CASE_FIXTURE(PenNames, "an open review and one under a pen name of the same school are one institution") {
    review_as(wim, "Willow");
    review_openly(wes, ReviewTrack::expert);
    for (auto* const school : {&north, &south, &east}) CHECK(gate_at(*school).institutions == 1);

    // After an open one the school publishes no pen name of theirs; of another school it says that it is another.
    CHECK(why_refused(hand_in(wes, words(ask(ada, wes), "Alder"))) == Reason::not_allowed);
    review_as(eva, "Birch", ReviewTrack::expert);
    for (auto* const school : {&north, &south, &west}) CHECK(gate_at(*school) == GateResult{1, 2, 2, 0, 0, true});
}

TEST_CASE("an institution behind a pen name counts as one of its own only if it has to be one") {
    auto const review = [](std::string const& name, std::string const& institution) {
        SignedReview one;
        one.id = "https://north.test/comment/" + name;
        one.reviewer = "https://north.test/u/" + name;
        one.institution = institution;
        return one;
    };
    auto const hidden = [&](std::string const& name, std::string const& institution, std::vector<std::string> not_of) {
        auto one = review(name, institution);
        one.pen_named = true;
        one.other_than = std::move(not_of);
        return one;
    };
    auto const count = [](std::vector<SignedReview> const& reviews) { return gate({}, {}, reviews, {}).institutions; };
    CHECK(count({review("a", "x"), hidden("p", "1", {})}) == 1);
    CHECK(count({review("a", "x"), hidden("p", "1", {"x"})}) == 2);
    CHECK(count({review("a", "x"), hidden("p", "1", {}), hidden("q", "2", {})}) == 2);
    CHECK(count({review("a", "x"), review("b", "y"), hidden("p", "1", {"y"}), hidden("q", "2", {})}) == 2);
    CHECK(count({review("a", "x"), review("b", "y"), hidden("p", "1", {"y"}), hidden("q", "2", {"y"})}) == 3);
    CHECK(count({review("a", "x"), hidden("p", "1", {"x"}), hidden("q", "1", {})}) == 2);  // one hidden institution
}

TEST_CASE_FIXTURE(PenNames, "who may not use a pen name is refused at their own school, with what to do instead") {
    meet(village, south, iri_of(wim));
    auto const by_author = hand_in(wim, words(ask(sam, wim), "Willow"));  // the author asked, and knows
    CHECK(why_refused(by_author) == Reason::not_allowed);
    CHECK(tells_of(std::string{by_author.error().detail()}, "let a facilitator there ask you"));

    auto const of_home = hand_in(nia, words(ask(ada, nia), "Willow"));  // the address would be her school's
    CHECK(why_refused(of_home) == Reason::not_allowed);
    CHECK(tells_of(std::string{of_home.error().detail()}, "community of another school"));

    auto const offer = ask(ada, wim);
    CHECK(why_refused(hand_in(wim, words(offer, "wim@west.test"))) == Reason::malformed);
    CHECK(why_refused(hand_in(wes, words(offer, "Alder"))) == Reason::foreign);  // nobody asked her
    CHECK(hand_in(wim, words(offer, "Willow")));
    CHECK(why_refused(hand_in(wim, words(offer, "Poplar"))) == Reason::not_allowed);  // one for each guide
    auto const post = reading(west, [](auto const& tx, auto const& tables, storage::Handle handle) {
        return federation::timeline::find_post(tx, tables, handle).value();
    });
    auto openly = whole_review(guide, version, ReviewTrack::peer);
    CHECK(why_refused(perform(wim, composer(wim).publish(author_of(wim), openly, post))) == Reason::not_allowed);
    openly.pen_name = PenName{"Willow", "of my own making", {}};
    CHECK(why_refused(perform(ada, composer(ada).publish(author_of(ada), openly, post))) == Reason::not_allowed);
    check_all_histories();
}

TEST_CASE_FIXTURE(PenNames, "an author's colleague under a pen name is refused, also where their school lets it pass") {
    // Her own school does not know yet that she is a colleague: the other author comes with a version on its way.
    auto const offer = ask(ada, wim);
    west.up = false;
    add_contributor(wes);
    static_cast<void>(perform(wim, composer(wim).hand_in(author_of(wim), words(offer, "Willow"), club)).value());
    west.up = true;
    village.pass(std::chrono::minutes{10});
    village.settle();
    tend();
    CHECK(reviews_at(north).empty());
    CHECK(reviews_at(south).empty());
    auto const told = handed_in(wim);
    REQUIRE(told);
    CHECK(told->record.state == HandInState::refused);
    CHECK(tells_of(told->why, "people of an author's own institution"));
    check_all_histories();
}

TEST_CASE_FIXTURE(PenNames, "who asked sees that the review is done, the reviewer what became of it, others nothing") {
    auto const offer = ask(ada, wim);
    auto const state_for = [&](Person const& reader) {
        return reader.school->node.store.read([&](auto const& tx, auto const& tables) {
            auto const viewer = federation::community::Viewer::of_member(reader.handle);
            auto const view = find_request(tx, tables, offer, viewer);
            return view ? std::optional{view->state} : std::nullopt;
        });
    };
    CHECK(hand_in(wim, words(offer, "Willow")));
    CHECK(handed_in(wim)->record.state == HandInState::waiting);
    CHECK(state_for(wim) == RequestState::asked);
    tend();
    CHECK(handed_in(wim)->record.state == HandInState::published);
    CHECK_FALSE(handed_in(wes));
    CHECK_FALSE(handed_in(ada));
    CHECK(state_for(wim) == RequestState::done);
    CHECK(state_for(ada) == RequestState::done);
    CHECK_FALSE(state_for(sam));
    CHECK_FALSE(state_for(wes));
    auto const before = north.entries();
    tend();
    CHECK(north.entries() == before);  // once is enough

    take_back(wim);
    tend();
    CHECK_FALSE(handed_in(wim));
    for (auto* const school : {&north, &south, &west, &east}) CHECK(reviews_at(*school).empty());
    CHECK(state_for(ada) == RequestState::asked);
    check_all_histories();
}

TEST_CASE_FIXTURE(PenNames, "what is taken back before it was published never is") {
    CHECK(hand_in(wim, words(ask(ada, wim), "Willow")));
    take_back(wim);
    tend();
    CHECK(reviews_at(north).empty());
    check_all_histories();
}

TEST_CASE_FIXTURE(PenNames, "what a pupil writes is handed in to nobody elsewhere") {
    auto const offer = ask(ada, wim);
    give_account(wim, "wim", true);
    auto const composed = composer(wim).hand_in(author_of(wim), words(offer, "Willow"), club);
    CHECK(why_refused(perform(wim, composed)) == Reason::not_allowed);
    village.settle();
    tend();
    CHECK(reviews_at(north).empty());
}
