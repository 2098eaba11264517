#include "crypto/http_signature.hpp"

#include <doctest/doctest.h>

namespace collegium::crypto {

TEST_CASE("the parameters are kept byte for byte") {
    std::string const parameters =
        R"(("@method"  "date" ); keyid="k";created=1;expires=2;alg="ed25519";nonce="n";tag=x)";
    auto const signatures = parse_message_signatures("other=(\"a\"), sig1=" + parameters, "sig1=:AAAA:");
    REQUIRE(signatures);
    REQUIRE(signatures->size() == 1);
    auto const& signature = signatures->front();

    CHECK(signature.label == "sig1");
    CHECK(signature.parameters == parameters);
    CHECK(signature.components == std::vector<std::string>{"@method", "date"});
    CHECK(signature.key_id == "k");
    CHECK(signature.algorithm == "ed25519");
    CHECK(signature.created == 1);
    CHECK(signature.expires == 2);
    CHECK(signature.signature == Bytes{0, 0, 0});
}

TEST_CASE("several signatures are read, and those that we cannot use are left out") {
    auto const input = R"(a=("date");keyid="1", b=("date";sf);keyid="2", c=("date" "x";req), d=("date"), e=())";
    auto const signature = "e=:AAAA:, a=:AAAA:;x, b=:AAAA:, c=:AAAA:, f=:AAAA:";
    auto const signatures = parse_message_signatures(input, signature).value();

    REQUIRE(signatures.size() == 2);
    CHECK(signatures[0].label == "a");
    CHECK(signatures[1].label == "e");
    CHECK(parse_message_signatures("", "").value().empty());
}

TEST_CASE("fields that are not well formed are refused") {
    std::string input = "sig1=(\"date\");created=1;keyid=\"k\"";
    std::string signature = "sig1=:AAAA:";
    REQUIRE(parse_message_signatures(input, signature));
    SUBCASE("with created as a string") input = "sig1=(\"date\");created=\"1\"";
    SUBCASE("with created as a decimal") input = "sig1=(\"date\");created=1.0";
    SUBCASE("with keyid as a token") input = "sig1=(\"date\");keyid=k";
    SUBCASE("with alg as a token") input = "sig1=(\"date\");alg=ed25519";
    SUBCASE("with a component as a token") input = "sig1=(date)";
    SUBCASE("without a list") input = "sig1=\"date\"";
    SUBCASE("with a bare label") input = "sig1";
    SUBCASE("with a list that does not end") input = "sig1=(\"date\"";
    SUBCASE("with a quote that does not end") input = "sig1=(\"date";
    SUBCASE("with a NUL after it") input += '\0';
    SUBCASE("with a line break in a name") input = "sig1=(\"da\nte\")";
    SUBCASE("with a comma after it") input += ",";
    SUBCASE("with a signature as a string") signature = "sig1=\"AAAA\"";
    SUBCASE("with a signature as a list") signature = "sig1=(:AAAA:)";
    SUBCASE("with a signature that is not base64") signature = "sig1=:A*:";
    SUBCASE("with a signature that does not end") signature = "sig1=:AAAA";
    SUBCASE("with a signature of cavage's kind") signature = "keyId=\"k\",signature=\"AAAA\"";
    SUBCASE("of thousands of commas") input = std::string(8192, ',');
    SUBCASE("of thousands of parentheses") input = "sig1=" + std::string(8000, '(');

    CHECK_FALSE(parse_message_signatures(input, signature));
}

TEST_CASE("8 signatures and 8 KiB are read, more are refused") {
    std::string input;
    std::string signature;
    for (int i = 0; i < 8; ++i) {
        input += (i == 0 ? "s" : ",s") + std::to_string(i) + "=()";
        signature += (i == 0 ? "s" : ",s") + std::to_string(i) + "=:AAAA:";
    }
    auto const spaces = [](std::string const& text) { return std::string(8192 - text.size(), ' '); };

    CHECK(parse_message_signatures(input, signature).value().size() == 8);
    CHECK_FALSE(parse_message_signatures(input + ",s8=()", signature));
    CHECK_FALSE(parse_message_signatures(input, signature + ",s8=:AAAA:"));
    CHECK(parse_message_signatures(input + spaces(input), signature + spaces(signature)));
    CHECK_FALSE(parse_message_signatures(input + spaces(input) + " ", signature));
    CHECK_FALSE(parse_message_signatures(input, signature + spaces(signature) + " "));
}

TEST_CASE("a signature over 64 components is read, over 65 left out") {
    std::string input = "sig1=(";
    for (int i = 0; i < 64; ++i) input += " \"h" + std::to_string(i) + "\"";

    CHECK(parse_message_signatures(input + ")", "sig1=:AAAA:").value().size() == 1);
    CHECK(parse_message_signatures(input + " \"h64\")", "sig1=:AAAA:").value().empty());
}

TEST_CASE("what is said twice is refused: a label, a parameter, a signature") {
    auto const input = std::string{R"(sig1=("@method");created=1;keyid="k")"};
    REQUIRE(parse_message_signatures(input, "sig1=:AAAA:"));
    for (std::string const parameter : {";created=2", ";keyid=\"k\"", ";x;x"})
        CHECK_FALSE(parse_message_signatures(input + parameter, "sig1=:AAAA:"));
    CHECK_FALSE(parse_message_signatures(input + ", " + input, "sig1=:AAAA:"));
    CHECK_FALSE(parse_message_signatures(input, "sig1=:AAAA:, sig1=:AAAB:"));
}

TEST_CASE("Accept-Signature names an algorithm, any, or nothing that we understand") {
    CHECK(requested_algorithm(R"(sig1=("@method" "@target-uri" "content-digest");created;keyid)") == "");
    CHECK(requested_algorithm(R"(sig1=("@method");alg="ed25519")") == "ed25519");
    CHECK(requested_algorithm(R"(a=1, sig1=("@method";req "@target-uri");created;nonce="x";tag="y")") == "");
    for (std::string const field :
         {"", "sig1", "sig1=1", "sig1=(", R"(sig1=("@method");alg=ed25519;alg=x)", R"(sig1=();alg=1)"})
        CHECK_FALSE(requested_algorithm(field));
}

}  // namespace collegium::crypto
