#include "server/http/admission.hpp"

#include <algorithm>

namespace collegium::server {

namespace asio = boost::asio;

namespace {

constexpr std::ptrdiff_t prefix_of_network = 8;  // bytes

}  // namespace

Admission::Answer Admission::enter(asio::ip::address const& from) {
    std::lock_guard const lock{mutex_};
    if (open_ >= places_) return Answer::all_are_taken;
    auto const there = open_from_.try_emplace(network_of(from), 0).first;
    if (there->second >= from_one_address_) return Answer::too_many_from_there;
    ++there->second;
    ++open_;
    return Answer::admitted;
}

void Admission::leave(asio::ip::address const& from) {
    std::lock_guard const lock{mutex_};
    auto const there = open_from_.find(network_of(from));
    if (--there->second == 0) open_from_.erase(there);
    --open_;
}

Admission::Network Admission::network_of(asio::ip::address const& address) {
    if (address.is_v4()) return asio::ip::make_address_v6(asio::ip::v4_mapped, address.to_v4()).to_bytes();
    auto bytes = address.to_v6().to_bytes();
    if (!address.to_v6().is_v4_mapped()) std::fill(bytes.begin() + prefix_of_network, bytes.end(), 0);
    return bytes;
}

}  // namespace collegium::server
