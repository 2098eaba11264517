// Drafting a statement in a council, and releasing it.
#include "federation/admit.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/statements/compose_statement.hpp"
#include "federation/statements/reading.hpp"
#include "federation/statements/statement.hpp"
#include "server/dispatch.hpp"
#include "server/pages/guides/looking.hpp"
#include "server/pages/statements/handlers.hpp"

namespace collegium::server::pages {

namespace statements = federation::statements;

using communities::CouncilPart;
using communities::StatementDraft;
using storage::Handle;
using storage::LocalId;
using storage::Nothing;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t longest_extract = 120;  // characters

struct Draft {
    Council council;
    StatementDraft draft;
    timeline::PostView guide;
};

// What keeps a draft from being saved or released.
struct Trouble {
    std::string why;
    std::vector<std::string> telling;
    unsigned status = 422;
    std::string theirs{};  // what somebody else has saved meanwhile
};

std::optional<timeline::PostView> guide_with(App const& app, Call const& call, Handle guide) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<timeline::PostView> {
        auto post = timeline::find_post(tx, tables, guide, call.viewer());
        bool const is_there =
            post && post->kind == storage::ObjectKind::guide && post->state == storage::ObjectState::visible;
        return is_there ? post : std::nullopt;
    });
}

Response no_draft(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no draft of a council that the member takes part in"});
}

std::string draft_path_of(Council const& council, LocalId number) {
    return statements_path(council.community) + "/" + federation::digits(number);
}

// What is wrong with the words comes back as from every other form.
Trouble trouble_of(Refusal refusal) {
    auto const reason = refusal.reason();
    bool const is_of_words = reason == Reason::malformed || reason == Reason::too_large;
    return {sentence(refusal) + " Your text is still here.", {}, is_of_words ? 422 : meaning_of(reason).status, {}};
}

// What a sponsor has saved is the council's; sponsors drop it.
bool may_drop(Call const& call, Draft const& draft) {
    return draft.council.part == CouncilPart::sponsor || draft.draft.record.by == call.member->actor;
}

Response form_page(
    App const& app, Call const& call, Draft const& shown, std::string const& action, Trouble const* trouble
) {
    Page page{
        app,
        call,
        "statement_draft",
        phrase("A statement of {council}"),
        {{"council", shown.council.community.display}}};
    auto& values = page.values();
    values.text("ACTION", action);
    values.text("COUNCIL", shown.council.community.display);
    values.text("COUNCIL_NAME", shown.council.community.name);
    values.text("LIST", statements_path(shown.council.community));
    values.text("GUIDE_TITLE", shown.guide.title());
    values.text("GUIDE_PATH", post_path(shown.guide));
    values.text("LANG", shown.guide.language);
    values.text("STATEMENT_WORDS", call.form.has("words") ? call.form.text("words") : shown.draft.record.words);
    values.text("GUIDE_NUMBER", federation::digits(shown.guide.number));
    bool const is_kept = shown.draft.number != LocalId{0};
    if (is_kept) values.repeat("KEPT").text("WHEN_SAVED", to_rfc3339_in_millis(shown.draft.record.saved));
    if (is_kept && shown.council.part == CouncilPart::sponsor) values.show("MAY_RELEASE");
    if (is_kept && shown.council.part != CouncilPart::sponsor) values.show("WAITS_FOR_SPONSOR");
    if (is_kept && may_drop(call, shown)) values.show("MAY_DROP");
    if (trouble == nullptr) return page.render();
    values.problem("words", trouble->why);
    if (!trouble->theirs.empty()) values.repeat("CHANGED_MEANWHILE").text("THEIR_WORDS", trouble->theirs);
    if (!trouble->telling.empty()) {
        auto list = values.repeat("TELLING_WORDS");
        for (auto const& each : trouble->telling) list.repeat("TELLING").text("WORD", each);
    }
    return page.render(trouble->status);
}

// The draft that does not exist yet: of the guide in the address, for the council in the form.
std::optional<Draft> fresh_draft(App const& app, Call const& call) {
    auto const guide = guide_of(app, call);
    auto council = guide ? council_named(app, call, call.form.text("council")) : std::nullopt;
    if (!council) return std::nullopt;
    Draft draft{*std::move(council), {}, guide->post};
    draft.draft.record.guide = guide->post.handle;
    draft.draft.record.language = guide->post.language.empty() ? "en" : guide->post.language;
    return draft;
}

std::optional<Draft> kept_draft(App const& app, Call const& call) {
    auto council = council_named(app, call, call.names.front());
    auto const number = number_of(call.names.back());
    if (!council || !number) return std::nullopt;
    auto const draft = app.node.store.read([&](auto const& tx, auto const& tables) {
        return communities::draft_for(tx, tables, council->community.handle, *number, *call.member);
    });
    auto guide = draft ? guide_with(app, call, draft->record.guide) : std::nullopt;
    if (!guide) return std::nullopt;
    return Draft{*std::move(council), *draft, *std::move(guide)};
}

// The guide that the form was about.
std::optional<timeline::PostView> guide_in_form(App const& app, Call const& call) {
    auto const number = number_of(call.form.text("guide"));
    auto const post = number ? app.node.store.read([&](auto const& tx, auto const& tables) {
        return timeline::find_post(tx, tables, *number, call.viewer());
    })
                             : std::nullopt;
    return post ? guide_with(app, call, post->handle) : std::nullopt;
}

// The draft is released, dropped, or somebody else's by now, or its guide is gone. Whoever takes part in the council
// keeps what they typed; which of these it is would tell of drafts that are not theirs to read.
Response lost_draft(App const& app, Call const& call) {
    auto const words = call.form.trimmed("words");
    auto council = words.empty() ? std::nullopt : council_named(app, call, call.names.front());
    if (!council) return no_draft(app, call);
    auto guide = guide_in_form(app, call);
    if (guide) {
        Trouble const trouble{
            phrase("Not saved: this draft is not here any more, or somebody else is writing it now. Your text is still "
                   "here, "
                   "and can be saved as a new draft."),
            {},
            404,
            {}};
        auto const action = post_path(*guide) + "/statement";
        return form_page(app, call, Draft{*std::move(council), {}, *std::move(guide)}, action, &trouble);
    }
    Page page{
        app,
        call,
        "statement_kept_words",
        phrase("A statement of {council}"),
        {{"council", council->community.display}}};
    page.values().text("COUNCIL", council->community.display);
    page.values().text("LIST", statements_path(council->community));
    page.values().text("STATEMENT_WORDS", words);
    return page.render(404);
}

storage::Store::Change<Nothing> keeping(App const& app, Call const& call, Draft const& typed, Instant now) {
    auto const own_from = app.node.settings.members.own_consent_from;
    return [council = typed.council.community.handle, draft = typed.draft, member = *call.member, own_from, now](
               WriteTx& tx, Tables& tables
           ) { return communities::keep_draft(tx, tables, council, draft, member, own_from, now); };
}

std::vector<std::string> telling_words(App const& app, std::string const& words) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return statements::telling_words(tx, tables, words);
    });
}

// In one transaction: the statement is said and the draft is gone, or neither, so nothing is said twice.
federation::Alongside dropping(Draft const& draft) {
    auto const council = draft.council.community.handle;
    return [council,
            number = draft.draft.number,
            saved = draft.draft.record.saved](WriteTx& tx, Tables& tables) -> Result<void> {
        auto const dropped = communities::drop_draft(tx, tables, council, number, saved);
        return dropped ? Result<void>{} : Result<void>{dropped.error()};
    };
}

// Why a draft that was there is not changed, with what was typed.
Response not_changed(App const& app, Call const& call, Draft const& typed, Refusal refusal) {
    auto const action = draft_path_of(typed.council, typed.draft.number);
    auto const newest = kept_draft(app, call);
    if (!newest) return lost_draft(app, call);
    if (newest->draft.record.saved == typed.draft.record.saved) {
        auto const trouble = trouble_of(refusal);
        return form_page(app, call, typed, action, &trouble);
    }
    Trouble const trouble{
        phrase("Not saved: somebody has changed this draft meanwhile. What they saved is below. Your text is still "
               "here: put "
               "together what should stay, and save it."),
        {},
        409,
        newest->draft.record.words};
    return form_page(app, call, *newest, action, &trouble);
}

awaitable<Response> release(App const& app, Call call, Draft draft) {
    auto const action = draft_path_of(draft.council, draft.draft.number);
    if (draft.council.part != CouncilPart::sponsor)
        co_return refuse(app, call, {Reason::not_allowed, "a sponsor releases what a council says"});
    auto telling = telling_words(app, draft.draft.record.words);
    if (!telling.empty()) {
        Trouble const trouble{
            phrase("Not released: these words may point to somebody. Take them out, or say it in another way. Your "
                   "text is "
                   "still here."),
            std::move(telling),
            422,
            {}};
        co_return form_page(app, call, draft, action, &trouble);
    }
    auto const council = federation::author_of(app.node, draft.council.community.handle);
    if (!council) co_return no_draft(app, call);
    statements::StatementComposer const composer{app.node.settings.origin(), app.node.clock, app.node.ids};
    statements::StatementDraft const words{draft.draft.record.words, draft.draft.record.language};
    auto composed = composer.say(*council, words, draft.guide);
    auto const number = composed.number;
    auto alongside = dropping(draft);
    auto const said = co_await federation::perform(app.node, std::move(composed), std::move(alongside));
    if (!said) co_return not_changed(app, call, draft, said.error());
    co_return Response::see_other(post_path(draft.guide) + statement_anchor(number));
}

void show_said(Values& values, timeline::PostView const& post, CouncilPart part) {
    auto line = values.repeat("SAID");
    line.text("LANG", post.language);
    line.html("CONTENT", post.content);
    line.time("TIME", post.published);
    line.text("DATETIME", to_rfc3339(post.published));
    if (part == CouncilPart::sponsor)
        line.repeat("MAY_WITHDRAW").text("PATH", "/comment/" + federation::digits(post.number));
}

}  // namespace

std::string statements_path(timeline::ActorView const& council) {
    return community_path(council) + "/statements";
}

std::string statement_anchor(LocalId number) {
    return "#statement-" + federation::digits(number);
}

std::optional<Council> council_named(App const& app, Call const& call, std::string_view name) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Council> {
        auto const found = timeline::find_community(tx, tables, app.node.settings.node.domain, name);
        auto const part = found ? communities::part_in(tx, tables, found->handle, *call.member) : CouncilPart::none;
        if (part == CouncilPart::none) return std::nullopt;
        return Council{*found, part};
    });
}

awaitable<Response> get_begin_statement(App const& app, Call call) {
    auto const draft = fresh_draft(app, call);
    if (!draft) co_return no_draft(app, call);
    co_return form_page(app, call, *draft, post_path(draft->guide) + "/statement", nullptr);
}

awaitable<Response> post_begin_statement(App const& app, Call call) {
    auto draft = fresh_draft(app, call);
    if (!draft) co_return no_draft(app, call);
    auto typed = *draft;
    typed.draft.number = app.node.ids.next();
    typed.draft.record.words = call.form.trimmed("words");
    auto change = keeping(app, call, typed, app.node.clock.now());
    auto const kept = co_await app.node.store.write(std::move(change));
    if (!kept) {
        auto const trouble = trouble_of(kept.error());
        co_return form_page(app, call, *draft, post_path(draft->guide) + "/statement", &trouble);
    }
    co_return Response::see_other(draft_path_of(typed.council, typed.draft.number));
}

awaitable<Response> get_statements(App const& app, Call call) {
    auto const council = council_named(app, call, call.names.front());
    if (!council) co_return refuse(app, call, {Reason::not_found, "no council that the member takes part in"});
    Page page{app, call, "statements", phrase("What {council} says"), {{"council", council->community.display}}};
    auto& values = page.values();
    values.text("COUNCIL", council->community.display);
    values.text("COUNCIL_PATH", community_path(council->community));
    app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const drafts = communities::drafts_for(tx, tables, council->community.handle, *call.member);
        if (drafts.empty()) values.show("NO_DRAFTS");
        for (auto const& each : drafts) {
            auto const guide = timeline::find_post(tx, tables, each.record.guide, call.viewer());
            auto line = values.repeat("DRAFT");
            line.text("PATH", draft_path_of(*council, each.number));
            line.words("GUIDE_TITLE", phrase("A guide that is gone"));
            if (guide) line.text("GUIDE_TITLE", guide->title());
            line.text("EXTRACT", federation::content::cut_characters(each.record.words, longest_extract));
            if (!each.record.approved) line.show("WAITS");
        }
        auto const said = statements::statements_by(tx, tables, council->community.handle, call.viewer());
        if (said.empty()) values.show("NOTHING_SAID");
        for (auto const& post : said) show_said(values, post, council->part);
    });
    co_return page.render();
}

awaitable<Response> get_statement_draft(App const& app, Call call) {
    auto const draft = kept_draft(app, call);
    if (!draft) co_return no_draft(app, call);
    co_return form_page(app, call, *draft, draft_path_of(draft->council, draft->draft.number), nullptr);
}

awaitable<Response> post_statement_draft(App const& app, Call call) {
    auto typed = kept_draft(app, call);
    if (!typed) co_return lost_draft(app, call);
    auto const decision = call.form.text("decision");
    auto& record = typed->draft.record;
    record.saved = from_rfc3339(call.form.text("saved")).value_or(record.saved);
    if (decision == "drop") {
        if (!may_drop(call, *typed)) co_return no_draft(app, call);
        storage::Store::Change<Nothing> drop = [council = typed->council.community.handle,
                                                number = typed->draft.number,
                                                saved = record.saved](WriteTx& tx, Tables& tables) {
            return communities::drop_draft(tx, tables, council, number, saved);
        };
        auto const dropped = co_await app.node.store.write(std::move(drop));
        if (!dropped) co_return not_changed(app, call, *typed, dropped.error());
        co_return Response::see_other(statements_path(typed->council.community));
    }
    record.words = call.form.trimmed("words");
    auto const now = app.node.clock.now();
    auto change = keeping(app, call, *typed, now);
    auto const kept = co_await app.node.store.write(std::move(change));
    if (!kept) co_return not_changed(app, call, *typed, kept.error());
    if (decision != "release") co_return Response::see_other(draft_path_of(typed->council, typed->draft.number));
    record.saved = now;
    auto whole = *std::move(typed);
    co_return co_await release(app, std::move(call), std::move(whole));
}

}  // namespace collegium::server::pages
