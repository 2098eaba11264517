// Verify: who really said this? The only place that makes a Verified, and only a Verified has its actor's authority.
#pragma once

#include "federation/activity.hpp"
#include "federation/node.hpp"

namespace collegium::federation {

// A POST as it reached an inbox.
struct SignedPost {
    SignedPost() = default;

    std::string target;  // path and query of the request line
    std::vector<crypto::HeaderField> fields;
    std::string body;
};

// An activity whose actor is proven to have done it.
class Verified {
public:
    Activity const& activity() const noexcept { return activity_; }
    bool local() const noexcept { return local_; }

private:
    friend boost::asio::awaitable<Result<Verified>> verify(Node const& node, SignedPost post);
    friend boost::asio::awaitable<Result<Verified>> verify_relayed(Node const& node, Activity activity);
    friend Result<Verified> own_act(Settings const& settings, Activity activity);

    Verified(Activity activity, bool local) : activity_{std::move(activity)}, local_{local} {}

    Activity activity_;
    bool local_;
};

// Checks a delivery, the cheap things first: signature present and covering the body (unsigned_, missing_digest),
// digest right (forged), time within the window (stale), sender's host an agreed partner (not_partner), all before any
// fetch; then the key (unknown_key) and the signature (forged), then the JSON (malformed, too_large), and that the
// key's owner is the actor (foreign) unless the activity carries the actor's own proof. An actor that deletes itself is
// unconcerned if we never met it, without a fetch, and believed if its key's document is gone (410).
// Takes draft-cavage-12 and RFC 9421, as wire reference 1.3 and 1.5 say.
boost::asio::awaitable<Result<Verified>> verify(Node const& node, SignedPost post);

// Checks an activity that somebody else passed on: by its integrity proof (FEP-8b32) of the actor's own key.
// Refuses unsigned_ without a proof, not_partner if the actor's host is none of ours, forged if it does not verify.
boost::asio::awaitable<Result<Verified>> verify_relayed(Node const& node, Activity activity);

// What a member of this node does, composed here. Refuses foreign if the actor is not ours.
Result<Verified> own_act(Settings const& settings, Activity activity);

}  // namespace collegium::federation
