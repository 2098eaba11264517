// The block of statements on the page of a guide: what pupils say, apart from comments.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

struct StatementsLook {
    std::vector<timeline::PostView> statements;  // newest first
    std::vector<timeline::ActorView> councils;   // in which the reader takes part
};

StatementsLook look_at_statements(App const& app, storage::Handle guide, Call const& call);

// At STATEMENTS; nothing at all where there are none and the reader is in no council.
void show_statements(Call const& call, Values& page, StatementsLook const& look, timeline::PostView const& guide);

}  // namespace collegium::server::pages
