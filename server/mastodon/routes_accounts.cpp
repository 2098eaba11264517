#include "server/mastodon/accounts.hpp"
#include "server/mastodon/instance.hpp"
#include "server/mastodon/lists.hpp"
#include "server/mastodon/routes.hpp"

namespace collegium::server::mastodon {

namespace {

using enum Door;

// Names before ":id": the first row that fits answers.
// clang-format off
constexpr Route table[] = {
    {Method::get,   "/api/v1/accounts/verify_credentials",  api, Who::member, get_own_account, "read:accounts"},
    {Method::patch, "/api/v1/accounts/update_credentials",  api, Who::member, patch_own_account, "write:accounts"},
    {Method::get,   "/api/v1/accounts/relationships",       api, Who::member, get_relationships, "read:follows"},
    {Method::get,   "/api/v1/accounts/familiar_followers",  api, Who::member, get_familiar_followers, "read:follows"},
    {Method::get,   "/api/v1/accounts/lookup",              api, Who::anyone, get_account_lookup, "read:accounts"},
    {Method::get,   "/api/v1/accounts/search",              api, Who::member, get_account_search, "read:accounts"},
    {Method::get,   "/api/v1/accounts",                     api, Who::member, get_accounts, "read:accounts"},
    {Method::get,   "/api/v1/accounts/:id",                 api, Who::member, get_account, "read:accounts"},
    {Method::get,   "/api/v1/accounts/:id/followers",       api, Who::member, get_followers, "read:accounts"},
    {Method::get,   "/api/v1/accounts/:id/following",       api, Who::member, get_following, "read:accounts"},
    {Method::get,   "/api/v1/accounts/:id/lists",           api, Who::member, get_lists_with_account, "read:lists"},
    {Method::get,   "/api/v1/accounts/:id/featured_tags",   api, Who::member, get_empty_list, "read:accounts"},
    {Method::get,   "/api/v1/accounts/:id/endorsements",    api, Who::member, get_empty_list, "read:accounts"},
    {Method::get,   "/api/v1/accounts/:id/identity_proofs", api, Who::member, get_empty_list, "read:accounts"},
    {Method::post,  "/api/v1/accounts/:id/follow",          api, Who::member, post_follow, "write:follows"},
    {Method::post,  "/api/v1/accounts/:id/unfollow",        api, Who::member, post_unfollow, "write:follows"},
    {Method::post,  "/api/v1/accounts/:id/remove_from_followers",
                                                            api, Who::member, post_remove_from_followers,
                                                            "write:follows"},
    {Method::post,  "/api/v1/accounts/:id/block",           api, Who::member, post_block, "write:blocks"},
    {Method::post,  "/api/v1/accounts/:id/unblock",         api, Who::member, post_unblock, "write:blocks"},
    {Method::post,  "/api/v1/accounts/:id/mute",            api, Who::member, post_mute, "write:mutes"},
    {Method::post,  "/api/v1/accounts/:id/unmute",          api, Who::member, post_unmute, "write:mutes"},
    {Method::post,  "/api/v1/accounts/:id/note",            api, Who::member, post_note, "write:accounts"},

    {Method::get,   "/api/v1/follow_requests",              api, Who::member, get_follow_requests, "read:follows"},
    {Method::post,  "/api/v1/follow_requests/:id/authorize", api, Who::member, post_authorize, "write:follows"},
    {Method::post,  "/api/v1/follow_requests/:id/reject",   api, Who::member, post_reject, "write:follows"},
    {Method::get,   "/api/v1/blocks",                       api, Who::member, get_blocks, "read:blocks"},
    {Method::get,   "/api/v1/mutes",                        api, Who::member, get_mutes, "read:mutes"},
    {Method::get,   "/api/v1/preferences",                  api, Who::member, get_preferences, "read:accounts"},
};
// clang-format on

}  // namespace

std::span<Route const> account_routes() noexcept {
    return table;
}

}  // namespace collegium::server::mastodon
