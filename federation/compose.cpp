#include "federation/compose.hpp"

#include "crypto/object_proof.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/json_text.hpp"
#include "federation/vocabulary.hpp"

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

}  // namespace

Composed Composer::question(Author const& author, QuestionDraft const& draft) const {
    auto const number = ids_.next();
    auto const id = origin_ + "/post/" + digits(number);
    std::vector<std::string> const to{std::string{public_audience}, draft.community};
    std::vector<std::string> const cc{followers_of(author.iri)};
    auto const published = to_rfc3339(clock_.now());

    auto object = JsonText::object();
    object.text("id", id).text("type", "Article").text("attributedTo", author.iri).text("name", draft.title);
    add_words(object, draft.source, draft.language, "");
    object.texts("to", to)
        .texts("cc", cc)
        .text("audience", draft.community)
        .text("url", id)
        .raw("attachment", "[]")
        .raw("tag", "[]")
        .boolean("sensitive", false)
        .text("context", id + "/context")
        .text("replies", id + "/replies")
        .text("published", published)
        .text("col:kind", "question");

    auto members = JsonText::object();
    members.texts("to", to).texts("cc", cc).text("audience", draft.community).text("published", published);
    members.raw("object", object.done());
    return finish(author, "Create", members, number);
}

Composed Composer::answer(Author const& author, AnswerDraft const& draft) const {
    auto const number = ids_.next();
    auto const id = origin_ + "/comment/" + digits(number);
    std::vector<std::string> const to{std::string{public_audience}, draft.asker};
    std::vector<std::string> const cc{draft.community, followers_of(author.iri)};
    auto const published = to_rfc3339(clock_.now());

    auto object = JsonText::object();
    object.text("id", id).text("type", "Note").text("attributedTo", author.iri).text("inReplyTo", draft.question);
    add_words(object, draft.source, draft.language, draft.asker_address.empty() ? "" : mention_html(draft));
    object.texts("to", to)
        .texts("cc", cc)
        .text("audience", draft.community)
        .text("url", id)
        .raw("attachment", "[]")
        .raw("tag", mention_tags(draft))
        .boolean("sensitive", false)
        .text_unless_empty("context", draft.context)
        .text("replies", id + "/replies")
        .text("published", published)
        .text("col:kind", "answer");

    auto members = JsonText::object();
    members.texts("to", to).texts("cc", cc).text("audience", draft.community).text("published", published);
    members.raw("object", object.done());
    return finish(author, "Create", members, number);
}

Composed Composer::choose_answer(Author const& author, std::string_view answer, std::string_view community) const {
    auto members = JsonText::object();
    members.texts("to", {std::string{public_audience}})
        .texts("cc", {std::string{community}})
        .text("audience", community)
        .text("object", answer);
    return finish(author, "ChooseAnswer", members, ids_.next());
}

Composed Composer::delete_object(Author const& author, std::string_view object, std::string_view community) const {
    auto members = JsonText::object();
    members.texts("to", {std::string{public_audience}, std::string{community}})
        .texts("cc", {followers_of(author.iri)})
        .text("audience", community)
        .text("object", object);
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

Composed Composer::accept(Author const& community, Activity const& follow) const {
    auto members = JsonText::object();
    members.texts("to", {follow.actor().text()}).raw("object", follow.bytes());
    return finish(community, "Accept", members, ids_.next());
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
