#include "server/pages/reviews/request_rows.hpp"

namespace collegium::server::pages {

RequestLine request_line(
    storage::ReadTx const& tx, storage::Tables const& tables, reviews::RequestView view, timeline::Viewer const& viewer
) {
    RequestLine line;
    if (auto const guide = guides::find_guide(tx, tables, view.guide, viewer)) {
        auto const version = "?version=" + percent_encoded(view.request.version);
        line.title = guide->guide.title;
        line.guide_path = post_path(guide->post) + version;
        line.review_path = post_path(guide->post) + "/review" + version +
                           "&track=" + std::string{reviews::form_of(view.request.track).name} +
                           "&request=" + percent_encoded(view.iri);
    }
    line.view = std::move(view);
    return line;
}

void show_request(Values& values, RequestLine const& line) {
    auto const& [view, title, guide_path, review_path] = line;
    values.text("REQUEST_PATH", request_path(view.iri));
    values.words("STATE", words_of(view.state));
    values.words("TRACK", reviews::form_of(view.request.track).heading);
    values.text("BY", view.by.display);
    values.text("BY_HOST", view.by.host);
    values.text("TARGET", view.target.display);
    values.text("TARGET_HOST", view.target.host);
    values.time("TIME", view.received);
    values.text("DATETIME", to_rfc3339(view.received));
    if (view.request.round > 1) values.repeat("LATER_ROUND").amount("ROUND", view.request.round);
    if (!view.request.due.empty()) {
        auto due = values.repeat("DUE");
        due.day("DAY", view.request.due);
        due.text("CALENDAR_PATH", "/reviews/request/calendar?of=" + percent_encoded(view.iri));
    }
    if (!view.request.note.empty()) values.repeat("WITH_NOTE").text("NOTE", view.request.note);
    if (guide_path.empty()) return values.show("UNKNOWN_GUIDE");
    auto known = values.repeat("KNOWN_GUIDE");
    known.text("GUIDE_PATH", guide_path);
    known.text("GUIDE_TITLE", title);
}

void show_request_rows(Values& page, std::string_view place, std::vector<RequestLine> const& lines) {
    auto values = page.include(place, "review_request_rows");
    if (lines.empty()) return values.show("NO_REQUESTS");
    auto list = values.repeat("REQUESTS");
    for (auto const& each : lines) {
        auto line = list.repeat("REQUEST");
        show_request(line, each);
    }
}

}  // namespace collegium::server::pages
