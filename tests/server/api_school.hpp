// ApiSchool: a school with two members, a community and a program for each member.
#pragma once

#include "tests/server/api_client.hpp"

namespace collegium::tests {

struct ApiSchool : Front {
    // The digits of somebody's account.
    std::string id_of(std::string const& acct);

    // The Relationship of ada with somebody.
    federation::Json relationship(std::string const& acct);

    // What an act towards somebody answers: act("ben", "follow").
    server::Response act(std::string const& acct, std::string const& what, Fields const& fields = {});

    void make_pupil(std::string const& account);

    storage::Handle ada_handle = add_person("ada", storage::Roles::of(storage::Role::facilitator)).handle;
    storage::Handle ben_handle = add_person("ben").handle;
    std::string algebra = found("algebra");  // its path
    ApiClient ada = ApiClient::of(*this, "ada");
    ApiClient ben = ApiClient::of(*this, "ben");
};

}  // namespace collegium::tests
