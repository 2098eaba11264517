#include "server/media/handlers.hpp"

#include "server/api_gate.hpp"
#include "server/dispatch.hpp"
#include "server/mastodon/media_entity.hpp"
#include "server/media/intake.hpp"
#include "server/media/pictures.hpp"
#include "server/media/words.hpp"
#include "server/media/workshop.hpp"

namespace collegium::server::media {

using storage::Handle;
using storage::LocalId;
using storage::MediaRecord;
using storage::MediaState;
using storage::PlaceKey;

namespace {

Response no_record() {
    return api_refused({Reason::not_found, "no such picture"});
}

std::optional<MediaRecord> own_record(App const& app, Handle owner, LocalId number) {
    return app.node.store.read([&](auto const& tx, auto const& tables) { return find_own(tx, tables, owner, number); });
}

// 206 while it is made (clients 2b): all that is known is there, but for the addresses.
Response about(App const& app, LocalId number, MediaRecord const& record, unsigned while_waiting) {
    if (record.state == MediaState::refused) return api_error(422, words_for({Reason::malformed, "not made"}));
    bool const waiting = record.state == MediaState::waiting;
    return api_json(mastodon::media_json(app, number, record), waiting ? while_waiting : 200);
}

// What is said of a picture, where something is said.
std::optional<Response> wrong_words(Parameters const& parameters) {
    if (!is_description(parameters.text("description")))
        return api_error(
            422, "Validation failed: the description has more than 1500 letters. Shorten it, then send it again."
        );
    auto const& focus = parameters.text("focus");
    if (!focus.empty() && !read_focus(focus))
        return api_error(
            422, "Validation failed: the focus is not two numbers from -1 to 1 with a comma between them."
        );
    return std::nullopt;
}

storage::Store::Change<MediaRecord> describing(PlaceKey key, Parameters const& parameters) {
    std::optional<std::string> description, focus;
    if (parameters.has("description")) description = parameters.text("description");
    if (parameters.has("focus")) focus = parameters.text("focus");
    return [key, description, focus](storage::WriteTx& tx, storage::Tables& tables) -> Result<MediaRecord> {
        auto record = tables.media.get(tx, key);
        if (!record) return Refusal{Reason::not_found, "no such picture"};
        if (record->thing != Handle{0}) return Refusal{Reason::conflict, "a picture of something published"};
        if (description) record->description = *description;
        if (focus) record->focus = *focus;
        tables.media.put(tx, key, *record);
        return *record;
    };
}

awaitable<Response> bring(App const& app, Call call, Patience patience) {
    auto const* const file = call.parameters.file("file");
    if (file == nullptr)
        co_return api_error(
            422, "Validation failed: there is no file in the form. Choose a picture, then send it again."
        );
    if (auto wrong = wrong_words(call.parameters)) co_return *std::move(wrong);
    if (file->data.size() > app.node.settings.media.most_mib << 20) co_return api_refused({Reason::too_large, "file"});
    Arrival arrival;
    arrival.bytes = file->data;
    arrival.description = call.parameters.text("description");
    arrival.focus = call.parameters.text("focus");
    auto const owner = call.member->actor;
    auto const taken = co_await take_in(app, owner, std::move(arrival), patience);
    if (!taken) co_return refused_picture(taken.error());
    auto const record = own_record(app, owner, taken->number);
    co_return record ? about(app, taken->number, *record, 202) : no_record();
}

}  // namespace

awaitable<Response> get_picture(App const& app, Call call) {
    auto const& files = app.pictures.files();
    auto const& name = call.names.front();
    auto const size = files.size_of(name);
    if (!size) co_return refuse(app, call, {Reason::not_found, "no such picture"});
    auto const tag = '"' + name + '"';  // a name never has another content
    bool const is_known = call.request.field("if-none-match").find(tag) != std::string_view::npos;
    bool const wants_bytes = !is_known && call.request.method != Method::head;
    auto bytes = wants_bytes ? files.read(name) : std::string{};
    if (!bytes) co_return refuse(app, call, {Reason::not_found, "no such picture"});
    auto response =
        is_known ? Response{304} : Response{200, std::string{PictureFiles::type_of(name)}, *std::move(bytes)};
    if (!is_known && !wants_bytes) response.with("Content-Length", std::to_string(*size));
    response.with("Cache-Control", "public, max-age=31536000, immutable")
        .with("ETag", tag)
        .with("Content-Disposition", "inline")
        .with("Content-Security-Policy", "default-src 'none'; sandbox");
    co_return response;
}

awaitable<Response> post_media(App const& app, Call call) {
    return bring(app, std::move(call), Patience::brief);
}

awaitable<Response> post_media_at_once(App const& app, Call call) {
    return bring(app, std::move(call), Patience::long_enough);
}

awaitable<Response> get_media(App const& app, Call call) {
    auto const number = read_number(call.names.front());
    auto const record = number ? own_record(app, call.member->actor, *number) : std::nullopt;
    co_return record ? about(app, *number, *record, 206) : no_record();
}

awaitable<Response> put_media(App const& app, Call call) {
    auto const number = read_number(call.names.front());
    if (!number) co_return no_record();
    PlaceKey const key{call.member->actor, *number};
    if (!own_record(app, key.under, key.number)) co_return no_record();
    if (auto wrong = wrong_words(call.parameters)) co_return *std::move(wrong);
    auto change = describing(key, call.parameters);
    auto const changed = co_await app.node.store.write(std::move(change));
    if (changed) co_return about(app, *number, *changed, 206);
    if (changed.error().reason() != Reason::conflict) co_return api_refused(changed.error());
    co_return api_error(422, "The picture is part of a post already. Edit the post to change what it says of it.");
}

}  // namespace collegium::server::media
