// What members publish, and how they change it.
#include "federation/community/audience.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/logged.hpp"
#include "federation/messages/silent_copies.hpp"
#include "server/client_to_server/addressing.hpp"
#include "server/client_to_server/thing_words.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::client_to_server {

namespace community = federation::community;

using federation::NoteDraft;
using federation::QuestionDraft;
using storage::Audience;
using storage::ObjectKind;
using storage::ObjectRecord;
using timeline::PostView;

namespace {

constexpr Refusal title_out_of_place{
    Reason::malformed, "A name belongs to a question in a community: address the community, or leave the name out."};

constexpr Refusal pupils_message{
    Reason::not_allowed,
    "Your account cannot send private messages. Write to all members of your school, or ask your teacher."};

constexpr Refusal kept_reply{
    Reason::not_allowed,
    "Every member of your school reads the replies to this. Address the reply to them, or send a message of its own."};

constexpr Refusal has_own_form{
    Reason::not_allowed, "This has parts that programs cannot change yet. Change it on the pages of your school."};

constexpr Refusal other_community{
    Reason::not_allowed, "What you reply to is in another community. Address that one, or begin a post of its own."};

std::string language_of(App const& app, Call const& call, ThingWords const& words) {
    if (!words.language.empty()) return words.language;
    auto const profile = app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.profiles.get(tx, call.member->actor);
    });
    return profile && !profile->language.empty() ? profile->language : "en";
}

Audience audience_of(App const& app, storage::Handle thing) {
    auto const record =
        app.node.store.read([&](auto const& tx, auto const& tables) { return tables.objects.get(tx, thing); });
    return record ? record->audience : Audience::named;
}

// For whom a post is, or a reply to `parent`.
Result<Audience> allowed(Speech const& speech, Addressing const& wanted, PostView const* parent) {
    auto const above = parent == nullptr ? storage::Handle{0} : parent->handle;
    auto const audience = speech.app.node.store.read([&](auto const& tx, auto const& tables) {
        return community::allowed_audience(tx, tables, speech.call.member->actor, wanted.audience, above);
    });
    if (community::betrays(audience, wanted.audience)) return speech.call.member->pupil ? pupils_message : kept_reply;
    bool const elsewhere = parent != nullptr && !wanted.community.empty() && !parent->community.iri.empty() &&
                           parent->community.iri != wanted.community;
    bool const of_one = audience == Audience::community || audience == Audience::insiders;
    if (of_one && elsewhere) return other_community;
    return audience;
}

NoteDraft note_of(App const& app, Call const& call, ThingWords const& words) {
    NoteDraft draft;
    draft.source = words.source;
    draft.language = language_of(app, call, words);
    draft.tags = words.tags;
    draft.sensitive = words.sensitive;
    draft.summary = words.summary;
    draft.attachments = words.attachments;
    return draft;
}

// Where a reply stands. Who wrote what it replies to is told anyway, and is named only by a tag; among those who are
// named it is the name that counts.
void place_below(NoteDraft& draft, PostView const& parent, ThingWords const& words) {
    bool const answers = parent.kind == ObjectKind::question && words.kind != "comment";
    draft.parent = parent.iri;
    draft.parent_author = parent.author.iri;
    if (!parent.community.iri.empty()) draft.community = parent.community.iri;
    draft.context = parent.context;
    draft.kind = answers ? "answer" : "comment";
    bool const by_tag = std::ranges::find(words.mentioned, parent.author.iri) != words.mentioned.end();
    if (!by_tag && draft.audience != Audience::named)
        std::erase_if(draft.mentions, [&](auto const& person) { return person.iri == parent.author.iri; });
}

// A question is for its community; what it cannot hold is not dropped in silence.
Result<QuestionDraft> question_of(App const& app, Call const& call, ThingWords const& words, std::string community) {
    if (!words.summary.empty())
        return Refusal{Reason::malformed, "A question has a name and words, without a summary."};
    if (words.source.empty() || words.title.empty())
        return Refusal{Reason::malformed, "A question needs a name and words."};
    QuestionDraft draft;
    draft.community = std::move(community);
    draft.title = words.title;
    draft.source = words.source;
    draft.language = language_of(app, call, words);
    draft.about = words.about;
    draft.attachments = words.attachments;
    return draft;
}

Result<Composed> compose_question(Speech const& speech, ThingWords const& words, Addressing const& addressing) {
    if (!addressing.people.empty())
        return Refusal{Reason::malformed, "A question is for its community: name people in an answer."};
    auto draft = question_of(speech.app, speech.call, words, addressing.community);
    if (!draft) return draft.error();
    draft->audience = addressing.audience;
    return speech.composer().question(speech.author, *draft);
}

Result<Composed> compose_note(Speech const& speech, ThingWords const& words, Addressing const& addressing) {
    if (!words.title.empty()) return title_out_of_place;
    auto draft = note_of(speech.app, speech.call, words);
    draft.community = addressing.community;
    draft.mentions = addressing.people;
    std::optional<PostView> parent;
    if (!words.in_reply_to.empty()) {
        auto found = speech.thing(words.in_reply_to);
        if (!found) return found.error();
        parent = *std::move(found);
    }
    auto const audience = allowed(speech, addressing, parent ? &*parent : nullptr);
    if (!audience) return audience.error();
    draft.audience = *audience;
    if (parent) place_below(draft, *parent, words);
    return speech.composer().note(speech.author, draft);
}

// What an Update begins from.
struct Standing {
    PostView post;
    federation::Activity words;
};

Result<Standing> own_thing(Speech const& speech, std::string_view iri) {
    auto post = speech.thing(iri);
    if (!post) return post.error();
    if (post->author.handle != speech.call.member->actor)
        return Refusal{Reason::not_allowed, "Members change their own things only."};
    auto words = speech.app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.objects.get(tx, post->handle);
        return record ? federation::logged_activity(tx, tables, record->words) : std::nullopt;
    });
    if (!words || words->object() == nullptr) return Refusal{Reason::not_found, "Its words are gone."};
    return Standing{*std::move(post), *std::move(words)};
}

Names names_of(JsonValue const& thing, ThingWords const& words) {
    Names names = words.mentioned;
    for (auto const* const field : {"to", "cc"})
        for (auto const each : federation::references(thing, field, most_addressees))
            if (std::ranges::find(names, each) == names.end()) names.emplace_back(each);
    return names;
}

Result<NoteDraft> note_as_changed(
    Speech const& speech, Standing const& standing, ThingWords const& words, std::vector<federation::Mentioned> people
) {
    if (!words.title.empty()) return title_out_of_place;
    auto draft = note_of(speech.app, speech.call, words);
    draft.audience = audience_of(speech.app, standing.post.handle);
    draft.community = standing.post.community.iri;
    draft.mentions = std::move(people);
    draft.take_up = standing.post.take_up;
    draft.links = standing.post.links;
    if (standing.post.parent == storage::Handle{0}) return draft;
    auto const parent = speech.thing(federation::reference_member(*standing.words.object(), "inReplyTo"));
    if (!parent) return parent.error();
    place_below(draft, *parent, words);
    return draft;
}

void add_missing(Names& names, Names const& more) {
    for (auto const& each : more)
        if (std::ranges::find(names, each) == names.end()) names.push_back(each);
}

// Who heard of it in silence hears of its changes too.
federation::HiddenRecipients hidden_now(Speech const& speech, Standing const& standing) {
    auto hidden = federation::hidden_recipients_of(standing.words);
    add_missing(hidden.bto, speech.saying.hidden.bto);
    add_missing(hidden.bcc, speech.saying.hidden.bcc);
    return hidden;
}

}  // namespace

awaitable<Result<Composed>> compose_create(Speech const& speech) {
    auto const* const thing = speech.saying.object();
    if (thing == nullptr) co_return Refusal{Reason::malformed, "What is created must be there whole."};
    auto const words = read_thing(*thing, speech.app.node.settings.origin());
    if (!words) co_return words.error();
    Names mentioned = words->mentioned;
    auto const addressing = co_await addressing_of(speech, std::move(mentioned));
    if (!addressing) co_return addressing.error();
    bool const asks = words->in_reply_to.empty() && !addressing->community.empty() && !words->title.empty();
    auto composed = asks ? compose_question(speech, *words, *addressing) : compose_note(speech, *words, *addressing);
    if (!composed) co_return composed.error();
    co_return with_hidden(*std::move(composed), speech.saying.hidden);
}

awaitable<Result<Composed>> compose_update(Speech const& speech) {
    auto const* const change = speech.saying.object();
    if (change == nullptr) co_return Refusal{Reason::malformed, "An Update needs what is to be changed, with its id."};
    auto const standing = own_thing(speech, speech.saying.object_id());
    if (!standing) co_return standing.error();
    auto const changed = changed_thing(*standing->words.object(), *change);
    if (!changed) co_return changed.error();
    auto const words = read_thing(changed->root(), speech.app.node.settings.origin());
    if (!words) co_return words.error();

    auto const& post = standing->post;
    federation::Edited const edited{post.iri, post.published, post.updated};
    auto const hidden = hidden_now(speech, *standing);
    if (federation::type_of(changed->root()) == "Article") {
        if (post.kind != ObjectKind::question) co_return has_own_form;
        auto draft = question_of(speech.app, speech.call, *words, post.community.iri);
        if (!draft) co_return draft.error();
        draft->audience = audience_of(speech.app, post.handle);
        if (!post.origins.empty()) draft->derived_from = post.origins.front();
        co_return with_hidden(speech.composer().edit(speech.author, *draft, edited), hidden);
    }
    std::string member = speech.author.iri;
    auto names = names_of(changed->root(), *words);
    std::erase(names, post.community.iri);
    auto people = co_await people_of(speech.app, std::move(member), std::move(names));
    if (!people) co_return people.error();
    auto const draft = note_as_changed(speech, *standing, *words, *std::move(people));
    if (!draft) co_return draft.error();
    co_return with_hidden(speech.composer().edit(speech.author, *draft, edited), hidden);
}

Result<Composed> compose_delete(Speech const& speech) {
    auto const thing = speech.thing(speech.saying.object_id());
    if (!thing) return thing.error();
    if (thing->author.handle == speech.call.member->actor) {
        auto const standing = own_thing(speech, thing->iri);
        if (!standing) return standing.error();
        return speech.composer().delete_object(speech.author, standing->words);
    }
    auto const reason = federation::content::plain_text(federation::text_member(speech.saying.root(), "summary"));
    bool const decides = speech.app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.moderators.contains(tx, {thing->community.handle, speech.call.member->actor});
    });
    if (!decides) return Refusal{Reason::not_allowed, "Members delete their own things only."};
    if (reason.empty())
        return Refusal{Reason::malformed, "Write into the summary why it is removed: everybody will read it."};
    return speech.composer().remove_thing(speech.author, thing->iri, thing->community.iri, reason);
}

}  // namespace collegium::server::client_to_server
