// Certificate: looks at files of a certificate before a node depends on them.
#pragma once

#include "config/clock.hpp"
#include "server/http/listener.hpp"

#include <string>
#include <string_view>

namespace collegium::server {

struct CertificateLook {
    std::string problem;  // what is wrong, for people; empty: nothing
    std::string remedy;
    Instant end{};  // until when it is good; 1970 if it cannot be read
};

// Whether both files can be read, fit together, are for the host and are good at this time.
CertificateLook look_at_certificate(TlsFiles const& files, std::string_view host, Instant now);

}  // namespace collegium::server
