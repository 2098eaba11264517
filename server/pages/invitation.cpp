// The page behind an invitation: somebody chooses a name and becomes a member.
#include "config/log.hpp"
#include "federation/signing/fresh_keys.hpp"
#include "server/communities/joining.hpp"
#include "server/communities/running.hpp"
#include "server/dispatch.hpp"
#include "server/members/invitations.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/joining.hpp"
#include "server/pages/signing_in.hpp"

namespace collegium::server::pages {

using storage::Handle;
using storage::InvitationRecord;
using storage::Nothing;

namespace {

std::optional<InvitationRecord> invitation_of(App const& app, Call const& call) {
    auto const digest = members::invitation_digest(app.registry.secrets, call.names.front());
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return members::find_invitation(tx, tables, digest, app.node.clock.now());
    });
}

Response invitation_page(
    App const& app, Call const& call, std::vector<JoiningProblem> const& problems, unsigned status
) {
    Page page{app, call, "invitation", phrase("Become a member")};
    page.values().text("TOKEN", call.names.front());
    show_joining(app, call, page.values(), problems);
    auto response = page.render(status);
    response.with("X-Robots-Tag", "noindex");
    return response;
}

Response no_invitation(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no such invitation"});
}

// Makes the account. The slow parts, its password's hash and its keys, come before the change.
awaitable<Result<Nothing>> accept(App const& app, Call const& call) {
    auto account = typed_account(app, call.form);
    std::string password = call.form.text("password");
    account.record.password = co_await app.registry.passwords.hash(std::move(password));
    auto const keys = co_await federation::fresh_keys(app.node.workers);
    members::Maker const maker{app.node.settings, app.node.keyring, keys, app.node.clock.now()};
    auto const digest = members::invitation_digest(app.registry.secrets, call.names.front());
    storage::Store::Change<Nothing> change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return members::accept_invitation(tx, tables, maker, digest, account);
    };
    auto const made = co_await app.node.store.write(std::move(change));
    co_return made;
}

// Who invited them, if they may run the community: then theirs is its word. 0: who runs the machine, as any operator.
std::optional<Handle> facilitating_inviter(App const& app, InvitationRecord const& invitation) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Handle> {
        Member by{invitation.by, Handle{0}, storage::Roles::of(storage::Role::operator_), false};
        if (!invitation.by.empty()) {
            auto const account = tables.accounts.get(tx, invitation.by);
            if (!account) return std::nullopt;
            by = member_with(tx, tables, app.node.settings, invitation.by, *account);
        }
        bool const may = communities::may_run(tx, tables, invitation.community, by);
        return may ? std::optional{by.actor} : std::nullopt;
    });
}

// The community that the invitation names, at once. Whoever cannot join is a member of the school all the same.
awaitable<void> join(App const& app, Handle person, InvitationRecord const& invitation) {
    auto joined = Result<Nothing>{Nothing{}};
    if (auto const inviter = facilitating_inviter(app, invitation)) {
        joined = co_await communities::bring_in(app, invitation.community, *inviter, person);
    } else {
        std::string reason;  // whoever invited them knows it
        joined = co_await communities::join(app, person, invitation.community, std::move(reason));
    }
    if (!joined) log::warning("an invited member did not join", {{"detail", joined.error().detail()}});
}

std::vector<JoiningProblem> problems_after(Refusal refusal) {
    if (refusal.reason() == Reason::conflict && refusal.detail() == "the name is taken")
        return {{"name", phrase("Somebody has this name already. Choose another one.")}};
    return {
        {"name",
         phrase("This invitation gives a role that somebody else holds. Ask whoever invited you for another one.")}};
}

}  // namespace

awaitable<Response> get_invitation(App const& app, Call call) {
    if (!invitation_of(app, call)) co_return no_invitation(app, call);
    if (call.member) co_return Response::see_other("/");
    co_return invitation_page(app, call, {}, 200);
}

awaitable<Response> post_invitation(App const& app, Call call) {
    auto const invitation = invitation_of(app, call);
    if (!invitation || call.member) co_return no_invitation(app, call);
    auto const problems = joining_problems(app, call.form);
    if (!problems.empty()) co_return invitation_page(app, call, problems, 422);
    if (!app.address_tries.allows(address_block(call.client), app.node.clock.now()))
        co_return invitation_page(app, call, {{"name", too_many_tries_words}}, 429);
    auto const accepted = co_await accept(app, call);
    if (!accepted && accepted.error().reason() == Reason::gone) co_return no_invitation(app, call);
    if (!accepted) co_return invitation_page(app, call, problems_after(accepted.error()), 422);
    app.address_tries.give_back(address_block(call.client));

    std::string account = call.form.trimmed("name"), client = browser_name(call.request);
    auto const token = co_await app.sign_ins.start(std::move(account), false, std::move(client));
    if (!token) co_return refuse(app, call, token.error());
    auto const member = app.sign_ins.member_of(*token);
    bool const joins = member && invitation->community != Handle{0};
    if (joins) co_await join(app, member->actor, *invitation);
    co_return signed_in(app, *token, "/");
}

}  // namespace collegium::server::pages
