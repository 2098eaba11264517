#include "server/pages/asset_names.hpp"

#include "crypto/digest.hpp"
#include "server/embedded.hpp"

#include <map>

namespace collegium::server::pages {

namespace {

constexpr std::size_t version_size = 8;  // bytes

std::map<std::string_view, std::string> all_versions() {
    std::map<std::string_view, std::string> versions;
    for (auto const& file : embedded_files()) {
        if (file.name.ends_with(".tpl")) continue;
        auto const digest = crypto::sha256(crypto::bytes_of(file.text));
        versions.emplace(file.name, crypto::to_hex(crypto::ByteView{digest}.first(version_size)));
    }
    return versions;
}

std::string const& version_of(std::string_view name) {
    static auto const versions = all_versions();
    static std::string const none;
    auto const found = versions.find(name);
    return found == versions.end() ? none : found->second;
}

}  // namespace

std::string asset_address(std::string_view name) {
    return "/assets/" + std::string{name} + "?v=" + version_of(name);
}

bool is_current_version(std::string_view name, std::string_view version) {
    return !version.empty() && version == version_of(name);
}

}  // namespace collegium::server::pages
