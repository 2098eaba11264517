// Watch: what a serving node knows of itself, for those who watch over it.
#pragma once

#include "server/operations/disk_room.hpp"
#include "server/operations/pulse.hpp"
#include "server/operations/telemetry.hpp"

#include <functional>
#include <optional>
#include <string>

namespace collegium::server::operations {

struct Watch {
    // measure: of the disk; empty: free_bytes of the data folder. Throws SettingsError if there is no token in the file
    // that the settings name.
    explicit Watch(Settings const& settings, DiskRoom::Measure measure = {});

    DiskRoom room;
    Pulse pulse;
    Telemetry telemetry;
    std::string metrics_token;                                // empty: programs on this computer only
    std::function<std::optional<Instant>()> certificate_end;  // of the one that is served; empty: there is none
};

}  // namespace collegium::server::operations
