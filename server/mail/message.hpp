// Message: a mail as it goes over the wire (RFC 5322, RFC 2045), with its words as text and as HTML.
#pragma once

#include "config/clock.hpp"
#include "config/result.hpp"

#include <string>
#include <string_view>

namespace collegium::server::mail {

struct Message {
    std::string id;           // what stands before '@' in the Message-ID: letters and digits
    std::string sender_name;  // of the institution
    std::string sender;       // address
    std::string recipient;    // address
    std::string subject;
    std::string text;
    std::string html;
    std::string unsubscribe;  // address that ends such mails with one POST (RFC 8058); may be empty
    Instant date{};
};

// The whole of it, with CRLF at every line's end. Refuses malformed if one of its parts could end a line of the head or
// begin another field: control bytes in a name, in the subject or in an address.
Result<std::string> written(Message const& message);

// A text for a field of the head, as it is or in encoded words (RFC 2047). It holds no control bytes.
std::string field_text(std::string_view text);

}  // namespace collegium::server::mail
