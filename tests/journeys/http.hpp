// HTTP as others speak it: libcurl, so that no mistake of our own client can hide one of our server.
#pragma once

#include "crypto/json_value.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace collegium::journeys {

class School;

struct HttpRequest {
    std::string path;
    std::vector<std::string> headers;  // "Name: value"
    std::string body;
    bool is_post = false;
};

struct HttpAnswer {
    long status = 0;
    std::multimap<std::string, std::string> headers;  // names in lower case
    std::string body;

    // The first header of that name, or nothing.
    std::string header(std::string const& name) const;
    bool shows(std::string const& text) const { return body.find(text) != std::string::npos; }
};

// A connection with a cookie jar of its own. Redirects are answers like any other.
class HttpClient {
public:
    explicit HttpClient(School const& school);
    HttpClient(std::string const& domain, std::uint16_t port);
    // authority: who certified the node, where it is not the one of the tests.
    HttpClient(std::string const& domain, std::uint16_t port, std::filesystem::path const& authority);
    ~HttpClient();
    HttpClient(HttpClient&&) noexcept;
    HttpClient& operator=(HttpClient&&) = delete;

    // Throws if there is no answer.
    HttpAnswer send(HttpRequest const& request);

    std::vector<std::string> cookies() const;  // as curl's lines
    void take_cookies(std::vector<std::string> const& cookies);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

inline constexpr char const* activity_json = "application/activity+json";

// The body as an object. Throws if it is none.
JsonDocument read_json(HttpAnswer const& answer);

std::string url_encoded(std::string const& text);

}  // namespace collegium::journeys
