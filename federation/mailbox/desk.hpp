// Mailbox desk: the way to partners that nobody can reach. What this node asks or tells one of them is laid down here
// until the partner comes for it; everybody else is dialled.
//
//      this node              desk              the partner, which has ways out only
//      exchange() ------>  laid down  <--- GET /mailbox ---   comes every few seconds,
//          waits               |      ---- the requests --->  and answers each as if it had come in by its own door
//      its answer <------  taken away <--- POST /mailbox ---
//
// Nothing here is on disk. A message stays in the queue of deliveries until the partner has answered it: that is the
// acknowledgement, and whatever is lost on the way is laid down again.
#pragma once

#include "config/clock.hpp"
#include "federation/network.hpp"
#include "storage/store.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstdint>
#include <memory>

namespace collegium::federation::mailbox {

// A partner that was not here for so long is away: nothing is laid down for it, and its queue waits as for any host
// that is out of reach.
constexpr std::chrono::minutes absence{2};

// For one partner at a time. What is beyond is out of reach for now.
constexpr std::size_t most_laid_down = 64;
constexpr std::size_t most_bytes = std::size_t{4} << 20;

// Of one visit; one larger request goes alone.
constexpr std::size_t most_on_page = 16;
constexpr std::size_t page_bytes = std::size_t{256} << 10;

struct LaidDown {
    std::uint64_t number = 0;  // by which it is answered; no number comes twice, nor after a restart
    OutgoingRequest request;   // signed, for the visitor's own host
};

struct Visit {
    Visit() = default;

    std::vector<LaidDown> items{};  // each is handed out once
    bool was_away = false;
};

// Lives on one single-threaded executor; its functions may be awaited on any. Destroy it when that executor has stopped
// for good, and before its context.
class MailboxDesk final : public Network {
public:
    // patience: how long a request waits for its answer, in milliseconds above 0.
    MailboxDesk(
        boost::asio::any_io_executor executor,
        Network& outside,
        storage::Store const& store,
        Clock const& clock,
        std::chrono::milliseconds patience = std::chrono::seconds{20}
    );
    ~MailboxDesk() override;

    // Refuses unreachable if the partner is away, does not answer in time, or has too much waiting for it.
    boost::asio::awaitable<Result<IncomingResponse>> exchange(OutgoingRequest request) override;

    // host: proven (visitor.hpp).
    boost::asio::awaitable<Visit> visit(std::string host);

    // Refuses not_found if nothing of that number waits for this host: it was answered, or nobody waits any more.
    boost::asio::awaitable<Result<storage::Nothing>> answer(
        std::string host, std::uint64_t number, IncomingResponse response
    );

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace collegium::federation::mailbox
