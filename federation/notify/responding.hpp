// Responding: what this node does upon a notice of a registered service, as an act of the service's actor here.
#pragma once

#include "federation/messages/compose.hpp"
#include "federation/node.hpp"
#include "federation/notify/notice.hpp"
#include "federation/notify/service.hpp"

namespace collegium::federation::notify {

// Under which a notice that was taken is kept: two services may choose the same name.
storage::IriHash received_name(Service const& service, std::string_view notice);

struct Response {
    std::optional<Composed> act;  // nothing: it is thanked for
    std::string question;         // IRI, where the act asks here for what the service asked; else empty
};

// Refuses not_found an answer to a request that we did not make to this service, a withdrawal of a request that it did
// not make, a review of what is no guide for everyone here, and a request for a review where none are taken; malformed
// a review that is not at an https address, or of something else than what was asked about.
Result<Response> respond(Node const& node, Service const& service, Notice const& notice);

}  // namespace collegium::federation::notify
