// SearchDesk: searches for somebody, and shows only what they may see.
#pragma once

#include "federation/timeline.hpp"
#include "server/search/facets.hpp"
#include "server/search/found_texts.hpp"
#include "server/search/word_index.hpp"
#include "server/throttle.hpp"

namespace collegium::server::search {

struct Found {
    std::vector<federation::timeline::PostView> posts;  // best first
    std::vector<FoundPlace> places;                     // of each of these
    bool more = false;                                  // there are others after these
    std::size_t next = 0;                               // offset to go on from
    Facets facets;                                      // of all that was looked at, these and others
    bool all_counted = false;                           // nothing was found that was not looked at
    std::string instead;  // nothing was found for the query: it was read like this, its typing errors put right
};

class SearchDesk {
public:
    SearchDesk(storage::Store const& store, WordIndex const& index) : store_{store}, index_{index} {}

    // How often somebody may search: 30 times a minute (security W12). who: a member, or an address.
    bool allows(std::string const& who, Instant now) { return tries_.allows(who, now); }

    // Takes some milliseconds, and throws as WordIndex::find does: run it on the workers. offset: of the index's own
    // order, 0 or `next` of a page before. The words of the query, and what the same one may find without its typing
    // errors, come from what is for everyone.
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
    struct Part {
        std::size_t most;
        std::size_t offset;
    };
    Found look(
        std::string_view query, Filters const& filters, federation::community::Viewer const& viewer, Part const& part
    ) const;

    storage::Store const& store_;
    WordIndex const& index_;
    Throttle tries_{30, std::chrono::minutes{1}};
};

}  // namespace collegium::server::search
