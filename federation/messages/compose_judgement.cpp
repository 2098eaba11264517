// What people think of things, and what facilitators decide about them: in the shapes that Lemmy and PieFed read
// (wire reference 4.2).
#include "federation/content/plain_text.hpp"
#include "federation/messages/compose.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"

namespace collegium::federation {

using vocabulary::public_audience;

// For everyone, by way of the community.
JsonText Composer::for_community(Author const& author, std::string_view community) const {
    return addressed(author, {{std::string{public_audience}}, {std::string{community}}, std::string{community}});
}

JsonText Composer::for_collection(
    Author const& author, std::string_view object, Collection collection, std::string_view community
) const {
    auto const name = collection == Collection::moderators ? "/moderators" : "/featured";
    auto members = for_community(author, community);
    members.text("object", object).text("target", std::string{community} + name);
    return members;
}

JsonText Composer::judging(Author const& author, Judged const& judged) const {
    Addressees addressees{{}, {}, judged.community};
    for (auto const& each : {judged.community, judged.author})
        if (!each.empty()) addressees.to.push_back(each);
    auto members = addressed(author, addressees);
    members.text("published", to_rfc3339_in_millis(clock_.now())).text("object", judged.thing);
    return members;
}

Composed Composer::like(Author const& author, Judged const& judged) const {
    auto members = judging(author, judged);
    return finish(author, "Like", members, ids_.next());
}

Composed Composer::dislike(Author const& author, Judged const& judged) const {
    auto members = judging(author, judged);
    return finish(author, "Dislike", members, ids_.next());
}

// A Like for everybody else.
Composed Composer::mark(Author const& author, storage::MarkKind kind, Judged const& judged) const {
    auto members = judging(author, judged);
    switch (kind) {
        case storage::MarkKind::useful: members.text("col:kind", "endorsement").text("col:axis", "useful"); break;
        case storage::MarkKind::evidenced: members.text("col:kind", "endorsement").text("col:axis", "evidenced"); break;
        case storage::MarkKind::wanted: members.text("col:kind", "support"); break;
        case storage::MarkKind::thanks: members.text("col:kind", "thanks"); break;
    }
    return finish(author, "Like", members, ids_.next());
}

Composed Composer::flag(
    Author const& author, std::string_view to, std::vector<std::string> const& things, std::string_view reason
) const {
    auto members = addressed(author, {{std::string{to}}, {}, {}});
    auto const words = content::from_plain_text(reason);
    members.text("summary", words).text("content", words);
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
    auto members = for_community(author, community);
    members.text("object", thing).text("summary", content::from_plain_text(reason));
    return finish(author, "Delete", members, ids_.next());
}

Composed Composer::lock(
    Author const& author, std::string_view thing, std::string_view community, std::string_view reason
) const {
    auto members = for_community(author, community);
    members.text("object", thing).text_unless_empty("summary", content::from_plain_text(reason));
    return finish(author, "Lock", members, ids_.next());
}

Composed Composer::block(
    Author const& author, std::string_view person, std::string_view community, std::string_view reason
) const {
    auto members = for_community(author, community);
    members.text("object", person)
        .text("target", community)
        .text_unless_empty("summary", content::from_plain_text(reason));
    return finish(author, "Block", members, ids_.next());
}

Composed Composer::approve(Author const& author, std::string_view thing, std::string_view community) const {
    auto members = addressed(author, {{std::string{community}}, {}, std::string{community}});
    members.text("object", thing);
    return finish(author, "Accept", members, ids_.next());
}

Composed Composer::add(Author const& author, std::string_view what, Collection collection, std::string_view community)
    const {
    auto members = for_collection(author, what, collection, community);
    return finish(author, "Add", members, ids_.next());
}

Composed Composer::remove(
    Author const& author, std::string_view what, Collection collection, std::string_view community
) const {
    auto members = for_collection(author, what, collection, community);
    return finish(author, "Remove", members, ids_.next());
}

}  // namespace collegium::federation
