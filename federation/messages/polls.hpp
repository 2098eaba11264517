// Polls on the wire (wire reference 7.3): a Question with its options and counts, and votes, which are notes that have
// a name and no words.
#pragma once

#include "federation/messages/compose.hpp"

#include <optional>

namespace collegium::federation {

inline constexpr std::size_t most_options = 20;

struct PollDraft {
    PollDraft() = default;

    std::vector<std::string> options;
    bool multiple = false;             // several may be chosen
    Instant ends{};                    // 1970: not said
    Instant closed{};                  // 1970: not said; may lie ahead
    std::vector<std::uint64_t> votes;  // for each option, as its author's node counted; empty: none yet
    std::uint64_t voters = 0;
};

// What a Question asks; nothing if the object is none, has no options, or one of more than 2048 bytes. At most 20
// options are read.
std::optional<PollDraft> poll_in(JsonValue const& object);

// A vote, as it comes: it has a name and no words.
bool is_ballot(JsonValue const& object);

// The object with this poll instead of the one that it has; a note becomes a Question.
std::string with_poll(JsonValue const& object, PollDraft const& poll);

bool is_poll_member(std::string_view name) noexcept;
void add_poll(JsonText& object, PollDraft const& poll);

// A vote in a poll. IRIs.
struct BallotDraft {
    std::string poll;
    std::string author;  // of the poll
    std::string option;
    storage::Audience audience = storage::Audience::everyone;  // of the poll
};

// Puts what concerns polls into words.
class PollComposer {
public:
    PollComposer(std::string origin, Clock const& clock, storage::IdSource& ids)
        : origin_{std::move(origin)}, clock_{clock}, ids_{ids} {}

    // The same note, or the same new words of one, with a poll in it.
    Composed ask(Author const& author, Composed const& note, PollDraft const& poll) const;

    // A vote, for the poll's author only.
    Composed ballot(Author const& author, BallotDraft const& draft) const;

    // How a poll of the author's stands, told to those who have its words, also in silence.
    Composed standing(Author const& author, Activity const& words, PollDraft const& poll) const;

private:
    std::string act_id(std::string_view type) const;

    std::string origin_;
    Clock const& clock_;
    storage::IdSource& ids_;
};

}  // namespace collegium::federation
