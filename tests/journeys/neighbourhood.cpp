#include "tests/journeys/neighbourhood.hpp"

#include "tests/journeys/ports.hpp"
#include "tests/journeys/process.hpp"

#include <fstream>

namespace collegium::journeys {

namespace {

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
