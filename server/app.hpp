// App: what handlers work with. References only; the composition root is program.cpp.
#pragma once

#include "federation/node.hpp"
#include "server/forms.hpp"
#include "server/http/message.hpp"
#include "server/sign_ins.hpp"
#include "server/throttle.hpp"

namespace collegium::server {

struct App {
    federation::Node const& node;
    SignIns const& sign_ins;
    Throttle& sign_in_tries;     // by account
    Throttle& address_tries;     // by address
    std::string browser_origin;  // where browsers say that our forms come from
};

// One request on its way to its handler.
struct Call {
    Call() = default;

    Request request;
    std::vector<std::string> names;  // what the ':' parts of the route's pattern matched, decoded
    Form form;                       // of the body, for forms; else of the query
    std::optional<Member> member;    // who is signed in
    std::string client;              // the address that it comes from, as a proxy on this machine tells
    std::string browser_token;       // the cookie that forms are bound to
    bool fresh_browser = false;      // it was made for this answer
    bool sees_all = true;            // false: a stranger, where documents are for partners only

    bool wants_activity() const noexcept;  // asks for ActivityPub rather than for a page
};

}  // namespace collegium::server
