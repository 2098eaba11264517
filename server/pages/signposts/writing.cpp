// Putting up a signpost, and changing one's own.
#include "federation/admit.hpp"
#include "federation/community/terms.hpp"
#include "federation/instruments/instrument.hpp"
#include "federation/signposts/address.hpp"
#include "federation/signposts/signpost_json.hpp"
#include "server/dispatch.hpp"
#include "server/pages/guides/guide_fields.hpp"
#include "server/pages/signposts/handlers.hpp"

#include <algorithm>

namespace collegium::server::pages {

using signposts::Signpost;
using signposts::SignpostView;

namespace {

struct FormView {
    std::string action;  // where it is sent
    std::string heading;
    timeline::ActorView community;
    FieldProblems problems{};
    std::string why{};                   // it was not taken; empty: it has not been tried
    std::string seen{};                  // the page of which others were shown (page_key); empty: of none yet
    std::vector<SignpostView> others{};  // that lead to the same page
};

// What is typed and is no address stays as it is, and is a problem.
Signpost signpost_typed(Form const& form) {
    Signpost typed;
    typed.title = form.trimmed("title");
    auto address = form.trimmed("address");
    typed.address = signposts::web_address(address).value_or(std::move(address));
    typed.why = form.trimmed("why");
    typed.for_whom = form.trimmed("for_whom");
    typed.subjects = signposts::subjects_in(form.text("subjects"));
    typed.languages = federation::instruments::languages_in(form.text("languages"));
    return typed;
}

void show_others(Values& values, std::vector<SignpostView> const& others) {
    if (others.empty()) return;
    auto list = values.repeat("SAME");
    for (auto const& each : others) {
        auto line = list.repeat("OTHER");
        line.text("PATH", post_path(each.post));
        line.text("TITLE", each.signpost.title);
        line.text("COMMUNITY_NAME", each.post.community.display);
    }
}

Response form_page(App const& app, Call const& call, Signpost const& standing, FormView const& view, unsigned status) {
    Page page{app, call, "signpost_form", view.heading};
    auto& values = page.values();
    values.text("ACTION", view.action);
    values.words("HEADING", view.heading);
    values.text("COMMUNITY", view.community.display);
    values.text("COMMUNITY_PATH", community_path(view.community));
    values.refused(view.why);
    values.text("SIGNPOST_TITLE", typed_or(call, "title", standing.title));
    values.text("ADDRESS", typed_or(call, "address", standing.address));
    values.text("WHY", typed_or(call, "why", standing.why));
    values.text("FOR_WHOM", typed_or(call, "for_whom", standing.for_whom));
    values.text("SUBJECTS", typed_or(call, "subjects", federation::instruments::joined(standing.subjects)));
    values.text("LANGUAGES", typed_or(call, "languages", federation::instruments::joined(standing.languages)));
    values.text("SEEN", view.seen);
    show_others(values, view.others);
    show_beside(values, "TITLE_PROBLEM", view.problems, "title");
    show_beside(values, "ADDRESS_PROBLEM", view.problems, "address");
    show_beside(values, "WHY_PROBLEM", view.problems, "why");
    show_beside(values, "FOR_WHOM_PROBLEM", view.problems, "for_whom");
    show_beside(values, "SUBJECTS_PROBLEM", view.problems, "subjects");
    show_beside(values, "LANGUAGES_PROBLEM", view.problems, "languages");
    return page.render(status);
}

FormView putting_up(Call const& call, timeline::ActorView const& community) {
    FormView view{community_path(community) + "/signposts/new", phrase("Put up a signpost"), community};
    view.seen = call.form.text("seen");
    return view;
}

FormView changing(Call const& call, SignpostView const& standing) {
    FormView view{post_path(standing.post) + "/change-signpost", phrase("Change a signpost"), standing.post.community};
    view.seen = call.form.text("seen");
    return view;
}

bool leads_to_same(std::string const& address, Signpost const& other) {
    return signposts::page_key(address) == signposts::page_key(other.address);
}

// Others that lead to the same page. standing: what is changed; nothing if it is new.
awaitable<std::vector<SignpostView>> others_like(
    App const& app, Call const& call, Signpost const& typed, SignpostView const* standing
) {
    std::vector<SignpostView> others;
    if (standing != nullptr && leads_to_same(typed.address, standing->signpost)) co_return others;
    auto const viewer = call.viewer();
    std::function<void()> work = [&] {
        others = app.node.store.read([&](auto const& tx, auto const& tables) {
            return signposts::leading_to(tx, tables, typed.address, viewer);
        });
    };
    co_await app.node.workers.run(std::move(work));
    co_return others;
}

// Whether the form is whole, and whoever sends it knows of others that lead there. view: takes what is in the way.
awaitable<bool> can_be_sent(
    App const& app, Call const& call, Signpost const& typed, FormView& view, SignpostView const* standing
) {
    view.problems = beside(signposts::problems_of(typed));
    if (!view.problems.empty()) {
        view.why = phrase("The signpost was not sent. What is missing is marked below; your text is still here.");
        co_return false;
    }
    auto const page = signposts::page_key(typed.address);
    if (view.seen == page) co_return true;
    auto others = co_await others_like(app, call, typed, standing);
    view.others = std::move(others);
    if (!view.others.empty()) view.seen = page;
    co_return view.others.empty();
}

std::optional<SignpostView> own_signpost(App const& app, Call const& call) {
    auto const post = post_of(app, call);
    if (!post || post->author.handle != call.member->actor) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return signposts::find_signpost(tx, tables, post->handle, call.viewer());
    });
}

// It reaches as many people as the community does.
storage::Audience audience_in(App const& app, timeline::ActorView const& community) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::terms_of(tx, tables, community.handle).audience;
    });
}

Response refused(App const& app, Call const& call, FormView view, Refusal refusal) {
    view.why = sentence(refusal) + " Your text is still here.";
    return form_page(app, call, {}, view, meaning_of(refusal.reason()).status);
}

}  // namespace

awaitable<Response> get_new_signpost(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    co_return form_page(app, call, {}, putting_up(call, *community), 200);
}

awaitable<Response> post_new_signpost(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto view = putting_up(call, *community);
    auto const typed = signpost_typed(call.form);
    bool const is_ready = co_await can_be_sent(app, call, typed, view, nullptr);
    if (!is_ready) co_return form_page(app, call, {}, view, view.problems.empty() ? 200 : 422);
    auto const draft = signposts::article_of(typed, community->iri, audience_in(app, *community));
    auto composed = federation::composer_of(app.node).article(*author, draft);
    auto const number = composed.number;
    auto const done = co_await federation::perform(app.node, std::move(composed));
    if (!done) co_return refused(app, call, std::move(view), done.error());
    co_return Response::see_other("/post/" + federation::digits(number));
}

awaitable<Response> get_change_signpost(App const& app, Call call) {
    auto const standing = own_signpost(app, call);
    if (!standing) co_return refuse(app, call, {Reason::not_found, "no signpost of the member's"});
    co_return form_page(app, call, standing->signpost, changing(call, *standing), 200);
}

awaitable<Response> post_change_signpost(App const& app, Call call) {
    auto const standing = own_signpost(app, call);
    auto const author = standing ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return refuse(app, call, {Reason::not_found, "no signpost of the member's"});
    auto view = changing(call, *standing);
    auto const typed = signpost_typed(call.form);
    auto const& post = standing->post;
    bool const is_ready = co_await can_be_sent(app, call, typed, view, &*standing);
    if (!is_ready) co_return form_page(app, call, standing->signpost, view, view.problems.empty() ? 200 : 422);
    auto const draft = signposts::article_of(typed, post.community.iri, post.audience);
    federation::Edited const edited{post.iri, post.published, post.updated};
    auto composed = federation::composer_of(app.node).edit(*author, draft, edited);
    auto const done = co_await federation::perform(app.node, std::move(composed));
    if (!done) co_return refused(app, call, std::move(view), done.error());
    co_return Response::see_other(post_path(post));
}

}  // namespace collegium::server::pages
