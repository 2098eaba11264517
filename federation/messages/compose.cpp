#include "federation/messages/compose.hpp"

#include "crypto/object_proof.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation {

using storage::LocalId;
using vocabulary::public_audience;

namespace {

std::string digits(LocalId number) {
    return std::to_string(static_cast<std::uint64_t>(number));
}

std::string followers_of(std::string_view actor) {
    return std::string{actor} + "/followers";
}

// The names of languages in themselves; others go by their code.
std::string_view language_name(std::string_view code) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> names{
        {{"en", "English"},
         {"de", "Deutsch"},
         {"fr", "Français"},
         {"es", "Español"},
         {"ar", "العربية"},
         {"uk", "Українська"}}};
    for (auto const& [known, name] : names)
        if (known == code) return name;
    return code;
}

// What a question and an answer have in common: words in HTML and Markdown, language, place in the thread.
void add_words(JsonText& object, std::string_view source, std::string_view language, std::string_view mention) {
    auto const html = std::string{mention} + content::to_html(source);
    object.text("content", html)
        .text("mediaType", "text/html")
        .raw("source", JsonText::object().text("content", source).text("mediaType", "text/markdown").done())
        .raw("contentMap", JsonText::object().text(language, html).done())
        .raw("language", JsonText::object().text("identifier", language).text("name", language_name(language)).done());
}

std::string mention_html(AnswerDraft const& draft) {
    auto const name = draft.asker_address.substr(0, draft.asker_address.find('@', 1));
    return R"(<p><span class="h-card"><a href=")" + content::escape(draft.asker) + R"(" class="u-url mention">)" +
           content::escape(name) + "</a></span></p>";
}

std::string mention_tags(AnswerDraft const& draft) {
    auto tags = JsonText::list();
    if (!draft.asker_address.empty())
        tags.raw_item(JsonText::object()
                          .text("type", "Mention")
                          .text("href", draft.asker)
                          .text("name", draft.asker_address)
                          .done());
    return tags.done();
}

std::string member_type(std::string_view type) {
    std::string lower;
    for (char const c : type) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

Audience audience_of(Author const& author, QuestionDraft const& draft) {
    return {{std::string{public_audience}, draft.community}, {followers_of(author.iri)}, draft.community};
}

Audience audience_of(Author const& author, AnswerDraft const& draft) {
    return {{std::string{public_audience}, draft.asker}, {draft.community, followers_of(author.iri)}, draft.community};
}

// What stands at the end of every object: who it is for, where it is, when it was said.
void add_place(JsonText& object, Audience const& audience, Publication const& published, std::string_view context) {
    object.texts("to", audience.to)
        .texts("cc", audience.cc)
        .text("audience", audience.community)
        .text("url", published.iri)
        .raw("attachment", "[]")
        .boolean("sensitive", false)
        .text_unless_empty("context", context)
        .text("replies", published.iri + "/replies")
        .text("published", to_rfc3339(published.at));
    if (published.edited) object.text("updated", to_rfc3339(*published.edited));
}

std::string question_object(Author const& author, QuestionDraft const& draft, Publication const& published) {
    auto object = JsonText::object();
    object.text("id", published.iri).text("type", "Article").text("attributedTo", author.iri).text("name", draft.title);
    add_words(object, draft.source, draft.language, "");
    add_place(object, audience_of(author, draft), published, published.iri + "/context");
    return object.raw("tag", "[]").text("col:kind", "question").done();
}

std::string answer_object(Author const& author, AnswerDraft const& draft, Publication const& published) {
    auto object = JsonText::object();
    object.text("id", published.iri)
        .text("type", "Note")
        .text("attributedTo", author.iri)
        .text("inReplyTo", draft.question);
    add_words(object, draft.source, draft.language, draft.asker_address.empty() ? "" : mention_html(draft));
    add_place(object, audience_of(author, draft), published, draft.context);
    return object.raw("tag", mention_tags(draft)).text("col:kind", "answer").done();
}

}  // namespace

Composed Composer::question(Author const& author, QuestionDraft const& draft) const {
    auto const number = ids_.next();
    Publication const published{origin_ + "/post/" + digits(number), clock_.now(), std::nullopt};
    return publish(author, "Create", audience_of(author, draft), question_object(author, draft, published), number);
}

Composed Composer::answer(Author const& author, AnswerDraft const& draft) const {
    auto const number = ids_.next();
    Publication const published{origin_ + "/comment/" + digits(number), clock_.now(), std::nullopt};
    return publish(author, "Create", audience_of(author, draft), answer_object(author, draft, published), number);
}

Composed Composer::edit(Author const& author, QuestionDraft const& draft, Edited const& edited) const {
    auto const object = question_object(author, draft, publication_of(edited));
    return publish(author, "Update", audience_of(author, draft), object, ids_.next());
}

Composed Composer::edit(Author const& author, AnswerDraft const& draft, Edited const& edited) const {
    auto const object = answer_object(author, draft, publication_of(edited));
    return publish(author, "Update", audience_of(author, draft), object, ids_.next());
}

// Times on the wire are whole seconds, and an Update counts only if it is newer than what it changes.
Publication Composer::publication_of(Edited const& edited) const {
    return {edited.iri, edited.published, std::max(clock_.now(), edited.updated + std::chrono::seconds{1})};
}

Composed Composer::publish(
    Author const& author, std::string_view type, Audience const& audience, std::string const& object, LocalId number
) const {
    auto members = JsonText::object();
    members.texts("to", audience.to)
        .texts("cc", audience.cc)
        .text("audience", audience.community)
        .text("published", to_rfc3339(clock_.now()))
        .raw("object", object);
    return finish(author, type, members, number);
}

Composed Composer::choose_answer(Author const& author, std::string_view answer, std::string_view community) const {
    auto members = JsonText::object();
    members.texts("to", {std::string{public_audience}})
        .texts("cc", {std::string{community}})
        .text("audience", community)
        .text("object", answer);
    return finish(author, "ChooseAnswer", members, ids_.next());
}

Composed Composer::delete_object(
    Author const& author, std::string_view object, std::string_view community, std::string const& told
) const {
    std::vector<std::string> to{std::string{public_audience}, std::string{community}};
    if (!told.empty() && told != author.iri) to.push_back(told);
    auto members = JsonText::object();
    members.texts("to", to).texts("cc", {followers_of(author.iri)}).text("audience", community).text("object", object);
    return finish(author, "Delete", members, ids_.next());
}

Composed Composer::follow(Author const& author, std::string_view followed) const {
    auto members = JsonText::object();
    members.texts("to", {std::string{followed}}).text("object", followed);
    return finish(author, "Follow", members, ids_.next());
}

Composed Composer::undo(Author const& author, Activity const& activity) const {
    std::vector<std::string> to;
    for (auto const each : activity.addressees()) to.emplace_back(each);
    auto members = JsonText::object();
    members.texts("to", to).raw("object", activity.bytes());
    return finish(author, "Undo", members, ids_.next());
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

Composed Composer::announce(Author const& community, Activity const& activity) const {
    auto members = JsonText::object();
    members.texts("to", {std::string{public_audience}})
        .texts("cc", {followers_of(community.iri)})
        .text("audience", community.iri)
        .raw("object", activity.bytes());
    return finish(community, "Announce", members, ids_.next());
}

Composed Composer::announce_object(Author const& community, std::string_view object) const {
    auto members = JsonText::object();
    members.texts("to", {std::string{public_audience}})
        .texts("cc", {followers_of(community.iri)})
        .text("published", to_rfc3339(clock_.now()))
        .text("object", object);
    return finish(community, "Announce", members, ids_.next());
}

Composed Composer::finish(Author const& author, std::string_view type, JsonText& members, LocalId number) const {
    members.raw("@context", vocabulary::activity_context)
        .text("id", origin_ + "/activities/" + member_type(type) + "/" + digits(ids_.next()))
        .text("type", type)
        .text("actor", author.iri);

    auto const plain = Json::read_object(members.done());
    auto const proof = crypto::make_proof(
        plain.value().root(), author.iri + "#ed25519-key", to_rfc3339(clock_.now()), author.keys->ed25519
    );
    auto whole = Json::read_object(members.raw("proof", proof).done());
    return {Activity::parse(*std::move(whole)).value(), number};
}

}  // namespace collegium::federation
