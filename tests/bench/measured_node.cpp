#include "tests/bench/measured_node.hpp"

#include "tests/bench/memory.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <poll.h>
#include <sstream>
#include <stdexcept>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace collegium::bench {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

namespace {

// The program's standard output, read as it comes: a file would have to be asked again and again.
class ReadyPipe {
public:
    explicit ReadyPipe(fs::path const& file) : file_{file} {
        fs::remove(file_);
        if (mkfifo(file_.c_str(), 0600) != 0) throw std::runtime_error{"no pipe for the ready line"};
        descriptor_ = open(file_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    }
    ~ReadyPipe() {
        close(descriptor_);
        fs::remove(file_);
    }
    ReadyPipe(ReadyPipe const&) = delete;
    ReadyPipe& operator=(ReadyPipe const&) = delete;

    // False if the program ended, or took too long.
    bool await_line(std::chrono::seconds patience) const {
        auto const deadline = SteadyClock::now() + patience;
        std::string line;
        while (!line.ends_with('\n') && SteadyClock::now() < deadline) {
            pollfd waiting{descriptor_, POLLIN, 0};
            if (poll(&waiting, 1, 1000) <= 0) continue;
            char bytes[256];
            auto const size = read(descriptor_, bytes, sizeof bytes);
            if (size <= 0) return false;
            line.append(bytes, static_cast<std::size_t>(size));
        }
        return line.starts_with("ready");
    }

private:
    fs::path file_;
    int descriptor_ = -1;
};

// The parent of a process, from "pid (name) state parent ...": the name may hold anything, but no later ')'.
pid_t parent_of(fs::path const& folder) {
    std::ifstream in{folder / "stat"};
    std::string const line{std::istreambuf_iterator<char>{in}, {}};
    auto const name_end = line.rfind(')');
    if (name_end == std::string::npos) return 0;
    std::istringstream rest{line.substr(name_end + 1)};
    char state = 0;
    pid_t parent = 0;
    rest >> state >> parent;
    return parent;
}

// journeys::Process keeps the id to itself.
pid_t only_child() {
    for (auto const& each : fs::directory_iterator{"/proc"}) {
        auto const name = each.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        if (parent_of(each.path()) == getpid()) return std::stoi(name);
    }
    throw std::runtime_error{"the node is not among the processes"};
}

double cpu_seconds_of(pid_t pid) {
    clockid_t clock{};
    timespec time{};
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0)
        throw std::runtime_error{"the node's CPU time cannot be read"};
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

}  // namespace

void speak_plainly(journeys::School const& school) {
    std::istringstream old{tests::read_file(school.settings_file())};
    std::string fresh;
    for (std::string line; std::getline(old, line);)
        if (!line.starts_with("tls_")) fresh += (line == "map_gib = 1" ? "map_gib = 64" : line) + '\n';
    std::ofstream{school.settings_file()} << fresh;
}

MeasuredProgram::MeasuredProgram(
    journeys::Command const& command, fs::path const& folder, std::chrono::seconds patience
) {
    ReadyPipe const pipe{folder / "ready"};
    auto const began = SteadyClock::now();
    process_ =
        std::make_unique<journeys::Process>(command, journeys::Files{"/dev/null", folder / "ready", folder / "log"});
    if (!pipe.await_line(patience))
        throw std::runtime_error{command.front() + " is not ready: " + tests::read_file(folder / "log")};
    start_time_ = SteadyClock::now() - began;
    pid_ = only_child();
}

MeasuredNode::MeasuredNode(journeys::School const& school, journeys::Neighbourhood const& neighbourhood)
    : MeasuredProgram{
          school.command({"serve", "--test-network", neighbourhood.file().string()}),
          school.settings_file().parent_path()} {}

void await_rest(MeasuredProgram const& program, std::chrono::seconds most) {
    constexpr std::chrono::seconds look{2};
    constexpr double little = 0.05;  // seconds of CPU
    auto const deadline = SteadyClock::now() + most;
    for (double before = -1; SteadyClock::now() < deadline;) {
        auto const now = program.usage().cpu_seconds;
        if (before >= 0 && now - before < little) return;
        before = now;
        std::this_thread::sleep_for(look);
    }
    throw std::runtime_error{"the program does not come to rest"};
}

double cpu_micros(Usage const& before, Usage const& after, std::size_t count) {
    return (after.cpu_seconds - before.cpu_seconds) * 1e6 / static_cast<double>(std::max<std::size_t>(count, 1));
}

Usage MeasuredProgram::usage() const {
    auto const pid = std::to_string(pid_);
    auto const memory = memory_of(pid);
    auto const written = number_after(tests::read_file(fs::path{"/proc"} / pid / "io"), "\nwchar:");
    return {cpu_seconds_of(pid_), memory.resident, memory.own, written};
}

void MeasuredProgram::kill() {
    process_->signal(SIGKILL);
    process_->wait();
}

int MeasuredProgram::stop() {
    process_->signal(SIGTERM);
    return process_->wait();
}

}  // namespace collegium::bench
