#include "server/communities/moving.hpp"

#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/community/facilitators.hpp"
#include "federation/community/pupils.hpp"
#include "federation/community/terms.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/local_actors.hpp"
#include "federation/partners/rest.hpp"
#include "server/audit/audit.hpp"
#include "server/communities/joining.hpp"
#include "server/communities/running.hpp"
#include "server/following.hpp"
#include "server/read_only.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::communities {

namespace asio = boost::asio;
namespace community = federation::community;
namespace moves = federation::moves;

using storage::CommunityRecord;
using storage::Handle;
using storage::Nothing;
using storage::ReadTx;
using storage::Tables;

namespace {

// A community that says that it has moved, and nobody here was led from it yet.
struct Moved {
    Handle community{};
    std::string from;  // IRIs
    std::string to;
};

// Under this word the register `node` remembers where the followers of a community were led.
std::string led_from(std::string const& iri) {
    return "led-from " + iri;
}

std::vector<Moved> moved_ones(App const& app) {
    return app.node.store.read([](auto const& tx, auto const& tables) {
        std::vector<Moved> found;
        if (federation::exchange_rests(tx, tables)) return found;
        auto const look = [&](Handle handle, CommunityRecord const& terms) {
            if (terms.moved_to.empty()) return true;
            auto const iri = storage::iri_of(tx, tables, handle);
            if (!tables.node.contains(tx, led_from(iri))) found.push_back({handle, iri, terms.moved_to});
            return true;
        };
        tables.communities.each(tx, look);
        tables.communities_abroad.each(tx, look);
        return found;
    });
}

struct Led {
    Handle member{};
    bool joins = false;  // and does not only follow
};

std::vector<Led> members_to_lead(ReadTx const& tx, Tables const& tables, Handle from) {
    std::vector<Led> found;
    tables.followers.ascend(tx, {from, Handle{0}, Handle{0}}, [&](storage::FollowerKey const& key, auto const&) {
        if (key.followed != from) return false;
        bool const is_ours = tables.account_names.contains(tx, key.follower);
        if (!is_ours || !community::can_act(tx, tables, key.follower)) return true;
        auto const standing = tables.members.get(tx, {from, key.follower});
        found.push_back({key.follower, standing && standing->state == storage::MembershipState::member});
        return true;
    });
    return found;
}

// Whoever may not go there stays: a pupil, or somebody whom they shut out.
asio::awaitable<void> lead(App const& app, Handle to, Led led) {
    std::string const no_reason;
    if (led.joins) {
        auto const joined = co_await join(app, led.member, to, no_reason);
        if (!joined) log::info("a member was not led on", {{"detail", joined.error().detail()}});
        co_return;
    }
    auto const followed = co_await follow(app, led.member, to);
    if (!followed) log::info("a follower was not led on", {{"detail", followed.error().detail()}});
}

storage::Store::Change<Nothing> remembering(Moved const& moved) {
    return [moved](storage::WriteTx& tx, Tables& tables) -> Result<Nothing> {
        tables.node.put(tx, led_from(moved.from), moved.to);
        return Nothing{};
    };
}

bool may_be_led(App const& app, Handle member, bool stays_here) {
    return stays_here || app.node.store.read([&](auto const& tx, auto const& tables) {
        return !community::is_pupil(tx, tables, member);
    });
}

struct Followers {
    Handle to{};  // where they are led
    std::vector<Led> all;
};

asio::awaitable<Followers> followers_of(App const& app, Moved moved) {
    Followers found;
    std::function<void()> look = [&] {
        found = app.node.store.read([&](auto const& tx, auto const& tables) {
            auto const to = storage::find_handle(tx, tables, moved.to).value_or(Handle{0});
            return Followers{to, members_to_lead(tx, tables, moved.community)};
        });
    };
    co_await app.node.workers.run(std::move(look));
    co_return found;
}

asio::awaitable<void> lead_all(App const& app, Moved moved) {
    auto target = Iri::parse(moved.to);
    if (!target) co_return;
    federation::FetchBudget budget;
    auto const successor = co_await moves::successor_of(app.node, moved.from, *target, budget);
    if (!successor) {
        log::info("nobody was led on", {{"from", moved.from}, {"detail", successor.error().detail()}});
        co_return;
    }
    auto from = moved;
    auto const followers = co_await followers_of(app, std::move(from));
    bool const stays_here = target->host() == app.node.settings.node.domain;
    for (auto const& each : followers.all) {
        if (!may_be_led(app, each.member, stays_here)) continue;
        co_await lead(app, followers.to, each);
    }
    auto change = remembering(moved);
    auto const remembered = co_await app.node.store.write(std::move(change));
    if (!remembered) log::warning("where members were led is not noted", {{"detail", remembered.error().detail()}});
}

std::optional<Handle> community_named(federation::Node const& node, std::string const& name) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        return federation::find_local_actor(tx, tables, name, storage::ActorType::group);
    });
}

asio::awaitable<Result<std::string>> iri_at(federation::Node const& node, std::string address) {
    if (address.starts_with("https://")) {
        auto const iri = Iri::parse(address);
        if (!iri) co_return iri.error();
        co_return iri->text();
    }
    federation::FetchBudget budget;
    auto const found = co_await federation::resolve_handle(node, std::move(address), budget);
    if (!found) co_return found.error();
    co_return found->id.text();
}

Result<Nothing> change_names(std::vector<std::string>& known_as, std::string const& iri, TakeOver wish) {
    auto const place = std::ranges::find(known_as, iri);
    bool const is_there = place != known_as.end();
    if (is_there == (wish == TakeOver::agree)) return Refusal{Reason::conflict, "that is so already"};
    if (is_there) {
        known_as.erase(place);
        return Nothing{};
    }
    if (known_as.size() >= community::most_places)
        return Refusal{Reason::too_many, "it takes over fifty communities already"};
    known_as.push_back(iri);
    return Nothing{};
}

federation::Alongside noting(std::string by, std::string what, std::string about, Instant now) {
    return [by = std::move(by), what = std::move(what), about = std::move(about), now](
               storage::WriteTx& tx, Tables& tables
           ) -> Result<void> {
        audit::note(tx, tables, {by, what, about, ""}, now);
        return {};
    };
}

}  // namespace

asio::awaitable<Result<moves::HandOver>> hand_over(
    federation::Node const& node, std::string name, std::string address, std::string by
) {
    auto const plan = co_await moves::plan_hand_over(node, std::move(name), std::move(address));
    if (!plan) co_return plan.error();
    auto move = moves::move_of(node, *plan);
    if (!move) co_return move.error();
    auto alongside = noting(std::move(by), "handed a community over to " + plan->to, plan->from, node.clock.now());
    auto const moved = co_await federation::perform(node, *std::move(move), std::move(alongside));
    if (!moved) co_return moved.error();
    co_return *plan;
}

asio::awaitable<Result<std::string>> agree_to_take_over(
    federation::Node const& node, std::string name, std::string address, TakeOver wish, std::string by
) {
    auto const ours = community_named(node, name);
    if (!ours) co_return Refusal{Reason::not_found, "there is no community of that name here"};
    auto const iri = co_await iri_at(node, std::move(address));
    if (!iri) co_return iri.error();
    auto description =
        node.store.read([&](auto const& tx, auto const& tables) { return description_of(tx, tables, *ours); });
    auto const changed = change_names(description.terms.known_as, *iri, wish);
    if (!changed) co_return changed.error();
    auto const described = co_await describe(node, *ours, std::move(description));
    if (!described) co_return described.error();
    storage::Store::Change<Nothing> note = [by = std::move(by), wish, name, about = *iri, now = node.clock.now()](
                                               storage::WriteTx& tx, Tables& tables
                                           ) -> Result<Nothing> {
        auto const what = wish == TakeOver::agree ? "agreed to take over a community: " : "takes over no more: ";
        audit::note(tx, tables, {by, what + name, about, ""}, now);
        return Nothing{};
    };
    auto const noted = co_await node.store.write(std::move(note));
    if (!noted) co_return noted.error();
    co_return *iri;
}

asio::awaitable<void> lead_followers(App const& app) {
    if (is_read_only(app.node.store)) co_return;
    std::vector<Moved> moved;
    std::function<void()> look = [&] { moved = moved_ones(app); };
    co_await app.node.workers.run(std::move(look));
    for (auto const& each : moved) {
        auto one = each;
        co_await lead_all(app, std::move(one));
    }
}

}  // namespace collegium::server::communities
