// A shim for LD_PRELOAD: one allocation of the process fails, at the place that the driver chooses while it runs. C++
// gets std::bad_alloc, since its operator new asks malloc, and C gets a null pointer. For programs without sanitizers,
// which bring an allocator of their own.
#include "tests/faults/control.hpp"

#include <cerrno>
#include <cstdlib>

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
}

namespace {

collegium::faults::Control* control = nullptr;

__attribute__((constructor)) void begin() {
    if (char const* const file = std::getenv(collegium::faults::control_name))
        control = collegium::faults::map_control(file);
}

bool fails() {
    if (control == nullptr || control->counting == 0) return false;
    if (++control->allocations != control->allocation) return false;
    ++control->lost;
    errno = ENOMEM;
    return true;
}

}  // namespace

extern "C" {

void* malloc(std::size_t size) {
    return fails() ? nullptr : __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) {
    return fails() ? nullptr : __libc_calloc(count, size);
}

void* realloc(void* old, std::size_t size) {
    return fails() ? nullptr : __libc_realloc(old, size);
}

int posix_memalign(void** place, std::size_t alignment, std::size_t size) {
    *place = fails() ? nullptr : __libc_memalign(alignment, size);
    return *place == nullptr ? ENOMEM : 0;
}
}
