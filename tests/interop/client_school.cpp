#include "tests/interop/client_school.hpp"

#include "federation/messages/json_text.hpp"
#include "tests/journeys/programs.hpp"

#include <fstream>
#include <initializer_list>

namespace collegium::interop {

ClientSchool& ClientSchool::instance() {
    static ClientSchool one;
    return one;
}

ClientSchool::ClientSchool() {
    for (auto const* const name : {"ada", "ben", "cora"}) school_.add_person(name, name);
    school_.add_community("algebra", "Teaching algebra", "ada");
    std::ofstream{school_.settings_file(), std::ios::app} << "[members]\nregistration = \"approval\"\n";
    school_.serve();
    ada_token_ = token_of("ada");
    ben_token_ = token_of("ben");
    ended_token_ = token_of("cora");
    end_tokens_of("cora");
}

journeys::Command ClientSchool::environment() const {
    auto whole = journeys::program_in(neighbourhood_, "clients");
    auto words = federation::JsonText::list();
    for (auto const& word : school_.command({})) words.item(word);
    for (auto const& variable : std::initializer_list<std::string>{
             "INTEROP_HOSTS={\"" + school_.domain() + "\":" + std::to_string(school_.port()) + "}",
             "COLLEGIUM_BASE=" + school_.origin() + ':' + std::to_string(school_.port()),
             "COLLEGIUM_COMMAND=" + words.done(),
             std::string{"COLLEGIUM_PASSWORD="} + journeys::password,
             "COLLEGIUM_TOKEN=" + ada_token_,
             "COLLEGIUM_OTHER_TOKEN=" + ben_token_,
             "COLLEGIUM_ENDED_TOKEN=" + ended_token_})
        whole.push_back(variable);
    return whole;
}

journeys::Finished ClientSchool::run(journeys::Command const& command) {
    auto whole = environment();
    whole.insert(whole.end(), command.begin(), command.end());
    return journeys::run(whole, "", std::chrono::minutes{2});
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
