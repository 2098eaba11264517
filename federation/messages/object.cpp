#include "federation/messages/object.hpp"

#include "federation/content/plain_text.hpp"
#include "federation/messages/polls.hpp"
#include "federation/messages/take_up.hpp"

#include <algorithm>

namespace collegium::federation {

namespace {

constexpr std::size_t longest_title = 200;  // characters
constexpr std::size_t most_addressees = 256;
constexpr std::size_t most_tags = 32;
constexpr std::size_t most_origins = 8;
constexpr std::size_t longest_tag = 200;  // bytes

// Exactly one author. Two would let one check read the first and another store the second.
Result<Iri> author_of(JsonValue const& value) {
    auto const* const author = member(value, "attributedTo");
    if (author == nullptr || author->IsArray()) return Refusal{Reason::malformed, "an object needs one author"};
    auto iri = Iri::parse(reference(*author));
    if (!iri) return Refusal{Reason::malformed, "an object needs an https author"};
    return iri;
}

std::string language_of(JsonValue const& value) {
    if (auto const* const language = member(value, "language")) {
        auto const identifier = language->IsObject() ? text_member(*language, "identifier") : text_of(*language);
        if (!identifier.empty()) return std::string{identifier};
    }
    auto const* const map = member(value, "contentMap");
    if (map == nullptr || !map->IsObject() || map->MemberCount() == 0) return {};
    return std::string{text_of(map->MemberBegin()->name)};
}

std::string source_of(JsonValue const& value) {
    auto const* const source = member(value, "source");
    if (source == nullptr || text_member(*source, "mediaType") != "text/markdown") return {};
    return std::string{text_member(*source, "content")};
}

// A word that says otherwise is its author's: a guide stays one.
bool may_be_question(std::string_view type, std::string_view kind) {
    return type == "Article" && (kind.empty() || kind == "question" || kind.ends_with("Question"));
}

template <class Visit>
void each_tag(JsonValue const& value, Visit visit) {
    auto const* const tags = member(value, "tag");
    if (tags == nullptr) return;
    if (tags->IsArray())
        std::ranges::for_each(tags->GetArray(), visit);
    else
        visit(*tags);
}

std::vector<std::string> mentioned_in(JsonValue const& value) {
    std::vector<std::string> people;
    each_tag(value, [&](JsonValue const& tag) {
        auto const href = type_of(tag) == "Mention" ? text_member(tag, "href") : std::string_view{};
        if (!href.empty() && people.size() < most_addressees) people.emplace_back(href);
    });
    return people;
}

std::vector<std::string> hashtags_in(JsonValue const& value) {
    std::vector<std::string> names;
    each_tag(value, [&](JsonValue const& tag) {
        auto name = type_of(tag) == "Hashtag" ? text_member(tag, "name") : std::string_view{};
        if (name.starts_with('#')) name.remove_prefix(1);
        if (!name.empty() && name.size() <= longest_tag && names.size() < most_tags) names.emplace_back(name);
    });
    return names;
}

std::vector<std::string> options_of(JsonValue const& value) {
    std::vector<std::string> options;
    for (auto const* const name : {"oneOf", "anyOf"}) {
        auto const* const list = member(value, name);
        if (list == nullptr || !list->IsArray()) continue;
        for (auto const& each : list->GetArray())
            if (options.size() < most_options) options.emplace_back(text_member(each, "name"));
    }
    return options;
}

}  // namespace

Result<Object> Object::parse(JsonValue const& value) {
    auto id = Iri::parse(text_member(value, "id"));
    if (!id) return Refusal{Reason::malformed, "an object needs an https id"};
    auto author = author_of(value);
    if (!author) return author.error();
    if (!id->same_origin(*author)) return Refusal{Reason::foreign, "the object's id is not at its author's origin"};

    Object object{*std::move(id), *std::move(author), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    object.type = type_of(value);
    object.kind = text_member(value, "col:kind");
    object.about = question_context_of(value);
    if (!object.about.kind.empty() && may_be_question(object.type, object.kind)) object.kind = "question";
    object.links = links_of(value);
    object.take_up = take_up_of(value);
    for (auto const each : references(value, "col:derivedFrom", most_origins))
        if (Iri::parse(each)) object.origins.emplace_back(each);
    object.name = text_member(value, "name");
    object.content = text_member(value, "content");
    object.source = source_of(value);
    object.language = language_of(value);
    object.in_reply_to = reference_member(value, "inReplyTo");
    object.audience = reference_member(value, "audience");
    for (auto const* const field : {"audience", "to", "cc"})
        for (auto const each : references(value, field)) object.addressees.emplace_back(each);
    for (auto const each : references(value, "to")) object.to.emplace_back(each);
    object.mentioned = mentioned_in(value);
    object.tags = hashtags_in(value);
    // Mastodon addresses a community by mentioning it.
    for (auto const& each : object.mentioned)
        if (object.addressees.size() < most_addressees) object.addressees.push_back(each);
    object.options = options_of(value);
    object.published = time_member(value, "published");
    object.updated = std::max(time_member(value, "updated"), object.published);
    return object;
}

std::string title_of(std::string_view name, std::string_view content) {
    auto const words = name.empty() ? content::plain_text(content) : std::string{};
    std::string_view const whole = name.empty() ? content::without_leading_mentions(words) : name;
    return content::cut_characters(whole.substr(0, whole.find('\n')), longest_title);
}

}  // namespace collegium::federation
