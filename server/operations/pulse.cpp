#include "server/operations/pulse.hpp"

namespace collegium::server::operations {

using Steady = std::chrono::steady_clock;

boost::asio::awaitable<void> Pulse::beat(storage::Store& store) {
    bool came = false;
    storage::Store::Change<storage::Nothing> nothing = [&came](storage::WriteTx&, storage::Tables&) {
        came = true;
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    auto const written = co_await store.write(std::move(nothing), storage::Store::Room::reserve);
    if (written && came) last_ = Steady::now().time_since_epoch().count();
}

bool Pulse::answers() const noexcept {
    Steady::duration const since{Steady::now().time_since_epoch().count() - last_.load()};
    return since < std::chrono::seconds{30};
}

}  // namespace collegium::server::operations
