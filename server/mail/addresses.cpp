#include "server/mail/addresses.hpp"

namespace collegium::server::mail {

namespace {

std::string context_of(std::string const& account) {
    return "mail address of " + account;
}

}  // namespace

std::string sealed_address(crypto::SealingKey const& key, std::string const& account, std::string_view address) {
    auto const sealed = crypto::seal(key, crypto::bytes_of(address), context_of(account));
    return std::string{crypto::text_of(sealed)};
}

std::string sealed_address(members::Secrets const& secrets, std::string const& account, std::string_view address) {
    return secrets.seal(address, context_of(account));
}

std::optional<std::string> open_address(
    members::Secrets const& secrets, std::string const& account, storage::AccountRecord const& record
) {
    return record.mail.empty() ? std::nullopt : secrets.open(record.mail, context_of(account));
}

std::optional<std::string> open_address(
    crypto::SealingKey const& key, std::string const& account, storage::AccountRecord const& record
) {
    if (record.mail.empty()) return std::nullopt;
    auto const opened = crypto::open_sealed(key, crypto::bytes_of(record.mail), context_of(account));
    return opened ? std::optional{std::string{crypto::text_of(*opened)}} : std::nullopt;
}

std::string unsubscribe_secret(std::string const& account, storage::Handle actor) {
    return "unsubscribe " + std::to_string(static_cast<std::uint64_t>(actor)) + " " + account;
}

std::string unsubscribe_address(
    crypto::SealingKey const& key, std::string_view origin, std::string const& account, storage::Handle actor
) {
    auto const token = crypto::to_hex(crypto::token_digest(key, unsubscribe_secret(account, actor)));
    return std::string{origin} + "/unsubscribe/" + account + "/" + token;
}

}  // namespace collegium::server::mail
