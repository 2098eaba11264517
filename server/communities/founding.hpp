// Founding: a member begins a community of this node from a template, in one step.
#pragma once

#include "server/app.hpp"
#include "server/communities/templates.hpp"

#include <string>

namespace collegium::server::communities {

struct NewCommunity {
    std::string name;     // of its address
    std::string display;  // that people read
    std::string summary;  // plain text
    storage::CommunityKind kind{};
    std::optional<storage::Handle> deputy;  // who runs it beside the founder
};

// The founder runs it and is its first member. Refuses not_allowed a pupil, as founder or deputy, and a template
// without the deputy that it needs; malformed (not a name) and conflict (the name is taken).
boost::asio::awaitable<Result<storage::Nothing>> found(App const& app, storage::Handle founder, NewCommunity community);

}  // namespace collegium::server::communities
