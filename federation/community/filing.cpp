#include "federation/community/filing.hpp"

#include "federation/community/audience.hpp"
#include "federation/logged.hpp"
#include "federation/messages/hashtags.hpp"
#include "federation/messages/hidden_recipients.hpp"

namespace collegium::federation::community {

using storage::Handle;
using storage::LocalId;
using storage::ObjectRecord;

namespace {

// With those of ours whom its author tells in silence. What others may write there is not for us to read.
Object with_all_readers(rules::Context const& context, Object object) {
    if (!context.local) return object;
    auto const hidden = hidden_recipients_of(context.activity);
    for (auto const* const names : {&hidden.bto, &hidden.bcc})
        object.addressees.insert(object.addressees.end(), names->begin(), names->end());
    return object;
}

void add_tags(rules::Context const& context, Handle thing, LocalId number, Object const& object) {
    for (auto const& tag : object.tags)
        context.tables.tagged.put(context.tx, {context.intern(tag_iri(context.origin, tag)), number}, thing);
}

// Of a question in a community only.
std::vector<std::string> places_by_context(
    rules::Context const& context, ObjectRecord const& record, Object const& object
) {
    std::vector<std::string> places;
    if (record.kind != storage::ObjectKind::question || record.community == storage::no_one) return places;
    auto const community = storage::iri_of(context.tx, context.tables, record.community);
    for (auto const& facet : facets_of(object.about)) places.push_back(place_by_context(community, facet));
    return places;
}

void add_context(rules::Context const& context, Handle thing, ObjectRecord const& record, Object const& object) {
    for (auto const& place : places_by_context(context, record, object))
        context.tables.contexts.put(context.tx, {context.intern(place), record.number}, thing);
}

void add_links(rules::Context const& context, Handle thing, LocalId number, Object const& object) {
    for (auto const& link : object.links)
        context.tables.linked.put(context.tx, {context.intern(link.href), number}, thing);
}

// What its words before filed it under.
void drop(rules::Context const& context, ObjectRecord const& record) {
    auto const before = logged_activity(context.tx, context.tables, record.words);
    if (!before || before->object() == nullptr) return;
    auto const object = Object::parse(*before->object());
    if (!object) return;
    auto const number = record.number;
    for (auto const& tag : object->tags)
        if (auto const handle = context.find(tag_iri(context.origin, tag)))
            context.tables.tagged.erase(context.tx, {*handle, number});
    for (auto const& place : places_by_context(context, record, *object))
        if (auto const handle = context.find(place)) context.tables.contexts.erase(context.tx, {*handle, number});
    for (auto const& link : object->links)
        if (auto const handle = context.find(link.href)) context.tables.linked.erase(context.tx, {*handle, number});
}

void add(rules::Context const& context, Handle thing, ObjectRecord const& record, Object const& object) {
    add_readers(context, thing, record, object);
    add_tags(context, thing, record.number, object);
    add_context(context, thing, record, object);
    add_links(context, thing, record.number, object);
    context.tables.versions.put(context.tx, {thing, context.seq}, {});
}

}  // namespace

std::string place_by_context(std::string_view community, std::string_view facet) {
    return std::string{community} + "#" + std::string{facet};
}

void file(rules::Context const& context, Handle thing, ObjectRecord const& record, Object const& object) {
    move(context, thing, record.number, storage::no_one, record.community);
    add(context, thing, record, object);
}

void file_again(rules::Context const& context, Handle thing, ObjectRecord const& record, Object const& object) {
    drop(context, record);
    add(context, thing, record, object);
}

void add_readers(rules::Context const& context, Handle thing, ObjectRecord const& record, Object const& object) {
    for (auto const& person : people_named(context, with_all_readers(context, object), record.audience))
        context.tables.addressed.put(context.tx, {thing, context.intern(person)}, {});
}

void move(rules::Context const& context, Handle thing, LocalId number, Handle from, Handle to) {
    if (from == to) return;
    if (from != storage::no_one) context.tables.posts.erase(context.tx, {from, number});
    if (to != storage::no_one) context.tables.posts.put(context.tx, {to, number}, thing);
}

}  // namespace collegium::federation::community
