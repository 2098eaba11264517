#include "server/media/worker_process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace collegium::server::media {

namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds between_looks{100};  // whether to stop

class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_{number} {}
    ~Descriptor() { reset(); }
    Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    Descriptor& operator=(Descriptor&&) = delete;

    int get() const noexcept { return number_; }
    explicit operator bool() const noexcept { return number_ >= 0; }
    void reset() noexcept {
        if (number_ >= 0) close(std::exchange(number_, -1));
    }

private:
    int number_;
};

// In memory: what a stranger brought is on no disk before it is known to be a picture.
Descriptor file_of(std::string_view bytes) {
    Descriptor file{memfd_create("picture", MFD_CLOEXEC | MFD_ALLOW_SEALING)};
    while (file && !bytes.empty()) {
        auto const written = write(file.get(), bytes.data(), bytes.size());
        if (written <= 0) return Descriptor{};
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    constexpr int fixed = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL;
    bool const whole = file && lseek(file.get(), 0, SEEK_SET) == 0 && fcntl(file.get(), F_ADD_SEALS, fixed) == 0;
    return whole ? std::move(file) : Descriptor{};
}

// What posix_spawn is told, and its release.
struct Orders {
    Orders(int input, int output) {
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawnattr_init(&attributes);
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes, &none);  // a serving node blocks and ignores some
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~Orders() {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
    Orders(Orders const&) = delete;
    Orders& operator=(Orders const&) = delete;

    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
};

// Killed and waited for at the end of its scope, unless it ended by itself.
class Child {
public:
    Child(std::vector<std::string> const& command, int input, int output) {
        Orders const orders{input, output};
        std::vector<char*> words;
        for (auto const& word : command) words.push_back(const_cast<char*>(word.c_str()));
        words.push_back(nullptr);
        char* nothing[] = {nullptr};
        bool const started =
            posix_spawn(&child_, words.front(), &orders.actions, &orders.attributes, words.data(), nothing) == 0;
        if (!started) child_ = 0;
    }
    ~Child() {
        if (child_ == 0) return;
        kill(child_, SIGKILL);
        waitpid(child_, nullptr, 0);
    }
    Child(Child const&) = delete;
    Child& operator=(Child const&) = delete;

    explicit operator bool() const noexcept { return child_ != 0; }

    // Nothing while it still runs.
    std::optional<int> ended() {
        int status = 0;
        if (waitpid(child_, &status, WNOHANG) != child_) return std::nullopt;
        child_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

private:
    pid_t child_ = 0;
};

class Watch {
public:
    Watch(std::chrono::milliseconds patience, std::stop_token const& stop)
        : end_{steady_clock::now() + patience}, stop_{stop} {}

    std::optional<NoAnswer> over() const {
        if (stop_.stop_requested()) return NoAnswer::stopped;
        if (steady_clock::now() >= end_) return NoAnswer::late;
        return std::nullopt;
    }

    // Until the next look is due.
    int pause() const {
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(end_ - steady_clock::now());
        return static_cast<int>(std::clamp(left, std::chrono::milliseconds{0}, between_looks).count());
    }

private:
    steady_clock::time_point end_;
    std::stop_token const& stop_;
};

// Until the end of the pipe.
std::optional<NoAnswer> read_all(int pipe, std::size_t most, Watch const& watch, std::string& into) {
    std::array<char, 64 * 1024> piece;
    while (true) {
        if (auto const over = watch.over()) return over;
        pollfd waiting{pipe, POLLIN, 0};
        if (poll(&waiting, 1, watch.pause()) <= 0) continue;
        auto const size = read(pipe, piece.data(), piece.size());
        if (size == 0) return std::nullopt;
        if (size < 0 && errno != EINTR) return NoAnswer::late;
        if (size > 0) into.append(piece.data(), static_cast<std::size_t>(size));
        if (into.size() > most) return NoAnswer::too_long;
    }
}

Outcome wait_for_end(Child& child, Watch const& watch, std::string output) {
    while (true) {
        if (auto const status = child.ended()) return {Answered{*status, std::move(output)}, {}};
        if (auto const over = watch.over()) return {std::nullopt, *over};
        poll(nullptr, 0, std::min(watch.pause(), 1));  // it has closed its output: it is about to end
    }
}

}  // namespace

Outcome run_worker(
    std::vector<std::string> const& command,
    std::string_view input,
    std::size_t most,
    std::chrono::milliseconds patience,
    std::stop_token const& stop
) {
    Watch const watch{patience, stop};
    auto const file = file_of(input);
    int ends[2] = {-1, -1};
    if (!file || pipe2(ends, O_CLOEXEC) != 0) return {std::nullopt, NoAnswer::not_started};
    Descriptor const ours{ends[0]};
    Descriptor theirs{ends[1]};
    Child child{command, file.get(), theirs.get()};
    if (!child) return {std::nullopt, NoAnswer::not_started};
    theirs.reset();
    std::string output;
    if (auto const problem = read_all(ours.get(), most, watch, output)) return {std::nullopt, *problem};
    return wait_for_end(child, watch, std::move(output));
}

}  // namespace collegium::server::media
