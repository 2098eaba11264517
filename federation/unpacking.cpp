#include "federation/unpacking.hpp"

#include "config/log.hpp"
#include "federation/community/passing_on.hpp"
#include "federation/fetching/relayed.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/fetching/wanted.hpp"
#include "federation/messages/written_down.hpp"
#include "federation/partners/policy.hpp"

namespace collegium::federation {

namespace asio = boost::asio;

using storage::Handle;
using storage::Seq;

namespace {

std::optional<Handle> handle_of(Node const& node, Iri const& actor) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, actor.text());
    });
}

// Pages show who wrote something, so the author's document is wanted before the words are kept. Without it the words
// count all the same: the document may come another day.
asio::awaitable<void> meet_author(Node const& node, Activity const& activity, FetchBudget& budget) {
    auto const author = co_await resolve_actor(node, activity.actor(), budget);
    if (author) co_return;
    log::info("an author is not known", {{"actor", activity.actor().text()}, {"detail", author.error().detail()}});
    if (author.error().reason() != Reason::unreachable) co_return;
    Iri actor = activity.actor();
    co_await wanted::seek(node, std::move(actor));
}

Unpacked item_of(Node const& node, Verified const& verified, Handle via = Handle{0}) {
    return {verified.activity(), Admission{verified.local(), node.ids.next(), node.clock.now(), via}};
}

bool is_harmless(Refusal refusal) {
    return refusal.reason() == Reason::duplicate || refusal.reason() == Reason::unconcerned;
}

// Votes are counted from partners' people only, whoever brings them. What facilitators decide is the community's
// affair.
Result<void> check_voter(Node const& node, Activity const& act) {
    bool const is_vote = act.verb() == Verb::like || act.verb() == Verb::dislike;
    if (!is_vote || act.actor().host() == node.settings.node.domain) return {};
    return require_partner(node, act.actor().host());
}

// An Announce, and the community that speaks in it.
struct Carrier {
    Carrier(Verified announce_, Handle via_) : announce{std::move(announce_)}, via{via_} {}

    Verified announce;
    Handle via;
};

// Adds what an Announce carries, whole, for an act or a thing that counts.
asio::awaitable<Result<void>> add_carried(
    Node const& node, Handle via, Verified carried, FetchBudget& budget, std::vector<Unpacked>& items
) {
    auto const whole = co_await in_full(node, std::move(carried), budget);
    if (!whole) co_return is_harmless(whole.error()) ? Result<void>{} : Result<void>{whole.error()};
    co_await meet_author(node, whole->activity(), budget);
    items.push_back(item_of(node, *whole, via));
    co_return Result<void>{};
}

// Adds what can be taken for its actor's own word. Refuses what neither its actor nor the community answers for.
asio::awaitable<Result<void>> add_wrapped(
    Node const& node, Carrier carrier, Activity act, FetchBudget& budget, std::vector<Unpacked>& items
) {
    if (community::is_carried(act.verb())) co_return check_voter(node, act);
    if (is_about_itself(act)) {
        auto const met = co_await meet_again(node, act.actor(), budget);
        co_return met || is_harmless(met.error()) ? Result<void>{} : Result<void>{met.error()};
    }
    bool const answered_for = community::answers_for(act.verb());
    auto const own = co_await carried_act(node, carrier.announce, std::move(act), budget);
    if (!own && (answered_for || is_harmless(own.error()))) co_return Result<void>{};
    if (!own) co_return own.error();
    co_return co_await add_carried(node, carrier.via, *own, budget, items);
}

// A list of many counts as far as it can be taken; it is refused if nothing of it can.
asio::awaitable<Result<void>> add_all_wrapped(
    Node const& node, Carrier carrier, FetchBudget& budget, std::vector<Unpacked>& items
) {
    std::optional<Refusal> refused;
    bool any = false;
    for (auto const* const value : carrier.announce.activity().wrapped()) {
        auto act = Activity::parse(*value);
        if (!act) {
            refused = act.error();
            continue;
        }
        auto const added = co_await add_wrapped(node, carrier, *std::move(act), budget, items);
        if (added)
            any = true;
        else
            refused = added.error();
    }
    if (refused && !any) co_return *refused;
    co_return Result<void>{};
}

asio::awaitable<Result<void>> add_named(
    Node const& node, Carrier carrier, FetchBudget& budget, std::vector<Unpacked>& items
) {
    auto const carried = co_await carried_thing(node, carrier.announce, budget);
    if (!carried) co_return is_harmless(carried.error()) ? Result<void>{} : Result<void>{carried.error()};
    co_return co_await add_carried(node, carrier.via, *carried, budget, items);
}

// What an Announce carries has its effect first. What is known already, or cannot be had, does not keep the
// announcement itself from counting.
asio::awaitable<Result<void>> add_contents(
    Node const& node, Carrier carrier, FetchBudget& budget, std::vector<Unpacked>& items
) {
    bool const wraps = !carrier.announce.activity().wrapped().empty();
    if (!wraps) co_return co_await add_named(node, std::move(carrier), budget, items);
    co_return co_await add_all_wrapped(node, std::move(carrier), budget, items);
}

asio::awaitable<Result<std::vector<Unpacked>>> unpack_announce(
    Node const& node, Verified announce, FetchBudget& budget
) {
    auto const via = handle_of(node, announce.activity().actor());
    if (!via) co_return Refusal{Reason::unconcerned, "an Announce of somebody unknown"};
    std::vector<Unpacked> items;
    Carrier carrier{announce, *via};
    auto const added = co_await add_contents(node, std::move(carrier), budget, items);
    if (!added) co_return added.error();
    items.push_back(item_of(node, announce));
    co_return items;
}

}  // namespace

asio::awaitable<Result<std::vector<Unpacked>>> unpack(Node const& node, Verified verified, FetchBudget& budget) {
    if (verified.activity().verb() == Verb::announce)
        co_return co_await unpack_announce(node, std::move(verified), budget);
    auto const whole = co_await in_full(node, std::move(verified), budget);
    if (!whole) co_return whole.error();
    if (is_written_down(whole->activity())) co_await meet_author(node, whole->activity(), budget);
    std::vector<Unpacked> items;
    items.push_back(item_of(node, *whole));
    co_return items;
}

bool is_about_itself(Activity const& activity) {
    bool const describes = activity.verb() == Verb::update || activity.verb() == Verb::move;
    return describes && activity.object_id() == activity.actor().text();
}

asio::awaitable<Result<Seq>> meet_again(Node const& node, Iri actor, FetchBudget& budget) {
    auto const fresh = co_await refresh_actor(node, std::move(actor), budget);
    if (!fresh) co_return fresh.error();
    co_return Refusal{Reason::unconcerned, "an actor that was fetched anew"};
}

}  // namespace collegium::federation
