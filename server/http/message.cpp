#include "server/http/message.hpp"

#include "config/ascii.hpp"
#include "crypto/http_text.hpp"
#include "server/http/syntax.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace collegium::server {

namespace {

constexpr std::string_view json_type = "application/json; charset=utf-8";
constexpr auto method_names = std::to_array<std::pair<Method, std::string_view>>({
    {Method::get, "GET"},
    {Method::head, "HEAD"},
    {Method::post, "POST"},
    {Method::put, "PUT"},
    {Method::patch, "PATCH"},
    {Method::delete_, "DELETE"},
    {Method::options, "OPTIONS"},
});

// Fields that say where a message ends, and whose connection it is on. Two opinions about them are an attack (R24).
bool is_framing(std::string_view name) noexcept {
    constexpr auto ours = std::to_array<std::string_view>(
        {"connection", "content-length", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"}
    );
    return std::ranges::any_of(ours, [&](std::string_view field) { return ascii::equal_ignoring_case(field, name); });
}

Result<void> append_fields(std::string& head, std::vector<HeaderField> const& fields, std::string_view also_ours) {
    for (auto const& [name, value] : fields) {
        if (!syntax::is_token(name)) return Refusal{Reason::malformed, "field name is not a token"};
        if (!syntax::has_no_control(value)) return Refusal{Reason::malformed, "control byte in a field value"};
        if (is_framing(name) || ascii::equal_ignoring_case(name, also_ours)) {
            return Refusal{Reason::malformed, "a field that only the transport may set"};
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }
    return {};
}

// Words for those who read traffic; machines go by the number.
std::string_view words_for(unsigned status) noexcept {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 301: return "Moved Permanently";
        case 302: return "Found";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 307: return "Temporary Redirect";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 406: return "Not Acceptable";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 421: return "Misdirected Request";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 502: return "Bad Gateway";
        case 503: return "Service Unavailable";
        default: return "";  // RFC 9112, 4: the words may be left out, their blank may not
    }
}

bool has_body(std::string_view method) noexcept {
    return method == "POST" || method == "PUT" || method == "PATCH";
}

}  // namespace

std::string_view to_string(Method method) noexcept {
    return method_names[static_cast<std::size_t>(method)].second;
}

std::optional<Method> to_method(std::string_view name) noexcept {
    auto const found = std::ranges::find(method_names, name, &std::pair<Method, std::string_view>::second);
    return found == method_names.end() ? std::nullopt : std::optional{found->first};
}

std::string_view Request::field(std::string_view name) const noexcept {
    return crypto::field_value(fields, name);
}

bool Request::has_field(std::string_view name) const noexcept {
    return crypto::count_fields(fields, name) != 0;
}

Response::Response(unsigned status, std::string type, std::string body) : status_{status}, body_{std::move(body)} {
    fields_.push_back(HeaderField{"Content-Type", std::move(type)});
}

Response Response::see_other(std::string_view path) {
    auto const is_visible = [](char c) { return c > ' ' && c < 0x7f; };
    bool const is_ours = path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\") &&
                         std::ranges::all_of(path, is_visible);
    return Response{303}.with("Location", is_ours ? std::string{path} : "/");
}

Response Response::refused(Refusal refusal) {
    auto const [status, name, words] = meaning_of(refusal.reason());
    std::string body = R"({"error":")";  // both texts are literals without anything to escape
    body.append(name).append(R"(","message":")").append(words).append(R"("})");

    Response response{status, std::string{json_type}, std::move(body)};
    if (status == 429 || status == 503) response.with("Retry-After", "30");
    return response;
}

Response& Response::with(std::string name, std::string value) & {
    fields_.push_back(HeaderField{std::move(name), std::move(value)});
    return *this;
}

Response&& Response::with(std::string name, std::string value) && {
    return std::move(with(std::move(name), std::move(value)));
}

Response& Response::set(std::string_view name, std::string value) {
    auto const found = std::ranges::find(fields_, name, &HeaderField::name);
    if (found == fields_.end()) return with(std::string{name}, std::move(value));
    found->value = std::move(value);
    return *this;
}

Response& Response::vary_on(std::string_view name) {
    auto const found = std::ranges::find(fields_, "Vary", &HeaderField::name);
    if (found == fields_.end()) return with("Vary", std::string{name});
    found->value.append(", ").append(name);
    return *this;
}

Response& Response::then(Continuation goes_on) {
    continuation_ = std::move(goes_on);
    return *this;
}

std::string_view Response::field(std::string_view name) const noexcept {
    return crypto::field_value(fields_, name);
}

bool has_no_content(unsigned status) noexcept {
    return status == 204 || status == 304;
}

Result<std::string> write_response_head(Response const& response, std::string_view date, bool keep_alive) {
    auto const status = response.status();
    bool const goes_on = response.continuation() != nullptr;
    if (status < 200 || status > 599) return Refusal{Reason::malformed, "not the status of an answer"};

    std::string head = "HTTP/1.1 " + std::to_string(status) + ' ';
    head.append(words_for(status)).append("\r\nDate: ").append(date).append("\r\n");
    if (auto const fine = append_fields(head, response.fields(), "date"); !fine) return fine.error();
    bool const has_own_length = !response.field("content-length").empty();
    if (!has_no_content(status) && !goes_on && !has_own_length)
        head += "Content-Length: " + std::to_string(response.body().size()) + "\r\n";
    if (!keep_alive) head += "Connection: close\r\n";
    head += "\r\n";
    return head;
}

Result<std::string> write_request_head(
    std::string_view method,
    std::string_view host,
    std::string_view target,
    std::vector<HeaderField> const& fields,
    std::size_t body_size
) {
    if (!syntax::is_token(method)) return Refusal{Reason::malformed, "method is not a token"};
    if (!syntax::is_authority(host)) return Refusal{Reason::malformed, "host"};
    if (!syntax::is_origin_form(target)) return Refusal{Reason::malformed, "target is not in origin form"};

    std::string head;
    head.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n");
    if (auto const fine = append_fields(head, fields, "host"); !fine) return fine.error();
    if (body_size > 0 || has_body(method)) head += "Content-Length: " + std::to_string(body_size) + "\r\n";
    head += "\r\n";
    return head;
}

}  // namespace collegium::server
