#include "server/client_to_server/foreign_documents.hpp"

#include "federation/community/visibility.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/vocabulary.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::client_to_server {

using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

// By what is known of a thing here; nothing if it is not known.
std::optional<bool> known_verdict(ReadTx const& tx, Tables const& tables, Handle member, std::string_view iri) {
    auto const handle = iri.empty() ? std::nullopt : storage::find_handle(tx, tables, iri);
    auto const record = handle ? tables.objects.get(tx, *handle) : std::nullopt;
    if (!record) return std::nullopt;
    auto const viewer = federation::community::Viewer::of_member(member);
    return federation::community::is_meant_for(tx, tables, viewer, *handle, *record);
}

// An actor or a list, which is for whoever may have the document; everything else that names an author is a thing, or
// an act.
bool is_place(std::string_view type) {
    constexpr std::string_view places[] = {
        "Person",
        "Group",
        "Service",
        "Application",
        "Organization",
        "Collection",
        "OrderedCollection",
        "CollectionPage",
        "OrderedCollectionPage"};
    return std::ranges::find(places, type) != std::end(places);
}

bool is_said_by_somebody(JsonValue const& value) {
    if (is_place(federation::type_of(value))) return false;
    return federation::member(value, "attributedTo") != nullptr || federation::member(value, "actor") != nullptr;
}

class Reader {
public:
    Reader(ReadTx const& tx, Tables const& tables, Handle member)
        : tx_{tx}, tables_{tables}, member_{member}, name_{storage::iri_of(tx, tables, member)} {}

    // `inherited`: what it stands in is for the member.
    bool may_read(JsonValue const& value, bool inherited) const {
        if (value.IsArray())
            return std::ranges::all_of(value.GetArray(), [&](auto const& each) { return may_read(each, inherited); });
        if (!value.IsObject()) return true;
        auto const verdict = verdict_on(value);
        if (!verdict.value_or(inherited || !is_said_by_somebody(value))) return false;
        bool const passes_down = inherited || verdict.has_value();
        return std::ranges::all_of(value.GetObject(), [&](auto const& each) {
            return may_read(each.value, passes_down);
        });
    }

private:
    // What is known of it here, or what it says of itself; nothing where neither says anything.
    std::optional<bool> verdict_on(JsonValue const& value) const {
        if (auto const known = known_verdict(tx_, tables_, member_, federation::text_member(value, "id"))) return known;
        std::optional<bool> verdict;
        for (auto const* const field : {"to", "cc", "audience"}) {
            if (federation::member(value, field) == nullptr) continue;
            auto const names = federation::references(value, field);
            verdict = verdict.value_or(false) || std::ranges::any_of(names, [&](auto const name) {
                          return federation::vocabulary::is_public(name) || name == name_;
                      });
        }
        return verdict;
    }

    ReadTx const& tx_;
    Tables const& tables_;
    Handle member_;
    std::string name_;
};

}  // namespace

bool is_withheld(ReadTx const& tx, Tables const& tables, Handle member, std::string_view iri) {
    return !known_verdict(tx, tables, member, iri).value_or(true);
}

bool is_for_member(ReadTx const& tx, Tables const& tables, Handle member, JsonValue const& document) {
    return Reader{tx, tables, member}.may_read(document, false);
}

}  // namespace collegium::server::client_to_server
