#include "server/operations/memory_care.hpp"

#include "storage/lent_pages.hpp"

#include <functional>

namespace collegium::server::operations {

// On a worker: it takes the longer the more was mapped.
boost::asio::awaitable<void> tend_memory(federation::Node const& node) {
    if (storage::lent_bytes() <= most_lent) co_return;
    std::function<void()> const work = [&store = node.store] { store.give_back_pages(); };
    co_await node.workers.run(work);
}

}  // namespace collegium::server::operations
