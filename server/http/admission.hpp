// Admission: how many connections are open, in all and from each address, so that nobody can take all the places.
#pragma once

#include <boost/asio/ip/address.hpp>

#include <cstddef>
#include <map>
#include <mutex>

namespace collegium::server {

// Safe to call from any thread.
class Admission {
public:
    enum class Answer { admitted, all_are_taken, too_many_from_there };

    // At most `places` connections at once, and `from_one_address` of them from the same one. Addresses of IPv6 are
    // counted by their first 64 bits: whoever has one of those has them all (RFC 6177).
    Admission(std::size_t places, std::size_t from_one_address)
        : places_{places}, from_one_address_{from_one_address} {}

    // Whoever is admitted leaves once.
    Answer enter(boost::asio::ip::address const& from);
    void leave(boost::asio::ip::address const& from);

private:
    using Network = boost::asio::ip::address_v6::bytes_type;

    static Network network_of(boost::asio::ip::address const& address);

    std::size_t const places_;
    std::size_t const from_one_address_;
    std::mutex mutex_;  // guards what follows
    std::size_t open_ = 0;
    std::map<Network, std::size_t> open_from_;  // no zeros
};

}  // namespace collegium::server
