// Progress: how far a long command is, for somebody who looks at a terminal. Anywhere else it writes nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace collegium::server::backup {

// "[#####     ]  50 %  reading the store, about 12 seconds left". Nothing is said of the time before there is something
// to go by. done and total: in any unit.
std::string progress_line(
    std::string_view what, std::uint64_t done, std::uint64_t total, std::chrono::milliseconds passed
);

class Progress {
public:
    Progress();   // on standard error, if that is a terminal
    ~Progress();  // wipes the line

    Progress(Progress const&) = delete;
    Progress& operator=(Progress const&) = delete;

    // A part of the work begins.
    void begin(std::string what, std::uint64_t total);
    void reached(std::uint64_t done);  // of it; cheap, however often
    void add(std::uint64_t more) { reached(done_ + more); }

private:
    using Moment = std::chrono::steady_clock::time_point;
    void show();

    bool on_terminal_;
    std::string what_;
    std::uint64_t done_ = 0;
    std::uint64_t total_ = 0;
    Moment begun_{};
    std::optional<Moment> shown_;
};

}  // namespace collegium::server::backup
