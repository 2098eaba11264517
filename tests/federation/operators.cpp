#include "tests/federation/operators.hpp"

#include "federation/partners/partner_care.hpp"

namespace collegium::tests {

using federation::Decision;
using storage::PartnerState;

PartnerState Operator::decide(Decision decision, std::string const& host, std::string const& words) {
    return school_.node.store.write_now(federation::deciding(school_.node, decision, host, words)).value();
}

Reason Operator::refusal(Decision decision, std::string const& host) {
    return school_.node.store.write_now(federation::deciding(school_.node, decision, host, "")).error().reason();
}

void Operator::put(std::string const& host, PartnerState state) {
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        tables.partners.put(tx, host, {state, school_.node.clock.now(), "", ""});
        return 0;
    };
    static_cast<void>(school_.node.store.write_now(change).value());
}

boost::asio::awaitable<int> send_all(federation::Node const& node) {
    co_await federation::send_letters(node);
    co_return 0;
}

void Operator::tend() {
    village_.run(send_all(school_.node));
}

void Operator::befriend(Operator& other) {
    decide(Decision::introduce, other.school_.settings.node.domain);
    tend();
    other.decide(Decision::agree, school_.settings.node.domain);
    other.tend();
}

std::optional<PartnerState> Operator::state_of(std::string const& host) const {
    auto const record =
        school_.node.store.read([&](auto const& tx, auto const& tables) { return tables.partners.get(tx, host); });
    return record ? std::optional{record->state} : std::nullopt;
}

std::string Operator::reason_of(std::string const& host) const {
    return school_.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.partners.get(tx, host).value().reason;
    });
}

std::optional<federation::Card> Operator::card_of(std::string const& host) const {
    auto record =
        school_.node.store.read([&](auto const& tx, auto const& tables) { return tables.cards.get(tx, host); });
    if (!record) return std::nullopt;
    auto card = federation::read_card(record->seen, host);
    return card ? std::optional{*std::move(card)} : std::nullopt;
}

}  // namespace collegium::tests
