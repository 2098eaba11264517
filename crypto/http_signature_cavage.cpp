#include "crypto/http_signature.hpp"
#include "crypto/http_text.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::crypto {
namespace {

constexpr std::size_t max_size = std::size_t{8} << 10;
constexpr std::size_t max_headers = 64;
constexpr std::size_t max_parameters = 16;  // the draft defines six

struct Parameter {
    std::string_view name;
    std::string_view value;
};

constexpr bool is_printable(char c) {
    return c >= ' ' && c <= '~';
}
constexpr bool is_token_part(char c) {
    return is_printable(c) && std::string_view{" \"(),/:;<=>?@[\\]{}"}.find(c) == std::string_view::npos;
}

template <class Predicate>
std::string_view take_while(std::string_view& text, Predicate matches) {
    auto const end = std::find_if_not(text.begin(), text.end(), matches);
    auto const taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(taken.size());
    return taken;
}

bool take(std::string_view& text, char expected) {
    if (!text.starts_with(expected)) return false;
    text.remove_prefix(1);
    return true;
}

// No peer escapes anything inside the quotes, so a backslash is refused rather than guessed at.
std::optional<std::string_view> take_quoted(std::string_view& text) {
    auto const value = take_while(text, [](char c) { return is_printable(c) && c != '"' && c != '\\'; });
    return take(text, '"') ? std::optional{value} : std::nullopt;
}

std::optional<std::string_view> take_value(std::string_view& text) {
    if (take(text, '"')) return take_quoted(text);
    auto const value = take_while(text, is_token_part);
    return value.empty() ? std::nullopt : std::optional{value};
}

std::optional<Parameter> take_parameter(std::string_view& text) {
    auto const name = take_while(text, is_token_part);
    if (name.empty() || !take(text, '=')) return std::nullopt;
    auto const value = take_value(text);
    return value ? std::optional{Parameter{name, *value}} : std::nullopt;
}

bool holds(std::vector<Parameter> const& parameters, std::string_view name) {
    return std::any_of(parameters.begin(), parameters.end(), [&](auto const& known) { return known.name == name; });
}

std::optional<std::vector<Parameter>> take_parameters(std::string_view text) {
    std::vector<Parameter> parameters;
    do {
        take_while(text, [](char c) { return c == ' ' || c == '\t'; });
        auto const parameter = take_parameter(text);
        if (!parameter || parameters.size() == max_parameters || holds(parameters, parameter->name))
            return std::nullopt;
        parameters.push_back(*parameter);
        take_while(text, [](char c) { return c == ' ' || c == '\t'; });
    } while (take(text, ','));
    return text.empty() ? std::optional{std::move(parameters)} : std::nullopt;
}

bool assign_seconds(std::optional<std::int64_t>& seconds, std::string_view text) {
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return false;
    seconds = value;
    return true;
}

bool assign_headers(std::vector<std::string>& headers, std::string_view list) {
    headers.clear();
    while (!list.empty()) {
        auto name = lower_case(take_until(list, ' '));
        if (name.empty()) continue;
        if (headers.size() == max_headers || std::count(headers.begin(), headers.end(), name) != 0) return false;
        headers.push_back(std::move(name));
    }
    return !headers.empty();
}

bool assign_signature(Bytes& signature, std::string_view base64) {
    auto bytes = from_base64(base64);
    if (bytes) signature = *std::move(bytes);
    return !signature.empty();
}

bool assign(CavageSignature& signature, Parameter const& parameter) {
    auto const [name, value] = parameter;
    if (name == "headers") return assign_headers(signature.headers, value);
    if (name == "signature") return assign_signature(signature.signature, value);
    if (name == "created") return assign_seconds(signature.created, value);
    if (name == "expires") return assign_seconds(signature.expires, value);
    if (name == "algorithm") signature.algorithm = lower_case(value);
    if (name == "keyId") signature.key_id = value;
    return true;
}

// Section 2.3 forbids signed times under the names of older algorithms, and Mastodon holds to it.
bool may_sign_times(std::string_view algorithm) {
    return !algorithm.starts_with("rsa") && !algorithm.starts_with("hmac") && !algorithm.starts_with("ecdsa");
}

bool append_seconds(std::string& text, std::string_view algorithm, std::optional<std::int64_t> seconds) {
    if (!seconds || !may_sign_times(algorithm)) return false;
    text += std::to_string(*seconds);
    return true;
}

bool append_target(std::string& text, std::string_view method, std::string_view target) {
    text.append(lower_case(method)).append(" ").append(target);
    return true;
}

bool append_value(
    std::string& text,
    CavageSignature const& signature,
    RequestView const& request,
    std::string_view target,
    std::string_view name
) {
    if (name == "(request-target)") return append_target(text, request.method, target);
    if (name == "(created)") return append_seconds(text, signature.algorithm, signature.created);
    if (name == "(expires)") return append_seconds(text, signature.algorithm, signature.expires);
    return append_field(text, request, name);  // no field has a name with parentheses
}

// Whether the text can stand between quotes as it is.
bool is_quotable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return is_printable(c) && c != '"' && c != '\\'; });
}

std::string joined(std::vector<std::string> const& names) {
    std::string text;
    for (auto const& name : names) text.append(text.empty() ? "" : " ").append(name);
    return text;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool verify(CavageSignature const& signature, std::string_view text, RsaPublicKey const& key) {
    if (!is_one_of(signature.algorithm, {"", "hs2019", "rsa-sha256", "rsa-sha512"})) return false;
    auto const message = bytes_of(text);
    return key.verify(message, signature.signature, RsaHash::sha256) ||
           key.verify(message, signature.signature, RsaHash::sha512);
}

bool verify(CavageSignature const& signature, std::string_view text, Ed25519PublicKey const& key) {
    return is_one_of(signature.algorithm, {"", "hs2019", "ed25519"}) && key.verify(bytes_of(text), signature.signature);
}

}  // namespace

std::optional<CavageSignature> parse_cavage(std::string_view field) {
    if (field.size() > max_size) return std::nullopt;
    auto const parameters = take_parameters(field);
    if (!parameters) return std::nullopt;
    CavageSignature signature;
    signature.headers.emplace_back("date");
    for (auto const& parameter : *parameters)
        if (!assign(signature, parameter)) return std::nullopt;
    if (signature.key_id.empty() || signature.signature.empty()) return std::nullopt;
    return signature;
}

std::optional<std::string> cavage_signing_string(
    CavageSignature const& signature, RequestView const& request, std::string_view target
) {
    std::string text;
    for (auto const& name : signature.headers) {
        if (!text.empty()) text += '\n';
        text.append(name).append(": ");
        if (!append_value(text, signature, request, target, name)) return std::nullopt;
    }
    return text;
}

std::optional<std::string> sign_cavage(
    RequestView const& request,
    std::string_view key_id,
    std::span<std::string_view const> headers,
    RsaPrivateKey const& key
) {
    CavageSignature signature;
    signature.algorithm = "rsa-sha256";
    for (auto const name : headers) signature.headers.push_back(lower_case(name));
    auto const text = cavage_signing_string(signature, request, request.target);
    if (!text || !is_quotable(key_id)) return std::nullopt;

    std::string field;
    field.append("keyId=\"").append(key_id);
    field.append("\",algorithm=\"rsa-sha256\",headers=\"").append(joined(signature.headers));
    field.append("\",signature=\"").append(to_base64(key.sign(bytes_of(*text)))).append("\"");
    return field;
}

bool verify_cavage(CavageSignature const& signature, std::string_view signing_string, PublicKey const& key) {
    return std::visit([&](auto const& one) { return verify(signature, signing_string, one); }, key);
}

}  // namespace collegium::crypto
