#include "federation/reviews/gate_rules.hpp"

namespace collegium::federation::reviews {

using storage::GateRuleRecord;
using storage::Handle;

namespace {

// Nothing if it is not there.
std::optional<std::uint64_t> number_in(JsonValue const& object, std::string_view name) {
    auto const* const value = member(object, name);
    return value != nullptr && value->IsUint64() ? std::optional{value->GetUint64()} : std::nullopt;
}

}  // namespace

GateRules rules_of(storage::ReadTx const& tx, storage::Tables const& tables, Handle community) {
    auto const record = tables.gate_rules.get(tx, community);
    return record ? GateRules{record->peers, record->experts, record->institutions} : GateRules{};
}

Result<void> set_rules(storage::WriteTx& tx, storage::Tables& tables, Handle community, GateRules const& rules) {
    auto const problems = problems_of(rules);
    if (!problems.empty()) return problems.front().why;
    tables.gate_rules.put(tx, community, {rules.peers, rules.experts, rules.institutions});
    return {};
}

std::optional<GateRuleRecord> rules_in(JsonValue const& community) {
    auto const* const given = member(community, "col:gate");
    if (given == nullptr || !given->IsObject()) return std::nullopt;
    auto const peers = number_in(*given, "peers"), experts = number_in(*given, "experts");
    auto const institutions = number_in(*given, "institutions");
    if (!peers || !experts || !institutions) return std::nullopt;
    if (!problems_of(GateRules{*peers, *experts, *institutions}).empty()) return std::nullopt;
    return GateRuleRecord{*peers, *experts, *institutions};
}

void add_rules(JsonText& community, GateRuleRecord const& rules) {
    community.raw(
        "col:gate",
        JsonText::object()
            .number("peers", rules.peers)
            .number("experts", rules.experts)
            .number("institutions", rules.institutions)
            .done()
    );
}

}  // namespace collegium::federation::reviews
