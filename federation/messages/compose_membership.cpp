#include "federation/messages/compose_membership.hpp"

#include "federation/messages/signed_act.hpp"
#include "federation/messages/vocabulary.hpp"

namespace collegium::federation {

namespace {

void add_end(JsonText& members, Instant until) {
    if (until != Instant{}) members.text("endTime", to_rfc3339(until));
}

std::string members_of_community(std::string_view community) {
    return std::string{community} + "/members";
}

}  // namespace

Composed MembershipComposer::join(Author const& author, std::string_view community, std::string_view reason) const {
    auto members = act(author, "Join", "join", community);
    members.text("object", community).text_unless_empty("summary", reason);
    return finished(author, members);
}

Composed MembershipComposer::leave(Author const& author, std::string_view community) const {
    auto members = act(author, "Leave", "leave", community);
    members.text("object", community);
    return finished(author, members);
}

Composed MembershipComposer::accept_application(
    Author const& author, Activity const& application, std::string_view community, Instant until
) const {
    auto members = act(author, "Accept", "accept", community);
    members.text("object", application.id().text());
    add_end(members, until);
    return finished(author, members);
}

Composed MembershipComposer::reject_application(
    Author const& author, Activity const& application, std::string_view community
) const {
    auto members = act(author, "Reject", "reject", community);
    members.text("object", application.id().text());
    return finished(author, members);
}

Composed MembershipComposer::dismiss(Author const& author, std::string_view person, std::string_view community) const {
    auto members = act(author, "Remove", "remove", community);
    members.text("object", person).text("target", members_of_community(community));
    return finished(author, members);
}

Composed MembershipComposer::invite(Author const& author, std::string_view community, std::string_view person) const {
    auto members = act(author, "Invite", "invite", author.iri == community ? person : community);
    members.text("object", community).text("target", person);
    return finished(author, members);
}

Composed MembershipComposer::let_in(Author const& community, Activity const& asked, Instant until) const {
    auto members = act(community, "Accept", "accept", asked.actor().text());
    members.raw("object", asked.bytes());
    add_end(members, until);
    return finished(community, members);
}

Composed MembershipComposer::tell_dismissed(Author const& community, std::string_view person) const {
    auto members = act(community, "Remove", "remove", person);
    members.text("object", person).text("target", members_of_community(community.iri));
    return finished(community, members);
}

Composed MembershipComposer::answer_invitation(
    Author const& author, Activity const& invitation, std::string_view community, bool accepted
) const {
    auto members = act(author, accepted ? "Accept" : "Reject", accepted ? "accept" : "reject", community);
    members.text("object", invitation.id().text());
    return finished(author, members);
}

// With milliseconds: somebody may join and leave in one second.
JsonText MembershipComposer::act(
    Author const& author, std::string_view type, std::string_view folder, std::string_view to
) const {
    auto const addressees = author.stays ? kept_here(origin_, {}) : Addressees{{std::string{to}}, {}, {}};
    auto members = JsonText::object();
    members.raw("@context", vocabulary::activity_context)
        .text("id", origin_ + "/activities/" + std::string{folder} + "/" + digits(ids_.next()))
        .text("type", type)
        .text("actor", author.iri)
        .texts("to", addressees.to)
        .text("published", to_rfc3339_in_millis(clock_.now()));
    return members;
}

Composed MembershipComposer::finished(Author const& author, JsonText& members) const {
    return {signed_act(author, clock_, members), ids_.next()};
}

}  // namespace collegium::federation
