#include "tests/federation/adopters.hpp"

#include "federation/local_actors.hpp"
#include "storage/names.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

using namespace federation::adoption;
using federation::community::Viewer;
using federation::instruments::Instrument;
using federation::instruments::InstrumentComposer;
using federation::instruments::InstrumentView;
using storage::Handle;

namespace {

federation::Edited edited(federation::timeline::PostView const& post) {
    return {post.iri, post.published, post.updated};
}

}  // namespace

Instrument whole_instrument(std::string const& title) {
    Instrument words;
    words.title = title;
    words.purpose = "What pupils of eleven years know of fractions.";
    words.usage = "Twenty questions, twenty minutes.";
    words.scoring = "One point for each right answer; the mean of the group.";
    words.better = federation::instruments::Better::higher;
    words.languages = {"en", "ar"};
    return words;
}

Adoption whole_adoption(std::string const& guide, std::string const& version) {
    Adoption words;
    words.guide = guide;
    words.version = version;
    words.stage = AdoptionStage::deliver;
    words.context = "Three classes of year 7, a town school.";
    words.changed = "Two quizzes a week where the guide has three.";
    return words;
}

Measure whole_measure(
    std::string const& instrument, std::string const& version, std::string const& value, std::string const& taken
) {
    Measure measure;
    measure.instrument = instrument;
    measure.version = version;
    measure.name = "Fractions quiz";
    measure.better = federation::instruments::Better::higher;
    measure.value = value;
    measure.people = 80;
    measure.taken = taken;
    return measure;
}

Adoption followed_up(Adoption adoption, Measure const& follow_up, Outcome outcome) {
    adoption.baseline = follow_up;
    adoption.baseline->value = "10";
    adoption.baseline->taken = "2026-09-01";
    adoption.follow_up = follow_up;
    adoption.outcome = outcome;
    adoption.outcome_reason = "The quiz says so, and so do the teachers.";
    return adoption;
}

Adopters::Adopters() {
    guide = publish(ada, whole_guide());
    instrument = publish_instrument(ada, whole_instrument());
}

Person Adopters::itself(School& school) const {
    auto const handle = school.node.store.read([&](auto const& tx, auto const& tables) {
        auto const& name = school.settings.node.domain;
        return federation::find_local_actor(tx, tables, name, storage::ActorType::application).value();
    });
    return {&school, handle};
}

AdoptionComposer Adopters::adoption_composer(School const& school) const {
    auto const& node = school.node;
    return {node.settings.origin(), node.settings.node.domain, node.clock, node.ids};
}

InstrumentComposer Adopters::instrument_composer(Person const& person) const {
    auto const& node = person.school->node;
    return {node.settings.origin(), node.clock, node.ids};
}

Result<storage::Seq> Adopters::send(Person const& who, federation::Composed const& composed) {
    auto done = perform(who, composed);
    village.settle();
    return done;
}

Result<storage::Seq> Adopters::adopt(School& school, Adoption const& words) {
    auto const who = itself(school);
    auto const post = post_at(school, words.guide).value();
    return send(who, adoption_composer(school).adopt(author_of(who), words, post));
}

Result<storage::Seq> Adopters::say_anew(School& school, Adoption const& words) {
    auto const who = itself(school);
    auto const standing = school.node.store.read([&](auto const& tx, auto const& tables) {
        return adoptions_by(tx, tables, who.handle, school.node.clock.now()).at(0).post;
    });
    auto const post = post_at(school, guide).value();
    return send(who, adoption_composer(school).revise(author_of(who), words, post, edited(standing)));
}

std::string Adopters::publish_instrument(Person const& author, Instrument const& words) {
    auto const composed = instrument_composer(author).publish(author_of(author), {club, words});
    static_cast<void>(send(author, composed).value());
    return composed.activity.object_id();
}

Result<storage::Seq> Adopters::revise_instrument(Person const& author, Instrument const& words) {
    auto const current = instrument_at(author).value();
    return send(author, instrument_composer(author).revise(author_of(author), words, current));
}

Adoption Adopters::words() const {
    return whole_adoption(guide, at(ada, guide).value().version);
}

Measure Adopters::measured(std::string const& value, std::string const& taken) const {
    return whole_measure(instrument, instrument_at(ada).value().version, value, taken);
}

std::vector<AdoptionView> Adopters::adoptions_at(School const& school) const {
    return about(school, guide, [&](auto const& tx, auto const& tables, Handle handle) {
        return adoptions_of(tx, tables, handle, school.node.clock.now());
    });
}

RollUp Adopters::roll_up_at(School const& school) const {
    return about(school, guide, [&](auto const& tx, auto const& tables, Handle handle) {
        return roll_up_of(tx, tables, handle, school.node.clock.now()).all;
    });
}

std::optional<InstrumentView> Adopters::instrument_at(Person const& reader, std::string const& version) const {
    return about(*reader.school, instrument, [&](auto const& tx, auto const& tables, Handle handle) {
        return federation::instruments::find_instrument(tx, tables, handle, version, Viewer::of_member(reader.handle));
    });
}

void Adopters::check_all_histories() {
    for (auto* const school : {&north, &south, &west}) school->check_history();
}

}  // namespace collegium::tests
