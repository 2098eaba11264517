// How long it takes to compute anew which of many guides are reviewed.
#include "federation/admit.hpp"
#include "federation/apply.hpp"
#include "federation/guides/compose_guide.hpp"
#include "federation/reviews/compose_review.hpp"
#include "federation/reviews/reading.hpp"
#include "storage/names.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/large_school.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>

namespace collegium::bench {

namespace guides = federation::guides;
namespace reviews = federation::reviews;

namespace {

constexpr int wrong_result = 1;
constexpr std::size_t guides_a_commit = 50;

struct Options {
    std::size_t guides = 1000;
    std::size_t runs = 3;
    std::filesystem::path json;
};

struct Written {
    storage::Handle guide{};
    storage::VersionHash version{};
};

guides::Guide made_guide(std::size_t which) {
    guides::Guide guide;
    guide.title = "Guide " + std::to_string(which);
    for (auto const& each : guides::all_sections())
        if (each.required) guide[each.section] = "What there is to say of " + std::string{each.name} + ".";
    guide.evidence = {"mesh", "3", "Two trials and a review.", "https://large.test/u/p1"};
    guide.transferability = {4, "Year 7, mixed classes"};
    guide.references = {{"A study", "doi:10.1000/xyz", true}};
    guide.state = guides::GuideState::published;
    guide.review_by = "2027-09-01";
    return guide;
}

reviews::Review made_review(guides::GuideView const& guide, reviews::ReviewTrack track) {
    reviews::Review review;
    review.guide = guide.post.iri;
    review.version = guide.version;
    review.track = track;
    for (auto const& each : reviews::form_of(track).criteria)
        review.ratings.push_back({std::string{each.name}, 4, "I tried it."});
    review.overall = "It is good to have.";
    review.interests.none = true;
    review.ai_use = "None.";
    review.keeps_conduct = true;
    return review;
}

// A guide of this node, and two reviews on each track by people of as many other nodes.
class Shelf {
public:
    Shelf(LargeSchool& school, std::size_t guides) : school_{school}, node_{school.node()} {
        for (std::size_t at = 0; at < guides; at += guides_a_commit) {
            auto const end = std::min(guides, at + guides_a_commit);
            storage::Store::Change<int> const change = [&](storage::WriteTx& tx,
                                                           storage::Tables& tables) -> Result<int> {
                for (auto i = at; i < end; ++i) add(tx, tables, i);
                return 0;
            };
            static_cast<void>(node_.store.write_now(change).value());
        }
    }

    std::vector<Written> const& all() const noexcept { return all_; }

private:
    void add(storage::WriteTx& tx, storage::Tables& tables, std::size_t which) {
        guides::GuideComposer const composer{node_.settings.origin(), node_.clock, node_.ids};
        guides::GuideDraft const draft{school_.community_iri(0), made_guide(which), storage::Audience::everyone};
        auto const published = composer.publish({school_.person(1), keys_}, draft);
        apply(tx, tables, published, true);
        auto const handle = storage::find_handle(tx, tables, published.activity.object_id()).value();
        auto const guide = guides::find_guide(tx, tables, handle).value();
        for (auto const& [host, track] :
             {std::pair{"a.test", reviews::ReviewTrack::peer},
              std::pair{"b.test", reviews::ReviewTrack::peer},
              std::pair{"c.test", reviews::ReviewTrack::expert},
              std::pair{"d.test", reviews::ReviewTrack::expert}}) {
            auto const origin = "https://" + std::string{host};
            reviews::ReviewComposer const reviewer{origin, node_.clock, node_.ids};
            apply(
                tx, tables, reviewer.publish({origin + "/u/rae", keys_}, made_review(guide, track), guide.post), false
            );
        }
        all_.push_back({handle, guides::digest_of(guide.version).value()});
    }

    void apply(storage::WriteTx& tx, storage::Tables& tables, federation::Composed const& composed, bool local) {
        federation::Effects effects;
        federation::Admission const admission{local, composed.number, node_.clock.now()};
        auto const done = federation::apply(tx, tables, node_.settings.origin(), composed.activity, admission, effects);
        if (!done) throw std::runtime_error{std::string{done.error().detail()}};
    }

    LargeSchool& school_;
    federation::Node const& node_;
    std::shared_ptr<federation::ActorKeys const> keys_ =
        std::make_shared<federation::ActorKeys const>(federation::Keyring::generate());
    std::vector<Written> all_;
};

int measure(Options const& options) {
    LargeSchool school{0};
    Shelf const shelf{school, options.guides};
    auto const name = "gate of " + std::to_string(options.guides) + " guides, s";
    Figures figures{"gate", {{"guides", options.guides}}};
    figures.aim(name, 1);
    for (std::size_t run = 0; run < options.runs; ++run) {
        figures.add("calibration, ms", calibration_millis());
        auto const begin = std::chrono::steady_clock::now();
        auto const reviewed = school.node().store.read([&](auto const& tx, auto const& tables) {
            return std::ranges::count_if(shelf.all(), [&](Written const& each) {
                return reviews::gate_of(tx, tables, each.guide, each.version).reviewed;
            });
        });
        figures.add(name, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
        figures.end_run();
        if (reviewed == std::ssize(shelf.all())) continue;
        std::cerr << reviewed << " of " << shelf.all().size() << " guides are reviewed\n";
        return wrong_result;
    }
    std::cout << figures.table();
    if (!options.json.empty()) figures.append_to(options.json);
    return 0;
}

}  // namespace

}  // namespace collegium::bench

int main(int count, char** values) {
    collegium::bench::Options options;
    CLI::App app{"How long it takes to compute anew which of many guides are reviewed"};
    app.add_option("--guides", options.guides, "each with four reviews")->capture_default_str();
    app.add_option("--runs", options.runs, "how often everything is measured")->capture_default_str();
    app.add_option("--json", options.json, "a file that one line a run is appended to");
    CLI11_PARSE(app, count, values);
    return collegium::bench::measure(options);
}
