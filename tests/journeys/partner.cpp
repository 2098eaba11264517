#include "tests/journeys/partner.hpp"

#include "crypto/digest.hpp"
#include "crypto/http_signature.hpp"
#include "tests/journeys/school.hpp"

#include <array>

namespace collegium::journeys {

namespace {

std::string with_escaped_lines(std::string text) {
    for (std::size_t place = 0; (place = text.find('\n', place)) != std::string::npos; ++place)
        text.replace(place, 1, "\\n");
    return text;
}

std::vector<crypto::HeaderField> fields_of(Letter const& letter, School const& receiver) {
    return {
        {"Host", letter.host.value_or(receiver.domain())},
        {"Date", to_http_date(letter.date)},
        {"Digest", letter.digest.value_or(crypto::digest_field(crypto::bytes_of(letter.body)))},
        {"Content-Type", letter.type}};
}

HttpRequest to_request(std::vector<crypto::HeaderField> const& fields, std::string const& body) {
    HttpRequest request{"/inbox", {}, body, true};
    for (auto const& field : fields) request.headers.push_back(field.name + ": " + field.value);
    return request;
}

}  // namespace

Partner::Partner(Neighbourhood& neighbourhood, std::string const& name)
    : host_{neighbourhood, name}, key_{crypto::RsaPrivateKey::generate()} {
    host_.publish(
        "/u/pat",
        R"({"@context":"https://www.w3.org/ns/activitystreams","type":"Person","preferredUsername":"pat","id":")" +
            actor() + R"(","inbox":")" + actor() + R"(/inbox","publicKey":{"id":")" + key_id() + R"(","owner":")" +
            actor() + R"(","publicKeyPem":")" + with_escaped_lines(key_.public_key().pem()) + R"("}})"
    );
}

std::string Partner::activity(std::string const& type, std::string const& object) {
    return R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + origin() + "/activities/" +
           std::to_string(++activities_) + R"(","type":")" + type + R"(","actor":")" + actor() + R"(","object":)" +
           object + '}';
}

HttpRequest Partner::sign(Letter const& letter, School const& receiver) const {
    constexpr std::array<std::string_view, 4> covered{"(request-target)", "host", "date", "digest"};
    auto fields = fields_of(letter, receiver);
    auto const origin = receiver.origin();
    crypto::RequestView const view{"POST", origin, "/inbox", fields};
    auto const signature = crypto::sign_cavage(view, key_id(), covered, key_);
    fields.push_back({"Signature", signature.value()});
    return to_request(fields, letter.body);
}

HttpRequest unsigned_post(Letter const& letter, School const& receiver) {
    return to_request(fields_of(letter, receiver), letter.body);
}

}  // namespace collegium::journeys
