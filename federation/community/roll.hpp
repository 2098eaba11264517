// Roll: who is a member of a community, apart from who follows it (needs B3). The record is kept where the community
// lives; a person's own node keeps what it was told. Joining an open community needs no answer but is given one; else
// a facilitator decides, or invites.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// That wait in one community; and of one other node, so that no partner takes the places of all. Each person has one.
constexpr std::size_t most_applications = 500;
constexpr std::size_t most_applications_of_a_host = 50;

constexpr Refusal too_many_apply{
    Reason::not_allowed, "too many wait already: ask again when the facilitators have decided about some of them"};
constexpr Refusal too_many_of_a_host{
    Reason::not_allowed,
    "too many of your node wait already: ask again when the facilitators have decided about some of them"};

// A member by the roll. Nobody else than the home of the community knows all of them.
bool is_member(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community, storage::Handle person
);

// A member, a facilitator, or, where everybody becomes a member, somebody who follows.
bool belongs(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community, storage::Handle person
);

// Somebody asks to be a member of the community that the act names. Who lost the answer asks again. Refuses not_found
// where there is no such community, not_allowed who was shut out, who would be one too many of those who wait (with one
// of the words above) and, of our own people, who was not invited; unconcerned what was overtaken.
Result<void> join(rules::Context const& context);

// Refuses unconcerned who is no member, or what was overtaken.
Result<void> leave(rules::Context const& context, Activity const& act);

// A facilitator, or the community, invites somebody. Refuses foreign for anybody else.
Result<void> invite(rules::Context const& context);

// Whether what is accepted or rejected is a Join or an Invite, or a Follow that waits as an application.
bool is_about_membership(rules::Context const& context);

// A facilitator or the community about who applied; who was invited about the invitation. Refuses foreign for anybody
// else, unconcerned where nothing waits.
Result<void> answer_membership(rules::Context const& context, bool accepted);

// A Remove from "<community>/members".
bool is_about_members(Activity const& activity);
Result<void> dismiss(rules::Context const& context);

// A Follow of a community of ours that was just kept: answered at once, or it waits with the application.
void answer_follow(rules::Context const& context, storage::Handle community, storage::Handle follower);

void enrol_followers(rules::Context const& context, storage::Handle community);

}  // namespace collegium::federation::community
