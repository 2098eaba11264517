#include "crypto/digest.hpp"
#include "crypto/keys.hpp"
#include "crypto/openssl.hpp"
#include "crypto/pem.hpp"

#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <new>

namespace collegium::crypto {
namespace {

constexpr int min_bits = 2048;
constexpr int max_bits = 8192;  // a verification costs 0.4 ms at this size, and grows with its square
constexpr int max_exponent_bits = 64;

// DigestInfo without the digest (RFC 8017 section 9.2, note 1).
constexpr std::array<std::uint8_t, 19> sha256_info{
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};
constexpr std::array<std::uint8_t, 19> sha512_info{
    0x30, 0x51, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03, 0x05, 0x00, 0x04, 0x40};

// A DigestInfo. OpenSSL pads it, or unpads a signature and compares: exactly one encoding passes. Hashing here rather
// than in EVP_DigestVerify saves two look-ups of the digest by name at every call.
class DigestInfo {
public:
    DigestInfo(ByteView message, RsaHash hash) {
        if (hash == RsaHash::sha256)
            assign(sha256_info, sha256(message));
        else
            assign(sha512_info, sha512(message));
    }

    std::uint8_t const* data() const noexcept { return bytes_.data(); }
    std::size_t size() const noexcept { return size_; }

private:
    void assign(ByteView info, ByteView digest) {
        auto const end = std::copy(info.begin(), info.end(), bytes_.begin());
        std::copy(digest.begin(), digest.end(), end);
        size_ = info.size() + digest.size();
    }

    std::array<std::uint8_t, 19 + 64> bytes_;
    std::size_t size_ = 0;
};

// What a public key keeps: a context that is ready to verify. A copy of it is 3 us cheaper than a new one, and
// threads may copy it at the same time.
EVP_PKEY_CTX const* context_in(std::shared_ptr<void> const& key) {
    return static_cast<EVP_PKEY_CTX const*>(key.get());
}

// OpenSSL takes keys as non-const wherever it may cache something in them; it locks when it does.
EVP_PKEY* public_key_in(std::shared_ptr<void> const& key) {
    return EVP_PKEY_CTX_get0_pkey(static_cast<EVP_PKEY_CTX*>(key.get()));
}

EVP_PKEY* private_key_in(std::shared_ptr<void> const& key) {
    return static_cast<EVP_PKEY*>(key.get());
}

std::shared_ptr<void> shared(Pkey key) {
    return {key.release(), EVP_PKEY_free};
}

bool acceptable(BIGNUM const* modulus, BIGNUM const* exponent) {
    auto const bits = BN_num_bits(modulus);
    auto const exponent_bits = BN_num_bits(exponent);
    return bits >= min_bits && bits <= max_bits && BN_is_odd(modulus) && exponent_bits >= 2 &&
           exponent_bits <= max_exponent_bits && BN_is_odd(exponent);
}

BigNumber big_number(ByteView big_endian) {
    if (big_endian.size() > max_bits / 8 + 1) return nullptr;
    return BigNumber{BN_bin2bn(big_endian.data(), static_cast<int>(big_endian.size()), nullptr)};
}

BigNumber number_of(EVP_PKEY const* key, char const* name) {
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(key, name, &number);
    return BigNumber{number};
}

Bytes bytes_of(BIGNUM const* number) {
    Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number)));
    BN_bn2bin(number, bytes.data());
    return bytes;
}

Pkey make_public_key(BIGNUM const* modulus, BIGNUM const* exponent) {
    ParamBuilder const builder{OSSL_PARAM_BLD_new()};
    bool const built = builder && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus) == 1 &&
                       OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent) == 1;
    Params const params{built ? OSSL_PARAM_BLD_to_param(builder.get()) : nullptr};
    PkeyContext const context{EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr)};
    if (!params || !context) throw std::bad_alloc{};
    EVP_PKEY* key = nullptr;
    EVP_PKEY_fromdata_init(context.get());
    EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get());
    return Pkey{key};
}

PkeyContext context_for(EVP_PKEY* key, int (&start)(EVP_PKEY_CTX*)) {
    PkeyContext context{EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr)};
    if (!context || start(context.get()) != 1 || EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1)
        throw std::runtime_error{"OpenSSL does not start RSA"};
    return context;
}

std::shared_ptr<void> ready_to_verify(Pkey key) {
    return {context_for(key.get(), EVP_PKEY_verify_init).release(), EVP_PKEY_CTX_free};
}

std::string text_of(BIO* bio) {
    char* data = nullptr;
    auto const size = BIO_get_mem_data(bio, &data);
    if (size <= 0) throw std::runtime_error{"OpenSSL does not write PEM"};
    return {data, static_cast<std::size_t>(size)};
}

// PKCS #8 or PKCS #1: the decoder tells them apart.
Pkey read_private_key(ByteView der) {
    auto position = der.data();
    Pkey key{d2i_AutoPrivateKey(nullptr, &position, static_cast<long>(der.size()))};
    if (!key || position != der.data() + der.size() || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA) return nullptr;
    return key;
}

}  // namespace

std::optional<RsaPublicKey> RsaPublicKey::from_pem(std::string_view pem) {
    auto const block = read_pem(pem);
    if (!block) return std::nullopt;
    std::optional<RsaNumbers> numbers;
    if (block->label == "PUBLIC KEY") numbers = read_rsa_subject_public_key(block->der);
    if (block->label == "RSA PUBLIC KEY") numbers = read_rsa_public_key(block->der);
    return numbers ? from_numbers(numbers->modulus, numbers->exponent) : std::nullopt;
}

std::optional<RsaPublicKey> RsaPublicKey::from_numbers(ByteView modulus, ByteView exponent) {
    QuietErrors const quiet;
    auto const n = big_number(modulus);
    auto const e = big_number(exponent);
    if (!n || !e || !acceptable(n.get(), e.get())) return std::nullopt;
    auto key = make_public_key(n.get(), e.get());
    if (!key) return std::nullopt;
    return RsaPublicKey{ready_to_verify(std::move(key))};
}

std::string RsaPublicKey::pem() const {
    MemoryBio const bio{BIO_new(BIO_s_mem())};
    PEM_write_bio_PUBKEY(bio.get(), public_key_in(key_));
    return text_of(bio.get());
}

Bytes RsaPublicKey::modulus() const {
    return bytes_of(number_of(public_key_in(key_), OSSL_PKEY_PARAM_RSA_N).get());
}

Bytes RsaPublicKey::exponent() const {
    return bytes_of(number_of(public_key_in(key_), OSSL_PKEY_PARAM_RSA_E).get());
}

bool RsaPublicKey::verify(ByteView message, ByteView signature, RsaHash hash) const {
    if (signature.size() != static_cast<std::size_t>(EVP_PKEY_get_size(public_key_in(key_)))) return false;
    QuietErrors const quiet;
    DigestInfo const expected{message, hash};
    PkeyContext const context{EVP_PKEY_CTX_dup(context_in(key_))};
    if (!context) throw std::bad_alloc{};
    return EVP_PKEY_verify(context.get(), signature.data(), signature.size(), expected.data(), expected.size()) == 1;
}

RsaPrivateKey RsaPrivateKey::generate() {
    Pkey key{EVP_RSA_gen(min_bits)};
    if (!key) throw std::runtime_error{"OpenSSL does not make an RSA key"};
    return RsaPrivateKey{shared(std::move(key))};
}

std::optional<RsaPrivateKey> RsaPrivateKey::from_pem(std::string_view pem) {
    auto const block = read_pem(pem);
    if (!block || (block->label != "PRIVATE KEY" && block->label != "RSA PRIVATE KEY")) return std::nullopt;
    QuietErrors const quiet;
    auto key = read_private_key(block->der);
    if (!key) return std::nullopt;
    auto const n = number_of(key.get(), OSSL_PKEY_PARAM_RSA_N);
    auto const e = number_of(key.get(), OSSL_PKEY_PARAM_RSA_E);
    if (!n || !e || !acceptable(n.get(), e.get())) return std::nullopt;
    return RsaPrivateKey{shared(std::move(key))};
}

std::string RsaPrivateKey::pem() const {
    MemoryBio const bio{BIO_new(BIO_s_mem())};
    PEM_write_bio_PKCS8PrivateKey(bio.get(), private_key_in(key_), nullptr, nullptr, 0, nullptr, nullptr);
    return text_of(bio.get());
}

RsaPublicKey RsaPrivateKey::public_key() const {
    auto const n = number_of(private_key_in(key_), OSSL_PKEY_PARAM_RSA_N);
    auto const e = number_of(private_key_in(key_), OSSL_PKEY_PARAM_RSA_E);
    return RsaPublicKey{ready_to_verify(make_public_key(n.get(), e.get()))};
}

Bytes RsaPrivateKey::sign(ByteView message, RsaHash hash) const {
    DigestInfo const info{message, hash};
    auto const context = context_for(private_key_in(key_), EVP_PKEY_sign_init);
    Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(private_key_in(key_))));
    auto size = signature.size();
    if (EVP_PKEY_sign(context.get(), signature.data(), &size, info.data(), info.size()) != 1)
        throw std::runtime_error{"OpenSSL does not sign"};
    return signature;
}

}  // namespace collegium::crypto
