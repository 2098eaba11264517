#include "federation/guides/compose_guide.hpp"

#include "federation/content/markdown.hpp"
#include "federation/guides/differences.hpp"
#include "federation/guides/licence.hpp"
#include "federation/messages/signed_act.hpp"
#include "federation/messages/vocabulary.hpp"

#include <algorithm>

namespace collegium::federation::guides {

namespace {

// The context of all that we emit, and the terms that guides have beyond it.
std::string context_of_guides() {
    std::string context{vocabulary::activity_context};
    context.pop_back();
    return context + R"(,{"ietf":"http://www.iana.org/assignments/relation/","schema":"http://schema.org/",)" +
           R"("license":{"@id":"schema:license","@type":"@id"},"Patch":"col:Patch",)" +
           R"("previousVersion":"col:previousVersion"}])";
}

std::string lower(std::string_view type) {
    std::string lowered;
    for (char const c : type) lowered += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lowered;
}

// What software shows that gives articles no room (FEP-b2b8).
std::string preview_of(Guide const& guide, std::string const& iri) {
    auto const html = "<p><strong>" + content::escape(guide.title) + "</strong></p><p>" +
                      content::escape(abstract_of(guide)) + "</p><p><a href=\"" + content::escape(iri) + "\">" +
                      content::escape(iri) + "</a></p>";
    return JsonText::object().text("type", "Note").text("content", html).done();
}

std::string guide_object(
    Author const& author, Guide const& guide, Addressees const& addressees, Publication const& published
) {
    auto object = JsonText::object();
    object.text("id", published.iri)
        .text("type", "Article")
        .text("attributedTo", author.iri)
        .text("name", guide.title)
        .text_unless_empty("summary", abstract_of(guide));
    add_words(object, as_html(guide), as_markdown(guide), guide.language);
    add_place(object, addressees, published, {published.iri + "/context"});
    auto const* const licence = licence_with(guide.licence);
    object.raw("tag", "[]")
        .raw("preview", preview_of(guide, published.iri))
        .text_unless_empty("license", licence == nullptr ? std::string_view{} : licence->address)
        .text("col:kind", guide_kind);
    add_guide(object, guide);
    return object.done();
}

std::string patch_object(
    Author const& author, std::string const& offer, Suggestion const& suggestion, std::string const& changes
) {
    auto patch = JsonText::object();
    patch.text("id", offer + "#patch").text("type", patch_type).text("attributedTo", author.iri);
    add_suggestion(patch, suggestion, changes);
    return patch.done();
}

}  // namespace

Composed GuideComposer::publish(Author const& author, GuideDraft const& draft) const {
    auto const number = ids_.next();
    Publication const published{origin_ + "/post/" + digits(number), clock_.now(), std::nullopt};
    return put_into_words(author, "Create", {draft.community, tidied(draft.guide), draft.audience}, published, number);
}

// Times on the wire are whole seconds, and an Update counts only if it is newer than what it changes.
Composed GuideComposer::revise(Author const& author, GuideDraft const& draft, GuideView const& current) const {
    auto const& post = current.post;
    Publication const published{
        post.iri, post.published, std::max(clock_.now(), post.updated + std::chrono::seconds{1})};
    auto next = succeeding(current.guide, draft.guide);
    // By the name that its author gave it: it may have parts that only a newer program knows.
    if (next.revision != current.guide.revision) next.previous = current.version;
    return put_into_words(author, "Update", {draft.community, next, draft.audience}, published, ids_.next());
}

Composed GuideComposer::suggest(
    Author const& author, GuideView const& base, Guide const& proposed, std::string const& reason
) const {
    auto suggestion = suggestion_between(base.guide, proposed);
    suggestion.guide = base.post.iri;
    suggestion.base = base.version;
    suggestion.reason = reason;
    auto const changes = as_text(differences(base.guide, with(base.guide, suggestion)));
    auto const id = act_id("Offer");
    auto members = act(author, "Offer", id, {{base.post.author.iri}, {}, {}});
    members.raw("object", patch_object(author, id, suggestion, changes));
    return {signed_act(author, clock_, members), ids_.next()};
}

Composed GuideComposer::note_seen(Author const& author, Answered const& suggestion) const {
    auto members = act(author, "Read", act_id("Read"), {{suggestion.suggester}, {}, {}});
    members.text("object", suggestion.offer);
    return {signed_act(author, clock_, members), ids_.next()};
}

Composed GuideComposer::note_merged(Author const& author, Answered const& suggestion, std::string_view version) const {
    auto members = act(author, "Accept", act_id("Accept"), {{suggestion.suggester}, {}, {}});
    members.text("object", suggestion.offer)
        .text("inReplyTo", suggestion.offer)
        .text_unless_empty("col:version", version);
    return {signed_act(author, clock_, members), ids_.next()};
}

Composed GuideComposer::decline(Author const& author, Answered const& suggestion, std::string_view reason) const {
    auto members = act(author, "Reject", act_id("Reject"), {{suggestion.suggester}, {}, {}});
    members.text("object", suggestion.offer).text("inReplyTo", suggestion.offer).text_unless_empty("summary", reason);
    return {signed_act(author, clock_, members), ids_.next()};
}

Composed GuideComposer::put_into_words(
    Author const& author,
    std::string_view type,
    GuideDraft const& draft,
    Publication const& published,
    storage::LocalId number
) const {
    QuestionDraft const placed{draft.community, draft.guide.title, "", draft.guide.language, draft.audience};
    auto const wanted = addressees_of(origin_, author.iri, placed);
    auto const addressees = author.stays ? kept_as(origin_, wanted) : wanted;
    auto members = act(author, type, act_id(type), addressees);
    members.raw("object", guide_object(author, draft.guide, addressees, published));
    return {signed_act(author, clock_, members), number};
}

// What a pupil does is addressed to the members of this node, whomever it is for.
JsonText GuideComposer::act(
    Author const& author, std::string_view type, std::string const& id, Addressees const& wanted
) const {
    auto const addressees = author.stays ? kept_as(origin_, wanted) : wanted;
    auto members = JsonText::object();
    members.raw("@context", context_of_guides())
        .text("id", id)
        .text("type", type)
        .text("actor", author.iri)
        .texts("to", addressees.to);
    if (!addressees.cc.empty()) members.texts("cc", addressees.cc);
    members.text_unless_empty("audience", addressees.community).text("published", to_rfc3339(clock_.now()));
    return members;
}

std::string GuideComposer::act_id(std::string_view type) const {
    return origin_ + "/activities/" + lower(type) + "/" + digits(ids_.next());
}

}  // namespace collegium::federation::guides
