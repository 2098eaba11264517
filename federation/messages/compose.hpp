// Compose: what our members and communities do, put into words of the wire. Every activity carries its actor's
// integrity proof, so that any node can pass it on and any node can check it.
#pragma once

#include "federation/messages/activity.hpp"
#include "federation/signing/keyring.hpp"
#include "storage/ids.hpp"

#include <memory>

namespace collegium::federation {

// One of our actors, ready to speak.
struct Author {
    std::string iri;
    std::shared_ptr<ActorKeys const> keys;
};

struct QuestionDraft {
    std::string community;  // IRI
    std::string title;
    std::string source;  // Markdown
    std::string language = "en";
};

struct AnswerDraft {
    std::string community;      // IRI
    std::string question;       // IRI of what is answered
    std::string context;        // IRI of the thread's context collection; may be empty
    std::string asker;          // IRI, told directly
    std::string asker_address;  // "@name@host", for the mention
    std::string source;
    std::string language = "en";
};

// What is edited, as it stands.
struct Edited {
    std::string iri;
    Instant published{};
    Instant updated{};
};

// Whom an object is for.
struct Audience {
    std::vector<std::string> to;
    std::vector<std::string> cc;
    std::string community;
};

// A thing that somebody judges, with those who want to know of it. IRIs.
struct Judged {
    std::string thing;
    std::string author;
    std::string community;
};

enum class Collection { moderators, featured };

// An object's name and times on the wire.
struct Publication {
    std::string iri;
    Instant at{};
    std::optional<Instant> edited;
};

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
    Composed edit(Author const& author, QuestionDraft const& draft, Edited const& edited) const;
    Composed edit(Author const& author, AnswerDraft const& draft, Edited const& edited) const;
    Composed choose_answer(Author const& author, std::string_view answer, std::string_view community) const;
    // told: whom the thing replied to; may be empty.
    Composed delete_object(
        Author const& author, std::string_view object, std::string_view community, std::string const& told
    ) const;
    Composed follow(Author const& author, std::string_view followed) const;
    Composed undo(Author const& author, Activity const& activity) const;

    // The node itself asks another node for a partnership.
    Composed introduce(Author const& node, std::string_view other_node) const;

    // What a reader thinks of a thing.
    Composed like(Author const& author, Judged const& judged) const;
    Composed dislike(Author const& author, Judged const& judged) const;

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

    // What a community does by itself.
    Composed accept(Author const& community, Activity const& follow) const;
    Composed reject(Author const& community, Activity const& follow) const;
    Composed announce(Author const& community, Activity const& activity) const;
    Composed announce_object(Author const& community, std::string_view object) const;

private:
    Publication publication_of(Edited const& edited) const;
    Composed answer_follow(Author const& community, std::string_view type, Activity const& follow) const;
    Composed publish(
        Author const& author,
        std::string_view type,
        Audience const& audience,
        std::string const& object,
        storage::LocalId number
    ) const;
    Composed vote(Author const& author, std::string_view type, Judged const& judged) const;
    Composed finish(Author const& author, std::string_view type, class JsonText& members, storage::LocalId number)
        const;

    std::string origin_;
    Clock const& clock_;
    storage::IdSource& ids_;
};

}  // namespace collegium::federation
