// Letters: what goes out, word for word, shared by all hosts that get it.
#pragma once

#include "federation/signing/sign.hpp"

#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

namespace collegium::federation {

struct Letter {
    std::string body;                        // the activity as it is in the log, without those who must not be seen
    std::vector<storage::Handle> members{};  // of this node, of whom it tells (community::members_behind)
    BodyDigests digests{};                   // of the body
};

// The letters that were wanted last, ready to send. Used on one thread.
class Letters {
public:
    explicit Letters(std::size_t most = 64) : most_{most} {}

    // Nothing if the words were erased.
    std::shared_ptr<Letter const> find(storage::ReadTx const& tx, storage::Tables const& tables, storage::Seq entry);

private:
    struct Held {
        storage::Seq entry{};
        std::shared_ptr<Letter const> letter;
    };

    std::size_t most_;
    std::list<Held> held_;  // the last used first
    std::unordered_map<storage::Seq, std::list<Held>::iterator> places_;
};

}  // namespace collegium::federation
