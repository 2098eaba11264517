#include "federation/restored.hpp"

#include "config/log.hpp"
#include "federation/directory/keeping.hpp"
#include "federation/fetching/past.hpp"
#include "storage/names.hpp"

#include <stdexcept>

namespace collegium::federation {

using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr char const* restored_name = "restored";    // "<made> <at>", RFC 3339
constexpr char const* gap_name = "restored: gap";    // there until the gap was asked for
constexpr std::uint64_t skipped_handles = 1U << 20;  // more than a node learns between two backups

}  // namespace

void mark_restored(WriteTx& tx, Tables& tables, std::string_view origin, Restored const& restored) {
    auto const made = to_rfc3339(restored.made), at = to_rfc3339(restored.at);
    storage::skip_handles(tx, tables, std::string{origin} + "/#restored-" + at, skipped_handles);
    directory::begin_new_order(tx, tables, at);
    tables.node.put(tx, restored_name, made + " " + at);
    tables.node.put(tx, gap_name, made);
}

std::optional<Restored> last_restored(ReadTx const& tx, Tables const& tables) {
    auto const text = tables.node.get(tx, restored_name);
    if (!text) return std::nullopt;
    auto const blank = text->find(' ');
    auto const made = from_rfc3339(text->substr(0, blank));
    auto const at = from_rfc3339(blank == std::string::npos ? "" : text->substr(blank + 1));
    return made && at ? std::optional{Restored{*made, *at}} : std::nullopt;
}

void begin_after_restore(Node const& node) {
    auto const restored = node.store.read([](auto const& tx, auto const& tables) { return last_restored(tx, tables); });
    if (!restored) return;
    auto const now = node.clock.now();
    if (now < restored->made)
        throw std::runtime_error{
            "the clock says " + to_rfc3339(now) + ", and this store is from a backup of " + to_rfc3339(restored->made) +
            ": set the clock right, else partners take new things for old ones"};
    storage::Store::Change<std::uint64_t> const change = [&](WriteTx& tx, Tables& tables) {
        bool const waits = tables.node.erase(tx, gap_name);
        return Result<std::uint64_t>{waits ? past::ask_host(tx, tables, "", now) : 0};
    };
    auto const asked = node.store.write_now(change).value();
    if (asked == 0) return;
    log::info(
        "restored; partners are asked for what came since",
        {{"backup", to_rfc3339(restored->made)}, {"communities", std::to_string(asked)}}
    );
}

}  // namespace collegium::federation
