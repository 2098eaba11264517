// Drafts of forms: saving, throwing away, and finding them again.
#include "federation/content/plain_text.hpp"
#include "federation/messages/json_text.hpp"
#include "server/api_limits.hpp"
#include "server/dispatch.hpp"
#include "server/pages/guides/looking.hpp"
#include "server/pages/kept_form.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/page_language.hpp"
#include "server/pages/writing/handlers.hpp"
#include "server/pages/writing/pictures.hpp"
#include "server/pages/writing/places.hpp"
#include "server/pages/writing/steps.hpp"

#include <algorithm>

namespace collegium::server::pages {

using federation::JsonText;
using storage::LocalId;
using storage::Nothing;

namespace {

constexpr std::size_t longest_extract = 160;  // characters

bool is_by_script(Call const& call) {
    return call.request.field("accept").starts_with("application/json");
}

Response json(unsigned status, std::string text) {
    Response response{status, "application/json; charset=utf-8", std::move(text)};
    response.with("Cache-Control", "private, no-store");
    return response;
}

storage::Store::Change<Nothing> keeping(App const& app, Call const& call, LocalId number) {
    return [member = call.member->actor,
            number,
            place = call.form.text("place"),
            typed = typed_in(call.form),
            now = app.node.clock.now()](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
        auto const kept = writing::keep_draft(tx, tables, member, number, place, typed, now);
        if (!kept) return kept.error();
        return Nothing{};
    };
}

Response not_kept(App const& app, Call const& call, Refusal refusal) {
    auto const status = meaning_of(refusal.reason()).status;
    auto const why = language_for(app, call).say(sentence(refusal));
    if (is_by_script(call)) return json(status, JsonText::object().text("error", why).done());
    Page page{app, call, "draft_not_kept", phrase("Not saved")};
    page.values().text("WHY", why);
    show_kept(page.values(), call, call.form.text("place"));
    return page.render(status);
}

// A script goes on with the same page; people get theirs again, with all that they typed.
Response kept(Call const& call, std::string const& page, LocalId number) {
    if (is_by_script(call)) return json(200, JsonText::object().boolean("saved", true).done());
    return Response::see_other(page + "?draft=" + federation::digits(number) + "&saved=1#came-back");
}

// What tells one draft from another in the list.
std::string extract_of(writing::Draft const& draft) {
    auto const fields = writing::fields_of(draft.record);
    for (auto const* const name : {"title", "words", "overall"}) {
        auto const found = std::ranges::find(fields, name, &FormField::name);
        if (found != fields.end() && !found->value.empty())
            return federation::content::cut_characters(found->value, longest_extract);
    }
    return {};
}

}  // namespace

awaitable<Response> post_keep_draft(App const& app, Call call) {
    auto const page = page_of_place(call.form.text("place"));
    auto const typed_number = number_in(call.form);
    if (!page || !typed_number) co_return refuse(app, call, {Reason::malformed, "no form in which somebody writes"});
    auto const now = app.node.clock.now();
    if (is_by_script(call))
        if (auto const standing = app.api_limits.typing(call, now); !standing.allowed)
            co_return too_many_calls(standing, now);
    auto number = *typed_number;
    co_await take_in_pictures(app, call);
    auto change = keeping(app, call, number);
    auto done = co_await app.node.store.write(std::move(change));
    if (!done && done.error().reason() == Reason::conflict && !is_by_script(call)) {
        number = app.node.ids.next();  // that form was sent; these are new words
        auto anew = keeping(app, call, number);
        done = co_await app.node.store.write(std::move(anew));
    }
    if (!done) co_return not_kept(app, call, done.error());
    co_return kept(call, *page, number);
}

awaitable<Response> post_drop_draft(App const& app, Call call) {
    auto const number = number_in(call.form);
    if (!number) co_return refuse(app, call, {Reason::malformed, "no number of a draft"});
    storage::Store::Change<Nothing> change = [member = call.member->actor, number = *number](
                                                 storage::WriteTx& tx, storage::Tables& tables
                                             ) -> Result<Nothing> {
        static_cast<void>(writing::drop_draft(tx, tables, member, number));
        return Nothing{};
    };
    auto const dropped = co_await app.node.store.write(std::move(change));
    if (!dropped) co_return refuse(app, call, dropped.error());
    auto const page = page_of_place(call.form.text("place"));
    co_return Response::see_other(page ? *page + "?draft=none" : "/drafts");
}

awaitable<Response> get_drafts(App const& app, Call call) {
    auto const drafts = app.node.store.read([&](auto const& tx, auto const& tables) {
        return writing::drafts_of(tx, tables, call.member->actor);
    });
    Page page{app, call, "drafts", phrase("Your drafts")};
    auto& values = page.values();
    if (drafts.empty()) values.show("NONE");
    if (drafts.empty()) co_return page.render();
    auto list = values.repeat("SOME");
    for (auto const& each : drafts) {
        auto line = list.repeat("DRAFT");
        auto const number = federation::digits(each.number);
        line.text("NUMBER", number);
        line.text("ADDRESS", page_of_place(each.record.place).value_or("") + "?draft=" + number);
        line.words("WHAT", what_is_written(each.record.place));
        line.text("DATETIME", to_rfc3339(each.record.saved));
        line.time("TIME", each.record.saved);
        if (auto const words = extract_of(each); !words.empty()) line.repeat("EXTRACT").text("WORDS", words);
    }
    co_return page.render();
}

}  // namespace collegium::server::pages
