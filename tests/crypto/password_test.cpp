#include "crypto/password.hpp"

#include <doctest/doctest.h>

namespace collegium::crypto {
namespace {

auto const cheap = PasswordCost::for_tests();

}  // namespace

TEST_CASE("a password matches its own hash alone") {
    auto const hash = hash_password("correct horse", cheap);

    CHECK(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
    CHECK(password_matches(hash, "correct horse"));
    CHECK_FALSE(password_matches(hash, "correct horsf"));
    CHECK_FALSE(password_matches(hash, ""));
    CHECK_FALSE(password_matches(hash, std::string_view{"correct horse\0", 14}));
}

TEST_CASE("equal passwords have different hashes") {
    CHECK(hash_password("correct horse", cheap) != hash_password("correct horse", cheap));
}

TEST_CASE("every byte of a password counts") {
    auto const zeros = hash_password(std::string_view{"a\0b", 3}, cheap);
    auto const nothing = hash_password("", cheap);

    CHECK_FALSE(password_matches(zeros, std::string_view{"a\0c", 3}));
    CHECK_FALSE(password_matches(zeros, "a"));
    CHECK(password_matches(nothing, ""));
    CHECK_FALSE(password_matches(nothing, std::string_view{"\0", 1}));
}

TEST_CASE("what is not a hash matches nothing") {
    auto const hash = hash_password("correct horse", cheap);

    CHECK_FALSE(password_matches("", "correct horse"));
    CHECK_FALSE(password_matches("correct horse", "correct horse"));
    CHECK_FALSE(password_matches(hash.substr(0, hash.size() - 1), "correct horse"));
    CHECK_FALSE(password_matches(std::string(100'000, '$'), "correct horse"));
}

TEST_CASE("nobody's hash matches nothing, at the cost that is asked for") {
    for (auto const cost : {cheap, PasswordCost{}}) {
        auto const hash = hash_of_nobody(cost);
        CHECK_FALSE(needs_rehash(hash, cost));  // it is read as a hash, or this would be true
        CHECK_FALSE(password_matches(hash, ""));
        CHECK_FALSE(password_matches(hash, "correct horse"));
    }
    CHECK(hash_of_nobody(cheap).size() == hash_password("", cheap).size());
}

TEST_CASE("a hash of another cost asks to be made again") {
    auto const hash = hash_password("correct horse", cheap);

    CHECK_FALSE(needs_rehash(hash, cheap));
    CHECK(needs_rehash(hash, {2, std::size_t{8} << 10}));
    CHECK(needs_rehash(hash));
    CHECK(needs_rehash("not a hash", cheap));
}

TEST_CASE("the cost that is meant for members is the cost that is paid") {
    auto const hash = hash_password("correct horse");

    CHECK(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
    CHECK_FALSE(needs_rehash(hash));
}

}  // namespace collegium::crypto
