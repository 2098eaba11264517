#include "federation/signing/fresh_keys.hpp"

#include <optional>

namespace collegium::federation {

boost::asio::awaitable<ActorKeys> fresh_keys(Workers& workers) {
    std::optional<ActorKeys> keys;
    std::function<void()> work = [&] { keys = Keyring::generate(); };
    co_await workers.run(std::move(work));
    co_return *std::move(keys);
}

}  // namespace collegium::federation
