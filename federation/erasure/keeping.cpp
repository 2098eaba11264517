#include "federation/erasure/keeping.hpp"

#include "federation/erasure/messages.hpp"
#include "federation/messages/addressees.hpp"
#include "federation/messages/vocabulary.hpp"

namespace collegium::federation::erasure {

using storage::Handle;
using storage::ReceiptKey;

namespace {

void note_asked(rules::Context const& context) {
    auto& tables = context.tables;
    tables.erasures.put(context.tx, context.seq, {context.actor(), context.received});
    for (auto const iri : context.activity.addressees()) {
        if (vocabulary::is_public(iri) || context.is_ours(iri)) continue;
        auto const asked = Iri::parse(iri);
        if (!asked) continue;
        auto const host = storage::intern_host(context.tx, tables, *asked);
        tables.erasure_receipts.put(context.tx, {context.seq, host}, {context.received, Instant{}});
    }
}

// By the node itself, whoever here had something of theirs.
void answer(rules::Context const& context) {
    auto const ourselves = context.find(std::string{context.origin} + "/");
    if (ourselves) context.effects.reactions.push_back({ReactionKind::erasure_receipt, *ourselves, context.activity});
}

}  // namespace

void note(rules::Context const& context) {
    if (!asks_for_receipt(context.activity)) return;
    if (context.local) return note_asked(context);
    answer(context);
}

Result<void> keep_receipt(rules::Context const& context) {
    if (context.local) return {};  // ours, for others to keep
    auto const& actor = context.activity.actor();
    if (actor.text() != std::string{actor.origin()} + "/")
        return Refusal{Reason::foreign, "a receipt that no node's own actor gives"};
    auto const deletion = context.known_before(context.activity.object_id());
    auto const erasure = deletion ? context.tables.erasures.get(context.tx, *deletion) : std::nullopt;
    if (!erasure) return Refusal{Reason::not_found, "a receipt for an erasure that is none of ours"};
    if (context.find(erased_in(context.activity)) != erasure->person)
        return Refusal{Reason::foreign, "a receipt that names somebody else"};
    ReceiptKey const place{*deletion, storage::intern_host(context.tx, context.tables, actor)};
    auto asked = context.tables.erasure_receipts.get(context.tx, place);
    if (!asked) return Refusal{Reason::not_allowed, "a receipt of a node that was not asked"};
    if (asked->confirmed != Instant{}) return Refusal{Reason::unconcerned, "its receipt is here already"};
    asked->confirmed = context.received;
    context.tables.erasure_receipts.put(context.tx, place, *asked);
    return {};
}

}  // namespace collegium::federation::erasure
