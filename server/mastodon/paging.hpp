// Paging: which part of a list a client asks for, and how it is told where the list goes on (clients 2e.1, 2e.3).
#pragma once

#include "server/app.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace collegium::server::mastodon {

// Lists are shown newest first. With min_id the page is the one immediately newer than it; with since_id it is the
// newest page, and ends there.
struct Page {
    std::optional<storage::LocalId> max_id, since_id, min_id;  // none of them is on the page itself
    std::size_t limit = 0;                                     // 1 to what the list allows

    // True if it is inside of all three.
    bool admits(storage::LocalId id) const noexcept;
};

// max_id, since_id, min_id and limit; what is no number counts as absent.
Page page_of(Parameters const& parameters, std::size_t usual, std::size_t most);

// Adds Link: `<URL?max_id=OLDEST>; rel="next", <URL?min_id=NEWEST>; rel="prev"`, with all other parameters of the call
// kept. No field where there is nothing older: the page is not full. ids: of the page's lines, newest first.
Response with_links(
    Response response, App const& app, Call const& call, Page const& page, std::span<storage::LocalId const> ids
);

// How far the reading of a list came.
struct Reading {
    bool more = false;           // there may be more beyond
    storage::LocalId reached{};  // the last line that was looked at, shown or not
};

// The same for a list of which not all lines are shown: where reading stopped early the page goes on there, and not at
// the last line that was shown.
Response with_links(
    Response response,
    App const& app,
    Call const& call,
    Page page,
    std::vector<storage::LocalId> ids,
    Reading const& reading
);

struct Walked {
    std::vector<storage::LocalId> ids;  // newest first
    Reading reading;
};

// The lines of a list that belong on the page. `table` has PlaceKeys; admit(id, value) says whether a line is shown.
// Looks at no more than 10 lines for each that the page may have.
template <class Table, class Admit>
Walked page_through(
    storage::ReadTx const& tx, Table const& table, storage::Handle under, Page const& page, Admit&& admit
) {
    Walked walked;
    std::size_t left = page.limit * 10;
    auto const visit = [&](storage::PlaceKey const& key, auto const& value) {
        if (key.under != under) return false;
        if (page.since_id && key.number <= *page.since_id) return page.min_id.has_value();
        if (page.max_id && key.number >= *page.max_id) return !page.min_id.has_value();
        walked.reading.more = left == 0 || walked.ids.size() == page.limit;
        if (walked.reading.more) return false;
        --left;
        walked.reading.reached = key.number;
        if (page.admits(key.number) && admit(key.number, value)) walked.ids.push_back(key.number);
        return true;
    };
    if (page.min_id) {
        table.ascend(tx, {under, storage::LocalId{static_cast<std::uint64_t>(*page.min_id) + 1}}, visit);
        std::ranges::reverse(walked.ids);
    } else {
        table.descend(tx, {under, page.max_id.value_or(storage::LocalId{~0ull})}, visit);
    }
    return walked;
}

}  // namespace collegium::server::mastodon
