// Pictures that ActivityPub clients bring (wire reference 6.1): uploadMedia, and the object that comes of it.
#include "federation/community/visibility.hpp"
#include "federation/local_actors.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "server/api_gate.hpp"
#include "server/media/handlers.hpp"
#include "server/media/intake.hpp"
#include "server/media/pictures.hpp"
#include "server/media/words.hpp"

namespace collegium::server::media {

namespace vocabulary = federation::vocabulary;

using storage::Handle;
using storage::LocalId;
using storage::MediaRecord;
using storage::MediaState;

namespace {

std::optional<Handle> person_named(App const& app, std::string_view name) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::find_local_actor(tx, tables, name, storage::ActorType::person);
    });
}

// The shell of the object, which clients send as a field or as a file. Refuses malformed if it is none.
Result<federation::Json> read_shell(Parameters const& parameters) {
    auto const* const file = parameters.file("object");
    auto shell = file != nullptr ? std::string{file->data} : parameters.text("object");
    return federation::Json::read_object(std::move(shell), federation::incoming_json);
}

std::string description_in(JsonValue const& shell) {
    auto const name = federation::text_member(shell, "name");
    return std::string{name.empty() ? federation::text_member(shell, "summary") : name};
}

std::string iri_of_picture(App const& app, std::string_view name, LocalId number) {
    return app.node.settings.origin() + "/u/" + std::string{name} + "/pictures/" +
           std::to_string(static_cast<std::uint64_t>(number));
}

std::string document_of(App const& app, std::string_view name, LocalId number, MediaRecord const& record) {
    auto const& origin = app.node.settings.origin();
    return federation::JsonText::object()
        .text("@context", vocabulary::activity_streams)
        .text("id", iri_of_picture(app, name, number))
        .text("type", "Image")
        .text("attributedTo", origin + "/u/" + std::string{name})
        .text("mediaType", record.type)
        .text("url", origin + picture_path(record.file))
        .text_unless_empty("name", record.description)
        .number("width", record.width)
        .number("height", record.height)
        .text("published", to_rfc3339(record.created))
        .done();
}

Response document(App const& app, std::string_view name, LocalId number, MediaRecord const& record, unsigned status) {
    Response response{status, std::string{vocabulary::activity_json}, document_of(app, name, number, record)};
    response.with("Cache-Control", "private, no-store").with("Location", iri_of_picture(app, name, number));
    return response;
}

Response refused_upload(Refusal refusal) {
    auto const words = words_for(refusal);
    if (refusal.reason() == Reason::wrong_type) return api_error(415, words);
    if (refusal.reason() == Reason::too_large) return api_error(413, words);
    return refused_picture(refusal);
}

// Until it is part of something, a picture is its owner's alone (security R13).
bool may_see(
    App const& app,
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Call const& call,
    Handle owner,
    MediaRecord const& record
) {
    if (call.member && call.member->actor == owner) return true;
    if (record.thing == Handle{0} || (app.node.settings.federation.secure_fetch && !call.member)) return false;
    auto const object = tables.objects.get(tx, record.thing);
    return object && federation::community::is_visible(tx, tables, record.thing, *object) &&
           federation::community::is_meant_for(tx, tables, call.viewer(), record.thing, *object);
}

std::optional<MediaRecord> seen_by(App const& app, Call const& call, LocalId number) {
    auto const owner = person_named(app, call.names.front());
    if (!owner) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<MediaRecord> {
        auto record = find_own(tx, tables, *owner, number);
        bool const shown =
            record && record->state != MediaState::refused && may_see(app, tx, tables, call, *owner, *record);
        return shown ? record : std::nullopt;
    });
}

}  // namespace

awaitable<Response> post_upload(App const& app, Call call) {
    auto const name = call.names.front();
    auto const owner = call.member->actor;
    if (person_named(app, name) != owner) co_return api_error(403, "This is another member's address. Use your own.");
    auto const* const file = call.parameters.file("file");
    auto const shell = read_shell(call.parameters);
    if (file == nullptr || !shell)
        co_return api_error(400, "The form needs a part 'file' and a part 'object' with a JSON object. Send both.");
    if (file->data.size() > app.node.settings.media.most_mib << 20) co_return api_refused({Reason::too_large, "file"});
    Arrival arrival;
    arrival.bytes = file->data;
    arrival.description = description_in(shell->root());
    if (!is_description(arrival.description))
        co_return api_error(400, "The name of the object has more than 1500 letters. Shorten it, then send it again.");
    auto const taken = co_await take_in(app, owner, std::move(arrival));
    if (!taken) co_return refused_upload(taken.error());
    auto const record = seen_by(app, call, taken->number);
    if (!record) co_return api_refused({Reason::not_found, "no such picture"});
    if (taken->ready) co_return document(app, name, taken->number, *record, 201);
    co_return Response{202}.with("Location", iri_of_picture(app, name, taken->number));
}

awaitable<Response> get_upload(App const& app, Call call) {
    auto const number = read_number(call.names.back());
    auto const record = number ? seen_by(app, call, *number) : std::nullopt;
    if (!record) co_return api_refused({Reason::not_found, "no such picture"});
    if (record->state == MediaState::waiting) co_return Response{202};
    co_return document(app, call.names.front(), *number, *record, 200);
}

}  // namespace collegium::server::media
