// Mail: requests as they go over the wire, composed and signed before anything is measured.
#pragma once

#include "tests/bench/senders.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace collegium::bench {

// One delivery: the whole request, and what the node must keep of it.
struct Mail {
    std::string id;  // of the activity
    std::string request;
    std::size_t body_at = 0;

    std::string_view body() const noexcept { return std::string_view{request}.substr(body_at); }
};

// To whom everything is sent.
struct Receiver {
    std::string domain;
    std::string community;  // IRI
};

// One question of each sender, so that the node knows them all.
std::vector<Mail> introductions(Senders const& senders, Receiver const& receiver);

struct Plan {
    std::size_t activities;
    std::size_t answers;  // to each question
};

// Questions and answers as they come in a busy hour: many threads side by side, each answer by somebody else, and sent
// a while after its question.
std::vector<Mail> busy_hour(Senders const& senders, Receiver const& receiver, Plan plan);

// Questions where "ada" of this domain is, as WebFinger asks. Each comes from somebody else, so that nobody asks too
// often.
std::vector<Mail> lookups(std::string const& domain, std::size_t count);
std::string lookup_target(std::string const& domain);

}  // namespace collegium::bench
