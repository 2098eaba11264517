// What delivery keeps: what is still to be sent, how it goes with each host, and what became of it.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

#include <vector>

namespace collegium::storage {

// One entry of the log on its way to one host: to these actors there, and to those who follow somebody.
struct DeliveryRow {
    Handle sender{};  // who signs
    Handle order{};   // whose acts must arrive in order: for what a community passes on, the one who did it
    std::vector<Handle> recipients{};
    Handle followers_of{};
    bool for_partners{};  // nothing for those who only follow, unless both operators agreed
    static constexpr auto fields = std::tuple{
        &DeliveryRow::sender,
        &DeliveryRow::order,
        &DeliveryRow::recipients,
        &DeliveryRow::followers_of,
        &DeliveryRow::for_partners};
    bool operator==(DeliveryRow const&) const = default;
};

// How deliveries to one host are going; survives a restart, so that a long outage stays one outage.
struct LaneRecord {
    std::uint64_t failures{};  // in a row
    Instant first_failure{};
    Instant next_try{};
    Instant last_success{};
    std::string last_error{};
    static constexpr auto fields = std::tuple{
        &LaneRecord::failures,
        &LaneRecord::first_failure,
        &LaneRecord::next_try,
        &LaneRecord::last_success,
        &LaneRecord::last_error};
    bool operator==(LaneRecord const&) const = default;
};

enum class SignatureFormat : std::uint64_t { cavage, rfc9421_rsa, rfc9421_ed25519 };

// Which kind of signature a host understands, as far as we learnt.
struct HabitRecord {
    SignatureFormat format{};
    Instant learnt{};
    static constexpr auto fields = std::tuple{&HabitRecord::format, &HabitRecord::learnt};
    bool operator==(HabitRecord const&) const = default;
};

enum class Outcome : std::uint64_t { delivered, refused };

struct ReceiptRecord {  // who has our data: kept after the delivery row is gone
    Outcome outcome{};
    std::uint64_t status{};  // HTTP; 0 if there was no answer
    Instant at{};
    std::string reason{};  // why it was refused; begins with what the host said
    static constexpr auto fields =
        std::tuple{&ReceiptRecord::outcome, &ReceiptRecord::status, &ReceiptRecord::at, &ReceiptRecord::reason};
    bool operator==(ReceiptRecord const&) const = default;
};

// A delivery that a living host could not take yet. It waits by itself, and with it what must not overtake it.
struct AsideRecord {
    std::uint64_t times{};
    Instant until{};
    static constexpr auto fields = std::tuple{&AsideRecord::times, &AsideRecord::until};
    bool operator==(AsideRecord const&) const = default;
};

}  // namespace collegium::storage
