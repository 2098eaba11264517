#include "storage/lent_pages.hpp"

#include <fstream>
#include <sstream>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace collegium::storage {

namespace {

struct Map {
    std::uintptr_t begin = 0, end = 0;
    std::uint64_t inode = 0;
    bool shared = false;
};

// "55d0-55f0 r--s 00000000 fe:00 1234  /path": addresses, rights, offset, device, inode (proc(5), maps).
Map read_map(std::string const& line) {
    std::istringstream in{line};
    Map map;
    char dash = 0;
    std::string rights, offset, device;
    in >> std::hex >> map.begin >> dash >> map.end >> rights >> offset >> device >> std::dec >> map.inode;
    map.shared = in && rights.size() == 4 && rights[3] == 's';
    return map;
}

}  // namespace

std::uint64_t lent_bytes() {
    std::ifstream in{"/proc/self/statm"};
    std::uint64_t all = 0, resident = 0, of_files = 0;
    in >> all >> resident >> of_files;
    return in ? of_files * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) : 0;
}

// Only shared maps: what is private may have been written to, and that would be lost.
void give_back_pages(int descriptor) {
    struct stat file {};
    if (fstat(descriptor, &file) != 0) return;
    std::ifstream in{"/proc/self/maps"};
    for (std::string line; std::getline(in, line);) {
        auto const map = read_map(line);
        if (!map.shared || map.inode != file.st_ino) continue;
        madvise(reinterpret_cast<void*>(map.begin), map.end - map.begin, MADV_DONTNEED);
    }
}

}  // namespace collegium::storage
