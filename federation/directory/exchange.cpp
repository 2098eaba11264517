#include "federation/directory/exchange.hpp"

#include "config/log.hpp"
#include "federation/directory/keeping.hpp"
#include "federation/directory/own.hpp"
#include "federation/fetching/fetch.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/partners/policy.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <charconv>
#include <span>

namespace collegium::federation::directory {

namespace asio = boost::asio;

using storage::ChangeNumber;
using storage::IriHash;
using storage::ListingCursorRecord;
using storage::ListingRecord;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr unsigned most_requests = 1'000;
constexpr std::chrono::minutes longest_pull{2};  // the others wait for it; the rest comes in the next round
constexpr std::chrono::hours between_beginnings{24 * 7};
constexpr std::chrono::hours rest_without_directory{24};
constexpr std::size_t most_dropped = 500;  // at once
constexpr std::size_t longest_order = 64;

constexpr std::uint64_t number(ChangeNumber change) noexcept {
    return static_cast<std::uint64_t>(change);
}

std::optional<ChangeNumber> change_in(std::string_view digits) {
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    bool const is_number = error == std::errc{} && end == digits.data() + digits.size() && value > 0;
    return is_number ? std::optional{ChangeNumber{value}} : std::nullopt;
}

bool may_be_told(ReadTx const& tx, Tables const& tables, ListingRecord const& record, Instant now) {
    return record.expires > now && !is_shut_out(tx, tables, record.host);
}

// A listing in a partner's digest.
struct Entry {
    ChangeNumber change{};
    IriHash id{};
    IriHash digest{};
};

std::string entry_text(Entry const& entry) {
    std::string hashes{entry.id.begin(), entry.id.end()};
    hashes.append(entry.digest.begin(), entry.digest.end());
    return std::to_string(number(entry.change)) + " " + crypto::to_base64url(crypto::bytes_of(hashes));
}

std::optional<Entry> entry_in(std::string_view text) {
    auto const blank = text.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    auto const change = change_in(text.substr(0, blank));
    auto const hashes = crypto::from_base64url(text.substr(blank + 1));
    Entry entry;
    if (!change || !hashes || hashes->size() != entry.id.size() + entry.digest.size()) return std::nullopt;
    entry.change = *change;
    auto const middle = hashes->begin() + static_cast<std::ptrdiff_t>(entry.id.size());
    std::copy(hashes->begin(), middle, entry.id.begin());
    std::copy(middle, hashes->end(), entry.digest.begin());
    return entry;
}

struct Digest {
    std::vector<Entry> entries;
    ChangeNumber next{};    // where the next page goes on
    ChangeNumber newest{};  // that there is
    std::string order;
};

std::uint64_t number_member(JsonValue const& object, std::string_view name) {
    auto const* const value = member(object, name);
    return value != nullptr && value->IsUint64() ? value->GetUint64() : 0;
}

Result<Digest> read_digest(Json const& json) {
    auto const& root = json.root();
    auto const* const entries = member(root, "entries");
    if (type_of(root) != "col:DirectoryDigest" || entries == nullptr || !entries->IsArray())
        return Refusal{Reason::malformed, "not a digest of a directory"};
    if (entries->Size() > most_in_digest) return Refusal{Reason::too_large, "a digest of too many listings"};
    Digest digest;
    digest.order = text_member(root, "order");
    if (digest.order.size() > longest_order) return Refusal{Reason::too_large, "a digest's order has a long name"};
    digest.next = ChangeNumber{number_member(root, "next")};
    digest.newest = ChangeNumber{number_member(root, "newest")};
    for (auto const& each : entries->GetArray()) {
        auto const entry = entry_in(text_of(each));
        if (!entry) return Refusal{Reason::malformed, "an entry of a digest that cannot be read"};
        digest.entries.push_back(*entry);
    }
    return digest;
}

// The changes at the partner whose listings are not here as they are there.
std::vector<ChangeNumber> missing_of(Node const& node, Digest const& digest) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<ChangeNumber> missing;
        for (auto const& each : digest.entries) {
            auto const record = tables.listings.get(tx, each.id);
            if (!record || record->digest != each.digest) missing.push_back(each.change);
        }
        return missing;
    });
}

asio::awaitable<Result<Json>> ask(Node const& node, std::string host, std::string target, Pulled& pulled) {
    auto iri = Iri::parse("https://" + host + target);
    if (!iri) co_return iri.error();
    ++pulled.requests;
    FetchBudget budget;
    budget.requests = 1;
    budget.redirects = 0;
    auto answer = co_await fetch_json(node, *std::move(iri), budget);
    co_return answer;
}

std::string address_of(std::span<ChangeNumber const> changes) {
    std::string address = "/directory/listings?at=";
    for (auto const each : changes) {
        if (address.back() != '=') address += ',';
        address += std::to_string(number(each));
    }
    return address;
}

asio::awaitable<Result<void>> fetch_missing(
    Node const& node, std::string host, std::vector<ChangeNumber> missing, Pulled& pulled
) {
    std::span<ChangeNumber const> left{missing};
    while (!left.empty()) {
        auto const some = left.first(std::min(left.size(), most_in_page));
        left = left.subspan(some.size());
        auto target = address_of(some);
        auto page = co_await ask(node, host, std::move(target), pulled);
        if (!page) co_return page.error();
        auto listings = *std::move(page);
        auto const taken = co_await take_in(node, host, std::move(listings));
        if (!taken) co_return taken.error();
        pulled.kept += taken->kept;
        pulled.refused += taken->refused;
    }
    co_return Result<void>{};
}

// What was reached before means nothing there: the partner lost its directory, or went back to an older one.
bool is_another_order(Digest const& digest, ListingCursorRecord const& cursor) {
    return digest.order != cursor.order || digest.newest < cursor.reached;
}

ListingCursorRecord cursor_of(Node const& node, std::string const& host) {
    auto const record =
        node.store.read([&](auto const& tx, auto const& tables) { return tables.listing_cursors.get(tx, host); });
    auto const now = node.clock.now();
    bool const goes_on = record && now - record->begun < between_beginnings;
    return goes_on ? *record : ListingCursorRecord{"", ChangeNumber{0}, now, {}};
}

asio::awaitable<Result<void>> remember(Node const& node, std::string host, ListingCursorRecord const& cursor) {
    storage::Store::Change<storage::Nothing> change = [host, cursor](WriteTx& tx, Tables& tables) {
        tables.listing_cursors.put(tx, host, cursor);
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    auto const kept = co_await node.store.write(std::move(change));
    if (!kept) co_return kept.error();
    co_return Result<void>{};
}

asio::awaitable<void> drop_unbelieved(Node const& node) {
    std::vector<IriHash> ids;
    std::function<void()> look = [&] {
        ids = node.store.read([&](auto const& tx, auto const& tables) {
            return unbelieved(tx, tables, node.clock.now(), most_dropped);
        });
    };
    co_await node.workers.run(std::move(look));
    if (ids.empty()) co_return;
    storage::Store::Change<storage::Nothing> change = [&ids](WriteTx& tx, Tables& tables) {
        for (auto const& id : ids) drop_listing(tx, tables, id);
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    auto const dropped = co_await node.store.write(std::move(change));
    if (!dropped) log::warning("old listings not dropped", {{"reason", dropped.error().detail()}});
}

// Other software has no directory, and is not asked for it all the time.
bool has_no_directory(Refusal const& refusal) {
    auto const reason = refusal.reason();
    return reason == Reason::not_found || reason == Reason::not_allowed || reason == Reason::malformed;
}

// Those that are agreed and, as far as we know, there and with a directory.
std::vector<std::string> partners_to_ask(Node const& node) {
    auto const now = node.clock.now();
    return node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<std::string> hosts;
        tables.partners.each(tx, [&](std::string const& host, storage::PartnerRecord const& record) {
            auto const handle = storage::find_host(tx, tables, host);
            auto const lane = handle ? tables.lanes.get(tx, *handle) : std::nullopt;
            auto const cursor = tables.listing_cursors.get(tx, host).value_or(ListingCursorRecord{});
            bool const rests = (lane && lane->next_try > now) || cursor.rests_until > now;
            if (record.state == storage::PartnerState::agreed && !rests) hosts.push_back(host);
            return true;
        });
        return hosts;
    });
}

asio::awaitable<void> tend_partner(Node const& node, std::string host) {
    auto const pulled = co_await pull_directory(node, host);
    if (pulled) {
        if (pulled->refused > 0)
            log::warning("listings refused", {{"host", host}, {"count", std::to_string(pulled->refused)}});
        co_return;
    }
    log::info("directory not read", {{"host", host}, {"reason", pulled.error().detail()}});
    if (!has_no_directory(pulled.error())) co_return;
    auto cursor = cursor_of(node, host);
    cursor.rests_until = node.clock.now() + rest_without_directory;
    auto const kept = co_await remember(node, host, cursor);
    if (!kept) log::warning("a rest not remembered", {{"host", host}, {"reason", kept.error().detail()}});
}

std::vector<Result<ProvenListing>> prove_all(Json const& page, Instant now) {
    std::vector<Result<ProvenListing>> proven;
    auto const* const items = member(page.root(), "items");
    if (items == nullptr || !items->IsArray()) return proven;
    for (auto const& item : items->GetArray()) {
        if (proven.size() == most_in_page) break;
        proven.push_back(prove_listing(item, now));
    }
    return proven;
}

}  // namespace

std::string digest_page(ReadTx const& tx, Tables const& tables, ChangeNumber after, Instant now) {
    auto entries = JsonText::list();
    auto next = after;
    std::size_t looked = 0;
    tables.listing_changes.ascend(tx, ChangeNumber{number(after) + 1}, [&](ChangeNumber change, IriHash const& id) {
        if (looked++ == most_in_digest) return false;
        next = change;
        auto const record = tables.listings.get(tx, id);
        if (record && may_be_told(tx, tables, *record, now)) entries.item(entry_text({change, id, record->digest}));
        return true;
    });
    auto const order = learnt_order(tx, tables);
    return JsonText::object()
        .text("type", "col:DirectoryDigest")
        .text("order", order.name)
        .number("newest", number(order.newest))
        .number("next", number(next))
        .raw("entries", entries.done())
        .done();
}

Result<std::string> listings_page(ReadTx const& tx, Tables const& tables, std::string_view changes, Instant now) {
    auto items = JsonText::list();
    std::size_t count = 0;
    while (!changes.empty()) {
        auto const comma = std::min(changes.find(','), changes.size());
        auto const change = change_in(changes.substr(0, comma));
        changes.remove_prefix(std::min(comma + 1, changes.size()));
        if (!change) return Refusal{Reason::malformed, "changes of a directory are numbers with commas between"};
        if (++count > most_in_page) return Refusal{Reason::too_large, "ask for at most 100 listings at once"};
        auto const id = tables.listing_changes.get(tx, *change);
        auto const record = id ? tables.listings.get(tx, *id) : std::nullopt;
        if (record && may_be_told(tx, tables, *record, now)) items.raw_item(record->json);
    }
    return JsonText::object().text("type", "col:Listings").raw("items", items.done()).done();
}

asio::awaitable<Result<Pulled>> take_in(Node const& node, std::string told_by, Json page) {
    std::vector<Result<ProvenListing>> proven;
    std::function<void()> prove = [&] { proven = prove_all(page, node.clock.now()); };
    co_await node.workers.run(std::move(prove));
    Keeper const keeper{node.settings.node.domain, told_by};
    storage::Store::Change<Pulled> change = [&proven, &keeper](WriteTx& tx, Tables& tables) {
        Pulled pulled;
        for (auto const& each : proven) {
            auto const kept = each ? keep_listing(tx, tables, keeper, *each) : Result<void>{each.error()};
            if (kept)
                ++pulled.kept;
            else if (kept.error().reason() != Reason::unconcerned)
                ++pulled.refused;
        }
        return Result<Pulled>{pulled};
    };
    auto taken = co_await node.store.write(std::move(change));
    co_return taken;
}

asio::awaitable<Result<Pulled>> pull_directory(Node const& node, std::string host) {
    Pulled pulled;
    auto cursor = cursor_of(node, host);
    auto const end = node.clock.now() + longest_pull;
    while (pulled.requests < most_requests && node.clock.now() < end) {
        auto const before = cursor;
        auto target = "/directory/digest?after=" + std::to_string(number(cursor.reached));
        auto const answer = co_await ask(node, host, std::move(target), pulled);
        if (!answer) co_return answer.error();
        auto const digest = read_digest(*answer);
        if (!digest) co_return digest.error();
        if (cursor.reached != ChangeNumber{0} && is_another_order(*digest, cursor)) {
            cursor.reached = ChangeNumber{0};
            continue;
        }
        cursor.order = digest->order;
        auto missing = missing_of(node, *digest);
        auto const fetched = co_await fetch_missing(node, host, std::move(missing), pulled);
        if (!fetched) co_return fetched.error();
        bool const is_last = digest->next <= cursor.reached || digest->next >= digest->newest;
        cursor.reached = std::max(cursor.reached, digest->next);
        if (cursor != before) {
            auto const kept = co_await remember(node, host, cursor);
            if (!kept) co_return kept.error();
        }
        if (is_last) break;
    }
    co_return pulled;
}

asio::awaitable<void> tend_directory(Node const& node) {
    auto const renewed = co_await renew_own_listings(node);
    if (!renewed) log::warning("own listings not renewed", {{"reason", renewed.error().detail()}});
    co_await drop_unbelieved(node);
    auto const hosts = partners_to_ask(node);
    for (auto const& host : hosts) co_await tend_partner(node, host);
}

}  // namespace collegium::federation::directory
