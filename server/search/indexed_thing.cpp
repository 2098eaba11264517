#include "server/search/indexed_thing.hpp"

#include "config/ascii.hpp"
#include "federation/community/holding.hpp"
#include "federation/community/pupils.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/guides/reading.hpp"
#include "federation/logged.hpp"
#include "federation/reviews/reading.hpp"
#include "federation/search_consent.hpp"
#include "federation/signposts/reading.hpp"

namespace collegium::server::search {

namespace community = federation::community;
namespace timeline = federation::timeline;

using storage::Audience;
using storage::Edge;
using storage::Handle;
using storage::ObjectKind;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_words = 100'000;  // bytes
constexpr std::size_t longest_tag = 100;
constexpr std::size_t most_tags = 30;
constexpr std::size_t most_replies = 500;  // looked at for an answer

std::vector<std::string> tags_in(JsonValue const& object) {
    std::vector<std::string> found;
    auto const* const tags = federation::member(object, "tag");
    if (tags == nullptr || !tags->IsArray()) return found;
    for (auto const& tag : tags->GetArray()) {
        if (!tag.IsObject() || federation::type_of(tag) != "Hashtag" || found.size() == most_tags) continue;
        auto name = federation::text_member(tag, "name");
        if (name.starts_with('#')) name.remove_prefix(1);
        if (!name.empty() && name.size() <= longest_tag) found.push_back(ascii::lowered(name));
    }
    return found;
}

// A question and the state that all its readers know.
struct Question {
    Handle handle{};
    Audience audience{};
};

bool counts(ReadTx const& tx, Tables const& tables, Question const& question, Handle answer) {
    auto const record = tables.objects.get(tx, answer);
    if (!record || record->kind != ObjectKind::answer) return false;
    bool const open = record->audience == Audience::everyone || record->audience == Audience::quiet;
    return (open || record->audience == question.audience) && !community::is_pupil(tx, tables, record->author) &&
           community::is_settled(tx, tables, answer, *record);
}

bool has_accepted(ReadTx const& tx, Tables const& tables, Question const& question) {
    bool found = false;
    tables.accepted.ascend(tx, {question.handle, Handle{0}}, [&](Edge const& key, storage::Acceptance const&) {
        found = key.of == question.handle && counts(tx, tables, question, key.by);
        return key.of == question.handle && !found;
    });
    return found;
}

bool is_answered(ReadTx const& tx, Tables const& tables, Question const& question) {
    bool found = false;
    std::size_t left = most_replies;
    tables.replies.ascend(tx, {question.handle, storage::LocalId{0}}, [&](storage::PlaceKey const& key, Handle reply) {
        if (key.under != question.handle || left-- == 0) return false;
        found = counts(tx, tables, question, reply);
        return !found;
    });
    return found;
}

void add_question(ReadTx const& tx, Tables const& tables, IndexedThing& thing, timeline::PostView const& post) {
    Question const question{thing.handle, thing.audience};
    thing.accepted = has_accepted(tx, tables, question);
    thing.answered = is_answered(tx, tables, question);
    thing.phase = post.about.phase;
    if (!post.about.subject.empty()) thing.subjects.push_back(post.about.subject);
}

void add_guide(ReadTx const& tx, Tables const& tables, IndexedThing& thing) {
    auto const viewer = community::Viewer::of_member(thing.author);
    auto const guide = federation::guides::find_guide(tx, tables, thing.handle, viewer);
    if (!guide) return;
    if (auto const& rating = guide->guide.evidence) thing.strength = rating->scheme + ":" + rating->grade;
    auto const version = federation::guides::digest_of(guide->version);
    thing.reviewed = version && federation::reviews::gate_of(tx, tables, thing.handle, *version).reviewed;
}

// What pupils say among themselves is not looked for.
bool is_in_council(ReadTx const& tx, Tables const& tables, storage::ObjectRecord const& record) {
    auto const terms = tables.communities.get(tx, record.community);
    return terms && terms->kind == storage::CommunityKind::council;
}

void add_signpost(ReadTx const& tx, Tables const& tables, IndexedThing& thing) {
    auto const viewer = community::Viewer::of_member(thing.author);
    if (auto found = federation::signposts::find_signpost(tx, tables, thing.handle, viewer))
        thing.subjects = std::move(found->signpost.subjects);
}

}  // namespace

std::optional<IndexedThing> indexed_thing(ReadTx const& tx, Tables const& tables, Handle handle, Said const& said) {
    auto const record = tables.objects.get(tx, handle);
    if (!record || is_in_council(tx, tables, *record)) return std::nullopt;
    auto const known = said.find(record->words);
    auto const activity =
        known != said.end() ? std::optional{*known->second} : federation::logged_activity(tx, tables, record->words);
    auto const* const object = activity ? activity->object() : nullptr;
    if (object == nullptr) return std::nullopt;
    if (!federation::may_be_indexed(tx, tables, record->author, federation::consent_in_thing(*object)))
        return std::nullopt;
    timeline::PostReader reader{tx, tables, community::Viewer::of_member(record->author)};
    auto const post = reader.find(handle, *record, *object);
    if (!post || post->state != storage::ObjectState::visible) return std::nullopt;
    IndexedThing thing;
    thing.handle = handle;
    thing.author = record->author;
    thing.community = record->community;
    thing.kind = record->kind;
    thing.audience = record->audience;
    thing.accepted = post->accepted;
    if (record->kind == ObjectKind::question) add_question(tx, tables, thing, *post);
    if (record->kind == ObjectKind::guide) add_guide(tx, tables, thing);
    if (record->kind == ObjectKind::signpost) add_signpost(tx, tables, thing);
    thing.language = post->language;
    thing.tags = tags_in(*object);
    thing.title = post->title();
    thing.words = federation::content::cut(federation::content::plain_text(post->content), most_words);
    return thing;
}

}  // namespace collegium::server::search
