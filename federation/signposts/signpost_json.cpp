#include "federation/signposts/signpost_json.hpp"

#include "federation/messages/json_text.hpp"
#include "federation/signposts/address.hpp"

namespace collegium::federation::signposts {

namespace {

std::vector<std::string> texts_in(JsonValue const& object, std::string_view name, std::size_t most) {
    std::vector<std::string> texts;
    for (auto const text : references(object, name, most + 1)) texts.emplace_back(text);
    return texts;
}

// "url" is a text, a Link, or a list of them: the first one counts.
std::string_view url_in(JsonValue const& object) {
    auto const* value = member(object, "url");
    if (value != nullptr && value->IsArray() && !value->Empty()) value = &(*value)[0];
    if (value == nullptr) return {};
    return value->IsObject() ? text_member(*value, "href") : text_of(*value);
}

bool brings_a_copy(JsonValue const& object) {
    auto const* const source = member(object, "source");
    auto const in_source =
        source != nullptr && source->IsObject() ? text_member(*source, "content") : std::string_view{};
    return text_member(object, "content").size() > most_words || in_source.size() > most_words;
}

}  // namespace

Result<Signpost> signpost_in(JsonValue const& object) {
    if (brings_a_copy(object)) return Refusal{Reason::too_large, "a signpost points at a text and does not copy it"};
    Signpost signpost;
    signpost.title = text_member(object, "name");
    signpost.address = web_address(url_in(object)).value_or(std::string{});
    signpost.why = text_member(object, "col:why");
    signpost.for_whom = text_member(object, "col:forWhom");
    signpost.subjects = texts_in(object, "col:subjects", most_subjects);
    signpost.languages = texts_in(object, "col:languages", most_languages);
    auto const problems = problems_of(signpost);
    if (!problems.empty()) return problems.front().why;
    return signpost;
}

ArticleDraft article_of(Signpost const& signpost, std::string community, storage::Audience audience) {
    ArticleDraft draft;
    draft.kind = signpost_kind;
    draft.community = std::move(community);
    draft.title = signpost.title;
    draft.source = as_markdown(signpost);
    draft.audience = audience;
    draft.summary = signpost.why;
    draft.leads_to = signpost.address;
    draft.add_parts = [signpost](JsonText& object) {
        object.text("col:why", signpost.why).text_unless_empty("col:forWhom", signpost.for_whom);
        if (!signpost.subjects.empty()) object.texts("col:subjects", signpost.subjects);
        if (!signpost.languages.empty()) object.texts("col:languages", signpost.languages);
    };
    return draft;
}

}  // namespace collegium::federation::signposts
