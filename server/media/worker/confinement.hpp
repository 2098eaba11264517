// Confinement: what a process gives up before it looks at a stranger's picture or formula (security R12). A decoder that is taken
// over can then compute, write its answer, and nothing else.
#pragma once

#include <cstddef>

namespace collegium::media_worker {

struct Bounds {
    std::size_t memory = std::size_t{1} << 30;  // bytes of address space, libraries included
    unsigned cpu_seconds = 20;
    std::size_t file = std::size_t{32} << 20;  // bytes of one file
    unsigned files = 16;                       // open at a time
};

// How many system calls stay. Everything else fails with EPERM: above all opening files, sockets, new programs, and new
// processes. Threads may be made, memory may not become code.
std::size_t number_of_calls();

// First, while there is one thread: keeps standard input and output, and nothing else of whoever started this; dies
// with the one who started it; namespaces of its own (user, network, mounts) where the system allows that.
// Throws std::system_error if a step that always works does not.
void leave_the_world();

// Last, when all libraries are loaded: limits, then the filter of system calls. Throws as above.
void confine(Bounds const& bounds);

// Instead of confine(), for a program of others that is about to take this process's place: it and its libraries may
// still be opened for reading below /usr and /lib, and nothing else may, whatever its rights. No sockets, no other
// processes, no threads; nothing can be written but its answer. Throws as above, also where the kernel has no Landlock.
void confine_program(Bounds const& bounds);

}  // namespace collegium::media_worker
