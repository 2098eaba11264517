// Copies that members ask for of what is held of them: made one after the other in the background, kept for a week in a
// folder of the node, given to nobody else.
#pragma once

#include "server/app.hpp"

#include <filesystem>
#include <optional>

namespace collegium::server::exporting {

constexpr std::chrono::days copies_are_kept{7};

struct MadeCopy {
    std::filesystem::path file;
    Instant made{};
    std::uint64_t bytes{};
};

struct CopyState {
    bool wanted = false;           // it is being made, or waits for that
    std::optional<MadeCopy> made;  // there, and not older than a week
};

CopyState copy_of(App const& app, storage::Handle member);

// Notes the wish; the next round makes it. Refuses unavailable if the disk does not take it.
Result<void> want_copy(App const& app, std::string const& account, storage::Handle member);

// One round: makes what is wanted, on a worker, tells each member, and takes away what is older than a week.
boost::asio::awaitable<void> tend_copies(App const& app);

}  // namespace collegium::server::exporting
