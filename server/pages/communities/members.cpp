// The members of a community of this node: who they are, who waits to be one, and what facilitators decide about that.
#include "federation/community/roll.hpp"
#include "federation/community/terms.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/logged.hpp"
#include "server/communities/joining.hpp"
#include "server/communities/running.hpp"
#include "server/dispatch.hpp"
#include "server/pages/communities/handlers.hpp"
#include "server/pages/communities/people.hpp"
#include "server/pages/community_tabs.hpp"
#include "storage/names.hpp"

namespace collegium::server::pages {

namespace community = federation::community;

using storage::Handle;
using storage::MembershipRecord;
using storage::MembershipState;

namespace {

constexpr std::size_t most_shown = 500;
constexpr std::size_t longest_reason = 1000;  // characters

struct MemberLine {
    timeline::ActorView person;
    MembershipRecord record;
    std::string reason;  // plain text
};

struct Roll {
    timeline::ActorView community;
    std::vector<MemberLine> lines;
    bool may_run = false;
};

std::string reason_of(storage::ReadTx const& tx, storage::Tables const& tables, MembershipRecord const& record) {
    if (record.state != MembershipState::applied) return {};
    auto const act = federation::logged_activity(tx, tables, record.seq);
    if (!act) return {};
    return federation::content::cut_characters(federation::text_member(act->root(), "summary"), longest_reason);
}

// Members of this node see who is in a community that everyone reads; else those see it who belong to it.
std::optional<Roll> roll_of(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Roll> {
        auto const found = timeline::find_community(tx, tables, app.node.settings.node.domain, call.names.front());
        if (!found || !found->local) return std::nullopt;
        Roll roll{*found, {}, communities::may_run(tx, tables, found->handle, *call.member)};
        bool const is_open = community::terms_of(tx, tables, found->handle).audience == storage::Audience::everyone;
        if (!is_open && !roll.may_run && !community::belongs(tx, tables, found->handle, call.member->actor))
            return std::nullopt;
        tables.members.ascend(tx, {found->handle, Handle{0}}, [&](storage::Edge const& key, auto const& record) {
            if (key.of != found->handle || roll.lines.size() == most_shown) return false;
            bool const shown =
                record.state == MembershipState::member || (roll.may_run && record.state != MembershipState::ended);
            auto const person = shown ? timeline::find_actor(tx, tables, key.by) : std::nullopt;
            if (person) roll.lines.push_back({*person, record, reason_of(tx, tables, record)});
            return true;
        });
        return roll;
    });
}

std::string_view part_of(MembershipState state) {
    if (state == MembershipState::applied) return "APPLICANT";
    return state == MembershipState::invited ? "INVITED" : "MEMBER";
}

Response members_page(App const& app, Call const& call, Roll const& roll, std::string_view problem, unsigned status) {
    Page page{
        app, call, "community_members", phrase("Members of {community}"), {{"community", roll.community.display}}};
    auto& values = page.values();
    values.text("PATH", community_path(roll.community));
    values.text("NAME", roll.community.display);
    show_community_tabs(values, call, roll.community, CommunityTab::members);
    for (auto const& each : roll.lines) {
        auto line = values.repeat(part_of(each.record.state));
        line.text("DISPLAY", each.person.display);
        line.text("ADDRESS", each.person.address());
        line.text("IRI", each.person.iri);
        if (!each.reason.empty()) line.repeat("REASON").text("WORDS", each.reason);
        if (each.record.until != Instant{}) line.repeat("UNTIL").day("DAY", each.record.until);
        if (roll.may_run) line.show("DECIDE");
    }
    if (roll.lines.empty()) values.show("NOBODY");
    if (!roll.may_run) return page.render(status);
    auto invite = values.repeat("INVITE");
    invite.text("PERSON", problem.empty() ? std::string{} : call.form.text("person"));
    invite.problem("person", problem);
    return page.render(status);
}

std::optional<communities::RollDecision> decision_in(Form const& form) {
    using enum communities::RollDecision;
    auto const& word = form.text("decision");
    if (word == "let-in") return let_in;
    if (word == "turn-down") return turn_down;
    if (word == "invite") return invite;
    if (word == "dismiss") return dismiss;
    return std::nullopt;
}

// Somebody who is on the page already, by their IRI; nothing for a name that was typed.
std::optional<Handle> listed_person(App const& app, std::string const& person) {
    if (!person.starts_with("https://")) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, person);
    });
}

std::string_view why_not_decided(Refusal refusal) {
    switch (refusal.reason()) {
        case Reason::unconcerned: return phrase("That is so already.");
        case Reason::not_allowed: return phrase("They were shut out of the community, or cannot join it.");
        default: return why_nobody(refusal);
    }
}

}  // namespace

awaitable<Response> get_community_members(App const& app, Call call) {
    auto const roll = roll_of(app, call);
    if (!roll) co_return refuse(app, call, {Reason::not_found, "no roll for this reader"});
    co_return members_page(app, call, *roll, "", 200);
}

awaitable<Response> post_community_members(App const& app, Call call) {
    auto const roll = roll_of(app, call);
    auto const decision = decision_in(call.form);
    if (!roll || !roll->may_run || !decision)
        co_return refuse(app, call, {Reason::not_found, "no such decision about members"});
    auto person = listed_person(app, call.form.text("person"));
    if (!person) {
        auto address = call.form.trimmed("person");
        auto const named = co_await person_named(app, std::move(address));
        if (!named) co_return members_page(app, call, *roll, why_nobody(named.error()), 422);
        person = *named;
    }
    auto const until = from_rfc3339(call.form.trimmed("until") + "T23:59:59Z").value_or(Instant{});
    auto const decided =
        co_await communities::decide_about(app, roll->community.handle, call.member->actor, *person, *decision, until);
    if (!decided) co_return members_page(app, call, *roll, why_not_decided(decided.error()), 422);
    co_return Response::see_other(community_path(roll->community) + "/members");
}

awaitable<Response> post_community_invitation(App const& app, Call call) {
    auto const found = community_of(app, call);
    if (!found) co_return refuse(app, call, {Reason::not_found, "no such community"});
    bool const accepted = call.form.text("decision") == "accept";
    auto const member = call.member->actor;
    auto const answered = co_await communities::answer_invitation(app, member, found->handle, accepted);
    if (!answered) co_return refuse(app, call, answered.error());
    co_return Response::see_other(community_path(*found));
}

}  // namespace collegium::server::pages
