#include "crypto/digest.hpp"

#include "tests/crypto/vectors.hpp"

#include <doctest/doctest.h>

namespace collegium::crypto {
namespace {

// RFC 9530, appendix D, and wire.md, V2.
std::string const right256 = "X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=";
std::string const right512 = "WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==";
std::string const wrong256 = "Y48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=";
std::string const wrong512 = "XZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==";

ByteView const body = bytes_of(hello_world);

}  // namespace

TEST_CASE("SHA-2 of the standard's examples") {  // FIPS 180-4: "abc" and nothing
    CHECK(to_hex(sha256(bytes_of("abc"))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(sha256({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_base64(sha512(body)) == right512);
}

TEST_CASE("the fields that we write carry SHA-256 in the spelling that peers compare") {
    CHECK(digest_field(body) == "SHA-256=" + right256);
    CHECK(content_digest_field(body) == "sha-256=:" + right256 + ":");
}

TEST_CASE("a Digest matches in every spelling of the algorithm") {
    for (auto const& field :
         {"SHA-256=" + right256,
          "sha-256=" + right256,
          "SHA-512=" + right512,
          "md5=x, SHA-256=" + right256,
          "SHA-256=" + right256 + ",SHA-512=" + right512,
          " SHA-256=" + right256 + " ,, unixsum=30637",
          "junk, SHA-256=" + right256})
        CHECK_MESSAGE(digest_field_matches(field, body), field);
}

TEST_CASE("a Digest does not match") {
    std::string field;
    SUBCASE("of nothing") field = "";
    SUBCASE("of blanks") field = " , \t,";
    SUBCASE("of algorithms that we do not know") field = "md5=" + right256;
    SUBCASE("of another body") field = "SHA-256=" + wrong256;
    SUBCASE("of this body and another") field = "SHA-256=" + right256 + ",SHA-256=" + wrong256;
    SUBCASE("of another body and this") field = "SHA-256=" + wrong256 + ",SHA-256=" + right256;
    SUBCASE("if the stronger one is wrong") field = "SHA-256=" + right256 + ",SHA-512=" + wrong512;
    SUBCASE("if the second is not base64") field = "SHA-256=" + right256 + ",SHA-512=?";
    SUBCASE("cut short") field = "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9D";
    SUBCASE("under the other algorithm's name") field = "SHA-512=" + right256;
    SUBCASE("without a value") field = "SHA-256";
    SUBCASE("with a NUL") field = "SHA-256=" + right256 + std::string(1, '\0');
    SUBCASE("as a structured field") field = "sha-256=:" + right256 + ":";

    CHECK_FALSE(digest_field_matches(field, body));
}

TEST_CASE("a Content-Digest matches") {
    CHECK(content_digest_field_matches("sha-256=:" + right256 + ":", body));
    CHECK(content_digest_field_matches("sha-512=:" + right512 + ":, sha-256=:" + right256 + ":", body));
    CHECK(content_digest_field_matches("SHA-256=:" + right256 + ":", body));
    CHECK(content_digest_field_matches("unixsum=:AA==:, sha-256=:" + right256 + ":", body));
}

TEST_CASE("a Content-Digest does not match") {
    std::string field;
    SUBCASE("without colons") field = "sha-256=" + right256;
    SUBCASE("with one colon") field = "sha-256=:" + right256;
    SUBCASE("with something else for the first colon") field = "sha-256=x" + right256 + ":";
    SUBCASE("of a colon") field = "sha-256=:";
    SUBCASE("of nothing between colons") field = "sha-256=::";
    SUBCASE("of another body") field = "sha-256=:" + wrong256 + ":";
    SUBCASE("if one of two is wrong") field = "sha-256=:" + right256 + ":, sha-512=:" + wrong512 + ":";

    CHECK_FALSE(content_digest_field_matches(field, body));
}

TEST_CASE("a field of thousands of commas is read to its end") {
    std::string const commas(100'000, ',');

    CHECK_FALSE(digest_field_matches(commas, body));
    CHECK(digest_field_matches(commas + "SHA-256=" + right256, body));
}

}  // namespace collegium::crypto
