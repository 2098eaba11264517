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
        case News::mention: return "mentioned you in";
        case News::answer: return "answered your question:";
        case News::comment: return "commented on what you wrote:";
        case News::accepted: return "accepted your answer:";
        case News::favourite: return "liked what you wrote:";
        case News::useful: return "found this useful in practice:";
        case News::evidenced: return "found this well evidenced:";
        case News::wanted: return "would like this answered too:";
        case News::boost: return "passed on what you wrote:";
        case News::follow: return "follows you now";
        case News::join_request: return line.about ? "would like to join" : "would like to follow you";
        case News::edited: return "changed";
        case News::report:
            return line.post || line.about ? "Somebody reported" : "Somebody reported something that you cannot read";
        case News::poll: return "The vote has ended:";
        case News::review_request: return "asks you for a review:";
        case News::review_answer: return "answered";
        case News::review_withdrawn: return "took back";
        case News::review_due: return "waits for your review, which is due soon:";
        case News::review_overdue: return "has a review that is overdue:";
        case News::review: return "wrote";
        case News::review_override: return "lets this count although there is a conflict of interest:";
        case News::post_stuck: return "A post of yours could not be published. It is kept for you among";
        case News::guide_due: return "Time to look at your guide again:";
        case News::suggestion: return "suggests a change in your guide:";
        case News::suggestion_merged: return "took your change into:";
        case News::suggestion_declined: return "did not take your change into:";
        case News::adopted: return "has adopted your guide:";
        case News::followed_up: return "says what has come of your guide:";
        case News::follow_up_due: return "It is time to measure again what your school has adopted:";
        case News::lapsed: return "Nobody has spoken for more than a year of what your school has adopted:";
        case News::invited: return "You are invited to join";
        case News::thanked: return "thanks you for";
        case News::let_in: return "You are a member now of";
        case News::decision: return "Moderators decided about something of yours. Read what, and why, among";
    }
    return "";
}

std::string title_of(News news, timeline::PostView const& post) {
    if (news == News::review) return "a review for you";
    if (news == News::review_override) return "this review";
    return post.title.empty() ? "this " + std::string{kind_name(post.kind)} : post.title;
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
    values.text("WORDS", words_for(line));
    values.text("TIME", readable_time(line.line.record.at));
    values.text("DATETIME", to_rfc3339(line.line.record.at));
    if (line.line.record.news == News::post_stuck) {
        auto thing = values.repeat("THING");
        thing.text("PATH", "/scheduled");
        thing.text("TITLE", "the posts that wait");
    } else if (line.line.record.news == News::decision) {
        auto thing = values.repeat("THING");
        thing.text("PATH", "/decisions");
        thing.text("TITLE", "the decisions about you");
    } else if (line.post) {
        auto thing = values.repeat("THING");
        thing.text("PATH", path_of(line));
        thing.text("TITLE", title_of(line.line.record.news, *line.post));
    } else if (!line.request.empty()) {
        auto thing = values.repeat("THING");
        thing.text("PATH", request_path(line.request));
        thing.text("TITLE", "a request for a review");
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
    Page page{app, call, "notifications", "What is new"};
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
