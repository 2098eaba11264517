// Pen name: what a review says of its reviewer where it is published under one (needs E4). The node of the guide's
// community publishes it, knows who it is, and answers for what stands here.
#pragma once

#include "federation/guides/problem.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"

#include <optional>

namespace collegium::federation::reviews {

constexpr std::size_t longest_pen_name = 60;  // characters
constexpr std::size_t most_other_hosts = 200;

struct PenName {
    std::string name;                     // plain text, one line
    std::string institution;              // stands for the reviewer's, of this guide alone; empty until it is published
    std::vector<std::string> other_than;  // hosts: the institution is none of these

    bool operator==(PenName const&) const = default;
};

// "pen_name": empty, too long, more than a line, or what looks like an address.
std::vector<guides::Problem> problems_of(PenName const& pen_name);

// The member "col:penName"; nothing where there is none.
std::optional<PenName> pen_name_in(JsonValue const& object);
void add_pen_name(JsonText& object, PenName const& pen_name);

}  // namespace collegium::federation::reviews
