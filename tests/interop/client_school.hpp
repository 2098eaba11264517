// ClientSchool: a school whose members use programs of others, and how such a program is started.
#pragma once

#include "tests/journeys/process.hpp"
#include "tests/journeys/school.hpp"

namespace collegium::interop {

class ClientSchool {
public:
    // Started once for all tests of the program: members ada, ben and cora, and a community that ada runs.
    static ClientSchool& instance();

    // Runs a program in the folder clients/, which finds the node by its name, believes its certificate, and has tokens
    // of ada and of ben where it cannot sign in itself, and one of cora that has ended.
    journeys::Finished run(journeys::Command const& command);

private:
    ClientSchool();
    journeys::Command environment() const;
    std::string token_of(std::string const& name) const;
    void end_tokens_of(std::string const& name);

    journeys::Neighbourhood neighbourhood_;
    journeys::School school_{neighbourhood_, "clients-school"};
    std::string ada_token_, ben_token_, ended_token_;
};

}  // namespace collegium::interop
