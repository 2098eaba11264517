#include "server/search/indexed_thing.hpp"

#include "config/ascii.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/logged.hpp"
#include "federation/timeline.hpp"

namespace collegium::server::search {

namespace community = federation::community;
namespace timeline = federation::timeline;

using storage::Edge;
using storage::Handle;
using storage::ObjectKind;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_words = 100'000;  // bytes
constexpr std::size_t longest_tag = 100;
constexpr std::size_t most_tags = 30;

std::vector<std::string> tags_in(ReadTx const& tx, Tables const& tables, storage::Seq words) {
    std::vector<std::string> found;
    auto const activity = federation::logged_activity(tx, tables, words);
    auto const* const object = activity ? activity->object() : nullptr;
    auto const* const tags = object != nullptr ? federation::member(*object, "tag") : nullptr;
    if (tags == nullptr || !tags->IsArray()) return found;
    for (auto const& tag : tags->GetArray()) {
        if (!tag.IsObject() || federation::type_of(tag) != "Hashtag" || found.size() == most_tags) continue;
        auto name = federation::text_member(tag, "name");
        if (name.starts_with('#')) name.remove_prefix(1);
        if (!name.empty() && name.size() <= longest_tag) found.push_back(ascii::lowered(name));
    }
    return found;
}

bool has_accepted(ReadTx const& tx, Tables const& tables, Handle question) {
    bool found = false;
    tables.accepted.ascend(tx, {question, Handle{0}}, [&](Edge const& key, storage::Acceptance const&) {
        found = key.of == question;
        return false;
    });
    return found;
}

}  // namespace

std::optional<IndexedThing> indexed_thing(ReadTx const& tx, Tables const& tables, Handle handle) {
    auto const record = tables.objects.get(tx, handle);
    if (!record) return std::nullopt;
    auto const post = timeline::find_post(tx, tables, handle, community::Viewer::of_member(record->author));
    if (!post || post->state != storage::ObjectState::visible) return std::nullopt;
    IndexedThing thing;
    thing.handle = handle;
    thing.author = record->author;
    thing.community = record->community;
    thing.kind = record->kind;
    thing.audience = record->audience;
    thing.accepted = record->kind == ObjectKind::question ? has_accepted(tx, tables, handle) : post->accepted;
    thing.language = post->language;
    thing.tags = tags_in(tx, tables, record->words);
    thing.title = post->title;
    thing.words = federation::content::cut(federation::content::plain_text(post->content), most_words);
    return thing;
}

}  // namespace collegium::server::search
