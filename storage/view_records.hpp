// What the log and its views hold: acts, the things that they made, and what was decided about those.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

#include <vector>

namespace collegium::storage {

// The skeleton of a log entry: what stays when the words are erased.
struct LogEntry {
    std::uint64_t verb{};  // federation's Verb; its numbers never change
    bool local{};          // a member of this node did it
    Handle actor{};
    Handle object{};
    LocalId number{};  // the local id that was given when the entry was admitted
    Instant received{};
    Handle via{};  // the community that passed it on to us; 0 if it came from its actor
    static constexpr auto fields = std::tuple{
        &LogEntry::verb,
        &LogEntry::local,
        &LogEntry::actor,
        &LogEntry::object,
        &LogEntry::number,
        &LogEntry::received,
        &LogEntry::via};
    bool operator==(LogEntry const&) const = default;
};

// The numbers are on disk: add at the end.
enum class ObjectKind : std::uint64_t {
    unknown,
    question,
    answer,
    comment,
    post,
    guide,
    instrument,
    project,
    signpost
};
constexpr std::size_t object_kinds = static_cast<std::size_t>(ObjectKind::signpost) + 1;  // the last of them

// Whom a thing is for. The numbers are on disk: add at the end.
enum class Audience : std::uint64_t {
    everyone,
    quiet,      // everyone, but it is not put forward in lists of what is new
    community,  // those who joined its community
    followers,  // those who follow its author
    here,       // members of this node: it never leaves
    named,      // those whom it names
    partners,   // members of the node where its thread is, and of the nodes that agreed with that one
    insiders,   // members of its community at the node of both: it never leaves
};

enum class ObjectState : std::uint64_t { visible, deleted_by_author, removed_by_moderator };  // what `removals` say

// What a published thing is; its words are in the log, at `words`.
struct ObjectRecord {
    LocalId number{};
    ObjectKind kind{};      // what it is where it stands
    ObjectKind declared{};  // what its author called it
    Handle author{};
    Handle community{};
    Handle parent{};  // what it replies to
    Handle root{};    // the question at the top of its thread
    Instant published{};
    Instant updated{};
    Seq created{};
    Seq words{};      // the newest Create or Update of it
    Seq announced{};  // where its community passed it on; 0 while we wait for that
    Audience audience{};
    static constexpr auto fields = std::tuple{
        &ObjectRecord::number,
        &ObjectRecord::kind,
        &ObjectRecord::declared,
        &ObjectRecord::author,
        &ObjectRecord::community,
        &ObjectRecord::parent,
        &ObjectRecord::root,
        &ObjectRecord::published,
        &ObjectRecord::updated,
        &ObjectRecord::created,
        &ObjectRecord::words,
        &ObjectRecord::announced,
        &ObjectRecord::audience};
    bool operator==(ObjectRecord const&) const = default;
};

enum class FollowState : std::uint64_t { pending, accepted };

struct FollowRecord {
    FollowState state{};
    Seq seq{};  // of the Follow
    static constexpr auto fields = std::tuple{&FollowRecord::state, &FollowRecord::seq};
    bool operator==(FollowRecord const&) const = default;
};

struct Choice {  // somebody chose an answer
    Seq seq{};
    IriHash act{};     // which one: what is said of an earlier one of the same person does not touch it
    Handle vouched{};  // the community that judged it and stands by it
    Instant at{};      // when it was made, as Context::done_at has it
    static constexpr auto fields = std::tuple{&Choice::seq, &Choice::act, &Choice::vouched, &Choice::at};
    bool operator==(Choice const&) const = default;
};

struct Acceptance {  // an answer that is accepted, and by whom
    Handle by{};
    Seq seq{};
    static constexpr auto fields = std::tuple{&Acceptance::by, &Acceptance::seq};
    bool operator==(Acceptance const&) const = default;
};

enum class VoteKind : std::uint64_t { up, down };

// What somebody thinks of a thing. It counts if it came from the voter, or through the thing's own community.
struct Vote {
    VoteKind kind{};
    Seq seq{};
    IriHash act{};  // id of the Like or Dislike, hashed: an Undo takes away this one and no later one
    Handle via{};   // the community that passed it on; 0 if it came from the voter
    Instant at{};   // when it was cast, as Context::done_at has it
    static constexpr auto fields = std::tuple{&Vote::kind, &Vote::seq, &Vote::act, &Vote::via, &Vote::at};
    bool operator==(Vote const&) const = default;
};

// What somebody says of a thing beside liking it: that it is useful in practice, that it is well evidenced, that they
// would like it answered too, that they thank its author. The numbers are on disk: add at the end.
enum class MarkKind : std::uint64_t { useful, evidenced, wanted, thanks };

struct MarkKey {  // one of each kind from each person
    Handle thing{};
    MarkKind kind{};
    Handle by{};
    static constexpr auto fields = std::tuple{&MarkKey::thing, &MarkKey::kind, &MarkKey::by};
    bool operator==(MarkKey const&) const = default;
};

// It counts where a vote would.
struct Mark {
    Seq seq{};
    IriHash act{};  // id of the Like that made it, hashed
    Handle via{};   // the community that passed it on; 0 if it came from the person
    Handle host{};  // the institution of the person
    Instant at{};   // when it was made, by that person's clock; 1970 if they do not say
    static constexpr auto fields = std::tuple{&Mark::seq, &Mark::act, &Mark::via, &Mark::host, &Mark::at};
    bool operator==(Mark const&) const = default;
};

// A poll, and how its author's node says that it stands.
struct PollRecord {
    Handle thing{};
    Instant updated{};                   // of the newest words that were told with it
    Instant closed{};                    // when those say that it was closed; 1970: they do not
    Instant told{};                      // when the latest of this was heard
    std::vector<std::uint64_t> votes{};  // for each option
    std::uint64_t voters{};
    static constexpr auto fields = std::tuple{
        &PollRecord::thing,
        &PollRecord::updated,
        &PollRecord::closed,
        &PollRecord::told,
        &PollRecord::votes,
        &PollRecord::voters};
    bool operator==(PollRecord const&) const = default;
};

// What a community decided about a thing or a person, or an author about their own: the words of it are in the log.
struct Ruling {
    Seq seq{};
    Handle by{};
    static constexpr auto fields = std::tuple{&Ruling::seq, &Ruling::by};
    bool operator==(Ruling const&) const = default;
};

}  // namespace collegium::storage
