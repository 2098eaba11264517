#include "server/embedded.hpp"
#include "server/pages/handlers.hpp"

namespace collegium::server::pages {

awaitable<Response> get_style(App const&, Call) {
    Response response{200, "text/css; charset=utf-8", std::string{embedded_file("style.css")}};
    co_return std::move(response).with("Cache-Control", "public, max-age=3600");
}

awaitable<Response> get_script(App const&, Call) {
    Response response{200, "text/javascript; charset=utf-8", std::string{embedded_file("passkeys.js")}};
    co_return std::move(response).with("Cache-Control", "public, max-age=3600");
}

awaitable<Response> get_picture(App const&, Call call) {
    auto const name = call.request.path.substr(call.request.path.rfind('/') + 1);
    Response response{200, "image/png", std::string{embedded_file(name)}};
    co_return std::move(response).with("Cache-Control", "public, max-age=86400");
}

}  // namespace collegium::server::pages
