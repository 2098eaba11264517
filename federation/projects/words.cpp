#include "federation/projects/words.hpp"

#include "config/phrase.hpp"

namespace collegium::federation::projects {

namespace {

struct Word {
    std::string_view name;
    std::string_view heading;
};

constexpr std::array<Word, all_stages.size()> stages{
    {{"planned", phrase("Planned")},
     {"running", phrase("Running")},
     {"writing-up", phrase("Writing up")},
     {"finished", phrase("Finished")},
     {"stopped", phrase("Stopped")}}};

constexpr std::array<std::string_view, all_stages.size()> works{
    phrase("Planning it"),
    phrase("Doing it"),
    phrase("Writing it up"),
    phrase("After it was finished"),
    phrase("Stopping it")};

constexpr std::array<Word, all_sides.size()> sides{
    {{"practitioners", phrase("Practitioners")},
     {"researchers", phrase("Researchers")},
     {"pupils", phrase("Pupils, as a group")},
     {"parents", phrase("Parents")}}};

constexpr std::array<Word, all_degrees.size()> degrees{
    {{"informed", phrase("informed")},
     {"consulted", phrase("consulted")},
     {"decided-together", phrase("decided together")}}};

constexpr std::array<Word, all_task_states.size()> task_states{
    {{"open", phrase("To do")}, {"under-way", phrase("Under way")}, {"done", phrase("Done")}}};

template <class Words, class Value>
constexpr auto const& at(Words const& words, Value value) noexcept {
    return words[static_cast<std::size_t>(value)];
}

template <class Values, class Words>
auto named(Values const& values, Words const& words, std::string_view name) noexcept
    -> std::optional<typename Values::value_type> {
    for (auto const value : values)
        if (at(words, value).name == name) return value;
    return std::nullopt;
}

}  // namespace

std::string_view name_of(Stage stage) noexcept {
    return at(stages, stage).name;
}

std::string_view name_of(Side side) noexcept {
    return at(sides, side).name;
}

std::string_view name_of(Degree degree) noexcept {
    return at(degrees, degree).name;
}

std::string_view name_of(TaskState state) noexcept {
    return at(task_states, state).name;
}

std::string_view heading_of(Stage stage) noexcept {
    return at(stages, stage).heading;
}

std::string_view heading_of(Side side) noexcept {
    return at(sides, side).heading;
}

std::string_view heading_of(Degree degree) noexcept {
    return at(degrees, degree).heading;
}

std::string_view heading_of(TaskState state) noexcept {
    return at(task_states, state).heading;
}

std::string_view work_of(Stage stage) noexcept {
    return at(works, stage);
}

std::optional<Stage> stage_named(std::string_view name) noexcept {
    return named(all_stages, stages, name);
}

std::optional<Side> side_named(std::string_view name) noexcept {
    return named(all_sides, sides, name);
}

std::optional<Degree> degree_named(std::string_view name) noexcept {
    return named(all_degrees, degrees, name);
}

std::optional<TaskState> task_state_named(std::string_view name) noexcept {
    return named(all_task_states, task_states, name);
}

}  // namespace collegium::federation::projects
