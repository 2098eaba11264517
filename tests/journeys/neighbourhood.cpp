#include "tests/journeys/neighbourhood.hpp"

#include "tests/journeys/process.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <random>
#include <set>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace collegium::journeys {

namespace {

bool is_free(std::uint16_t port) {
    int const socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bool const bound = bind(socket_, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
    close(socket_);
    return bound;
}

// To whom it was given may not listen just now.
std::set<std::uint16_t>& given_ports() {
    static std::set<std::uint16_t> given;
    return given;
}

bool can_be_given(std::uint16_t port) {
    return !given_ports().contains(port) && is_free(port);
}

Command new_key(std::filesystem::path const& key, std::filesystem::path const& certificate) {
    return {
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        key.string(),
        "-out",
        certificate.string(),
        "-days",
        "2"};
}

void append(Command& command, Command const& more) {
    command.insert(command.end(), more.begin(), more.end());
}

}  // namespace

std::uint16_t free_port() {
    return first_of_free_ports(1);
}

std::uint16_t first_of_free_ports(unsigned count) {
    static std::mt19937 dice{std::random_device{}()};
    std::uniform_int_distribution<unsigned> any{20'000, 32'000 - count};
    for (unsigned tries = 0; tries < 1000; ++tries) {
        auto const first = any(dice);
        std::vector<std::uint16_t> row;
        for (auto port = first; port < first + count; ++port) row.push_back(static_cast<std::uint16_t>(port));
        if (!std::ranges::all_of(row, can_be_given)) continue;
        given_ports().insert(row.begin(), row.end());
        return row.front();
    }
    throw std::runtime_error{"no free port"};
}

Authority const& Authority::instance() {
    static Authority const one;
    return one;
}

Authority::Authority() {
    auto command = new_key(folder_.path() / "ca.key", file());
    append(command, {"-subj", "/CN=Journeys", "-addext", "keyUsage=critical,keyCertSign,cRLSign"});
    run_well(command);
}

Certificate Authority::certify(std::string const& domain) const {
    Certificate certificate{folder_.path() / (domain + ".crt"), folder_.path() / (domain + ".key")};
    auto command = new_key(certificate.key, certificate.chain);
    append(command, {"-CA", file().string(), "-CAkey", (folder_.path() / "ca.key").string()});
    append(command, {"-subj", "/CN=" + domain, "-addext", "subjectAltName=DNS:" + domain});
    append(command, {"-addext", "basicConstraints=critical,CA:FALSE", "-addext", "extendedKeyUsage=serverAuth"});
    run_well(command);
    return certificate;
}

std::uint16_t Neighbourhood::add(std::string const& domain) {
    auto const port = free_port();
    ports_[domain] = port;
    write_hosts(file(), ports_);
    return port;
}

void Neighbourhood::add(Hosts const& hosts) {
    ports_.insert(hosts.begin(), hosts.end());
    write_hosts(file(), ports_);
}

void write_hosts(std::filesystem::path const& file, Neighbourhood::Hosts const& hosts) {
    std::ofstream out{file};
    out << "authority = \"" << Authority::instance().file().string() << "\"\n[hosts]\n";
    for (auto const& [name, port] : hosts) out << '"' << name << "\" = \"127.0.0.1:" << port << "\"\n";
}

}  // namespace collegium::journeys
