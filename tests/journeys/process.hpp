// Programs that run beside the test. None outlives the test that started it, nor the test program.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace collegium::journeys {

using Command = std::vector<std::string>;

// Where a program reads from and writes to. Output is written anew, and empty once the program has been started; standard
// error is appended to.
struct Files {
    std::filesystem::path input = "/dev/null";
    std::filesystem::path output = "/dev/null";
    std::filesystem::path errors = "/dev/null";
};

constexpr std::chrono::seconds most_of_a_command{30};

class Process {
public:
    Process(Command const& command, Files const& files);
    ~Process();  // kills it if it still runs
    Process(Process const&) = delete;
    Process& operator=(Process const&) = delete;

    bool running();
    void signal(int number);

    // The exit status, or minus the signal that ended it. Throws if it does not end within this time.
    int wait(std::chrono::seconds patience = most_of_a_command);

private:
    pid_t child_ = 0;
    bool ended_ = false;
    int status_ = 0;
};

struct Finished {
    int status;
    std::string output;
    std::string errors;
};

Finished run(
    Command const& command, std::string const& input = "", std::chrono::seconds patience = most_of_a_command
);

// Runs a command that must not fail; throws with what it said if it does.
std::string run_well(Command const& command, std::string const& input = "");

// Asks again and again, until the answer is yes or the time is up. Returns the last answer.
bool until(std::chrono::milliseconds patience, std::function<bool()> const& holds);

}  // namespace collegium::journeys
