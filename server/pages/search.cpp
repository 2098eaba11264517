#include "federation/signposts/address.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/search_form.hpp"

#include <charconv>

namespace collegium::server::pages {

using search::Found;
using search::FoundPlace;

namespace {

constexpr std::size_t posts_on_a_page = 20;
constexpr std::size_t furthest = 10'000;  // offset

std::size_t offset_of(Call const& call) {
    auto const& digits = call.form.text("from");
    std::size_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return std::min(number, furthest);
}

void show_extract(Values& values, FoundPlace const& place) {
    if (!place.heading.empty()) values.repeat("SECTION").words("HEADING", place.heading);
    for (auto const& piece : place.extract)
        values.repeat("PIECE").repeat(piece.marked ? "MARKED" : "PLAIN").text("WORDS", piece.words);
}

void show_post(Values values, timeline::PostView const& post, FoundPlace const& place) {
    auto const part = place.section.empty() ? std::string{} : "#part-" + place.section;
    auto const path = post_path(post) + part;
    bool const leads_away = !post.details.leads_to.empty();
    values.text("ADDRESS", leads_away ? post.details.leads_to : path);
    if (leads_away) {
        auto signpost = values.repeat("IS_SIGNPOST");
        signpost.text("PATH", path);
        signpost.text("HOST", federation::signposts::host_of(post.details.leads_to));
    }
    values.text("TITLE", post.title().empty() ? std::string{kind_name(post.kind)} : post.title());
    show_extract(values, place);
    if (post.accepted) values.show("IS_ACCEPTED");
    if (post.kind == storage::ObjectKind::guide) values.show("IS_GUIDE");
    if (!post.community.name.empty()) values.repeat("IN").text("NAME", post.community.display);
    show_byline(values, post);
}

// words: those by which it was found.
void show_found(Values& values, Call const& call, std::string const& words, Found const& found) {
    auto const offset = offset_of(call);
    if (!found.instead.empty()) values.repeat("INSTEAD").text("WORDS", found.instead);
    auto status = values.repeat("RESULT");
    if (offset > 0 || found.more)
        status.count("COUNT", found.posts.size(), "One result on this page", "{n} results on this page");
    else
        status.count("COUNT", found.posts.size(), "One result", "{n} results");
    if (found.posts.empty()) values.show("NOTHING");
    if (offset == 0) show_facets(values, call, words, found);
    for (std::size_t i = 0; i < found.posts.size(); ++i)
        show_post(values.repeat("POST"), found.posts[i], found.places[i]);
    if (found.more) values.repeat("MORE").text("ADDRESS", search_address(call, words, found.next));
}

// Who is counted: a member, or the place that a guest calls from.
std::string searcher(Call const& call) {
    return call.member ? call.member->account : "guest " + address_block(call.client);
}

}  // namespace

awaitable<Response> get_search(App const& app, Call call) {
    auto const places = search_places(app, call);
    auto const words = call.form.trimmed("q");
    Page page{app, call, "search", phrase("Search")};
    auto& values = page.values();
    show_search_form(values, call, places);
    if (is_narrowed(call)) values.repeat("NARROWED").text("ADDRESS", bare_search_address(words));
    if (words.empty()) co_return page.render();
    if (app.search_desk == nullptr) {
        values.show("CLOSED");
        co_return page.render(503);
    }
    if (!app.search_desk->allows(searcher(call), app.node.clock.now())) {
        values.show("TOO_MANY");
        co_return page.render(429);
    }
    Found found;
    auto const filters = filters_in(call, places);
    auto const viewer = call.viewer();
    std::function<void()> work = [&] {
        found = app.search_desk->search(words, filters, viewer, posts_on_a_page, offset_of(call));
    };
    co_await app.node.workers.run(std::move(work));
    show_found(values, call, found.instead.empty() ? words : found.instead, found);
    co_return page.render();
}

}  // namespace collegium::server::pages
