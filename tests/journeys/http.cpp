#include "tests/journeys/http.hpp"

#include "tests/journeys/school.hpp"

#include <algorithm>
#include <cctype>
#include <curl/curl.h>
#include <stdexcept>

namespace collegium::journeys {

namespace {

struct List {
    ~List() { curl_slist_free_all(first); }
    void add(std::string const& line) { first = curl_slist_append(first, line.c_str()); }
    curl_slist* first = nullptr;
};

std::size_t take_body(char const* bytes, std::size_t, std::size_t size, void* body) {
    static_cast<std::string*>(body)->append(bytes, size);
    return size;
}

std::size_t take_header(char const* bytes, std::size_t, std::size_t size, void* answer) {
    std::string_view const line{bytes, size};
    auto const colon = line.find(':');
    if (colon == std::string_view::npos) return size;
    std::string name{line.substr(0, colon)};
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    auto value = line.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    while (value.ends_with('\n') || value.ends_with('\r')) value.remove_suffix(1);
    static_cast<HttpAnswer*>(answer)->headers.emplace(std::move(name), value);
    return size;
}

}  // namespace

struct HttpClient::Inside {
    Inside(std::string const& domain, std::uint16_t port)
        : handle{curl_easy_init()}, address{"https://" + domain + ':' + std::to_string(port)} {
        resolve.add(domain + ':' + std::to_string(port) + ":127.0.0.1");
    }
    ~Inside() { curl_easy_cleanup(handle); }
    Inside(Inside const&) = delete;
    Inside& operator=(Inside const&) = delete;

    CURL* handle;
    std::string address;
    List resolve;
};

HttpClient::HttpClient(School const& school) : HttpClient{school.domain(), school.port()} {}

HttpClient::HttpClient(std::string const& domain, std::uint16_t port)
    : HttpClient{domain, port, Authority::instance().file()} {}

HttpClient::HttpClient(std::string const& domain, std::uint16_t port, std::filesystem::path const& authority)
    : inside_{std::make_unique<Inside>(domain, port)} {
    auto* const handle = inside_->handle;
    curl_easy_setopt(handle, CURLOPT_RESOLVE, inside_->resolve.first);
    curl_easy_setopt(handle, CURLOPT_CAINFO, authority.c_str());  // curl copies it
    curl_easy_setopt(handle, CURLOPT_COOKIEFILE, "");             // a jar in memory
    curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, long{1});      // nodes die between requests
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, long{1});
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, long{30});
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
}

HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;

HttpAnswer HttpClient::send(HttpRequest const& request) {
    auto* const handle = inside_->handle;
    auto const url = inside_->address + request.path;
    List headers;
    headers.add("Expect:");
    for (auto const& header : request.headers) headers.add(header);

    HttpAnswer answer;
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.first);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &answer);
    if (request.is_post) {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.c_str());
    } else {
        curl_easy_setopt(handle, CURLOPT_HTTPGET, long{1});
    }
    if (auto const code = curl_easy_perform(handle); code != CURLE_OK)
        throw std::runtime_error{url + ": " + curl_easy_strerror(code)};
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
    return answer;
}

std::vector<std::string> HttpClient::cookies() const {
    List all;
    curl_easy_getinfo(inside_->handle, CURLINFO_COOKIELIST, &all.first);
    std::vector<std::string> lines;
    for (auto const* each = all.first; each != nullptr; each = each->next) lines.emplace_back(each->data);
    return lines;
}

void HttpClient::take_cookies(std::vector<std::string> const& cookies) {
    for (auto const& line : cookies) curl_easy_setopt(inside_->handle, CURLOPT_COOKIELIST, line.c_str());
}

std::string HttpAnswer::header(std::string const& name) const {
    auto const found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

JsonDocument read_json(HttpAnswer const& answer) {
    JsonDocument document;
    document.Parse(answer.body.c_str());
    if (!document.IsObject()) throw std::runtime_error{"no JSON object: " + answer.body};
    return document;
}

std::string url_encoded(std::string const& text) {
    auto* const encoded = curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size()));
    std::string copy{encoded};
    curl_free(encoded);
    return copy;
}

}  // namespace collegium::journeys
