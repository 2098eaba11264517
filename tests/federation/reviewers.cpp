#include "tests/federation/reviewers.hpp"

#include "storage/names.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

using namespace federation::reviews;
using federation::community::Viewer;
using storage::Handle;

Review whole_review(std::string const& guide, std::string const& version, ReviewTrack track) {
    Review review;
    review.guide = guide;
    review.version = version;
    review.track = track;
    for (auto const& each : form_of(track).criteria)
        review.ratings.push_back({std::string{each.name}, 4, "I tried it."});
    review.overall = "It is good to have.";
    review.interests.none = true;
    review.ai_use = "None.";
    review.keeps_conduct = true;
    return review;
}

Reviewers::Reviewers() {
    guide = publish(ada, whole_guide());
}

ReviewComposer Reviewers::review_composer(Person const& person) const {
    auto const& node = person.school->node;
    return {node.settings.origin(), node.clock, node.ids};
}

Review Reviewers::written_by(Person const& person, ReviewTrack track) const {
    return whole_review(guide, at(person, guide).value().version, track);
}

Result<storage::Seq> Reviewers::send(Person const& person, federation::Composed const& composed) {
    auto done = perform(person, composed);
    village.settle();
    return done;
}

Result<storage::Seq> Reviewers::review(Person const& person, Review const& words) {
    auto const post = at(person, guide).value().post;
    return send(person, review_composer(person).publish(author_of(person), words, post));
}

ReviewRequest Reviewers::request_to(std::string const& target) const {
    ReviewRequest request;
    request.guide = guide;
    request.version = at(ada, guide).value().version;
    request.target = target;
    request.due = "2026-10-01";
    return request;
}

std::string Reviewers::ask(Person const& asker, ReviewRequest const& request) {
    auto const composed = review_composer(asker).ask(author_of(asker), request);
    static_cast<void>(send(asker, composed).value());
    return composed.activity.id().text();
}

std::vector<ReviewView> Reviewers::reviews_at(Person const& reader) const {
    return about(*reader.school, guide, [&](auto const& tx, auto const& tables, Handle handle) {
        return reviews_of(tx, tables, handle, Viewer::of_member(reader.handle));
    });
}

GateResult Reviewers::gate_at(School const& school) const {
    auto const version = federation::guides::digest_of(at(ada, guide).value().version).value();
    return about(school, guide, [&](auto const& tx, auto const& tables, Handle handle) {
        return gate_of(tx, tables, handle, version);
    });
}

std::string Reviewers::reviewed_at(School const& school) const {
    return about(school, guide, [&](auto const& tx, auto const& tables, Handle handle) {
        return reviewed_version(tx, tables, handle);
    });
}

std::optional<RequestView> Reviewers::request_at(Person const& reader, std::string const& offer) const {
    return reader.school->node.store.read([&](auto const& tx, auto const& tables) {
        return find_request(tx, tables, offer, Viewer::of_member(reader.handle));
    });
}

std::vector<RequestView> Reviewers::queue(Person const& member) const {
    return member.school->node.store.read([&](auto const& tx, auto const& tables) {
        return queue_of(tx, tables, member.handle);
    });
}

void Reviewers::check_all_histories() {
    for (auto* const school : {&north, &south, &west}) school->check_history();
}

}  // namespace collegium::tests
