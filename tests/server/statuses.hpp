// Statuses: members of a school who post by programs.
#pragma once

#include "tests/server/api_client.hpp"

namespace collegium::tests {

struct Statuses : Front {
    Statuses();

    // Posts, and returns the id. Fails the test if it was refused.
    std::string say(ApiClient& who, std::string const& text, Fields fields = {});
    std::string reply(ApiClient& who, std::string const& to, std::string const& text, Fields fields = {});

    // The ids of a list, as it was answered.
    static std::vector<std::string> ids_of(server::Response const& response);

    // The address of a rel in the Link field, without the host; empty if there is none.
    static std::string link(server::Response const& response, std::string_view rel);

    std::string id_of(storage::Handle actor) const { return std::to_string(static_cast<std::uint64_t>(actor)); }
    std::string id_of(std::string const& iri) const;

    Person ada = add_person("ada"), ben = add_person("ben"), cora = add_person("cora");
    std::string algebra = north.found("algebra", "ada");  // IRI
    ApiClient as_ada = ApiClient::of(*this, "ada"), as_ben = ApiClient::of(*this, "ben"),
              as_cora = ApiClient::of(*this, "cora"), as_guest{*this};
};

// A member of the status, as text.
std::string status_member(server::Response const& response, std::string_view name);

}  // namespace collegium::tests
