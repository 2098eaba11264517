#include "server/mastodon/scheduled.hpp"

#include "federation/messages/json_text.hpp"
#include "server/mastodon/answers.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/media_entity.hpp"
#include "server/mastodon/posting_media.hpp"
#include "server/mastodon/posting_repeats.hpp"
#include "server/mastodon/posting_wishes.hpp"
#include "server/mastodon/scheduled_posts.hpp"
#include "server/media/pictures.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using federation::Alongside;
using federation::JsonText;
using storage::Handle;
using storage::LocalId;
using storage::PlaceKey;
using storage::ReadTx;
using storage::ScheduledRecord;
using storage::Tables;

namespace {

constexpr std::string_view too_soon = "Validation failed: Scheduled at The scheduled date must be in the future";
constexpr std::string_view too_many = "Validation failed: You have exceeded the limit of 300 scheduled posts";
constexpr std::string_view too_many_that_day =
    "Validation failed: You have exceeded the limit of 25 scheduled posts for today";

// When the call wants it; nothing if that is no time, or not five minutes ahead.
std::optional<Instant> time_in(App const& app, Call const& call) {
    auto const due = from_rfc3339(call.parameters.text("scheduled_at"));
    bool const fits = due && *due >= app.node.clock.now() + soonest_schedule;
    return fits ? due : std::nullopt;
}

ScheduledRecord record_of(Posting const& posting, Instant due) {
    ScheduledRecord post;
    post.due = due;
    post.text = posting.text;
    post.parent = local_id_of(posting.in_reply_to).value_or(LocalId{0});
    post.visibility = posting.visibility;
    post.language = posting.language;
    post.spoiler = posting.spoiler;
    post.sensitive = posting.sensitive;
    for (auto const& each : posting.media_ids) post.media.push_back(local_id_of(each).value_or(LocalId{0}));
    if (!posting.poll) return post;
    post.options = posting.poll->options;
    post.expires_in = posting.poll->expires_in;
    post.multiple = posting.poll->multiple;
    return post;
}

// What a member makes their habit later is for later posts.
void add_habits(App const& app, Call const& call, ScheduledRecord& post) {
    auto const profile = app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.profiles.get(tx, call.member->actor).value_or(storage::ProfileRecord{});
    });
    auto wishes = posting_wishes_of(profile);
    if (post.visibility.empty()) post.visibility = std::move(wishes.visibility);
    if (post.language.empty()) post.language = std::move(wishes.language);
}

std::string text_or_null(std::string const& text) {
    return text.empty() ? "null" : federation::quoted(text);
}

std::vector<std::string> digits_of(std::vector<LocalId> const& ids) {
    std::vector<std::string> all;
    for (auto const each : ids) all.push_back(digits(each));
    return all;
}

std::string poll_params(ScheduledRecord const& post) {
    if (post.options.empty()) return "null";
    return JsonText::object()
        .texts("options", post.options)
        .text("expires_in", std::to_string(post.expires_in))
        .boolean("multiple", post.multiple)
        .boolean("hide_totals", false)
        .done();
}

std::string params_json(ScheduledRecord const& post) {
    return JsonText::object()
        .text("text", post.text)
        .raw("poll", poll_params(post))
        .texts("media_ids", digits_of(post.media))
        .boolean("sensitive", post.sensitive)
        .raw("spoiler_text", text_or_null(post.spoiler))
        .raw("visibility", text_or_null(post.visibility))
        .raw("language", text_or_null(post.language))
        .raw("in_reply_to_id", post.parent == LocalId{0} ? "null" : federation::quoted(digits(post.parent)))
        .raw("scheduled_at", "null")
        .raw("application_id", "null")
        .raw("idempotency", "null")
        .boolean("with_rate_limit", false)
        .done();
}

std::string scheduled_json(View const& view, PlaceKey const& place, ScheduledRecord const& post) {
    auto pictures = JsonText::list();
    for (auto const id : post.media)
        if (auto const record = media::find_own(view.tx, view.tables, place.under, id))
            pictures.raw_item(media_json(view.app, id, *record));
    auto json = JsonText::object();
    json.text("id", digits(place.number))
        .text("scheduled_at", api_date(post.due))
        .raw("params", params_json(post))
        .raw("media_attachments", pictures.done());
    if (post.stuck) json.raw("collegium", JsonText::object().text("problem", post.problem).done());
    return json.done();
}

std::optional<PlaceKey> place_in(Call const& call) {
    auto const id = local_id_of(call.names.front());
    return id ? std::optional{PlaceKey{call.member->actor, *id}} : std::nullopt;
}

auto day_of(Instant when) {
    return std::chrono::floor<std::chrono::days>(when);
}

// Why one more cannot appear on that day; empty: it can.
std::string_view lacks_day(ReadTx const& tx, Tables const& tables, PlaceKey const& place, Instant due) {
    auto const waiting = scheduled_of(tx, tables, place.under);
    auto const that_day = std::ranges::count_if(waiting, [&](Scheduled const& each) {
        return each.place != place && day_of(each.post.due) == day_of(due);
    });
    return static_cast<std::size_t>(that_day) >= most_scheduled_a_day ? too_many_that_day : std::string_view{};
}

// Why it cannot wait with these pictures; empty: it can. Somebody may have been quicker since they were looked at.
std::string_view lacks_picture(
    ReadTx const& tx, Tables const& tables, Handle owner, std::vector<LocalId> const& pictures
) {
    auto const promised = pictures.empty() ? Promised{} : promised_by(tx, tables, owner, LocalId{0});
    bool const all_free = std::ranges::all_of(pictures, [&](LocalId picture) {
        auto const record = media::find_own(tx, tables, owner, picture);
        return record && record->thing == Handle{0} && !promised.contains({owner, picture});
    });
    return all_free ? std::string_view{} : lost_picture.words;
}

// What is in the way, in words for the author; empty: it waits.
using Obstacle = std::string_view;

storage::Store::Change<Obstacle> taking_in(PlaceKey place, ScheduledRecord post, Alongside noting) {
    return [place,
            post = std::move(post),
            noting = std::move(noting)](storage::WriteTx& tx, Tables& tables) -> Result<Obstacle> {
        if (scheduled_of(tx, tables, place.under).size() >= most_scheduled) return too_many;
        if (auto const lack = lacks_day(tx, tables, place, post.due); !lack.empty()) return lack;
        if (auto const lack = lacks_picture(tx, tables, place.under, post.media); !lack.empty()) return lack;
        if (noting)
            if (auto const noted = noting(tx, tables); !noted) return noted.error();
        tables.scheduled.put(tx, place, post);
        return Obstacle{};
    };
}

storage::Store::Change<Obstacle> putting_off(PlaceKey place, Instant due) {
    return [place, due](storage::WriteTx& tx, Tables& tables) -> Result<Obstacle> {
        auto post = tables.scheduled.get(tx, place);
        if (!post) return Refusal{Reason::not_found, "no such scheduled post"};
        if (auto const lack = lacks_day(tx, tables, place, due); !lack.empty()) return lack;
        post->due = due;
        post->stuck = false;
        post->problem.clear();
        tables.scheduled.put(tx, place, *post);
        return Obstacle{};
    };
}

// Its pictures have a day again to become part of something else: programs put off a post by writing it anew.
storage::Store::Change<bool> taking_back(PlaceKey place, Instant now) {
    return [place, now](storage::WriteTx& tx, Tables& tables) -> Result<bool> {
        auto const post = tables.scheduled.get(tx, place);
        if (!post) return false;
        for (auto const picture : post->media) {
            auto record = media::find_own(tx, tables, place.under, picture);
            if (!record) continue;
            record->created = now;
            tables.media.put(tx, {place.under, picture}, *record);
        }
        return tables.scheduled.erase(tx, place);
    };
}

}  // namespace

awaitable<Result<std::string_view>> put_off(App const& app, PlaceKey place, Instant due) {
    auto change = putting_off(place, due);
    auto const changed = co_await app.node.store.write(std::move(change));
    co_return changed;
}

awaitable<Result<bool>> take_back(App const& app, PlaceKey place) {
    auto change = taking_back(place, app.node.clock.now());
    auto const erased = co_await app.node.store.write(std::move(change));
    co_return erased;
}

Posting posting_of(LocalId number, ScheduledRecord const& post) {
    Posting posting;
    posting.text = post.text;
    if (post.parent != LocalId{0}) posting.in_reply_to = digits(post.parent);
    posting.visibility = post.visibility;
    posting.language = post.language;
    posting.spoiler = post.spoiler;
    posting.sensitive = post.sensitive;
    posting.media_ids = digits_of(post.media);
    posting.waited_as = number;
    if (post.options.empty()) return posting;
    auto& poll = posting.poll.emplace();
    poll.options = post.options;
    poll.expires_in = post.expires_in;
    poll.multiple = post.multiple;
    return posting;
}

std::optional<Response> show_scheduled(App const& app, Call const& call, LocalId id) {
    return look(app, call, [&](View const& view) -> std::optional<Response> {
        PlaceKey const place{call.member->actor, id};
        auto const post = view.tables.scheduled.get(view.tx, place);
        return post ? std::optional{api_json(scheduled_json(view, place, *post))} : std::nullopt;
    });
}

awaitable<Response> get_scheduled_list(App const& app, Call call) {
    co_return api_json(look(app, call, [&](View const& view) {
        auto all = scheduled_of(view.tx, view.tables, call.member->actor);
        std::ranges::reverse(all);
        auto list = JsonText::list();
        for (auto const& each : all) list.raw_item(scheduled_json(view, each.place, each.post));
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
    auto const changed = co_await put_off(app, *place, *due);
    if (!changed) co_return api_refused(changed.error());
    if (!changed->empty()) co_return invalid(*changed);
    auto shown = show_scheduled(app, call, place->number);
    co_return shown ? *std::move(shown) : no_record();
}

awaitable<Response> delete_scheduled(App const& app, Call call) {
    auto const place = place_in(call);
    if (!place) co_return no_record();
    auto const erased = co_await take_back(app, *place);
    if (!erased) co_return api_refused(erased.error());
    co_return *erased ? api_json("{}") : no_record();
}

awaitable<Result<Response>> schedule(
    App const& app, Call const& call, Posting posting, LocalId number, Alongside noting
) {
    auto const due = time_in(app, call);
    if (!due) co_return invalid(too_soon);
    PlaceKey const place{call.member->actor, number};
    auto record = record_of(posting, *due);
    add_habits(app, call, record);
    record.repeat = repeat_key(app, call).value_or(storage::TokenDigest{});
    auto change = taking_in(place, std::move(record), std::move(noting));
    auto const taken = co_await app.node.store.write(std::move(change));
    if (!taken) co_return taken.error();
    if (!taken->empty()) co_return invalid(*taken);
    auto shown = show_scheduled(app, call, place.number);
    co_return shown ? *std::move(shown) : no_record();
}

}  // namespace collegium::server::mastodon
