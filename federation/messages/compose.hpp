// Compose: what our members and communities do, put into words of the wire. Every activity carries its actor's
// integrity proof, so that any node can pass it on and any node can check it.
#pragma once

#include "federation/messages/activity.hpp"
#include "federation/messages/composed_parts.hpp"
#include "federation/signing/keyring.hpp"
#include "storage/ids.hpp"

#include <memory>

namespace collegium::federation {

// One of our actors, ready to speak.
struct Author {
    std::string iri;
    std::shared_ptr<ActorKeys const> keys;
    bool stays = false;  // a pupil: whatever they do is for members of this node only, and never leaves it
};

// A thing that somebody judges, with those who want to know of it. IRIs.
struct Judged {
    std::string thing;
    std::string author;
    std::string community;
};

enum class Collection { moderators, featured };

struct Composed {
    Activity activity;
    storage::LocalId number;  // the local id of the object, or of the activity where there is no object
};

class Composer {
public:
    Composer(std::string origin, Clock const& clock, storage::IdSource& ids)
        : origin_{std::move(origin)}, clock_{clock}, ids_{ids} {}

    Composed question(Author const& author, QuestionDraft const& draft) const;
    Composed answer(Author const& author, AnswerDraft const& draft) const;
    Composed article(Author const& author, ArticleDraft const& draft) const;
    Composed edit(Author const& author, QuestionDraft const& draft, Edited const& edited) const;
    Composed edit(Author const& author, ArticleDraft const& draft, Edited const& edited) const;
    Composed edit(Author const& author, AnswerDraft const& draft, Edited const& edited) const;

    // A post or a reply. Names and tags that stand in its words become links. Of a draft for members of this node only
    // (`here`), or for nobody in particular (`community` without one), nothing is addressed to another node.
    Composed note(Author const& author, NoteDraft const& draft) const;
    Composed edit(Author const& author, NoteDraft const& draft, Edited const& edited) const;

    // Shows somebody's thing to the author's own followers. It must be for everyone. IRIs.
    Composed boost(Author const& author, std::string_view thing, std::string_view thing_author) const;

    // The reason is plain text, for everybody; may be empty.
    Composed choose_answer(
        Author const& author, std::string_view answer, std::string_view community, std::string_view reason = {}
    ) const;
    // told: whom the thing replied to; may be empty.
    Composed delete_object(
        Author const& author, std::string_view object, std::string_view community, std::string const& told
    ) const;
    // Deletes what this Create or Update of the author's says, for those whom it was for and nobody else.
    Composed delete_object(Author const& author, Activity const& words) const;
    // That somebody describes themselves anew. actor: the document, without its context.
    Composed update_profile(Author const& author, std::string_view actor) const;

    Composed follow(Author const& author, std::string_view followed) const;
    Composed undo(Author const& author, Activity const& activity) const;

    // The node itself asks another node for a partnership.
    Composed introduce(Author const& node, std::string_view other_node) const;

    // What a reader thinks of a thing.
    Composed like(Author const& author, Judged const& judged) const;
    Composed dislike(Author const& author, Judged const& judged) const;
    Composed mark(Author const& author, storage::MarkKind kind, Judged const& judged) const;

    // For the facilitators only: `to` is exactly one, the community or the node's own actor.
    Composed flag(
        Author const& author, std::string_view to, std::vector<std::string> const& things, std::string_view reason
    ) const;

    // What facilitators decide. The reason is for everybody; a removal without one would read as its author's Delete,
    // so it must not be empty there.
    Composed remove_thing(
        Author const& author, std::string_view thing, std::string_view community, std::string_view reason
    ) const;
    Composed lock(Author const& author, std::string_view thing, std::string_view community, std::string_view reason)
        const;
    Composed block(Author const& author, std::string_view person, std::string_view community, std::string_view reason)
        const;
    Composed add(Author const& author, std::string_view what, Collection collection, std::string_view community) const;
    Composed remove(Author const& author, std::string_view what, Collection collection, std::string_view community)
        const;

    // That something which waits may be read by everybody for whom it is.
    Composed approve(Author const& author, std::string_view thing, std::string_view community) const;

    // What a community does by itself. It passes things on to everyone, or only to those who joined it (community).
    Composed accept(Author const& community, Activity const& follow) const;
    Composed reject(Author const& community, Activity const& follow) const;
    Composed announce(
        Author const& community, Activity const& activity, storage::Audience audience = storage::Audience::everyone
    ) const;
    Composed announce_object(
        Author const& community, std::string_view object, storage::Audience audience = storage::Audience::everyone
    ) const;

private:
    Publication publication_of(Edited const& edited) const;
    template <class Draft>
    Composed begin_thread(Author const& author, Draft const& draft) const;
    template <class Draft>
    Composed reword(Author const& author, Draft const& draft, Edited const& edited) const;
    Composed answer_follow(Author const& community, std::string_view type, Activity const& follow) const;
    Composed publish(
        Author const& author,
        std::string_view type,
        Addressees const& addressees,
        std::string const& object,
        storage::LocalId number
    ) const;
    JsonText judging(Author const& author, Judged const& judged) const;

    // For whom a draft of this author is.
    template <class Draft>
    Addressees for_draft(Author const& author, Draft const& draft) const {
        auto wanted = addressees_of(origin_, author.iri, draft);
        return author.stays ? kept_as(origin_, std::move(wanted)) : wanted;
    }

    // The members of an act that say whom it is for.
    JsonText addressed(Author const& author, Addressees const& wanted) const;
    JsonText for_community(Author const& author, std::string_view community) const;
    Addressees for_followers(Author const& community, storage::Audience audience) const;
    JsonText for_collection(
        Author const& author, std::string_view object, Collection collection, std::string_view community
    ) const;
    Composed finish(Author const& author, std::string_view type, JsonText& members, storage::LocalId number) const;

    std::string origin_;
    Clock const& clock_;
    storage::IdSource& ids_;
};

}  // namespace collegium::federation
