#include "federation/community/audience.hpp"

#include "federation/community/holding.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/pupils.hpp"
#include "federation/messages/addressees.hpp"
#include "federation/messages/vocabulary.hpp"

#include <algorithm>

namespace collegium::federation::community {

using storage::ActorType;
using storage::Audience;
using storage::Handle;
using storage::ObjectRecord;

namespace {

constexpr unsigned deepest = 4;  // an Announce of an Undo of an act about a thing

bool contains(std::vector<std::string> const& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

bool is_community(rules::Context const& context, std::string_view iri) {
    auto const handle = context.find(iri);
    auto const actor = handle ? context.tables.actors.get(context.tx, *handle) : std::nullopt;
    return actor && actor->type == ActorType::group;
}

// Most servers have it below the actor; the actor's document tells.
bool is_for_followers_of(rules::Context const& context, Object const& object, std::string_view actor) {
    if (contains(object.addressees, followers_of(actor))) return true;
    auto const handle = context.find(actor);
    auto const record = handle ? context.tables.actors.get(context.tx, *handle) : std::nullopt;
    return record && !record->followers.empty() && contains(object.addressees, record->followers);
}

int narrowness(Audience audience) noexcept {
    switch (audience) {
        case Audience::everyone: return 0;
        case Audience::quiet: return 1;
        case Audience::partners: return 2;
        case Audience::community:
        case Audience::followers: return 3;
        case Audience::here:
        case Audience::named:
        case Audience::insiders: return 4;
    }
    return 4;
}

bool is_person(rules::Context const& context, Object const& object, std::string_view iri) {
    bool const is_collection = vocabulary::is_public(iri) || iri.ends_with("/followers") ||
                               is_kept_address(context.origin, iri) || is_partners_address(iri);
    return !is_collection && iri != object.author.text() && Iri::parse(iri) && !is_community(context, iri);
}

bool is_kept_name(rules::Context const& context, std::string_view iri) {
    auto const handle = context.find(iri);
    if (!handle) return false;
    auto const record = context.tables.objects.get(context.tx, *handle);
    if (record && stays_here(record->audience)) return true;
    return was_pupil(context.tx, context.tables, record ? record->author : *handle, context.seq);
}

// Whether test(value) holds for an act, or for something inside it, however deep.
template <class Test>
bool any_level(JsonValue const& value, Test const& test, unsigned depth = 0) {
    if (test(value)) return true;
    auto const* const inner = member(value, "object");
    if (inner == nullptr || depth == deepest) return false;
    if (inner->IsObject()) return any_level(*inner, test, depth + 1);
    return inner->IsArray() && std::ranges::any_of(inner->GetArray(), [&](auto const& each) {
               return each.IsObject() && any_level(each, test, depth + 1);
           });
}

bool is_for_insiders_of(rules::Context const& context, Object const& object, Handle community) {
    auto const insiders = insiders_of(storage::iri_of(context.tx, context.tables, community));
    return context.local && is_kept_address(context.origin, insiders) && contains(object.addressees, insiders);
}

// The node whose partners are meant: where the community is, or else where the thread began.
std::string home_of(rules::Context const& context, Object const& object, std::optional<Handle> community) {
    std::string place = community ? storage::iri_of(context.tx, context.tables, *community) : object.in_reply_to;
    auto const parent = community ? std::nullopt : context.find(object.in_reply_to);
    auto const record = parent ? context.tables.objects.get(context.tx, *parent) : std::nullopt;
    if (record) place = storage::iri_of(context.tx, context.tables, record->root);
    auto const iri = Iri::parse(place);
    return std::string{iri ? iri->origin() : object.author.origin()};
}

std::string node_of_thing(storage::ReadTx const& tx, storage::Tables const& tables, Handle thing) {
    if (thing == Handle{0}) return {};
    auto const iri = Iri::parse(storage::iri_of(tx, tables, thing));
    return iri ? std::string{iri->origin()} : std::string{};
}

// Where the community elsewhere is named by no address, because nothing goes there, what stays is for no more people.
bool is_of_community(Readers const& readers, Handle community) {
    return readers.community == community || (readers.community == Handle{0} && stays_here(readers.audience));
}

bool are_among_readers(
    storage::ReadTx const& tx, storage::Tables const& tables, Readers const& readers, ObjectRecord const& thing
) {
    using enum Audience;
    bool const stays = stays_here(readers.audience);
    switch (thing.audience) {
        case everyone:
        case quiet: return true;
        case here: return stays;
        case insiders: return readers.audience == insiders && readers.community == thing.community;
        case community: return (stays || readers.audience == community) && is_of_community(readers, thing.community);
        case partners: {
            auto const place = node_of_thing(tx, tables, readers.community);
            bool const is_same = !place.empty() && place == node_of_thing(tx, tables, thing.community);
            return stays || (is_same && (readers.audience == partners || readers.audience == community));
        }
        case followers:
        case named: return false;
    }
    return false;
}

// As that one does, in the same community.
bool would_wait(storage::ReadTx const& tx, storage::Tables const& tables, Readers const& readers, Handle community) {
    auto const terms = tables.communities.get(tx, community);
    return readers.community == community && terms && terms->holds && !moderates(tx, tables, community, readers.author);
}

bool may_know(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Readers const& readers,
    Handle named,
    ObjectRecord const& record,
    bool by_pupil
) {
    bool const waits = is_held(tx, tables, named, record.community);
    return are_among_readers(tx, tables, readers, record) && (!by_pupil || stays_here(readers.audience)) &&
           (!waits || would_wait(tx, tables, readers, record.community));
}

// Whether the same readers have been told of it by the same thing.
bool told_before(rules::Context const& context, Object const& object, Readers const& readers, Handle named) {
    auto const thing = context.find(object.id.text());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    return record && record->audience == readers.audience && record->community == readers.community &&
           context.tables.derived.contains(context.tx, storage::Edge{named, *thing});
}

// Who did it, and what it is about.
std::vector<std::string_view> doers_and_things(JsonValue const& value) {
    std::vector<std::string_view> names;
    for (auto const* const field : {"actor", "attributedTo", "inReplyTo", "object"})
        for (auto const iri : references(value, field)) names.push_back(iri);
    return names;
}

// Whom it addresses or mentions.
std::vector<std::string_view> readers(JsonValue const& value) {
    std::vector<std::string_view> names;
    for (auto const* const field : {"target", "to", "cc", "audience"})
        for (auto const iri : references(value, field)) names.push_back(iri);
    auto const* const tags = member(value, "tag");
    if (tags == nullptr || !tags->IsArray()) return names;
    for (auto const& tag : tags->GetArray())
        if (tag.IsObject()) names.push_back(text_member(tag, "href"));
    return names;
}

// One of this node's, by themselves, by a thing of theirs or by a collection.
std::optional<Handle> member_behind(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view iri) {
    auto const handle = storage::find_handle(tx, tables, iri);
    auto const record = handle ? tables.objects.get(tx, *handle) : std::nullopt;
    auto const speaker = record ? std::optional{record->author} : handle;
    auto const person = speaker ? std::optional{person_behind(tx, tables, *speaker)} : std::nullopt;
    return person && tables.account_names.contains(tx, *person) ? person : std::nullopt;
}

bool is_by_member(storage::ReadTx const& tx, storage::Tables const& tables, JsonValue const& value) {
    auto const is_by = [&](std::string_view field) {
        return member_behind(tx, tables, reference_member(value, field)).has_value();
    };
    return is_by("actor") || is_by("attributedTo");
}

}  // namespace

std::optional<Handle> addressed_community(rules::Context const& context, Object const& object) {
    for (auto const& iri : object.addressees)
        if (is_community(context, iri)) return context.find(iri);
    return std::nullopt;
}

Audience audience_of(rules::Context const& context, Object const& object) {
    if (context.local && contains(object.addressees, members_of(context.origin))) return Audience::here;
    if (std::ranges::any_of(object.to, vocabulary::is_public)) return Audience::everyone;
    if (std::ranges::any_of(object.addressees, vocabulary::is_public)) return Audience::quiet;
    auto const community = addressed_community(context, object);
    if (community && is_for_insiders_of(context, object, *community)) return Audience::insiders;
    if (contains(object.addressees, partners_of(home_of(context, object, community)))) return Audience::partners;
    if (community && is_for_followers_of(context, object, storage::iri_of(context.tx, context.tables, *community)))
        return Audience::community;
    if (is_for_followers_of(context, object, object.author.text())) return Audience::followers;
    return Audience::named;
}

Audience narrower(Audience first, Audience second) noexcept {
    if (first == Audience::here && second == Audience::insiders) return second;
    return narrowness(second) > narrowness(first) ? second : first;
}

Audience narrowed_audience(Audience wanted, Audience parent) noexcept {
    if (stays_here(parent)) return wanted == Audience::insiders ? wanted : parent;
    return narrower(wanted, parent);
}

bool may_tell_of(storage::ReadTx const& tx, storage::Tables const& tables, Readers const& readers, Handle named) {
    auto const record = tables.objects.get(tx, named);
    return !record || may_know(tx, tables, readers, named, *record, is_pupil(tx, tables, record->author));
}

bool tells_too_much(rules::Context const& context, Object const& object, std::vector<std::string> const& names) {
    Readers const readers{
        audience_of(context, object),
        addressed_community(context, object).value_or(Handle{0}),
        context.find(object.author.text()).value_or(Handle{0})};
    return std::ranges::any_of(names, [&](std::string const& iri) {
        auto const named = context.find(iri);
        auto const record = named ? context.tables.objects.get(context.tx, *named) : std::nullopt;
        if (!record || told_before(context, object, readers, *named)) return false;
        bool const by_pupil = was_pupil(context.tx, context.tables, record->author, context.seq);
        return !may_know(context.tx, context.tables, readers, *named, *record, by_pupil);
    });
}

Audience allowed_audience(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle author, Audience wanted, Handle parent
) {
    auto const above = tables.objects.get(tx, parent);
    if (is_pupil(tx, tables, author)) {
        bool const for_insiders = above ? above->audience == Audience::insiders : wanted == Audience::insiders;
        return for_insiders ? Audience::insiders : Audience::here;
    }
    return above ? narrowed_audience(wanted, above->audience) : wanted;
}

std::vector<std::string> people_named(rules::Context const& context, Object const& object, Audience audience) {
    std::vector<std::string> people;
    for (auto const& iri : object.addressees) {
        if (!is_person(context, object, iri) || contains(people, iri)) continue;
        auto const person = stays_here(audience) ? std::nullopt : context.find(iri);
        if (!person || !was_pupil(context.tx, context.tables, *person, context.seq)) people.push_back(iri);
    }
    return people;
}

bool never_leaves(rules::Context const& context, Activity const& activity) {
    auto const addressees = activity.addressees();
    bool const is_for_members =
        context.is_ours(activity.actor().text()) &&
        std::ranges::any_of(addressees, [&](auto const iri) { return is_kept_address(context.origin, iri); });
    return is_for_members || any_level(activity.root(), [&](auto const& value) {
               return std::ranges::any_of(doers_and_things(value), [&](auto const iri) {
                   return is_kept_name(context, iri);
               });
           });
}

std::vector<Handle> members_behind(storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity) {
    std::vector<Handle> members;
    auto const add = [&](std::vector<std::string_view> const& names) {
        for (auto const name : names) {
            auto const found = member_behind(tx, tables, name);
            if (found && std::ranges::find(members, *found) == members.end()) members.push_back(*found);
        }
    };
    any_level(activity.root(), [&](auto const& value) {
        add(doers_and_things(value));
        if (is_by_member(tx, tables, value)) add(readers(value));
        return false;
    });
    return members;
}

Audience audience_about(rules::Context const& context, Activity const& activity) {
    auto const* value = &activity.root();
    for (unsigned depth = 0; depth < deepest; ++depth) {
        auto const* const inner = sole_member(*value, "object");
        if (inner == nullptr || !inner->IsObject() || member(*inner, "object") == nullptr) break;
        value = inner;
    }
    auto const thing = context.find(reference_member(*value, "object"));
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    return record ? record->audience : Audience::everyone;
}

}  // namespace collegium::federation::community
