#include "federation/content/plain_text.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/search/search_desk.hpp"

#include <array>
#include <charconv>

namespace collegium::server::pages {

using search::Filters;
using search::Found;
using storage::ObjectKind;

namespace {

constexpr std::size_t posts_on_a_page = 20;
constexpr std::size_t furthest = 10'000;  // offset
constexpr std::size_t longest_extract = 200;

struct Kind {
    std::string_view word;
    std::string_view label;
    ObjectKind kind;
};

constexpr std::array<Kind, 4> kinds{
    {{"question", "Questions", ObjectKind::question},
     {"answer", "Answers", ObjectKind::answer},
     {"comment", "Comments", ObjectKind::comment},
     {"post", "Other posts", ObjectKind::post}}};

struct Asked {
    Asked() = default;

    std::string words;
    Filters filters;
    std::size_t offset = 0;
};

struct Looked {
    std::vector<timeline::ActorView> communities;  // to choose from
    std::optional<timeline::ActorView> chosen;
};

// Those here, and those elsewhere that the member joined.
Looked look(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        Looked looked{timeline::local_communities(tx, tables), std::nullopt};
        if (call.member)
            for (auto& each : timeline::communities_of(tx, tables, call.member->actor))
                if (!each.community.local) looked.communities.push_back(std::move(each.community));
        auto const& wanted = call.form.text("community");
        for (auto const& each : looked.communities)
            if (each.address() == wanted) looked.chosen = each;
        return looked;
    });
}

std::size_t offset_of(Call const& call) {
    auto const& digits = call.form.text("from");
    std::size_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return std::min(number, furthest);
}

Asked asked_by(Call const& call, Looked const& looked) {
    Asked asked;
    asked.words = call.form.trimmed("q");
    asked.offset = offset_of(call);
    asked.filters.accepted = !call.form.text("accepted").empty();
    if (looked.chosen) asked.filters.community = looked.chosen->handle;
    for (auto const& each : kinds)
        if (each.word == call.form.text("kind")) asked.filters.kind = each.kind;
    return asked;
}

void show_form(Values& values, Asked const& asked, Looked const& looked) {
    values.text("QUERY", asked.words);
    for (auto const& each : kinds) {
        auto option = values.repeat("KIND");
        option.text("VALUE", each.word);
        option.text("LABEL", each.label);
        if (asked.filters.kind == each.kind) option.show("CHOSEN");
    }
    for (auto const& each : looked.communities) {
        auto option = values.repeat("COMMUNITY");
        option.text("VALUE", each.address());
        option.text("LABEL", each.display);
        if (looked.chosen && looked.chosen->handle == each.handle) option.show("CHOSEN");
    }
    if (asked.filters.accepted) values.show("ACCEPTED");
}

// The same search, further down.
std::string address_of(Call const& call, std::size_t from) {
    std::string address = "/search?";
    for (auto const* const name : {"q", "kind", "community", "accepted"})
        if (call.form.has(name)) address += std::string{name} + "=" + percent_encoded(call.form.text(name)) + "&";
    return address + "from=" + std::to_string(from);
}

void show_post(Values values, timeline::PostView const& post) {
    auto const words = federation::content::plain_text(post.content);
    values.text("PATH", post_path(post));
    values.text("TITLE", post.title.empty() ? std::string{kind_name(post.kind)} : post.title);
    values.text("EXTRACT", federation::content::cut_characters(words, longest_extract));
    if (post.accepted) values.show("IS_ACCEPTED");
    if (!post.community.name.empty()) values.repeat("IN").text("NAME", post.community.display);
    show_byline(values, post);
}

void show_found(Values& values, Call const& call, Asked const& asked, Found const& found) {
    auto status = values.repeat("RESULT");
    status.number("COUNT", found.posts.size());
    status.show(asked.offset > 0 || found.more ? "PART" : found.posts.size() == 1 ? "ONE" : "ALL");
    for (auto const& post : found.posts) show_post(values.repeat("POST"), post);
    if (found.more) values.repeat("MORE").text("ADDRESS", address_of(call, found.next));
}

// Who is counted: a member, or the place that a guest calls from.
std::string searcher(Call const& call) {
    return call.member ? call.member->account : "guest " + address_block(call.client);
}

}  // namespace

awaitable<Response> get_search(App const& app, Call call) {
    auto const looked = look(app, call);
    auto const asked = asked_by(call, looked);
    Page page{app, call, "search", "Search"};
    auto& values = page.values();
    show_form(values, asked, looked);
    if (asked.words.empty()) co_return page.render();
    if (app.search_desk == nullptr) {
        values.show("CLOSED");
        co_return page.render(503);
    }
    if (!app.search_desk->allows(searcher(call), app.node.clock.now())) {
        values.show("TOO_MANY");
        co_return page.render(429);
    }
    Found found;
    auto const viewer = call.viewer();
    std::function<void()> work = [&] {
        found = app.search_desk->search(asked.words, asked.filters, viewer, posts_on_a_page, asked.offset);
    };
    co_await app.node.workers.run(std::move(work));
    show_found(values, call, asked, found);
    co_return page.render();
}

}  // namespace collegium::server::pages
