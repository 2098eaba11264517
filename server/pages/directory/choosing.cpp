// Facilitators choose whether their community is listed, and what its listing says.
#include "federation/community/moderation.hpp"
#include "federation/directory/own.hpp"
#include "federation/messages/question_context.hpp"
#include "server/communities/councils.hpp"
#include "server/dispatch.hpp"
#include "server/pages/directory/handlers.hpp"
#include "server/pages/directory/listing_words.hpp"
#include "server/pages/lookups.hpp"

#include <algorithm>

namespace collegium::server::pages {

namespace directory = federation::directory;

using directory::ListedProblem;
using storage::ListedRecord;

namespace {

struct Choice {
    bool listed = false;
    ListedRecord says;
};

template <std::size_t size>
std::vector<std::string> ticked(
    Form const& form, std::string_view beginning, std::array<std::string_view, size> const& words
) {
    std::vector<std::string> chosen;
    for (auto const word : words)
        if (form.has(std::string{beginning} + std::string{word})) chosen.emplace_back(word);
    return chosen;
}

Choice choice_in(Form const& form) {
    Choice choice;
    choice.listed = form.has("listed");
    choice.says.is_network = form.text("kind") == "network";
    choice.says.summary = form.trimmed("summary");
    choice.says.subjects = split_at_commas(form.text("subjects"));
    choice.says.phases = ticked(form, "phase_", federation::phases);
    choice.says.languages = split_at_commas(form.text("languages"));
    choice.says.region = form.trimmed("region");
    choice.says.audience = form.trimmed("audience");
    choice.says.accepts = ticked(form, "accepts_", directory::things_accepted);
    return choice;
}

Choice kept_choice(App const& app, storage::Handle community) {
    auto const record =
        app.node.store.read([&](auto const& tx, auto const& tables) { return tables.listed.get(tx, community); });
    if (record) return {true, *record};
    Choice fresh;
    fresh.says.languages = split_at_commas(app.node.settings.card.languages);
    fresh.says.accepts = {"members", "questions"};
    return fresh;
}

void show_box(Values values, std::string const& name, std::string_view words, bool is_chosen) {
    values.text("NAME", name);
    values.words("WORDS", words);
    if (is_chosen) values.show("CHOSEN");
}

bool has(std::vector<std::string> const& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

void show_choice(Values& values, Choice const& choice) {
    auto const& says = choice.says;
    if (choice.listed) values.show("LISTED");
    values.show(says.is_network ? "IS_NETWORK" : "IS_COMMUNITY");
    values.text("SAYS", says.summary);
    values.text("SUBJECTS", with_commas(says.subjects));
    values.text("LANGUAGES", with_commas(says.languages));
    values.text("REGION", says.region);
    values.text("AUDIENCE", says.audience);
    for (auto const word : federation::phases)
        show_box(values.repeat("PHASE"), "phase_" + std::string{word}, phase_words(word), has(says.phases, word));
    for (auto const word : directory::things_accepted)
        if (word != "partners")
            show_box(
                values.repeat("ACCEPT"), "accepts_" + std::string{word}, accepted_words(word), has(says.accepts, word)
            );
}

void show_problems(Values& values, std::vector<ListedProblem> const& problems) {
    for (auto const& each : problems) values.problem(each.field, each.words);
    if (!problems.empty()) values.refused(phrase("It was not kept; your text is still here."));
}

Response choice_page(
    App const& app,
    Call const& call,
    timeline::ActorView const& community,
    Choice const& choice,
    std::vector<ListedProblem> const& problems
) {
    Page page{app, call, "listing_choice", phrase("In the directory")};
    auto& values = page.values();
    values.text("PATH", community_path(community));
    values.text("COMMUNITY", community.display);
    show_choice(values, choice);
    show_problems(values, problems);
    if (!app.node.settings.directory.listed) values.show("CLOSED");
    if (call.form.has("saved") && problems.empty()) values.show("SAVED");
    return page.render(problems.empty() ? 200 : 422);
}

// A community of ours that this member facilitates.
Result<timeline::ActorView> own_community(App const& app, Call const& call) {
    auto const community = community_of(app, call);
    if (!community || !community->local) return Refusal{Reason::not_found, "no such community of ours"};
    bool const facilitates = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::moderates(tx, tables, community->handle, call.member->actor);
    });
    if (!facilitates) return Refusal{Reason::not_allowed, "only facilitators list their community"};
    bool const is_council = app.node.store.read([&](auto const& tx, auto const& tables) {
        return communities::is_council(tx, tables, community->handle);
    });
    if (is_council) return Refusal{Reason::not_allowed, "a student council is in no directory"};
    return *community;
}

}  // namespace

boost::asio::awaitable<Response> get_listing_choice(App const& app, Call call) {
    auto const community = own_community(app, call);
    if (!community) co_return refuse(app, call, community.error());
    co_return choice_page(app, call, *community, kept_choice(app, community->handle), {});
}

boost::asio::awaitable<Response> post_listing_choice(App const& app, Call call) {
    auto const community = own_community(app, call);
    if (!community) co_return refuse(app, call, community.error());
    auto const choice = choice_in(call.form);
    auto const problems = directory::problems_of(choice.says);
    if (choice.listed && !problems.empty()) co_return choice_page(app, call, *community, choice, problems);
    std::optional<ListedRecord> wish;
    if (choice.listed) wish = choice.says;
    storage::Store::Change<storage::Nothing> change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        auto const chosen = directory::choose_listing(tx, tables, community->handle, call.member->actor, wish);
        return chosen ? Result<storage::Nothing>{storage::Nothing{}} : chosen.error();
    };
    auto const kept = co_await app.node.store.write(std::move(change));
    if (!kept) co_return refuse(app, call, kept.error());
    auto const renewed = co_await directory::renew_own_listings(app.node);
    if (!renewed) co_return refuse(app, call, renewed.error());
    co_return Response::see_other(community_path(*community) + "/listing?saved=1");
}

}  // namespace collegium::server::pages
