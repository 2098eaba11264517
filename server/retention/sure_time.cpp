#include "server/retention/sure_time.hpp"

#include "server/audit/audit.hpp"

namespace collegium::server::retention {

using storage::Nothing;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr char const* register_name = "retention-sure-time";

std::optional<Instant> newest_in_log(ReadTx const& tx, Tables const& tables) {
    auto const last = tables.log.last_key(tx);
    auto const entry = last ? tables.log.get(tx, *last) : std::nullopt;
    return entry ? std::optional{entry->received} : std::nullopt;
}

std::optional<Instant> sure_time(ReadTx const& tx, Tables const& tables) {
    auto const noted = tables.node.get(tx, register_name);
    auto const time = noted ? from_rfc3339(*noted) : std::nullopt;
    return time ? time : newest_in_log(tx, tables);
}

}  // namespace

std::optional<Instant> doubted_since(ReadTx const& tx, Tables const& tables, Instant now) {
    auto const sure = sure_time(tx, tables);
    if (!sure || (now <= *sure + most_ahead && now >= *sure - most_behind)) return std::nullopt;
    return sure;
}

void note_sure(WriteTx& tx, Tables& tables, Instant now) {
    tables.node.put(tx, register_name, to_rfc3339(now));
}

Result<Nothing> confirm_clock(WriteTx& tx, Tables& tables, std::string_view today, std::string const& by, Instant now) {
    auto const noon = from_rfc3339(std::string{today} + "T12:00:00Z");
    if (!noon) return Refusal{Reason::malformed, "say which day it is as in 2026-09-01"};
    constexpr std::chrono::hours most_apart{36};
    if (now - *noon > most_apart || *noon - now > most_apart)
        return Refusal{
            Reason::conflict,
            "that is not the day of this machine's clock: set the clock right, and nothing has to be confirmed"};
    note_sure(tx, tables, now);
    audit::note(tx, tables, {by, "confirmed that the clock of this machine is right", to_rfc3339(now), ""}, now);
    return Nothing{};
}

}  // namespace collegium::server::retention
