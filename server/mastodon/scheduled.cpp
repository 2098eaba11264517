#include "server/mastodon/scheduled.hpp"

#include "federation/messages/json_text.hpp"
#include "server/mastodon/answers.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/media_entity.hpp"
#include "server/mastodon/scheduled_posts.hpp"
#include "server/media/pictures.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using federation::JsonText;
using storage::LocalId;
using storage::Nothing;
using storage::PlaceKey;

namespace {

constexpr std::string_view too_soon = "Validation failed: Scheduled at The scheduled date must be in the future";
constexpr std::string_view too_many = "Validation failed: You have exceeded the limit of 300 scheduled posts";

// When the call wants it; nothing if that is no time, or not five minutes ahead.
std::optional<Instant> time_in(App const& app, Call const& call) {
    auto const due = from_rfc3339(call.parameters.text("scheduled_at"));
    bool const fits = due && *due >= app.node.clock.now() + soonest_schedule;
    return fits ? due : std::nullopt;
}

std::string form_of(Parameters const& parameters) {
    std::string form;
    for (auto const& [name, values] : parameters.all())
        for (auto const& value : values)
            if (name != "scheduled_at")
                form += (form.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
    return form;
}

std::string text_or_null(std::string const& text) {
    return text.empty() ? "null" : federation::quoted(text);
}

std::string poll_params(std::optional<PollWish> const& poll) {
    if (!poll) return "null";
    return JsonText::object()
        .texts("options", poll->options)
        .text("expires_in", std::to_string(poll->expires_in))
        .boolean("multiple", poll->multiple)
        .boolean("hide_totals", false)
        .done();
}

std::string params_json(Scheduled const& scheduled) {
    Request request;
    request.query = scheduled.post.form;
    auto const posting = posting_of(Parameters::read(request).value());
    return JsonText::object()
        .text("text", posting.text)
        .raw("poll", poll_params(posting.poll))
        .texts("media_ids", posting.media_ids)
        .boolean("sensitive", posting.sensitive)
        .raw("spoiler_text", text_or_null(posting.spoiler))
        .raw("visibility", text_or_null(posting.visibility))
        .raw("language", text_or_null(posting.language))
        .raw("in_reply_to_id", text_or_null(posting.in_reply_to))
        .raw("scheduled_at", "null")
        .raw("application_id", "null")
        .raw("idempotency", "null")
        .boolean("with_rate_limit", false)
        .done();
}

std::string scheduled_json(View const& view, Scheduled const& scheduled) {
    auto pictures = JsonText::list();
    for (auto const id : scheduled.post.media)
        if (auto const record = media::find_own(view.tx, view.tables, scheduled.place.under, id))
            pictures.raw_item(media_json(view.app, id, *record));
    return JsonText::object()
        .text("id", digits(scheduled.place.number))
        .text("scheduled_at", api_date(scheduled.post.due))
        .raw("params", params_json(scheduled))
        .raw("media_attachments", pictures.done())
        .done();
}

std::optional<PlaceKey> place_in(Call const& call) {
    auto const id = local_id_of(call.names.front());
    return id ? std::optional{PlaceKey{call.member->actor, *id}} : std::nullopt;
}

storage::Store::Change<Nothing> taking_in(PlaceKey place, WaitingPost post) {
    return [place, post = std::move(post)](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
        if (scheduled_of(tx, tables, place.under).size() >= most_scheduled)
            return Refusal{Reason::conflict, "many scheduled posts"};
        put_scheduled(tx, tables, place, post);
        return Nothing{};
    };
}

// Not one that is being published at this moment.
storage::Store::Change<Nothing> putting_off(PlaceKey place, std::optional<Instant> due) {
    return [place, due](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
        auto post = find_scheduled(tx, tables, place);
        if (!post || post->begun != LocalId{0}) return Refusal{Reason::not_found, "no such scheduled post"};
        if (!due) {
            erase_scheduled(tx, tables, place);
            return Nothing{};
        }
        post->due = *due;
        put_scheduled(tx, tables, place, *post);
        return Nothing{};
    };
}

}  // namespace

std::optional<Response> show_scheduled(App const& app, Call const& call, LocalId id) {
    return look(app, call, [&](View const& view) -> std::optional<Response> {
        PlaceKey const place{call.member->actor, id};
        auto const post = find_scheduled(view.tx, view.tables, place);
        return post ? std::optional{api_json(scheduled_json(view, {place, *post}))} : std::nullopt;
    });
}

awaitable<Response> get_scheduled_list(App const& app, Call call) {
    co_return api_json(look(app, call, [&](View const& view) {
        auto all = scheduled_of(view.tx, view.tables, call.member->actor);
        std::ranges::reverse(all);
        auto list = JsonText::list();
        for (auto const& each : all) list.raw_item(scheduled_json(view, each));
        return list.done();
    }));
}

awaitable<Response> get_scheduled(App const& app, Call call) {
    auto const place = place_in(call);
    auto shown = place ? show_scheduled(app, call, place->number) : std::nullopt;
    co_return shown ? *std::move(shown) : no_record();
}

awaitable<Response> put_scheduled_time(App const& app, Call call) {
    auto const place = place_in(call);
    if (!place) co_return no_record();
    if (!show_scheduled(app, call, place->number)) co_return no_record();
    auto const due = time_in(app, call);
    if (!due) co_return invalid(too_soon);
    auto change = putting_off(*place, due);
    auto const changed = co_await app.node.store.write(std::move(change));
    if (!changed) co_return no_record();
    auto shown = show_scheduled(app, call, place->number);
    co_return shown ? *std::move(shown) : no_record();
}

awaitable<Response> delete_scheduled(App const& app, Call call) {
    auto const place = place_in(call);
    if (!place) co_return no_record();
    auto change = putting_off(*place, std::nullopt);
    auto const erased = co_await app.node.store.write(std::move(change));
    co_return erased ? api_json("{}") : no_record();
}

awaitable<Response> schedule(App const& app, Call const& call, LocalId number, std::vector<LocalId> media) {
    auto const due = time_in(app, call);
    if (!due) co_return invalid(too_soon);
    PlaceKey const place{call.member->actor, number};
    auto change = taking_in(place, {*due, form_of(call.parameters), std::move(media), LocalId{0}});
    auto const taken = co_await app.node.store.write(std::move(change));
    if (!taken) co_return invalid(too_many);
    auto shown = show_scheduled(app, call, place.number);
    co_return shown ? *std::move(shown) : no_record();
}

}  // namespace collegium::server::mastodon
