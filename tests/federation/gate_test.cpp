// The gate: a version is reviewed by both tracks and by more than one institution, and every node says the same.
#include "federation/reviews/gate_rules.hpp"
#include "tests/printing.hpp"

#include <algorithm>
#include <chrono>

using namespace collegium;
using namespace collegium::federation::reviews;
using storage::VersionHash;

namespace {

using Hosts = std::vector<std::string>;

VersionHash version(std::uint8_t number) {
    VersionHash hash{};
    hash[0] = number;
    return hash;
}

SignedReview by(std::string const& name, std::string const& host, ReviewTrack track) {
    SignedReview review;
    review.id = "https://" + host + "/comment/" + name;
    review.reviewer = "https://" + host + "/u/" + name;
    review.institution = host;
    review.version = version(1);
    review.track = track;
    review.updated = Instant{std::chrono::hours{1}};
    return review;
}

GateResult of(std::vector<SignedReview> const& reviews, GateRules const& rules = {}) {
    return gate(rules, version(1), reviews, Hosts{"home.test"});
}

}  // namespace

TEST_CASE("a version is reviewed only by both tracks, from two institutions") {
    auto const peer = by("pia", "d.test", ReviewTrack::peer), expert = by("eva", "e.test", ReviewTrack::expert);
    CHECK(of({peer, expert}).reviewed);
    CHECK_FALSE(of({peer}).reviewed);
    CHECK_FALSE(of({expert}).reviewed);
    CHECK_FALSE(of({peer, by("pim", "e.test", ReviewTrack::peer)}).reviewed);
    CHECK_FALSE(of({peer, by("eva", "d.test", ReviewTrack::expert)}).reviewed);
    CHECK_FALSE(of({peer, expert}, {2, 1, 2}).reviewed);
    CHECK_FALSE(of({}).reviewed);
}

TEST_CASE("what counts is counted apart: tracks, institutions, objections, and what was set aside") {
    auto against = by("max", "f.test", ReviewTrack::peer);
    against.verdict = ReviewVerdict::major;
    auto flagged = by("flo", "g.test", ReviewTrack::expert);
    flagged.flags = bit(federation::reviews::Flag::unfounded);
    auto const result =
        of({by("pia", "d.test", ReviewTrack::peer),
            by("eva", "e.test", ReviewTrack::expert),
            by("ian", "e.test", ReviewTrack::expert),
            against,
            flagged});
    CHECK(result == GateResult{1, 2, 2, 1, 1, true});
}

TEST_CASE("an author's colleague, and whoever gives no reason, open no gate") {
    auto const peer = by("pia", "d.test", ReviewTrack::peer);
    CHECK_FALSE(of({peer, by("col", "home.test", ReviewTrack::expert)}).reviewed);
    for (auto const flag : {federation::reviews::Flag::unfounded, federation::reviews::Flag::undeclared, federation::reviews::Flag::co_author, federation::reviews::Flag::oversized}) {
        auto expert = by("eva", "e.test", ReviewTrack::expert);
        expert.flags = bit(flag);
        CHECK_FALSE(of({peer, expert}).reviewed);
    }
}

TEST_CASE("a facilitator lets a conflict of interest pass, and nothing else; the authors' school is never asked for") {
    auto const peer = by("pia", "d.test", ReviewTrack::peer);
    auto friendly = by("eva", "e.test", ReviewTrack::expert);
    friendly.flags = bit(federation::reviews::Flag::co_author);
    friendly.overridden = true;
    CHECK(of({peer, friendly}) == GateResult{1, 1, 2, 0, 0, true});
    friendly.flags |= bit(federation::reviews::Flag::unfounded);
    CHECK(of({peer, friendly}).set_aside == 1);

    auto colleague = by("col", "home.test", ReviewTrack::expert);
    colleague.overridden = true;
    CHECK(of({peer, colleague}) == GateResult{1, 1, 1, 0, 0, false});
    CHECK(of({peer, colleague}, {1, 1, 1}).reviewed);
}

TEST_CASE("rules ask for somebody, and for no more institutions than people") {
    CHECK(problems_of(GateRules{}).empty());
    CHECK(problems_of(GateRules{0, 1, 1}).empty());
    CHECK(problems_of(GateRules{20, 20, 40}).empty());
    CHECK(problems_of(GateRules{0, 0, 1}).at(0).field == "peers");
    CHECK(problems_of(GateRules{21, 1, 1}).at(0).field == "peers");
    CHECK(problems_of(GateRules{1, ~std::size_t{0}, 1}).at(0).field == "experts");
    CHECK(problems_of(GateRules{1, 1, 0}).at(0).field == "institutions");
    CHECK(problems_of(GateRules{1, 1, 3}).at(0).field == "institutions");
}

TEST_CASE("a community's document carries its rule, and a rule that cannot be followed is none") {
    auto const read = [](std::string const& gate) {
        auto community = federation::JsonText::object();
        community.raw("col:gate", gate);
        return rules_in(federation::Json::read_object(community.done()).value().root());
    };
    storage::GateRuleRecord const rule{2, 1, 3};
    auto community = federation::JsonText::object();
    add_rules(community, rule);
    CHECK(rules_in(federation::Json::read_object(community.done()).value().root()) == rule);
    CHECK_FALSE(read(R"({"peers": 0, "experts": 0, "institutions": 1})"));
    CHECK_FALSE(read(R"({"peers": 2, "experts": 1})"));
    CHECK_FALSE(read(R"({"peers": "2", "experts": 1, "institutions": 1})"));
    CHECK_FALSE(read(R"([2, 1, 1])"));
}

TEST_CASE("a review speaks for its own version and for no other") {
    auto const peer = by("pia", "d.test", ReviewTrack::peer);
    auto expert = by("eva", "e.test", ReviewTrack::expert);
    expert.version = version(2);
    CHECK_FALSE(of({peer, expert}).reviewed);
    CHECK(of({peer, expert}).experts == 0);
}

TEST_CASE("of one reviewer the newest review counts, once, whatever the order") {
    auto const peer = by("pia", "d.test", ReviewTrack::peer);
    auto early = by("eva", "e.test", ReviewTrack::expert), late = early;
    late.id += "-2";
    late.updated += std::chrono::seconds{1};
    late.verdict = ReviewVerdict::reject;
    std::vector reviews{early, late, peer};
    auto const first = of(reviews);
    std::ranges::reverse(reviews);
    CHECK(of(reviews) == first);
    CHECK_FALSE(first.reviewed);
    CHECK(first.objections == 1);

    std::swap(early.verdict, late.verdict);
    CHECK(of({late, peer, early}).reviewed);
    late.updated = early.updated;  // of one moment, the greater id
    CHECK(of({late, peer, early}).reviewed);
    CHECK(of({early, late, peer}).reviewed);
}

TEST_CASE("one person on both tracks is one reviewer") {
    auto peer = by("pia", "d.test", ReviewTrack::peer), expert = by("pia", "d.test", ReviewTrack::expert);
    expert.id += "-2";
    auto const result = of({peer, expert}, {0, 1, 1});
    CHECK(result.peers + result.experts == 1);
}

TEST_CASE("as many against as for is not reviewed") {
    auto one = by("max", "f.test", ReviewTrack::peer), other = by("mia", "g.test", ReviewTrack::peer);
    one.verdict = other.verdict = ReviewVerdict::reject;
    auto const peer = by("pia", "d.test", ReviewTrack::peer), expert = by("eva", "e.test", ReviewTrack::expert);
    CHECK(of({peer, expert, one}).reviewed);
    CHECK_FALSE(of({peer, expert, one, other}).reviewed);
}

TEST_CASE("the gate of 1,000 guides with 50 reviews each is computed within a second") {
    std::vector<SignedReview> reviews;
    for (unsigned i = 0; i < 50; ++i)
        reviews.push_back(
            by("r" + std::to_string(i),
               "h" + std::to_string(i % 9) + ".test",
               i % 2 == 0 ? ReviewTrack::peer : ReviewTrack::expert)
        );
    auto const began = std::chrono::steady_clock::now();
    unsigned reviewed = 0;
    for (unsigned i = 0; i < 1000; ++i) reviewed += of(reviews).reviewed ? 1u : 0u;
    auto const took = std::chrono::steady_clock::now() - began;
    CHECK(reviewed == 1000);
    CHECK(took < std::chrono::seconds{1});
}
