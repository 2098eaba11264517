// Surroundings: what a serving node tells the checks of health about itself, the same for the page of operators, the
// alarms and the numbers.
#pragma once

#include "server/app.hpp"
#include "server/health/readings.hpp"

#include <chrono>

namespace collegium::server::operations {

// worker_wait: how long an empty piece of work waited for a worker. Counts the files of the data folder, at most once a
// minute where that is kept: on a worker. Throws nothing.
health::Surroundings surroundings_of(App const& app, std::chrono::milliseconds worker_wait);

}  // namespace collegium::server::operations
