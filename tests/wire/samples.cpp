#include "tests/wire/samples.hpp"

#include "crypto/json_value.hpp"
#include "federation/messages/compose.hpp"
#include "tests/federation/village.hpp"

#include <rapidjson/prettywriter.h>

namespace collegium::tests {

using namespace federation;

namespace {

std::string indented(JsonValue const& value) {
    JsonBuffer buffer;
    rapidjson::PrettyWriter<JsonBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>, ThrowingAllocator> writer{buffer};
    writer.SetIndent(' ', 2);
    writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
    value.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

// The context is the same in all and in their proofs, and long.
void remove_contexts(JsonValue& value) {
    if (value.IsArray())
        for (auto& each : value.GetArray()) remove_contexts(each);
    if (!value.IsObject()) return;
    value.RemoveMember("@context");
    for (auto& each : value.GetObject()) remove_contexts(each.value);
}

std::string without_context(Activity const& activity) {
    JsonDocument copy;
    copy.CopyFrom(activity.root(), copy.GetAllocator());
    remove_contexts(copy);
    return indented(copy);
}

// The key pair that FEP-8b32 publishes: everybody can check the proofs of the samples.
std::shared_ptr<ActorKeys const> published_keys() {
    auto const seed = crypto::from_hex("c96ef9ea10c5e414c471723aff9de72c35fa5b70fae97e8832ecac7d2e2b8ed6");
    return std::make_shared<ActorKeys const>(ActorKeys{
        spare_keys(0).rsa, crypto::Ed25519PrivateKey::from_seed(seed.value()).value()});
}

struct Desk {
    FixedClock clock;
    storage::IdSource ids{clock, storage::LocalId{0}};
    Composer composer{"https://school.example", clock, ids};
    Author ada{"https://school.example/u/ada", published_keys()};
    Author algebra{"https://school.example/c/algebra", published_keys()};
    std::string community = "https://uni.example/c/algebra";
    std::vector<Sample> all;

    Activity add(std::string name, Composed const& composed) {
        all.push_back({std::move(name), without_context(composed.activity)});
        return composed.activity;
    }
};

}  // namespace

std::vector<Sample> samples() {
    Desk desk;
    auto const& compose = desk.composer;
    auto const follow = desk.add("follow", compose.follow(desk.ada, desk.community));
    desk.all.push_back({"context", indented(*member(follow.root(), "@context"))});
    desk.add("accept", compose.accept(desk.algebra, follow));
    auto const question = desk.add(
        "question",
        compose.question(
            desk.ada, {desk.community, "Why is the kernel normal?", "I can follow the proof up to *here*.", "en"}
        )
    );
    desk.add(
        "answer",
        compose.answer(
            desk.ada,
            {desk.community,
             "https://uni.example/post/41",
             "https://uni.example/post/41/context",
             "https://uni.example/u/bob",
             "@bob@uni.example",
             "Conjugate it.",
             "en"}
        )
    );
    desk.add("announce", compose.announce(desk.algebra, question));
    desk.add("announce-object", compose.announce_object(desk.algebra, question.object_id()));
    desk.add("choose-answer", compose.choose_answer(desk.ada, "https://uni.example/comment/77", desk.community));
    desk.add("delete", compose.delete_object(desk.ada, question.object_id(), desk.community, ""));
    desk.add("undo", compose.undo(desk.ada, follow));
    return desk.all;
}

}  // namespace collegium::tests
