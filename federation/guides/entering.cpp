#include "federation/guides/entering.hpp"

#include "federation/community/polls.hpp"
#include "federation/community/pupils.hpp"
#include "federation/guides/suggestion.hpp"
#include "federation/messages/addressees.hpp"
#include "federation/messages/object.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::guides {

using community::is_pupil;
using storage::ReadTx;
using storage::Tables;

namespace {

bool stays_here(std::string_view origin, rapidjson::Value const& object) {
    auto const read = Object::parse(object);
    return read && std::ranges::find(read->addressees, members_of(origin)) != read->addressees.end();
}

Result<void> check_guide(
    ReadTx const& tx, Tables const& tables, std::string_view origin, rapidjson::Value const& object
) {
    if (stays_here(origin, object)) return {};
    auto const guide = draft_in(object);
    bool const names_pupil =
        std::ranges::any_of(
            guide.contributors, [&](Contributor const& each) { return is_pupil(tx, tables, each.iri); }
        ) ||
        (guide.evidence && is_pupil(tx, tables, guide.evidence->rater));
    if (names_pupil) return Refusal{Reason::not_allowed, "pupils are named only in what stays in this school"};
    return {};
}

Result<void> check_patch(
    ReadTx const& tx, Tables const& tables, Activity const& activity, rapidjson::Value const& patch, bool local
) {
    auto const guide = storage::find_handle(tx, tables, reference_member(patch, "object"));
    auto const record = guide ? tables.objects.get(tx, *guide) : std::nullopt;
    if (!record) return {};
    if (!local && is_pupil(tx, tables, record->author))
        return Refusal{Reason::unconcerned, "about something that we do not know"};
    bool const goes_out = local && !community::is_by_one_of_us(tx, tables, *record);
    if (goes_out && is_pupil(tx, tables, activity.actor().text()))
        return Refusal{Reason::not_allowed, "what pupils suggest stays in this school"};
    return {};
}

}  // namespace

Result<void> check_pupils(
    ReadTx const& tx, Tables const& tables, std::string_view origin, Activity const& activity, bool local
) {
    auto const* const object = activity.object();
    if (object == nullptr) return {};
    if (activity.verb() == Verb::offer) return check_patch(tx, tables, activity, *object, local);
    bool const brings_words = activity.verb() == Verb::create || activity.verb() == Verb::update;
    if (!local || !brings_words || text_member(*object, "col:kind") != guide_kind) return {};
    return check_guide(tx, tables, origin, *object);
}

}  // namespace collegium::federation::guides
