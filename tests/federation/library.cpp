#include "tests/federation/library.hpp"

#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

using federation::JsonText;
using federation::guides::Guide;
using federation::guides::GuideState;
using federation::guides::GuideView;
using federation::guides::Section;
using storage::Handle;

namespace {

Handle handle_at(School const& school, std::string const& iri) {
    return school.node.store.read([&](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, iri).value_or(Handle{0});
    });
}

}  // namespace

Guide whole_guide(std::string const& title) {
    Guide guide;
    guide.title = title;
    for (auto const& each : federation::guides::all_sections())
        if (each.required) guide[each.section] = "First line of " + std::string{each.name} + ".\n\nSecond line.";
    guide.evidence = {"mesh", "3", "Two trials and a review.", "https://north.test/u/ada"};
    guide.transferability = {4, "Year 7, mixed classes"};
    guide.references = {{"A study", "doi:10.1000/xyz", true}};
    guide.state = GuideState::published;
    guide.review_by = "2027-09-01";
    return guide;
}

std::string guide_object(
    std::string const& id,
    std::string const& author,
    std::string const& community,
    Guide const& guide,
    std::string const& updated
) {
    auto object = JsonText::object();
    object.text("id", id)
        .text("type", "Article")
        .text("attributedTo", author)
        .text("name", guide.title)
        .raw("language", JsonText::object().text("identifier", guide.language).text("name", "x").done())
        .text("audience", community)
        .texts("to", {"https://www.w3.org/ns/activitystreams#Public", community})
        .text("content", "<p>words</p>")
        .text("published", "2026-09-01T10:00:00Z")
        .text("updated", updated)
        .text("col:kind", "guide");
    federation::guides::add_guide(object, guide);
    return object.done();
}

federation::Json read_json(std::string const& text) {
    return federation::Json::read_object(text).value();
}

Library::Library() {
    for (auto const& person : {sam, wim}) follow(village, person, club);
}

federation::guides::GuideComposer Library::composer(Person const& person) const {
    auto const& node = person.school->node;
    return {node.settings.origin(), node.clock, node.ids};
}

std::string Library::publish(Person const& author, Guide const& guide, storage::Audience audience) {
    auto const composed = composer(author).publish(author_of(author), {club, guide, audience});
    static_cast<void>(perform(author, composed).value());
    village.settle();
    return composed.activity.object_id();
}

Result<storage::Seq> Library::revise(Person const& author, std::string const& guide, Guide const& words) {
    auto const current = at(author, guide).value();
    auto const done =
        perform(author, composer(author).revise(author_of(author), {club, words, current.post.audience}, current));
    village.settle();
    return done;
}

std::string Library::suggest(
    Person const& person, std::string const& guide, Guide const& proposed, std::string const& why
) {
    auto const base = at(person, guide).value();
    auto const composed = composer(person).suggest(author_of(person), base, proposed, why);
    static_cast<void>(perform(person, composed).value());
    village.settle();
    return composed.activity.id().text();
}

std::optional<GuideView> Library::at(Person const& reader, std::string const& guide) const {
    auto const handle = handle_at(*reader.school, guide);
    return reader.school->node.store.read([&](auto const& tx, auto const& tables) {
        auto const viewer = federation::community::Viewer::of_member(reader.handle);
        return federation::guides::find_guide(tx, tables, handle, viewer);
    });
}

std::vector<federation::guides::VersionLine> Library::versions(School const& school, std::string const& guide) const {
    auto const handle = handle_at(school, guide);
    return school.node.store.read([&](auto const& tx, auto const& tables) {
        auto const view = federation::guides::find_guide(tx, tables, handle);
        return view ? federation::guides::versions_of(tx, tables, *view)
                    : std::vector<federation::guides::VersionLine>{};
    });
}

std::vector<federation::guides::SuggestionView> Library::suggestions(Person const& reader, std::string const& guide)
    const {
    auto const handle = handle_at(*reader.school, guide);
    return reader.school->node.store.read([&](auto const& tx, auto const& tables) {
        auto const viewer = federation::community::Viewer::of_member(reader.handle);
        return federation::guides::suggestions_for(tx, tables, handle, viewer);
    });
}

}  // namespace collegium::tests
