// JSON from strangers, with their ids, references and times.
#include "federation/messages/json.hpp"

#include "crypto/canonical_json.hpp"
#include "storage/iri.hpp"
#include "tests/fuzz/target.hpp"

namespace collegium::fuzz {

namespace {

using federation::Json;

void ask_all(JsonValue const& value, unsigned depth) {
    static_cast<void>(federation::text_of(value));
    static_cast<void>(federation::reference(value));
    if (value.IsArray())
        for (auto const& each : value.GetArray()) ask_all(each, depth + 1);
    if (!value.IsObject()) return;
    static_cast<void>(federation::type_of(value));
    for (auto const& each : value.GetObject()) {
        std::string_view const name{each.name.GetString(), each.name.GetStringLength()};
        auto const* const found = federation::member(value, name);
        require(each.value.IsNull() ? found == nullptr : found == &each.value, "a name is there once");
        static_cast<void>(federation::sole_member(value, name));
        static_cast<void>(Iri::parse(federation::reference_member(value, name)));
        static_cast<void>(federation::time_member(value, name));
        require(federation::references(value, name, 16).size() <= 16, "no more references than asked for");
        ask_all(each.value, depth + 1);
    }
    require(depth <= federation::incoming_json.depth, "nothing is deeper than it may be");
}

void read_json(std::string_view input) {
    auto const json = Json::read(std::string{input}, federation::incoming_json);
    if (!json) return;
    require(json->bytes() == input, "the bytes that were read are kept");
    ask_all(json->root(), 1);

    auto const canonical = crypto::canonical_json(json->root());
    auto const again = Json::read(canonical);
    require(again.has_value(), "the canonical form can be read: " + canonical);
    require(crypto::canonical_json(again->root()) == canonical, "the canonical form is its own");
    require(Json::read_object(std::string{input}).has_value() == json->root().IsObject(), "an object is one");
    if (json->root().IsObject())
        require(Json::reread_object(std::string{input}).has_value(), "what was read once is read again");
}

Registered const json_target{{"json", read_json}};

}  // namespace

}  // namespace collegium::fuzz
