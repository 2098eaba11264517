// Validators: who reads a document again and again is told in a few bytes that it has not changed (RFC 9110, 8.8 and
// 13).
#pragma once

#include "server/http/message.hpp"

namespace collegium::server {

// Adds a strong ETag, made from the bytes, to a document for other nodes and to feeds; and answers 304 instead if the
// reader's If-None-Match names it. Everything else is handed back as it is.
Response with_validator(std::string_view if_none_match, Response response);

}  // namespace collegium::server
