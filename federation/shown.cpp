#include "federation/shown.hpp"

#include "federation/vocabulary.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::documents {

namespace {

// The thing that an activity is about, also when it is wrapped.
std::string_view thing_of(Activity const& activity) {
    auto const* const inner = activity.object();
    bool const wrapped = inner != nullptr && verb_named(type_of(*inner)).has_value();
    return wrapped ? reference_member(*inner, "object") : std::string_view{activity.object_id()};
}

}  // namespace

std::optional<Activity> read_activity(storage::ReadTx const& tx, storage::Tables const& tables, storage::Seq seq) {
    auto flesh = tables.flesh.get(tx, seq);
    if (!flesh) return std::nullopt;
    auto json = Json::read_object(*std::move(flesh));
    if (!json) return std::nullopt;
    auto activity = Activity::parse(*std::move(json));
    return activity ? std::optional{*std::move(activity)} : std::nullopt;
}

bool is_for_everyone(Activity const& activity) {
    auto const addressees = activity.addressees();
    return std::ranges::any_of(addressees, vocabulary::is_public);
}

bool may_be_shown(storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity) {
    if (!is_for_everyone(activity)) return false;
    if (activity.verb() == Verb::delete_) return true;
    auto const thing = storage::find_handle(tx, tables, thing_of(activity));
    auto const record = thing ? tables.objects.get(tx, *thing) : std::nullopt;
    return !record || record->state == storage::ObjectState::visible;
}

}  // namespace collegium::federation::documents
