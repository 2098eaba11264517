// Reading signposts: questions that pages ask of the views. What is not meant for a reader is as if it did not exist.
#pragma once

#include "federation/signposts/signpost.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::signposts {

struct SignpostView {
    timeline::PostView post;
    Signpost signpost;
};

// Nothing if there is no such signpost, if it is not meant for this reader, or if it was taken away.
std::optional<SignpostView> find_signpost(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, timeline::Viewer const& viewer = {}
);

// Of a community, newest first, those before `before`, at most `most`.
std::vector<SignpostView> signposts_in(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle community,
    storage::LocalId before,
    std::size_t most,
    timeline::Viewer const& viewer = {}
);

// Those of any community that lead to the same page as this address (page_key), newest first, at most 5 among the
// newest 400 that ever led there. Takes some milliseconds: run it on the workers.
std::vector<SignpostView> leading_to(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string_view address,
    timeline::Viewer const& viewer = {}
);

}  // namespace collegium::federation::signposts
