// A shim for LD_PRELOAD: the time of day is off by what the driver says while the process runs. Clocks that only count
// are as they were, as on a machine whose time is set.
#include "tests/faults/control.hpp"

#include <cstdlib>
#include <ctime>
#include <sys/syscall.h>
#include <sys/time.h>

namespace {

collegium::faults::Control* control = nullptr;

__attribute__((constructor)) void begin() {
    if (char const* const file = std::getenv(collegium::faults::control_name))
        control = collegium::faults::map_control(file);
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) {
    auto const outcome = static_cast<int>(syscall(SYS_clock_gettime, clock, time));
    bool const is_of_day = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
    if (outcome == 0 && is_of_day && control != nullptr) time->tv_sec += control->clock_offset;
    return outcome;
}

int gettimeofday(timeval* time, void* /*zone*/) {
    timespec now{};
    auto const outcome = clock_gettime(CLOCK_REALTIME, &now);
    *time = {now.tv_sec, now.tv_nsec / 1000};
    return outcome;
}

time_t time(time_t* place) {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    if (place != nullptr) *place = now.tv_sec;
    return now.tv_sec;
}
}
