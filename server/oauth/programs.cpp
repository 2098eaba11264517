#include "server/oauth/programs.hpp"

#include "server/oauth/redirects.hpp"
#include "server/oauth/scopes.hpp"

#include <algorithm>

namespace collegium::server::oauth {

using storage::AppRecord;

namespace {

// Line ends and the like have no place in a name that a page asks about.
bool is_name(std::string_view text) {
    bool const is_one_line = std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < ' '; });
    return !text.empty() && text.size() <= longest_name && is_text(text) && is_one_line;
}

bool is_website(std::string_view text) {
    if (text.empty()) return true;
    return text.size() <= longest_website && (text.starts_with("https://") || text.starts_with("http://"));
}

}  // namespace

std::optional<Program> find_program(App const& app, std::string const& id) {
    if (id.empty() || id.size() > longest_id) return std::nullopt;
    auto record = app.node.store.read([&](auto const& tx, auto const& tables) { return tables.apps.get(tx, id); });
    if (!record) return std::nullopt;
    Program program;
    program.id = id;
    program.record = *std::move(record);
    return program;
}

bool is_public(AppRecord const& record) noexcept {
    return record.secret == storage::TokenDigest{};
}

bool secret_fits(App const& app, AppRecord const& record, std::string_view secret) {
    auto const shown = app.tokens.digest(secret);
    return !is_public(record) && crypto::equal_in_constant_time(shown, record.secret);
}

bool may_redirect_to(AppRecord const& record, std::string_view uri) {
    return is_redirect(uri) &&
           std::ranges::any_of(record.redirect_uris, [&](auto const& each) { return fits(each, uri); });
}

Flaw flaw_in(AppRecord const& record) {
    if (!is_name(record.name)) return Flaw::name;
    if (!is_website(record.website)) return Flaw::website;
    auto const& redirects = record.redirect_uris;
    if (redirects.empty() || redirects.size() > most_redirects || !std::ranges::all_of(redirects, is_redirect))
        return Flaw::redirects;
    if (record.scopes.size() > longest_scopes || !are_known(split_scopes(record.scopes))) return Flaw::scopes;
    return Flaw::none;
}

awaitable<Result<storage::Nothing>> keep_program(App const& app, Program program) {
    storage::Store::Change<storage::Nothing> change =
        [program = std::move(program)](storage::WriteTx& tx, storage::Tables& tables) {
            tables.apps.put(tx, program.id, program.record);
            return Result<storage::Nothing>{storage::Nothing{}};
        };
    auto const kept = co_await app.node.store.write(std::move(change));
    co_return kept;
}

}  // namespace collegium::server::oauth
