#include "crypto/digest.hpp"

#include "crypto/http_text.hpp"
#include "crypto/openssl.hpp"

namespace collegium::crypto {
namespace {

template <class Hash>
Hash hash(EVP_MD const* digest, ByteView bytes) {
    Hash result;
    if (EVP_Digest(bytes.data(), bytes.size(), result.data(), nullptr, digest, nullptr) != 1)
        throw std::runtime_error{"OpenSSL does not hash"};
    return result;
}

enum class Finding { ignored, right, wrong };

// Holds a body's digests against what a field claims. Each is computed once, however often the field repeats it.
class Comparison {
public:
    explicit Comparison(ByteView body) : body_{body} {}

    Finding compare(std::string_view algorithm, std::optional<std::string_view> base64) {
        if (equal_without_case(algorithm, "sha-256")) return compare(sha256_, sha256, base64);
        if (equal_without_case(algorithm, "sha-512")) return compare(sha512_, sha512, base64);
        return Finding::ignored;
    }

private:
    template <class Hash>
    Finding compare(std::optional<Hash>& known, Hash (&compute)(ByteView), std::optional<std::string_view> base64) {
        auto const claimed = base64 ? from_base64(*base64) : std::nullopt;
        if (!claimed) return Finding::wrong;
        if (!known) known = compute(body_);
        return equal_in_constant_time(*claimed, *known) ? Finding::right : Finding::wrong;
    }

    ByteView body_;
    std::optional<Sha256> sha256_;
    std::optional<Sha512> sha512_;
};

using Unwrap = std::optional<std::string_view> (&)(std::string_view);

// The base64 of a structured field's byte sequence stands between colons.
std::optional<std::string_view> between_colons(std::string_view value) {
    if (value.size() < 2 || value.front() != ':' || value.back() != ':') return std::nullopt;
    return value.substr(1, value.size() - 2);
}

std::optional<std::string_view> as_it_is(std::string_view value) {
    return value;
}

bool matches(std::string_view field, ByteView body, Unwrap unwrap) {
    Comparison comparison{body};
    bool found = false;
    while (!field.empty()) {
        auto value = trimmed(take_until(field, ','));
        auto const algorithm = take_until(value, '=');
        auto const finding = comparison.compare(algorithm, unwrap(value));
        if (finding == Finding::wrong) return false;
        found |= finding == Finding::right;
    }
    return found;
}

}  // namespace

Sha256 sha256(ByteView bytes) {
    static Digest const digest = fetch_digest("SHA256");
    return hash<Sha256>(digest.get(), bytes);
}

Sha512 sha512(ByteView bytes) {
    static Digest const digest = fetch_digest("SHA512");
    return hash<Sha512>(digest.get(), bytes);
}

std::string digest_field(ByteView body) {
    return std::string{"SHA-256="}.append(to_base64(sha256(body)));
}

std::string content_digest_field(ByteView body) {
    return std::string{"sha-256=:"}.append(to_base64(sha256(body))).append(":");
}

bool digest_field_matches(std::string_view field, ByteView body) {
    return matches(field, body, as_it_is);
}

bool content_digest_field_matches(std::string_view field, ByteView body) {
    return matches(field, body, between_colons);
}

}  // namespace collegium::crypto
