#include "server/backup/progress.hpp"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace collegium::server::backup {

namespace {

constexpr std::size_t width = 20;
constexpr std::chrono::milliseconds between{200};
constexpr std::chrono::seconds enough_to_go_by{1};

std::string words_for(std::chrono::milliseconds left) {
    auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(left).count() + 1;
    if (seconds < 90) return std::to_string(seconds) + (seconds == 1 ? " second" : " seconds");
    if (seconds < 90 * 60) return std::to_string((seconds + 30) / 60) + " minutes";
    return std::to_string((seconds + 1800) / 3600) + " hours";
}

}  // namespace

std::string progress_line(
    std::string_view what, std::uint64_t done, std::uint64_t total, std::chrono::milliseconds passed
) {
    double const part = total == 0 ? 1.0 : std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
    auto const full = static_cast<std::size_t>(part * width);
    auto percent = std::to_string(static_cast<unsigned>(part * 100));
    percent.insert(0, 3 - std::min<std::size_t>(3, percent.size()), ' ');
    std::string line = "[" + std::string(full, '#') + std::string(width - full, ' ') + "] " + percent + " %  ";
    line += what;
    if (part <= 0.0 || part >= 1.0 || passed < enough_to_go_by) return line;
    std::chrono::milliseconds const left{
        static_cast<std::int64_t>(static_cast<double>(passed.count()) * (1.0 - part) / part)};
    return line + ", about " + words_for(left) + " left";
}

Progress::Progress() : on_terminal_{isatty(STDERR_FILENO) == 1} {}

Progress::~Progress() {
    if (shown_) std::fputs("\r\x1B[K", stderr);
}

void Progress::begin(std::string what, std::uint64_t total) {
    what_ = std::move(what);
    total_ = total;
    done_ = 0;
    begun_ = std::chrono::steady_clock::now();
    show();
}

void Progress::reached(std::uint64_t done) {
    done_ = done;
    if (on_terminal_ && (!shown_ || std::chrono::steady_clock::now() - *shown_ >= between)) show();
}

void Progress::show() {
    if (!on_terminal_) return;
    auto const now = std::chrono::steady_clock::now();
    auto const passed = std::chrono::duration_cast<std::chrono::milliseconds>(now - begun_);
    std::fprintf(stderr, "\r%s\x1B[K", progress_line(what_, done_, total_, passed).c_str());
    std::fflush(stderr);
    shown_ = now;
}

}  // namespace collegium::server::backup
