// What the register of drafts of pages holds: what somebody typed into a form and has not sent, and, for a while, that
// they sent it.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

#include <vector>

namespace collegium::storage {

// Under whose it is. It never leaves the node, and nobody else reads it.
struct WritingDraftRecord {
    std::string place{};               // where the form is sent to: "/c/algebra/ask"
    std::vector<std::string> typed{};  // a name and its value, one after the other; none once it is sent
    Instant saved{};
    std::string sent_as{};    // the page of what came of it; empty: it is not sent
    TokenDigest sent_form{};  // of all that was sent, so that the same form is not taken twice
    static constexpr auto fields = std::tuple{
        &WritingDraftRecord::place,
        &WritingDraftRecord::typed,
        &WritingDraftRecord::saved,
        &WritingDraftRecord::sent_as,
        &WritingDraftRecord::sent_form};
    bool operator==(WritingDraftRecord const&) const = default;
};

}  // namespace collegium::storage
