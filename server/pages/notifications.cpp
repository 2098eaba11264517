#include "server/notifications/guide_news.hpp"
#include "server/notifications/news_list.hpp"
#include "server/pages/guides/looking.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/reviews/looking.hpp"
#include "storage/names.hpp"

#include <charconv>

namespace collegium::server::pages {

namespace news = server::notifications;

using storage::Handle;
using storage::LocalId;
using storage::News;

namespace {

constexpr std::size_t lines_on_a_page = 30;

struct NewsLine {
    news::Line line;
    std::optional<timeline::ActorView> by;
    std::optional<timeline::PostView> post;
    std::optional<timeline::ActorView> about;  // where it is about somebody, or a community
    std::string suggestion;                    // IRI, where it is about a change in a guide, which `post` is then
    std::string request;                       // IRI of the request for a review that it is about; may be empty
};

std::vector<NewsLine> look(App const& app, Call const& call, LocalId before) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<NewsLine> found;
        auto const lines = news::lines_before(tx, tables, call.member->actor, before, lines_on_a_page + 1);
        for (auto const& line : lines) {
            auto const thing = line.record.thing;
            auto const guide = news::guide_of_suggestion(tx, tables, thing, call.member->actor, line.record.by);
            bool const is_suggestion = guide != Handle{0};
            found.push_back(
                {line,
                 timeline::find_actor(tx, tables, line.record.by),
                 timeline::find_post(tx, tables, is_suggestion ? guide : thing, call.viewer()),
                 timeline::find_actor(tx, tables, thing),
                 is_suggestion ? storage::iri_of(tx, tables, thing) : std::string{},
                 tables.review_requests.contains(tx, thing) ? storage::iri_of(tx, tables, thing) : std::string{}}
            );
        }
        return found;
    });
}

// What stands between the name of the one who did it and the thing.
std::string_view words_for(NewsLine const& line) {
    switch (line.line.record.news) {
        case News::mention: return phrase("mentioned you in");
        case News::answer: return phrase("answered your question:");
        case News::comment: return phrase("commented on what you wrote:");
        case News::accepted: return phrase("accepted your answer:");
        case News::favourite: return phrase("liked what you wrote:");
        case News::useful: return phrase("found this useful in practice:");
        case News::evidenced: return phrase("found this well evidenced:");
        case News::wanted: return phrase("would like this answered too:");
        case News::boost: return phrase("passed on what you wrote:");
        case News::follow: return phrase("follows you now");
        case News::join_request: return line.about ? phrase("would like to join") : phrase("would like to follow you");
        case News::edited: return phrase("changed");
        case News::report:
            return line.post || line.about ? phrase("Somebody reported")
                                           : phrase("Somebody reported something that you cannot read");
        case News::poll: return phrase("The vote has ended:");
        case News::review_request: return phrase("asks you for a review:");
        case News::review_answer: return phrase("answered");
        case News::review_withdrawn: return phrase("took back");
        case News::review_due: return phrase("waits for your review, which is due soon:");
        case News::review_overdue: return phrase("has a review that is overdue:");
        case News::review: return phrase("wrote");
        case News::review_override: return phrase("lets this count although there is a conflict of interest:");
        case News::post_stuck: return phrase("A post of yours could not be published. It is kept for you among");
        case News::guide_due: return phrase("Time to look at your guide again:");
        case News::suggestion: return phrase("suggests a change in your guide:");
        case News::suggestion_merged: return phrase("took your change into:");
        case News::suggestion_declined: return phrase("did not take your change into:");
        case News::adopted: return phrase("has adopted your guide:");
        case News::followed_up: return phrase("says what has come of your guide:");
        case News::follow_up_due: return phrase("It is time to measure again what your school has adopted:");
        case News::lapsed: return phrase("Nobody has spoken for more than a year of what your school has adopted:");
        case News::invited: return phrase("You are invited to join");
        case News::thanked: return phrase("thanks you for");
        case News::let_in: return phrase("You are a member now of");
        case News::copy_ready: return phrase("The copy that you asked for is ready:");
        case News::decision: return "Moderators decided about something of yours. Read what, and why, among";
    }
    return "";
}

void show_title(Values& thing, News news, timeline::PostView const& post) {
    if (news == News::review) return thing.words("TITLE", "a review for you");
    if (news == News::review_override) return thing.words("TITLE", "this review");
    if (!post.title().empty()) return thing.text("TITLE", post.title());
    auto const kind = thing.language().say(kind_name(post.kind));
    thing.words("TITLE", "this {kind}", {{"kind", kind}});
}

// Where it is read what happened: a suggestion, the history of a guide, or the thing itself.
std::string path_of(NewsLine const& line) {
    if (!line.suggestion.empty()) return suggestion_path(line.suggestion);
    bool const is_version = line.line.record.news == News::edited && line.post->kind == storage::ObjectKind::guide;
    return post_path(*line.post) + (is_version ? "/versions" : "");
}

void show_line(Values values, NewsLine const& line) {
    if (line.by) values.text("NAME", line.by->display);
    if (line.by && !line.by->local) values.repeat("FROM").text("HOST", line.by->host);
    values.words("WORDS", words_for(line));
    values.time("TIME", line.line.record.at);
    values.text("DATETIME", to_rfc3339(line.line.record.at));
    if (line.line.record.news == News::post_stuck) {
        auto thing = values.repeat("THING");
        thing.text("PATH", "/scheduled");
        thing.words("TITLE", "the posts that wait");
    } else if (line.line.record.news == News::copy_ready) {
        auto thing = values.repeat("THING");
        thing.text("PATH", "/settings/copy");
        thing.words("TITLE", "your data");
    } else if (line.line.record.news == News::decision) {
        auto thing = values.repeat("THING");
        thing.text("PATH", "/decisions");
        thing.words("TITLE", "the decisions about you");
    } else if (line.post) {
        auto thing = values.repeat("THING");
        thing.text("PATH", path_of(line));
        show_title(thing, line.line.record.news, *line.post);
    } else if (!line.request.empty()) {
        auto thing = values.repeat("THING");
        thing.text("PATH", request_path(line.request));
        thing.words("TITLE", "a request for a review");
    } else if (line.about) {
        auto thing = values.repeat(line.about->community ? "THING" : "SOMEBODY");
        thing.text("PATH", community_path(*line.about));
        thing.text("TITLE", line.about->display);
    }
}

LocalId number_in(std::string_view digits, LocalId otherwise) {
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    bool const whole = error == std::errc{} && end == digits.data() + digits.size();
    return whole ? LocalId{number} : otherwise;
}

}  // namespace

awaitable<Response> get_notifications(App const& app, Call call) {
    auto lines = look(app, call, number_in(call.form.text("before"), LocalId{~0ull}));
    Page page{app, call, "notifications", phrase("What is new")};
    auto& values = page.values();
    if (lines.empty()) values.show("NONE");
    if (!lines.empty()) values.repeat("SOME").number("NEWEST", static_cast<std::uint64_t>(lines.front().line.id));
    if (lines.size() > lines_on_a_page) {
        lines.pop_back();
        values.repeat("OLDER").number("BEFORE", static_cast<std::uint64_t>(lines.back().line.id));
    }
    for (auto const& line : lines) show_line(values.repeat("LINE"), line);
    co_return page.render();
}

// Up to the newest that the page showed: what came since has not been seen.
awaitable<Response> post_notifications_read(App const& app, Call call) {
    auto const newest = number_in(call.form.text("newest"), LocalId{0});
    auto const member = call.member->actor;
    auto const now = app.node.clock.now();
    storage::Store::Change<int> change = [=](storage::WriteTx& tx, storage::Tables& tables) {
        bool const known = tables.notifications.contains(tx, {member, newest});
        if (known) news::mark_read(tx, tables, member, newest, now);
        return Result<int>{0};
    };
    auto const marked = co_await app.node.store.write(std::move(change));
    if (!marked) co_return Response::refused(marked.error());
    co_return Response::see_other("/notifications");
}

}  // namespace collegium::server::pages
