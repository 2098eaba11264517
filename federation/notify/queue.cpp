#include "federation/notify/queue.hpp"

#include "federation/community/audience.hpp"
#include "federation/community/holding.hpp"
#include "federation/notify/notice_text.hpp"
#include "federation/notify/service.hpp"

namespace collegium::federation::notify {

using storage::DeliveryRow;
using storage::Handle;
using storage::ObjectKind;
using storage::ObjectRecord;

namespace {

void tell(rules::Context const& context, Handle actor) {
    auto const service = service_behind(context.tx, context.tables, actor);
    if (!service || context.received < service->record.since) return;
    if (community::never_leaves(context, context.activity)) return;
    auto const lane = context.intern(service->record.inbox);
    if (context.tables.receipts.contains(context.tx, {context.seq, lane})) return;
    context.tables.deliveries.put(context.tx, {lane, context.seq}, DeliveryRow{actor, actor, {actor}, storage::no_one});
    context.effects.hosts.push_back(lane);
}

bool is_ours(rules::Context const& context, Handle actor) {
    auto const record = context.tables.actors.get(context.tx, actor);
    return record && record->local && record->type == storage::ActorType::service;
}

std::optional<ObjectRecord> record_of(rules::Context const& context, std::string const& iri) {
    auto const thing = context.find(iri);
    return thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
}

bool is_work_under_way(std::string const& take_up) {
    return take_up == "planned" || take_up == "active";
}

}  // namespace

// The name is kept whether the service is still registered or not: a replay must not depend on that.
void tell_of_request(rules::Context const& context, Handle target) {
    if (!is_ours(context, target)) return;
    auto const& offer = context.activity.id().text();
    context.tables.notices.put(context.tx, storage::hash_of(notice_id(offer)), context.intern(offer));
    tell(context, target);
}

void tell_of_withdrawal(rules::Context const& context, Handle target) {
    tell(context, target);
}

void tell_of_reply(rules::Context const& context, Object const& object) {
    auto const record = record_of(context, object.id.text());
    if (!record || !community::is_open(record->audience)) return;
    if (community::is_held(context.tx, context.tables, context.intern(object.id.text()), record->community)) return;
    if (record->kind == ObjectKind::question) return tell(context, record->author);
    auto const question = object.in_reply_to.empty() ? std::nullopt : record_of(context, object.in_reply_to);
    if (!question || question->kind != ObjectKind::question) return;
    if (record->kind == ObjectKind::answer || is_work_under_way(object.take_up)) tell(context, question->author);
}

}  // namespace collegium::federation::notify
