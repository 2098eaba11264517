// Faults: what can be wrong about a delivery, and what each must be answered with. The status comes from the wire
// reference, 5.1 and 5.2, and from the kind of fault alone: it is not asked of our code.
#pragma once

#include "tests/server/draft_message.hpp"

namespace collegium::tests {

// What north knows before the first fault: names that a fault can take in vain.
struct Known {
    std::string community;      // of north
    std::string question;       // of eve at east.test, in it
    std::string others;         // a question by ada at north
    std::string others_follow;  // an activity of ada's
    std::string follow;         // an activity of eve's
};

struct Fault {
    std::string name;
    unsigned status;
    std::function<void(Dice& dice, DraftMessage& draft, Known const& known)> put_into;
};

using Faults = std::vector<Fault>;

// By where the fault is.
Faults faults_of_types();
Faults faults_of_fields();     // of the activity
Faults faults_of_objects();    // of what is in it
Faults faults_of_authority();  // well formed, but not the sender's to do
Faults faults_of_nesting();
Faults faults_of_encoding();
Faults faults_of_cavage();  // signatures
Faults faults_of_rfc9421();
Faults faults_of_requests();  // content types, methods, sizes, hosts

// All of them.
Faults all_faults();

// A well-formed activity of eve's with ids of its own; `number` makes it one of a kind.
void make_follow(DraftMessage& draft, Known const& known, std::uint64_t number);
void make_question(DraftMessage& draft, Known const& known, std::uint64_t number);
void make_answer(DraftMessage& draft, Known const& known, std::uint64_t number);

}  // namespace collegium::tests
