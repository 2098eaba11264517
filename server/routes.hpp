// The table of addresses: every address that this program answers, and who may come in by it.
#pragma once

#include "server/app.hpp"

#include <span>
#include <vector>

namespace collegium::server {

enum class Door {
    open,            // changes nothing
    document,        // changes nothing; read by other nodes (all of them, or partners only: federation.secure_fetch)
    both,            // a page, or a document to those who ask for ActivityPub
    actor,           // the same, of an actor: strangers see at least its key
    signed_message,  // proves itself by its signature (inboxes)
    notice,          // comes from a service outside: proves itself by its token or its address
    form,            // comes from a page of ours
    api,             // programs call: a token in the Authorization field, and no cookie
};

enum class Who {
    anyone,
    program,  // any token, also one of a program that acts for itself
    member,
    operator_,  // for others there is nothing at these addresses
};

struct Route {
    Method method;
    std::string_view pattern;  // segments; ":name" matches any one
    Door door;
    Who who;
    boost::asio::awaitable<Response> (*handle)(App const& app, Call call);
    std::string_view scope = "";  // that a token must have
};

// Of every front, in the order in which they are tried.
std::vector<Route> const& routes();

struct Match {
    Match() = default;

    Route const* route = nullptr;    // nothing fits
    std::string allowed;             // methods of the address, if it is known: "GET, HEAD, POST"
    std::vector<std::string> names;  // what the ':' segments matched, decoded
    bool open_to_scripts = false;    // of other sites
};

// HEAD is answered by the route of GET.
Match find_route(Method method, std::string_view path);

}  // namespace collegium::server
