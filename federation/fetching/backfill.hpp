// Backfill: goes for what is missing here, one thing after the other: what known things reply to, and the past of
// communities. Whatever it has to remember is on disk, so that a stop in the middle costs nothing.
#pragma once

#include "federation/node.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace collegium::federation {

class Backfill final : public BackfillBell {
public:
    // Everything runs on this single-threaded executor.
    explicit Backfill(boost::asio::any_io_executor executor);
    ~Backfill() override;

    void start(Node const& node);

    // Nothing new is begun after this; what is under way is given up and begins again after the next start.
    void stop();

    void ring() override;
    void back_again(std::string_view host) override;

private:
    struct Inside;
    std::shared_ptr<Inside> inside_;
};

}  // namespace collegium::federation
