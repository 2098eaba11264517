#include "tests/interop/client_school.hpp"

#include <fstream>
#include <stdexcept>

namespace collegium::interop {

ClientSchool& ClientSchool::instance() {
    static ClientSchool one;
    return one;
}

ClientSchool::ClientSchool() {
    for (auto const* const name : {"ada", "ben", "cora"}) school_.add_person(name, name);
    school_.add_community("algebra", "Teaching algebra", "ada");
    std::ofstream{names_} << "127.0.0.1 " << school_.domain() << '\n';
    school_.serve();
    ada_token_ = token_of("ada");
    ben_token_ = token_of("ben");
}

// Programs look names up in the system; this library answers them from a file (nss_wrapper).
journeys::Command ClientSchool::environment() const {
    auto const authority = journeys::Authority::instance().file().string();
    return {
        "env",
        "--chdir=" COLLEGIUM_PEERS "/clients",
        "LD_PRELOAD=libnss_wrapper.so",
        "NSS_WRAPPER_HOSTS=" + names_.string(),
        "SSL_CERT_FILE=" + authority,
        "REQUESTS_CA_BUNDLE=" + authority,
        "NODE_EXTRA_CA_CERTS=" + authority,
        "PERL_LWP_SSL_CA_FILE=" + authority,
        "INTEROP_HOSTS={\"" + school_.domain() + "\":" + std::to_string(school_.port()) + "}",
        "COLLEGIUM_BASE=" + school_.origin() + ':' + std::to_string(school_.port()),
        std::string{"COLLEGIUM_PASSWORD="} + journeys::password,
        "COLLEGIUM_TOKEN=" + ada_token_,
        "COLLEGIUM_OTHER_TOKEN=" + ben_token_};
}

journeys::Finished ClientSchool::run(journeys::Command const& command) {
    auto whole = environment();
    whole.insert(whole.end(), command.begin(), command.end());
    return journeys::run(whole);
}

std::string ClientSchool::token_of(std::string const& name) const {
    auto whole = environment();
    for (auto const* const word : {"/usr/bin/python3", "member.py"}) whole.emplace_back(word);
    whole.push_back(name);
    auto token = journeys::run_well(whole);
    while (!token.empty() && token.back() == '\n') token.pop_back();
    return token;
}

}  // namespace collegium::interop
