// WorkerPool: a few threads for slow arithmetic.
#pragma once

#include "federation/workers.hpp"

#include <memory>

namespace collegium::server {

class WorkerPool final : public federation::Workers {
public:
    explicit WorkerPool(unsigned threads);
    ~WorkerPool() override;

    boost::asio::awaitable<void> run(std::function<void()> work) override;
    void stop();  // finishes what runs

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace collegium::server
