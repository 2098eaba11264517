// Programs: the register of those that may ask members for leave, under their client ids.
#pragma once

#include "server/app.hpp"

#include <optional>
#include <string>

namespace collegium::server::oauth {

using boost::asio::awaitable;

struct Program {
    Program() = default;

    std::string id;  // client id
    storage::AppRecord record;
};

constexpr std::size_t longest_id = 400;  // an id is a key of the store
constexpr std::size_t longest_name = 100, longest_website = 2048, most_redirects = 16, longest_scopes = 1000;

// Under this client id; nothing if there is none.
std::optional<Program> find_program(App const& app, std::string const& id);

// A public client has no secret: everybody could read it in the program (RFC 6749, 2.1).
bool is_public(storage::AppRecord const& record) noexcept;

// In constant time. False for a public client.
bool secret_fits(App const& app, storage::AppRecord const& record, std::string_view secret);

bool may_redirect_to(storage::AppRecord const& record, std::string_view uri);

// What is wrong with a description from outside; nothing if it can be kept.
enum class Flaw { none, name, website, redirects, scopes };
Flaw flaw_in(storage::AppRecord const& record);

// Keeps it; the same id is overwritten. Refuses what Store::write refuses.
awaitable<Result<storage::Nothing>> keep_program(App const& app, Program program);

}  // namespace collegium::server::oauth
