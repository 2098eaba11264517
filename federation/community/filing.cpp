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

constexpr Handle nobody{0};

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

void drop_tags(rules::Context const& context, LocalId number, storage::Seq words) {
    auto const before = logged_activity(context.tx, context.tables, words);
    if (!before || before->object() == nullptr) return;
    auto const object = Object::parse(*before->object());
    if (!object) return;
    for (auto const& tag : object->tags)
        if (auto const handle = context.find(tag_iri(context.origin, tag)))
            context.tables.tagged.erase(context.tx, {*handle, number});
}

}  // namespace

void file(rules::Context const& context, Handle thing, ObjectRecord const& record, Object const& object) {
    move(context, thing, record.number, nobody, record.community);
    add_readers(context, thing, record, object);
    add_tags(context, thing, record.number, object);
}

void file_again(rules::Context const& context, Handle thing, ObjectRecord const& record, Object const& object) {
    drop_tags(context, record.number, record.words);
    add_tags(context, thing, record.number, object);
    add_readers(context, thing, record, object);
}

void add_readers(rules::Context const& context, Handle thing, ObjectRecord const& record, Object const& object) {
    for (auto const& person : people_named(context, with_all_readers(context, object), record.audience))
        context.tables.addressed.put(context.tx, {thing, context.intern(person)}, {});
}

void move(rules::Context const& context, Handle thing, LocalId number, Handle from, Handle to) {
    if (from == to) return;
    if (from != nobody) context.tables.posts.erase(context.tx, {from, number});
    if (to != nobody) context.tables.posts.put(context.tx, {to, number}, thing);
}

}  // namespace collegium::federation::community
