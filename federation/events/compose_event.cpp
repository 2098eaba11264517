#include "federation/events/compose_event.hpp"

#include "federation/content/markdown.hpp"
#include "federation/messages/signed_act.hpp"
#include "federation/messages/silent_copies.hpp"
#include "federation/messages/vocabulary.hpp"

#include <algorithm>

namespace collegium::federation::events {

namespace {

// "Create" => "create".
std::string folder_of(std::string_view type) {
    std::string folder{type};
    folder.front() = static_cast<char>(folder.front() - 'A' + 'a');
    return folder;
}

Addressees for_draft(std::string_view origin, Author const& author, EventDraft const& draft) {
    QuestionDraft placed;
    placed.community = draft.community;
    placed.audience = draft.audience;
    auto wanted = addressees_of(origin, author.iri, placed);
    return author.stays ? kept_as(origin, std::move(wanted)) : wanted;
}

}  // namespace

Composed EventComposer::publish(Author const& author, EventDraft const& draft) const {
    auto const number = ids_.next();
    Publication const published{origin_ + "/post/" + digits(number), clock_.now(), std::nullopt};
    return put_into_words(author, "Create", draft, published, number);
}

// Times on the wire are whole seconds, and an Update counts only if it is newer than what it changes.
Composed EventComposer::revise(
    Author const& author, EventDraft const& draft, Edited const& standing, std::vector<std::string> const& guests
) const {
    auto changed = draft;
    ++changed.event.sequence;
    Publication const published{
        standing.iri, standing.published, std::max(clock_.now(), standing.updated + std::chrono::seconds{1})};
    auto update = put_into_words(author, "Update", changed, published, ids_.next());
    if (author.stays) return update;
    return with_hidden(std::move(update), {{}, guests});
}

Composed EventComposer::join(Author const& author, std::string_view event, std::string_view organiser) const {
    return about(author, "Join", event, organiser);
}

Composed EventComposer::leave(Author const& author, std::string_view event, std::string_view organiser) const {
    return about(author, "Leave", event, organiser);
}

Composed EventComposer::put_into_words(
    Author const& author,
    std::string_view type,
    EventDraft const& draft,
    Publication const& published,
    storage::LocalId number
) const {
    auto const addressees = for_draft(origin_, author, draft);
    auto object = JsonText::object();
    object.text("id", published.iri).text("type", "Event").text("attributedTo", author.iri).text("name", draft.title);
    add_words(object, content::to_html(draft.source), draft.source, draft.language);
    add_place(object, addressees, published, {published.iri + "/context"});
    object.raw("tag", "[]");
    add_event(object, draft.event);
    auto members = act(author, type, addressees);
    members.raw("object", object.done());
    return {signed_act(author, clock_, members), number};
}

Composed EventComposer::about(
    Author const& author, std::string_view type, std::string_view event, std::string_view organiser
) const {
    auto const addressees = author.stays ? kept_here(origin_, {}) : Addressees{{std::string{organiser}}, {}, {}};
    auto members = act(author, type, addressees);
    members.text("object", event);
    return {signed_act(author, clock_, members), ids_.next()};
}

// With milliseconds: somebody may join and leave in one second.
JsonText EventComposer::act(Author const& author, std::string_view type, Addressees const& addressees) const {
    auto members = JsonText::object();
    members.raw("@context", vocabulary::activity_context)
        .text("id", origin_ + "/activities/" + folder_of(type) + "/" + digits(ids_.next()))
        .text("type", type)
        .text("actor", author.iri)
        .texts("to", addressees.to);
    if (!addressees.cc.empty()) members.texts("cc", addressees.cc);
    members.text_unless_empty("audience", addressees.community).text("published", to_rfc3339_in_millis(clock_.now()));
    return members;
}

}  // namespace collegium::federation::events
