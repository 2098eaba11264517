// Everything that this node holds, to be read without the software: what was said as pages, every activity as JSON, and
// the pictures. For leaving, and for whoever wants to see that they could.
#pragma once

#include "config/clock.hpp"
#include "server/backup/progress.hpp"
#include "server/export/zip_file.hpp"
#include "storage/store.hpp"

#include <functional>

namespace collegium::server::exporting {

struct NodeCopy {
    storage::Store const& store;
    std::string domain;
    std::string institution;
    std::filesystem::path media;
    std::function<std::string(std::string const& account, storage::AccountRecord const&)> mail_address;
    Instant now{};
};

struct NodeCopied {
    std::uint64_t activities{};
    std::uint64_t people{};
    std::uint64_t threads{};
    std::uint64_t pictures{};
};

// index.html, threads/*.html, activities.jsonl, actors.jsonl, people.json, partners.json, media/*. Passwords and keys
// are not in it; private words are. Throws backup::Problem.
NodeCopied copy_node(NodeCopy const& from, ZipFile& zip, backup::Progress& progress);

}  // namespace collegium::server::exporting
