#include "federation/instruments/compose_instrument.hpp"

#include "federation/content/markdown.hpp"
#include "federation/instruments/instrument_json.hpp"
#include "federation/messages/signed_act.hpp"
#include "federation/messages/vocabulary.hpp"

#include <algorithm>

namespace collegium::federation::instruments {

namespace {

std::string instrument_object(
    Author const& author, Instrument const& instrument, Addressees const& addressees, Publication const& published
) {
    auto const markdown = as_markdown(instrument);
    auto object = JsonText::object();
    object.text("id", published.iri)
        .text("type", "Article")
        .text("attributedTo", author.iri)
        .text("name", instrument.title);
    add_words(object, content::to_html(markdown), markdown, instrument.language);
    add_place(object, addressees, published, {published.iri + "/context"});
    object.raw("tag", "[]");
    add_instrument(object, instrument);
    return object.done();
}

}  // namespace

Composed InstrumentComposer::publish(Author const& author, InstrumentDraft const& draft) const {
    auto const number = ids_.next();
    Publication const published{origin_ + "/post/" + digits(number), clock_.now(), std::nullopt};
    return put_into_words(author, "Create", draft, published, number);
}

// Times on the wire are whole seconds, and an Update counts only if it is newer than what it changes.
Composed InstrumentComposer::revise(Author const& author, Instrument const& changed, InstrumentView const& current)
    const {
    auto const& post = current.post;
    Publication const published{
        post.iri, post.published, std::max(clock_.now(), post.updated + std::chrono::seconds{1})};
    InstrumentDraft draft{post.community.iri, changed, post.audience};
    draft.instrument.revision = current.instrument.revision + 1;
    return put_into_words(author, "Update", draft, published, ids_.next());
}

Composed InstrumentComposer::put_into_words(
    Author const& author,
    std::string_view type,
    InstrumentDraft const& draft,
    Publication const& published,
    storage::LocalId number
) const {
    QuestionDraft const placed{draft.community, draft.instrument.title, "", draft.instrument.language, draft.audience};
    auto const wanted = addressees_of(origin_, author.iri, placed);
    auto const addressees = author.stays ? kept_as(origin_, wanted) : wanted;
    std::string const folder = type == "Create" ? "create" : "update";
    auto members = JsonText::object();
    members.raw("@context", vocabulary::activity_context)
        .text("id", origin_ + "/activities/" + folder + "/" + digits(ids_.next()))
        .text("type", type)
        .text("actor", author.iri)
        .texts("to", addressees.to);
    if (!addressees.cc.empty()) members.texts("cc", addressees.cc);
    members.text_unless_empty("audience", addressees.community)
        .text("published", to_rfc3339(clock_.now()))
        .raw("object", instrument_object(author, draft.instrument, addressees, published));
    return {signed_act(author, clock_, members), number};
}

}  // namespace collegium::federation::instruments
