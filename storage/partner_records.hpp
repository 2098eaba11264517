// What the registers of partners hold: the agreement, how it came about, the other's card, and what went to and fro.
#pragma once

#include "config/clock.hpp"

#include <cstdint>
#include <string>
#include <tuple>

namespace collegium::storage {

// The numbers are on disk: add at the end.
enum class PartnerState : std::uint64_t {
    agreed,
    paused,
    asked,             // our operator introduced us; theirs has not answered
    introduced,        // their operator introduced them; ours has not answered
    declined,          // our operator turned them down
    declined_by_them,  // theirs turned us down, or ended the partnership
    removed,
};

struct PartnerRecord {
    PartnerState state{};
    Instant since{};
    std::string note{};
    std::string reason{};  // why it is paused or turned down, for people
    static constexpr auto fields =
        std::tuple{&PartnerRecord::state, &PartnerRecord::since, &PartnerRecord::note, &PartnerRecord::reason};
    bool operator==(PartnerRecord const&) const = default;
};

// What the two operators' nodes tell each other about their partnership.
struct HandshakeRecord {
    std::string ours{};    // id of the Follow that we asked with
    std::string theirs{};  // the Follow that they asked with, as it came
    std::string letter{};  // an activity of ours that is still to be sent; empty if there is none
    std::uint64_t tries{};
    Instant next_try{};
    std::string error{};  // of the last try
    static constexpr auto fields = std::tuple{
        &HandshakeRecord::ours,
        &HandshakeRecord::theirs,
        &HandshakeRecord::letter,
        &HandshakeRecord::tries,
        &HandshakeRecord::next_try,
        &HandshakeRecord::error};
    bool operator==(HandshakeRecord const&) const = default;
};

// Another institution's partner card, as JSON.
struct CardRecord {
    std::string agreed{};  // as it was when our operator agreed; empty before
    std::string seen{};    // as it was last
    Instant fetched{};     // when we last asked
    static constexpr auto fields = std::tuple{&CardRecord::agreed, &CardRecord::seen, &CardRecord::fetched};
    bool operator==(CardRecord const&) const = default;
};

// What went to and fro between us and one host.
struct TrafficRecord {
    std::uint64_t messages_in{};  // proven to be from there
    std::uint64_t bytes_in{};
    std::uint64_t refused_in{};  // of those, how many we turned down
    std::string last_refusal{};  // why, the last time
    std::uint64_t requests_out{};
    std::uint64_t bytes_out{};
    std::uint64_t answers_bytes{};  // what came back
    Instant last_in{};
    Instant last_out{};            // that was answered
    std::uint64_t clock_ahead{};   // seconds that their clock is ahead of ours; one of the two is 0
    std::uint64_t clock_behind{};  // seconds that it is behind
    static constexpr auto fields = std::tuple{
        &TrafficRecord::messages_in,
        &TrafficRecord::bytes_in,
        &TrafficRecord::refused_in,
        &TrafficRecord::last_refusal,
        &TrafficRecord::requests_out,
        &TrafficRecord::bytes_out,
        &TrafficRecord::answers_bytes,
        &TrafficRecord::last_in,
        &TrafficRecord::last_out,
        &TrafficRecord::clock_ahead,
        &TrafficRecord::clock_behind};
    bool operator==(TrafficRecord const&) const = default;
};

}  // namespace collegium::storage
