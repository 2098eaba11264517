// Passwords: which ones are good enough, and the slow work of making and checking their hashes.
#pragma once

#include "crypto/password.hpp"
#include "federation/workers.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::members {

constexpr std::size_t longest_password = 1024;  // bytes

// Why a password will not do, in words for people; empty: it will. At least 12 characters, or 8 beside a second factor;
// nothing that is guessed early, by the dictionaries and patterns of zxcvbn; nothing about which characters it is made
// of (NIST SP 800-63B). own_words: the member's and the school's names, which are guessed first.
std::string_view why_weak(
    std::string_view password, std::vector<std::string> const& own_words, bool beside_second_factor
);

// 75 random bits, to be read aloud.
std::string readable_password(std::string_view fifteen_random_bytes);

// Hashes take 64 MiB and a tenth of a second each. They run on the node's workers, of which there are two
// (program.cpp), so never more than two are under way (security W8 allows four); the others wait for their turn.
class Passwords {
public:
    explicit Passwords(federation::Workers& workers, crypto::PasswordCost cost = {});

    boost::asio::awaitable<std::string> hash(std::string password) const;

    // An empty hash fits nothing, and takes as long as any other.
    boost::asio::awaitable<bool> fits(std::string hash, std::string password) const;

    bool is_outdated(std::string_view hash) const { return crypto::needs_rehash(hash, cost_); }

private:
    federation::Workers& workers_;
    crypto::PasswordCost cost_;
    std::string nobodys_;  // checked where there is no hash
};

}  // namespace collegium::server::members
