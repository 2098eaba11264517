// The register of posts that wait for their time. It is a part of the register of names and values: few posts wait.
#pragma once

#include "server/app.hpp"

#include <optional>
#include <vector>

namespace collegium::server::mastodon {

// What a program sent, to be said later.
struct WaitingPost {
    Instant due{};
    std::string form{};                     // the parameters, as a form
    std::vector<storage::LocalId> media{};  // pictures that are to become part of it
    storage::LocalId begun{};               // the number that it is being published under; 0: not begun
    static constexpr auto fields =
        std::tuple{&WaitingPost::due, &WaitingPost::form, &WaitingPost::media, &WaitingPost::begun};
};

struct Scheduled {
    storage::PlaceKey place{};  // whose, and its own id
    WaitingPost post{};
};

constexpr std::chrono::minutes soonest_schedule{5};
constexpr std::size_t most_scheduled = 300;  // of one member

std::optional<WaitingPost> find_scheduled(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::PlaceKey const& place
);
void put_scheduled(
    storage::WriteTx& tx, storage::Tables& tables, storage::PlaceKey const& place, WaitingPost const& post
);
bool erase_scheduled(storage::WriteTx& tx, storage::Tables& tables, storage::PlaceKey const& place);

// Of one member, oldest first.
std::vector<Scheduled> scheduled_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member);
std::vector<Scheduled> all_scheduled(storage::ReadTx const& tx, storage::Tables const& tables);

// Whether a picture waits with a post of its owner.
bool is_scheduled(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle owner, storage::LocalId picture
);

}  // namespace collegium::server::mastodon
