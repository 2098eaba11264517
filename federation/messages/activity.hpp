// Activity: one thing that somebody did. Holding one means that it parsed; it does not mean that it is true.
#pragma once

#include "config/clock.hpp"
#include "federation/messages/json.hpp"
#include "storage/iri.hpp"

#include <optional>
#include <string>
#include <vector>

namespace collegium::federation {

// What was done. An EmojiReact is a like. The numbers are on disk: never change or reuse one.
enum class Verb : std::uint64_t {
    create = 1,
    update = 2,
    delete_ = 3,
    follow = 4,
    accept = 5,
    reject = 6,
    undo = 7,
    announce = 8,
    choose_answer = 9,
    like = 10,
    dislike = 11,
    flag = 12,
    lock = 13,
    add = 14,
    remove = 15,
    block = 16,
    offer = 17,             // a suggested change, a request for a review
    read = 18,              // that somebody has seen a suggested change
    tentative_accept = 19,  // a review: later
    tentative_reject = 20,  // a review: not as things are
    join = 21,              // a community
    leave = 22,
    invite = 23,  // somebody, to a community
    move = 24,    // an actor, to another one that takes its place
};

std::optional<Verb> verb_named(std::string_view type) noexcept;

// The types of all activities that are understood.
std::vector<std::string_view> verb_names();

class Activity {
public:
    // Refuses (malformed) what has no id, type, actor or object, and an id that is not at its actor's origin: nobody
    // may speak in the name of another server. A type that we do not know is not_acceptable: the caller thanks for it
    // and forgets it.
    static Result<Activity> parse(Json json);

    // The same from text that was checked when it came in.
    static Result<Activity> read(std::string bytes);
    static Result<Activity> parse(JsonValue const& value);  // one that stands inside another document

    // The activity inside an Undo, if it is there whole.
    Result<Activity> parse_object() const;

    // The activities inside an Announce: one, or a list or collection of them, at most 100. None where it passes on a
    // thing, or only an id.
    std::vector<JsonValue const*> wrapped() const;

    Verb verb() const noexcept { return verb_; }
    Iri const& id() const noexcept { return id_; }
    Iri const& actor() const noexcept { return actor_; }
    std::string const& object_id() const noexcept { return object_id_; }  // empty: it has none, or there are many

    // All that it is about: a Flag names many things. The first is object_id().
    std::vector<std::string_view> objects() const { return references(root(), "object"); }

    // What an Add or a Block changes: a collection, a community.
    std::string_view target() const { return reference_member(root(), "target"); }

    // When it was done, by its actor's clock; 1970 if they do not say.
    Instant published() const;

    // The object where it is there whole; nothing where only its id is.
    JsonValue const* object() const;

    // Everyone it is addressed to: to, cc, bto, bcc and audience, each once.
    std::vector<std::string_view> addressees() const;

    JsonValue const& root() const noexcept { return json_.root(); }

    // Byte for byte as it came: what was signed is what we keep and pass on.
    std::string const& bytes() const noexcept { return json_.bytes(); }

private:
    Activity(Json json, Verb verb, Iri id, Iri actor, std::string object_id)
        : json_{std::move(json)},
          verb_{verb},
          id_{std::move(id)},
          actor_{std::move(actor)},
          object_id_{std::move(object_id)} {}

    Json json_;
    Verb verb_;
    Iri id_;
    Iri actor_;
    std::string object_id_;
};

// A JSON value as text again, for what stands inside another document.
std::string to_text(JsonValue const& value);

}  // namespace collegium::federation
