// SearchDesk: searches for somebody, and shows only what they may see.
#pragma once

#include "federation/timeline.hpp"
#include "server/search/word_index.hpp"
#include "server/throttle.hpp"

namespace collegium::server::search {

struct Found {
    std::vector<federation::timeline::PostView> posts;  // best first
    bool more = false;                                  // there are others after these
    std::size_t next = 0;                               // offset to go on from
};

class SearchDesk {
public:
    SearchDesk(storage::Store const& store, WordIndex const& index) : store_{store}, index_{index} {}

    // How often somebody may search: 30 times a minute (security W12). who: a member, or an address.
    bool allows(std::string const& who, Instant now) { return tries_.allows(who, now); }

    // Takes some milliseconds: run it on the workers. offset: of the index's own order, 0 or `next` of a page before.
    Found search(
        std::string_view query,
        Filters filters,
        federation::community::Viewer const& viewer,
        std::size_t most,
        std::size_t offset
    ) const;

    // Questions that somebody may see and that are like a title, best first. As slow as a search; none if the index
    // cannot be read.
    std::vector<federation::timeline::PostView> similar_questions(
        std::string_view title, federation::community::Viewer const& viewer, std::size_t most
    ) const;

private:
    storage::Store const& store_;
    WordIndex const& index_;
    Throttle tries_{30, std::chrono::minutes{1}};
};

}  // namespace collegium::server::search
