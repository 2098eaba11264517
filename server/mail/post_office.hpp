// PostOffice: writes the weekly mails when their time has come, and sends what waits, on a thread of its own. Nobody
// gets more than three mails an hour, whatever others do: the rest waits (security R18).
#pragma once

#include "crypto/sealed.hpp"
#include "federation/node.hpp"
#include "server/mail/mail_queue.hpp"
#include "server/throttle.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <map>
#include <thread>

namespace collegium::server::mail {

class PostOffice {
public:
    static constexpr unsigned most_an_hour = 3;  // to one account

    PostOffice(federation::Node const& node, crypto::SealingKey const& key, MailSender& sender)
        : node_{node}, key_{key}, sender_{sender} {}
    ~PostOffice();
    PostOffice(PostOffice const&) = delete;
    PostOffice& operator=(PostOffice const&) = delete;

    // Looks every quarter of a minute. Without a mail server in the settings it does nothing.
    void start();
    void stop();

    // What is done each time, by the node's clock.
    boost::asio::awaitable<void> tend();

private:
    boost::asio::awaitable<void> work();
    boost::asio::awaitable<void> write_digests();
    boost::asio::awaitable<void> write_digest(std::string account, storage::Handle member, Instant now);
    boost::asio::awaitable<void> send_due();
    boost::asio::awaitable<bool> settle(storage::LocalId id, Instant now);
    MailAnswer send(QueuedMail const& mail) const;

    federation::Node const& node_;
    crypto::SealingKey key_;
    MailSender& sender_;
    Throttle turns_{most_an_hour, std::chrono::hours{1}};
    std::map<storage::LocalId, MailAnswer> unsettled_;  // what became of mails that went out, until it is on the disk
    boost::asio::io_context io_{1};
    boost::asio::steady_timer pause_{io_};
    std::atomic<bool> stopping_ = false;
    std::jthread thread_;
};

}  // namespace collegium::server::mail
