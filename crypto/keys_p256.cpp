#include "crypto/keys_p256.hpp"

#include "crypto/openssl.hpp"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>

#include <algorithm>
#include <array>
#include <new>

namespace collegium::crypto {
namespace {

constexpr std::size_t size = 32;            // of a coordinate, and of each number of a signature
constexpr std::uint8_t both_follow = 0x04;  // SEC 1 section 2.3.3: a point that is not compressed

using Signature = std::unique_ptr<ECDSA_SIG, FreedBy<ECDSA_SIG_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreedBy<EVP_MD_CTX_free>>;

Pkey key_from(Params const& params) {
    PkeyContext const context{EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr)};
    EVP_PKEY* made = nullptr;
    bool const done = context && params && EVP_PKEY_fromdata_init(context.get()) == 1 &&
                      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, params.get()) == 1;
    Pkey key{made};
    return done ? std::move(key) : nullptr;
}

bool is_on_curve(Pkey const& key) {
    PkeyContext const context{EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr)};
    return context && EVP_PKEY_public_check(context.get()) == 1;
}

// OpenSSL wants the two numbers in DER.
Bytes as_der(ByteView signature) {
    auto const number = [&](ByteView bytes) {
        return BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr);
    };
    Signature const both{ECDSA_SIG_new()};
    if (!both || ECDSA_SIG_set0(both.get(), number(signature.first(size)), number(signature.last(size))) != 1)
        throw std::bad_alloc{};
    std::uint8_t* made = nullptr;
    auto const length = i2d_ECDSA_SIG(both.get(), &made);
    if (length <= 0) throw std::bad_alloc{};
    Bytes der{made, made + length};
    OPENSSL_free(made);
    return der;
}

}  // namespace

std::optional<P256PublicKey> P256PublicKey::from_coordinates(ByteView x, ByteView y) {
    if (x.size() != size || y.size() != size) return std::nullopt;
    QuietErrors const quiet;
    std::array<std::uint8_t, 1 + 2 * size> point{both_follow};
    std::ranges::copy(y, std::ranges::copy(x, point.begin() + 1).out);
    ParamBuilder const builder{OSSL_PARAM_BLD_new()};
    bool const built =
        builder && OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1 &&
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) == 1;
    Params const params{built ? OSSL_PARAM_BLD_to_param(builder.get()) : nullptr};
    auto key = key_from(params);
    if (!key || !is_on_curve(key)) return std::nullopt;
    return P256PublicKey{std::shared_ptr<void>{key.release(), EVP_PKEY_free}};
}

bool P256PublicKey::verify(ByteView message, ByteView signature) const {
    if (signature.size() != 2 * size) return false;
    QuietErrors const quiet;
    auto const der = as_der(signature);
    DigestContext const context{EVP_MD_CTX_new()};
    auto* const key = static_cast<EVP_PKEY*>(key_.get());
    return context && EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key, nullptr) == 1 &&
           EVP_DigestVerify(context.get(), der.data(), der.size(), message.data(), message.size()) == 1;
}

}  // namespace collegium::crypto
