#include "server/communities/templates.hpp"

#include "config/phrase.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::communities {

using storage::Answerers;
using storage::Audience;
using storage::CommunityKind;
using storage::JoinPolicy;

namespace {

constexpr std::array<FirstPage, 1> subject_pages{
    {{"What would you like to know about teaching this subject?",
      "Ask it here as a question of its own. Say which phase you teach and what you have tried."}}};

constexpr std::array<FirstPage, 2> project_pages{
    {{"What do we want to improve?", "Say it in a sentence or two, and how we would notice that it is better."},
     {"How do we want to improve it?", "Who does what, until when, and what does each side bring?"}}};

constexpr std::array<FirstPage, 1> teachmeet_pages{
    {{"What would you like to show, and in how many minutes?",
      "Two, five, seven or fifteen minutes. No slides are needed, and nothing is sold."}}};

constexpr std::array<FirstPage, 1> council_pages{
    {{"What should be different at our school?",
      "Say what you think, and why. A member of staff reads it before others do."}}};

constexpr std::array<FirstPage, 1> facilitator_pages{
    {{"What is hard about running your community?", "Somebody else has had the same trouble. Name no members."}}};

constexpr std::array<FirstPage, 1> network_pages{
    {{"What do our communities have in common, and what would each like from the others?",
      "One answer from each community is enough to begin with."}}};

constexpr std::array<Template, 7> all{{
    {CommunityKind::any,
     phrase("Something else"),
     phrase("Open to everybody; you change it afterwards."),
     JoinPolicy::open,
     Answerers::anyone,
     Audience::everyone,
     false,
     false,
     "",
     {}},
    {CommunityKind::subject,
     phrase("Subject network"),
     phrase("Everybody who teaches a subject or asks about it. Everyone reads it."),
     JoinPolicy::open,
     Answerers::anyone,
     Audience::everyone,
     false,
     false,
     "- Ask one thing at a time.\n- Say what you know from practice, and what from research.\n- Name no pupils.",
     subject_pages},
    {CommunityKind::project,
     phrase("Project team"),
     phrase("People who improve something together. Members read it."),
     JoinPolicy::apply,
     Answerers::members,
     Audience::community,
     false,
     false,
     "- What is said here stays with the team until it is agreed to share it.\n- Name no pupils.",
     project_pages},
    {CommunityKind::teachmeet,
     phrase("TeachMeet"),
     phrase("A meeting of short talks. Everyone reads it."),
     JoinPolicy::open,
     Answerers::anyone,
     Audience::everyone,
     false,
     false,
     "- Keep to your minutes.\n- Say who pays you, if anybody does.\n- Name no pupils.",
     teachmeet_pages},
    {CommunityKind::council,
     phrase("Student council"),
     phrase("Pupils of this school with two members of staff. It stays here, and a member of staff approves what is "
            "written."),
     JoinPolicy::invite,
     Answerers::members,
     Audience::here,
     true,
     true,
     "- Speak for those who chose you.\n- Be fair to people who are not here.\n- A member of staff reads everything "
     "first.",
     council_pages},
    {CommunityKind::facilitators,
     phrase("Facilitators"),
     phrase("Those who run communities, among themselves."),
     JoinPolicy::apply,
     Answerers::members,
     Audience::community,
     false,
     false,
     "- What is said about members stays here.",
     facilitator_pages},
    {CommunityKind::network,
     phrase("Network"),
     phrase("Communities and institutions with something in common. Everyone reads it."),
     JoinPolicy::apply,
     Answerers::anyone,
     Audience::everyone,
     false,
     false,
     "- Each community stays its own.\n- What is published is signed by who wrote it.",
     network_pages},
}};

}  // namespace

std::span<Template const> templates() noexcept {
    return all;
}

Template const& template_of(CommunityKind kind) noexcept {
    auto const found = std::ranges::find(all, kind, &Template::kind);
    return found == all.end() ? all.front() : *found;
}

storage::CommunityRecord terms_of(Template const& from) {
    storage::CommunityRecord terms;
    terms.kind = from.kind;
    terms.join = from.join;
    terms.answers = from.answers;
    terms.audience = from.audience;
    terms.holds = from.holds;
    terms.rules = from.rules;
    return terms;
}

}  // namespace collegium::server::communities
