#include "server/oauth/answers.hpp"

#include "federation/messages/json_text.hpp"
#include "server/api_gate.hpp"
#include "server/oauth/limits.hpp"

namespace collegium::server::oauth {

Response answer(Problem const& problem) {
    auto json = federation::JsonText::object();
    json.text("error", problem.error).text("error_description", problem.description);
    auto response = api_json(json.done(), problem.status);
    if (problem.status == 401) response.with("WWW-Authenticate", R"(Basic realm="collegium", charset="UTF-8")");
    return response;
}

std::uint64_t unix_seconds(Instant when) noexcept {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(when.time_since_epoch()).count()
    );
}

Response too_often() {
    auto response = answer({429, "too_many_requests", "That was too often. Wait fifteen minutes, then try again."});
    return std::move(response.with("Retry-After", std::to_string(std::chrono::seconds{limit_window}.count())));
}

Problem unavailable() {
    return {503, "temporarily_unavailable", "This node cannot do that right now. Try again in a minute."};
}

}  // namespace collegium::server::oauth
