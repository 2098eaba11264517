#include "server/members/second_factor.hpp"

#include "server/forms.hpp"
#include "server/members/passkeys.hpp"
#include "server/members/roles.hpp"

#include <cctype>
#include <liboath/oath.h>
#include <memory>
#include <stdexcept>

namespace collegium::server::members {

using storage::Nothing;
using storage::SecondFactorRecord;
using storage::Tables;
using storage::TokenDigest;

namespace {

constexpr std::chrono::seconds step{30};
constexpr unsigned digits = 6;
constexpr Refusal wrong_code{Reason::forged, "the code is wrong, or was used"};
constexpr Refusal last_factor{Reason::not_allowed, "a role needs a second factor, and this is the only one"};

void require_oath() {
    static int const ready = oath_init();
    if (ready != OATH_OK) throw std::runtime_error{"liboath does not start"};
}

std::uint64_t step_at(Instant now) {
    return static_cast<std::uint64_t>(now.time_since_epoch() / step);
}

std::string code_of(std::string_view seed, std::uint64_t counter) {
    std::array<char, digits + 1> code{};
    auto const made =
        oath_hotp_generate(seed.data(), seed.size(), counter, digits, false, OATH_HOTP_DYNAMIC_TRUNCATION, code.data());
    if (made != OATH_OK) throw std::runtime_error{"liboath makes no code"};
    return code.data();
}

// The step after `last` whose code this is, at most one away from now; nothing if there is none. All three are looked
// at, so that the time tells nothing.
std::optional<std::uint64_t> step_of(std::string_view seed, std::string_view code, Instant now, std::uint64_t last) {
    require_oath();
    std::optional<std::uint64_t> found;
    auto const middle = step_at(now);
    for (auto each = middle - 1; each <= middle + 1; ++each) {
        bool const same = crypto::equal_in_constant_time(crypto::bytes_of(code_of(seed, each)), crypto::bytes_of(code));
        if (same && each > last) found = each;
    }
    return found;
}

// As people type them: in capitals, with blanks and hyphens or without.
std::string plain(std::string_view code) {
    std::string text;
    for (char const c : code)
        if (c != ' ' && c != '-') text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string seed_context(std::string const& account) {
    return "second factor:" + account;
}

TokenDigest digest_of(Secrets const& secrets, std::string const& account, std::string_view code) {
    return secrets.digest("recovery:" + account + ":" + plain(code));
}

std::vector<TokenDigest> digests_of(
    Secrets const& secrets, std::string const& account, std::vector<std::string> const& codes
) {
    std::vector<TokenDigest> digests;
    for (auto const& code : codes) digests.push_back(digest_of(secrets, account, code));
    return digests;
}

std::string opened_seed(Secrets const& secrets, std::string const& account, SecondFactorRecord const& record) {
    auto seed = secrets.open(record.seed, seed_context(account));
    if (!seed) throw storage::CorruptRecord{"the seed of a second factor does not open"};
    return *std::move(seed);
}

bool use_recovery_code(SecondFactorRecord& record, TokenDigest const& digest) {
    auto const same = [&](TokenDigest const& each) { return crypto::equal_in_constant_time(each, digest); };
    return std::erase_if(record.recovery, same) > 0;
}

std::size_t count_passkeys(storage::ReadTx const& tx, Tables const& tables, std::string const& account) {
    auto const record = tables.accounts.get(tx, account);
    return record ? passkeys_of(tx, tables, record->actor).size() : 0;
}

bool role_needs_one(
    storage::ReadTx const& tx, Tables const& tables, Settings const& settings, std::string const& account
) {
    auto const record = tables.accounts.get(tx, account);
    return record && roles_behind_second_factor(settings, record->roles).bits != 0;
}

}  // namespace

bool has_second_factor(storage::ReadTx const& tx, Tables const& tables, std::string const& account) {
    if (has_authenticator(tx, tables, account)) return true;
    auto const record = tables.accounts.get(tx, account);
    return record && has_passkey(tx, tables, record->actor);
}

bool has_authenticator(storage::ReadTx const& tx, Tables const& tables, std::string const& account) {
    auto const record = tables.second_factors.get(tx, account);
    return record && record->confirmed;
}

std::size_t recovery_codes_left(storage::ReadTx const& tx, Tables const& tables, std::string const& account) {
    auto const record = tables.second_factors.get(tx, account);
    return record ? record->recovery.size() : 0;
}

std::optional<std::string> waiting_seed(
    storage::ReadTx const& tx, Tables const& tables, Secrets const& secrets, std::string const& account
) {
    auto const record = tables.second_factors.get(tx, account);
    if (!record || record->confirmed || record->seed.empty()) return std::nullopt;
    return opened_seed(secrets, account, *record);
}

Result<Nothing> offer_seed(
    storage::WriteTx& tx, Tables& tables, Secrets const& secrets, std::string const& account, std::string const& seed
) {
    auto record = tables.second_factors.get(tx, account).value_or(SecondFactorRecord{});
    if (record.confirmed) return Refusal{Reason::conflict, "there is an authenticator already"};
    record.seed = secrets.seal(seed, seed_context(account));
    tables.second_factors.put(tx, account, record);
    return Nothing{};
}

Result<Nothing> confirm_seed(
    storage::WriteTx& tx,
    Tables& tables,
    Secrets const& secrets,
    std::string const& account,
    std::string_view code,
    std::vector<std::string> const& recovery,
    Instant now
) {
    auto record = tables.second_factors.get(tx, account);
    if (!record || record->confirmed || record->seed.empty())
        return Refusal{Reason::conflict, "no seed waits for its first code"};
    auto const used = step_of(opened_seed(secrets, account, *record), plain(code), now, record->last_step);
    if (!used) return wrong_code;
    record->confirmed = true;
    record->last_step = *used;
    record->recovery = digests_of(secrets, account, recovery);
    tables.second_factors.put(tx, account, *record);
    return Nothing{};
}

Result<Nothing> use_code(
    storage::WriteTx& tx,
    Tables& tables,
    Secrets const& secrets,
    std::string const& account,
    std::string_view code,
    Instant now
) {
    auto record = tables.second_factors.get(tx, account);
    if (!record || !has_second_factor(tx, tables, account)) return wrong_code;
    auto const used = record->confirmed
                          ? step_of(opened_seed(secrets, account, *record), plain(code), now, record->last_step)
                          : std::nullopt;
    if (used)
        record->last_step = *used;
    else if (!use_recovery_code(*record, digest_of(secrets, account, code)))
        return wrong_code;
    tables.second_factors.put(tx, account, *record);
    return Nothing{};
}

Result<Nothing> replace_recovery_codes(
    storage::WriteTx& tx,
    Tables& tables,
    Secrets const& secrets,
    std::string const& account,
    std::vector<std::string> const& recovery
) {
    if (!has_second_factor(tx, tables, account)) return Refusal{Reason::conflict, "there is no second factor"};
    auto record = tables.second_factors.get(tx, account).value_or(SecondFactorRecord{});
    record.recovery = digests_of(secrets, account, recovery);
    tables.second_factors.put(tx, account, record);
    return Nothing{};
}

Result<Nothing> end_authenticator(
    storage::WriteTx& tx, Tables& tables, Settings const& settings, std::string const& account
) {
    auto record = tables.second_factors.get(tx, account);
    if (!record) return Nothing{};
    bool const another = count_passkeys(tx, tables, account) > 0;
    if (!another && role_needs_one(tx, tables, settings, account)) return last_factor;
    auto recovery = std::move(record->recovery);
    record = SecondFactorRecord{};
    record->recovery = std::move(recovery);
    if (another)
        tables.second_factors.put(tx, account, *record);
    else
        tables.second_factors.erase(tx, account);
    return Nothing{};
}

Result<Nothing> end_passkey(
    storage::WriteTx& tx,
    Tables& tables,
    Settings const& settings,
    std::string const& account,
    TokenDigest const& passkey
) {
    auto const holder = tables.accounts.get(tx, account);
    if (!holder || !tables.passkeys_of.contains(tx, {holder->actor, passkey}))
        return Refusal{Reason::not_found, "there is no such passkey"};
    bool const another = has_authenticator(tx, tables, account) || count_passkeys(tx, tables, account) > 1;
    if (!another && role_needs_one(tx, tables, settings, account)) return last_factor;
    erase_passkey(tx, tables, holder->actor, passkey);
    if (!another) tables.second_factors.erase(tx, account);
    return Nothing{};
}

std::vector<std::string> made_recovery_codes(Secrets const& secrets) {
    std::vector<std::string> codes;
    while (codes.size() < recovery_codes) codes.push_back(readable_secret(secrets.random(10), 5));
    return codes;
}

std::string seed_to_type(std::string_view seed) {
    char* text = nullptr;
    std::size_t size = 0;
    if (oath_base32_encode(seed.data(), seed.size(), &text, &size) != OATH_OK) throw std::bad_alloc{};
    std::unique_ptr<char, decltype(&std::free)> const owned{text, &std::free};
    std::string grouped;
    for (std::size_t i = 0; i < size && text[i] != '='; ++i) {
        if (i > 0 && i % 4 == 0) grouped += ' ';
        grouped += text[i];
    }
    return grouped;
}

std::string seed_address(std::string_view seed, std::string_view account, std::string_view node_name) {
    auto secret = seed_to_type(seed);
    std::erase(secret, ' ');
    auto const issuer = percent_encoded(node_name);
    return "otpauth://totp/" + issuer + ":" + percent_encoded(account) + "?secret=" + secret + "&issuer=" + issuer;
}

}  // namespace collegium::server::members
