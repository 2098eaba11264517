// What is kept of services outside that review for others (COAR Notify): who is registered, what they sent, and the
// reviews that they told of.
#pragma once

#include "storage/guide_records.hpp"

#include <string>
#include <vector>

namespace collegium::storage {

struct ServiceRecord {
    Handle actor{};                        // of ours: under its name the service speaks here
    std::string id{};                      // what it calls itself: the origin of its notices
    std::string inbox{};                   // where it takes notices; nothing goes anywhere else
    TokenDigest token{};                   // that it shows us
    std::string shown{};                   // sealed: the token that we show it; empty: none
    std::vector<std::string> addresses{};  // from where it may come without its token
    Handle community{};                    // takes what it asks to be reviewed; 0: nothing is taken
    Instant since{};                       // what was asked before is not sent to it
    Instant counted_from{};                // the day whose notices are counted
    std::uint64_t counted{};
    static constexpr auto fields = std::tuple{
        &ServiceRecord::actor,
        &ServiceRecord::id,
        &ServiceRecord::inbox,
        &ServiceRecord::token,
        &ServiceRecord::shown,
        &ServiceRecord::addresses,
        &ServiceRecord::community,
        &ServiceRecord::since,
        &ServiceRecord::counted_from,
        &ServiceRecord::counted};
    bool operator==(ServiceRecord const&) const = default;
};

// A notice that was taken: the same one is not taken twice.
struct NoticeRecord {
    std::string body{};  // of what the service asked for, as it came; empty for the rest
    Handle made{};       // the question that asks for it here; 0: none
    Instant at{};
    static constexpr auto fields = std::tuple{&NoticeRecord::body, &NoticeRecord::made, &NoticeRecord::at};
    bool operator==(NoticeRecord const&) const = default;
};

// A review that stands elsewhere, as the newest words about it have it.
struct OutsideReviewRecord {
    Seq words{};
    Handle by{};       // the service, by the name under which it speaks
    Handle request{};  // the Offer that it answers; 0: nobody asked
    static constexpr auto fields =
        std::tuple{&OutsideReviewRecord::words, &OutsideReviewRecord::by, &OutsideReviewRecord::request};
    bool operator==(OutsideReviewRecord const&) const = default;
};

}  // namespace collegium::storage
