// Relay: the road from one node to another. Bytes go through it as they are; what the weather does to them is ours to
// say, so that a network can break in every way, and be whole again.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace collegium::convergence {

struct Weather {
    enum class Kind { fair, closed, lost, slow, cut };

    Kind kind = Kind::fair;
    std::chrono::milliseconds delay{};  // slow: of each piece
    std::size_t bytes = 0;              // cut: how many get through a connection
    bool answers = false;               // cut: bytes of answers, not of requests

    std::string words() const;
};

// Runs all its relays on one thread.
class Roads {
public:
    Roads();
    ~Roads();
    Roads(Roads const&) = delete;
    Roads& operator=(Roads const&) = delete;

    // A road to this port; returns its number. Its own port is `from`.
    std::size_t add(std::uint16_t from, std::uint16_t to);

    // From now on. A closed road ends its connections; what was lost stays lost, so its connections end when it opens.
    void set(std::size_t road, Weather weather);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace collegium::convergence
