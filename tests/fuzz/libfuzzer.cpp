// What libFuzzer calls, for a program with one target.
#include "tests/fuzz/target.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    // Without a zero behind it, so that whoever reads one byte too many is seen.
    std::vector<char> const bytes{data, data + size};
    collegium::fuzz::targets().front().read({bytes.data(), bytes.size()});
    return 0;
}
