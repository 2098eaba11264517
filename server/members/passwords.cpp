#include "server/members/passwords.hpp"

#include "config/phrase.hpp"
#include "federation/content/plain_text.hpp"
#include "server/members/secrets.hpp"

#include <zxcvbn.h>

namespace collegium::server::members {

namespace asio = boost::asio;

namespace {

constexpr std::size_t shortest = 12, shortest_beside_second_factor = 8;  // characters

// Tries, as a power of two, after which zxcvbn would have it. 2^26 is beyond the 100,000 most common passwords with
// their usual trimmings, and at five tries in a quarter of an hour nobody gets there.
constexpr double fewest_bits = 26;

// The estimate takes time with the square of the length, and what is longer than this is not in a list.
constexpr std::size_t longest_estimated = 64;

double bits_of(std::string_view password, std::vector<std::string> const& own_words) {
    std::vector<char const*> words;
    for (auto const& word : own_words)
        if (!word.empty()) words.push_back(word.c_str());
    words.push_back(nullptr);
    std::string const text{password.substr(0, longest_estimated)};
    return ZxcvbnMatch(text.c_str(), words.data(), nullptr);
}

}  // namespace

std::string_view why_weak(
    std::string_view password, std::vector<std::string> const& own_words, bool beside_second_factor
) {
    if (password.size() > longest_password) return phrase("The password is too long: use at most 1024 characters.");
    auto const length = federation::content::characters(password);
    if (beside_second_factor && length < shortest_beside_second_factor)
        return phrase("The password is too short: use at least 8 characters.");
    if (!beside_second_factor && length < shortest)
        return phrase("The password is too short: use at least 12 characters.");
    if (bits_of(password, own_words) < fewest_bits)
        return phrase(
            "This password is among the first that somebody would try. Use a few words that have nothing to do with "
            "each other."
        );
    return {};
}

std::string readable_password(std::string_view fifteen_random_bytes) {
    return readable_secret(fifteen_random_bytes, 5);
}

Passwords::Passwords(federation::Workers& workers, crypto::PasswordCost cost)
    : workers_{workers}, cost_{cost}, nobodys_{crypto::hash_of_nobody(cost)} {}

asio::awaitable<std::string> Passwords::hash(std::string password) const {
    std::string made;
    std::function<void()> work = [&] { made = crypto::hash_password(password, cost_); };
    co_await workers_.run(std::move(work));
    co_return made;
}

asio::awaitable<bool> Passwords::fits(std::string hash, std::string password) const {
    bool right = false;
    std::function<void()> work = [&] { right = crypto::password_matches(hash.empty() ? nobodys_ : hash, password); };
    co_await workers_.run(std::move(work));
    co_return right && !hash.empty();
}

}  // namespace collegium::server::members
