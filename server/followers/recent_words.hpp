// RecentWords: the newest activities of the log, read once for all who follow it.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/store.hpp"

#include <map>
#include <optional>

namespace collegium::server {

// On one thread.
class RecentWords {
public:
    static constexpr std::size_t most = 512;                         // activities
    static constexpr std::size_t most_bytes = std::size_t{4} << 20;  // of their JSON

    // The activity of that entry; nothing if its words were erased, and then they are forgotten here as well, as soon
    // as somebody asks.
    std::optional<federation::Activity> of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Seq seq);

private:
    void keep(storage::Seq seq, federation::Activity const& activity);
    void forget(std::map<storage::Seq, federation::Activity>::iterator which);

    std::map<storage::Seq, federation::Activity> kept_;
    std::size_t bytes_ = 0;
};

}  // namespace collegium::server
