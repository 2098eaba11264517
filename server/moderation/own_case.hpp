// Own cases: nobody looks into what is about themselves, under whatever name they wrote it.
#pragma once

#include "server/app.hpp"

#include <vector>

namespace collegium::server::moderation {

// Whether one of these people is the member, a community or collection that the member runs, or a pen name that may be
// theirs. Of a pen name that holds for everybody who writes under one in the same community: the answer alone must not
// tell whose it is.
bool is_own_case(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle member,
    std::vector<storage::Handle> const& people
);

}  // namespace collegium::server::moderation
