// Outside: a node for commands. It reads, writes and asks other nodes, but serves nobody; a node that serves from the
// same store goes on meanwhile.
#pragma once

#include "federation/node.hpp"
#include "server/commands/opened.hpp"
#include "server/http/dialer.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <memory>
#include <optional>

namespace collegium::server::commands {

// The network of a file, for a node that may have one; nothing for an empty path. Throws CommandError for a real node.
std::optional<TestNetwork> read_test_network(std::filesystem::path const& file, Settings const& settings);

class Outside {
public:
    explicit Outside(std::filesystem::path const& config, std::filesystem::path const& test_network = {});
    ~Outside();
    Outside(Outside const&) = delete;
    Outside& operator=(Outside const&) = delete;

    Opened opened;

    federation::Node const& node() const noexcept;
    Dialer& dialer() noexcept;

    // Waits for the work on this thread.
    template <class T>
    T run(boost::asio::awaitable<T> work) {
        std::optional<T> answer;
        std::exception_ptr thrown;
        bool finished = false;
        boost::asio::co_spawn(io_, keep(std::move(work), answer), [&](std::exception_ptr error) {
            thrown = error;
            finished = true;
        });
        io_.restart();
        while (!finished) io_.run_one();
        if (thrown) std::rethrow_exception(thrown);
        return *std::move(answer);
    }

private:
    template <class T>
    static boost::asio::awaitable<void> keep(boost::asio::awaitable<T> work, std::optional<T>& into) {
        auto value = co_await std::move(work);
        into.emplace(std::move(value));
    }

    struct Inside;
    boost::asio::io_context io_{1};
    std::unique_ptr<Inside> inside_;
};

// Throws CommandError unless it is the domain of another node.
void require_other_domain(Settings const& settings, std::string const& host);

}  // namespace collegium::server::commands
