#include "federation/served/shown.hpp"

#include "federation/community/visibility.hpp"
#include "federation/messages/vocabulary.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::documents {

namespace {

bool carries_words(Verb verb) {
    return verb == Verb::create || verb == Verb::update;
}

}  // namespace

std::vector<std::string_view> things_shown_by(Activity const& activity) {
    if (carries_words(activity.verb())) return {activity.object_id()};
    if (activity.verb() != Verb::announce) return {};
    auto const wrapped = activity.wrapped();
    if (wrapped.empty()) return {activity.object_id()};
    std::vector<std::string_view> things;
    for (auto const* const value : wrapped)
        if (carries_words(*verb_named(type_of(*value)))) things.push_back(reference_member(*value, "object"));
    return things;
}

bool is_for_everyone(Activity const& activity) {
    auto const addressees = activity.addressees();
    return std::ranges::any_of(addressees, vocabulary::is_public);
}

bool may_be_shown(storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity) {
    if (!is_for_everyone(activity)) return false;
    return std::ranges::all_of(things_shown_by(activity), [&](auto const iri) {
        auto const thing = storage::find_handle(tx, tables, iri);
        auto const record = thing ? tables.objects.get(tx, *thing) : std::nullopt;
        return !record || community::is_visible(tx, tables, *thing, *record);
    });
}

}  // namespace collegium::federation::documents
