#include "federation/statements/entering.hpp"

#include "federation/community/visibility.hpp"
#include "federation/statements/statement.hpp"
#include "storage/names.hpp"

namespace collegium::federation::statements {

using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

bool is_no_group(ReadTx const& tx, Tables const& tables, std::string_view actor) {
    auto const handle = storage::find_handle(tx, tables, actor);
    auto const record = handle ? tables.actors.get(tx, *handle) : std::nullopt;
    return record && record->type != storage::ActorType::group;
}

// What stays on this node is for all who are here, and a council of ours is here.
bool may_see(
    ReadTx const& tx,
    Tables const& tables,
    std::string_view host,
    Handle guide,
    storage::ObjectRecord const& record,
    bool local
) {
    if (local && record.audience == storage::Audience::here) return true;
    auto const place = storage::find_handle(tx, tables, host);
    community::Viewer const viewer{Handle{0}, place.value_or(Handle{0})};
    return community::is_meant_for(tx, tables, viewer, guide, record);
}

std::string words_of(JsonValue const& object) {
    auto const* const source = member(object, "source");
    auto const written = source == nullptr ? std::string_view{} : text_member(*source, "content");
    return std::string{written} + "\n" + std::string{text_member(object, "content")};
}

}  // namespace

Result<void> check_entering(
    ReadTx const& tx, Tables const& tables, std::string_view origin, Activity const& activity, bool local
) {
    bool const brings_words = activity.verb() == Verb::create || activity.verb() == Verb::update;
    auto const* const object = brings_words ? activity.object() : nullptr;
    if (object == nullptr || !is_statement(*object)) return {};
    if (is_no_group(tx, tables, activity.actor().text()))
        return Refusal{Reason::not_allowed, "a council makes a statement, not one of its people"};
    auto const guide = storage::find_handle(tx, tables, reference_member(*object, "inReplyTo"));
    auto const record = guide ? tables.objects.get(tx, *guide) : std::nullopt;
    if (local && (!record || record->kind != storage::ObjectKind::guide))
        return Refusal{Reason::malformed, "a statement replies to the guide that it is about"};
    auto const host = local ? origin : activity.actor().origin();
    bool const is_hidden = record && !may_see(tx, tables, host, *guide, *record, local);
    if (is_hidden && local) return Refusal{Reason::not_found, "there is no such guide to make a statement about"};
    // In the words for what is below nothing that we know: nobody learns that it is there.
    if (is_hidden) return Refusal{Reason::unconcerned, "addressed to no community and no thread that we know"};
    if (local && !telling_words(tx, tables, words_of(*object)).empty())
        return Refusal{Reason::not_allowed, "its words point to somebody: take them out"};
    return {};
}

}  // namespace collegium::federation::statements
