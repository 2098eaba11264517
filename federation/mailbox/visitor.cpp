#include "federation/mailbox/visitor.hpp"

#include "crypto/http_text.hpp"
#include "federation/actor.hpp"
#include "federation/mailbox/agreement.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/partners/partner_desk.hpp"
#include "federation/signing/claim.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace collegium::federation::mailbox {

namespace {

// What a request between nodes consists of. Nothing else comes in by a mailbox, so no cookie and no token does.
constexpr std::array<std::string_view, 9> request_fields{
    "accept",
    "content-type",
    "date",
    "digest",
    "content-digest",
    "signature",
    "signature-input",
    "user-agent",
    "collection-synchronization"};
constexpr std::array<std::string_view, 5> answer_fields{
    "content-type", "date", "retry-after", "location", "accept-signature"};

template <std::size_t n>
bool is_one_of(std::array<std::string_view, n> const& names, std::string_view name) {
    return std::ranges::any_of(names, [&](std::string_view each) { return crypto::equal_without_case(each, name); });
}

template <std::size_t n>
std::string fields_json(std::vector<crypto::HeaderField> const& fields, std::array<std::string_view, n> const& names) {
    auto list = JsonText::list();
    for (auto const& [name, value] : fields)
        if (is_one_of(names, name)) list.raw_item(JsonText::object().text("name", name).text("value", value).done());
    return list.done();
}

template <std::size_t n>
std::vector<crypto::HeaderField> read_fields(JsonValue const& object, std::array<std::string_view, n> const& names) {
    std::vector<crypto::HeaderField> fields;
    auto const* const list = member(object, "fields");
    if (list == nullptr || !list->IsArray()) return fields;
    for (auto const& each : list->GetArray()) {
        auto const name = text_member(each, "name");
        if (is_one_of(names, name)) fields.push_back({std::string{name}, std::string{text_member(each, "value")}});
    }
    return fields;
}

// Numbers are longer than what every reader of JSON keeps exactly, so they travel as text.
std::uint64_t number_in(JsonValue const& object, std::string_view name) {
    auto const text = text_member(object, name);
    std::uint64_t number = 0;
    auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc{} && end == text.data() + text.size() ? number : 0;
}

// What may come in so: documents are read, and messages go to inboxes. Nobody signs in or fills in a form.
bool is_for_nodes(OutgoingRequest const& request) {
    auto const path = std::string_view{request.target}.substr(0, request.target.find('?'));
    if (!path.starts_with('/')) return false;
    return request.method == "GET" || (request.method == "POST" && path.ends_with("/inbox"));
}

std::string answer_text(Answered const& answered, std::string_view body) {
    return JsonText::object()
        .text("type", "MailboxAnswer")
        .text("number", std::to_string(answered.number))
        .text("status", std::to_string(answered.response.status))
        .raw("fields", fields_json(answered.response.fields, answer_fields))
        .text("body", body)
        .done();
}

}  // namespace

Result<std::string> verify_visit(Node const& node, VisitRequest const& request) {
    auto const origin = node.settings.origin();
    crypto::RequestView const view{request.method, origin, request.target, request.fields};
    auto const claim = read_claim(view, request.body);
    if (!claim) return claim.error();
    if (crypto::field_value(request.fields, "host") != node.settings.node.domain)
        return Refusal{Reason::misdirected, "signed for another host"};
    std::chrono::minutes const window{node.settings.limits.signature_window_minutes};
    if (auto const timely = check_time(*claim, node.clock.now(), window); !timely) return timely.error();
    auto const visitor = document_of_key(claim->key_id);
    if (!visitor) return Refusal{Reason::unknown_key, "a key id that is not an https IRI"};
    std::string const host{visitor->host()};
    auto const text =
        node.store.read([&](auto const& tx, auto const& tables) { return visitor_key(tx, tables, host); });
    auto const key = crypto::Ed25519PublicKey::from_multikey(text);
    if (!key) return Refusal{Reason::not_partner, "no mailbox is kept for it"};
    if (visitor->text() != root_of(host)) return Refusal{Reason::unknown_key, "not the key of the node's own actor"};
    if (!claim->verifies(crypto::PublicKey{*key})) return Refusal{Reason::forged, "the signature does not verify"};
    return host;
}

std::string page_of(std::vector<LaidDown> const& items) {
    auto list = JsonText::list();
    for (auto const& [number, request] : items)
        list.raw_item(JsonText::object()
                          .text("number", std::to_string(number))
                          .text("method", request.method)
                          .text("target", request.target)
                          .raw("fields", fields_json(request.fields, request_fields))
                          .text("body", request.body)
                          .done());
    return JsonText::object().text("type", "MailboxPage").raw("items", list.done()).done();
}

Result<std::vector<LaidDown>> read_page(std::string body, std::string_view own_host) {
    auto const page = Json::read_object(std::move(body));
    if (!page) return page.error();
    auto const* const list = member(page->root(), "items");
    if (type_of(page->root()) != "MailboxPage" || list == nullptr || !list->IsArray())
        return Refusal{Reason::malformed, "not a page of a mailbox"};
    std::vector<LaidDown> items;
    for (auto const& each : list->GetArray()) {
        if (items.size() == most_on_page) break;
        LaidDown item{number_in(each, "number"), {}};
        item.request.method = text_member(each, "method");
        item.request.target = text_member(each, "target");
        item.request.host = own_host;
        item.request.fields = read_fields(each, request_fields);
        item.request.body = text_member(each, "body");
        if (item.number != 0 && is_for_nodes(item.request)) items.push_back(std::move(item));
    }
    return items;
}

std::string answer_of(Answered const& answered) {
    auto whole = answer_text(answered, answered.response.body);
    if (whole.size() <= incoming_json.bytes && Json::read_object(whole, incoming_json)) return whole;
    Answered without;
    without.number = answered.number;
    without.response.status = 502;
    return answer_text(without, "");
}

Result<Answered> read_answer(std::string body) {
    auto const json = Json::read_object(std::move(body), incoming_json);
    if (!json) return json.error();
    auto const status = number_in(json->root(), "status");
    Answered answered;
    answered.number = number_in(json->root(), "number");
    if (type_of(json->root()) != "MailboxAnswer" || answered.number == 0 || status < 200 || status > 599)
        return Refusal{Reason::malformed, "not an answer to what was in the mailbox"};
    answered.response.status = static_cast<unsigned>(status);
    answered.response.fields = read_fields(json->root(), answer_fields);
    answered.response.body = text_member(json->root(), "body");
    return answered;
}

}  // namespace collegium::federation::mailbox
