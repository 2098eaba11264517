// Long texts sealed piece by piece, by libsodium's secretstream (XChaCha20-Poly1305): no piece can be changed, left
// out, repeated or moved, and a missing end is noticed. Their keys come from a passphrase (Argon2id), or are drawn at
// random and sealed for a public key whose other half is kept elsewhere.
#pragma once

#include "crypto/sealed.hpp"

#include <memory>

namespace collegium::crypto {

// Wiped from memory when it goes out of scope.
class StreamKey {
public:
    static constexpr std::size_t size = 32;

    static StreamKey generate();
    static std::optional<StreamKey> from_raw(ByteView bytes);  // 32 bytes

    ~StreamKey();
    StreamKey(StreamKey const&) = default;
    StreamKey& operator=(StreamKey const&) = default;
    ByteView raw() const noexcept { return bytes_; }

private:
    StreamKey() = default;
    std::array<std::uint8_t, size> bytes_{};
};

struct PassphraseCost {
    std::uint64_t passes = 3;
    std::size_t memory = std::size_t{256} << 20;  // bytes while it is derived

    static PassphraseCost for_tests() { return {1, std::size_t{8} << 10}; }
    bool is_bearable() const noexcept;  // what a file of a stranger may ask of us at most
};

constexpr std::size_t salt_size = 16;
Bytes random_salt();

// Slow on purpose. salt: 16 bytes. Throws std::bad_alloc if the memory is not there.
StreamKey key_from_passphrase(std::string_view passphrase, ByteView salt, PassphraseCost cost);

// X25519: whoever has the public half can seal, only the secret half opens.
struct SealingPair {
    Bytes public_half;  // 32 bytes each
    Bytes secret_half;
    static SealingPair generate();
    static std::optional<SealingPair> from_secret(ByteView secret_half);
};
Bytes seal_for(ByteView public_half, StreamKey const& key);
std::optional<StreamKey> open_with(SealingPair const& pair, ByteView sealed);

// A key and a name that follow from the node's sealing key and a text: the same each time, and nobody else's.
StreamKey derived_stream_key(SealingKey const& key, std::string_view what);
std::string derived_name(SealingKey const& key, std::string_view what);  // 40 hex digits

class StreamSealer {
public:
    static constexpr std::size_t begin_size = 24;
    static constexpr std::size_t growth = 17;  // bytes that each piece grows by

    explicit StreamSealer(StreamKey const& key);
    ~StreamSealer();

    ByteView begin() const noexcept;  // stands before the first piece
    // bound: bytes that are not in the piece and must be the same when it is opened.
    Bytes seal(ByteView piece, bool last, ByteView bound = {});

private:
    struct State;
    std::unique_ptr<State> state_;
};

class StreamOpener {
public:
    // begin: 24 bytes.
    StreamOpener(StreamKey const& key, ByteView begin);
    ~StreamOpener();

    struct Piece {
        Bytes bytes;
        bool last;
    };
    std::optional<Piece> open(ByteView sealed, ByteView bound = {});

private:
    struct State;
    std::unique_ptr<State> state_;
};

// SHA-256 of bytes that come one part after the other.
class RunningSha256 {
public:
    RunningSha256();
    ~RunningSha256();
    void add(ByteView bytes);
    std::array<std::uint8_t, 32> done();  // once

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace collegium::crypto
