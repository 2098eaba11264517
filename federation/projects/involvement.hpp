// Involvement: who took part in which stage of a project, and how; and what has to be said of it where somebody came in
// only late (needs F2, N-53, N-70).
#pragma once

#include "federation/projects/words.hpp"

#include <string>
#include <vector>

namespace collegium::federation::projects {

struct Involvement {
    Stage stage{};  // one of working_stages
    Side side{};
    Degree degree{};

    bool operator==(Involvement const&) const = default;
};

// Nothing where the side took no part in that stage.
std::optional<Degree> degree_at(std::vector<Involvement> const& involvement, Stage stage, Side side) noexcept;

enum class Concern : std::uint8_t {
    late,           // asked for the first time when the work was done: from the writing up on
    only_informed,  // never asked
    absent          // in no stage; said of practitioners and researchers only, whom a project brings together
};

struct Finding {
    Side side{};
    Concern concern{};
    Stage since = Stage::planned;  // of late: the first stage in which they were asked

    bool operator==(Finding const&) const = default;
};

// In the order of the sides; none while no involvement is recorded. To be informed is not to be asked. A function of
// the record alone, so that every node says the same.
std::vector<Finding> findings_of(std::vector<Involvement> const& involvement);

// In plain words: one sentence, with its full stop.
std::string words_of(Finding const& finding);

}  // namespace collegium::federation::projects
