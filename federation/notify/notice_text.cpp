#include "federation/notify/notice_text.hpp"

#include "config/clock.hpp"
#include "crypto/digest.hpp"
#include "federation/messages/activity.hpp"
#include "federation/messages/json_text.hpp"

namespace collegium::federation::notify {

namespace {

constexpr std::string_view contexts = R"(["https://www.w3.org/ns/activitystreams","https://coar-notify.net"])";

std::string list_of(std::string_view first, std::string_view second) {
    return JsonText::list().item(first).item(second).done();
}

std::string speaker_json(Speaker const& by) {
    return JsonText::object().text("id", by.iri).text("type", by.type).text("name", by.name).done();
}

// What every notice begins with.
JsonText begun(Ends const& ends, std::string_view id, std::string_view type, Speaker const& by) {
    auto const service = [](std::string_view name, std::string_view inbox) {
        return JsonText::object().text("id", name).text("type", "Service").text("inbox", inbox).done();
    };
    auto notice = JsonText::object();
    notice.text("id", id)
        .raw("type", type)
        .raw("actor", speaker_json(by))
        .raw("origin", service(ends.origin + "/", inbox_at(ends.origin)))
        .raw("target", service(ends.service, ends.inbox));
    return notice;
}

}  // namespace

std::string inbox_at(std::string_view origin) {
    return std::string{origin} + "/ldn/inbox";
}

// A UUID of version 8 (RFC 9562), made of a digest.
std::string notice_id(std::string_view act) {
    auto digest = crypto::sha256(crypto::bytes_of("COAR Notify " + std::string{act}));
    digest[6] = static_cast<std::uint8_t>((digest[6] & 0x0fu) | 0x80u);
    digest[8] = static_cast<std::uint8_t>((digest[8] & 0x3fu) | 0x80u);
    auto const hex = crypto::to_hex(digest);
    return "urn:uuid:" + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) +
           "-" + hex.substr(20, 12);
}

std::string request_text(
    Ends const& ends, std::string_view id, Speaker const& by, std::string_view guide, std::string_view version
) {
    auto const page = std::string{guide} + "?version=" + std::string{version};
    auto const item = JsonText::object()
                          .text("id", page)
                          .raw("type", list_of("Article", "sorg:ScholarlyArticle"))
                          .text("mediaType", "text/html")
                          .done();
    auto const object = JsonText::object()
                            .text("id", guide)
                            .raw("type", list_of("Page", "sorg:AboutPage"))
                            .text("ietf:cite-as", guide)
                            .raw("ietf:item", item)
                            .done();
    return begun(ends, id, list_of("Offer", "coar-notify:ReviewAction"), by).raw("object", object).done();
}

std::string answer_text(Ends const& ends, std::string_view id, Speaker const& by, Answer const& answer) {
    return begun(ends, id, quoted(answer.type), by)
        .raw("object", answer.request)
        .text("inReplyTo", answer.request_id)
        .done();
}

std::string announcement_text(
    Ends const& ends,
    std::string_view id,
    Speaker const& by,
    std::string_view review,
    std::string_view about,
    std::string_view request_id
) {
    auto const object = JsonText::object()
                            .text("id", review)
                            .raw("type", list_of("Page", "sorg:Review"))
                            .text("ietf:cite-as", review)
                            .done();
    auto const context = JsonText::object().text("id", about).raw("type", list_of("Page", "sorg:AboutPage")).done();
    return begun(ends, id, list_of("Announce", "coar-notify:ReviewAction"), by)
        .raw("object", object)
        .raw("context", context)
        .text("inReplyTo", request_id)
        .done();
}

std::string without_context(JsonValue const& notice) {
    auto rest = JsonText::object();
    for (auto const& each : notice.GetObject())
        if (text_of(each.name) != "@context") rest.raw(text_of(each.name), to_text(each.value));
    return rest.done();
}

std::string finished(std::string_view notice) {
    return "{\"@context\":" + std::string{contexts} + "," + std::string{notice.substr(1)};
}

}  // namespace collegium::federation::notify
