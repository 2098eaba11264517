#include "federation/signing/key_cache.hpp"

#include "tests/printing.hpp"

#include <doctest/doctest.h>

using namespace collegium;
using namespace collegium::federation;
using namespace std::chrono_literals;

namespace {

constexpr Instant noon{std::chrono::hours{12}};

KnownKey key_of(std::string owner) {
    return {std::move(owner), crypto::Ed25519PublicKey{}};
}

}  // namespace

TEST_SUITE("key cache") {
    TEST_CASE("strangers choose key ids, so there is room for so many and no more") {
        KeyCache keys{2};
        keys.put("a", key_of("ada"));
        keys.put("b", key_of("bob"));
        CHECK(keys.find("a")->owner == "ada");
        CHECK(keys.find("b")->owner == "bob");

        keys.put("c", key_of("cleo"));
        CHECK(keys.find("c")->owner == "cleo");
        CHECK_FALSE(keys.find("a"));
        CHECK_FALSE(keys.find("b"));
        keys.forget("c");
        CHECK_FALSE(keys.find("c"));
    }

    TEST_CASE("a key is asked for again once in five minutes, and soon if its node was away") {
        KeyCache keys{3};
        CHECK(keys.may_refetch("a", noon));
        CHECK_FALSE(keys.may_refetch("a", noon + 5min - 1s));
        CHECK(keys.may_refetch("a", noon + 5min));
        keys.retry_soon("a", noon + 5min);
        CHECK_FALSE(keys.may_refetch("a", noon + 5min + 999ms));
        CHECK(keys.may_refetch("a", noon + 5min + 1s));
    }

    TEST_CASE("when so many were asked for, what was asked for is forgotten") {
        KeyCache keys{2};
        CHECK(keys.may_refetch("a", noon));
        CHECK_FALSE(keys.may_refetch("a", noon));
        CHECK(keys.may_refetch("b", noon));
        CHECK(keys.may_refetch("c", noon));
        CHECK_FALSE(keys.may_refetch("c", noon));
        CHECK(keys.may_refetch("a", noon));
    }
}
