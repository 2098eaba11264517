#include "server/members/charter.hpp"

#include "config/settings.hpp"
#include "crypto/digest.hpp"

#include <fstream>
#include <iterator>

namespace collegium::server::members {

namespace {

constexpr std::size_t longest = 64 * 1024;  // bytes

}  // namespace

Charter Charter::of(std::string text) {
    auto hash = crypto::to_hex(crypto::sha256(crypto::bytes_of(text)));
    return {std::move(text), std::move(hash)};
}

Charter Charter::from_file(std::filesystem::path const& file) {
    if (file.empty()) return {};
    std::ifstream in{file, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (text.empty() || text.size() > longest)
        throw SettingsError{
            file.string() + ": members.charter must be a text of 1 byte to 64 KiB that this user can read"};
    return of(std::move(text));
}

}  // namespace collegium::server::members
