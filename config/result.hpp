// What can go wrong, in one vocabulary: a Refusal is somebody else's doing, an exception is ours.
#pragma once

#include <boost/system/result.hpp>

#include <stdexcept>
#include <string_view>

namespace collegium {

// Every reason for which Collegium turns something down. The HTTP status and the public words of each live in
// result.cpp; nothing else maps them.
enum class Reason {
    malformed,       // not JSON, or not the shape of what it claims to be
    missing_digest,  // a signed message whose signature does not cover its body
    unsigned_,       // no signature where one is required
    forged,          // signature or digest does not match
    stale,           // signed too long ago, or in the future
    unknown_key,     // the key or its owner could not be resolved
    not_partner,     // the sender's institution is not on the partner list
    paused,          // the sender's institution is a partner, but exchange with it rests for now
    foreign,         // the actor does not own what it touches
    not_allowed,     // understood, but the rules say no
    limited,         // somebody whose things wait until they are approved, where nobody approves
    watched,         // it has words that this node does not take
    no_consent,      // a pupil for whom nobody has agreed to this
    not_signed_in,   // a member's page asked for by a guest
    not_found,
    gone,             // it existed and was deleted
    wrong_method,     // the address exists, but not for this method
    wrong_type,       // a content type that this address does not take
    not_acceptable,   // no representation of the kind that was asked for
    misdirected,      // meant for another host
    too_large,        // over a size limit
    too_many,         // over a rate limit
    duplicate,        // already known; harmless
    unconcerned,      // understood, but nothing here is touched by it; harmless
    conflict,         // the name or the state is taken
    unreachable,      // another server did not answer as it should
    forbidden_place,  // an address that we never connect to
    unavailable,      // this node cannot do it right now
};

// What a reason means to the one who is turned down.
struct Meaning {
    unsigned status;         // HTTP status code
    std::string_view name;   // stable word for machines: the "error" member of JSON answers
    std::string_view words;  // what happened and what to do, for people
};

Meaning meaning_of(Reason reason) noexcept;

// Why something was turned down: the reason for machines, a literal for our log.
// The detail can only be a literal, so a stranger's text never enters an answer through it.
// Trivially copyable on purpose: cheap to return, and safe inside any co_await expression.
class Refusal {
public:
    Refusal() = default;
    consteval Refusal(Reason reason, char const* detail = "") : reason_{reason}, detail_{detail} {}

    constexpr Reason reason() const noexcept { return reason_; }
    constexpr std::string_view detail() const noexcept { return detail_; }

private:
    Reason reason_ = Reason::malformed;
    char const* detail_ = "";
};

// A value, or the reason why there is none.
template <class T>
class [[nodiscard]] Result : public boost::system::result<T, Refusal> {
public:
    using boost::system::result<T, Refusal>::result;

    // Asking a value for its refusal is a bug of the caller: Boost would answer with a refusal that nobody made.
    Refusal error() const {
        if (this->has_value()) throw std::logic_error{"nothing was refused"};
        return boost::system::result<T, Refusal>::error();
    }
};

// Asking a refusal for its value is a bug of the caller, not an outcome.
[[noreturn]] inline void throw_exception_from_error(Refusal const& refusal, boost::source_location const&) {
    throw std::logic_error{refusal.detail().data()};
}

}  // namespace collegium
