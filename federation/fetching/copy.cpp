#include "federation/fetching/copy.hpp"

#include "federation/admit.hpp"
#include "federation/served/signed_copy.hpp"

namespace collegium::federation {

namespace asio = boost::asio;

namespace {

Result<Activity> act_in_copy(Json const& copy, std::string const& guide) {
    auto const* const value = member(copy.root(), "col:activity");
    if (value == nullptr || !value->IsObject()) return Refusal{Reason::malformed, "a copy without an act"};
    auto act = Activity::parse(*value);
    if (act && act->verb() != Verb::create && act->verb() != Verb::update)
        return Refusal{Reason::malformed, "an act that says no version"};
    if (act && act->object_id() != guide) return Refusal{Reason::foreign, "a copy of something else"};
    return act;
}

}  // namespace

asio::awaitable<Result<storage::Seq>> admit_copy(
    Node const& node, std::string partner, std::string guide, std::string version, FetchBudget& budget
) {
    auto address = Iri::parse(documents::copy_address("https://" + partner, guide, version));
    if (!address) co_return address.error();
    auto const copy = co_await fetch_json(node, *std::move(address), budget);
    if (!copy) co_return copy.error();
    auto act = act_in_copy(*copy, guide);
    if (!act) co_return act.error();
    auto const verified = co_await verify_relayed(node, *std::move(act), budget);
    if (!verified) co_return verified.error();
    co_return co_await admit_found(node, *verified, 0, budget);
}

}  // namespace collegium::federation
