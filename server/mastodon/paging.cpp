#include "server/mastodon/paging.hpp"

#include "server/mastodon/dates.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using storage::LocalId;

namespace {

constexpr std::string_view of_paging[] = {"max_id", "since_id", "min_id"};

// The address of this list with its other parameters, and one more.
std::string address(App const& app, Call const& call, std::string_view name, LocalId id) {
    auto text = app.browser_origin + call.request.path + "?";
    for (auto const& [each, values] : call.parameters.all()) {
        if (std::ranges::find(of_paging, each) != std::end(of_paging)) continue;
        for (auto const& value : values) text += percent_encoded(each) + "=" + percent_encoded(value) + "&";
    }
    return text + std::string{name} + "=" + digits(id);
}

}  // namespace

bool Page::admits(LocalId id) const noexcept {
    return (!max_id || id < *max_id) && (!since_id || id > *since_id) && (!min_id || id > *min_id);
}

Page page_of(Parameters const& parameters, std::size_t usual, std::size_t most) {
    auto const wanted = parameters.number("limit").value_or(usual);
    Page page;
    page.max_id = local_id_of(parameters.text("max_id"));
    page.since_id = local_id_of(parameters.text("since_id"));
    page.min_id = local_id_of(parameters.text("min_id"));
    page.limit = std::clamp<std::size_t>(wanted, 1, most);
    return page;
}

Response with_links(
    Response response, App const& app, Call const& call, Page const& page, std::span<LocalId const> ids
) {
    bool const is_last = ids.size() < page.limit && !page.min_id;  // whatever is before a min_id is older
    if (ids.empty() || is_last) return response;
    auto const next = "<" + address(app, call, "max_id", ids.back()) + ">; rel=\"next\"";
    auto const previous = "<" + address(app, call, "min_id", ids.front()) + ">; rel=\"prev\"";
    return std::move(response).with("Link", next + ", " + previous);
}

Response with_links(
    Response response, App const& app, Call const& call, Page page, std::vector<LocalId> ids, Reading const& reading
) {
    if (reading.more && ids.size() < page.limit) ids.insert(page.min_id ? ids.begin() : ids.end(), reading.reached);
    page.limit = reading.more ? ids.size() : ids.size() + 1;
    return with_links(std::move(response), app, call, page, ids);
}

}  // namespace collegium::server::mastodon
