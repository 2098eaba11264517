// Keeping: what a member does with their collections. What others hear of it is said in the same transaction.
#pragma once

#include "federation/admit.hpp"
#include "federation/collections/collection.hpp"

#include <boost/asio/awaitable.hpp>

namespace collegium::federation::collections {

// Makes an empty collection. Its number names it on pages. Refuses malformed (no name, or a long one), too_many beyond
// most_collections, and not_allowed a pupil, since a collection can be followed from elsewhere.
boost::asio::awaitable<Result<storage::LocalId>> make(Node const& node, storage::Handle member, std::string name);

// Whoever is a pupil by now is refused (not_allowed) everything but drop, of which nobody elsewhere is told either.

// Another name for it, told to those who follow it. Refuses not_found where it is not the member's, and malformed.
boost::asio::awaitable<Result<storage::Nothing>> rename(
    Node const& node, storage::Handle member, storage::LocalId collection, std::string name
);

// At the end. What everyone may read is announced; other things stand in the list for those who may read them. Refuses
// not_found where the collection is not the member's or there is no such guide or question for them, and too_many
// beyond most_things. What is in it already stays where it is, and is
// announced again where that was taken back.
boost::asio::awaitable<Result<storage::Nothing>> add(
    Node const& node, storage::Handle member, storage::LocalId collection, storage::Handle thing
);

// Refuses not_found where the collection is not the member's. What is not in it is as good as taken out.
boost::asio::awaitable<Result<storage::Nothing>> take_out(
    Node const& node, storage::Handle member, storage::LocalId collection, storage::Handle thing
);

enum class Step { up, down };

// One place further, past whatever the member cannot see; the first does not go up. Refuses not_found.
boost::asio::awaitable<Result<storage::Nothing>> shift(
    Node const& node, storage::Handle member, storage::LocalId collection, storage::Handle thing, Step step
);

// It is no more, for those who follow it as well. Refuses not_found.
boost::asio::awaitable<Result<storage::Nothing>> drop(
    Node const& node, storage::Handle member, storage::LocalId collection
);

// The end of all that a member keeps, for perform_all together with the end of their account.
struct Ending {
    std::vector<Composed> acts;  // none where the member keeps nothing
    Alongside change;
};
Ending ending_of(Node const& node, storage::Handle member);

}  // namespace collegium::federation::collections
