#include "server/operations/watch.hpp"

#include <fstream>

namespace collegium::server::operations {

namespace {

std::string token_in(std::filesystem::path const& file) {
    if (file.empty()) return {};
    std::ifstream in{file};
    std::string token;
    std::getline(in, token);
    if (token.size() < 16)
        throw SettingsError{
            "metrics.token_file: " + file.string() +
            " has no token of 16 letters or more on its first line: write one with 'openssl rand -hex 24', readable "
            "for "
            "this user only"};
    return token;
}

}  // namespace

Watch::Watch(Settings const& settings, DiskRoom::Measure measure)
    : room{
          std::uint64_t{settings.storage.floor_mib} << 20,
          measure ? std::move(measure) : [folder = settings.node.data] { return free_bytes(folder); }},
      metrics_token{token_in(settings.metrics.token_file)} {}

}  // namespace collegium::server::operations
