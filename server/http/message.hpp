// HTTP as a handler sees it. No socket, no Beast, no thread: a handler can be tested as a function.
#pragma once

#include "config/result.hpp"
#include "crypto/http_signature.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server {

enum class Method { get, head, post, put, patch, delete_, options };

std::string_view to_string(Method method) noexcept;
std::optional<Method> to_method(std::string_view name) noexcept;  // "GET"; nothing for a method that we never take

using HeaderField = crypto::HeaderField;

struct Request {
    Request() = default;

    Method method = Method::get;
    std::string target;  // as on the request line; begins with '/'
    std::string path;    // before '?', still percent-encoded
    std::string query;   // after '?', without it
    std::vector<HeaderField> fields;
    std::string body;
    std::string peer;                     // the client's address in text
    std::chrono::milliseconds late_by{};  // for how long it had been here when somebody came to read it

    // The first field of that name (any case), or an empty text.
    std::string_view field(std::string_view name) const noexcept;
    bool has_field(std::string_view name) const noexcept;
};

class Wire;

// What goes on after the head of an answer, on the wire itself: a stream without an end, or another protocol. The
// connection ends with it. A handler's deadline is the wire's: whoever goes on sets it.
using Continuation = std::function<boost::asio::awaitable<void>(Wire& wire)>;

class Response {
public:
    explicit Response(unsigned status) : status_{status} {}
    Response(unsigned status, std::string type, std::string body);

    // 303 to a path of our own; anything that does not begin with a single '/' or is not visible ASCII becomes "/".
    static Response see_other(std::string_view path);

    // {"error": name, "message": words} with the status of the reason.
    static Response refused(Refusal refusal);

    // Adds a field. Control bytes are refused when the head is written, not here.
    Response& with(std::string name, std::string value) &;
    Response&& with(std::string name, std::string value) &&;

    // Sets a field that stands once: what it said before is replaced.
    Response& set(std::string_view name, std::string value);

    // Adds a name to Vary: the answer depends on that field of the request.
    Response& vary_on(std::string_view name);

    // An answer that goes on: its head has no Content-Length, and closes the connection. With status 101 nothing is
    // written first: the head of an upgrade belongs to the protocol that it leads to.
    Response& then(Continuation goes_on);
    Continuation const& continuation() const noexcept { return continuation_; }

    unsigned status() const noexcept { return status_; }
    std::string_view body() const noexcept { return body_; }
    std::vector<HeaderField> const& fields() const noexcept { return fields_; }
    std::string_view field(std::string_view name) const noexcept;

private:
    unsigned status_;
    std::vector<HeaderField> fields_;
    std::string body_;
    Continuation continuation_;
};

// What the server calls for each request. Runs on the connection's shard.
using Handler = std::function<boost::asio::awaitable<Response>(Request)>;

// True for the statuses whose answer ends with its head: 204 and 304 (RFC 9112, 6.3).
bool has_no_content(unsigned status) noexcept;

// The head of a response as bytes, ready for the wire: status line, Date, fields, Content-Length, Connection.
// Refused (malformed) if a name is not a token or a value holds a control byte: then a bare 500 is sent instead.
Result<std::string> write_response_head(Response const& response, std::string_view date, bool keep_alive);

// The head of a request as bytes: the same rule for names, values, method, host and target.
Result<std::string> write_request_head(
    std::string_view method,
    std::string_view host,
    std::string_view target,
    std::vector<HeaderField> const& fields,
    std::size_t body_size
);

}  // namespace collegium::server
