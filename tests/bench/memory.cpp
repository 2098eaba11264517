#include "tests/bench/memory.hpp"

#include "tests/files.hpp"

namespace collegium::bench {

Memory memory_of(std::string const& process) {
    auto const status = tests::read_file("/proc/" + process + "/status");
    auto const resident = number_after(status, "VmRSS:") * 1024;
    return {resident, resident - number_after(status, "RssFile:") * 1024};
}

std::uint64_t number_after(std::string const& text, std::string const& name) {
    auto const place = text.find(name);
    return place == std::string::npos ? 0 : std::stoull(text.substr(place + name.size()));
}

}  // namespace collegium::bench
