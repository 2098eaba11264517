#include "crypto/sealed_stream.hpp"

#include "crypto/sodium.hpp"

#include <algorithm>
#include <new>
#include <stdexcept>

namespace collegium::crypto {

namespace {

static_assert(StreamKey::size == crypto_secretstream_xchacha20poly1305_KEYBYTES);
static_assert(StreamSealer::begin_size == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(StreamSealer::growth == crypto_secretstream_xchacha20poly1305_ABYTES);
static_assert(salt_size == crypto_pwhash_SALTBYTES);

constexpr std::uint64_t most_passes = 10;
constexpr std::size_t most_memory = std::size_t{1} << 30;

// Tokens are digested with the same key: none of them begins like this.
std::array<std::uint8_t, 32> derived(SealingKey const& key, std::string_view purpose, std::string_view what) {
    return token_digest(key, std::string{"backup "} + std::string{purpose} + " " + std::string{what});
}

}  // namespace

StreamKey StreamKey::generate() {
    require_sodium();
    StreamKey key;
    crypto_secretstream_xchacha20poly1305_keygen(key.bytes_.data());
    return key;
}

std::optional<StreamKey> StreamKey::from_raw(ByteView bytes) {
    if (bytes.size() != size) return std::nullopt;
    StreamKey key;
    std::ranges::copy(bytes, key.bytes_.begin());
    return key;
}

StreamKey::~StreamKey() {
    sodium_memzero(bytes_.data(), bytes_.size());
}

bool PassphraseCost::is_bearable() const noexcept {
    return passes >= crypto_pwhash_OPSLIMIT_MIN && passes <= most_passes && memory >= crypto_pwhash_MEMLIMIT_MIN &&
           memory <= most_memory;
}

Bytes random_salt() {
    require_sodium();
    Bytes salt(salt_size);
    randombytes_buf(salt.data(), salt.size());
    return salt;
}

StreamKey key_from_passphrase(std::string_view passphrase, ByteView salt, PassphraseCost cost) {
    require_sodium();
    if (salt.size() != salt_size || !cost.is_bearable()) throw std::invalid_argument{"no salt or cost of ours"};
    std::array<std::uint8_t, StreamKey::size> bytes{};
    auto const refused = crypto_pwhash(
        bytes.data(),
        bytes.size(),
        passphrase.data(),
        passphrase.size(),
        salt.data(),
        cost.passes,
        cost.memory,
        crypto_pwhash_ALG_ARGON2ID13
    );
    if (refused != 0) throw std::bad_alloc{};
    auto const key = StreamKey::from_raw(bytes);
    sodium_memzero(bytes.data(), bytes.size());
    return *key;
}

SealingPair SealingPair::generate() {
    require_sodium();
    SealingPair pair{Bytes(crypto_box_PUBLICKEYBYTES), Bytes(crypto_box_SECRETKEYBYTES)};
    crypto_box_keypair(pair.public_half.data(), pair.secret_half.data());
    return pair;
}

std::optional<SealingPair> SealingPair::from_secret(ByteView secret_half) {
    require_sodium();
    if (secret_half.size() != crypto_box_SECRETKEYBYTES) return std::nullopt;
    SealingPair pair{Bytes(crypto_box_PUBLICKEYBYTES), Bytes(secret_half.begin(), secret_half.end())};
    if (crypto_scalarmult_base(pair.public_half.data(), pair.secret_half.data()) != 0) return std::nullopt;
    return pair;
}

Bytes seal_for(ByteView public_half, StreamKey const& key) {
    require_sodium();
    if (public_half.size() != crypto_box_PUBLICKEYBYTES) throw std::invalid_argument{"no public key of ours"};
    Bytes sealed(crypto_box_SEALBYTES + StreamKey::size);
    if (crypto_box_seal(sealed.data(), key.raw().data(), key.raw().size(), public_half.data()) != 0)
        throw std::runtime_error{"the public key takes nothing"};
    return sealed;
}

std::optional<StreamKey> open_with(SealingPair const& pair, ByteView sealed) {
    require_sodium();
    if (sealed.size() != crypto_box_SEALBYTES + StreamKey::size) return std::nullopt;
    std::array<std::uint8_t, StreamKey::size> bytes{};
    auto const refused = crypto_box_seal_open(
        bytes.data(), sealed.data(), sealed.size(), pair.public_half.data(), pair.secret_half.data()
    );
    auto key = refused == 0 ? StreamKey::from_raw(bytes) : std::nullopt;
    sodium_memzero(bytes.data(), bytes.size());
    return key;
}

StreamKey derived_stream_key(SealingKey const& key, std::string_view what) {
    return *StreamKey::from_raw(derived(key, "key", what));
}

std::string derived_name(SealingKey const& key, std::string_view what) {
    return to_hex(derived(key, "name", what)).substr(0, 40);
}

struct StreamSealer::State {
    crypto_secretstream_xchacha20poly1305_state stream;
    std::array<std::uint8_t, begin_size> begin;
};

StreamSealer::StreamSealer(StreamKey const& key) : state_{std::make_unique<State>()} {
    require_sodium();
    crypto_secretstream_xchacha20poly1305_init_push(&state_->stream, state_->begin.data(), key.raw().data());
}

StreamSealer::~StreamSealer() {
    sodium_memzero(state_.get(), sizeof(State));
}

ByteView StreamSealer::begin() const noexcept {
    return state_->begin;
}

Bytes StreamSealer::seal(ByteView piece, bool last, ByteView bound) {
    Bytes sealed(piece.size() + growth);
    auto const tag =
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    crypto_secretstream_xchacha20poly1305_push(
        &state_->stream,
        sealed.data(),
        nullptr,
        piece.data(),
        piece.size(),
        bound.data(),
        bound.size(),
        static_cast<unsigned char>(tag)
    );
    return sealed;
}

struct StreamOpener::State {
    crypto_secretstream_xchacha20poly1305_state stream;
    bool begun;
};

StreamOpener::StreamOpener(StreamKey const& key, ByteView begin) : state_{std::make_unique<State>()} {
    require_sodium();
    state_->begun =
        begin.size() == StreamSealer::begin_size &&
        crypto_secretstream_xchacha20poly1305_init_pull(&state_->stream, begin.data(), key.raw().data()) == 0;
}

StreamOpener::~StreamOpener() {
    sodium_memzero(state_.get(), sizeof(State));
}

std::optional<StreamOpener::Piece> StreamOpener::open(ByteView sealed, ByteView bound) {
    if (!state_->begun || sealed.size() < StreamSealer::growth) return std::nullopt;
    Piece piece{Bytes(sealed.size() - StreamSealer::growth), false};
    unsigned char tag = 0;
    auto const refused = crypto_secretstream_xchacha20poly1305_pull(
        &state_->stream, piece.bytes.data(), nullptr, &tag, sealed.data(), sealed.size(), bound.data(), bound.size()
    );
    if (refused != 0) return std::nullopt;
    piece.last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return piece;
}

struct RunningSha256::State {
    crypto_hash_sha256_state hash;
};

RunningSha256::RunningSha256() : state_{std::make_unique<State>()} {
    require_sodium();
    crypto_hash_sha256_init(&state_->hash);
}

RunningSha256::~RunningSha256() = default;

void RunningSha256::add(ByteView bytes) {
    crypto_hash_sha256_update(&state_->hash, bytes.data(), bytes.size());
}

std::array<std::uint8_t, 32> RunningSha256::done() {
    std::array<std::uint8_t, 32> digest{};
    crypto_hash_sha256_final(&state_->hash, digest.data());
    return digest;
}

}  // namespace collegium::crypto
