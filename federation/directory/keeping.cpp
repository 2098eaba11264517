#include "federation/directory/keeping.hpp"

#include "federation/directory/filing.hpp"
#include "federation/partners/policy.hpp"
#include "storage/names.hpp"

#include <charconv>

namespace collegium::federation::directory {

using storage::ChangeNumber;
using storage::IriHash;
using storage::ListingHostRecord;
using storage::ListingRecord;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr char const* order_name = "order of listings";  // in the table of the node

// The owner's document, if it is here and has a key for proofs.
std::optional<storage::ActorRecord> owner_document(ReadTx const& tx, Tables const& tables, std::string_view owner) {
    auto const handle = storage::find_handle(tx, tables, owner);
    auto record = handle ? tables.actors.get(tx, *handle) : std::nullopt;
    if (!record || record->ed25519_key.empty()) return std::nullopt;
    return record;
}

void drop_all_of(WriteTx& tx, Tables& tables, std::string const& host) {
    auto const beginning = "host=" + host + "\n";
    std::vector<IriHash> ids;
    tables.listing_words.ascend(tx, beginning, [&](std::string const& key, storage::Nothing) {
        if (!key.starts_with(beginning)) return false;
        if (auto const id = filed_under(key)) ids.push_back(*id);
        return true;
    });
    for (auto const& id : ids) drop_listing(tx, tables, id);
}

// Whether this key is the one of the listing's owner, as far as this node can know.
Result<void> check_key(WriteTx& tx, Tables& tables, Listing const& listing) {
    auto const document = owner_document(tx, tables, listing.owner);
    if (document && document->gone != Instant{}) return Refusal{Reason::gone, "a listing whose owner is no more"};
    if (document && document->ed25519_key != listing.key)
        return Refusal{Reason::forged, "a listing with another key than its owner's"};
    auto const others = tables.listing_hosts.get(tx, listing.host);
    if (!others || others->key == listing.key) return {};
    if (!document) return Refusal{Reason::forged, "a listing with another key than its host's other listings"};
    drop_all_of(tx, tables, listing.host);  // they were not its owner's
    return {};
}

// How many of the listings here this partner brought.
std::uint64_t told_by(ReadTx const& tx, Tables const& tables, std::string const& host) {
    return host.empty() ? 0 : tables.listing_tellers.get(tx, host).value_or(0);
}

void put_told_by(WriteTx& tx, Tables& tables, std::string const& host, std::uint64_t count) {
    if (count > 0)
        tables.listing_tellers.put(tx, host, count);
    else
        tables.listing_tellers.erase(tx, host);
}

Result<void> check_room(ReadTx const& tx, Tables const& tables, Keeper const& keeper, Listing const& listing) {
    auto const others = tables.listing_hosts.get(tx, listing.host);
    if (others && others->count >= most_of_a_host) return Refusal{Reason::too_many, "too many listings of one host"};
    if (told_by(tx, tables, keeper.told_by) >= keeper.most_told)
        return Refusal{Reason::too_many, "too many listings by one partner"};
    if (tables.listings.size(tx) >= most_listings) return Refusal{Reason::too_many, "the directory is full"};
    return {};
}

// The first listing gives the order its name.
ChangeNumber next_change(WriteTx& tx, Tables& tables, IriHash const& digest) {
    auto const order = learnt_order(tx, tables);
    auto const next = static_cast<std::uint64_t>(order.newest) + 1;
    auto const name = order.name.empty() ? crypto::to_hex(digest) : order.name;
    tables.node.put(tx, order_name, std::to_string(next) + " " + name);
    return ChangeNumber{next};
}

void put(WriteTx& tx, Tables& tables, Keeper const& keeper, ProvenListing const& proven) {
    auto const& listing = proven.listing;
    auto const id = storage::hash_of(listing.id);
    auto const change = next_change(tx, tables, proven.digest);
    auto host = tables.listing_hosts.get(tx, listing.host).value_or(ListingHostRecord{});
    host.key = listing.key;
    ++host.count;
    tables.listing_hosts.put(tx, listing.host, host);
    tables.listing_changes.put(tx, change, id);
    if (!keeper.told_by.empty()) put_told_by(tx, tables, keeper.told_by, told_by(tx, tables, keeper.told_by) + 1);
    for (auto const& key : filing_keys(listing)) tables.listing_words.put(tx, key, {});
    tables.listings.put(
        tx,
        id,
        {proven.json,
         listing.host,
         change,
         listing.updated,
         listing.expires,
         listing.withdrawn,
         proven.digest,
         keeper.told_by}
    );
}

}  // namespace

Result<void> keep_listing(WriteTx& tx, Tables& tables, Keeper const& keeper, ProvenListing const& proven) {
    auto const& listing = proven.listing;
    if (listing.host == keeper.own_host && !keeper.told_by.empty())
        return Refusal{Reason::unconcerned, "a listing of ours, told by others"};
    if (is_shut_out(tx, tables, listing.host))
        return Refusal{Reason::not_partner, "a listing of a host that is shut out"};
    if (auto const own = check_key(tx, tables, listing); !own) return own.error();
    auto const id = storage::hash_of(listing.id);
    auto const known = tables.listings.get(tx, id);
    if (known && !is_newer(proven, *known)) return Refusal{Reason::unconcerned, "not newer than the listing we have"};
    if (known) {
        drop_listing(tx, tables, id);
    } else if (auto const fits = check_room(tx, tables, keeper, listing); !fits) {
        return fits.error();
    }
    put(tx, tables, keeper, proven);
    return {};
}

std::optional<ListingRecord> find_listing(ReadTx const& tx, Tables const& tables, std::string_view id) {
    return tables.listings.get(tx, storage::hash_of(id));
}

Listing listing_of(ListingRecord const& record) {
    auto const json = Json::read_object(record.json);
    auto listing = json ? read_listing(json->root()) : Refusal{Reason::malformed};
    if (!listing) throw storage::CorruptRecord{"a listing on disk cannot be read"};
    return *std::move(listing);
}

bool is_shut_out(ReadTx const& tx, Tables const& tables, std::string_view host) {
    auto const standing = standing_of(tx, tables, host);
    return standing == Standing::declined || standing == Standing::removed;
}

bool is_shown(ReadTx const& tx, Tables const& tables, ListingRecord const& record, Instant now) {
    return !record.withdrawn && record.expires > now && !is_shut_out(tx, tables, record.host);
}

bool is_confirmed(ReadTx const& tx, Tables const& tables, Listing const& listing) {
    auto const document = owner_document(tx, tables, listing.owner);
    return document && document->ed25519_key == listing.key;
}

std::vector<IriHash> unbelieved(ReadTx const& tx, Tables const& tables, Instant now, std::size_t most) {
    std::vector<IriHash> ids;
    tables.listings.each(tx, [&](IriHash const& id, ListingRecord const& record) {
        auto const host = tables.listing_hosts.get(tx, record.host);
        auto const document = owner_document(tx, tables, "https://" + record.host + "/");
        bool const is_another_key = document && host && document->ed25519_key != host->key;
        if (record.expires <= now || is_another_key || is_shut_out(tx, tables, record.host)) ids.push_back(id);
        return ids.size() < most;
    });
    return ids;
}

void drop_listing(WriteTx& tx, Tables& tables, IriHash const& id) {
    auto const record = tables.listings.get(tx, id);
    if (!record) return;
    auto const listing = listing_of(*record);
    for (auto const& key : filing_keys(listing)) tables.listing_words.erase(tx, key);
    tables.listing_changes.erase(tx, record->change);
    tables.listings.erase(tx, id);
    if (auto const count = told_by(tx, tables, record->told_by); count > 0)
        put_told_by(tx, tables, record->told_by, count - 1);
    auto host = tables.listing_hosts.get(tx, record->host).value_or(ListingHostRecord{});
    if (host.count > 1) {
        --host.count;
        tables.listing_hosts.put(tx, record->host, host);
    } else {
        tables.listing_hosts.erase(tx, record->host);
    }
}

LearntOrder learnt_order(ReadTx const& tx, Tables const& tables) {
    auto const kept = tables.node.get(tx, order_name).value_or("");
    auto const blank = kept.find(' ');
    if (blank == std::string::npos) return {};
    std::uint64_t number = 0;
    std::from_chars(kept.data(), kept.data() + blank, number);
    return {kept.substr(blank + 1), ChangeNumber{number}};
}

void begin_new_order(WriteTx& tx, Tables& tables, std::string_view mark) {
    auto const order = learnt_order(tx, tables);
    if (order.name.empty()) return;
    auto const number = std::to_string(static_cast<std::uint64_t>(order.newest));
    tables.node.put(tx, order_name, number + " " + crypto::to_hex(storage::hash_of(std::string{mark} + order.name)));
}

}  // namespace collegium::federation::directory
