#include "server/content_coding.hpp"
#include "server/embedded.hpp"
#include "server/pages/asset_names.hpp"
#include "server/pages/handlers.hpp"

namespace collegium::server::pages {

namespace {

// As short as its reader takes it: nothing in these files is anybody's secret.
Response bytes_of(Call const& call, EmbeddedFile const& file, std::string_view type) {
    if (file.brotli.empty()) return {200, std::string{type}, std::string{file.text}};
    bool const shorter = accepts_coding(call.request.field("accept-encoding"), "br");
    Response response{200, std::string{type}, std::string{shorter ? file.brotli : file.text}};
    if (shorter) response.with("Content-Encoding", "br");
    response.vary_on("Accept-Encoding");
    return response;
}

// Under an address that names its version a file never changes; under the plain one it may at the next start.
Response asset(Call const& call, std::string_view name, std::string_view type, std::string_view else_kept) {
    auto const* const file = find_embedded(name);
    auto response = file == nullptr ? Response{404} : bytes_of(call, *file, type);
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
