#include "server/taking_up.hpp"

#include "config/phrase.hpp"
#include "federation/community/audience.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/messages/take_up.hpp"

namespace collegium::server {

using federation::timeline::PostView;
using federation::timeline::Thread;
using storage::ObjectKind;
using storage::ObjectState;

namespace {

struct State {
    std::string_view word;  // of the wire
    std::string_view label;
};

constexpr std::array<State, federation::take_up_states.size()> states{
    {{"planned", phrase("Planning to work on this")},
     {"active", phrase("Working on this")},
     {"finished", phrase("Finished")},
     {"stopped", phrase("No longer working on this")}}};

constexpr std::size_t longest_plan = 2000;  // characters

// Other software shows the words only, so they begin with the state.
std::string first_line(std::string_view state) {
    return "**" + std::string{state_label(state)} + "**\n\n";
}

federation::NoteDraft draft_of(
    App const& app, storage::Handle member, PostView const& question, TakeUpWish const& wish
) {
    federation::NoteDraft draft;
    draft.take_up = wish.state;
    draft.source = first_line(wish.state) + wish.plan;
    draft.parent = question.iri;
    draft.parent_author = question.author.iri;
    draft.community = question.community.iri;
    draft.context = question.context;
    draft.kind = "comment";
    draft.audience = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::allowed_audience(tx, tables, member, question.audience, question.handle);
    });
    return draft;
}

}  // namespace

std::vector<PostView const*> take_ups_of(Thread const& thread) {
    std::vector<PostView const*> found;
    for (auto const& comment : thread.comments) {
        if (comment.take_up.empty() || comment.state != ObjectState::visible) continue;
        if (comment.parent != thread.question.handle) continue;
        std::erase_if(found, [&](auto const* each) { return each->author.handle == comment.author.handle; });
        found.push_back(&comment);
    }
    return found;
}

PostView const* take_up_by(Thread const& thread, storage::Handle member) {
    for (auto const* const each : take_ups_of(thread))
        if (each->author.handle == member) return each;
    return nullptr;
}

std::string_view state_label(std::string_view state) noexcept {
    for (auto const& each : states)
        if (each.word == state) return each.label;
    return {};
}

std::string typed_plan(PostView const& take_up) {
    auto const line = first_line(take_up.take_up);
    return take_up.source.starts_with(line) ? take_up.source.substr(line.size()) : take_up.source;
}

std::string shown_plan(PostView const& take_up) {
    auto const line = federation::content::to_html(first_line(take_up.take_up));
    return take_up.content.starts_with(line) ? take_up.content.substr(line.size()) : take_up.content;
}

bool may_take_up(Member const& member, PostView const& question) {
    bool const is_open = question.kind == ObjectKind::question && question.state == ObjectState::visible;
    return is_open && !member.pupil && member.actor != question.author.handle;
}

std::string_view problem_with(TakeUpWish const& wish) {
    if (!federation::is_take_up_state(wish.state)) return "Choose how far you are.";
    if (wish.plan.empty()) return "Say in a sentence what you do, so that the asker knows what to expect.";
    if (federation::content::characters(wish.plan) > longest_plan) return "Shorten this to at most 2,000 characters.";
    return {};
}

federation::Composed taking_up(
    App const& app,
    federation::Author const& author,
    storage::Handle member,
    Thread const& thread,
    TakeUpWish const& wish
) {
    auto const draft = draft_of(app, member, thread.question, wish);
    auto const composer = federation::composer_of(app.node);
    auto const* const own = take_up_by(thread, member);
    if (own == nullptr) return composer.note(author, draft);
    return composer.edit(author, draft, federation::Edited{own->iri, own->published, own->updated});
}

}  // namespace collegium::server
