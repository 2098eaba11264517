// Indexer: keeps the index of words in step with the log.
#pragma once

#include "server/followers/log_listener.hpp"
#include "server/search/word_index.hpp"

namespace collegium::server::search {

class Indexer final : public LogListener {
public:
    // An index that knows of entries that the log has not is of another store, and is begun anew.
    Indexer(storage::Store const& store, WordIndex& index);

    storage::Seq heard(storage::ReadTx const&, storage::Tables const&) const override { return index_.heard(); }
    boost::asio::awaitable<void> hear(std::vector<Logged> entries) override;

private:
    storage::Store const& store_;
    WordIndex& index_;
};

}  // namespace collegium::server::search
