#include "federation/messages/short_form.hpp"

#include "crypto/object_proof.hpp"
#include "federation/messages/json_text.hpp"
#include "storage/names.hpp"

namespace collegium::federation {

namespace {

constexpr std::size_t longest_whole = std::size_t{60} << 10;

std::shared_ptr<ActorKeys const> keys_of(Node const& node, std::string_view actor) {
    return node.store.read([&](auto const& tx, auto const& tables) -> std::shared_ptr<ActorKeys const> {
        auto const handle = storage::find_handle(tx, tables, actor);
        if (!handle || !tables.secrets.contains(tx, *handle)) return nullptr;
        return node.keyring.keys_of(tx, tables, *handle);
    });
}

JsonText shortened(Activity const& activity) {
    auto text = JsonText::object();
    for (auto const& each : activity.root().GetObject()) {
        auto const name = text_of(each.name);
        if (name == "proof") continue;
        if (name == "object")
            text.text(name, activity.object_id());
        else
            text.raw(name, to_text(each.value));
    }
    return text;
}

std::string with_proof(JsonText text, Activity const& activity, ActorKeys const& keys, Instant now) {
    auto const plain = Json::read_object(JsonText{text}.done());
    auto const method = keys.ed25519_id(activity.actor().text());
    auto const proof = crypto::make_proof(plain.value().root(), method, to_rfc3339(now), keys.ed25519);
    return text.raw("proof", proof).done();
}

}  // namespace

bool is_short(std::string_view activity) noexcept {
    return activity.size() <= longest_whole;
}

std::string body_to_send(Node const& node, std::string activity) {
    if (is_short(activity)) return activity;
    auto json = Json::read_object(activity);
    if (!json) return activity;
    auto const parsed = Activity::parse(*std::move(json));
    if (!parsed || parsed->object() == nullptr || parsed->object_id().empty()) return activity;
    auto const keys = keys_of(node, parsed->actor().text());
    return keys ? with_proof(shortened(*parsed), *parsed, *keys, node.clock.now()) : activity;
}

}  // namespace collegium::federation
