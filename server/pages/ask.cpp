#include "federation/admit.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::size_t longest_title = 200;

struct AskProblems {
    std::string_view title;
    std::string_view words;

    bool any() const { return !title.empty() || !words.empty(); }
};

AskProblems check(Form const& form) {
    AskProblems problems;
    auto const title = form.trimmed("title");
    auto const words = form.trimmed("words");
    if (title.empty()) problems.title = "Give your question a title, so that others find it.";
    if (federation::content::characters(title) > longest_title)
        problems.title = "Shorten the title to at most 200 characters.";
    if (title.find('\n') != std::string::npos) problems.title = "Keep the title on one line.";
    if (words.empty()) problems.words = "Describe your question in a sentence or two.";
    if (words.size() > federation::content::longest_source)
        problems.words = "Shorten the text to about 8,000 characters.";
    return problems;
}

void show_problem(Values& values, std::string_view part, std::string_view words) {
    if (!words.empty()) values.repeat(part).text("WORDS", words);
}

Response ask_page(
    App const& app, Call const& call, timeline::ActorView const& community, AskProblems const& problems, unsigned status
) {
    Page page{app, call, "ask", "Ask in " + community.display};
    auto& values = page.values();
    values.text("PATH", community_path(community));
    values.text("COMMUNITY", community.display);
    values.text("HOST", community.host);
    values.text("QUESTION_TITLE", call.form.text("title"));
    values.text("QUESTION_WORDS", call.form.text("words"));
    if (problems.any()) values.show("PROBLEMS");
    show_problem(values, "TITLE_PROBLEM", problems.title);
    show_problem(values, "WORDS_PROBLEM", problems.words);
    return page.render(status);
}

}  // namespace

awaitable<Response> get_ask(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    co_return ask_page(app, call, *community, {}, 200);
}

awaitable<Response> post_ask(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const problems = check(call.form);
    if (problems.any()) co_return ask_page(app, call, *community, problems, 422);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});

    federation::QuestionDraft const draft{community->iri, call.form.trimmed("title"), call.form.trimmed("words"), "en"};
    auto question = federation::composer_of(app.node).question(*author, draft);
    auto const digits = std::to_string(static_cast<std::uint64_t>(question.number));
    auto const asked = co_await federation::perform(app.node, std::move(question));
    if (!asked) co_return refuse(app, call, asked.error());
    co_return Response::see_other("/post/" + digits);
}

}  // namespace collegium::server::pages
