#include "tests/journeys/ports.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cstddef>
#include <cstring>
#include <netinet/in.h>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace collegium::journeys {

namespace {

// Programs take ports by the hundred (tests/load/lib/ports.py takes them in the same way).
constexpr unsigned first_port = 20'000, ports_in_block = 100, blocks = 120;

bool is_free(unsigned port) {
    int const probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bool const bound = bind(probe, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
    close(probe);
    return bound;
}

// Who has the name of a block has the block. The name is an abstract one (unix(7)), which goes with the process that
// has it, whatever ends it; so the socket stays open, and no child inherits it.
bool take(unsigned block) {
    auto const name = "collegium-test-ports-" + std::to_string(block);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path + 1, name.data(), name.size());
    auto const size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    int const holder = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (bind(holder, reinterpret_cast<sockaddr const*>(&address), size) == 0) return true;
    close(holder);
    return false;
}

class Ports {
public:
    Ports() {
        std::iota(untried_.begin(), untried_.end(), 0U);
        std::ranges::shuffle(untried_, std::mt19937{std::random_device{}()});
    }

    unsigned first_of(unsigned count) {
        if (count > ports_in_block) throw std::runtime_error{"so many ports are in no block"};
        for (;;) {
            if (end_ - next_ < count) take_block();
            auto const first = next_;
            while (next_ < first + count && is_free(next_)) ++next_;
            if (next_ == first + count) return first;
            ++next_;
        }
    }

private:
    void take_block() {
        while (!untried_.empty()) {
            auto const block = untried_.back();
            untried_.pop_back();
            if (!take(block)) continue;
            next_ = first_port + block * ports_in_block;
            end_ = next_ + ports_in_block;
            return;
        }
        throw std::runtime_error{"no free port"};
    }

    std::vector<unsigned> untried_ = std::vector<unsigned>(blocks);
    unsigned next_ = 0, end_ = 0;
};

}  // namespace

std::uint16_t free_port() {
    return first_of_free_ports(1);
}

std::uint16_t first_of_free_ports(unsigned count) {
    static Ports ports;
    return static_cast<std::uint16_t>(ports.first_of(count));
}

}  // namespace collegium::journeys
