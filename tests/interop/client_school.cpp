#include "tests/interop/client_school.hpp"

#include "tests/places.hpp"

#include <fstream>
#include <stdexcept>

namespace collegium::interop {

namespace {

std::string json_of(journeys::Command const& words) {
    std::string list;
    for (auto const& word : words) list += (list.empty() ? "[\"" : ",\"") + word + '"';
    return list + ']';
}

}  // namespace

ClientSchool& ClientSchool::instance() {
    static ClientSchool one;
    return one;
}

ClientSchool::ClientSchool() {
    for (auto const* const name : {"ada", "ben", "cora"}) school_.add_person(name, name);
    journeys::run_well(
        school_.command({"user", "add", "olga", "--role", "operator", "--password-stdin"}), journeys::password
    );
    school_.add_community("algebra", "Teaching algebra", "ada");
    school_.add_partner("hillside.example");
    std::ofstream{school_.settings_file(), std::ios::app}
        << "[members]\nregistration = \"approval\"\n"
        << "[openid]\nissuer = \"https://sign-in.hillside.example\"\nname = \"Hillside School\"\n"
        << "client_id = \"collegium\"\n";
    std::ofstream{names_} << "127.0.0.1 " << school_.domain() << '\n';
    school_.serve();
    ada_token_ = token_of("ada");
    ben_token_ = token_of("ben");
    ended_token_ = token_of("cora");
    end_tokens_of("cora");
}

// Programs look names up in the system; this library answers them from a file (nss_wrapper).
journeys::Command ClientSchool::environment() const {
    auto const authority = journeys::Authority::instance().file().string();
    return {
        "env",
        "--chdir=" + tests::peers_folder() + "/clients",
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
        "COLLEGIUM_OTHER_TOKEN=" + ben_token_,
        "COLLEGIUM_ENDED_TOKEN=" + ended_token_,
        "COLLEGIUM_COMMAND=" + json_of(school_.command({}))};
}

journeys::Finished ClientSchool::run(journeys::Command const& command) {
    auto whole = environment();
    whole.insert(whole.end(), command.begin(), command.end());
    return journeys::run(whole, "", std::chrono::minutes{5});  // a browser goes through many pages
}

std::string ClientSchool::token_of(std::string const& name) const {
    auto whole = environment();
    for (auto const* const word : {"/usr/bin/python3", "member.py"}) whole.emplace_back(word);
    whole.push_back(name);
    auto token = journeys::run_well(whole);
    while (!token.empty() && token.back() == '\n') token.pop_back();
    return token;
}

// As if their time had passed: the shortest token is good for a day, which no test waits for.
void ClientSchool::end_tokens_of(std::string const& name) {
    storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx,
                                                                storage::Tables& tables) -> Result<storage::Nothing> {
        std::vector<std::pair<storage::TokenDigest, storage::TokenRecord>> theirs;
        tables.tokens.each(tx, [&](auto const& digest, auto const& record) {
            if (record.account == name) theirs.emplace_back(digest, record);
            return true;
        });
        for (auto& [digest, record] : theirs) {
            record.expires = record.created;
            tables.tokens.put(tx, digest, record);
        }
        return storage::Nothing{};
    };
    static_cast<void>(school_.change(change).value());
}

}  // namespace collegium::interop
