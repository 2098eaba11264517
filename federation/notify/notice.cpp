#include "federation/notify/notice.hpp"

#include "storage/iri.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace collegium::federation::notify {

namespace {

using enum Reason;
using Types = std::vector<std::string_view>;

constexpr std::size_t most_types = 8;

// The name without its namespace: "coar-notify:ReviewAction", and the same with its whole name, as older programs write
// it.
std::string_view last_part(std::string_view type) {
    auto const cut = type.find_last_of(":/#");
    return cut == std::string_view::npos ? type : type.substr(cut + 1);
}

Types texts_in(JsonValue const& object, std::string_view name) {
    Types texts;
    auto const* const value = member(object, name);
    if (value == nullptr) return texts;
    if (value->IsString()) texts.push_back(text_of(*value));
    if (value->IsArray())
        for (auto const& each : value->GetArray())
            if (each.IsString() && texts.size() < most_types) texts.push_back(text_of(each));
    return texts;
}

bool has(Types const& types, std::string_view wanted) {
    return std::ranges::any_of(types, [&](std::string_view type) { return last_part(type) == wanted; });
}

struct Shape {
    std::string_view verb;
    std::string_view action;  // empty: the verb says it all
    Pattern pattern;
};

constexpr std::array<Shape, 14> shapes{{
    {"Offer", "ReviewAction", Pattern::request_review},
    {"Offer", "EndorsementAction", Pattern::request_endorsement},
    {"Offer", "IngestAction", Pattern::request_ingest},
    {"Announce", "ReviewAction", Pattern::announce_review},
    {"Announce", "EndorsementAction", Pattern::announce_endorsement},
    {"Announce", "IngestAction", Pattern::announce_ingest},
    {"Announce", "RelationshipAction", Pattern::announce_relationship},
    {"Flag", "UnprocessableNotification", Pattern::unprocessable},
    {"TentativeAccept", "", Pattern::tentative_accept},
    {"TentativeReject", "", Pattern::tentative_reject},
    {"Announce", "", Pattern::announce_result},
    {"Accept", "", Pattern::accept},
    {"Reject", "", Pattern::reject},
    {"Undo", "", Pattern::withdraw},
}};

std::optional<Pattern> pattern_of(Types const& types) {
    auto const fits = [&](Shape const& each) {
        return has(types, each.verb) && (each.action.empty() || has(types, each.action));
    };
    auto const found = std::ranges::find_if(shapes, fits);
    return found == shapes.end() ? std::nullopt : std::optional{found->pattern};
}

bool is_notify_context(std::string_view context) {
    return context.starts_with("https://coar-notify.net") || context.starts_with("https://purl.org/coar/notify");
}

bool has_contexts(JsonValue const& root) {
    auto const contexts = texts_in(root, "@context");
    return std::ranges::find(contexts, "https://www.w3.org/ns/activitystreams") != contexts.end() &&
           std::ranges::any_of(contexts, is_notify_context);
}

bool is_visible_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

// A scheme and something behind it: "urn:uuid:…", "https://…".
bool is_absolute(std::string_view name) {
    auto const colon = name.find(':');
    bool const has_both = colon != std::string_view::npos && colon > 0 && colon + 1 < name.size();
    bool const is_delimited = name.find_first_of("<>\"") == std::string_view::npos;  // RFC 3986 appendix C
    return has_both && is_delimited && name.size() <= Iri::max_size && is_visible_ascii(name);
}

bool is_address(std::string_view name) {
    return (name.starts_with("https://") || name.starts_with("http://")) && is_absolute(name);
}

JsonValue const* part_of(JsonValue const& object, std::string_view name) {
    auto const* const value = member(object, name);
    return value != nullptr && value->IsObject() ? value : nullptr;
}

Result<void> read_parties(Notice& notice) {
    auto const& root = notice.json.root();
    auto const* const origin = part_of(root, "origin");
    auto const* const target = part_of(root, "target");
    if (origin == nullptr || target == nullptr) return Refusal{malformed, "a notice names its origin and its target"};
    notice.origin = text_member(*origin, "id");
    notice.origin_inbox = reference_member(*origin, "inbox");
    notice.target = text_member(*target, "id");
    if (!is_address(notice.origin) || !is_address(notice.origin_inbox))
        return Refusal{malformed, "the origin of a notice has an address and an inbox"};
    if (!is_address(notice.target) || !is_address(reference_member(*target, "inbox")))
        return Refusal{malformed, "the target of a notice has an address and an inbox"};
    return {};
}

Result<void> read_object(Notice& notice) {
    auto const& root = notice.json.root();
    notice.object = reference_member(root, "object");
    if (!is_absolute(notice.object)) return Refusal{malformed, "a notice has an object with a name"};
    auto const* const object = part_of(root, "object");
    if (object == nullptr) return {};
    notice.cite_as = reference_member(*object, "ietf:cite-as");
    if (!is_absolute(notice.cite_as)) notice.cite_as.clear();
    notice.item = reference_member(*object, "ietf:item");
    return {};
}

Result<void> check_request(Notice const& notice) {
    if (!is_address(notice.object)) return Refusal{malformed, "what is to be reviewed has an address"};
    if (!is_address(notice.item)) return Refusal{malformed, "a request names what is to be read: ietf:item"};
    return {};
}

Result<void> check_answer(Notice const& notice) {
    if (notice.in_reply_to.empty()) return Refusal{malformed, "an answer names what it answers: inReplyTo"};
    if (notice.in_reply_to != notice.object)
        return Refusal{malformed, "an answer holds the request that inReplyTo names"};
    return {};
}

Result<void> check_relationship(Notice const& notice) {
    auto const* const object = part_of(notice.json.root(), "object");
    for (auto const* const name : {"as:subject", "as:relationship", "as:object"})
        if (object == nullptr || reference_member(*object, name).empty())
            return Refusal{malformed, "a relationship has a subject, an object, and what it is"};
    return {};
}

Result<void> check_announcement(Notice const& notice) {
    if (notice.pattern == Pattern::announce_relationship) return check_relationship(notice);
    if (!is_address(notice.object)) return Refusal{malformed, "what is announced has an address"};
    if (!is_absolute(notice.context)) return Refusal{malformed, "an announcement names what it is about: context"};
    return {};
}

Result<void> check_unprocessable(Notice const& notice) {
    if (notice.in_reply_to.empty() || notice.summary.empty())
        return Refusal{malformed, "a complaint names the notice and says what is wrong with it: summary"};
    return {};
}

Result<void> check_pattern(Notice const& notice) {
    if (is_answer(notice.pattern)) return check_answer(notice);
    switch (notice.pattern) {
        case Pattern::request_review:
        case Pattern::request_endorsement:
        case Pattern::request_ingest: return check_request(notice);
        case Pattern::unprocessable: return check_unprocessable(notice);
        default: return check_announcement(notice);
    }
}

}  // namespace

Result<Notice> Notice::read(std::string bytes) {
    if (bytes.size() > largest_notice) return Refusal{too_large, "a notice of more than 256 KiB"};
    auto json = Json::read_object(std::move(bytes), incoming_json);
    if (!json) return json.error();
    Notice notice{*std::move(json)};
    auto const& root = notice.json.root();
    if (!has_contexts(root)) return Refusal{malformed, "a notice has the contexts of ActivityStreams and COAR Notify"};
    auto const pattern = pattern_of(texts_in(root, "type"));
    if (!pattern) return Refusal{malformed, "a notice of no pattern that we know"};
    notice.pattern = *pattern;
    notice.id = text_member(root, "id");
    if (!is_absolute(notice.id)) return Refusal{malformed, "a notice has an absolute name"};
    notice.in_reply_to = reference_member(root, "inReplyTo");
    notice.context = reference_member(root, "context");
    notice.summary = text_member(root, "summary");
    if (auto const sound = read_parties(notice); !sound) return sound.error();
    if (auto const sound = read_object(notice); !sound) return sound.error();
    if (auto const sound = check_pattern(notice); !sound) return sound.error();
    return notice;
}

}  // namespace collegium::federation::notify
