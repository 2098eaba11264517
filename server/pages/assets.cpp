#include "server/embedded.hpp"
#include "server/pages/asset_names.hpp"
#include "server/pages/handlers.hpp"

namespace collegium::server::pages {

namespace {

// Under an address that names its version a file never changes; under the plain one it may at the next start.
Response asset(Call const& call, std::string_view name, std::string_view type, std::string_view else_kept) {
    Response response{200, std::string{type}, std::string{embedded_file(name)}};
    bool const is_for_ever = is_current_version(name, call.form.text("v"));
    response.with("Cache-Control", is_for_ever ? "public, max-age=31536000, immutable" : std::string{else_kept});
    return response;
}

}  // namespace

awaitable<Response> get_style(App const&, Call call) {
    co_return asset(call, "style.css", "text/css; charset=utf-8", "public, max-age=3600");
}

awaitable<Response> get_script(App const&, Call call) {
    co_return asset(call, "passkeys.js", "text/javascript; charset=utf-8", "public, max-age=3600");
}

awaitable<Response> get_writing_script(App const&, Call call) {
    co_return asset(call, "writing.js", "text/javascript; charset=utf-8", "public, max-age=3600");
}

awaitable<Response> get_picture(App const&, Call call) {
    auto const name = call.request.path.substr(call.request.path.rfind('/') + 1);
    co_return asset(call, name, "image/png", "public, max-age=86400");
}

}  // namespace collegium::server::pages
