// The index of words, seen by those who search. Who keeps it up to date is no concern of theirs.
#pragma once

#include "storage/store.hpp"

#include <string_view>
#include <vector>

namespace collegium::server {

class SearchIndex {
public:
    virtual ~SearchIndex() = default;

    // Things whose words fit what somebody typed, best first, at most `most`. Whether the one who asks may see them is
    // checked by the caller.
    virtual std::vector<storage::Handle> find(
        storage::ReadTx const& tx, storage::Tables const& tables, std::string_view typed, std::size_t most
    ) const = 0;
};

}  // namespace collegium::server
