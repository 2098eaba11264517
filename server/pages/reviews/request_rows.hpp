// Request rows: requests for reviews as lines of a list, and one of them with all that was said to it.
#pragma once

#include "server/pages/reviews/looking.hpp"

namespace collegium::server::pages {

struct RequestLine {
    reviews::RequestView view;
    std::string title;        // of the guide; empty if it has not come
    std::string guide_path;   // of the version that is to be reviewed; empty if the guide has not come
    std::string review_path;  // where the review is written; empty likewise
};

RequestLine request_line(
    storage::ReadTx const& tx, storage::Tables const& tables, reviews::RequestView view, timeline::Viewer const& viewer
);

// What it asks: guide, who and whom, track, day, state and note.
void show_request(Values& values, RequestLine const& line);

// At `place`: the requests, or that there are none.
void show_request_rows(Values& page, std::string_view place, std::vector<RequestLine> const& lines);

}  // namespace collegium::server::pages
