// Reviews under pen names: nobody at the author's school may learn who the reviewers are, or where they are from.
#include "tests/federation/pen_names.hpp"

#include "federation/community/visibility.hpp"
#include "federation/reviews/managing.hpp"
#include "tests/federation/school_server.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::federation::reviews;
using namespace collegium::tests;
using storage::HandInState;

namespace {

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

}  // namespace

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
    CHECK(seen[0].review.request.empty());
    auto changed = words(offer, "Willow");
    changed.verdict = ReviewVerdict::major;
    village.pass(std::chrono::seconds{2});
    CHECK(hand_in(wim, changed));
    tend();
    REQUIRE(reviews_at(south).size() == 1);
    CHECK(reviews_at(south)[0].review.verdict == ReviewVerdict::major);
    CHECK(reviews_at(south)[0].review.request.empty());
    take_back(wim);
    tend();
    CHECK(reviews_at(south).empty());

    CHECK(tells_of(heard.bytes, "Willow"));
    // The request says who was asked before and is to be asked next.
    for (auto const* const secret : {"west.test", "/u/wim", "@wim", "\"wim\"", offer.c_str()}) {
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

TEST_CASE_FIXTURE(PenNames, "a review under a pen name is changed twice in a row although a colleague came openly") {
    auto const offer = ask(ada, wim);
    CHECK(hand_in(wim, words(offer, "Willow")));
    CHECK_FALSE(handed_in(wim)->published);
    tend();
    CHECK(handed_in(wim)->published);
    review_openly(wes, ReviewTrack::expert);
    for (auto const verdict : {ReviewVerdict::minor, ReviewVerdict::major}) {
        auto changed = words(offer, "Willow");
        changed.verdict = verdict;
        village.pass(std::chrono::seconds{2});
        REQUIRE(hand_in(wim, changed));
        CHECK(handed_in(wim)->record.state == HandInState::waiting);
        CHECK(handed_in(wim)->published);  // what came before stands
    }
    tend();
    CHECK(handed_in(wim)->record.state == HandInState::published);
    auto const seen = reviews_at(south);
    REQUIRE(seen.size() == 2);
    auto const hidden = std::ranges::find(seen, true, &ReviewView::pen_named);
    REQUIRE(hidden != seen.end());
    CHECK(hidden->review.verdict == ReviewVerdict::major);
    check_all_histories();
}
