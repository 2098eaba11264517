#include "federation/community/hand_over.hpp"

#include "federation/community/audience.hpp"
#include "federation/messages/written_down.hpp"

#include <algorithm>

namespace collegium::federation::community {

using storage::Handle;
using storage::ObjectRecord;

namespace {

bool is_local_actor(rules::Context const& context, Handle handle) {
    auto const record = context.tables.actors.get(context.tx, handle);
    return record && record->local;
}

// Our member whom it replies to.
std::optional<Handle> answered_member(rules::Context const& context, ObjectRecord const& record) {
    auto const parent = context.tables.objects.get(context.tx, record.parent);
    return parent && is_local_actor(context, parent->author) ? std::optional{parent->author} : std::nullopt;
}

// By the act, or by the thing inside it.
bool is_addressed(rules::Context const& context, std::string_view iri) {
    auto const outer = context.activity.addressees();
    if (std::ranges::find(outer, iri) != outer.end()) return true;
    auto const* const object = context.activity.object();
    if (object == nullptr) return false;
    for (auto const* const name : {"to", "cc", "audience"}) {
        auto const inner = references(*object, name);
        if (std::ranges::find(inner, iri) != inner.end()) return true;
    }
    return false;
}

}  // namespace

void hand_over(rules::Context const& context, ObjectRecord const& record) {
    if (context.local || context.via != storage::no_one || record.community == storage::no_one) return;
    if (is_written_down(context.activity)) return;  // not its author's own act
    if (!may_be_passed_on(record.audience)) return;
    if (is_local_actor(context, record.community)) return;
    auto const sender = answered_member(context, record);
    if (!sender) return;
    auto const community = Iri::parse(storage::iri_of(context.tx, context.tables, record.community)).value();
    if (is_addressed(context, community.text())) return;

    auto const host = storage::intern_host(context.tx, context.tables, community);
    if (context.tables.receipts.contains(context.tx, {context.seq, host})) return;
    context.tables.deliveries.put(
        context.tx, {host, context.seq}, {*sender, context.actor(), {record.community}, storage::no_one}
    );
    context.effects.hosts.push_back(host);
}

}  // namespace collegium::federation::community
