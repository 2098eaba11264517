// Partner care: what a serving node does for its partnerships by itself. It sends what operators decided, whichever
// process they decided it in, looks at partners' cards once a week, and writes down the traffic.
#pragma once

#include "federation/node.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace collegium::federation {

// Tries to send what this node has to be told about the partnership. Refuses what keeps it from arriving; it stays
// written down, and is tried again later.
boost::asio::awaitable<Result<void>> send_letter(Node const& node, std::string host);

// Sends what is due.
boost::asio::awaitable<void> send_letters(Node const& node);

// Looks at the card that was not looked at for the longest time, if that is more than a week.
boost::asio::awaitable<void> refresh_oldest_card(Node const& node);

class PartnerCare {
public:
    explicit PartnerCare(boost::asio::any_io_executor executor);
    ~PartnerCare();

    void start(Node const& node);
    void stop();  // what is under way is given up, and begun again at the next start

private:
    struct Inside;
    std::shared_ptr<Inside> inside_;
};

}  // namespace collegium::federation
