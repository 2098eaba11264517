#include "tests/journeys/process.hpp"

#include "tests/files.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace collegium::journeys {

namespace {

constexpr std::chrono::milliseconds pause{20};

// A file that is open for one of the three streams of a program to be.
class Stream {
public:
    Stream(std::filesystem::path const& file, int flags) : opened_{open(file.c_str(), flags | O_CLOEXEC, 0600)} {
        if (opened_ < 0) throw std::system_error{errno, std::generic_category(), file.string()};
    }
    ~Stream() { close(opened_); }
    Stream(Stream const&) = delete;
    Stream& operator=(Stream const&) = delete;

    void become(int descriptor) const {
        if (dup2(opened_, descriptor) < 0) _exit(126);
    }

private:
    int opened_;
};

// They are opened before the program starts: who reads its output finds nothing of an earlier run.
struct Streams {
    explicit Streams(Files const& files)
        : input{files.input, O_RDONLY},
          output{files.output, O_WRONLY | O_CREAT | O_TRUNC},
          errors{files.errors, O_WRONLY | O_CREAT | O_APPEND} {}

    Stream input, output, errors;
};

// Between fork and exec only calls that are safe in a signal handler: another thread may hold any lock.
[[noreturn]] void become(std::vector<char*> const& words, Streams const& streams, pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(126);
    streams.input.become(STDIN_FILENO);
    streams.output.become(STDOUT_FILENO);
    streams.errors.become(STDERR_FILENO);
    execvp(words.front(), words.data());
    _exit(127);
}

}  // namespace

Process::Process(Command const& command, Files const& files) {
    std::vector<char*> words;
    for (auto const& word : command) words.push_back(const_cast<char*>(word.c_str()));  // exec does not write
    words.push_back(nullptr);
    Streams const streams{files};
    auto const parent = getpid();
    child_ = fork();
    if (child_ < 0) throw std::system_error{errno, std::generic_category(), "fork"};
    if (child_ == 0) become(words, streams, parent);
}

Process::~Process() {
    signal(SIGKILL);
    wait();
}

bool Process::running() {
    if (ended_) return false;
    int status = 0;
    if (waitpid(child_, &status, WNOHANG) == 0) return true;
    ended_ = true;
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return false;
}

void Process::signal(int number) {
    if (running()) ::kill(child_, number);
}

int Process::wait(std::chrono::seconds patience) {
    until(patience, [this] { return !running(); });
    if (running()) throw std::runtime_error{"a program does not end"};
    return status_;
}

Finished run(Command const& command, std::string const& input, std::chrono::seconds patience) {
    tests::TempDir const folder;
    Files const files{folder.path() / "input", folder.path() / "output", folder.path() / "errors"};
    std::ofstream{files.input} << input;
    Process process{command, files};
    auto const status = process.wait(patience);
    return {status, tests::read_file(files.output), tests::read_file(files.errors)};
}

std::string run_well(Command const& command, std::string const& input) {
    auto const finished = run(command, input);
    if (finished.status == 0) return finished.output;
    std::string words;
    for (auto const& word : command) words += word + ' ';
    throw std::runtime_error{words + "ended with " + std::to_string(finished.status) + ": " + finished.errors};
}

bool until(std::chrono::milliseconds patience, std::function<bool()> const& holds) {
    auto const deadline = std::chrono::steady_clock::now() + patience;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > deadline) return holds();
        std::this_thread::sleep_for(pause);
    }
    return true;
}

}  // namespace collegium::journeys
