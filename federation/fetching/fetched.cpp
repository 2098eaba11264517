#include "federation/fetching/fetched.hpp"

#include "federation/messages/json_text.hpp"
#include "federation/messages/object.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/messages/written_down.hpp"

namespace collegium::federation {

namespace {

Result<Activity> act(std::string const& id, std::string_view type, Iri const& actor, std::string const& object) {
    auto json = Json::read_object(JsonText::object()
                                      .text("@context", vocabulary::activity_streams)
                                      .text("id", id)
                                      .text("type", type)
                                      .text("actor", actor.text())
                                      .raw("object", object)
                                      .done());
    if (!json) return json.error();
    return Activity::parse(*std::move(json));
}

}  // namespace

Result<Verified> written_down(Fetched const& document, bool known) {
    auto const object = Object::parse(document.root());
    if (!object) return object.error();
    auto id = document.id().text() + std::string{written_down_mark};
    if (known) id += "-" + std::to_string(object->updated.time_since_epoch().count());
    auto activity = act(id, known ? "Update" : "Create", object->author, document.bytes());
    if (!activity) return activity.error();
    return Verified{*std::move(activity), false};
}

Result<Verified> written_down(Gone const& thing, Iri const& author) {
    if (!author.same_origin(thing.id())) return Refusal{Reason::foreign, "the author lives elsewhere"};
    auto const id = thing.id().text() + std::string{written_down_mark} + "-gone";
    auto activity = act(id, "Delete", author, federation::quoted(thing.id().text()));
    if (!activity) return activity.error();
    return Verified{*std::move(activity), false};
}

Result<Verified> act_in(Fetched const& document, JsonValue const& act) {
    auto activity = Activity::read(to_text(act));
    if (!activity) return activity.error();
    if (!activity->actor().same_origin(document.id()))
        return Refusal{Reason::foreign, "the document is not at the actor's origin"};
    return Verified{*std::move(activity), false};
}

}  // namespace collegium::federation
