// Notice: what services that review, endorse and keep works tell each other (COAR Notify 1.0.1; wire reference 8). A
// notice carries no proof, so holding one says nothing of who wrote it.
#pragma once

#include "federation/messages/json.hpp"

#include <string>

namespace collegium::federation::notify {

constexpr std::size_t largest_notice = 256 * 1024;  // bytes

enum class Pattern {
    request_review,
    request_endorsement,
    request_ingest,
    accept,
    tentative_accept,
    reject,
    tentative_reject,
    withdraw,  // the Undo of a request
    announce_review,
    announce_endorsement,
    announce_ingest,
    announce_relationship,
    announce_result,
    unprocessable,
};

// Its parts, as they came.
struct Notice {
    explicit Notice(Json json_) : json{std::move(json_)} {}

    // Refuses too_large, and malformed what is no notice of a known pattern or lacks what its pattern needs: a context
    // of one of the two that are in use, an absolute name, origin and target with their inboxes, and an object; for
    // requests what is to be looked at (ietf:item), for answers the request that they answer, the same twice, for
    // announcements what they are about (context), for the rest a summary. Types of objects are not looked at.
    static Result<Notice> read(std::string bytes);

    Json json;
    Pattern pattern{};
    std::string id;
    std::string origin;        // who sends it
    std::string origin_inbox;  // where they take answers
    std::string target;        // for whom it is
    std::string object;        // id
    std::string in_reply_to;   // may be empty
    std::string context;       // id; may be empty
    std::string summary;       // may be empty
    std::string cite_as;       // of the object; may be empty
    std::string item;          // of the object; may be empty
};

// Answers to a request, its withdrawal among them.
constexpr bool is_answer(Pattern pattern) noexcept {
    return pattern >= Pattern::accept && pattern <= Pattern::withdraw;
}

}  // namespace collegium::federation::notify
