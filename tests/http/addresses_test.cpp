#include "server/http/addresses.hpp"

#include "tests/printing.hpp"

#include <array>
#include <string_view>

using namespace collegium::server;

namespace {

struct Row {
    std::string_view address;
    bool global;
};

// clang-format off
constexpr auto table = std::to_array<Row>({
    // IPv4: both edges of every special block, and their neighbours
    {"0.0.0.0", false},          {"0.255.255.255", false},    {"1.0.0.0", true},
    {"9.255.255.255", true},     {"10.0.0.0", false},         {"10.255.255.255", false},   {"11.0.0.0", true},
    {"100.63.255.255", true},    {"100.64.0.0", false},       {"100.127.255.255", false},  {"100.128.0.0", true},
    {"126.255.255.255", true},   {"127.0.0.0", false},        {"127.0.0.1", false},        {"127.255.255.255", false},
    {"128.0.0.0", true},
    {"169.253.255.255", true},   {"169.254.0.0", false},      {"169.254.169.254", false},  {"169.254.255.255", false},
    {"169.255.0.0", true},
    {"172.15.255.255", true},    {"172.16.0.0", false},       {"172.31.255.255", false},   {"172.32.0.0", true},
    {"191.255.255.255", true},   {"192.0.0.0", false},        {"192.0.0.255", false},      {"192.0.1.0", true},
    {"192.0.2.0", false},        {"192.0.2.255", false},      {"192.0.3.0", true},
    {"192.88.98.255", true},     {"192.88.99.0", false},      {"192.88.99.255", false},    {"192.88.100.0", true},
    {"192.167.255.255", true},   {"192.168.0.0", false},      {"192.168.255.255", false},  {"192.169.0.0", true},
    {"198.17.255.255", true},    {"198.18.0.0", false},       {"198.19.255.255", false},   {"198.20.0.0", true},
    {"198.51.99.255", true},     {"198.51.100.0", false},     {"198.51.100.255", false},   {"198.51.101.0", true},
    {"203.0.112.255", true},     {"203.0.113.0", false},      {"203.0.113.255", false},    {"203.0.114.0", true},
    {"223.255.255.255", true},   {"224.0.0.0", false},        {"239.255.255.255", false},  {"240.0.0.0", false},
    {"255.255.255.254", false},  {"255.255.255.255", false},
    {"8.8.8.8", true},           {"93.184.216.34", true},

    // IPv6: unspecified, loopback, and IPv4 in its many clothes
    {"::", false},               {"::1", false},              {"::2", false},
    {"::127.0.0.1", false},      {"::8.8.8.8", false},        {"::ffff:127.0.0.1", false}, {"::ffff:10.0.0.1", false},
    {"::ffff:8.8.8.8", false},   {"::ffff:0:8.8.8.8", false},
    {"64:ff9b::", false},        {"64:ff9b::808:808", false}, {"64:ff9b::ffff:ffff", false},
    {"64:ff9b:1::", false},      {"64:ff9b:1:ffff:ffff:ffff:ffff:ffff", false},
    {"2001::", false},           {"2001:0:7f00:1::", false},  {"2001:0:ffff:ffff:ffff:ffff:ffff:ffff", false},
    {"2002::", false},           {"2002:7f00:1::", false},    {"2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false},
    // special blocks and what is beside them
    {"100::", false},            {"1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false},       {"2000::", true},
    {"2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true},        {"2001:2::1", false},        {"2001:10::1", false},
    {"2001:20::1", false},       {"2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", false},        {"2001:200::", true},
    {"2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", true},         {"2001:db8::", false},
    {"2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", false},        {"2001:db9::", true},
    {"2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true},        {"2003::", true},
    {"3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true},        {"3fff::", false},
    {"3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", false},        {"3fff:1000::", true},
    {"3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true},        {"4000::", false},           {"5f00::1", false},
    {"fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false},       {"fc00::", false},           {"fd12:3456:789a::1", false},
    {"fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false},       {"fe80::", false},           {"fe80::1", false},
    {"febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false},       {"fec0::1", false},          {"ff00::", false},
    {"ff02::1", false},          {"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false},
    {"2606:4700:4700::1111", true},                           {"2a00:1450:4001:80b::200e", true},
});
// clang-format on

}  // namespace

TEST_SUITE("addresses") {
    TEST_CASE(
        "only the public network is global (CVE-2026-50131, CVE-2026-33693, GHSA-xfrj-c749-jxxq, CVE-2026-46348, "
        "GHSA-vwhj-3g83-v276, CVE-2021-21392)"
    ) {
        for (auto const& [text, global] : table) {
            CAPTURE(text);
            CHECK(is_global(boost::asio::ip::make_address(text)) == global);
        }
        CHECK(table.size() >= 72);
    }

    TEST_CASE("what an institution gives out itself is private, and nothing of this computer and its links") {
        for (auto const* const text :
             {"10.0.0.0",
              "10.255.255.255",
              "172.16.0.0",
              "172.31.255.255",
              "192.168.0.0",
              "192.168.255.255",
              "fc00::",
              "fdff:ffff::1"}) {
            CAPTURE(text);
            CHECK(is_private(boost::asio::ip::make_address(text)));
        }
        for (auto const* const text :
             {"9.255.255.255",
              "11.0.0.0",
              "172.15.255.255",
              "172.32.0.0",
              "192.167.255.255",
              "192.169.0.0",
              "127.0.0.1",
              "0.0.0.0",
              "100.64.0.1",
              "169.254.169.254",
              "255.255.255.255",
              "8.8.8.8",
              "::1",
              "::",
              "fe80::1",
              "fec0::1",
              "ff02::1",
              "::ffff:10.0.0.1",
              "::10.0.0.1",
              "fbff::1",
              "2606:4700:4700::1111"}) {
            CAPTURE(text);
            CHECK_FALSE(is_private(boost::asio::ip::make_address(text)));
        }
    }

    TEST_CASE("a scope does not make an address global") {
        CHECK_FALSE(is_global(boost::asio::ip::make_address("fe80::1%1")));
    }
}
