#include "federation/adoption/entering.hpp"

#include "federation/adoption/adoption_json.hpp"
#include "federation/community/holding.hpp"
#include "federation/guides/guide_json.hpp"
#include "federation/instruments/reading.hpp"
#include "storage/names.hpp"

namespace collegium::federation::adoption {

using storage::AccountRecord;
using storage::AdoptionRecord;
using storage::Edge;
using storage::Handle;
using storage::ReadTx;
using storage::Role;
using storage::Tables;

namespace {

using enum Reason;
using Problems = std::vector<Problem>;

bool has_research_lead(ReadTx const& tx, Tables const& tables) {
    bool found = false;
    tables.accounts.each(tx, [&](std::string const&, AccountRecord const& account) {
        found = account.state == storage::AccountState::active && account.roles.has(Role::research_lead);
        return !found;
    });
    return found;
}

// Another one of the same school and version that still stands.
bool is_adopted(
    ReadTx const& tx, Tables const& tables, Handle guide, storage::VersionHash const& version, Handle school, Handle but
) {
    bool found = false;
    tables.adoptions.ascend(tx, Edge{guide, Handle{0}}, [&](Edge const& key, AdoptionRecord const& each) {
        if (key.of != guide) return false;
        bool const is_same = key.by != but && each.by == school && each.version == version;
        auto const record = is_same ? tables.objects.get(tx, key.by) : std::nullopt;
        found = record && community::is_settled(tx, tables, key.by, *record);
        return !found;
    });
    return found;
}

void check_version(
    ReadTx const& tx, Tables const& tables, Problems& problems, Adoption const& adoption, Handle school, Handle thing
) {
    auto const guide = storage::find_handle(tx, tables, adoption.guide);
    auto const version = guides::digest_of(adoption.version);
    if (!guide || !version) return;
    if (!tables.guide_versions.contains(tx, {*guide, *version}))
        problems.push_back({"version", {malformed, "the guide never had this version: choose one that it had"}});
    else if (is_adopted(tx, tables, *guide, *version, school, thing))
        problems.push_back({"version", {conflict, "your school has adopted this version already: change what it said"}}
        );
}

void check_instrument(
    ReadTx const& tx, Tables const& tables, Problems& problems, std::optional<Measure> const& measure, std::string field
) {
    if (!measure) return;
    auto const words = instruments::words_of_version(tx, tables, measure->instrument, measure->version);
    if (!words)
        problems.push_back(
            {std::move(field), {malformed, "this tool for measuring, or this version of it, is not known here"}}
        );
    else if (words->better != measure->better)
        problems.push_back({std::move(field), {malformed, "the tool says otherwise which way its figure is good"}});
}

// What is changed, if it stands already.
std::optional<AdoptionRecord> standing(ReadTx const& tx, Tables const& tables, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    return record ? tables.adoptions.get(tx, {record->parent, thing}) : std::nullopt;
}

Result<void> check_own(ReadTx const& tx, Tables const& tables, Activity const& activity) {
    auto const adoption = adoption_in(*activity.object());
    if (!adoption)
        return Refusal{malformed, "an adoption replies to its guide and names its version and how far the school is"};
    if (!speaks_for_school(activity.actor().text()))
        return Refusal{not_allowed, "a school adopts a guide, not one of its people: its research lead records it"};
    auto const school = storage::find_handle(tx, tables, activity.actor().text()).value_or(Handle{0});
    auto const thing = storage::find_handle(tx, tables, activity.object_id()).value_or(Handle{0});
    auto const before = standing(tx, tables, thing);
    if (before && guides::digest_of(adoption->version) != before->version)
        return Refusal{not_allowed, "an adoption stays with its version: adopt the other version as well"};
    auto const problems = problems_here(tx, tables, *adoption, school, thing);
    if (!problems.empty()) return problems.front().why;
    return {};
}

}  // namespace

Result<void> check_adopter(ReadTx const& tx, Tables const& tables, Handle member) {
    auto const name = tables.account_names.get(tx, member);
    auto const account = name ? tables.accounts.get(tx, *name) : std::nullopt;
    if (account && account->state == storage::AccountState::active) {
        if (account->roles.has(Role::research_lead)) return {};
        if (account->roles.has(Role::operator_) && !has_research_lead(tx, tables)) return {};
    }
    return Refusal{not_allowed, "the research lead adopts guides for the school: ask them to"};
}

std::vector<Problem> problems_here(
    ReadTx const& tx, Tables const& tables, Adoption const& adoption, Handle school, Handle thing
) {
    auto problems = problems_of(adoption);
    check_version(tx, tables, problems, adoption, school, thing);
    check_instrument(tx, tables, problems, adoption.baseline, "baseline.instrument");
    check_instrument(tx, tables, problems, adoption.follow_up, "follow_up.instrument");
    return problems;
}

Result<void> check_entering(ReadTx const& tx, Tables const& tables, Activity const& activity, bool local) {
    bool const brings_words = activity.verb() == Verb::create || activity.verb() == Verb::update;
    auto const* const object = local && brings_words ? activity.object() : nullptr;
    if (object == nullptr || text_member(*object, "col:kind") != adoption_kind) return {};
    return check_own(tx, tables, activity);
}

}  // namespace collegium::federation::adoption
