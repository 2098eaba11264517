// Reporting something that somebody wrote, to those who look into it.
#include "federation/admit.hpp"
#include "federation/content/plain_text.hpp"
#include "server/api_limits.hpp"
#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/report_place.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::size_t longest_words = 1000;  // characters

// The thing that the address names, if it is still there.
std::optional<timeline::PostView> reported(App const& app, Call const& call) {
    auto post = post_of(app, call);
    return post && post->state == storage::ObjectState::visible ? post : std::nullopt;
}

std::string place_of(App const& app, timeline::PostView const& post) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return report_place(tx, tables, app.node.settings.origin(), post.community.handle);
    });
}

std::string_view problem_with(std::string_view words) {
    auto const length = federation::content::characters(words);
    if (length == 0) return phrase("Say what is wrong with it; those who look into it cannot guess.");
    if (length > longest_words) return phrase("That is too long: use at most 1000 characters.");
    return {};
}

Response report_page(
    App const& app, Call const& call, timeline::PostView const& post, std::string_view problem, unsigned status
) {
    Page page{app, call, "report", phrase("Report")};
    auto values = page.values();
    values.words("KIND", kind_name(post.kind));
    values.text("BACK", post_path(post));
    if (call.request.method == Method::get && call.form.has("sent")) {
        values.show("SENT");
        return page.render(status);
    }
    auto form = values.repeat("ASK");
    form.text("PATH", post_path(post));
    form.number("NUMBER", static_cast<std::uint64_t>(post.number));
    form.text("AUTHOR", post.author.display);
    form.text("REASON", call.form.text("words"));
    bool const to_community = place_of(app, post) == post.community.iri;
    auto reader = form.repeat(to_community ? "TO_COMMUNITY" : "TO_SCHOOL");
    if (to_community) reader.text("COMMUNITY", post.community.display);
    form.problem("words", problem);
    return page.render(status);
}

}  // namespace

awaitable<Response> get_report(App const& app, Call call) {
    auto const post = reported(app, call);
    if (!post) co_return refuse(app, call, {Reason::not_found, "no such thing"});
    co_return report_page(app, call, *post, "", 200);
}

awaitable<Response> post_report(App const& app, Call call) {
    auto const post = reported(app, call);
    auto const author = post ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return refuse(app, call, {Reason::not_found, "no such thing"});
    auto const words = call.form.trimmed("words");
    auto const problem = problem_with(words);
    if (!problem.empty()) co_return report_page(app, call, *post, problem, 422);
    if (!app.api_limits.report(call, app.node.clock.now()).allowed)
        co_return report_page(
            app, call, *post, phrase("Those were many reports in a short time. Wait an hour, then go on."), 429
        );
    auto flag = federation::composer_of(app.node).flag(*author, place_of(app, *post), {post->iri}, words);
    auto const sent = co_await federation::perform(app.node, std::move(flag));
    if (!sent) {
        auto const meaning = meaning_of(sent.error().reason());
        co_return report_page(app, call, *post, meaning.words, meaning.status);
    }
    co_return Response::see_other(post_path(*post) + "/report?sent=1");
}

}  // namespace collegium::server::pages
