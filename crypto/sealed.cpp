#include "crypto/sealed.hpp"

#include "crypto/sodium.hpp"

#include <algorithm>

namespace collegium::crypto {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(SealingKey::size == crypto_kdf_KEYBYTES);

// What a key derived from the sealing key is for. The numbers are part of what is stored: never reuse one.
enum class Purpose : std::uint64_t { sealing = 1, tokens = 2 };

// One key, one algorithm: the sealing key itself only ever feeds the derivation.
class DerivedKey {
public:
    DerivedKey(SealingKey const& key, Purpose purpose) {
        require_sodium();
        auto const number = static_cast<std::uint64_t>(purpose);
        crypto_kdf_derive_from_key(bytes_.data(), bytes_.size(), number, "collegiu", key.raw().data());
    }
    ~DerivedKey() { sodium_memzero(bytes_.data(), bytes_.size()); }
    DerivedKey(DerivedKey const&) = delete;
    DerivedKey& operator=(DerivedKey const&) = delete;

    std::uint8_t const* data() const noexcept { return bytes_.data(); }
    std::size_t size() const noexcept { return bytes_.size(); }

private:
    std::array<std::uint8_t, 32> bytes_;
};

}  // namespace

SealingKey SealingKey::generate() {
    require_sodium();
    SealingKey key;
    randombytes_buf(key.bytes_.data(), key.bytes_.size());
    return key;
}

std::optional<SealingKey> SealingKey::from_hex(std::string_view text) {
    auto bytes = crypto::from_hex(text);
    if (!bytes || bytes->size() != size) return std::nullopt;
    SealingKey key;
    std::copy(bytes->begin(), bytes->end(), key.bytes_.begin());
    sodium_memzero(bytes->data(), bytes->size());
    return key;
}

SealingKey::~SealingKey() {
    sodium_memzero(bytes_.data(), bytes_.size());
}

std::string SealingKey::hex() const {
    return to_hex(bytes_);
}

Bytes seal(SealingKey const& key, ByteView secret, std::string_view context) {
    DerivedKey const derived{key, Purpose::sealing};
    Bytes sealed(nonce_size + secret.size() + tag_size);
    auto const ciphertext = sealed.data() + nonce_size;
    auto const bound = bytes_of(context);
    randombytes_buf(sealed.data(), nonce_size);  // 192 bits: drawn at random, none comes twice
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        ciphertext,
        nullptr,
        secret.data(),
        secret.size(),
        bound.data(),
        bound.size(),
        nullptr,
        sealed.data(),
        derived.data()
    );
    return sealed;
}

std::optional<Bytes> open_sealed(SealingKey const& key, ByteView sealed, std::string_view context) {
    if (sealed.size() < nonce_size + tag_size) return std::nullopt;
    DerivedKey const derived{key, Purpose::sealing};
    auto const ciphertext = sealed.subspan(nonce_size);
    auto const bound = bytes_of(context);
    Bytes secret(ciphertext.size() - tag_size);
    auto const refused = crypto_aead_xchacha20poly1305_ietf_decrypt(
        secret.data(),
        nullptr,
        nullptr,
        ciphertext.data(),
        ciphertext.size(),
        bound.data(),
        bound.size(),
        sealed.data(),
        derived.data()
    );
    if (refused != 0) return std::nullopt;
    return secret;
}

std::array<std::uint8_t, 32> token_digest(SealingKey const& key, std::string_view token) {
    DerivedKey const derived{key, Purpose::tokens};
    auto const bytes = bytes_of(token);
    std::array<std::uint8_t, 32> digest;
    crypto_generichash(digest.data(), digest.size(), bytes.data(), bytes.size(), derived.data(), derived.size());
    return digest;
}

}  // namespace collegium::crypto
