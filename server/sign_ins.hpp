// Sign-ins: who is behind a browser. A token in a cookie, its keyed digest on disk, nothing else.
#pragma once

#include "federation/node.hpp"
#include "server/members/registry.hpp"

#include <optional>
#include <string>
#include <vector>

namespace collegium::server {

// What a member has to do before they go on.
enum class Duty { none, second_factor, charter };

struct Member {
    std::string account;  // the name they sign in with
    storage::Handle actor{};
    storage::Roles roles{};  // those that may be used: some need a second factor
    bool pupil = false;
    Duty duty = Duty::none;
    Instant proved{};  // when they last gave their password, here or at their school; 0 for a program
};

// A sign-in in the list that its member sees.
struct SignedIn {
    storage::TokenDigest digest{};
    std::string client;
    Instant created{};
    Instant seen{};  // to the day
    bool this_one = false;
};

class SignIns {
public:
    SignIns(federation::Node const& node, members::Registry const& registry) : node_{node}, registry_{registry} {}

    // 256 random bits, as text for a cookie.
    std::string fresh_token() const { return registry_.secrets.fresh_token(); }

    // Checks name and password (on the workers: about 110 ms, whether the name exists or not).
    // Refuses forged, with one wording for a wrong name, a wrong password and a closed or paused account; not_allowed
    // for a right password of somebody who was not let in yet.
    boost::asio::awaitable<Result<void>> check(std::string account, std::string password) const;

    // Begins a sign-in with a password. client: what they sign in with, for their list. Refuses what check() refuses,
    // and not_signed_in where the password is right and a second factor is wanted.
    boost::asio::awaitable<Result<std::string>> begin(
        std::string account, std::string password, std::string client = {}
    ) const;

    // Begins one for somebody whose identity was proved already. proved: when; just now if it is left out. Refuses
    // forged if the account is not active, and not_signed_in if it has a second factor that was not proved.
    boost::asio::awaitable<Result<std::string>> start(
        std::string account, bool second_factor, std::string client, std::optional<Instant> proved = std::nullopt
    ) const;

    // That this browser gave the right password of the account just now: good for ten minutes, and until the password
    // is another one.
    std::string ticket(std::string_view browser_token, std::string const& account) const;
    std::optional<std::string> account_of_ticket(std::string_view browser_token, std::string_view ticket) const;

    // A new token for the same sign-in, whose password was given just now; the old token ends.
    boost::asio::awaitable<Result<std::string>> renew(std::string token) const;

    // Who has this token; nothing if it is unknown, too old, or the account was closed.
    std::optional<Member> member_of(std::string_view token) const;

    // Notes that the member was here, so that the sign-in goes on; at most one write a day.
    boost::asio::awaitable<void> note_visit(std::string token) const;

    boost::asio::awaitable<void> end(std::string token) const;

    // All sign-ins of a member, newest first. token: of the one that asks.
    std::vector<SignedIn> list(storage::Handle person, std::string_view token) const;

    storage::TokenDigest digest(std::string_view token) const { return registry_.secrets.digest(token); }

    // Ends one that is this person's, or all of theirs but one.
    static void end_one(
        storage::WriteTx& tx, storage::Tables& tables, storage::Handle person, storage::TokenDigest const& digest
    );
    static void end_all(
        storage::WriteTx& tx,
        storage::Tables& tables,
        storage::Handle person,
        std::optional<storage::TokenDigest> const& but = {}
    );

    // The hidden field that proves that a form came from a page of ours: bound to the browser's token.
    std::string form_key(std::string_view browser_token) const;
    bool form_key_fits(std::string_view browser_token, std::string_view form_key) const;

private:
    // The hash that the password fits. It may be another one a moment later, so what follows compares it.
    boost::asio::awaitable<Result<std::string>> fitting_hash(std::string account, std::string password) const;
    boost::asio::awaitable<Result<std::string>> renew_hash(
        std::string account, std::string password, std::string fitting
    ) const;

    // fitting: the hash that the account must still have; empty: it was not the password that proved them.
    boost::asio::awaitable<Result<std::string>> start_proven(
        std::string account, bool second_factor, std::string client, std::string fitting, Instant proved
    ) const;
    Instant oldest_visit() const;  // a sign-in that was not used since then is over
    std::string ticket_context(std::string_view browser_token, std::string const& account) const;

    federation::Node const& node_;
    members::Registry const& registry_;
};

// The roles that may be used, and what has to be done first. Throughout one snapshot.
Member member_with(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Settings const& settings,
    std::string const& account,
    storage::AccountRecord const& record
);

}  // namespace collegium::server
