#include "federation/messages/json_text.hpp"
#include "server/api_gate.hpp"
#include "server/embedded.hpp"
#include "server/extension/handlers.hpp"
#include "server/extension/thing_entity.hpp"

namespace collegium::server::extension {

using federation::JsonText;

namespace {

struct Kind {
    std::string_view name;
    std::string_view description;
    bool has_title;
    bool can_be_accepted;
    std::vector<std::string> replies;  // what stands below it
};

std::vector<Kind> all_kinds() {
    return {
        {"question",
         "Asks a community. Its asker or a facilitator accepts an answer.",
         true,
         false,
         {"answer", "comment"}},
        {"answer", "Answers a question.", false, true, {"comment"}},
        {"comment", "Says something about anything else.", false, false, {"comment"}},
        {"post", "Asks nothing.", false, false, {"comment"}}};
}

std::string json_of(Kind const& kind) {
    return JsonText::object()
        .text("kind", kind.name)
        .text("description", kind.description)
        .boolean("has_title", kind.has_title)
        .boolean("can_be_accepted", kind.can_be_accepted)
        .texts("replies", kind.replies)
        .texts("endorsements", {"useful", "evidenced"})
        .done();
}

}  // namespace

awaitable<Response> get_description(App const&, Call) {
    Response response{200, "application/json; charset=utf-8", std::string{embedded_file("collegium-openapi.json")}};
    co_return std::move(response).with("Cache-Control", "public, max-age=3600");
}

awaitable<Response> get_kinds(App const&, Call) {
    auto list = JsonText::list();
    for (auto const& kind : all_kinds()) list.raw_item(json_of(kind));
    co_return api_json(list.done());
}

awaitable<Response> get_thing(App const& app, Call call) {
    co_return thing_response(app, call);
}

}  // namespace collegium::server::extension
