#include "server/mastodon/account_entity.hpp"

#include "federation/content/markdown.hpp"
#include "federation/content/sanitise.hpp"
#include "federation/messages/json_text.hpp"
#include "server/account_counts.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/followers.hpp"
#include "server/mastodon/pictures.hpp"
#include "server/mastodon/posting_wishes.hpp"
#include "storage/names.hpp"

namespace collegium::server::mastodon {

using federation::JsonText;
using storage::ActorRecord;
using storage::ActorType;
using storage::Handle;
using storage::ProfileRecord;

namespace {

constexpr std::string_view none = "null";

ActorRecord record_of(View const& view, Handle actor) {
    return view.tables.actors.get(view.tx, actor).value_or(ActorRecord{});
}

bool is_found_by_searching(ActorRecord const& record) {
    using enum storage::SearchConsent;
    return record.search_consent == granted || (record.local && record.search_consent != refused);
}

std::string host_of(std::string const& iri) {
    auto const parsed = Iri::parse(iri);
    return parsed ? std::string{parsed->host()} : std::string{};
}

std::string acct(ActorRecord const& record, std::string const& iri) {
    return record.local ? record.username : record.username + "@" + host_of(iri);
}

// Where people read about an actor. An address that is none would break whole lists.
std::string profile_page_of(ActorRecord const& record, std::string const& iri) {
    auto const page = Iri::parse(record.url);
    return page ? page->text() : iri;
}

// Plain text as clients expect it: they show it as HTML.
std::string fields_json(std::vector<storage::ProfileField> const& fields, bool as_html) {
    auto list = JsonText::list();
    for (auto const& field : fields)
        list.raw_item(JsonText::object()
                          .text("name", field.name)
                          .text("value", as_html ? federation::content::escape(field.value) : field.value)
                          .raw("verified_at", none)
                          .done());
    return list.done();
}

void add_pictures(JsonText& json, View const& view, ActorRecord const& record, ProfileRecord const& profile) {
    auto const avatar = avatar_of(view.app, record, profile);
    auto const header = header_of(view.app, profile);
    json.text("avatar", avatar).text("avatar_static", avatar).text("header", header).text("header_static", header);
}

void add_counts(JsonText& json, View const& view, Handle actor) {
    auto const reader = view.by_member() ? ToldTo::members : ToldTo::strangers;
    auto const count = view.app.account_counts.of(view.tx, view.tables, actor, reader, view.app.node.clock.now());
    json.number("followers_count", count.followers)
        .number("following_count", count.following)
        .number("statuses_count", count.statuses);
    if (count.newest == storage::LocalId{0})
        json.raw("last_status_at", none);
    else
        json.text("last_status_at", api_day(time_of(count.newest)));
}

// Members read what members keep for each other as well.
std::vector<storage::ProfileField> shown_fields(View const& view, ProfileRecord const& profile) {
    auto fields = profile.shown;
    if (view.by_member()) fields.insert(fields.end(), profile.kept.begin(), profile.kept.end());
    return fields;
}

// The account without its last brace.
JsonText account(View const& view, Handle actor, ActorRecord const& record, std::string const& iri) {
    auto const profile = view.tables.profiles.get(view.tx, actor).value_or(ProfileRecord{});
    bool const is_person = record.type == ActorType::person;
    bool const is_community = record.type == ActorType::group;
    auto json = JsonText::object();
    json.text("id", digits(actor))
        .text("username", record.username)
        .text("acct", acct(record, iri))
        .text("display_name", record.display_name.empty() ? record.username : record.display_name)
        .boolean("locked", record.local && is_person)  // people are asked; communities let everybody in
        .boolean("bot", !is_person && !is_community)
        .boolean("discoverable", false)
        .boolean("indexable", is_found_by_searching(record))
        .boolean("group", is_community)
        .text("created_at", api_date(record.published == Instant{} ? record.fetched : record.published))
        .text("note", federation::content::sanitise(record.summary))
        .text("url", profile_page_of(record, iri))
        .text("uri", iri);
    add_pictures(json, view, record, profile);
    add_counts(json, view, actor);
    json.boolean("noindex", true)
        .boolean("hide_collections", true)
        .raw("emojis", "[]")
        .raw("roles", "[]")
        .raw("fields", fields_json(shown_fields(view, profile), true));
    return json;
}

JsonText account(View const& view, Handle actor) {
    return account(view, actor, record_of(view, actor), storage::iri_of(view.tx, view.tables, actor));
}

std::string source_json(View const& view, Member const& member) {
    auto const profile = view.tables.profiles.get(view.tx, member.actor).value_or(ProfileRecord{});
    auto const wishes = posting_wishes_of(profile);
    return JsonText::object()
        .text("privacy", wishes.visibility)
        .boolean("sensitive", false)
        .text("language", wishes.language)
        .text("note", profile.note)
        .raw("fields", fields_json(profile.shown, false))
        .number("follow_requests_count", pending_followers(view, member.actor).size())
        .boolean("hide_collections", true)
        .boolean("discoverable", profile.listed)
        .boolean("indexable", is_found_by_searching(record_of(view, member.actor)))
        .done();
}

// Nobody is more than a user to these clients: what an operator may do is not in this API.
constexpr std::string_view role = R"({"id":"-99","name":"","permissions":"0","color":"","highlighted":false})";

}  // namespace

std::string account_json(View const& view, Handle actor) {
    return account(view, actor).done();
}

std::string account_json(View const& view, Handle actor, ActorRecord const& record, std::string const& iri) {
    return account(view, actor, record, iri).done();
}

std::string own_account_json(View const& view, Member const& member) {
    return account(view, member.actor).raw("source", source_json(view, member)).raw("role", role).done();
}

std::string accounts_json(View const& view, std::vector<Handle> const& actors) {
    auto list = JsonText::list();
    for (auto const actor : actors)
        if (is_shown_to(view, actor)) list.raw_item(account_json(view, actor));
    return list.done();
}

std::string acct_of(View const& view, Handle actor) {
    return acct(record_of(view, actor), storage::iri_of(view.tx, view.tables, actor));
}

std::string page_of_actor(View const& view, Handle actor) {
    return profile_page_of(record_of(view, actor), storage::iri_of(view.tx, view.tables, actor));
}

}  // namespace collegium::server::mastodon
