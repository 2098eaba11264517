// Resolver: names to addresses, on threads of its own. Asio's resolver has one thread for each io_context, so that one
// partner whose name server is silent would keep all others waiting.
#pragma once

#include "config/result.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace collegium::server {

// Asks the system, and blocks until it answers. Empty: no such name, or nobody who knows.
std::vector<boost::asio::ip::address> look_up(std::string const& name);

// Which addresses of a name may be dialled.
enum class Reach {
    global,
    global_or_private,
    everywhere,  // for what the operator's settings name and nobody else can: a proxy
};

class Resolver {
public:
    using LookUp = std::function<std::vector<boost::asio::ip::address>(std::string const&)>;

    Resolver(boost::asio::any_io_executor executor, LookUp look_up);
    ~Resolver();  // waits for look-ups under way; the executor must not run any more

    // The addresses of the name that are within reach, at most four. Refuses: unreachable (none known by then),
    // forbidden_place (there are addresses, but none is within reach). Await it on the executor.
    boost::asio::awaitable<Result<std::vector<boost::asio::ip::address>>> resolve(
        std::string name, std::chrono::steady_clock::time_point until, Reach reach = Reach::global
    );

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace collegium::server
