// Delivery: the lanes at work. A row leaves the queue in the same transaction that records what became of it.
#pragma once

#include "federation/node.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace collegium::federation {

// How much is in memory at this moment.
struct DeliveryLoad {
    std::size_t lanes = 0;
    std::size_t parcels = 0;
    std::size_t under_way = 0;
    std::size_t asleep = 0;  // hosts that wait for their time
};

class Delivery final : public DeliveryBell {
public:
    // Everything runs on this single-threaded executor.
    explicit Delivery(boost::asio::any_io_executor executor);
    ~Delivery() override;

    // Takes up what the last stop left in the queue, and delivers from now on.
    void start(Node const& node);

    // Nothing new is sent after this; what is under way is given up and stays queued.
    void stop();

    void ring(storage::Handle host) override;

    // Ends the waiting of an outage: a school that is back from the holidays need not wait for our next try.
    void heard_from(std::string_view host) override;

    // Takes up what another process queued, what was queued once more, and what was parked during a pause.
    void resumed(std::string_view host) override;

    // On the executor, once it has started.
    DeliveryLoad load() const;

private:
    struct Inside;
    std::shared_ptr<Inside> inside_;
};

}  // namespace collegium::federation
