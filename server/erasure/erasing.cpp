#include "server/erasure/erasing.hpp"

#include "federation/admit.hpp"
#include "federation/community/visibility.hpp"
#include "federation/erasure/messages.hpp"
#include "federation/erasure/reading.hpp"
#include "server/audit/audit.hpp"
#include "server/communities/running.hpp"
#include "server/export/reach.hpp"
#include "server/members/accounts.hpp"
#include "server/members/second_factor.hpp"
#include "server/retention/holds.hpp"

#include <algorithm>

namespace collegium::server::erasure {

namespace asio = boost::asio;

using federation::Node;
using storage::AccountRecord;
using storage::Handle;
using storage::Nothing;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

void add_receivers(ReadTx const& tx, Tables const& tables, Plan& plan) {
    auto const hosts = exporting::hosts_reached_by(tx, tables, plan.person);
    plan.told = federation::erasure::actors_to_ask(tx, tables, hosts);
    for (auto const& iri : plan.told) plan.hosts.emplace_back(Iri::parse(iri).value().host());
    std::ranges::sort(plan.hosts);
}

Member member_of(Plan const& plan) {
    Member member;
    member.account = plan.account;
    member.actor = plan.person;
    member.pupil = plan.pupil;
    return member;
}

federation::Alongside ending(Plan const& plan, std::string by, federation::Alongside also, Instant now) {
    return [account = plan.account, person = plan.person, by = std::move(by), also = std::move(also), now](
               WriteTx& tx, Tables& tables
           ) -> Result<void> {
        if (retention::is_held(tx, tables, person)) return retention::is_kept;
        drop_unsent(tx, tables, person);
        if (auto const emptied = empty_account(tx, tables, account); !emptied) return emptied.error();
        audit::note(tx, tables, {by, "erased a member with all that they wrote", account, ""}, now);
        return also(tx, tables);
    };
}

// As long as it helps: what is left then goes with the actor.
asio::awaitable<Result<Nothing>> take_back_all(Node const& node, Handle person) {
    for (bool more = true; more;) {
        auto const taken = co_await take_back_some(node, person);
        if (!taken) co_return taken.error();
        more = !taken->finished && taken->works > 0;
    }
    co_return Nothing{};
}

}  // namespace

Result<Plan> plan_of(Node const& node, std::string const& account) {
    Plan plan;
    plan.account = account;
    auto const read = node.store.read([&](auto const& tx, auto const& tables) -> Result<Nothing> {
        auto const record = tables.accounts.get(tx, account);
        if (!record || record->actor == Handle{0}) return Refusal{Reason::not_found, "nobody of that name"};
        if (federation::community::is_gone(tx, tables, record->actor))
            return Refusal{Reason::conflict, "erased already: 'collegium user erasures' shows who has confirmed it"};
        if (retention::is_held(tx, tables, record->actor)) return retention::is_kept;
        plan.person = record->actor;
        plan.pupil = record->pupil;
        plan.closed = record->state == storage::AccountState::closed;
        if (!plan.pupil) add_receivers(tx, tables, plan);
        return Nothing{};
    });
    if (!read) return read.error();
    plan.works = works_of(node, plan.person);
    return plan;
}

Result<Nothing> empty_account(WriteTx& tx, Tables& tables, std::string const& account) {
    auto const reset = members::reset_second_factor(tx, tables, account);
    if (!reset) return reset;
    tables.outside_tokens.erase(tx, account);
    return members::change_account(tx, tables, account, [](AccountRecord& record) {
        record.mail.clear();
        record.digest = false;
        record.asked.clear();
        record.password.clear();
    });
}

asio::awaitable<Result<Plan>> erase(Node const& node, RemovePicture remove, std::string account, std::string by) {
    federation::Alongside nothing = [](WriteTx&, Tables&) { return Result<void>{}; };
    return erase(node, std::move(remove), std::move(account), std::move(by), std::move(nothing));
}

asio::awaitable<Result<Plan>> erase(
    Node const& node, RemovePicture remove, std::string account, std::string by, federation::Alongside also
) {
    Result<Plan> plan{Plan{}};
    std::function<void()> work = [&] { plan = plan_of(node, account); };
    co_await node.workers.run(std::move(work));
    if (!plan) co_return plan.error();
    if (!plan->closed) {
        auto const closed = co_await communities::close_account(node, account, by);
        if (!closed) co_return closed.error();
    }
    auto member = member_of(*plan);
    auto const emptied = co_await empty_profile(node, std::move(remove), std::move(member), false);
    if (!emptied) co_return emptied.error();
    auto const taken = co_await take_back_all(node, plan->person);
    if (!taken) co_return taken.error();
    auto const author = federation::author_of(node, plan->person);
    if (!author) co_return Refusal{Reason::not_found, "an account without an actor"};
    auto act = federation::erasure::deletion(node, *author, plan->told);
    auto alongside = ending(*plan, std::move(by), std::move(also), node.clock.now());
    auto const ended = co_await federation::perform(node, std::move(act), std::move(alongside));
    if (!ended) co_return ended.error();
    co_return *plan;
}

}  // namespace collegium::server::erasure
