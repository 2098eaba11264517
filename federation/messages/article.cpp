#include "federation/messages/article.hpp"

#include "federation/messages/signed_act.hpp"
#include "federation/messages/vocabulary.hpp"

#include <algorithm>

namespace collegium::federation {

namespace {

std::string article_object(
    Author const& author, DocumentDraft const& draft, Addressees const& addressees, Publication const& published
) {
    auto object = JsonText::object();
    object.text("id", published.iri).text("type", "Article").text("attributedTo", author.iri).text("name", draft.title);
    add_words(object, draft.html, draft.source, draft.language);
    add_place(object, addressees, published, {published.iri + "/context"});
    object.raw("tag", "[]");
    draft.add_parts(object);
    return object.done();
}

}  // namespace

Composed ArticleComposer::publish(Author const& author, DocumentDraft const& draft) const {
    auto const number = ids_.next();
    Publication const published{origin_ + "/post/" + digits(number), clock_.now(), std::nullopt};
    return put_into_words(author, "Create", draft, published, number);
}

// Times on the wire are whole seconds, and an Update counts only if it is newer than what it changes.
Composed ArticleComposer::revise(Author const& author, DocumentDraft const& draft, Edited const& standing) const {
    Publication const published{
        standing.iri, standing.published, std::max(clock_.now(), standing.updated + std::chrono::seconds{1})};
    return put_into_words(author, "Update", draft, published, ids_.next());
}

Composed ArticleComposer::put_into_words(
    Author const& author,
    std::string_view type,
    DocumentDraft const& draft,
    Publication const& published,
    storage::LocalId number
) const {
    QuestionDraft const placed{draft.community, draft.title, "", draft.language, draft.audience};
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
        .raw("object", article_object(author, draft, addressees, published));
    return {signed_act(author, clock_, members), number};
}

}  // namespace collegium::federation
