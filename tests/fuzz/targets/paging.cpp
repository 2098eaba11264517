// Which part of a list a program asks for: the query of its address.
#include "server/mastodon/paging.hpp"

#include "tests/fuzz/target.hpp"

namespace collegium::fuzz {

namespace {

constexpr std::size_t usual = 20, most = 80;

void read_paging(std::string_view input) {
    server::Request request;
    request.query = input;
    auto const parameters = server::Parameters::read(request);
    if (!parameters) return;
    auto const page = server::mastodon::page_of(*parameters, usual, most);
    require(page.limit >= 1 && page.limit <= most, "a page has one line at least, and not more than it may have");
    for (auto const& bound : {page.max_id, page.since_id, page.min_id})
        if (bound) require(!page.admits(*bound), "what a page begins and ends with is not on it");
    if (!page.max_id && !page.since_id && !page.min_id)
        require(
            page.admits(storage::LocalId{0}) && page.admits(storage::LocalId{~0ull}), "without bounds, all is on it"
        );
}

Registered const paging_target{{"paging", read_paging}};

}  // namespace

}  // namespace collegium::fuzz
