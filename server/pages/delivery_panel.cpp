#include "server/pages/delivery_panel.hpp"

#include "federation/delivery/delivery_state.hpp"
#include "server/pages/steps.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::pages {

using federation::DeliveryState;
using federation::HostDelivery;

namespace {

struct Arrival {
    std::string host;
    HostDelivery delivery;
};

// By name of the host.
std::vector<Arrival> arrivals_of(App const& app, timeline::PostView const& post) {
    auto found = app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<Arrival> all;
        auto const record = tables.objects.get(tx, post.handle);
        if (!record) return all;
        for (auto const& each : federation::deliveries_of(tx, tables, *record)) {
            auto const origin = Iri::parse(storage::iri_of(tx, tables, each.host));
            if (origin) all.push_back({std::string{origin->host()}, each});
        }
        return all;
    });
    std::ranges::sort(found, {}, &Arrival::host);
    return found;
}

void show_place(Values values, Arrival const& arrival) {
    values.text("HOST", arrival.host);
    switch (arrival.delivery.state) {
        case DeliveryState::delivered: values.show("ARRIVED"); break;
        case DeliveryState::refused: values.show("REFUSED"); break;
        case DeliveryState::waiting: {
            bool const failed = !arrival.delivery.reason.empty();
            if (!failed) values.show("WAITS");
            if (failed) values.repeat("TRIED").time("TIME", arrival.delivery.at);
            break;
        }
    }
}

std::vector<Step> way_of(std::vector<Arrival> const& arrivals) {
    auto const are = [&](DeliveryState state) {
        return std::ranges::count(arrivals, state, [](Arrival const& each) { return each.delivery.state; }) > 0;
    };
    bool const waits = are(DeliveryState::waiting), refused = are(DeliveryState::refused);
    Step last{phrase("Arrived"), waits ? StepState::ahead : StepState::done};
    if (refused) last = {phrase("Not taken everywhere"), StepState::failed};
    return {
        {phrase("Written"), StepState::done},
        {phrase("On the way"), waits ? StepState::now : StepState::done},
        std::move(last)};
}

}  // namespace

void show_delivery(
    App const& app, Call const& call, Values& values, timeline::PostView const& post, std::string_view place
) {
    bool const is_author = call.member && call.member->actor == post.author.handle;
    if (!is_author || post.state != storage::ObjectState::visible) return;
    auto const arrivals = arrivals_of(app, post);
    if (arrivals.empty()) return;
    auto const here =
        std::ranges::count(arrivals, DeliveryState::delivered, [](Arrival const& each) { return each.delivery.state; });
    auto panel = values.include(place, "delivery");
    show_steps(panel, "WAY", phrase("Where it has come to"), way_of(arrivals));
    if (static_cast<std::size_t>(here) == arrivals.size()) {
        panel.show("ALL");
    } else {
        auto const arrived = panel.language().number(static_cast<std::uint64_t>(here));
        panel.repeat("SOME").count(
            "ARRIVED",
            arrivals.size(),
            "Arrived at {here} of {n} institution",
            "Arrived at {here} of {n} institutions",
            {{"here", arrived}}
        );
    }
    for (auto const& each : arrivals) show_place(panel.repeat("PLACE"), each);
}

}  // namespace collegium::server::pages
