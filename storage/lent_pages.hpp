// Lent pages: those of a mapped file that count as memory of this process because it looked at them. The kernel takes
// them back when somebody needs room; until then they make a process look as large as its store.
#pragma once

#include <cstdint>

namespace collegium::storage {

// Bytes of all files that are mapped and present, the program's own among them (proc(5), statm). 0 if nobody can tell.
std::uint64_t lent_bytes();

// Ends that for every map of this file. What the kernel's cache has of it stays there, and whoever looks again finds it
// without the disk. Nobody may map or unmap this file meanwhile. Does nothing where /proc cannot be read.
void give_back_pages(int descriptor);

}  // namespace collegium::storage
