#include "crypto/published_keys.hpp"

#include "crypto/digest.hpp"

#include <algorithm>
#include <array>

namespace collegium::crypto {
namespace {

// SHA-256 of the modulus, or of the raw Ed25519 key, in hex.
constexpr auto fingerprints = std::to_array<std::string_view>({
    "9af6159203e8509e0550defa50b312bd5a45c5e9ad956d09b43756d8fdd7e665",  // RFC 9421, B.1.1: test-key-rsa
    "73cc3db46dd36894434b9b56888194e3eea4b25e4d74a9f4199c8bd6f4381e6f",  // RFC 9421, B.1.2: test-key-rsa-pss
    "b16c2d1bead1262639764fdb0ee4d3774599336bd493404cda4b1136c59f2062",  // RFC 9421, B.1.4: test-key-ed25519
    "3ba28cbddb7c2559e713abe8910c3e9c7489019bebafe6b3e037bdd4c723d2ca",  // FEP-8b32 and W3C vc-di-eddsa: examples
    "ae1f2a078689781712848c334be795b933ef8113f5f088517db09674b88ef05c",  // tests of activitypub-federation-rust
});

Sha256 fingerprint(RsaPublicKey const& key) {
    return sha256(key.modulus());
}
Sha256 fingerprint(Ed25519PublicKey const& key) {
    return sha256(key.raw());
}

}  // namespace

bool is_published(PublicKey const& key) {
    auto const hash = std::visit([](auto const& one) { return fingerprint(one); }, key);
    return std::ranges::find(fingerprints, to_hex(hash)) != fingerprints.end();
}

}  // namespace collegium::crypto
