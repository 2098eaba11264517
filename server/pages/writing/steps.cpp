#include "server/pages/writing/steps.hpp"

#include "crypto/digest.hpp"
#include "server/alongside.hpp"
#include "server/media/attaching.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/writing/pictures.hpp"
#include "server/pages/writing/places.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::pages {

namespace {

// Of the page, not of whoever writes. "file" is only the name of a file that was not sent.
constexpr std::array<std::string_view, 11> own_fields{
    "form_key",
    "act",
    "place",
    "draft",
    "draft_saved",
    "saved",
    "similar",
    "file",
    "picture_problem",
    "sent_form",
    "writing"};

std::string digest_of_form(Call const& call) {
    std::string whole;
    for (auto const& each : typed_in(call.form)) whole += each.name + '=' + percent_encoded(each.value) + '&';
    if (auto const* const file = call.parameters.file("file")) whole += file->data;
    return crypto::to_base64url(crypto::sha256(crypto::bytes_of(whole)));
}

std::optional<writing::Draft> draft_for(App const& app, Call const& call) {
    auto const& wanted = call.form.text("draft");
    auto const member = call.member->actor;
    auto const& page = call.request.path;
    if (wanted == "none") return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<writing::Draft> {
        if (!wanted.empty()) {
            auto const number = number_of(wanted);
            auto draft = number ? writing::find_draft(tx, tables, member, *number) : std::nullopt;
            return draft && page_of_place(draft->record.place) == page ? draft : std::nullopt;
        }
        std::optional<writing::Draft> newest;
        for (auto const& place : places_on(page)) {
            auto draft = writing::newest_draft(tx, tables, member, place);
            if (draft && (!newest || newest->number < draft->number)) newest = std::move(draft);
        }
        return newest;
    });
}

void bring_draft(App const& app, Call& call) {
    auto const draft = draft_for(app, call);
    call.form.remove("draft");
    if (!draft) return;
    for (auto const& each : writing::fields_of(draft->record))
        if (!call.form.has(each.name)) call.form.set(each.name, each.value);
    call.form.set("draft", federation::digits(draft->number));
    call.form.set("draft_saved", to_rfc3339(draft->record.saved));
}

std::optional<writing::Sent> sending_before(App const& app, Call const& call) {
    auto const number = number_in(call.form);
    if (!number || !call.member) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return writing::sending_of(tx, tables, call.member->actor, *number);
    });
}

}  // namespace

boost::asio::awaitable<Response> with_draft(App const& app, Call call, Handler page) {
    if (call.member && !call.bearer && !call.wants_activity()) bring_draft(app, call);
    co_return co_await page(app, std::move(call));
}

boost::asio::awaitable<Response> with_writing(App const& app, Call call, Handler act) {
    auto const form = digest_of_form(call);
    auto const sent = sending_before(app, call);
    bool const is_same = sent && digest_of(form) == sent->form;
    if (is_same && !is_preview(call)) co_return Response::see_other(sent->path);
    if (sent && !is_same) call.form.set("draft", federation::digits(app.node.ids.next()));  // as from "back": new words
    call.form.remove("draft_saved");
    call.form.set("sent_form", form);
    co_await take_in_pictures(app, call);
    co_return co_await act(app, std::move(call));
}

bool is_preview(Call const& call) {
    return call.form.text("act") == "preview";
}

std::optional<storage::LocalId> number_in(Form const& form) {
    auto const number = number_of(form.text("draft"));
    bool const is_one = number && *number != storage::LocalId{0} && *number != storage::LocalId{~0ull};
    return is_one ? number : std::nullopt;
}

std::vector<FormField> typed_in(Form const& form) {
    std::vector<FormField> typed;
    for (auto const& [name, value] : form.all())
        if (std::ranges::find(own_fields, name) == own_fields.end()) typed.push_back({name, value});
    return typed;
}

federation::Alongside on_sending(App const& app, Call const& call, std::string path) {
    auto const number = number_in(call.form);
    if (!number) return {};
    writing::Sent sent{std::move(path), digest_of(call.form.text("sent_form")).value_or(storage::TokenDigest{})};
    return [member = call.member->actor, number = *number, sent = std::move(sent), now = app.node.clock.now()](
               storage::WriteTx& tx, storage::Tables& tables
           ) { return writing::note_sending(tx, tables, member, number, sent, now); };
}

federation::Alongside on_sending(
    App const& app, Call const& call, federation::Activity const& activity, std::string path
) {
    return both(media::with_pictures(app.node, call.member->actor, activity), on_sending(app, call, std::move(path)));
}

}  // namespace collegium::server::pages
