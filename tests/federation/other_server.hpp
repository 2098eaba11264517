// A peer: a server of other software, with people and communities of its own, that says what the test writes.
#pragma once

#include "tests/federation/village.hpp"

namespace collegium::tests {

class OtherServer {
public:
    // Every school of the village is to agree with it by itself: partner_with(host).
    OtherServer(Village& village, std::string host);

    std::string person(std::string const& name);  // each returns the IRI
    std::string group(std::string const& name);

    // Delivers this activity to the school, signed by that person or community.
    Result<storage::Seq> send(School& to, std::string const& actor, std::string const& body);

    // A fresh id for an activity or a thing.
    std::string fresh(std::string const& kind);

private:
    struct Traffic {
        std::vector<std::string> received;
        unsigned fetches = 0;
        std::map<std::string, federation::IncomingResponse> pages;
    };
    std::shared_ptr<Traffic> traffic_ = std::make_shared<Traffic>();  // the village outlives its peers, and still asks

public:
    std::vector<std::string>& received = traffic_->received;  // bodies of what was delivered to it, in order
    unsigned& fetches = traffic_->fetches;                    // documents that were asked for
    std::map<std::string, federation::IncomingResponse>& pages = traffic_->pages;  // answers by target; others are 404

private:
    std::string add(std::string const& path, std::string const& type, std::string const& name);

    Village& village_;
    std::string host_;
    unsigned counter_ = 0;
};

// What is said of a thing at this school.
std::optional<federation::timeline::PostView> post_at(School const& school, std::string const& iri);

// A member does something, as the pages will.
federation::Author author_of(Person const& person);
Result<storage::Seq> perform(Person const& person, federation::Composed const& composed);
federation::Composer composer_of(Person const& person);

// One member of a JSON text, as text: "" if it is not there.
std::string member_of(std::string const& json, std::string const& path);

inline std::string const everyone = R"("https://www.w3.org/ns/activitystreams#Public")";

}  // namespace collegium::tests
