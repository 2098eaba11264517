// Fetch: other nodes' documents, signed by our instance actor, within a budget, from partners only.
#pragma once

#include "federation/messages/json.hpp"
#include "federation/node.hpp"
#include "storage/iri.hpp"

namespace collegium::federation {

// How much one incoming activity, or one member's click, may cost us (security R9).
struct FetchBudget {
    unsigned requests = 20;
    unsigned redirects = 3;         // for each document
    bool for_introduction = false;  // of a node that need not be a partner: only its own actor and its card
    unsigned keys_asked = 0;        // so far (KeyRequests)
    std::size_t bytes = 0;          // that came, so far
};

// A document as the place that its id names gave it: only there is it believed. Only fetch_document makes one.
class Fetched {
public:
    Iri const& id() const noexcept { return id_; }
    JsonValue const& root() const noexcept { return json_.root(); }
    std::string const& bytes() const noexcept { return json_.bytes(); }

private:
    friend boost::asio::awaitable<Result<Fetched>> fetch_document(Node const& node, Iri iri, FetchBudget& budget);

    Fetched(Iri id, Json json) : id_{std::move(id)}, json_{std::move(json)} {}

    Iri id_;
    Json json_;
};

// What it means that the place of a thing does not know it. Of what is not for everyone it may mean: not for you.
enum class Absence { proves, may_hide };

// A thing that is not at its own place any more. Only confirm_gone makes one.
class Gone {
public:
    Iri const& id() const noexcept { return id_; }

private:
    friend boost::asio::awaitable<Result<Gone>> confirm_gone(
        Node const& node, Iri iri, Absence absence, FetchBudget& budget
    );

    explicit Gone(Iri id) : id_{std::move(id)} {}

    Iri id_;
};

// The document at this IRI. It must say that it is what was asked for: an id that differs is fetched once more from its
// own place, at the same origin, and must then agree. Refuses not_partner, forbidden_place (also a fourth redirect, and
// one that leaves https), unreachable, wrong_type (not ActivityPub's media types), too_large, malformed, foreign
// (another origin speaks for the name), not_found, gone, not_allowed (not for us), too_many (the budget is used up).
boost::asio::awaitable<Result<Fetched>> fetch_document(Node const& node, Iri iri, FetchBudget& budget);

// The same for a name that stood in a message: what failed in the last ten minutes fails again without a request.
boost::asio::awaitable<Result<Fetched>> fetch_named(Node const& node, Iri iri, FetchBudget& budget);

// Asks the place of a thing whether it is gone: 410, a Tombstone, or 404 where that proves it. Refuses unconcerned if
// it is still there, and what fetch_document refuses if nobody can tell.
boost::asio::awaitable<Result<Gone>> confirm_gone(Node const& node, Iri iri, Absence absence, FetchBudget& budget);

// A JSON document of another kind (WebFinger), without the check of its id.
boost::asio::awaitable<Result<Json>> fetch_json(Node const& node, Iri iri, FetchBudget& budget);

}  // namespace collegium::federation
