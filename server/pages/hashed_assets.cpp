#include "server/pages/hashed_assets.hpp"

#include "crypto/digest.hpp"
#include "server/dispatch.hpp"
#include "server/embedded.hpp"

#include <array>

namespace collegium::server::pages {

namespace {

struct Asset {
    std::string_view name;
    std::string_view type;
};
constexpr std::array<Asset, 1> assets{{{"writing.js", "text/javascript; charset=utf-8"}}};

constexpr std::string_view folder = "/assets/hashed/";
constexpr std::size_t hash_digits = 16;

std::string hashed_name(std::string_view name) {
    auto const hash = crypto::to_hex(crypto::sha256(crypto::bytes_of(embedded_file(name)))).substr(0, hash_digits);
    auto const ending = name.rfind('.');
    return std::string{name.substr(0, ending)} + "-" + hash + std::string{name.substr(ending)};
}

// Whether "writing-<sixteen digits>.js" is this file, of whatever version.
bool is_version_of(std::string_view asked, std::string_view name) {
    auto const ending = name.rfind('.');
    auto const stem = std::string{name.substr(0, ending)} + "-";
    return asked.size() == name.size() + 1 + hash_digits && asked.starts_with(stem) &&
           asked.ends_with(name.substr(ending));
}

}  // namespace

std::string hashed_path(std::string_view name) {
    static std::string const writing = std::string{folder} + hashed_name("writing.js");
    return name == "writing.js" ? writing : std::string{folder} + hashed_name(name);
}

boost::asio::awaitable<Response> get_hashed_asset(App const& app, Call call) {
    auto const& asked = call.names.front();
    for (auto const& each : assets) {
        if (!is_version_of(asked, each.name)) continue;
        bool const is_this = asked == hashed_name(each.name);
        Response response{200, std::string{each.type}, std::string{embedded_file(each.name)}};
        response.with("Cache-Control", is_this ? "public, max-age=31536000, immutable" : "public, no-cache");
        co_return response;
    }
    co_return refuse(app, call, {Reason::not_found, "no such file"});
}

}  // namespace collegium::server::pages
