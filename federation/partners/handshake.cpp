#include "federation/partners/handshake.hpp"

#include "config/log.hpp"
#include "federation/actor.hpp"
#include "federation/partners/card.hpp"
#include "federation/partners/decisions.hpp"
#include "federation/partners/partner_desk.hpp"
#include "storage/names.hpp"

namespace collegium::federation {

namespace asio = boost::asio;

using storage::HandshakeRecord;
using storage::PartnerRecord;
using storage::PartnerState;
using storage::Seq;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t most_introductions = 200;       // that nobody has decided about; the oldest goes out
constexpr std::size_t longest_handshake = 16 * 1024;  // bytes

std::string id_of(std::string const& bytes) {
    auto const activity = Activity::read(bytes);
    return activity ? activity->id().text() : "";
}

// Is the Follow inside, or named, the one from `asker` to `asked`?
bool is_about_follow(Activity const& activity, std::string_view asker, std::string_view asked, std::string_view id) {
    auto const* const follow = activity.object();
    if (follow == nullptr) return !id.empty() && activity.object_id() == id;
    return type_of(*follow) == "Follow" && reference_member(*follow, "actor") == asker &&
           reference_member(*follow, "object") == asked;
}

// Who waits longest for a decision makes room for who comes now.
void make_room(WriteTx& tx, Tables& tables) {
    std::size_t pending = 0;
    std::string oldest;
    Instant since = Instant::max();
    tables.partners.each(tx, [&](std::string const& host, PartnerRecord const& partner) {
        if (partner.state != PartnerState::introduced) return true;
        ++pending;
        if (partner.since < since) {
            since = partner.since;
            oldest = host;
        }
        return true;
    });
    if (pending < most_introductions) return;
    note_decision(tx, tables);
    tables.partners.erase(tx, oldest);
    tables.handshakes.erase(tx, oldest);
    tables.cards.erase(tx, oldest);
    if (auto const actor = storage::find_handle(tx, tables, root_of(oldest))) tables.actors.erase(tx, *actor);
}

Result<Seq> followed(Desk& desk, Activity const& follow) {
    desk.handshake().theirs = follow.bytes();
    switch (desk.standing()) {
        case Standing::asked:
            desk.accept_theirs();
            desk.become(PartnerState::agreed);
            return Seq{};
        case Standing::agreed:  // they may have lost our answer, or are back from a pause
            desk.accept_theirs();
            desk.keep();
            return Seq{};
        case Standing::stranger:
        case Standing::introduced:
        case Standing::declined_by_them: desk.become(PartnerState::introduced); return Seq{};
        case Standing::paused: return Refusal{Reason::paused, "the partner is paused"};
        case Standing::declined:
        case Standing::removed: break;
    }
    return Refusal{Reason::not_partner, "turned down before"};
}

Result<Seq> accepted(Desk& desk) {
    if (desk.standing() != Standing::asked) return Refusal{Reason::unconcerned, "nothing was asked"};
    desk.become(PartnerState::agreed);
    return Seq{};
}

Result<Seq> rejected(Desk& desk) {
    if (desk.standing() != Standing::asked && desk.standing() != Standing::agreed)
        return Refusal{Reason::unconcerned, "there is nothing to turn down"};
    bool const was_agreed = desk.standing() == Standing::agreed;
    desk.handshake().theirs.clear();
    desk.become(
        PartnerState::declined_by_them, was_agreed ? "Their operator ended it." : "Their operator turned it down."
    );
    return Seq{};
}

Result<Seq> taken_back(Desk& desk) {
    if (desk.standing() == Standing::agreed) return rejected(desk);
    if (desk.standing() != Standing::introduced) return Refusal{Reason::unconcerned, "nothing was introduced"};
    desk.forget();
    return Seq{};
}

Result<Seq> understand(Desk& desk, Activity const& activity) {
    switch (activity.verb()) {
        case Verb::follow: return followed(desk, activity);
        case Verb::accept: return accepted(desk);
        case Verb::reject: return rejected(desk);
        case Verb::undo: return taken_back(desk);
        default: return Refusal{Reason::unconcerned, "no part of a handshake"};
    }
}

}  // namespace

bool is_handshake(Node const& node, Activity const& activity) {
    auto const theirs = root_of(activity.actor().host()), ours = root_of(node.settings.node.domain);
    if (activity.actor().text() != theirs || theirs == ours) return false;
    auto const known = node.store.read([&](auto const& tx, auto const& tables) {
        return tables.handshakes.get(tx, std::string{activity.actor().host()}).value_or(HandshakeRecord{});
    });
    switch (activity.verb()) {
        case Verb::follow: return activity.object_id() == ours;
        case Verb::accept:
        case Verb::reject: return is_about_follow(activity, ours, theirs, id_of(known.ours));
        case Verb::undo: return is_about_follow(activity, theirs, ours, id_of(known.theirs));
        default: return false;
    }
}

Result<void> check_introduction(
    Node const& node, std::string_view key_id, std::string const& body, std::string_view place
) {
    if (body.size() > longest_handshake) return Refusal{Reason::not_partner, "a long message of a stranger"};
    auto const activity = Activity::read(body);
    if (!activity || !is_handshake(node, *activity)) return Refusal{Reason::not_partner, "not an agreed partner"};
    auto const signer = document_of_key(key_id);
    if (!signer || signer->text() != activity->actor().text())
        return Refusal{Reason::not_partner, "an introduction that its own node did not sign"};
    if (!node.strangers.may_knock(activity->actor().host(), place, node.clock.now()))
        return Refusal{Reason::too_many, "too many introductions"};
    return {};
}

asio::awaitable<Result<Seq>> receive_handshake(Node const& node, Activity activity) {
    std::string const host{activity.actor().host()};
    bool const is_new = activity.verb() == Verb::follow && passage_of(node, host) == Passage::handshake;
    if (is_new) {
        // The operator will want to read it; without it the introduction stands all the same.
        auto const looked = co_await refresh_card(node, host, true);
        if (!looked) log::info("an introduction without a card", {{"host", host}});
    }

    storage::Store::Change<Seq> change =
        [&node, host, is_new, moved = std::move(activity)](WriteTx& tx, Tables& tables) {
            if (is_new && !tables.partners.contains(tx, host)) make_room(tx, tables);
            Desk desk{node, tx, tables, host};
            return understand(desk, moved);
        };
    auto const understood = co_await node.store.write(std::move(change));
    if (understood) log::info("heard from another operator", {{"host", host}});
    co_return understood;
}

}  // namespace collegium::federation
