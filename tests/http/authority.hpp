// A throw-away certificate authority, which also issues what no good one would.
#pragma once

#include "server/http/listener.hpp"
#include "tests/files.hpp"

#include <string>

namespace collegium::tests {

// What a certificate should say. By default a good one.
struct Wish {
    enum class Issuer { authority, itself, stranger, another_leaf };

    std::string names = "DNS:north.test";  // subjectAltName; empty: none
    std::string common_name = "a test";
    Issuer issuer = Issuer::authority;
    long starts = -3600;  // seconds from now
    long ends = 86'400;
    std::string purpose;        // extendedKeyUsage, if any
    std::string key = "P-256";  // or a number of bits for RSA
    bool sha1 = false;
    bool unknown_critical = false;
};

class Authority {
public:
    Authority();

    std::filesystem::path certificate() const { return dir_.path() / "ca.pem"; }
    std::filesystem::path folder() const { return dir_.path(); }
    server::TlsFiles issue(Wish const& wish = {});

private:
    TempDir dir_;
    int issued_ = 0;
};

}  // namespace collegium::tests
