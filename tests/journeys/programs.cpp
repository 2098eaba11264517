#include "tests/journeys/programs.hpp"

#include "tests/places.hpp"

#include <fstream>

namespace collegium::journeys {

// Programs look names up in the system; nss_wrapper answers them from a file.
Command program_in(Neighbourhood const& neighbourhood, std::string const& folder) {
    auto const names = neighbourhood.folder() / "names";
    std::ofstream out{names};
    for (auto const& [domain, port] : neighbourhood.ports()) out << "127.0.0.1 " << domain << '\n';
    auto const authority = Authority::instance().file().string();
    return {
        "env",
        "--chdir=" + tests::npm_folder() + '/' + folder,
        "LD_PRELOAD=libnss_wrapper.so",
        "NSS_WRAPPER_HOSTS=" + names.string(),
        "SSL_CERT_FILE=" + authority,
        "REQUESTS_CA_BUNDLE=" + authority,
        "NODE_EXTRA_CA_CERTS=" + authority,
        "PERL_LWP_SSL_CA_FILE=" + authority};
}

}  // namespace collegium::journeys
