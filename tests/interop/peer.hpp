// Peer: a server that others made, run beside a node. It does what the test tells it to do, and says what it saw.
#pragma once

#include "crypto/json_value.hpp"
#include "tests/journeys/browser.hpp"
#include "tests/journeys/process.hpp"

#include <memory>
#include <optional>

namespace collegium::interop {

using journeys::Fields;

// Which of the servers under tests/interop, and who lives there.
struct Software {
    std::string folder;               // of its server.js
    std::string person;               // the name
    std::string person_path;          // where that person's actor is
    journeys::Command environment{};  // what its server.js wants to know beside what all of them do: "NAME=value"
};

class Peer {
public:
    // Its domain is "<folder>.test", with "-" for "_".
    Peer(journeys::Neighbourhood& neighbourhood, Software const& software);

    std::string const& domain() const { return domain_; }
    std::uint16_t port() const { return port_; }
    std::string origin() const { return "https://" + domain_; }
    std::string person() const { return origin() + software_.person_path; }  // IRI
    std::string person_address() const { return '@' + software_.person + '@' + domain_; }

    // Starts it; returns at once. Names that the neighbourhood gets later are unknown to it.
    void launch();
    void await_ready();
    void stop();  // at once

    // Has it do a deed of its server.js. Throws with what it said if that fails.
    JsonDocument tell(std::string const& deed, Fields const& words = {});

    // The same, for deeds whose answer has an id.
    std::string tell_id(std::string const& deed, Fields const& words);

    // The newest activity of that type, with that text somewhere in it, that reached an inbox there and was believed;
    // waits for it. As JSON text; empty if it never came.
    std::string await_heard(std::string const& type, std::string const& part);
    std::string heard(std::string const& type, std::string const& part);

    // The requests that it has made so far, whole and as they went out, oldest first.
    std::vector<std::string> sent();

    // What it wrote on standard output and standard error, for complaints.
    std::string log() const;

private:
    Software software_;
    std::string domain_;
    std::uint16_t port_;
    std::filesystem::path folder_;
    journeys::Neighbourhood const& neighbourhood_;
    std::unique_ptr<journeys::Process> process_;
    std::unique_ptr<journeys::HttpClient> client_;
};

}  // namespace collegium::interop
