#include "crypto/password.hpp"

#include "crypto/sodium.hpp"

#include <array>
#include <new>

namespace collegium::crypto {

std::string hash_password(std::string_view password, PasswordCost cost) {
    require_sodium();
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str(text.data(), password.data(), password.size(), cost.passes, cost.memory) != 0)
        throw std::bad_alloc{};
    return text.data();
}

std::string hash_of_nobody(PasswordCost cost) {
    // The last 32 bytes would have to come out as zeros.
    std::string const salt(22, 'A'), outcome(43, 'A');
    return "$argon2id$v=19$m=" + std::to_string(cost.memory >> 10) + ",t=" + std::to_string(cost.passes) + ",p=1$" +
           salt + "$" + outcome;
}

bool password_matches(std::string_view hash, std::string_view password) {
    require_sodium();
    return crypto_pwhash_str_verify(std::string{hash}.c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(std::string_view hash, PasswordCost cost) {
    return crypto_pwhash_str_needs_rehash(std::string{hash}.c_str(), cost.passes, cost.memory) != 0;
}

}  // namespace collegium::crypto
