#include "federation/community/reports.hpp"

#include "federation/community/moderation.hpp"

#include <set>

namespace collegium::federation::community {

using storage::Handle;

namespace {

// The community that a reference stands for: it is one, or a thing in one.
std::optional<Handle> community_behind(rules::Context const& context, std::string_view iri) {
    auto const handle = context.find(iri);
    if (!handle) return std::nullopt;
    if (is_home(context, *handle)) return handle;
    auto const record = context.tables.objects.get(context.tx, *handle);
    return record && is_home(context, record->community) ? std::optional{record->community} : std::nullopt;
}

// Those of our communities that it is for, by address or by what it names; for anything else of ours the node itself.
std::set<Handle> recipients_of(rules::Context const& context, Activity const& flag) {
    std::set<Handle> found;
    bool of_ours = false;
    for (auto const& names : {flag.addressees(), flag.objects()})
        for (auto const iri : names) {
            if (auto const community = community_behind(context, iri)) found.insert(*community);
            of_ours = of_ours || context.is_ours(iri);
        }
    if (found.empty() && of_ours) found.insert(context.intern(std::string{context.origin} + "/"));
    return found;
}

}  // namespace

Result<void> report(rules::Context const& context) {
    auto const recipients = recipients_of(context, context.activity);
    if (recipients.empty() && !context.local) return Refusal{Reason::unconcerned, "a Flag of nothing that is ours"};
    for (auto const recipient : recipients) context.tables.reports.put(context.tx, {recipient, context.seq}, {});
    return {};
}

Result<void> withdraw_report(rules::Context const& context, Activity const& flag) {
    auto const seq = context.known_before(flag.id().text());
    bool erased = false;
    if (seq)
        for (auto const recipient : recipients_of(context, flag))
            erased = context.tables.reports.erase(context.tx, {recipient, *seq}) || erased;
    if (!erased) return Refusal{Reason::unconcerned, "a Flag that is not kept"};
    return {};
}

}  // namespace collegium::federation::community
