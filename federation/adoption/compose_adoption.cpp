#include "federation/adoption/compose_adoption.hpp"

#include "federation/adoption/adoption_json.hpp"
#include "federation/content/markdown.hpp"
#include "federation/guides/said_below.hpp"
#include "federation/messages/signed_act.hpp"
#include "federation/messages/vocabulary.hpp"

#include <algorithm>

namespace collegium::federation::adoption {

Composed AdoptionComposer::adopt(Author const& school, Adoption const& adoption, timeline::PostView const& guide)
    const {
    auto const number = ids_.next();
    Publication const published{origin_ + "/comment/" + digits(number), clock_.now(), std::nullopt};
    return put_into_words(school, "Create", adoption, guide, published, number);
}

// Times on the wire are whole seconds, and an Update counts only if it is newer than what it changes.
Composed AdoptionComposer::revise(
    Author const& school, Adoption const& adoption, timeline::PostView const& guide, Edited const& standing
) const {
    Publication const published{
        standing.iri, standing.published, std::max(clock_.now(), standing.updated + std::chrono::seconds{1})};
    return put_into_words(school, "Update", adoption, guide, published, ids_.next());
}

Composed AdoptionComposer::put_into_words(
    Author const& school,
    std::string_view type,
    Adoption const& adoption,
    timeline::PostView const& guide,
    Publication const& published,
    storage::LocalId number
) const {
    auto const addressees = guides::addressees_below(origin_, guide);
    auto const markdown = as_markdown(adoption, school_);
    auto object = JsonText::object();
    object.text("id", published.iri).text("type", "Note").text("attributedTo", school.iri).text("inReplyTo", guide.iri);
    add_words(object, content::to_html(markdown), markdown, adoption.language);
    add_place(object, addressees, published, {guide.context});
    object.raw("tag", "[]");
    add_adoption(object, adoption);

    std::string const folder = type == "Create" ? "create" : "update";
    auto members = JsonText::object();
    members.raw("@context", vocabulary::activity_context)
        .text("id", origin_ + "/activities/" + folder + "/" + digits(ids_.next()))
        .text("type", type)
        .text("actor", school.iri)
        .texts("to", addressees.to);
    if (!addressees.cc.empty()) members.texts("cc", addressees.cc);
    members.text_unless_empty("audience", addressees.community)
        .text("published", to_rfc3339_in_millis(clock_.now()))
        .raw("object", object.done());
    return {signed_act(school, clock_, members), number};
}

}  // namespace collegium::federation::adoption
