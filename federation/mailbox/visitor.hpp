// Visitor: who comes to a mailbox, and what is said there, as bytes. Pure but for the register of keys.
#pragma once

#include "federation/mailbox/desk.hpp"
#include "federation/node.hpp"

namespace collegium::federation::mailbox {

constexpr std::string_view address = "/mailbox";

// A request to the mailbox as it came.
struct VisitRequest {
    VisitRequest() = default;

    std::string method;  // GET or POST
    std::string target;
    std::vector<crypto::HeaderField> fields;
    std::string body;
};

// The host of whoever comes: its own actor signed the request by the key that our operator was given. Nothing is
// fetched, since that node cannot be asked. Refuses unsigned_, missing_digest, forged and stale as deliveries are
// refused, misdirected if it was signed for another host, not_partner if it may not come, and unknown_key by another
// actor's.
Result<std::string> verify_visit(Node const& node, VisitRequest const& request);

// What a visit brings: {"type": "MailboxPage", "items": [...]}, and how the visitor reads it: what is no request that
// an inbox or a document would take is left out. Refuses malformed.
std::string page_of(std::vector<LaidDown> const& items);
Result<std::vector<LaidDown>> read_page(std::string body, std::string_view own_host);

// One answer: {"type": "MailboxAnswer", "number": ..., ...}. An answer that is no text, or beyond what is let in
// (1 MiB with everything around it), goes as a 502 without its words.
struct Answered {
    Answered() = default;

    std::uint64_t number = 0;
    IncomingResponse response;
};
std::string answer_of(Answered const& answered);
Result<Answered> read_answer(std::string body);

}  // namespace collegium::federation::mailbox
