#include "tests/server/review_front.hpp"

#include "server/forms.hpp"
#include "storage/names.hpp"
#include "tests/federation/other_server.hpp"
#include "tests/federation/peer.hpp"
#include "tests/federation/people.hpp"
#include "tests/federation/reviewers.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

using namespace federation::reviews;
using federation::community::Viewer;
using storage::Handle;

namespace {}  // namespace

Fields review_form(ReviewTrack track) {
    Fields fields{{"track", std::string{form_of(track).name}}};
    for (auto const& each : form_of(track).criteria) {
        auto const name = "ratings." + std::string{each.name};
        fields.emplace_back(name + ".value", "4");
        fields.emplace_back(name + ".rationale", "I tried it in " + std::string{each.name} + ".");
    }
    Fields const rest{
        {"overall", "It is good to have."},
        {"verdict", "accept"},
        {"no_interests", "yes"},
        {"interests", ""},
        {"ai_use", "None."},
        {"conduct", "yes"}};
    fields.insert(fields.end(), rest.begin(), rest.end());
    return fields;
}

ReviewFront::ReviewFront() {
    for (auto const& person : {sam, tess}) follow(village, person, club);
}

std::string ReviewFront::publish_by_sam(federation::guides::Guide const& guide) {
    federation::guides::GuideComposer const composer{"https://south.test", south.node.clock, south.node.ids};
    auto const composed = composer.publish(author_of(sam), {club, guide, storage::Audience::everyone});
    static_cast<void>(perform(sam, composed).value());
    settle();
    return composed.activity.object_id();
}

std::string ReviewFront::path_at_north(std::string const& iri) const {
    return about(north, iri, [](auto const& tx, auto const& tables, Handle handle) {
        return "/post/" + federation::digits(tables.objects.get(tx, handle).value().number);
    });
}

void ReviewFront::revise_by_sam(std::string const& guide, federation::guides::Guide const& words) {
    federation::guides::GuideComposer const composer{"https://south.test", south.node.clock, south.node.ids};
    auto const current = at_south(guide).value();
    static_cast<void>(
        perform(sam, composer.revise(author_of(sam), {club, words, current.post.audience}, current)).value()
    );
    settle();
}

std::optional<federation::guides::GuideView> ReviewFront::at_south(std::string const& guide) const {
    return about(south, guide, [&](auto const& tx, auto const& tables, Handle handle) {
        return federation::guides::find_guide(tx, tables, handle, Viewer::of_member(sam.handle));
    });
}

ReviewComposer ReviewFront::review_composer(Person const& person) const {
    auto const& node = person.school->node;
    return {node.settings.origin(), node.clock, node.ids};
}

std::string ReviewFront::ask_by_sam(std::string const& guide, std::string const& target, std::string const& due) {
    meet(village, south, target);
    ReviewRequest request;
    request.guide = guide;
    request.version = at_south(guide).value().version;
    request.target = target;
    request.due = due;
    request.note = "You know <such> classes.";
    auto const offer = review_composer(sam).ask(author_of(sam), request);
    static_cast<void>(perform(sam, offer).value());
    settle();
    return offer.activity.id().text();
}

void ReviewFront::review_by_sam(std::string const& guide, ReviewTrack track) {
    auto const view = at_south(guide).value();
    auto const words = whole_review(guide, view.version, track);
    static_cast<void>(perform(sam, review_composer(sam).publish(author_of(sam), words, view.post)).value());
    settle();
}

RequestView ReviewFront::request_at_south(Person const& person, std::string const& offer) const {
    return south.node.store.read([&](auto const& tx, auto const& tables) {
        return find_request(tx, tables, offer, Viewer::of_member(person.handle)).value();
    });
}

std::vector<RequestView> ReviewFront::queue_at_south(Person const& person) const {
    return south.node.store.read([&](auto const& tx, auto const& tables) { return queue_of(tx, tables, person.handle); }
    );
}

std::string ReviewFront::offer_in(server::Response const& response) {
    std::string const place{response.field("location")};
    INFO(response.body());
    REQUIRE(place.starts_with("/reviews/request?of="));
    return server::percent_decoded(place.substr(place.find('=') + 1), true).value();
}

std::vector<storage::News> ReviewFront::news_of(Person const& person) {
    while (village.run(follower.step())) {
    }
    return north.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<storage::News> found;
        auto const lines = server::notifications::lines_before(tx, tables, person.handle, storage::LocalId{~0ull}, 100);
        for (auto const& line : lines) found.push_back(line.record.news);
        return found;
    });
}

}  // namespace collegium::tests
