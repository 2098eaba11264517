// Composing: joining a community, leaving it, inviting and letting in, put into words of the wire (needs B3). All of it
// is between the community and one person.
#pragma once

#include "federation/messages/compose.hpp"

namespace collegium::federation {

class MembershipComposer {
public:
    MembershipComposer(std::string origin, Clock const& clock, storage::IdSource& ids)
        : origin_{std::move(origin)}, clock_{clock}, ids_{ids} {}

    // Why somebody wants to join: plain text, may be empty.
    Composed join(Author const& author, std::string_view community, std::string_view reason = {}) const;
    Composed leave(Author const& author, std::string_view community) const;

    // What facilitators decide: the community hears it, and tells whom it is about. until: 1970 for no end.
    Composed accept_application(
        Author const& author, Activity const& application, std::string_view community, Instant until = {}
    ) const;
    Composed reject_application(Author const& author, Activity const& application, std::string_view community) const;
    Composed dismiss(Author const& author, std::string_view person, std::string_view community) const;

    // By a facilitator to the community, and by the community to the person.
    Composed invite(Author const& author, std::string_view community, std::string_view person) const;

    // What a community tells a person by itself.
    Composed let_in(Author const& community, Activity const& asked, Instant until) const;
    Composed tell_dismissed(Author const& community, std::string_view person) const;

    // By who was invited.
    Composed answer_invitation(
        Author const& author, Activity const& invitation, std::string_view community, bool accepted
    ) const;

private:
    JsonText act(Author const& author, std::string_view type, std::string_view folder, std::string_view to) const;
    Composed finished(Author const& author, JsonText& members) const;

    std::string origin_;
    Clock const& clock_;
    storage::IdSource& ids_;
};

}  // namespace collegium::federation
