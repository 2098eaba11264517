// Verify: who really said this? The only place that makes a Verified, and only a Verified has its actor's authority.
#pragma once

#include "federation/fetching/fetch.hpp"
#include "federation/messages/activity.hpp"
#include "federation/node.hpp"

namespace collegium::federation {

// A POST as it reached an inbox.
struct SignedPost {
    SignedPost() = default;

    std::string target;  // path and query of the request line
    std::vector<crypto::HeaderField> fields;
    std::string body;
    std::string place;  // the block of addresses it came from
};

// A GET or HEAD as it reached a document.
struct SignedFetch {
    SignedFetch() = default;

    std::string method;
    std::string target;
    std::vector<crypto::HeaderField> fields;
};

// An activity whose actor is proven to have done it.
class Verified {
public:
    Activity const& activity() const noexcept { return activity_; }
    bool local() const noexcept { return local_; }

private:
    friend boost::asio::awaitable<Result<Verified>> verify(Node const& node, SignedPost post, FetchBudget& budget);
    friend boost::asio::awaitable<Result<Verified>> verify_relayed(
        Node const& node, Activity activity, FetchBudget& budget
    );
    friend Result<Verified> own_act(Settings const& settings, Activity activity);
    friend Result<Verified> wrapped_at_home(Verified const& announce, Activity inner);
    friend Result<Verified> act_in(Fetched const& document, JsonValue const& act);  // fetched.hpp
    friend Result<Verified> written_down(Fetched const& document, bool known);      // fetched.hpp
    friend Result<Verified> written_down(Gone const& thing, Iri const& author);     // fetched.hpp

    Verified(Activity activity, bool local) : activity_{std::move(activity)}, local_{local} {}

    Activity activity_;
    bool local_;
};

// Checks a delivery, the cheap things first: signature present and covering the body (unsigned_, missing_digest),
// digest right (forged), time within the window (stale), sender's host an agreed partner (not_partner), all before any
// fetch; then the key (unknown_key) and the signature (forged), then the JSON (malformed, too_large), and that the
// key's owner is the actor. What somebody else passed on counts by the actor's own proof, or as its origin confirms it
// (relayed.hpp), and is foreign otherwise. An actor that deletes itself is unconcerned if we never met it, without a
// fetch, and believed if its key's document is gone (410).
// Takes draft-cavage-12 and RFC 9421, as wire reference 1.3 and 1.5 say.
boost::asio::awaitable<Result<Verified>> verify(Node const& node, SignedPost post, FetchBudget& budget);

// Who asks for a document, by the same checks: the IRI of an actor of an agreed partner. Refuses misdirected if it was
// signed for another host.
boost::asio::awaitable<Result<std::string>> verify_fetch(Node const& node, SignedFetch fetch);

// Checks an activity that somebody else passed on: by its integrity proof (FEP-8b32) of the actor's own key.
// Refuses unsigned_ without a proof, not_partner if the actor's host is none of ours, forged if it does not verify.
boost::asio::awaitable<Result<Verified>> verify_relayed(Node const& node, Activity activity, FetchBudget& budget);

// What stands inside a verified Announce by an actor who lives where the announcer lives: the announcer's signature
// speaks for it. Refuses foreign for others.
Result<Verified> wrapped_at_home(Verified const& announce, Activity inner);

// What a member of this node does, composed here. Refuses foreign if the actor is not ours.
Result<Verified> own_act(Settings const& settings, Activity activity);

}  // namespace collegium::federation
