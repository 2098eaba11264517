#include "federation/signing/capabilities.hpp"

#include "federation/messages/json_text.hpp"

#include <algorithm>

namespace collegium::federation::capabilities {

using storage::SignatureFormat;

namespace {

constexpr std::string_view rfc9421 = "https://datatracker.ietf.org/doc/html/rfc9421";
constexpr std::string_view rfc9421_ed25519 =
    "https://datatracker.ietf.org/doc/html/rfc9421#name-eddsa-using-curve-edwards25";

std::string capability(std::string_view href, std::string_view name) {
    return JsonText::object().text("href", href).text("name", name).done();
}

std::string_view href_of(JsonValue const& capability) {
    return capability.IsString() ? text_of(capability) : text_member(capability, "href");
}

std::optional<SignatureFormat> format_named(std::string_view href) {
    if (href == rfc9421_ed25519) return SignatureFormat::rfc9421_ed25519;
    if (href == rfc9421) return SignatureFormat::rfc9421_rsa;
    return std::nullopt;
}

// One value or a list of them, of which the first 32 count.
std::optional<SignatureFormat> best_of(JsonValue const& application) {
    auto const* const implements = member(application, "implements");
    if (implements == nullptr) return std::nullopt;
    if (!implements->IsArray()) return format_named(href_of(*implements));
    std::optional<SignatureFormat> best;
    auto const most = std::min<rapidjson::SizeType>(implements->Size(), 32);
    for (rapidjson::SizeType i = 0; i < most; ++i) best = std::max(best, format_named(href_of((*implements)[i])));
    return best;
}

}  // namespace

std::string implements_list() {
    return JsonText::list()
        .raw_item(capability(rfc9421, "RFC-9421: HTTP Message Signatures"))
        .raw_item(capability(rfc9421_ed25519, "RFC-9421 signatures using the Ed25519 algorithm"))
        .done();
}

std::string generator(std::string_view origin) {
    return JsonText::object()
        .text("type", "Application")
        .text("id", std::string{origin} + "/")
        .raw("implements", implements_list())
        .done();
}

std::optional<SignatureFormat> signature_format(JsonValue const& actor) {
    if (type_of(actor) == "Application") return best_of(actor);
    auto const* const application = member(actor, "generator");
    return application != nullptr && application->IsObject() ? best_of(*application) : std::nullopt;
}

}  // namespace collegium::federation::capabilities
