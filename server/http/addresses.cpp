#include "server/http/addresses.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace collegium::server {

namespace ip = boost::asio::ip;

namespace {

struct Block4 {
    std::uint32_t first;
    unsigned bits;

    bool has(std::uint32_t address) const noexcept { return (address ^ first) >> (32 - bits) == 0; }
};

constexpr std::uint32_t quad(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    return a << 24 | b << 16 | c << 8 | d;
}

// https://www.iana.org/assignments/iana-ipv4-special-registry, without the few blocks that are globally reachable.
constexpr auto special4 = std::to_array<Block4>({
    {quad(0, 0, 0, 0), 8},        // this network
    {quad(10, 0, 0, 0), 8},       // private
    {quad(100, 64, 0, 0), 10},    // shared by carriers
    {quad(127, 0, 0, 0), 8},      // loopback
    {quad(169, 254, 0, 0), 16},   // link-local, and the metadata of clouds
    {quad(172, 16, 0, 0), 12},    // private
    {quad(192, 0, 0, 0), 24},     // protocol assignments
    {quad(192, 0, 2, 0), 24},     // documentation
    {quad(192, 88, 99, 0), 24},   // 6to4 relays
    {quad(192, 168, 0, 0), 16},   // private
    {quad(198, 18, 0, 0), 15},    // benchmarking
    {quad(198, 51, 100, 0), 24},  // documentation
    {quad(203, 0, 113, 0), 24},   // documentation
    {quad(224, 0, 0, 0), 3},      // multicast, reserved, broadcast
});

constexpr auto private4 =
    std::to_array<Block4>({{quad(10, 0, 0, 0), 8}, {quad(172, 16, 0, 0), 12}, {quad(192, 168, 0, 0), 16}});

struct Block6 {
    std::uint64_t first;  // the upper half: no block is narrower than /64
    unsigned bits;

    bool has(std::uint64_t upper) const noexcept { return (upper ^ first) >> (64 - bits) == 0; }
};

// 2000::/3 is all that is handed out as global unicast: loopback, mapped and compatible IPv4, NAT64, unique local,
// link-local and multicast addresses are outside of it.
constexpr Block6 global_unicast{0x2000'0000'0000'0000, 3};

// https://www.iana.org/assignments/iana-ipv6-special-registry, inside 2000::/3.
constexpr auto special6 = std::to_array<Block6>({
    {0x2001'0000'0000'0000, 23},  // protocol assignments: Teredo, benchmarking, ORCHID
    {0x2001'0db8'0000'0000, 32},  // documentation
    {0x2002'0000'0000'0000, 16},  // 6to4
    {0x3fff'0000'0000'0000, 20},  // documentation
});

bool is_global(ip::address_v4 const& address) {
    auto const number = address.to_uint();
    return std::ranges::none_of(special4, [&](Block4 const& block) { return block.has(number); });
}

bool is_global(ip::address_v6 const& address) {
    std::uint64_t upper = 0;
    auto const bytes = address.to_bytes();
    for (std::size_t i = 0; i < 8; ++i) upper = upper << 8 | bytes[i];
    if (!global_unicast.has(upper)) return false;
    return std::ranges::none_of(special6, [&](Block6 const& block) { return block.has(upper); });
}

}  // namespace

bool is_global(ip::address const& address) {
    return address.is_v4() ? is_global(address.to_v4()) : is_global(address.to_v6());
}

bool is_private(ip::address const& address) {
    if (address.is_v6()) return (address.to_v6().to_bytes()[0] & 0xfe) == 0xfc;
    auto const number = address.to_v4().to_uint();
    return std::ranges::any_of(private4, [&](Block4 const& block) { return block.has(number); });
}

}  // namespace collegium::server
