#include "server/openid/newcomers.hpp"

#include "crypto/bytes.hpp"
#include "server/openid/sealed_json.hpp"
#include "storage/names.hpp"

#include <vector>

namespace collegium::server::openid {

using federation::JsonText;
using federation::text_member;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::string_view cookie_context = "newcomer of the school sign-in";
constexpr std::string_view row_mark = "newcomer:";  // no account has such a name

// They stand among the accounts' refresh tokens, since that is the most of what is kept.
std::string row_of(Identity const& identity) {
    return std::string{row_mark} + crypto::to_hex(outside_key(identity));
}

std::string sealed_row(members::Secrets const& secrets, Newcomer const& newcomer) {
    auto const& identity = newcomer.identity;
    auto json = JsonText::object();
    json.text("issuer", identity.issuer)
        .text("subject", identity.subject)
        .text("name", identity.name)
        .text("preferred", identity.preferred)
        .texts("groups", identity.groups)
        .text("refresh", newcomer.refresh_token)
        .text("back", newcomer.back);
    return seal_json(secrets, json, row_of(identity), newcomer.proved);
}

Newcomer read_row(federation::Json const& json) {
    auto const text = [&](std::string_view name) { return std::string{text_member(json.root(), name)}; };
    Newcomer newcomer;
    auto& identity = newcomer.identity;
    identity.issuer = text("issuer");
    identity.subject = text("subject");
    identity.name = text("name");
    identity.preferred = text("preferred");
    auto const* const groups = federation::member(json.root(), "groups");
    if (groups != nullptr && groups->IsArray())
        for (auto const& each : groups->GetArray()) identity.groups.emplace_back(federation::text_of(each));
    newcomer.refresh_token = text("refresh");
    newcomer.back = text("back");
    newcomer.proved = sealed_at(json);
    return newcomer;
}

}  // namespace

storage::IriHash outside_key(Identity const& identity) {
    return storage::hash_of(identity.issuer + " " + identity.subject);
}

std::string keep_newcomer(WriteTx& tx, Tables& tables, members::Secrets const& secrets, Newcomer const& newcomer) {
    auto const row = row_of(newcomer.identity);
    tables.outside_tokens.put(tx, row, sealed_row(secrets, newcomer));
    auto json = JsonText::object();
    json.text("row", row);
    return for_cookie(seal_json(secrets, json, cookie_context, newcomer.proved));
}

std::optional<Newcomer> newcomer_in(
    ReadTx const& tx, Tables const& tables, members::Secrets const& secrets, std::string_view cookie, Instant now
) {
    auto const named = open_json(secrets, from_cookie(cookie), cookie_context, now);
    if (!named) return std::nullopt;
    std::string const row{text_member(named->root(), "row")};
    auto const kept = tables.outside_tokens.get(tx, row);
    auto const json = kept ? open_json(secrets, *kept, row, now) : std::nullopt;
    return json ? std::optional{read_row(*json)} : std::nullopt;
}

void forget_newcomer(WriteTx& tx, Tables& tables, Identity const& identity) {
    tables.outside_tokens.erase(tx, row_of(identity));
}

void forget_old_newcomers(WriteTx& tx, Tables& tables, members::Secrets const& secrets, Instant now) {
    std::vector<std::string> old;
    tables.outside_tokens.ascend(tx, std::string{row_mark}, [&](std::string const& row, std::string const& sealed) {
        if (!row.starts_with(row_mark)) return false;
        if (!open_json(secrets, sealed, row, now)) old.push_back(row);
        return true;
    });
    for (auto const& row : old) tables.outside_tokens.erase(tx, row);
}

}  // namespace collegium::server::openid
