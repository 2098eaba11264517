#include "server/mastodon/posting_draft.hpp"

#include "federation/community/audience.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/events/captured_read.hpp"
#include "federation/judged.hpp"
#include "federation/served/poll_document.hpp"
#include "server/mastodon/limits.hpp"
#include "server/mastodon/posting_media.hpp"
#include "server/mastodon/posting_people.hpp"
#include "server/mastodon/posting_text.hpp"
#include "server/mastodon/posting_wishes.hpp"
#include "server/mastodon/status_lookup.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using federation::NoteDraft;
using federation::QuestionDraft;
using federation::content::characters;
using federation::timeline::PostView;
using storage::Audience;
using storage::Handle;
using storage::LocalId;
using storage::ObjectKind;

namespace {

using Outcome = std::variant<Draft, Problem>;

constexpr Problem poll_in_question{422, "A question cannot have a poll. Leave it out, or post it without #question."};

// The text with what it names.
struct Reading {
    Reading(View const& view, std::string const& text_)
        : text{text_}, marks{marks_in(text_)}, named{named_actors(view, marks.names)} {}

    std::string const& text;
    Marks marks;
    std::vector<NamedActor> named;

    NamedActor const* community() const {
        auto const found = std::ranges::find(named, true, &NamedActor::community);
        return found == named.end() ? nullptr : &*found;
    }

    // What is left when nobody is addressed by name any more.
    std::string bare() const {
        auto rest = text;
        for (auto const& each : named) rest = without_word(rest, each.written);
        return rest;
    }
};

PostingWishes wishes_of(View const& view, Handle member) {
    return posting_wishes_of(view.tables.profiles.get(view.tx, member).value_or(storage::ProfileRecord{}));
}

// "private" is for those who belong: to the community where it is said in one, else to those who follow its author.
Audience audience_named(std::string_view visibility, bool in_community) {
    if (visibility == "unlisted") return Audience::quiet;
    if (visibility == "direct") return Audience::named;
    if (visibility == "private") return in_community ? Audience::community : Audience::followers;
    return Audience::everyone;
}

std::variant<Audience, Problem> audience_for(
    View const& view, Member const& member, Posting const& posting, bool in_community, Handle parent
) {
    auto const& usual = posting.visibility.empty() ? wishes_of(view, member.actor).visibility : posting.visibility;
    auto const wanted = audience_named(usual, in_community);
    auto const allowed = federation::community::allowed_audience(view.tx, view.tables, member.actor, wanted, parent);
    if (!federation::community::betrays(allowed, wanted)) return allowed;
    if (member.pupil) return Problem{403, "Your account cannot send private messages. Ask your teacher."};
    return Problem{
        403,
        "Every member of your school reads the replies to this post. Send it for them, or write a new message that is "
        "no reply."};
}

// Everybody named in the words. A message to those who are named does not go to a community.
std::vector<federation::Mentioned> mentions_in(Reading const& reading, Audience audience) {
    std::vector<federation::Mentioned> mentions;
    for (auto const& each : reading.named)
        if (!each.community || audience != Audience::named) mentions.push_back(each.mention);
    return mentions;
}

void mention(std::vector<federation::Mentioned>& mentions, federation::timeline::ActorView const& person) {
    auto const is_named = [&](federation::Mentioned const& each) { return each.iri == person.iri; };
    if (!person.iri.empty() && std::ranges::none_of(mentions, is_named))
        mentions.push_back({person.iri, person.address()});
}

NoteDraft note_of(Posting const& posting, Reading const& reading, std::string language, Audience audience) {
    NoteDraft draft;
    draft.source = posting.text;
    draft.language = std::move(language);
    draft.audience = audience;
    draft.mentions = mentions_in(reading, audience);
    draft.tags = reading.marks.tags;
    draft.sensitive = posting.sensitive;
    draft.summary = posting.spoiler;
    return draft;
}

std::optional<federation::PollDraft> poll_for(View const& view, Posting const& posting) {
    if (!posting.poll) return std::nullopt;
    return poll_draft_of(*posting.poll, view.app.node.clock.now());
}

bool accepts(PostView const& parent, Reading const& reading) {
    auto const rest = reading.bare();
    return parent.kind == ObjectKind::answer && has_tag(reading.marks, "accept") &&
           without_word(rest, "#accept").empty();
}

// Those who are named in it, and whom it replies to: other software tells only people who are mentioned.
void place_below(NoteDraft& draft, PostView const& parent, Handle author) {
    draft.parent = parent.iri;
    draft.parent_author = parent.author.iri;
    draft.context = parent.context;
    draft.community = draft.audience == Audience::named ? std::string{} : parent.community.iri;
    draft.kind = parent.kind == ObjectKind::question ? "answer" : "comment";
    if (draft.audience != Audience::named && parent.author.handle != author) mention(draft.mentions, parent.author);
}

std::string language_for(View const& view, Member const& member, Posting const& posting) {
    return posting.language.empty() ? wishes_of(view, member.actor).language : posting.language;
}

Outcome reply(
    View const& view, Member const& member, Posting const& posting, Reading const& reading, ChosenMedia media
) {
    auto const parent = find_status(view, posting.in_reply_to);
    if (!parent) return Problem{404, "Record not found"};
    if (accepts(*parent, reading)) return Draft{ToAccept{parent->handle, federation::judged_of(*parent)}, {}};
    // What its author's followers read is not answered before the whole community.
    bool const in_community = parent->community.handle != Handle{0} && parent->audience != Audience::followers;
    auto const audience = audience_for(view, member, posting, in_community, parent->handle);
    if (auto const* const problem = std::get_if<Problem>(&audience)) return *problem;
    auto draft = note_of(posting, reading, language_for(view, member, posting), std::get<Audience>(audience));
    draft.attachments = std::move(media.attached);
    place_below(draft, *parent, member.actor);
    return Draft{std::move(draft), std::move(media.numbers), poll_for(view, posting)};
}

// The first line is the title, and the gestures are not part of the words.
std::variant<Titled, Problem> question_words(Posting const& posting, Reading const& reading) {
    auto text = posting.text;
    for (auto const& each : reading.named)
        if (each.community) text = without_word(text, each.written);
    auto question = titled(without_word(text, "#question"));
    if (question.title.empty()) return Problem{422, "Give your question a first line: it becomes its title."};
    if (characters(question.title) > longest_title)
        return Problem{422, "The first line of a question is its title. Shorten it to at most 200 characters."};
    if (!posting.spoiler.empty()) question.words = "*" + posting.spoiler + "*\n\n" + question.words;
    return question;
}

Outcome question(
    View const& view,
    Member const& member,
    Posting const& posting,
    Reading const& reading,
    NamedActor const& community,
    ChosenMedia media
) {
    if (posting.poll) return poll_in_question;
    auto words = question_words(posting, reading);
    if (auto const* const problem = std::get_if<Problem>(&words)) return *problem;
    auto const audience = audience_for(view, member, posting, true, Handle{0});
    if (auto const* const problem = std::get_if<Problem>(&audience)) return *problem;
    auto& titled = std::get<Titled>(words);
    QuestionDraft draft;
    draft.community = community.mention.iri;
    draft.title = std::move(titled.title);
    draft.source = std::move(titled.words);
    draft.language = language_for(view, member, posting);
    draft.audience = std::get<Audience>(audience);
    draft.attachments = std::move(media.attached);
    return Draft{std::move(draft), std::move(media.numbers)};
}

Outcome post(
    View const& view, Member const& member, Posting const& posting, Reading const& reading, ChosenMedia media
) {
    auto const* const community = reading.community();
    if (community != nullptr && has_tag(reading.marks, "question"))
        return question(view, member, posting, reading, *community, std::move(media));
    auto const audience = audience_for(view, member, posting, community != nullptr, Handle{0});
    if (auto const* const problem = std::get_if<Problem>(&audience)) return *problem;
    auto draft = note_of(posting, reading, language_for(view, member, posting), std::get<Audience>(audience));
    draft.attachments = std::move(media.attached);
    if (community != nullptr && draft.audience != Audience::named) draft.community = community->mention.iri;
    return Draft{std::move(draft), std::move(media.numbers), poll_for(view, posting)};
}

bool is_visibility(std::string_view name) {
    constexpr std::string_view known[] = {"", "public", "unlisted", "private", "direct"};
    return std::ranges::find(known, name) != std::end(known);
}

}  // namespace

Posting posting_of(Parameters const& parameters) {
    Posting posting;
    posting.text = tidy(parameters.text("status"));
    posting.in_reply_to = parameters.text("in_reply_to_id");
    posting.visibility = parameters.text("visibility");
    posting.language = parameters.text("language");
    posting.spoiler = tidy(parameters.text("spoiler_text"));
    posting.sensitive = parameters.is_set("sensitive");
    posting.media_ids = parameters.list("media_ids");
    std::erase(posting.media_ids, "");
    posting.poll = poll_wish_of(parameters);
    return posting;
}

std::optional<Problem> problem_of(Posting const& posting) {
    if (!is_visibility(posting.visibility))
        return Problem{422, "Validation failed: visibility is public, unlisted, private or direct"};
    if (posting.text.empty() && posting.media_ids.empty())
        return Problem{422, "Validation failed: Text can't be blank"};
    if (posting.text.size() > most_characters)
        return Problem{422, "Validation failed: Text is too long. Shorten it to at most 8,192 characters."};
    if (posting.language.size() > longest_language)
        return Problem{
            422, "Validation failed: Language is a short code, like en or pt-BR. Correct it or leave it out."};
    if (characters(posting.spoiler) > longest_spoiler)
        return Problem{422, "Validation failed: The warning is too long. Shorten it to at most 500 characters."};
    if (posting.poll && !posting.media_ids.empty())
        return Problem{422, "A post has either pictures or a poll. Leave one of them out."};
    return posting.poll ? problem_of(*posting.poll) : std::nullopt;
}

Outcome draft_of(View const& view, Member const& member, Posting const& posting) {
    auto media = choose_media(view, member.actor, posting.media_ids, nullptr, posting.waited_as);
    if (auto const* const problem = std::get_if<Problem>(&media)) return *problem;
    Reading const reading{view, posting.text};
    auto& chosen = std::get<ChosenMedia>(media);
    if (posting.in_reply_to.empty()) return post(view, member, posting, reading, std::move(chosen));
    return reply(view, member, posting, reading, std::move(chosen));
}

namespace {

Outcome changed_question(PostView const& before, Posting const& posting, Reading const& reading, ChosenMedia media) {
    auto words = question_words(posting, reading);
    if (auto const* const problem = std::get_if<Problem>(&words)) return *problem;
    auto& titled = std::get<Titled>(words);
    QuestionDraft draft;
    draft.community = before.community.iri;
    draft.title = std::move(titled.title);
    draft.source = std::move(titled.words);
    draft.language = posting.language.empty() ? before.language : posting.language;
    draft.audience = before.audience;
    draft.about = before.about;
    if (!before.origins.empty()) draft.derived_from = before.origins.front();
    draft.attachments = std::move(media.attached);
    return Draft{std::move(draft), std::move(media.numbers)};
}

bool has_own_form(PostView const& post) {
    bool const has_parts =
        post.kind == ObjectKind::guide || post.kind == ObjectKind::instrument || post.kind == ObjectKind::signpost;
    return has_parts || federation::events::is_notes(post);
}

}  // namespace

Outcome new_draft_of(View const& view, PostView const& before, Posting const& posting, bool keep_media) {
    Reading const reading{view, posting.text};
    auto poll = federation::documents::standing_of(view.tx, view.tables, before.handle);
    if (posting.poll && !(poll && poll->options == posting.poll->options && poll->multiple == posting.poll->multiple))
        return Problem{422, "A poll stays as it was when it was posted. Delete the post and write it anew."};
    if (has_own_form(before))
        return Problem{422, "This has parts that programs cannot change. Change it on the pages of your school."};
    ChosenMedia kept{before.details.attachments, {}};
    auto media = keep_media ? std::variant<ChosenMedia, Problem>{std::move(kept)}
                            : choose_media(view, before.author.handle, posting.media_ids, &before, LocalId{0});
    if (auto const* const problem = std::get_if<Problem>(&media)) return *problem;
    auto& chosen = std::get<ChosenMedia>(media);
    if (before.kind == ObjectKind::question && !before.name.empty())
        return changed_question(before, posting, reading, std::move(chosen));
    auto draft =
        note_of(posting, reading, posting.language.empty() ? before.language : posting.language, before.audience);
    draft.attachments = std::move(chosen.attached);
    draft.take_up = before.take_up;
    draft.links = before.links;
    draft.community = before.audience == Audience::named ? std::string{} : before.community.iri;
    auto const parent = federation::timeline::find_post(view.tx, view.tables, before.parent, view.viewer);
    if (parent) place_below(draft, *parent, before.author.handle);
    return Draft{std::move(draft), std::move(chosen.numbers), std::move(poll)};
}

}  // namespace collegium::server::mastodon
