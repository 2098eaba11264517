// Tools for measuring: the list of them, one of them, and writing them.
#include "federation/admit.hpp"
#include "federation/content/markdown.hpp"
#include "server/dispatch.hpp"
#include "server/pages/adoption/handlers.hpp"
#include "server/pages/adoption/instrument_form.hpp"

namespace collegium::server::pages {

using instruments::Instrument;
using instruments::InstrumentView;

namespace {

constexpr std::size_t tools_on_a_page = 30;
constexpr std::string_view not_published =
    phrase("It was not published. What is missing is marked below; your text is still here.");

instruments::InstrumentComposer composer_of(App const& app) {
    return {app.node.settings.origin(), app.node.clock, app.node.ids};
}

std::optional<InstrumentView> instrument_of(App const& app, Call const& call) {
    auto const post = post_of(app, call);
    if (!post || post->kind != storage::ObjectKind::instrument) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return instruments::find_instrument(tx, tables, post->handle, {}, call.viewer());
    });
}

std::optional<InstrumentView> own_instrument(App const& app, Call const& call) {
    auto view = instrument_of(app, call);
    bool const is_own = view && view->post.author.handle == call.member->actor;
    return is_own ? std::move(view) : std::nullopt;
}

// All that the page of one shows.
struct InstrumentLook {
    InstrumentLook() = default;

    std::optional<InstrumentView> view;
    std::vector<InstrumentView> versions;
    std::string purpose, usage, scoring;  // HTML
};

InstrumentLook look_at(
    App const& app, storage::Handle thing, std::string const& version, timeline::Viewer const& viewer
) {
    InstrumentLook look;
    app.node.store.read([&](auto const& tx, auto const& tables) {
        look.view = instruments::find_instrument(tx, tables, thing, version, viewer);
        if (look.view) look.versions = instruments::versions_of(tx, tables, thing, viewer);
        return true;
    });
    if (!look.view) return look;
    look.purpose = federation::content::to_html(look.view->instrument.purpose);
    look.usage = federation::content::to_html(look.view->instrument.usage);
    look.scoring = federation::content::to_html(look.view->instrument.scoring);
    return look;
}

Response page_of(App const& app, Call const& call, InstrumentLook const& look) {
    auto const& [post, words, version, is_current] = *look.view;
    Page page{app, call, "instrument", words.title};
    page.alternate(post.iri);
    auto& values = page.values();
    values.text("TOOL_TITLE", words.title);
    values.text("LANG", words.language);
    values.text("PATH", post_path(post));
    values.amount("REVISION", words.revision);
    values.text("VERSION", version);
    values.text("VERSION_PATH", version_path(post, version));
    values.repeat("PURPOSE").html("CONTENT", look.purpose);
    values.repeat("USAGE").html("CONTENT", look.usage);
    values.repeat("SCORING").html("CONTENT", look.scoring);
    values.words("DIRECTION", instruments::heading_of(words.better));
    values.text("LANGUAGES", instruments::joined(words.languages));
    values.text("LICENCE", words.licence);
    if (!words.source.empty()) values.repeat("SOURCE").text("WORDS", words.source);
    if (!is_current) values.show("OLD_VERSION");
    if (is_waiting(post)) values.repeat("WAITING").text("HOST", post.community.host);
    for (auto const& each : look.versions) {
        auto line = values.repeat("KNOWN_VERSION");
        line.text("ADDRESS", version_path(each.post, each.version));
        line.number("NUMBER", each.instrument.revision);
        line.time("TIME", each.post.updated);
        line.text("DATETIME", to_rfc3339(each.post.updated));
    }
    show_byline(values, post);
    bool const is_own = call.member && post.author.handle == call.member->actor;
    if (is_own) values.show("OWN");
    return page.render();
}

Response list_page(
    App const& app,
    Call const& call,
    std::vector<InstrumentView> rows,
    std::vector<timeline::Membership> const& memberships
) {
    Page page{app, call, "instruments", phrase("Tools for measuring")};
    auto& values = page.values();
    if (rows.size() > tools_on_a_page) {
        rows.pop_back();
        values.repeat("OLDER").text("ADDRESS", "?before=" + federation::digits(rows.back().post.number));
    }
    for (auto const& each : rows) {
        auto line = values.repeat("TOOL");
        line.text("PATH", post_path(each.post));
        line.text("TOOL_TITLE", each.instrument.title);
        line.text("LANG", each.instrument.language);
        line.amount("REVISION", each.instrument.revision);
        line.text("LANGUAGES", instruments::joined(each.instrument.languages));
        line.text("AUTHOR", each.post.author.display);
        line.text("HOST", each.post.author.host);
    }
    if (rows.empty()) values.show("NONE");
    for (auto const& each : memberships) {
        auto place = values.repeat("PLACE");
        place.text("PATH", community_path(each.community));
        place.text("COMMUNITY", each.community.display);
    }
    return page.render();
}

std::string write_path(timeline::ActorView const& community) {
    return community_path(community) + "/tools/write";
}

InstrumentFormView writing(std::string action) {
    return {std::move(action), phrase("Add a tool for measuring"), {}, ""};
}

InstrumentFormView changing(InstrumentView const& view) {
    return {post_path(view.post) + "/change-tool", phrase("A new version of a tool for measuring"), {}, ""};
}

void refuse_form(InstrumentFormView& view, Refusal refusal) {
    view.why = sentence(refusal) + " Your text is still here.";
}

}  // namespace

awaitable<Response> instrument_page(App const& app, Call const& call, timeline::PostView const& post) {
    InstrumentLook look;
    auto const version = call.form.text("version");
    auto const viewer = call.viewer();
    std::function<void()> work = [&] { look = look_at(app, post.handle, version, viewer); };
    co_await app.node.workers.run(std::move(work));
    if (!look.view) co_return refuse(app, call, {Reason::not_found, "no such version of a tool for measuring"});
    co_return page_of(app, call, look);
}

awaitable<Response> get_instruments(App const& app, Call call) {
    auto const viewer = call.viewer();
    auto const before = before_of(call);
    std::vector<InstrumentView> rows;
    std::vector<timeline::Membership> memberships;
    // One more than is shown tells whether there is a next page.
    std::function<void()> work = [&] {
        app.node.store.read([&](auto const& tx, auto const& tables) {
            rows = instruments::all_instruments(tx, tables, before, tools_on_a_page + 1, viewer);
            if (call.member) memberships = timeline::communities_of(tx, tables, call.member->actor);
            return true;
        });
    };
    co_await app.node.workers.run(std::move(work));
    co_return list_page(app, call, std::move(rows), memberships);
}

awaitable<Response> get_write_instrument(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    co_return instrument_form(app, call, Instrument{}, writing(write_path(*community)), 200);
}

awaitable<Response> post_write_instrument(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto view = writing(write_path(*community));
    auto const words = instrument_typed(call.form, Instrument{});
    view.problems = beside(instruments::problems_of(words));
    if (!view.problems.empty()) {
        view.why = not_published;
        co_return instrument_form(app, call, words, view, 422);
    }
    instruments::InstrumentDraft draft;
    draft.community = community->iri;
    draft.instrument = words;
    auto composed = composer_of(app).publish(*author, draft);
    auto const number = composed.number;
    auto const done = co_await federation::perform(app.node, std::move(composed));
    if (!done) {
        refuse_form(view, done.error());
        co_return instrument_form(app, call, words, view, meaning_of(done.error().reason()).status);
    }
    co_return Response::see_other("/post/" + federation::digits(number));
}

awaitable<Response> get_change_instrument(App const& app, Call call) {
    auto const standing = own_instrument(app, call);
    if (!standing) co_return refuse(app, call, {Reason::not_found, "no such tool for measuring"});
    co_return instrument_form(app, call, standing->instrument, changing(*standing), 200);
}

awaitable<Response> post_change_instrument(App const& app, Call call) {
    auto const standing = own_instrument(app, call);
    if (!standing) co_return refuse(app, call, {Reason::not_found, "no such tool for measuring"});
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto view = changing(*standing);
    auto const words = instrument_typed(call.form, standing->instrument);
    view.problems = beside(instruments::problems_of(words));
    if (!view.problems.empty()) {
        view.why = not_published;
        co_return instrument_form(app, call, words, view, 422);
    }
    if (words == standing->instrument) {
        view.why = phrase("Nothing is different yet. Change the words below, then publish them.");
        co_return instrument_form(app, call, words, view, 422);
    }
    auto composed = composer_of(app).revise(*author, words, *standing);
    auto const done = co_await federation::perform(app.node, std::move(composed));
    if (!done) {
        refuse_form(view, done.error());
        co_return instrument_form(app, call, words, view, meaning_of(done.error().reason()).status);
    }
    co_return Response::see_other(post_path(standing->post));
}

}  // namespace collegium::server::pages
