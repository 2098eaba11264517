#include "tests/server/passkey_device.hpp"

#include "config/entropy.hpp"
#include "crypto/digest.hpp"
#include "tests/printing.hpp"
#include "tests/server/authenticator.hpp"

#include <openssl/core_names.h>

#include <algorithm>

namespace collegium::tests {

using namespace std::string_literals;

namespace {

using DigestContext = std::unique_ptr<EVP_MD_CTX, crypto::FreedBy<EVP_MD_CTX_free>>;

std::string random_bytes(std::size_t size) {
    SystemEntropy entropy;
    crypto::Bytes bytes(size);
    entropy.fill(bytes);
    return std::string{crypto::text_of(bytes)};
}

EVP_PKEY* made_key(PasskeyKind kind) {
    if (kind == PasskeyKind::p256) return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
    if (kind == PasskeyKind::ed25519) return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    return EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048});
}

std::string digest_of(std::string_view text) {
    return std::string{crypto::text_of(crypto::sha256(crypto::bytes_of(text)))};
}

std::string octets(EVP_PKEY* key, char const* name) {
    std::size_t size = 0;
    REQUIRE(EVP_PKEY_get_octet_string_param(key, name, nullptr, 0, &size) == 1);
    crypto::Bytes bytes(size);
    REQUIRE(EVP_PKEY_get_octet_string_param(key, name, bytes.data(), size, &size) == 1);
    return std::string{crypto::text_of(bytes)};
}

std::string modulus(EVP_PKEY* key) {
    BIGNUM* number = nullptr;
    REQUIRE(EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_N, &number) == 1);
    crypto::BigNumber const owned{number};
    crypto::Bytes bytes(256);
    REQUIRE(BN_bn2binpad(number, bytes.data(), 256) == 256);
    return std::string{crypto::text_of(bytes)};
}

std::string big_endian(std::uint64_t number, unsigned size) {
    std::string bytes;
    for (unsigned i = size; i-- > 0;) bytes += static_cast<char>(number >> (8 * i) & 0xFF);
    return bytes;
}

void erase_value(std::string& text, std::string const& before) {
    for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at + before.size()))
        text.erase(at + before.size(), text.find('"', at + before.size()) - at - before.size());
}

// The fields that the form has without the script.
Fields fields_on(server::Response const& page) {
    Fields fields;
    for (auto const* name : {"challenge", "return", "ticket", "name"})
        if (shows(page, "type=\"hidden\" name=\""s + name + "\" value=\""))
            fields.emplace_back(name, hidden_field(page, name));
    return fields;
}

}  // namespace

PasskeyDevice::PasskeyDevice(PasskeyKind kind) : credential{random_bytes(32)}, kind_{kind}, key_{made_key(kind)} {}

Fields PasskeyDevice::make(server::Response const& page) {
    user = crypto::text_of(crypto::from_base64url(attribute_of(page, "data-user")).value());
    auto client = client_data(page, "webauthn.create");
    auto data =
        head(flags_of_making) + std::string(16, '\0') + big_endian(credential.size(), 2) + credential + public_key();
    if (before_signing) before_signing(client, data);
    auto fields = fields_on(page);
    fields.emplace_back("client_data", base64url(client));
    fields.emplace_back("authenticator_data", base64url(data));
    return fields;
}

Fields PasskeyDevice::answer(server::Response const& page) {
    counter += counts_by;
    auto client = client_data(page, "webauthn.get");
    auto data = head(flags);
    if (before_signing) before_signing(client, data);
    auto fields = fields_on(page);
    fields.emplace_back("credential", base64url(credential));
    fields.emplace_back("client_data", base64url(client));
    fields.emplace_back("authenticator_data", base64url(data));
    fields.emplace_back("signature", base64url(sign(data + digest_of(client))));
    fields.emplace_back("user", base64url(user));
    return fields;
}

std::string PasskeyDevice::client_data(server::Response const& page, std::string const& right_type) const {
    auto const asked = challenge.empty() ? attribute_of(page, "data-challenge") : challenge;
    return R"({"type":")" + (type.empty() ? right_type : type) + R"(","challenge":")" + asked + R"(","origin":")" +
           origin + "\"" + more + "}";
}

// For whom, how, and how often (WebAuthn 6.1).
std::string PasskeyDevice::head(std::uint8_t with_flags) const {
    return digest_of(party) + static_cast<char>(with_flags) + big_endian(counter, 4);
}

// As COSE writes them (RFC 9053).
std::string PasskeyDevice::public_key() const {
    if (kind_ == PasskeyKind::ed25519) {
        crypto::Bytes raw(32);
        std::size_t size = raw.size();
        REQUIRE(EVP_PKEY_get_raw_public_key(key_.get(), raw.data(), &size) == 1);
        return "\xA4\x01\x01\x03\x27\x20\x06\x21\x58\x20"s + std::string{crypto::text_of(raw)};
    }
    if (kind_ == PasskeyKind::rsa)
        return "\xA4\x01\x03\x03\x39\x01\x00\x20\x59\x01\x00"s + modulus(key_.get()) + "\x21\x43\x01\x00\x01"s;
    auto const point = octets(key_.get(), OSSL_PKEY_PARAM_PUB_KEY);
    REQUIRE(point.size() == 65);
    return "\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20"s + point.substr(1, 32) + "\x22\x58\x20" + point.substr(33);
}

std::string PasskeyDevice::sign(std::string const& message) const {
    auto const* const digest = kind_ == PasskeyKind::ed25519 ? nullptr : EVP_sha256();
    auto const bytes = crypto::bytes_of(message);
    DigestContext const context{EVP_MD_CTX_new()};
    REQUIRE(EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key_.get()) == 1);
    std::size_t size = 0;
    REQUIRE(EVP_DigestSign(context.get(), nullptr, &size, bytes.data(), bytes.size()) == 1);
    crypto::Bytes signature(size);
    REQUIRE(EVP_DigestSign(context.get(), signature.data(), &size, bytes.data(), bytes.size()) == 1);
    return std::string{crypto::text_of(crypto::ByteView{signature}.first(size))};
}

std::string base64url(std::string_view bytes) {
    return crypto::to_base64url(crypto::bytes_of(bytes));
}

std::string attribute_of(server::Response const& page, std::string const& name) {
    auto const before = name + "=\"";
    auto const at = page.body().find(before);
    INFO(page.body());
    REQUIRE(at != std::string_view::npos);
    auto const begin = at + before.size();
    return std::string{page.body().substr(begin, page.body().find('"', begin) - begin)};
}

std::string without_challenges(server::Response const& page) {
    std::string text{page.body()};
    erase_value(text, "data-challenge=\"");
    erase_value(text, "name=\"challenge\" value=\"");
    return text;
}

}  // namespace collegium::tests
