#include "federation/delivery/delivery_attempt.hpp"

#include "federation/community/pupils.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/messages/short_form.hpp"
#include "federation/notify/sending.hpp"
#include "federation/partners/rest.hpp"
#include "federation/signing/courier.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation {

namespace asio = boost::asio;

using storage::Handle;

namespace {

constexpr unsigned http_gone = 410;
constexpr std::size_t most_rechecked = 20;  // owners of one inbox

bool does_not_exist(Refusal refusal) {
    return refusal.reason() == Reason::not_found || refusal.reason() == Reason::gone;
}

// A note in our register of documents, not an act: nobody here did anything, and the past stays as it was.
storage::Store::Change<storage::Nothing> noting_gone(std::string iri, Instant now) {
    return [iri = std::move(iri), now](storage::WriteTx& tx, storage::Tables& tables) -> Result<storage::Nothing> {
        auto const handle = storage::find_handle(tx, tables, iri);
        auto record = handle ? tables.actors.get(tx, *handle) : std::nullopt;
        if (!record || record->local) return storage::Nothing{};
        record->gone = record->fetched = now;
        tables.actors.put(tx, *handle, *record);
        return storage::Nothing{};
    };
}

// Somebody may have become a pupil since it was queued.
bool tells_of_pupil(storage::ReadTx const& tx, storage::Tables const& tables, Letter const& letter) {
    return std::ranges::any_of(letter.members, [&](Handle const member) {
        return community::is_pupil(tx, tables, member);
    });
}

Dispatch dispatch_to(
    Node const& node,
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Destination const& destination,
    storage::Seq seq
) {
    if (exchange_rests(tx, tables)) return Dispatch::wait;
    if (destination.is_service) return Dispatch::send;
    auto const entry = tables.log.get(tx, seq).value_or(storage::LogEntry{});
    if (is_withheld(tx, tables, destination.name, {destination.host, seq})) return Dispatch::drop;
    auto const mode = node.settings.federation.mode;
    return dispatch_of(tx, tables, mode, destination.name, static_cast<Verb>(entry.verb));
}

class DeliveryAttempt {
public:
    DeliveryAttempt(Node const& node, Cargo cargo) : node_{node}, cargo_{std::move(cargo)} {}

    asio::awaitable<Report> run() {
        auto const unknown = co_await find_inboxes();
        if (!unknown) co_return Report::about_recipients(unknown.error());
        auto const inboxes = distinct_inboxes();
        if (inboxes.empty()) co_return Report::refused("nobody there to deliver to");

        auto whole = Report::refused("");
        for (auto const& inbox : inboxes) {
            auto one = co_await send_to(inbox);
            if (one.status == http_gone) one = co_await ask_for_owners(inbox, std::move(one));
            if (one.fate == Fate::failed || one.fate == Fate::set_aside) co_return one;
            if (whole.fate != Fate::delivered) whole = std::move(one);
        }
        co_return whole;
    }

private:
    // Fetches the documents of those whose inboxes we do not know.
    asio::awaitable<Result<storage::Nothing>> find_inboxes() {
        for (auto& recipient : cargo_.recipients) {
            if (!recipient.inbox.empty()) continue;
            auto iri = Iri::parse(recipient.iri);
            if (!iri) continue;
            FetchBudget budget;
            auto const actor = co_await resolve_actor(node_, *std::move(iri), budget);
            if (!actor && does_not_exist(actor.error())) continue;
            if (!actor) co_return actor.error();
            if (actor->record.gone == Instant{}) recipient.inbox = inbox_of(actor->record);
        }
        co_return storage::Nothing{};
    }

    std::vector<std::string> distinct_inboxes() const {
        std::vector<std::string> inboxes;
        for (auto const& each : cargo_.recipients)
            if (!each.inbox.empty() && std::ranges::find(inboxes, each.inbox) == inboxes.end())
                inboxes.push_back(each.inbox);
        return inboxes;
    }

    asio::awaitable<Report> send_to(std::string const& inbox) const {
        auto const iri = Iri::parse(inbox);
        if (!iri) co_return Report::refused("an inbox that is no address");
        auto const& letter = *cargo_.letter;
        bool const as_it_is = is_short(letter.body);
        auto const shortened = as_it_is ? std::string{} : body_to_send(node_, letter.body);
        std::function<OutgoingRequest()> request = [&] { return message_to(*iri, as_it_is ? letter.body : shortened); };
        Message message{std::move(request), as_it_is ? &letter.digests : nullptr};
        auto const response = co_await exchange_signed(node_, cargo_.signer, std::move(message));
        co_return report_of(response, node_.clock.now());
    }

    // An inbox is gone: its owner may be, or may have moved to another one.
    asio::awaitable<Report> ask_for_owners(std::string const& inbox, Report report) const {
        std::size_t left = most_rechecked;
        for (auto const& recipient : cargo_.recipients) {
            if (recipient.inbox != inbox) continue;
            if (left-- == 0) break;
            FetchBudget budget;
            auto iri = Iri::parse(recipient.iri);
            auto const fresh = co_await refresh_actor(node_, *std::move(iri), budget);
            if (fresh && inbox_of(fresh->record) != inbox) report.fate = Fate::set_aside;
            if (fresh || !does_not_exist(fresh.error())) continue;
            auto change = noting_gone(recipient.iri, node_.clock.now());
            auto const noted = co_await node_.store.write(std::move(change));
            if (noted) report.error += "; its owner is gone";
        }
        co_return report;
    }

    Node const& node_;
    Cargo cargo_;
};

}  // namespace

Prospect prospect_of(Node const& node, Letters& letters, Destination const& destination, storage::Seq entry) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        Prospect prospect{dispatch_to(node, tx, tables, destination, entry)};
        if (prospect.dispatch != Dispatch::send) return prospect;
        try {
            auto letter = letters.find(tx, tables, entry);
            prospect.tells_of_pupil = letter && tells_of_pupil(tx, tables, *letter);
            if (letter && !prospect.tells_of_pupil && !destination.is_service)
                prospect.cargo = load_cargo(node, tx, tables, std::move(letter), {destination.host, entry});
        } catch (...) {
            prospect.broken = std::current_exception();
        }
        return prospect;
    });
}

asio::awaitable<Report> attempt_delivery(
    Node const& node, Destination const& destination, storage::Seq entry, Prospect prospect
) {
    if (prospect.broken) std::rethrow_exception(prospect.broken);
    if (prospect.tells_of_pupil) co_return Report::refused("it tells of somebody who is a pupil now");
    storage::EntryKey const key{destination.host, entry};
    if (destination.is_service) co_return co_await notify::deliver(node, key);
    if (!prospect.cargo) co_return Report::refused("the message was erased");
    DeliveryAttempt attempt{node, *std::move(prospect.cargo)};
    co_return co_await attempt.run();
}

}  // namespace collegium::federation
