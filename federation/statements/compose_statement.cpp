#include "federation/statements/compose_statement.hpp"

#include "federation/community/audience.hpp"
#include "federation/content/markdown.hpp"
#include "federation/guides/said_below.hpp"
#include "federation/messages/signed_act.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/statements/statement.hpp"

namespace collegium::federation::statements {

Composed StatementComposer::say(Author const& council, StatementDraft const& draft, timeline::PostView const& guide)
    const {
    auto const number = ids_.next();
    Publication const published{origin_ + "/comment/" + digits(number), clock_.now(), std::nullopt};
    auto addressees = guides::addressees_below(origin_, guide);
    if (community::is_open(guide.audience)) addressees.cc.push_back(followers_of(council.iri));
    auto object = JsonText::object();
    object.text("id", published.iri)
        .text("type", "Note")
        .text("attributedTo", council.iri)
        .text("inReplyTo", guide.iri);
    add_words(object, content::to_html(draft.words), draft.words, draft.language);
    add_place(object, addressees, published, {guide.context});
    object.raw("tag", "[]").text("col:kind", statement_kind);

    auto members = JsonText::object();
    members.raw("@context", vocabulary::activity_context)
        .text("id", origin_ + "/activities/create/" + digits(ids_.next()))
        .text("type", "Create")
        .text("actor", council.iri)
        .texts("to", addressees.to);
    if (!addressees.cc.empty()) members.texts("cc", addressees.cc);
    members.text_unless_empty("audience", addressees.community)
        .text("published", to_rfc3339_in_millis(clock_.now()))
        .raw("object", object.done());
    return {signed_act(council, clock_, members), number};
}

}  // namespace collegium::federation::statements
