// Writing a guide: the drafts of a member.
#include "server/dispatch.hpp"
#include "server/pages/guides/handlers.hpp"
#include "server/pages/guides/publishing.hpp"
#include "server/pages/page_language.hpp"

namespace collegium::server::pages {

using guides::KeptDraft;
using storage::Nothing;

namespace {

std::optional<KeptDraft> own_draft(App const& app, Call const& call) {
    auto const number = number_of(call.names.front());
    if (!number) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return guides::find_draft(tx, tables, call.member->actor, *number);
    });
}

KeptDraft empty_draft(App const& app, Call const& call, timeline::ActorView const& community) {
    KeptDraft kept;
    kept.draft.guide.language = writing_language(app, call);
    kept.draft.community = community.iri;
    return kept;
}

// What was typed into a draft that was published or dropped meanwhile, as from another tab: it is not lost, and nothing
// is published twice.
awaitable<Response> keep_anew(App const& app, Call const& call) {
    if (!call.form.has("title")) co_return refuse(app, call, {Reason::not_found, "no such draft"});
    auto kept = draft_typed(app, call, KeptDraft{});
    kept.number = app.node.ids.next();
    auto const put = co_await keep(app, call.member->actor, kept);
    DraftNotes notes;
    notes.why = phrase("This draft was published or dropped already. What you typed is kept as a new draft.");
    if (put) co_return draft_page(app, call, kept, notes, 409);
    kept.number = storage::LocalId{0};
    notes.why = sentence(put.error()) + " Nothing is lost: your text is below.";
    co_return draft_page(app, call, kept, notes, meaning_of(put.error().reason()).status);
}

}  // namespace

awaitable<Response> get_write_guide(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    co_return draft_page(app, call, empty_draft(app, call, *community), {}, 200);
}

awaitable<Response> post_write_guide(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto kept = draft_typed(app, call, empty_draft(app, call, *community));
    auto response = co_await take_draft(app, call, kept);
    co_return response;
}

awaitable<Response> get_guide_draft(App const& app, Call call) {
    auto const kept = own_draft(app, call);
    if (!kept) co_return refuse(app, call, {Reason::not_found, "no such draft of the member's"});
    DraftNotes notes;
    notes.saved = call.form.has("saved");
    co_return draft_page(app, call, *kept, notes, 200);
}

awaitable<Response> post_guide_draft(App const& app, Call call) {
    auto found = own_draft(app, call);
    if (!found) {
        auto response = co_await keep_anew(app, call);
        co_return response;
    }
    auto kept = draft_typed(app, call, *std::move(found));
    auto response = co_await take_draft(app, call, kept);
    co_return response;
}

awaitable<Response> post_drop_guide_draft(App const& app, Call call) {
    auto const number = number_of(call.names.front());
    if (!number) co_return refuse(app, call, {Reason::not_found, "no such draft"});
    auto const member = call.member->actor;
    storage::Store::Change<Nothing> change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
        static_cast<void>(guides::drop_draft(tx, tables, member, *number));
        return Nothing{};
    };
    auto const dropped = co_await app.node.store.write(std::move(change));
    if (!dropped) co_return refuse(app, call, dropped.error());
    co_return Response::see_other("/guides/mine");
}

}  // namespace collegium::server::pages
