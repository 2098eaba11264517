#include "federation/object.hpp"

#include "federation/content/plain_text.hpp"

#include <algorithm>

namespace collegium::federation {

namespace {

constexpr std::size_t longest_title = 800;  // bytes: 200 characters of any script

// Exactly one author. Two would let one check read the first and another store the second.
Result<Iri> author_of(rapidjson::Value const& value) {
    auto const* const author = member(value, "attributedTo");
    if (author == nullptr || author->IsArray()) return Refusal{Reason::malformed, "an object needs one author"};
    auto iri = Iri::parse(reference(*author));
    if (!iri) return Refusal{Reason::malformed, "an object needs an https author"};
    return iri;
}

std::string language_of(rapidjson::Value const& value) {
    if (auto const* const language = member(value, "language")) {
        auto const identifier = language->IsObject() ? text_member(*language, "identifier") : text_of(*language);
        if (!identifier.empty()) return std::string{identifier};
    }
    auto const* const map = member(value, "contentMap");
    if (map == nullptr || !map->IsObject() || map->MemberCount() == 0) return {};
    return std::string{text_of(map->MemberBegin()->name)};
}

Instant time_member(rapidjson::Value const& value, std::string_view name) {
    return from_rfc3339(text_member(value, name)).value_or(Instant{});
}

std::string source_of(rapidjson::Value const& value) {
    auto const* const source = member(value, "source");
    if (source == nullptr || text_member(*source, "mediaType") != "text/markdown") return {};
    return std::string{text_member(*source, "content")};
}

}  // namespace

Result<Object> Object::parse(rapidjson::Value const& value) {
    auto id = Iri::parse(text_member(value, "id"));
    if (!id) return Refusal{Reason::malformed, "an object needs an https id"};
    auto author = author_of(value);
    if (!author) return author.error();
    if (!id->same_origin(*author)) return Refusal{Reason::foreign, "the object's id is not at its author's origin"};

    Object object{*std::move(id), *std::move(author), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    object.type = type_of(value);
    object.kind = text_member(value, "col:kind");
    object.name = text_member(value, "name");
    object.content = text_member(value, "content");
    object.source = source_of(value);
    object.language = language_of(value);
    object.in_reply_to = reference_member(value, "inReplyTo");
    object.audience = reference_member(value, "audience");
    for (auto const* const field : {"audience", "to", "cc"})
        for (auto const each : references(value, field)) object.addressees.emplace_back(each);
    object.published = time_member(value, "published");
    object.updated = std::max(time_member(value, "updated"), object.published);
    return object;
}

std::string Object::title() const {
    auto const whole = name.empty() ? content::plain_text(content) : name;
    return content::cut(whole.substr(0, whole.find('\n')), longest_title);
}

}  // namespace collegium::federation
