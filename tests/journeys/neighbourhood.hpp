// Neighbourhood: a network of test nodes on this computer, with an authority for their certificates.
#pragma once

#include "tests/files.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace collegium::journeys {

struct Certificate {
    std::filesystem::path chain;
    std::filesystem::path key;
};

// Made once for each run of the test program, and gone with it.
class Authority {
public:
    static Authority const& instance();

    std::filesystem::path file() const { return folder_.path() / "ca.crt"; }
    Certificate certify(std::string const& domain) const;

private:
    Authority();
    tests::TempDir folder_;
};

class Neighbourhood {
public:
    using Hosts = std::map<std::string, std::uint16_t>;  // name, port

    // Gives the name a port. Nodes that are started later know it.
    std::uint16_t add(std::string const& domain);

    // The same for many names that share ports; they must be free.
    void add(Hosts const& hosts);

    std::filesystem::path file() const { return folder_.path() / "network.toml"; }
    std::map<std::string, std::uint16_t> const& ports() const { return ports_; }
    std::filesystem::path const& folder() const { return folder_.path(); }

private:
    tests::TempDir folder_;
    Hosts ports_;
};

// A file for --test-network.
void write_hosts(std::filesystem::path const& file, Neighbourhood::Hosts const& hosts);

}  // namespace collegium::journeys
