#include "federation/partner_lists/publishing.hpp"

#include "federation/community/moderation.hpp"
#include "federation/community/terms.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::partner_lists {

using storage::Handle;
using storage::OwnEntryKey;
using storage::OwnEntryRecord;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

Result<void> check_network(ReadTx const& tx, Tables const& tables, Handle network, Handle person) {
    if (!community::is_home(tx, tables, network) ||
        community::terms_of(tx, tables, network).kind != storage::CommunityKind::network)
        return Refusal{Reason::foreign, "only a network of this institution has a partner list"};
    if (!may_publish(tx, tables, network))
        return Refusal{Reason::not_allowed, "a network that is not for everyone publishes no list"};
    if (!community::moderates(tx, tables, network, person))
        return Refusal{Reason::not_allowed, "only facilitators keep the partner list of their network"};
    return {};
}

Result<void> check_entry(Settings const& settings, std::string const& host, OwnEntryRecord const& entry) {
    if (!is_host_name(host))
        return Refusal{Reason::malformed, "Write the domain of an institution, as in hillside.example."};
    if (host == settings.node.domain) return Refusal{Reason::malformed, "A list says nothing of its own institution."};
    if (!is_entry_reason(entry.reason))
        return Refusal{Reason::malformed, "Give the reason in one line of at most 300 characters."};
    return {};
}

Result<void> sign_anew(Node const& node, WriteTx& tx, Tables& tables, Handle network) {
    auto const before = tables.published_lists.get(tx, network).value_or(storage::PublishedListRecord{});
    auto const actor = tables.actors.get(tx, network).value();
    PartnerList list;
    list.network = storage::iri_of(tx, tables, network);
    list.name = actor.display_name.empty() ? actor.username : actor.display_name;
    std::ranges::replace_if(
        list.name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' '
    );
    // Others keep the newest that they saw, whatever our clock says by now.
    auto const now = std::chrono::floor<std::chrono::seconds>(node.clock.now());
    list.updated = std::max<Instant>(now, before.updated + std::chrono::seconds{1});
    list.entries = own_entries(tx, tables, network);
    auto const updated = list.updated;
    auto json = sign_list(std::move(list), node.keyring.keys_of(tx, tables, network)->ed25519);
    if (!json) return json.error();
    tables.published_lists.put(tx, network, {updated, *std::move(json)});
    return {};
}

}  // namespace

bool may_publish(ReadTx const& tx, Tables const& tables, Handle community) {
    auto const terms = community::terms_of(tx, tables, community);
    return community::is_home(tx, tables, community) && terms.kind == storage::CommunityKind::network &&
           terms.audience == storage::Audience::everyone;
}

storage::Store::Change<storage::Nothing> saying(
    Node const& node, Handle network, Handle person, std::string host, std::optional<OwnEntryRecord> entry
) {
    return [&node, network, person, host = std::move(host), entry = std::move(entry)](
               WriteTx& tx, Tables& tables
           ) -> Result<storage::Nothing> {
        if (auto const fits = check_network(tx, tables, network, person); !fits) return fits.error();
        if (entry)
            if (auto const fits = check_entry(node.settings, host, *entry); !fits) return fits.error();
        OwnEntryKey const key{network, host};
        auto const standing = tables.own_entries.get(tx, key);
        bool const is_same = standing && entry && standing->state == entry->state && standing->reason == entry->reason;
        if (is_same || (!standing && !entry)) return Refusal{Reason::unconcerned, "The list says so already."};
        if (entry)
            tables.own_entries.put(tx, key, {entry->state, entry->reason, node.clock.now()});
        else
            tables.own_entries.erase(tx, key);
        if (auto const is_signed = sign_anew(node, tx, tables, network); !is_signed) return is_signed.error();
        return storage::Nothing{};
    };
}

std::vector<Entry> own_entries(ReadTx const& tx, Tables const& tables, Handle network) {
    std::vector<Entry> entries;
    tables.own_entries.ascend(tx, {network, ""}, [&](OwnEntryKey const& key, OwnEntryRecord const& record) {
        if (key.network != network) return false;
        entries.push_back({key.host, record.state, record.reason});
        return true;
    });
    return entries;
}

std::optional<storage::PublishedListRecord> published_list(ReadTx const& tx, Tables const& tables, Handle network) {
    if (!may_publish(tx, tables, network)) return std::nullopt;
    return tables.published_lists.get(tx, network);
}

}  // namespace collegium::federation::partner_lists
