#include "federation/messages/activity.hpp"

#include <rapidjson/writer.h>

#include <algorithm>
#include <array>

namespace collegium::federation {

namespace {

constexpr std::array<std::pair<std::string_view, Verb>, 25> verbs{{
    {"Create", Verb::create},
    {"Update", Verb::update},
    {"Delete", Verb::delete_},
    {"Follow", Verb::follow},
    {"Accept", Verb::accept},
    {"Reject", Verb::reject},
    {"Undo", Verb::undo},
    {"Announce", Verb::announce},
    {"ChooseAnswer", Verb::choose_answer},
    {"Like", Verb::like},
    {"EmojiReact", Verb::like},
    {"Dislike", Verb::dislike},
    {"Flag", Verb::flag},
    {"Lock", Verb::lock},
    {"Add", Verb::add},
    {"Remove", Verb::remove},
    {"Block", Verb::block},
    {"Offer", Verb::offer},
    {"Read", Verb::read},
    {"TentativeAccept", Verb::tentative_accept},
    {"TentativeReject", Verb::tentative_reject},
    {"Join", Verb::join},
    {"Leave", Verb::leave},
    {"Invite", Verb::invite},
    {"Move", Verb::move},
}};

constexpr rapidjson::SizeType most_wrapped = 100;

// A Flag names a person and their words; an Announce may carry a day's votes.
bool may_have_many(Verb verb) {
    return verb == Verb::flag || verb == Verb::announce;
}

void collect_activities(JsonValue const& value, std::vector<JsonValue const*>& found) {
    if (value.IsArray()) {
        for (rapidjson::SizeType i = 0; i < std::min(value.Size(), most_wrapped); ++i)
            if (value[i].IsObject() && verb_named(type_of(value[i]))) found.push_back(&value[i]);
        return;
    }
    if (!value.IsObject()) return;
    if (verb_named(type_of(value))) return found.push_back(&value);
    for (auto const* const name : {"orderedItems", "items"})
        if (auto const* const items = member(value, name); items != nullptr && items->IsArray())
            collect_activities(*items, found);
}

}  // namespace

std::optional<Verb> verb_named(std::string_view type) noexcept {
    auto const found = std::ranges::find(verbs, type, &std::pair<std::string_view, Verb>::first);
    return found == verbs.end() ? std::nullopt : std::optional{found->second};
}

std::vector<std::string_view> verb_names() {
    std::vector<std::string_view> names;
    for (auto const& [name, verb] : verbs) names.push_back(name);
    return names;
}

Result<Activity> Activity::read(std::string bytes) {
    auto json = Json::read_object(std::move(bytes));
    if (!json) return json.error();
    return parse(*std::move(json));
}

Result<Activity> Activity::parse(Json json) {
    auto const& root = json.root();
    auto id = Iri::parse(text_member(root, "id"));
    if (!id) return Refusal{Reason::malformed, "an activity needs an https id"};
    auto actor = Iri::parse(reference_member(root, "actor"));
    if (!actor) return Refusal{Reason::malformed, "an activity needs an https actor"};
    auto const type = type_of(root);
    if (type.empty()) return Refusal{Reason::malformed, "an activity needs a type"};
    if (!id->same_origin(*actor)) return Refusal{Reason::malformed, "the activity's id is not at its actor's origin"};

    auto const verb = verb_named(type);
    if (!verb) return Refusal{Reason::not_acceptable, "an activity of a type that we do not know"};
    auto const* const object = sole_member(root, "object");
    if (object == nullptr) return Refusal{Reason::malformed, "an activity needs an object"};
    auto const named =
        object->IsArray() && !may_have_many(*verb) ? std::vector<std::string_view>{} : references(root, "object", 1);
    std::string object_id{named.empty() ? std::string_view{} : named.front()};
    return Activity{std::move(json), *verb, *std::move(id), *std::move(actor), std::move(object_id)};
}

Result<Activity> Activity::parse(JsonValue const& value) {
    auto json = Json::read_object(to_text(value));
    if (!json) return json.error();
    return parse(*std::move(json));
}

Result<Activity> Activity::parse_object() const {
    auto const* const inner = object();
    if (inner == nullptr) return Refusal{Reason::not_found, "the object is not there whole"};
    return parse(*inner);
}

std::vector<JsonValue const*> Activity::wrapped() const {
    std::vector<JsonValue const*> found;
    if (auto const* const value = member(root(), "object")) collect_activities(*value, found);
    return found;
}

Instant Activity::published() const {
    return time_member(root(), "published");
}

JsonValue const* Activity::object() const {
    auto const* const object = sole_member(root(), "object");
    return object != nullptr && object->IsObject() ? object : nullptr;
}

std::vector<std::string_view> Activity::addressees() const {
    std::vector<std::string_view> all;
    for (auto const* const name : {"to", "cc", "bto", "bcc", "audience"})
        for (auto const each : references(root(), name))
            if (std::ranges::find(all, each) == all.end()) all.push_back(each);
    return all;
}

std::string to_text(JsonValue const& value) {
    JsonBuffer buffer;
    rapidjson::Writer<JsonBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>, ThrowingAllocator> writer{buffer};
    value.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace collegium::federation
