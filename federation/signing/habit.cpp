#include "federation/signing/habit.hpp"

#include "config/log.hpp"
#include "storage/names.hpp"

namespace collegium::federation {

namespace asio = boost::asio;
namespace chrono = std::chrono;

using storage::HabitRecord;
using storage::SignatureFormat;

namespace {

constexpr chrono::days kept_for{14};
constexpr chrono::days renewed_after{1};

std::string origin_of(std::string_view host) {
    return "https://" + std::string{host};
}

// A read costs a hundredth of a signature, so there is no cache to go stale.
std::optional<HabitRecord> held(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view host, Instant now
) {
    auto const handle = storage::find_host(tx, tables, host);
    auto const record = handle ? tables.habits.get(tx, *handle) : std::nullopt;
    return record && now - record->learnt < kept_for ? record : std::nullopt;
}

bool is_news(std::optional<HabitRecord> const& known, SignatureFormat format, Evidence evidence, Instant now) {
    if (!known) return format != SignatureFormat::cavage;
    if (known->format == format) return now - known->learnt >= renewed_after;
    if (evidence == Evidence::answered) return true;
    // Only an answer can have taught us cavage: nobody claims it.
    return known->format != SignatureFormat::cavage && format > known->format;
}

}  // namespace

SignatureFormat habit_of(Node const& node, std::string_view host) {
    auto const known =
        node.store.read([&](auto const& tx, auto const& tables) { return held(tx, tables, host, node.clock.now()); });
    return known ? known->format : SignatureFormat::cavage;
}

void note_habit(
    storage::WriteTx& tx,
    storage::Tables& tables,
    std::string_view host,
    SignatureFormat format,
    Evidence evidence,
    Instant now
) {
    if (!is_news(held(tx, tables, host, now), format, evidence, now)) return;
    tables.habits.put(tx, storage::intern(tx, tables, origin_of(host)), HabitRecord{format, now});
}

asio::awaitable<void> learn_habit(Node const& node, std::string host, SignatureFormat format, Evidence evidence) {
    auto const now = node.clock.now();
    auto const known = node.store.read([&](auto const& tx, auto const& tables) { return held(tx, tables, host, now); });
    if (!is_news(known, format, evidence, now)) co_return;
    storage::Store::Change<storage::Nothing> change = [=](storage::WriteTx& tx,
                                                          storage::Tables& tables) -> Result<storage::Nothing> {
        note_habit(tx, tables, host, format, evidence, now);
        return storage::Nothing{};
    };
    auto const written = co_await node.store.write(std::move(change));
    if (!written) log::warning("a signature habit was not noted", {{"host", host}});
}

}  // namespace collegium::federation
