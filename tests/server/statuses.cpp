#include "tests/server/statuses.hpp"

#include "storage/names.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

Statuses::Statuses() {
    ada.follow(algebra);
    ben.follow(algebra);
    settle();
}

std::string Statuses::say(ApiClient& who, std::string const& text, Fields fields) {
    village.pass(std::chrono::seconds{1});
    fields.emplace_back("status", text);
    auto const response = who.post("/api/v1/statuses", fields);
    INFO(response.body());
    REQUIRE(response.status() == 200);
    settle();
    return status_member(response, "id");
}

std::string Statuses::reply(ApiClient& who, std::string const& to, std::string const& text, Fields fields) {
    fields.emplace_back("in_reply_to_id", to);
    return say(who, text, std::move(fields));
}

std::vector<std::string> Statuses::ids_of(server::Response const& response) {
    INFO(response.body());
    REQUIRE(response.status() == 200);
    auto const json = json_of(response);
    REQUIRE(json.root().IsArray());
    std::vector<std::string> ids;
    for (auto const& each : json.root().GetArray()) ids.emplace_back(federation::text_member(each, "id"));
    return ids;
}

std::string Statuses::link(server::Response const& response, std::string_view rel) {
    std::string const field{response.field("link")};
    auto const end = field.find(">; rel=\"" + std::string{rel} + "\"");
    if (end == std::string::npos) return {};
    auto const begin = field.rfind('<', end) + 1;
    return path_of(field.substr(begin, end - begin));
}

std::string Statuses::id_of(std::string const& iri) const {
    return north.node.store.read([&](auto const& tx, auto const& tables) {
        return std::to_string(static_cast<std::uint64_t>(storage::find_handle(tx, tables, iri).value()));
    });
}

std::string status_member(server::Response const& response, std::string_view name) {
    auto const json = json_of(response);
    return value_of(json.root(), name);
}

}  // namespace collegium::tests
