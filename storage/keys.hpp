// The keys of the tables, and the two numbers that they are made of.
#pragma once

#include "storage/ids.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <tuple>

namespace collegium::storage {

enum class Seq : std::uint64_t {};     // a place in the activity log; 1 is the first activity that this node ever knew
enum class Handle : std::uint64_t {};  // an IRI, interned: eight bytes, so that keys stay short
inline constexpr Handle no_one{0};     // and nothing: the number that no IRI has

using IriHash = std::array<std::uint8_t, 16>;      // BLAKE2b-128 of an IRI
using TokenDigest = std::array<std::uint8_t, 32>;  // of a sign-in token, keyed

struct Edge {  // two names, in the order they are looked up
    Handle of{};
    Handle by{};
    static constexpr auto fields = std::tuple{&Edge::of, &Edge::by};
    bool operator==(Edge const&) const = default;
};

struct FollowerKey {  // followers of somebody, host by host: fan-out asks for hosts, delivery for those on one host
    Handle followed{};
    Handle host{};
    Handle follower{};
    static constexpr auto fields = std::tuple{&FollowerKey::followed, &FollowerKey::host, &FollowerKey::follower};
    bool operator==(FollowerKey const&) const = default;
};

struct PlaceKey {  // things under somebody or something, oldest first
    Handle under{};
    LocalId number{};
    static constexpr auto fields = std::tuple{&PlaceKey::under, &PlaceKey::number};
    bool operator==(PlaceKey const&) const = default;
};

struct ReceiptKey {  // entry first: what one act left behind stands together, and grows at the end
    Seq seq{};
    Handle host{};
    static constexpr auto fields = std::tuple{&ReceiptKey::seq, &ReceiptKey::host};
    bool operator==(ReceiptKey const&) const = default;
};

struct BallotKey {  // votes in a poll: those of one voter stand together
    Handle poll{};
    Handle voter{};
    std::uint64_t option{};  // place in the list of options, from 0
    static constexpr auto fields = std::tuple{&BallotKey::poll, &BallotKey::voter, &BallotKey::option};
    bool operator==(BallotKey const&) const = default;
};

struct EntryKey {  // entries of the log that concern somebody
    Handle of{};
    Seq seq{};
    static constexpr auto fields = std::tuple{&EntryKey::of, &EntryKey::seq};
    bool operator==(EntryKey const&) const = default;
};

struct OwnedToken {  // tokens and sign-ins of somebody
    Handle of{};
    TokenDigest token{};
    static constexpr auto fields = std::tuple{&OwnedToken::of, &OwnedToken::token};
    bool operator==(OwnedToken const&) const = default;
};

struct NamedKey {  // something of somebody, by a name
    Handle of{};
    std::string name{};
    static constexpr auto fields = std::tuple{&NamedKey::of, &NamedKey::name};
    bool operator==(NamedKey const&) const = default;
};

}  // namespace collegium::storage
