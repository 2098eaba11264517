// What the registers of mail hold: what waits to be sent to members, and how far each weekly mail told.
#pragma once

#include "config/clock.hpp"

#include <cstdint>
#include <string>
#include <tuple>

namespace collegium::storage {

// The numbers are on disk: add at the end.
enum class MailState : std::uint64_t { waiting, refused };

// A mail to a member, under its local id. The address is not in it: it is looked up when the mail goes out. The row is
// erased when the mail was taken; one that was refused for good stays for a while, so that operators can see why.
struct MailRecord {
    std::string account{};
    std::string subject{};
    std::string text{};
    std::string html{};  // what stands in the body
    bool weekly{};       // it goes out with the address that ends the weekly mails
    MailState state{};
    std::uint64_t tries{};
    Instant created{};
    Instant next_try{};
    std::string error{};  // of the last try
    static constexpr auto fields = std::tuple{
        &MailRecord::account,
        &MailRecord::subject,
        &MailRecord::text,
        &MailRecord::html,
        &MailRecord::weekly,
        &MailRecord::state,
        &MailRecord::tries,
        &MailRecord::created,
        &MailRecord::next_try,
        &MailRecord::error};
    bool operator==(MailRecord const&) const = default;
};

// How far the weekly mails of an account have told.
struct DigestRecord {
    Instant until{};
    static constexpr auto fields = std::tuple{&DigestRecord::until};
    bool operator==(DigestRecord const&) const = default;
};

}  // namespace collegium::storage
