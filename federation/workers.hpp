// Workers: where slow arithmetic goes (RSA signatures, password hashes), so that no shard waits for it.
#pragma once

#include <boost/asio/awaitable.hpp>

#include <functional>

namespace collegium::federation {

class Workers {
public:
    virtual ~Workers() = default;

    // Runs the work on one of a few threads and comes back to the caller's executor. What the work throws is thrown
    // here.
    virtual boost::asio::awaitable<void> run(std::function<void()> work) = 0;
};

}  // namespace collegium::federation
