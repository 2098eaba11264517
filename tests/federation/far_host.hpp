// FarHost: a partner that is not ours, with several people who follow our communities, and a journal of what it was
// sent.
#pragma once

#include "tests/federation/village.hpp"

#include <set>

namespace collegium::tests {

class FarHost {
public:
    // Becomes a partner of the school. Its people are there when they are asked for, until they are gone.
    FarHost(Village& village, School& school, std::string const& name);

    void follow(std::string const& community, std::string const& person);  // and the Accept has arrived

    std::vector<federation::OutgoingRequest> posts() const { return posts_; }
    std::size_t count(std::string_view text) const;  // of posts with this in the body
    void forget() { posts_.clear(); }

    // What it answers to a POST; 202 unless told otherwise.
    std::function<federation::IncomingResponse(federation::OutgoingRequest const&)> answer;
    bool has_shared_inbox = false;
    std::set<std::string> gone;               // people
    std::map<std::string, unsigned> fetched;  // people's documents

private:
    federation::IncomingResponse respond(federation::OutgoingRequest const& request);
    std::string document_of(std::string const& person) const;

    Village& village_;
    School& school_;
    std::string host_;
    federation::ActorKeys const& keys_;
    std::vector<federation::OutgoingRequest> posts_;
    unsigned follows_ = 0;
};

}  // namespace collegium::tests
