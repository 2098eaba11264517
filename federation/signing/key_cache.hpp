// KeyCache: other nodes' public keys, parsed once. A signature then costs a verification and nothing else.
#pragma once

#include "config/clock.hpp"
#include "crypto/keys.hpp"
#include "federation/signing/key_requests.hpp"
#include "federation/signing/key_turns.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace collegium::federation {

struct KnownKey {
    std::string owner;  // the actor whose document lists this key
    crypto::PublicKey key;
};

class KeyCache {
public:
    explicit KeyCache(std::size_t most = 65'536) : most_{most} {}

    std::shared_ptr<KnownKey const> find(std::string const& key_id) const;
    void put(std::string const& key_id, KnownKey key);
    void forget(std::string const& key_id);

    // True at most once in five minutes for one key: a forged request must not make us fetch the key each time.
    bool may_refetch(std::string const& key_id, Instant now);

    // The key's node was not there: the next try need not wait so long.
    void retry_soon(std::string const& key_id, Instant now);

    KeyRequests& requests() noexcept { return requests_; }
    KeyTurns& turns() noexcept { return turns_; }

private:
    void make_room();

    std::size_t most_;
    mutable std::mutex mutex_;  // guards both maps
    std::unordered_map<std::string, std::shared_ptr<KnownKey const>> keys_;
    std::unordered_map<std::string, Instant> next_fetch_;
    KeyRequests requests_;
    KeyTurns turns_;
};

}  // namespace collegium::federation
