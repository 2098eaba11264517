#include "tests/bench/disk.hpp"

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace collegium::bench {

double fsync_millis(std::filesystem::path const& folder, std::size_t times) {
    auto const file = folder / "synced";
    int const descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor < 0) throw std::runtime_error{"cannot write to " + file.string()};
    std::string const block(4096, 'x');
    std::vector<double> millis;
    bool good = true;
    for (std::size_t i = 0; i < std::max<std::size_t>(times, 1); ++i) {
        auto const began = std::chrono::steady_clock::now();
        good = good && write(descriptor, block.data(), block.size()) == static_cast<ssize_t>(block.size()) &&
               fdatasync(descriptor) == 0;
        millis.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
    }
    close(descriptor);
    std::filesystem::remove(file);
    if (!good) throw std::runtime_error{"the disk under " + folder.string() + " does not take what is written"};
    std::ranges::sort(millis);
    return millis[millis.size() / 2];
}

void need_room(std::filesystem::path const& folder, std::uint64_t bytes) {
    auto const left = std::filesystem::space(folder).available;
    if (left < bytes)
        throw std::runtime_error{
            "needs " + std::to_string(bytes >> 20) + " MiB under " + folder.string() + ", and there are " +
            std::to_string(left >> 20) + ": set TMPDIR to a folder with more room"};
}

void need_files(std::uint64_t count) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_max < count)
        throw std::runtime_error{"this process may open fewer than " + std::to_string(count) + " files (ulimit -Hn)"};
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace collegium::bench
