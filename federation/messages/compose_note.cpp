// Notes: posts and replies of people, and what they show to those who follow them.
#include "federation/content/linked_names.hpp"
#include "federation/content/markdown.hpp"
#include "federation/messages/compose.hpp"
#include "federation/messages/hashtags.hpp"
#include "federation/messages/vocabulary.hpp"

namespace collegium::federation {

using vocabulary::public_audience;

namespace {

bool is_at(std::string_view origin, std::string_view iri) {
    return iri.starts_with(std::string{origin} + "/");
}

// The draft as it goes out. What stays here names nobody elsewhere.
NoteDraft settled(std::string_view origin, bool stays, NoteDraft draft) {
    bool const for_insiders = draft.audience == storage::Audience::insiders;
    if (stays && !for_insiders) draft.audience = storage::Audience::here;
    if (draft.audience == storage::Audience::here || for_insiders)
        std::erase_if(draft.mentions, [&](Mentioned const& person) { return !is_at(origin, person.iri); });
    return draft;
}

content::LinkedName link_to(Mentioned const& person, std::string_view written) {
    auto const name = person.address.substr(1, person.address.find('@', 1) - 1);
    return {
        std::string{written},
        R"(<span class="h-card"><a href=")" + content::escape(person.iri) + R"(" class="u-url mention">@<span>)" +
            content::escape(name) + "</span></a></span>"};
}

content::LinkedName link_to_tag(std::string_view origin, std::string const& tag) {
    return {
        "#" + tag,
        R"(<a href=")" + content::escape(tag_iri(origin, tag)) + R"(" class="mention hashtag" rel="tag">#<span>)" +
            content::escape(tag) + "</span></a>"};
}

// Members of this node go by their short name too.
std::vector<content::LinkedName> links_of(std::string_view origin, NoteDraft const& draft) {
    std::vector<content::LinkedName> links;
    for (auto const& person : draft.mentions) {
        links.push_back(link_to(person, person.address));
        if (is_at(origin, person.iri))
            links.push_back(link_to(person, person.address.substr(0, person.address.find('@', 1))));
    }
    for (auto const& tag : draft.tags) links.push_back(link_to_tag(origin, tag));
    return links;
}

std::string tags_of(std::string_view origin, NoteDraft const& draft) {
    auto list = JsonText::list();
    for (auto const& person : draft.mentions) list.raw_item(mention_tag(person));
    for (auto const& tag : draft.tags)
        list.raw_item(
            JsonText::object().text("type", "Hashtag").text("href", tag_iri(origin, tag)).text("name", "#" + tag).done()
        );
    for (auto const& link : draft.links) list.raw_item(link_tag(link));
    return list.done();
}

std::string attachments_of(NoteDraft const& draft) {
    auto list = JsonText::list();
    for (auto const& each : draft.attachments) list.raw_item(attached_item(each));
    return list.done();
}

std::string note_object(
    std::string_view origin,
    std::string_view author,
    NoteDraft const& draft,
    Addressees const& addressees,
    Publication const& published
) {
    bool const begins = draft.parent.empty();
    auto object = JsonText::object();
    object.text("id", published.iri)
        .text("type", "Note")
        .text("attributedTo", author)
        .text_unless_empty("inReplyTo", draft.parent)
        .text_unless_empty("summary", draft.summary);
    add_words(
        object,
        content::link_names(content::to_html(draft.source), links_of(origin, draft)),
        draft.source,
        draft.language
    );
    auto const context = begins ? published.iri + "/context" : draft.context;
    bool const sensitive = draft.sensitive || !draft.summary.empty();
    add_place(object, addressees, published, {context, attachments_of(draft), sensitive});
    return object.raw("tag", tags_of(origin, draft))
        .text_unless_empty("col:kind", draft.kind)
        .text_unless_empty("col:takeUp", draft.take_up)
        .done();
}

}  // namespace

Composed Composer::note(Author const& author, NoteDraft const& wanted) const {
    auto const draft = settled(origin_, author.stays, wanted);
    auto const number = ids_.next();
    auto const path = draft.parent.empty() ? "/post/" : "/comment/";
    Publication const published{origin_ + path + digits(number), clock_.now(), std::nullopt};
    auto const addressees = for_draft(author, draft);
    return publish(
        author, "Create", addressees, note_object(origin_, author.iri, draft, addressees, published), number
    );
}

Composed Composer::edit(Author const& author, NoteDraft const& wanted, Edited const& edited) const {
    auto const draft = settled(origin_, author.stays, wanted);
    auto const addressees = for_draft(author, draft);
    auto const object = note_object(origin_, author.iri, draft, addressees, publication_of(edited));
    return publish(author, "Update", addressees, object, ids_.next());
}

Composed Composer::boost(Author const& author, std::string_view thing, std::string_view thing_author) const {
    Addressees const everyone{
        {std::string{public_audience}}, {followers_of(author.iri), std::string{thing_author}}, {}};
    auto members = addressed(author, everyone);
    members.text("published", to_rfc3339(clock_.now())).text("object", thing);
    auto const number = ids_.next();
    return finish(author, "Announce", members, number);
}

}  // namespace collegium::federation
