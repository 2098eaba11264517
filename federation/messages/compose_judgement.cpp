// What people think of things, and what facilitators decide about them: in the shapes that Lemmy and PieFed read
// (wire reference 4.2).
#include "federation/messages/compose.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"

namespace collegium::federation {

using vocabulary::public_audience;

namespace {

// For everyone, by way of the community.
JsonText for_community(std::string_view object, std::string_view community) {
    auto members = JsonText::object();
    members.texts("to", {std::string{public_audience}})
        .texts("cc", {std::string{community}})
        .text("audience", community)
        .text("object", object);
    return members;
}

JsonText for_collection(std::string_view object, Collection collection, std::string_view community) {
    auto const name = collection == Collection::moderators ? "/moderators" : "/featured";
    auto members = for_community(object, community);
    members.text("target", std::string{community} + name);
    return members;
}

}  // namespace

Composed Composer::vote(Author const& author, std::string_view type, Judged const& judged) const {
    auto members = JsonText::object();
    members.texts("to", {judged.community, judged.author})
        .text("audience", judged.community)
        .text("object", judged.thing);
    return finish(author, type, members, ids_.next());
}

Composed Composer::like(Author const& author, Judged const& judged) const {
    return vote(author, "Like", judged);
}

Composed Composer::dislike(Author const& author, Judged const& judged) const {
    return vote(author, "Dislike", judged);
}

Composed Composer::flag(
    Author const& author, std::string_view to, std::vector<std::string> const& things, std::string_view reason
) const {
    auto members = JsonText::object();
    members.texts("to", {std::string{to}}).text("summary", reason).text("content", reason);
    // Lemmy reads one id, Mastodon many.
    if (things.size() == 1)
        members.text("object", things.front());
    else
        members.texts("object", things);
    return finish(author, "Flag", members, ids_.next());
}

Composed Composer::remove_thing(
    Author const& author, std::string_view thing, std::string_view community, std::string_view reason
) const {
    auto members = for_community(thing, community);
    return finish(author, "Delete", members.text("summary", reason), ids_.next());
}

Composed Composer::lock(
    Author const& author, std::string_view thing, std::string_view community, std::string_view reason
) const {
    auto members = for_community(thing, community);
    return finish(author, "Lock", members.text_unless_empty("summary", reason), ids_.next());
}

Composed Composer::block(
    Author const& author, std::string_view person, std::string_view community, std::string_view reason
) const {
    auto members = for_community(person, community);
    members.text("target", community).text_unless_empty("summary", reason);
    return finish(author, "Block", members, ids_.next());
}

Composed Composer::add(Author const& author, std::string_view what, Collection collection, std::string_view community)
    const {
    auto members = for_collection(what, collection, community);
    return finish(author, "Add", members, ids_.next());
}

Composed Composer::remove(
    Author const& author, std::string_view what, Collection collection, std::string_view community
) const {
    auto members = for_collection(what, collection, community);
    return finish(author, "Remove", members, ids_.next());
}

}  // namespace collegium::federation
