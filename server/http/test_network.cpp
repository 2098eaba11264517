#include "server/http/dialer.hpp"
#include "server/http/host_name.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <toml++/toml.h>

namespace collegium::server {

using boost::asio::ip::tcp;

namespace {

// "file:line: what. remedy"
class Complaint {
public:
    explicit Complaint(std::filesystem::path const& file) : file_{file.string()} {}

    [[noreturn]] void about(toml::source_region const& where, std::string const& words) const {
        throw std::invalid_argument{file_ + ':' + std::to_string(where.begin.line) + ": " + words};
    }

private:
    std::string file_;
};

toml::table parse(std::filesystem::path const& file, Complaint const& complaint) {
    try {
        return toml::parse_file(file.string());
    } catch (toml::parse_error const& problem) {
        complaint.about(problem.source(), std::string{problem.description()} + ". Correct the file.");
    }
}

// "127.0.0.1:8441" or "[::1]:8441".
std::optional<tcp::endpoint> parse_endpoint(std::string_view text) {
    auto const colon = text.rfind(':');
    if (colon == text.npos) return std::nullopt;
    auto address = text.substr(0, colon);
    auto const digits = text.substr(colon + 1);
    bool const bracketed = address.starts_with('[') && address.ends_with(']');
    if (bracketed) address = address.substr(1, address.size() - 2);

    std::uint16_t port = 0;
    auto const* const last = digits.data() + digits.size();
    auto const [end, problem] = std::from_chars(digits.data(), last, port);
    if (problem != std::errc{} || end != last || port == 0) return std::nullopt;

    boost::system::error_code not_an_address;
    auto const parsed = boost::asio::ip::make_address(std::string{address}, not_an_address);
    if (not_an_address || parsed.is_v6() != bracketed) return std::nullopt;
    return tcp::endpoint{parsed, port};
}

}  // namespace

bool TestNetwork::is_test_name(std::string_view host) noexcept {
    constexpr auto reserved = std::to_array<std::string_view>({".localhost", ".test", ".example", ".invalid"});
    return is_host_name(host) && std::ranges::any_of(reserved, [&](auto ending) { return host.ends_with(ending); });
}

TestNetwork TestNetwork::read(std::filesystem::path const& file) {
    Complaint const complaint{file};
    auto const table = parse(file, complaint);

    TestNetwork network;
    for (auto const& [key, node] : table) {
        if (key == "authority" && node.is_string()) {
            network.authority_ = file.parent_path() / node.as_string()->get();
        } else if (key != "hosts" || !node.is_table()) {
            complaint.about(node.source(), "this is not authority = \"FILE\" or a table [hosts]. Remove it.");
        }
    }
    if (network.authority_.empty()) complaint.about(table.source(), "authority is missing. Name a PEM file.");

    auto const* const hosts = table["hosts"].as_table();
    if (!hosts || hosts->empty()) complaint.about(table.source(), "[hosts] is missing. Add NAME = \"127.0.0.1:PORT\".");
    for (auto const& [key, node] : *hosts) {
        if (!is_test_name(key.str())) {
            complaint.about(
                node.source(), "a test name ends in .localhost, .test, .example or .invalid. Use such a name."
            );
        }
        auto const text = node.value<std::string>();
        auto const endpoint = text ? parse_endpoint(*text) : std::nullopt;
        if (!endpoint || !endpoint->address().is_loopback()) {
            complaint.about(node.source(), "a test host is on this computer only. Write \"127.0.0.1:PORT\".");
        }
        network.hosts_.emplace(std::string{key.str()}, *endpoint);
    }
    return network;
}

std::optional<tcp::endpoint> TestNetwork::find(std::string_view host) const {
    auto const found = hosts_.find(host);
    return found == hosts_.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace collegium::server
