#include "federation/messages/compose.hpp"

#include "crypto/object_proof.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/messages/composed_parts.hpp"
#include "federation/messages/signed_act.hpp"
#include "federation/messages/silent_copies.hpp"
#include "federation/messages/vocabulary.hpp"

#include <algorithm>

namespace collegium::federation {

using storage::LocalId;
using vocabulary::public_audience;

namespace {

std::string mention_html(AnswerDraft const& draft) {
    auto const name = draft.asker_address.substr(0, draft.asker_address.find('@', 1));
    return R"(<p><span class="h-card"><a href=")" + content::escape(draft.asker) + R"(" class="u-url mention">)" +
           content::escape(name) + "</a></span></p>";
}

std::string mention_tags(AnswerDraft const& draft) {
    auto tags = JsonText::list();
    if (!draft.asker_address.empty()) tags.raw_item(mention_tag({draft.asker, draft.asker_address}));
    return tags.done();
}

std::string member_type(std::string_view type) {
    std::string lower;
    for (char const c : type) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

// A question is an article that says what it is about.
ArticleDraft article_of(QuestionDraft const& draft) {
    ArticleDraft article{"question", draft.community, draft.title, draft.source, draft.language, draft.audience};
    article.derived_from = draft.derived_from;
    article.attachments = draft.attachments;
    return article;
}

// Its pictures. Software that knows link posts finds the address here as well (Lemmy, PieFed), the others in "url".
std::string attachments_of(ArticleDraft const& draft) {
    auto list = JsonText::list();
    for (auto const& each : draft.attachments) list.raw_item(attached_item(each));
    if (!draft.leads_to.empty())
        list.raw_item(
            JsonText::object().text("type", "Link").text("href", draft.leads_to).text("name", draft.title).done()
        );
    return list.done();
}

JsonText article_object(
    Author const& author, ArticleDraft const& draft, Addressees const& addressees, Publication const& published
) {
    auto object = JsonText::object();
    object.text("id", published.iri)
        .text("type", "Article")
        .text("attributedTo", author.iri)
        .text("name", draft.title)
        .text_unless_empty("summary", draft.summary);
    auto const html = draft.html.empty() ? content::to_html(draft.source) : draft.html;
    add_words(object, html, draft.source, draft.language);
    add_place(
        object, addressees, published, {published.iri + "/context", attachments_of(draft), false, draft.leads_to}
    );
    object.raw("tag", "[]").text("col:kind", draft.kind).text_unless_empty("col:derivedFrom", draft.derived_from);
    if (draft.add_parts) draft.add_parts(object);
    return object;
}

std::string object_of(
    Author const& author, ArticleDraft const& draft, Addressees const& addressees, Publication const& published
) {
    return article_object(author, draft, addressees, published).done();
}

std::string object_of(
    Author const& author, QuestionDraft const& draft, Addressees const& addressees, Publication const& published
) {
    auto object = article_object(author, article_of(draft), addressees, published);
    add_context(object, draft.about);
    return object.done();
}

std::string object_of(
    Author const& author, AnswerDraft const& draft, Addressees const& addressees, Publication const& published
) {
    auto object = JsonText::object();
    object.text("id", published.iri)
        .text("type", "Note")
        .text("attributedTo", author.iri)
        .text("inReplyTo", draft.question);
    auto const mention = draft.asker_address.empty() ? std::string{} : mention_html(draft);
    add_words(object, mention + content::to_html(draft.source), draft.source, draft.language);
    auto pictures = JsonText::list();
    for (auto const& each : draft.attachments) pictures.raw_item(attached_item(each));
    add_place(object, addressees, published, {draft.context, pictures.done()});
    return object.raw("tag", mention_tags(draft)).text("col:kind", "answer").done();
}

}  // namespace

Composed Composer::question(Author const& author, QuestionDraft const& draft) const {
    return begin_thread(author, draft);
}

Composed Composer::article(Author const& author, ArticleDraft const& draft) const {
    return begin_thread(author, draft);
}

template <class Draft>
Composed Composer::begin_thread(Author const& author, Draft const& draft) const {
    auto const number = ids_.next();
    Publication const published{origin_ + "/post/" + digits(number), clock_.now(), std::nullopt};
    auto const addressees = for_draft(author, draft);
    return publish(author, "Create", addressees, object_of(author, draft, addressees, published), number);
}

template <class Draft>
Composed Composer::reword(Author const& author, Draft const& draft, Edited const& edited) const {
    auto const addressees = for_draft(author, draft);
    auto const object = object_of(author, draft, addressees, publication_of(edited));
    return publish(author, "Update", addressees, object, ids_.next());
}

Composed Composer::answer(Author const& author, AnswerDraft const& draft) const {
    auto const number = ids_.next();
    Publication const published{origin_ + "/comment/" + digits(number), clock_.now(), std::nullopt};
    auto const addressees = for_draft(author, draft);
    return publish(author, "Create", addressees, object_of(author, draft, addressees, published), number);
}

Composed Composer::edit(Author const& author, QuestionDraft const& draft, Edited const& edited) const {
    return reword(author, draft, edited);
}

Composed Composer::edit(Author const& author, ArticleDraft const& draft, Edited const& edited) const {
    return reword(author, draft, edited);
}

Composed Composer::edit(Author const& author, AnswerDraft const& draft, Edited const& edited) const {
    return reword(author, draft, edited);
}

// Times on the wire are whole seconds, and an Update counts only if it is newer than what it changes.
Publication Composer::publication_of(Edited const& edited) const {
    return {edited.iri, edited.published, std::max(clock_.now(), edited.updated + std::chrono::seconds{1})};
}

Composed Composer::publish(
    Author const& author, std::string_view type, Addressees const& addressees, std::string const& object, LocalId number
) const {
    auto members = addressed(author, addressees);
    members.text("published", to_rfc3339(clock_.now())).raw("object", object);
    return finish(author, type, members, number);
}

JsonText Composer::addressed(Author const& author, Addressees const& wanted) const {
    auto const addressees = author.stays ? kept_as(origin_, wanted) : wanted;
    auto members = JsonText::object();
    members.texts("to", addressees.to);
    if (!addressees.cc.empty()) members.texts("cc", addressees.cc);
    members.text_unless_empty("audience", addressees.community);
    return members;
}

// Of an answer that is for the people of no community, nobody is told by an address.
Composed Composer::choose_answer(
    Author const& author, std::string_view answer, std::string_view community, std::string_view reason
) const {
    auto members = community.empty() ? addressed(author, {}) : for_community(author, community);
    members.text("published", to_rfc3339_in_millis(clock_.now()))
        .text("object", answer)
        .text_unless_empty("summary", content::from_plain_text(reason));
    return finish(author, "ChooseAnswer", members, ids_.next());
}

Composed Composer::delete_object(
    Author const& author, std::string_view object, std::string_view community, std::string const& told
) const {
    Addressees addressees{{std::string{public_audience}}, {followers_of(author.iri)}, std::string{community}};
    if (!community.empty()) addressees.to.emplace_back(community);
    if (!told.empty() && told != author.iri) addressees.to.push_back(told);
    auto members = addressed(author, addressees);
    members.text("object", object);
    return finish(author, "Delete", members, ids_.next());
}

Composed Composer::delete_object(Author const& author, Activity const& words) const {
    auto const named = [&](std::string_view field) {
        std::vector<std::string> names;
        for (auto const each : references(words.root(), field)) names.emplace_back(each);
        return names;
    };
    auto members =
        addressed(author, {named("to"), named("cc"), std::string{reference_member(words.root(), "audience")}});
    members.text("object", words.object_id());
    return with_hidden(finish(author, "Delete", members, ids_.next()), hidden_recipients_of(words));
}

Composed Composer::update_profile(Author const& author, std::string_view actor) const {
    auto members = JsonText::object();
    members.texts("to", {std::string{public_audience}})
        .texts("cc", {followers_of(author.iri)})
        .text("published", to_rfc3339(clock_.now()))
        .raw("object", actor);
    return finish(author, "Update", members, ids_.next());
}

Composed Composer::follow(Author const& author, std::string_view followed) const {
    auto members = addressed(author, {{std::string{followed}}, {}, {}});
    members.text("object", followed);
    return finish(author, "Follow", members, ids_.next());
}

Composed Composer::undo(Author const& author, Activity const& activity) const {
    std::vector<std::string> to;
    for (auto const* const field : {"to", "cc", "audience"})
        for (auto const each : references(activity.root(), field))
            if (std::ranges::find(to, each) == to.end()) to.emplace_back(each);
    auto members = addressed(author, {to, {}, {}});
    members.raw("object", without_hidden_recipients(activity.bytes()));
    return with_hidden(finish(author, "Undo", members, ids_.next()), hidden_recipients_of(activity));
}

Composed Composer::introduce(Author const& node, std::string_view other_node) const {
    auto members = JsonText::object();
    members.texts("to", {std::string{other_node}}).text("object", other_node).text("col:partnership", "introduction");
    return finish(node, "Follow", members, ids_.next());
}

Composed Composer::accept(Author const& community, Activity const& follow) const {
    return answer_follow(community, "Accept", follow);
}

Composed Composer::reject(Author const& community, Activity const& follow) const {
    return answer_follow(community, "Reject", follow);
}

Composed Composer::answer_follow(Author const& community, std::string_view type, Activity const& follow) const {
    auto members = JsonText::object();
    members.texts("to", {follow.actor().text()}).raw("object", follow.bytes());
    return finish(community, type, members, ids_.next());
}

// Those who joined a community, and everyone else unless what is passed on is for its members only.
Addressees Composer::for_followers(Author const& community, storage::Audience audience) const {
    auto const followers = followers_of(community.iri);
    if (audience == storage::Audience::community) return {{followers}, {}, {}};
    if (audience == storage::Audience::partners) return {{partners_of(origin_)}, {followers}, {}};
    return {{std::string{public_audience}}, {followers}, {}};
}

Composed Composer::announce(Author const& community, Activity const& activity, storage::Audience audience) const {
    auto addressees = for_followers(community, audience);
    addressees.community = community.iri;
    auto members = addressed(community, addressees);
    members.raw("object", without_hidden_recipients(activity.bytes()));
    return finish(community, "Announce", members, ids_.next());
}

Composed Composer::announce_object(Author const& community, std::string_view object, storage::Audience audience) const {
    auto members = addressed(community, for_followers(community, audience));
    members.text("published", to_rfc3339(clock_.now())).text("object", object);
    return finish(community, "Announce", members, ids_.next());
}

Composed Composer::finish(Author const& author, std::string_view type, JsonText& members, LocalId number) const {
    members.raw("@context", vocabulary::activity_context)
        .text("id", origin_ + "/activities/" + member_type(type) + "/" + digits(ids_.next()))
        .text("type", type)
        .text("actor", author.iri);

    return {signed_act(author, clock_, members), number};
}

Activity signed_act(Author const& author, Clock const& clock, JsonText& members) {
    auto const prove = [&](JsonValue const& act) {
        auto const& keys = *author.keys;
        return crypto::make_proof(act, keys.ed25519_id(author.iri), to_rfc3339(clock.now()), keys.ed25519);
    };
    return Activity::parse(Json::read_and_add(members.done(), "proof", prove).value()).value();
}

}  // namespace collegium::federation
