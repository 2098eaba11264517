// Statements 1 to 3 and 14: what our requests look like.
#include "tests/federation/east.hpp"
#include "tests/printing.hpp"

#include <regex>

using namespace collegium;
using namespace collegium::tests;

namespace {

std::string field_of(federation::OutgoingRequest const& request, std::string_view name) {
    for (auto const& field : request.fields)
        if (field.name == name) return field.value;
    return {};
}

}  // namespace

TEST_CASE("wire_02: an outgoing Signature is in the one form that every peer reads") {
    Village village{{"north.test"}};
    auto& north = village["north.test"];
    static_cast<void>(north.found("club"));
    north.partner_with("east.test");
    East const east{village};
    std::string signature;
    village.scripted["east.test"] = [&, before = village.scripted["east.test"]](auto const& request) {
        if (request.method != "POST") return before(request);
        signature = field_of(request, "Signature");
        return status(202);
    };

    auto post = east.signed_by_cavage(east.letter(east.follow()));
    REQUIRE(village.run(federation::receive(north.node, std::move(post))));
    village.settle();  // the community's Accept goes out

    std::regex const form{
        R"re(keyId="[^"]+",algorithm="rsa-sha256",headers="\(request-target\) host date digest content-type",)re"
        R"re(signature="[A-Za-z0-9+/=]+")re"};
    INFO(signature);
    CHECK(std::regex_match(signature, form));
}
