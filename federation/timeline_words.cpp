#include "federation/timeline_words.hpp"

#include "federation/content/markdown.hpp"
#include "federation/guides/guide_json.hpp"
#include "federation/signposts/signpost_json.hpp"

namespace collegium::federation::timeline {

using storage::ReadTx;
using storage::Tables;

namespace {

// The name of a version covers a guide's parts, and nothing that its author's node wrote beside them: what readers see
// follows from the parts.
void take_parts(Words& words, guides::Guide const& guide) {
    words.object.content = guides::as_html(guide);
    words.object.source = guides::as_markdown(guide);
    words.details.summary = guides::abstract_of(guide);
}

// The same for a signpost: nothing of what it points at comes along. Its own page is where it is spoken about.
void take_parts(Words& words, signposts::Signpost const& signpost) {
    words.object.source = signposts::as_markdown(signpost);
    words.object.content = content::to_html(words.object.source);
    words.details.summary.clear();
    words.details.url.clear();
    words.details.leads_to = signpost.address;
}

}  // namespace

std::optional<Words> words_of(ReadTx const& tx, Tables const& tables, storage::Seq seq) {
    auto flesh = tables.flesh.get(tx, seq);
    if (!flesh) return std::nullopt;
    auto const json = Json::reread_object(*std::move(flesh));
    if (!json) return std::nullopt;
    auto const* const value = sole_member(json->root(), "object");
    return value != nullptr && value->IsObject() ? words_in(*value) : std::nullopt;
}

std::optional<Words> words_in(JsonValue const& value) {
    auto object = Object::parse(value);
    if (!object) return std::nullopt;
    Words words{*std::move(object), details_of(value)};
    if (words.object.kind == guides::guide_kind) take_parts(words, guides::draft_in(value));
    if (words.object.kind == signposts::signpost_kind)
        if (auto const signpost = signposts::signpost_in(value)) take_parts(words, *signpost);
    return words;
}

}  // namespace collegium::federation::timeline
