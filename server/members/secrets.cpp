#include "server/members/secrets.hpp"

namespace collegium::server::members {

std::string Secrets::random(std::size_t bytes) const {
    crypto::Bytes made(bytes);
    entropy_.fill(made);
    return std::string{crypto::text_of(made)};
}

std::string Secrets::fresh_token() const {
    return crypto::to_base64url(crypto::bytes_of(random(32)));
}

std::string Secrets::seal(std::string_view secret, std::string_view context) const {
    return std::string{crypto::text_of(crypto::seal(key_, crypto::bytes_of(secret), context))};
}

std::optional<std::string> Secrets::open(std::string_view sealed, std::string_view context) const {
    auto const opened = crypto::open_sealed(key_, crypto::bytes_of(sealed), context);
    return opened ? std::optional{std::string{crypto::text_of(*opened)}} : std::nullopt;
}

std::string readable_secret(std::string_view random, std::size_t group) {
    constexpr std::string_view symbols = "abcdefghijkmnpqrstuvwxyz23456789";
    static_assert(symbols.size() == 32);
    std::string text;
    for (std::size_t i = 0; i < random.size(); ++i) {
        if (i > 0 && i % group == 0) text += '-';
        text += symbols[static_cast<unsigned char>(random[i]) % symbols.size()];
    }
    return text;
}

}  // namespace collegium::server::members
