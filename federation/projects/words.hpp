// Words: the stages, sides, kinds of involvement and states of tasks that projects have, on the wire and for readers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace collegium::federation::projects {

// How far a project is.
enum class Stage : std::uint8_t { planned, running, writing_up, finished, stopped };

// Who takes part, as a group: nobody is named, and pupils least of all.
enum class Side : std::uint8_t { practitioners, researchers, pupils, parents };

// How a side takes part, the least first.
enum class Degree : std::uint8_t { informed, consulted, decided_together };

enum class TaskState : std::uint8_t { open, under_way, done };

inline constexpr std::array all_stages{Stage::planned, Stage::running, Stage::writing_up, Stage::finished, Stage::stopped};
inline constexpr std::array all_sides{Side::practitioners, Side::researchers, Side::pupils, Side::parents};
inline constexpr std::array all_degrees{Degree::informed, Degree::consulted, Degree::decided_together};
inline constexpr std::array all_task_states{TaskState::open, TaskState::under_way, TaskState::done};

// Those in which somebody can take part: all but stopped, in their order.
inline constexpr std::array working_stages{Stage::planned, Stage::running, Stage::writing_up, Stage::finished};

// On the wire and in forms: "writing-up", "practitioners", "decided-together", "under-way".
std::string_view name_of(Stage stage) noexcept;
std::string_view name_of(Side side) noexcept;
std::string_view name_of(Degree degree) noexcept;
std::string_view name_of(TaskState state) noexcept;

// For readers.
std::string_view heading_of(Stage stage) noexcept;
std::string_view heading_of(Side side) noexcept;
std::string_view heading_of(Degree degree) noexcept;
std::string_view heading_of(TaskState state) noexcept;
std::string_view work_of(Stage stage) noexcept;  // what is done in it: "Planning it"

// Nothing for a name that is none.
std::optional<Stage> stage_named(std::string_view name) noexcept;
std::optional<Side> side_named(std::string_view name) noexcept;
std::optional<Degree> degree_named(std::string_view name) noexcept;
std::optional<TaskState> task_state_named(std::string_view name) noexcept;

}  // namespace collegium::federation::projects
