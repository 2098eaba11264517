#include "crypto/multikey.hpp"

#include <algorithm>

namespace collegium::crypto {

std::string to_multikey(Codec codec, ByteView key) {
    Bytes bytes{codec.begin(), codec.end()};
    bytes.insert(bytes.end(), key.begin(), key.end());
    return std::string{"z"}.append(to_base58(bytes));
}

std::optional<Bytes> from_multikey(Codec codec, std::string_view text) {
    if (!text.starts_with('z')) return std::nullopt;
    auto bytes = from_base58(text.substr(1));
    if (!bytes || bytes->size() != codec.size() + 32) return std::nullopt;
    if (!std::equal(codec.begin(), codec.end(), bytes->begin())) return std::nullopt;
    bytes->erase(bytes->begin(), bytes->begin() + codec.size());
    return bytes;
}

}  // namespace collegium::crypto
