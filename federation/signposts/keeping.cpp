#include "federation/signposts/keeping.hpp"

#include "federation/community/audience.hpp"
#include "federation/signposts/address.hpp"
#include "federation/signposts/signpost_json.hpp"

namespace collegium::federation::signposts {

using storage::Handle;
using storage::ObjectKind;
using storage::ObjectRecord;

namespace {

std::optional<ObjectRecord> record_of(rules::Context const& context, Object const& object) {
    auto const thing = context.find(object.id.text());
    return thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
}

}  // namespace

Result<void> check_words(rules::Context const& context, Object const& object) {
    bool const is_signpost = object.kind == signpost_kind;
    auto const record = record_of(context, object);
    if (record && (record->kind == ObjectKind::signpost) != is_signpost)
        return Refusal{Reason::malformed, "a signpost stays a signpost, and nothing else becomes one"};
    if (!is_signpost) return {};
    if (!object.in_reply_to.empty()) return Refusal{Reason::malformed, "a signpost replies to nothing"};
    auto const signpost = signpost_in(*context.activity.object());
    if (!signpost) return signpost.error();
    if (context.local && community::tells_too_much(context, object, {signpost->address}))
        return Refusal{Reason::not_allowed, "it leads to something that is not for all who would read this signpost"};
    return {};
}

// Under every page that any of its words led to: whoever reads asks the newest.
void keep(rules::Context const& context, Object const& object) {
    auto const record = record_of(context, object);
    if (!record || record->kind != ObjectKind::signpost) return;
    auto const signpost = signpost_in(*context.activity.object());
    if (!signpost) return;
    auto const thing = context.intern(object.id.text());
    if (record->community != Handle{0})
        context.tables.signposts.put(context.tx, {record->community, record->number}, thing);
    auto const page = context.intern(page_key(signpost->address));
    context.tables.signposted.put(context.tx, {page, record->number}, thing);
}

}  // namespace collegium::federation::signposts
