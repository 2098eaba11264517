#include "server/client_to_server/saying.hpp"

#include "federation/messages/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::client_to_server {

using federation::Verb;

namespace {

namespace vocabulary = federation::vocabulary;

// A verb that a member has by their own program. What nodes and communities say to each other is not among them.
constexpr std::array verbs_of_members{
    Verb::create,
    Verb::update,
    Verb::delete_,
    Verb::follow,
    Verb::undo,
    Verb::like,
    Verb::dislike,
    Verb::announce,
    Verb::block,
    Verb::flag,
    Verb::add,
    Verb::remove,
    Verb::choose_answer};

bool is_for_members(Verb verb) {
    return std::ranges::find(verbs_of_members, verb) != verbs_of_members.end();
}

bool names_only(JsonValue const& value, std::string_view field, std::string_view member) {
    auto const names = federation::references(value, field);
    return std::ranges::all_of(names, [&](auto const name) { return name == member; });
}

Result<void> add_names(JsonValue const& value, std::string_view field, Names& names) {
    for (auto const each : federation::references(value, field)) {
        bool const everyone = vocabulary::is_public(each);
        if (!everyone && !Iri::parse(each)) return Refusal{Reason::malformed, "Every addressee is an https address."};
        std::string const name{everyone ? vocabulary::public_audience : each};
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return {};
}

bool is_for_everyone(Names const& names) {
    return std::ranges::any_of(names, vocabulary::is_public);
}

}  // namespace

bool is_thing_type(std::string_view type) noexcept {
    return type == "Note" || type == "Article";
}

Result<Saying> Saying::read(std::string body, std::string_view member) {
    auto json = federation::Json::read_object(std::move(body), federation::incoming_json);
    if (!json) return json.error();
    auto const type = federation::type_of(json->root());
    if (type.empty()) return Refusal{Reason::malformed, "An activity or a thing needs a type."};
    bool const bare = is_thing_type(type);
    auto const verb = bare ? std::optional{Verb::create} : federation::verb_named(type);
    if (!verb || !is_for_members(*verb))
        return Refusal{
            Reason::not_acceptable,
            "This outbox takes Create, Update, Delete, Follow, Undo, Like, Dislike, Announce, Block, Flag, Add, Remove "
            "and ChooseAnswer, and a bare Note or Article."};
    Saying saying{*std::move(json), bare, *verb};
    if (auto const own = saying.check_author(member); !own) return own.error();
    if (auto const read = saying.read_addressees(); !read) return read.error();
    return saying;
}

JsonValue const* Saying::object() const {
    if (bare_) return &root();
    auto const* const object = federation::sole_member(root(), "object");
    return object != nullptr && object->IsObject() ? object : nullptr;
}

std::string Saying::object_id() const {
    auto const* const object = bare_ ? nullptr : federation::sole_member(root(), "object");
    return object == nullptr ? std::string{} : std::string{federation::reference(*object)};
}

Names Saying::objects() const {
    Names names;
    for (auto const each : federation::references(root(), "object", most_addressees)) names.emplace_back(each);
    return names;
}

Result<void> Saying::check_author(std::string_view member) const {
    constexpr Refusal refusal{Reason::not_allowed, "A member speaks in their own name only."};
    if (!names_only(root(), "actor", member) || !names_only(root(), "attributedTo", member)) return refusal;
    auto const* const inside = object();
    bool const authored = verb_ == Verb::create || verb_ == Verb::update;
    if (inside != nullptr && authored && !names_only(*inside, "attributedTo", member)) return refusal;
    if (inside != nullptr && verb_ == Verb::undo && !names_only(*inside, "actor", member)) return refusal;
    return {};
}

Result<void> Saying::read_addressees() {
    bool const has_thing = verb_ == Verb::create || verb_ == Verb::update;
    std::vector<JsonValue const*> places{&root()};
    if (auto const* const thing = object(); has_thing && thing != nullptr && thing != &root()) places.push_back(thing);
    for (auto const* const place : places) {
        std::pair<std::string_view, Names*> const fields[] = {
            {"to", &to}, {"cc", &cc}, {"audience", &audience}, {"bto", &hidden.bto}, {"bcc", &hidden.bcc}};
        for (auto const& [field, names] : fields)
            if (auto const added = add_names(*place, field, *names); !added) return added;
    }
    if (is_for_everyone(hidden.bto) || is_for_everyone(hidden.bcc))
        return Refusal{Reason::malformed, "Everyone is no hidden addressee: name them in to or cc."};
    auto const count = to.size() + cc.size() + audience.size() + hidden.bto.size() + hidden.bcc.size();
    if (count > most_addressees) return Refusal{Reason::too_large, "That is for more than 50 addressees."};
    return {};
}

}  // namespace collegium::server::client_to_server
