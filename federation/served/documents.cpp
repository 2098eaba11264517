#include "federation/served/documents.hpp"

#include "config/clock.hpp"
#include "crypto/keys.hpp"
#include "federation/community/acceptance.hpp"
#include "federation/community/pupils.hpp"
#include "federation/community/terms.hpp"
#include "federation/community/votes.hpp"
#include "federation/content/markdown.hpp"
#include "federation/guides/authorship.hpp"
#include "federation/local_actors.hpp"
#include "federation/logged.hpp"
#include "federation/messages/hidden_recipients.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/reviews/gate_rules.hpp"
#include "federation/served/offer_document.hpp"
#include "federation/served/poll_document.hpp"
#include "federation/served/served_lists.hpp"
#include "federation/served/shown.hpp"
#include "federation/signing/capabilities.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::documents {

using storage::ActorRecord;
using storage::ActorType;
using storage::Handle;
using storage::ObjectRecord;
using storage::ObjectState;
using storage::Seq;

namespace {

constexpr std::uint64_t most_featured = 20;

std::string rsa_key(std::string_view iri, ActorRecord const& record) {
    auto const key =
        crypto::RsaPublicKey::from_numbers(crypto::bytes_of(record.rsa_modulus), crypto::bytes_of(record.rsa_exponent));
    return JsonText::object()
        .text("id", record.rsa_key_id)
        .text("owner", iri)
        .text("publicKeyPem", key ? key->pem() : std::string{})
        .done();
}

void add_multikey(JsonText& keys, std::string_view iri, std::string_view id, std::string_view raw) {
    auto const key = crypto::Ed25519PublicKey::from_raw(crypto::bytes_of(raw));
    if (!key) return;
    auto item = JsonText::object().text("id", id).text("type", "Multikey").text("controller", iri);
    keys.raw_item(item.text("publicKeyMultibase", key->multikey()).done());
}

// The one that signs now stands first: many read no more.
std::string multikeys(std::string_view iri, ActorRecord const& record) {
    auto keys = JsonText::list();
    add_multikey(keys, iri, record.ed25519_key_id, record.ed25519_key);
    for (auto const& earlier : record.earlier_keys) add_multikey(keys, iri, earlier.id, earlier.key);
    return keys.done();
}

std::string_view type_name(ActorType type) {
    switch (type) {
        case ActorType::person: return "Person";
        case ActorType::group: return "Group";
        case ActorType::application: return "Application";
        case ActorType::service: return "Service";
        case ActorType::organization: return "Organization";
    }
    return "Person";
}

void add_community(JsonText& document, std::string_view iri) {
    auto const moderators_iri = std::string{iri} + "/moderators";
    document.text("attributedTo", moderators_iri)
        .text("moderators", moderators_iri)
        .boolean("postingRestrictedToMods", false)
        .boolean("questionAnswer", true);
}

// Programs of people find here how to get leave to act for them (ActivityPub 4.1).
std::string endpoints(std::string_view iri, ActorRecord const& record) {
    auto json = JsonText::object();
    json.text("sharedInbox", record.shared_inbox);
    auto const id = Iri::parse(iri);
    if (record.type != ActorType::person || !id) return json.done();
    std::string const origin{id->origin()};
    json.text("oauthAuthorizationEndpoint", origin + "/oauth/authorize")
        .text("oauthTokenEndpoint", origin + "/oauth/token")
        .text("proxyUrl", origin + "/proxyUrl")
        .text("uploadMedia", std::string{iri} + "/uploadMedia");
    return json.done();
}

// A collection whose items are there at once: peers do not all follow pages.
std::string ordered_collection(std::string_view iri, std::uint64_t total, JsonText items) {
    return JsonText::object()
        .text("@context", vocabulary::activity_streams)
        .text("id", iri)
        .text("type", "OrderedCollection")
        .number("totalItems", total)
        .raw("orderedItems", items.done())
        .done();
}

std::string tombstone(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle thing, ObjectRecord const& record
) {
    auto text = JsonText::object();
    text.text("@context", vocabulary::activity_streams)
        .text("id", storage::iri_of(tx, tables, thing))
        .text("type", "Tombstone")
        .text("formerType", record.parent == Handle{0} ? "Article" : "Note");
    auto const removal = community::removal_of(tx, tables, thing, record);
    auto const entry = removal ? tables.log.get(tx, removal->seq) : std::nullopt;
    if (entry) text.text("deleted", to_rfc3339(entry->received));
    return text.done();
}

std::string count_of(std::uint64_t total) {
    return JsonText::object().text("type", "Collection").number("totalItems", total).done();
}

// Who reads, and of what.
struct Reading {
    storage::ReadTx const& tx;
    storage::Tables const& tables;
    community::Viewer const& viewer;
};

std::optional<std::string> accepted_answer(Reading const& reading, Handle question) {
    auto const& [tx, tables, viewer] = reading;
    auto const number = community::accepted_answer(tx, tables, viewer, question);
    auto const answer = number ? tables.numbers.get(tx, *number) : std::nullopt;
    return answer ? std::optional{storage::iri_of(tx, tables, *answer)} : std::nullopt;
}

// What others made of a thing since its author wrote it. A member that the author wrote stays as it is.
void add_afterwards(
    JsonText& text, Reading const& reading, Handle thing, ObjectRecord const& record, JsonValue const& words
) {
    auto const& [tx, tables, viewer] = reading;
    auto const votes = community::votes_for(tx, tables, thing, record.community, community::Counted::outside);
    if (member(words, "likes") == nullptr) text.raw("likes", count_of(votes.up));
    if (member(words, "dislikes") == nullptr) text.raw("dislikes", count_of(votes.down));
    if (member(words, "answer") == nullptr && tables.accepted.contains(tx, {record.root, thing}))
        text.boolean("answer", true);
    if (auto const answer = accepted_answer(reading, thing); answer && !member(words, "col:acceptedAnswer"))
        text.text("col:acceptedAnswer", *answer);
}

// A thing with its first replies inside and what others made of it. With a context it can stand alone.
std::string whole_thing(
    Reading const& reading,
    Handle thing,
    ObjectRecord const& record,
    JsonValue const& words,
    std::optional<std::string> const& context
) {
    auto text = JsonText::object();
    if (context) text.raw("@context", *context);
    auto const poll = standing_of(reading.tx, reading.tables, thing);
    for (auto const& each : words.GetObject()) {
        auto const name = text_of(each.name);
        if (poll && is_poll_member(name)) continue;
        text.raw(
            name,
            name == "replies" ? embedded_replies(reading.tx, reading.tables, reading.viewer, thing)
                              : to_text(each.value)
        );
    }
    if (poll) add_poll(text, *poll);
    add_afterwards(text, reading, thing, record, words);
    return text.done();
}

std::string context_of(Activity const& activity) {
    auto const* const context = member(activity.root(), "@context");
    return context != nullptr ? to_text(*context) : quoted(vocabulary::activity_streams);
}

// The fields of a profile, as Mastodon introduced them. An address becomes a link.
std::string fields_of(Presentation const& shown) {
    auto list = JsonText::list();
    for (auto const& field : shown.fields) {
        auto const words = content::escape(field.value);
        bool const is_link = Iri::parse(field.value).has_value();
        auto const link = "<a href=\"" + words + "\" rel=\"me nofollow noopener\">" + words + "</a>";
        list.raw_item(JsonText::object()
                          .text("type", "PropertyValue")
                          .text("name", field.name)
                          .text("value", is_link ? link : words)
                          .done());
    }
    return list.done();
}

// What members bring is kept as one of three types, which its name tells.
std::string picture_of(std::string_view iri, std::string const& file) {
    auto const ending = file.substr(std::min(file.rfind('.'), file.size()));
    auto const type = ending == ".png" ? "image/png" : ending == ".webp" ? "image/webp" : "image/jpeg";
    auto const id = Iri::parse(iri);
    auto const url = (id ? std::string{id->origin()} : std::string{}) + "/media/" + file;
    return JsonText::object().text("type", "Image").text("mediaType", type).text("url", url).done();
}

void add_pictures(JsonText& document, std::string_view iri, Presentation const& shown) {
    if (!shown.avatar.empty()) document.raw("icon", picture_of(iri, shown.avatar));
    if (!shown.header.empty()) document.raw("image", picture_of(iri, shown.header));
}

// Members let others find what they write for everyone, unless they say otherwise.
bool may_be_found(ActorRecord const& record) {
    return record.type == ActorType::person && record.search_consent != storage::SearchConsent::refused;
}

// People, and a community that does not take everybody.
bool lets_in_by_hand(ActorRecord const& record, Presentation const& shown) {
    if (is_offered(record)) return false;
    return record.type != ActorType::group || (shown.terms && shown.terms->join != storage::JoinPolicy::open);
}

// Nobody is led to a council of pupils.
bool is_sheltered(Presentation const& shown) {
    return shown.terms && shown.terms->kind == storage::CommunityKind::council;
}

bool is_found_by_all(ActorRecord const& record, Presentation const& shown) {
    bool const is_open_community = record.type == ActorType::group && !is_sheltered(shown);
    return is_open_community || is_offered(record) || shown.discoverable;
}

void add_actor(JsonText& document, std::string_view iri, ActorRecord const& record, Presentation const& shown) {
    document.text("id", iri)
        .text("type", type_name(record.type))
        .text("preferredUsername", record.username)
        .text("name", record.display_name)
        .text("summary", record.summary)
        .text("url", record.url)
        .text("inbox", record.inbox)
        .text("outbox", record.outbox)
        .text_unless_empty("followers", record.followers)
        .raw("endpoints", endpoints(iri, record))
        .boolean("manuallyApprovesFollowers", lets_in_by_hand(record, shown))
        .boolean("discoverable", is_found_by_all(record, shown))
        .boolean("indexable", may_be_found(record));
    if (record.type == ActorType::person)
        document.text("following", std::string{iri} + "/following").text("liked", std::string{iri} + "/liked");
    if (!shown.fields.empty()) document.raw("attachment", fields_of(shown));
    add_pictures(document, iri, shown);
    add_offer(document, iri, record);
    if (record.type == ActorType::group) {
        add_community(document, iri);
        document.text("featured", std::string{iri} + "/featured");
        if (shown.gate) reviews::add_rules(document, *shown.gate);
        if (record.both_voices) document.texts(guides::voices_member, guides::both_voices());
        if (shown.terms) community::add_terms(document, *shown.terms);
        if (shown.terms && shown.terms->kind == storage::CommunityKind::network)
            document.text("col:partnerList", std::string{iri} + "/partners");
    }
    if (record.type == ActorType::application)
        document.raw("implements", capabilities::implements_list())
            .text("col:partnerCard", std::string{iri} + "partner-card");
    else if (auto const id = Iri::parse(iri))
        document.raw("generator", capabilities::generator(id->origin()));
    document.raw("publicKey", rsa_key(iri, record))
        .raw("assertionMethod", multikeys(iri, record))
        .text("published", to_rfc3339(record.published));
}

}  // namespace

Presentation presentation_of(storage::ReadTx const& tx, storage::Tables const& tables, Handle actor) {
    Presentation shown;
    shown.gate = tables.gate_rules.get(tx, actor);
    shown.terms = tables.communities.get(tx, actor);
    auto const profile = tables.profiles.get(tx, actor);
    if (!profile) return shown;
    shown.fields = profile->shown;
    shown.discoverable = profile->listed;
    shown.avatar = profile->avatar;
    shown.header = profile->header;
    return shown;
}

std::string actor(std::string_view iri, ActorRecord const& record, Presentation const& shown) {
    auto document = JsonText::object();
    document.raw("@context", vocabulary::actor_context);
    add_actor(document, iri, record, shown);
    return document.done();
}

std::string actor_object(std::string_view iri, ActorRecord const& record, Presentation const& shown) {
    auto document = JsonText::object();
    add_actor(document, iri, record, shown);
    return document.done();
}

std::string actor_stub(std::string_view iri, ActorRecord const& record) {
    return JsonText::object()
        .raw("@context", vocabulary::actor_context)
        .text("id", iri)
        .text("type", type_name(record.type))
        .text("preferredUsername", record.username)
        .text("inbox", record.inbox)
        .raw("publicKey", rsa_key(iri, record))
        .raw("assertionMethod", multikeys(iri, record))
        .done();
}

Result<ThingDocument> object(
    storage::ReadTx const& tx, storage::Tables const& tables, community::Viewer const& viewer, std::string_view iri
) {
    auto const handle = storage::find_handle(tx, tables, iri);
    auto const record = handle ? tables.objects.get(tx, *handle) : std::nullopt;
    if (!record) return Refusal{Reason::not_found, "no such thing"};
    auto const author = tables.actors.get(tx, record->author);
    if (!author || !author->local) return Refusal{Reason::not_found, "no such thing"};
    if (!community::is_meant_for(tx, tables, viewer, *handle, *record))
        return Refusal{Reason::not_found, "no such thing"};
    auto const state = community::state_of(tx, tables, *handle, *record);
    if (state != ObjectState::visible)
        return ThingDocument{tombstone(tx, tables, *handle, *record), state == ObjectState::deleted_by_author};

    auto const activity = logged_activity(tx, tables, record->words);
    if (!activity || activity->object() == nullptr) return Refusal{Reason::not_found, "no such thing"};
    Reading const reading{tx, tables, viewer};
    return ThingDocument{whole_thing(reading, *handle, *record, *activity->object(), context_of(*activity)), false};
}

Result<std::string> activity(
    storage::ReadTx const& tx, storage::Tables const& tables, community::Viewer const& viewer, std::string_view iri
) {
    auto const seq = tables.known.get(tx, storage::hash_of(iri));
    auto const entry = seq ? tables.log.get(tx, *seq) : std::nullopt;
    if (!entry || !entry->local) return Refusal{Reason::not_found, "no act of ours"};
    auto const found = logged_activity(tx, tables, *seq);
    if (!found || !may_be_shown(tx, tables, viewer, *found)) return Refusal{Reason::not_found, "no act of ours"};
    return without_hidden_recipients(found->bytes());
}

std::string followers(storage::ReadTx const& tx, storage::Tables const& tables, Handle actor) {
    std::uint64_t total = 0;
    tables.followers
        .ascend(tx, {actor, Handle{0}, Handle{0}}, [&](auto const& key, storage::FollowRecord const& record) {
            if (key.followed != actor) return false;
            bool const counts = record.state == storage::FollowState::accepted;
            if (counts && !community::is_pupil(tx, tables, key.follower)) ++total;
            return true;
        });
    auto const record = tables.actors.get(tx, actor);
    return JsonText::object()
        .text("@context", vocabulary::activity_streams)
        .text("id", record ? record->followers : "")
        .text("type", "Collection")
        .number("totalItems", total)
        .raw("items", "[]")
        .done();
}

std::string moderators(storage::ReadTx const& tx, storage::Tables const& tables, Handle group) {
    auto items = JsonText::list();
    std::uint64_t total = 0;
    tables.moderators.ascend(tx, {group, Handle{0}}, [&](storage::Edge const& key, storage::Ruling const&) {
        if (key.of != group) return false;
        if (community::is_pupil(tx, tables, key.by)) return true;
        items.item(storage::iri_of(tx, tables, key.by));
        ++total;
        return true;
    });
    return ordered_collection(storage::iri_of(tx, tables, group) + "/moderators", total, std::move(items));
}

std::string featured(
    storage::ReadTx const& tx, storage::Tables const& tables, community::Viewer const& viewer, Handle group
) {
    Reading const reading{tx, tables, viewer};
    auto items = JsonText::list();
    std::uint64_t total = 0;
    tables.featured.ascend(tx, storage::Edge{group, Handle{0}}, [&](storage::Edge const& key, auto const&) {
        if (key.of != group) return false;
        auto const record = tables.objects.get(tx, key.by);
        bool const here = record && record->community == group;
        if (!here || !community::is_visible(tx, tables, key.by, *record)) return true;
        if (!community::is_meant_for(tx, tables, viewer, key.by, *record)) return true;
        auto const activity = logged_activity(tx, tables, record->words);
        if (!activity || activity->object() == nullptr) return true;
        items.raw_item(whole_thing(reading, key.by, *record, *activity->object(), std::nullopt));
        return ++total < most_featured;
    });
    return ordered_collection(storage::iri_of(tx, tables, group) + "/featured", total, std::move(items));
}

std::string empty_collection(std::string_view iri) {
    return ordered_collection(iri, 0, JsonText::list());
}

}  // namespace collegium::federation::documents
