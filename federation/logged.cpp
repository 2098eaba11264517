#include "federation/logged.hpp"

namespace collegium::federation {

std::optional<Activity> logged_activity(storage::ReadTx const& tx, storage::Tables const& tables, storage::Seq seq) {
    auto flesh = tables.flesh.get(tx, seq);
    if (!flesh) return std::nullopt;
    auto json = Json::reread_object(*std::move(flesh));
    auto activity = json ? Activity::parse(*std::move(json)) : json.error();
    return activity ? std::optional{*std::move(activity)} : std::nullopt;
}

}  // namespace collegium::federation
