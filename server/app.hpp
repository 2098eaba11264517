// App: what handlers work with. References only; the composition root is program.cpp.
#pragma once

#include "federation/community/visibility.hpp"
#include "federation/node.hpp"
#include "server/forms.hpp"
#include "server/http/message.hpp"
#include "server/parameters.hpp"
#include "server/sign_ins.hpp"
#include "server/throttle.hpp"
#include "server/tokens.hpp"

namespace collegium::federation::mailbox {
class MailboxDesk;
}

namespace collegium::server {

class AccountCounts;
class ApiLimits;
class Dialer;
class Kept;
class LiveFeed;
class SearchIndex;
namespace media {
class Workshop;
}
namespace oauth {
struct Limits;
}
namespace openid {
class Provider;
}
namespace operations {
struct Watch;
}
namespace search {
class SearchDesk;
}

struct App {
    federation::Node const& node;
    members::Registry const& registry;
    SignIns const& sign_ins;
    Tokens const& tokens;
    Throttle& sign_in_tries;  // by account
    Throttle& address_tries;  // by address
    oauth::Limits& oauth_limits;
    ApiLimits& api_limits;
    AccountCounts& account_counts;
    LiveFeed& live;
    media::Workshop& pictures;
    std::string browser_origin;                  // where browsers say that our forms come from
    SearchIndex const* search = nullptr;         // of words; nothing: only names and addresses are found
    search::SearchDesk* search_desk = nullptr;   // the same for pages
    openid::Provider* school_sign_in = nullptr;  // nothing: members sign in with passwords only
    Kept* kept = nullptr;      // numbers that were counted lately; nothing: they are counted each time
    Dialer* dialer = nullptr;  // for the test of a partner; nothing: the command does that
    federation::mailbox::MailboxDesk* mailboxes = nullptr;  // nothing: this node keeps none
    operations::Watch* watch = nullptr;  // nothing: nobody watches over this node, and its disk has room
};

// One request on its way to its handler.
struct Call {
    Call() = default;

    Request request;
    std::vector<std::string> names;  // what the ':' parts of the route's pattern matched, decoded
    Form form;                       // of the body, for forms; else of the query
    Parameters parameters;           // for the APIs, instead of a form
    std::optional<Member> member;    // who is signed in, or for whom a program acts
    std::optional<Bearer> bearer;    // the program that calls
    std::string client;              // the address that it comes from, as a proxy on this machine tells
    std::string browser_token;       // the cookie that forms are bound to
    bool fresh_browser = false;      // it was made for this answer
    bool sees_all = true;            // false: a stranger, where documents are for partners only
    storage::Handle reader{};        // the host of a partner that signed the request

    // Who reads, for everything that is asked of the store.
    federation::community::Viewer viewer() const noexcept {
        return {member ? member->actor : storage::Handle{0}, reader};
    }

    bool wants_activity() const noexcept;  // asks for ActivityPub rather than for a page
};

}  // namespace collegium::server
