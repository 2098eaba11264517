// Rivals: what our node is compared with in the same run. A limit program of ours does the unavoidable work and nothing
// else; a server on Fedify does what others' libraries make of it.
#pragma once

#include "tests/bench/load.hpp"
#include "tests/bench/measured_node.hpp"

#include <map>

namespace collegium::bench {

// A limit program beside this one: "bench_limit_inbox".
std::string limit_program(std::string const& name);

// Throws std::runtime_error, which says what to do, if tests/npm/prepare has not laid out Fedify.
void need_fedify();

// Where Fedify's server is and whom it may know. part: what of it is measured, a word of its server.js.
struct FedifyOptions {
    std::string part;
    std::string origin;
    std::uint16_t port = 0;
    std::map<std::string, std::string> more{};  // other variables of its environment
};

// The words that start it, with a map of the neighbourhood, and trust in its authority.
journeys::Command fedify_command(journeys::Neighbourhood const& neighbourhood, FedifyOptions const& options);

// One figure that a rival wrote into a file of "name number" lines. Throws if it is not there.
double told_figure(std::filesystem::path const& file, std::string const& name);

// What a server did with mail.
struct Work {
    double per_second = 0;
    double cpu_micros = 0;              // of the server, for each
    double own_memory = 0;              // bytes, afterwards
    std::vector<std::string> accepted;  // ids of the mails that were answered with `good`
};

// Sends it all, and waits until the server has come to rest. Throws std::runtime_error if any was answered otherwise:
// then it would not be the same work.
Work measure_work(
    MeasuredProgram const& program,
    std::uint16_t port,
    std::vector<Mail> const& mails,
    std::size_t connections,
    unsigned good
);

}  // namespace collegium::bench
