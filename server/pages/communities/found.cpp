// Beginning a community from a template.
#include "federation/community/terms.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/local_actors.hpp"
#include "server/communities/founding.hpp"
#include "server/dispatch.hpp"
#include "server/members/profile.hpp"
#include "server/pages/communities/handlers.hpp"
#include "server/pages/communities/people.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::size_t longest_summary = 1000;  // characters

struct FoundProblems {
    std::string_view name{};
    std::string_view display{};
    std::string_view summary{};
    std::string_view deputy{};
    std::string_view whole{};

    bool any() const {
        return !name.empty() || !display.empty() || !summary.empty() || !deputy.empty() || !whole.empty();
    }
};

Response found_page(App const& app, Call const& call, FoundProblems const& problems, unsigned status) {
    Page page{app, call, "community_found", phrase("Begin a community")};
    auto& values = page.values();
    values.text("COMMUNITY_NAME", call.form.text("name"));
    values.text("DISPLAY", call.form.text("display"));
    values.text("SUMMARY_TEXT", call.form.text("summary"));
    values.text("DEPUTY", call.form.text("deputy"));
    auto const chosen = federation::community::community_kind_named(call.form.text("template"));
    for (auto const& each : communities::templates()) {
        auto option = values.repeat("TEMPLATE");
        option.text("VALUE", federation::community::name_of(each.kind));
        option.words("LABEL", each.label);
        option.words("HINT", each.hint);
        if (each.kind == chosen.value_or(storage::CommunityKind::subject)) option.show("CHOSEN");
    }
    values.refused(problems.whole);
    values.problem("display", problems.display);
    values.problem("name", problems.name);
    values.problem("summary", problems.summary);
    values.problem("deputy", problems.deputy);
    return page.render(status);
}

FoundProblems problems_of(Form const& form) {
    FoundProblems problems;
    if (!federation::is_local_name(form.trimmed("name")))
        problems.name = phrase("Use 1 to 30 small letters, digits and underscores.");
    if (!members::is_display_name(form.trimmed("display")))
        problems.display = phrase("Give it a name of 1 to 60 characters on one line.");
    if (federation::content::characters(form.trimmed("summary")) > longest_summary)
        problems.summary = phrase("Shorten this to at most 1000 characters.");
    if (!federation::community::community_kind_named(form.text("template")))
        problems.whole = phrase("Choose one of the templates.");
    return problems;
}

FoundProblems why_not(Refusal refusal) {
    FoundProblems problems;
    switch (refusal.reason()) {
        case Reason::conflict: problems.name = phrase("That name is taken. Choose another one."); break;
        case Reason::not_allowed:
            problems.deputy = phrase("Name a second member of staff, who runs it with you.");
            break;
        default: problems.whole = meaning_of(refusal.reason()).words; break;
    }
    return problems;
}

}  // namespace

awaitable<Response> get_found(App const& app, Call call) {
    if (call.member->pupil) co_return refuse(app, call, {Reason::not_allowed, "communities are run by grown-ups"});
    co_return found_page(app, call, {}, 200);
}

awaitable<Response> post_found(App const& app, Call call) {
    if (call.member->pupil) co_return refuse(app, call, {Reason::not_allowed, "communities are run by grown-ups"});
    auto problems = problems_of(call.form);
    if (problems.any()) co_return found_page(app, call, problems, 422);
    communities::NewCommunity wanted;
    wanted.name = call.form.trimmed("name");
    wanted.display = call.form.trimmed("display");
    wanted.summary = call.form.trimmed("summary");
    wanted.kind = federation::community::community_kind_named(call.form.text("template")).value();
    auto deputy = call.form.trimmed("deputy");
    if (!deputy.empty()) {
        auto const person = co_await person_named(app, std::move(deputy));
        if (!person) {
            problems.deputy = why_nobody(person.error());
            co_return found_page(app, call, problems, 422);
        }
        wanted.deputy = *person;
    }
    auto const place = "/c/" + wanted.name;
    auto const founded = co_await communities::found(app, call.member->actor, std::move(wanted));
    if (!founded) co_return found_page(app, call, why_not(founded.error()), 422);
    co_return Response::see_other(place);
}

}  // namespace collegium::server::pages
