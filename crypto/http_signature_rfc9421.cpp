#include "crypto/http_signature.hpp"
#include "crypto/http_text.hpp"
#include "crypto/structured_field.hpp"

#include <algorithm>

namespace collegium::crypto {
namespace {

using structured::Dictionary;
using structured::InnerList;
using structured::Item;

constexpr std::size_t max_size = std::size_t{8} << 10;
constexpr std::size_t max_signatures = 8;
constexpr std::size_t max_components = 64;

// What became of one label: left_out is well formed, but nothing that we could verify.
enum class Reading { usable, left_out, malformed };

// Moves a parameter of the expected type to its place. Parameters that we do not know are ignored.
template <class T, class Place>
bool assign(Place& place, structured::BareItem const& value) {
    auto const typed = std::get_if<T>(&value);
    if (typed != nullptr) place = *typed;
    return typed != nullptr;
}

bool assign_parameter(MessageSignature& signature, std::string_view name, structured::BareItem const& value) {
    if (name == "keyid") return assign<std::string>(signature.key_id, value);
    if (name == "alg") return assign<std::string>(signature.algorithm, value);
    if (name == "created") return assign<std::int64_t>(signature.created, value);
    if (name == "expires") return assign<std::int64_t>(signature.expires, value);
    return true;
}

Reading read_components(MessageSignature& signature, InnerList const& list) {
    if (list.items.size() > max_components) return Reading::left_out;
    auto reading = Reading::usable;
    for (auto const& item : list.items) {
        auto const name = std::get_if<std::string>(&item.value);
        if (name == nullptr) return Reading::malformed;
        if (!item.parameters.empty()) reading = Reading::left_out;
        signature.components.push_back(*name);
    }
    return reading;
}

Reading read_input(MessageSignature& signature, structured::Member const& member) {
    auto const list = std::get_if<InnerList>(&member.value);
    if (list == nullptr) return Reading::malformed;
    for (auto const& [name, value] : list->parameters)
        if (!assign_parameter(signature, name, value)) return Reading::malformed;
    signature.parameters = member.source;
    return read_components(signature, *list);
}

structured::Member const* find(Dictionary const& dictionary, std::string_view label) {
    auto const found =
        std::find_if(dictionary.begin(), dictionary.end(), [&](auto const& entry) { return entry.first == label; });
    return found == dictionary.end() ? nullptr : &found->second;
}

Reading read_signature(MessageSignature& signature, Dictionary const& signatures) {
    auto const member = find(signatures, signature.label);
    if (member == nullptr) return Reading::left_out;
    auto const item = std::get_if<Item>(&member->value);
    auto const bytes = item == nullptr ? nullptr : std::get_if<Bytes>(&item->value);
    if (bytes == nullptr) return Reading::malformed;
    signature.signature = *bytes;
    return Reading::usable;
}

std::optional<Dictionary> read_dictionary(std::string_view field) {
    if (field.size() > max_size) return std::nullopt;
    auto dictionary = structured::parse_dictionary(field, structured::Repeats::refuse);
    if (!dictionary || dictionary->size() > max_signatures) return std::nullopt;
    return dictionary;
}

// "https://node.example:8443" in its two parts.
std::string_view scheme_of(std::string_view origin) {
    return origin.substr(0, origin.find("://"));
}

// Section 2.2.3: lower case, without the port that the scheme implies.
std::string authority_of(std::string_view origin) {
    auto const scheme = lower_case(scheme_of(origin));
    origin.remove_prefix(std::min(origin.size(), scheme.size() + 3));
    auto const implied = std::string_view{scheme == "https" ? ":443" : ":80"};
    if (origin.ends_with(implied)) origin.remove_suffix(implied.size());
    return lower_case(origin);
}

std::string_view path_of(std::string_view target) {
    auto const path = target.substr(0, target.find('?'));
    return path.empty() ? "/" : path;
}

// Section 2.2.7: an absent query is signed as a question mark alone.
std::string_view query_of(std::string_view target) {
    auto const mark = target.find('?');
    return mark == std::string_view::npos ? "?" : target.substr(mark);
}

bool append_derived(std::string& text, RequestView const& request, std::string_view name) {
    if (name == "@method")
        text += request.method;
    else if (name == "@target-uri")
        text.append(request.origin).append(request.target);
    else if (name == "@authority")
        text += authority_of(request.origin);
    else if (name == "@scheme")
        text += lower_case(scheme_of(request.origin));
    else if (name == "@request-target")
        text += request.target;
    else if (name == "@path")
        text += path_of(request.target);
    else if (name == "@query")
        text += query_of(request.target);
    else
        return false;
    return true;
}

// Section 2.1: field names are signed in lower case, so any other spelling is somebody's mistake.
bool append_component(std::string& text, RequestView const& request, std::string_view name) {
    text.append("\"").append(name).append("\": ");
    auto const appended = name.starts_with('@') ? append_derived(text, request, name)
                                                : lower_case(name) == name && append_field(text, request, name);
    text += '\n';
    return appended;
}

bool covers_twice(std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) != names.end();
}

// The inner list with its parameters. Section 2.3 leaves their order to us; this one is that of our vectors.
std::optional<std::string> parameters_for(
    std::vector<std::string> const& components, std::int64_t created, std::string_view key_id, std::string_view alg
) {
    std::string text;
    for (auto const& name : components) text.append(text.empty() ? "(\"" : " \"").append(name).append("\"");
    auto const key = structured::serialise_string(key_id);
    if (!key) return std::nullopt;
    text.append(text.empty() ? "()" : ")").append(";created=").append(std::to_string(created));
    text.append(";keyid=").append(*key);
    if (!alg.empty()) text.append(";alg=\"").append(alg).append("\"");
    return text;
}

std::string_view algorithm_of(RsaPrivateKey const&) {
    return "rsa-v1_5-sha256";
}
std::string_view algorithm_of(Ed25519PrivateKey const&) {
    return {};
}

// Without a name, RSA means SHA-256: a verifier that tried several would let the attacker choose.
bool verify(MessageSignature const& signature, ByteView base, RsaPublicKey const& key) {
    auto const& name = signature.algorithm;
    if (name.empty() || name == "rsa-v1_5-sha256") return key.verify(base, signature.signature, RsaHash::sha256);
    return name == "rsa-v1_5-sha512" && key.verify(base, signature.signature, RsaHash::sha512);
}

bool verify(MessageSignature const& signature, ByteView base, Ed25519PublicKey const& key) {
    auto const& name = signature.algorithm;
    return (name.empty() || name == "ed25519") && key.verify(base, signature.signature);
}

}  // namespace

std::optional<std::vector<MessageSignature>> parse_message_signatures(
    std::string_view signature_input, std::string_view signature
) {
    auto const inputs = read_dictionary(signature_input);
    auto const signatures = read_dictionary(signature);
    if (!inputs || !signatures) return std::nullopt;
    std::vector<MessageSignature> usable;
    for (auto const& [label, member] : *inputs) {
        MessageSignature one;
        one.label = label;
        auto const input = read_input(one, member);
        auto const value = read_signature(one, *signatures);
        if (input == Reading::malformed || value == Reading::malformed) return std::nullopt;
        if (input == Reading::usable && value == Reading::usable) usable.push_back(std::move(one));
    }
    return usable;
}

std::optional<std::string> signature_base(MessageSignature const& signature, RequestView const& request) {
    if (covers_twice(signature.components)) return std::nullopt;
    std::string base;
    for (auto const& name : signature.components)
        if (!append_component(base, request, name)) return std::nullopt;
    return base.append("\"@signature-params\": ").append(signature.parameters);
}

std::optional<SignedMessage> sign_message(
    RequestView const& request,
    std::span<std::string_view const> components,
    std::int64_t created,
    std::string_view key_id,
    std::variant<RsaPrivateKey, Ed25519PrivateKey> const& key
) {
    MessageSignature signature;
    signature.components.assign(components.begin(), components.end());
    auto const algorithm = std::visit([](auto const& one) { return algorithm_of(one); }, key);
    auto parameters = parameters_for(signature.components, created, key_id, algorithm);
    if (!parameters) return std::nullopt;
    signature.parameters = *std::move(parameters);
    auto const base = signature_base(signature, request);
    if (!base) return std::nullopt;

    auto const bytes = std::visit([&](auto const& one) { return one.sign(bytes_of(*base)); }, key);
    return SignedMessage{
        std::string{"sig1="}.append(signature.parameters),
        std::string{"sig1=:"}.append(to_base64(bytes)).append(":"),
    };
}

std::optional<std::string> requested_algorithm(std::string_view accept_signature) {
    auto const wanted = read_dictionary(accept_signature);
    if (!wanted) return std::nullopt;
    for (auto const& [label, member] : *wanted) {
        auto const* const list = std::get_if<InnerList>(&member.value);
        if (list == nullptr) continue;
        std::string algorithm;
        for (auto const& [name, value] : list->parameters)
            if (name == "alg" && !assign<std::string>(algorithm, value)) return std::nullopt;
        return algorithm;
    }
    return std::nullopt;
}

bool verify_message(MessageSignature const& signature, std::string_view base, PublicKey const& key) {
    return std::visit([&](auto const& one) { return verify(signature, bytes_of(base), one); }, key);
}

}  // namespace collegium::crypto
