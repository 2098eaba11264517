#include "server/client_to_server/thing_words.hpp"

#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/messages/activity.hpp"
#include "federation/messages/json_text.hpp"
#include "server/client_to_server/saying.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::client_to_server {

namespace content = federation::content;

using federation::member;
using federation::text_member;
using federation::text_of;

namespace {

constexpr std::size_t most_tags = 30;
constexpr std::size_t most_attachments = 4;
constexpr std::size_t longest_short_text = 1000;  // bytes: a title, a summary, a description
constexpr std::size_t longest_title = 300;

template <class Visit>
void each_of(JsonValue const& thing, std::string_view field, Visit visit) {
    auto const* const value = member(thing, field);
    if (value == nullptr) return;
    if (value->IsArray())
        for (auto const& each : value->GetArray()) visit(each);
    else
        visit(*value);
}

std::string_view first_of_content_map(JsonValue const& thing, std::string& language) {
    auto const* const map = member(thing, "contentMap");
    if (map == nullptr || !map->IsObject() || map->MemberCount() == 0) return {};
    language = text_of(map->MemberBegin()->name);
    return text_of(map->MemberBegin()->value);
}

bool is_language(std::string_view tag) {
    auto const is_part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    return tag.size() >= 2 && tag.size() <= 20 && std::ranges::all_of(tag, is_part);
}

void read_words(JsonValue const& thing, ThingWords& words) {
    auto const in_map = first_of_content_map(thing, words.language);
    if (auto const* const language = member(thing, "language"))
        words.language = language->IsObject() ? text_member(*language, "identifier") : text_of(*language);
    if (!is_language(words.language)) words.language.clear();
    auto const* const source = member(thing, "source");
    if (source != nullptr && text_member(*source, "mediaType").starts_with("text/markdown")) {
        words.source = text_member(*source, "content");
        return;
    }
    auto const plain = text_member(thing, "content");
    auto const said = plain.empty() ? in_map : plain;
    auto const type = text_member(thing, "mediaType");
    if (type.starts_with("text/markdown"))
        words.source = said;
    else
        words.source =
            content::as_markdown(type.starts_with("text/plain") ? std::string{said} : content::plain_text(said));
}

Result<void> read_attachments(JsonValue const& thing, std::string_view origin, ThingWords& words) {
    bool refused = false;
    each_of(thing, "attachment", [&](JsonValue const& each) {
        if (!each.IsObject()) return;
        federation::Attached attached;
        attached.url = federation::reference_member(each, "url");
        attached.media_type = text_member(each, "mediaType");
        attached.description = content::cut(text_member(each, "name"), longest_short_text);
        attached.blurhash = text_member(each, "blurhash");
        for (auto const& [name, number] : {std::pair{"width", &attached.width}, std::pair{"height", &attached.height}})
            if (auto const* const value = member(each, name); value != nullptr && value->IsUint64())
                *number = value->GetUint64();
        refused = refused || !attached.url.starts_with(std::string{origin} + "/media/");
        words.attachments.push_back(std::move(attached));
    });
    if (refused) return Refusal{Reason::malformed, "A picture must be brought here first: see endpoints.uploadMedia."};
    if (words.attachments.size() > most_attachments) return Refusal{Reason::too_large, "That is more than 4 pictures."};
    return {};
}

void read_tags(JsonValue const& thing, ThingWords& words) {
    each_of(thing, "tag", [&](JsonValue const& tag) {
        auto const type = federation::type_of(tag);
        auto name = text_member(tag, "name");
        if (name.starts_with('#')) name.remove_prefix(1);
        bool const is_word = name.find_first_of(" \t\r\n#<>\"&/") == std::string_view::npos;
        if (type == "Hashtag" && !name.empty() && name.size() <= 100 && is_word && words.tags.size() < most_tags)
            words.tags.emplace_back(name);
        auto const href = text_member(tag, "href");
        if (type == "Mention" && Iri::parse(href) && words.mentioned.size() < most_addressees)
            words.mentioned.emplace_back(href);
    });
}

std::string_view known_kind(std::string_view kind) {
    bool const known = kind == "question" || kind == "answer" || kind == "comment";
    return known ? kind : std::string_view{};
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

// Old words that do not count beside the new ones.
bool is_outdone(std::string_view name, JsonValue const& change) {
    bool const content = change.HasMember("content") || change.HasMember("contentMap");
    bool const source = member(change, "source") != nullptr;
    if (content && is_one_of(name, {"source", "mediaType"})) return true;
    return (content || source) && is_one_of(name, {"content", "contentMap"});
}

bool has(JsonValue const& object, std::string_view name) {
    return object.FindMember(JsonValue{rapidjson::StringRef(name.data(), name.size())}) != object.MemberEnd();
}

}  // namespace

Result<ThingWords> read_thing(JsonValue const& thing, std::string_view origin) {
    if (!is_thing_type(federation::type_of(thing)))
        return Refusal{Reason::not_acceptable, "Members write a Note or an Article here."};
    ThingWords words;
    words.title = text_member(thing, "name");
    words.summary = content::plain_text(text_member(thing, "summary"));
    if (auto const* const sensitive = member(thing, "sensitive"); sensitive != nullptr && sensitive->IsBool())
        words.sensitive = sensitive->GetBool();
    words.kind = known_kind(text_member(thing, "col:kind"));
    words.about = federation::question_context_of(thing);
    words.in_reply_to = federation::reference_member(thing, "inReplyTo");
    read_words(thing, words);
    read_tags(thing, words);
    if (auto const read = read_attachments(thing, origin, words); !read) return read.error();
    if (words.source.find_first_not_of(" \t\r\n") == std::string::npos && words.attachments.empty())
        return Refusal{Reason::malformed, "It says nothing: write its words into content or source."};
    if (words.source.size() > content::longest_source)
        return Refusal{Reason::too_large, "The words are longer than 8 KiB."};
    if (words.title.size() > longest_title || words.summary.size() > longest_short_text)
        return Refusal{Reason::too_large, "The name or the summary is too long."};
    return words;
}

Result<federation::Json> changed_thing(JsonValue const& stands, JsonValue const& change) {
    auto text = federation::JsonText::object();
    for (auto const& each : stands.GetObject()) {
        auto const name = text_of(each.name);
        bool const is_fixed = is_one_of(name, {"id", "type"});
        if (is_fixed || (!has(change, name) && !is_outdone(name, change)))
            text.raw(name, federation::to_text(each.value));
    }
    for (auto const& each : change.GetObject()) {
        auto const name = text_of(each.name);
        if (!each.value.IsNull() && !is_one_of(name, {"id", "type"})) text.raw(name, federation::to_text(each.value));
    }
    return federation::Json::read_object(text.done());
}

}  // namespace collegium::server::client_to_server
