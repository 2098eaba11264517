#include "server/sign_ins.hpp"

#include "config/log.hpp"
#include "crypto/password.hpp"

namespace collegium::server {

namespace asio = boost::asio;

using storage::AccountRecord;
using storage::SessionRecord;

namespace {

// Checked when there is no such account, so that the answer takes as long.
std::string const& nobodys_password() {
    static std::string const hash = crypto::hash_password("nobody signs in with this");
    return hash;
}

}  // namespace

std::string SignIns::fresh_token() const {
    std::array<std::uint8_t, 32> bytes{};
    entropy_.fill(bytes);
    return crypto::to_base64url(bytes);
}

asio::awaitable<Result<std::string>> SignIns::begin(std::string account, std::string password) const {
    auto const record =
        node_.store.read([&](auto const& tx, auto const& tables) { return tables.accounts.get(tx, account); });
    bool right = false;
    std::function<void()> check = [&] {
        right = crypto::password_matches(record ? record->password : nobodys_password(), password);
    };
    co_await node_.workers.run(std::move(check));
    if (!right || !record || !record->active) co_return Refusal{Reason::forged, "wrong name or password"};

    auto const token = fresh_token();
    storage::Store::Change<storage::Nothing> change =
        [key = digest(token), account, now = node_.clock.now()](storage::WriteTx& tx, storage::Tables& tables) {
            tables.sessions.put(tx, key, SessionRecord{account, now, now});
            return Result<storage::Nothing>{storage::Nothing{}};
        };
    auto const written = co_await node_.store.write(std::move(change));
    if (!written) co_return written.error();
    co_return token;
}

std::optional<Member> SignIns::member_of(std::string_view token) const {
    if (token.empty()) return std::nullopt;
    return node_.store.read([&](auto const& tx, auto const& tables) -> std::optional<Member> {
        auto const session = tables.sessions.get(tx, digest(token));
        std::chrono::days const lasts{node_.settings.limits.sign_in_days};
        if (!session || node_.clock.now() - session->seen > lasts) return std::nullopt;
        auto const account = tables.accounts.get(tx, session->account);
        if (!account || !account->active) return std::nullopt;
        return Member{session->account, account->actor, account->role};
    });
}

asio::awaitable<void> SignIns::note_visit(std::string token) const {
    auto const key = digest(token);
    auto const now = node_.clock.now();
    auto session = node_.store.read([&](auto const& tx, auto const& tables) { return tables.sessions.get(tx, key); });
    if (!session || now - session->seen < std::chrono::days{1}) co_return;
    session->seen = now;
    storage::Store::Change<storage::Nothing> change =
        [key, noted = *session](storage::WriteTx& tx, storage::Tables& tables) {
            if (tables.sessions.contains(tx, key)) tables.sessions.put(tx, key, noted);
            return Result<storage::Nothing>{storage::Nothing{}};
        };
    auto const written = co_await node_.store.write(std::move(change));
    if (!written) log::warning("a visit was not noted");
}

asio::awaitable<void> SignIns::end(std::string token) const {
    storage::Store::Change<storage::Nothing> change =
        [key = digest(token)](storage::WriteTx& tx, storage::Tables& tables) {
            tables.sessions.erase(tx, key);
            return Result<storage::Nothing>{storage::Nothing{}};
        };
    auto const erased = co_await node_.store.write(std::move(change));
    if (!erased) throw std::runtime_error{"a sign-in could not be ended"};
}

std::string SignIns::form_key(std::string_view browser_token) const {
    return crypto::to_base64url(crypto::token_digest(key_, "form:" + std::string{browser_token}));
}

bool SignIns::form_key_fits(std::string_view browser_token, std::string_view form_key_) const {
    auto const right = form_key(browser_token);
    return !browser_token.empty() &&
           crypto::equal_in_constant_time(crypto::bytes_of(right), crypto::bytes_of(form_key_));
}

}  // namespace collegium::server
