// Invitations, as those make and withdraw them who may.
#include "server/members/invitations.hpp"

#include "federation/timeline.hpp"
#include "server/dispatch.hpp"
#include "server/members/roles.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/page_language.hpp"
#include "server/pages/role_choices.hpp"

#include <charconv>

namespace collegium::server::pages {

using storage::InvitationRecord;
using storage::Nothing;

namespace {

constexpr std::string_view path = "/settings/invitations";
constexpr std::size_t longest_note = 200;  // bytes

// Operators see and withdraw everybody's.
std::string owner(Call const& call) {
    return call.member->roles.has(storage::Role::operator_) ? "" : call.member->account;
}

std::uint64_t number_in(Form const& form, std::string_view name, std::uint64_t otherwise) {
    auto const text = form.trimmed(name);
    if (text.empty()) return otherwise;
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

void show_open(App const& app, Call const& call, Values& values) {
    auto const now = app.node.clock.now();
    app.node.store.read([&](auto const& tx, auto const& tables) {
        for (auto const& each : members::open_invitations(tx, tables, owner(call), now)) {
            auto line = values.repeat("OPEN");
            line.text("ID", crypto::to_base64url(each.digest));
            line.text(
                "NOTE", each.record.note.empty() ? line.language().say(phrase("Without a note")) : each.record.note
            );
            line.text("BY", each.record.by.empty() ? line.language().say(phrase("the command line")) : each.record.by);
            line.words("FOR", members::named(members::constituencies(), each.record.constituency).words);
            show_held_roles(line, each.record.roles);
            if (each.record.pupil) line.show("PUPIL");
            line.number("USES", each.record.uses_left);
            line.day("UNTIL", each.record.expires);
        }
    });
}

void show_communities(App const& app, Values& values, std::string_view chosen) {
    app.node.store.read([&](auto const& tx, auto const& tables) {
        for (auto const& each : timeline::local_communities(tx, tables)) {
            auto option = values.repeat("COMMUNITY");
            option.text("NAME", each.name);
            option.text("WORDS", each.display);
            if (each.name == chosen) option.show("CHOSEN");
        }
    });
}

// address: of the one that was just made; empty: none was.
Response invitations_page(
    App const& app, Call const& call, std::string const& address, std::string_view problem, unsigned status
) {
    Page page{app, call, "settings_invitations", phrase("Invitations")};
    auto& values = page.values();
    values.refused(problem);
    if (!address.empty()) values.repeat("FRESH").text("ADDRESS", address);
    auto const offered = members::roles_to_give(call.member->roles);
    show_roles(values, offered, address.empty() ? roles_in(call.form, offered) : storage::Roles{});
    auto const constituency = members::value_named(members::constituencies(), call.form.text("constituency"));
    show_choice(values, "CONSTITUENCY", members::constituencies(), constituency.value_or(storage::Constituency{}));
    auto const belonging = members::value_named(members::belongings(), call.form.text("belonging"));
    show_choice(values, "BELONGING", members::belongings(), belonging.value_or(storage::Belonging{}));
    show_communities(app, values, call.form.text("community"));
    auto const days = app.node.settings.members.invitation_days;
    values.text("USES", call.form.has("uses") ? call.form.text("uses") : "1");
    values.text("DAYS", call.form.has("days") ? call.form.text("days") : std::to_string(days));
    values.text("NOTE_TYPED", address.empty() ? call.form.text("note") : "");
    show_open(app, call, values);
    return page.render(status);
}

Result<InvitationRecord> invitation_in(App const& app, Call const& call) {
    auto const& form = call.form;
    InvitationRecord record;
    record.by = call.member->account;
    record.roles = roles_in(form, members::roles_to_give(call.member->roles));
    record.pupil = form.has("pupil");
    auto const constituency = members::value_named(members::constituencies(), form.text("constituency"));
    record.constituency =
        record.pupil ? storage::Constituency::student : constituency.value_or(storage::Constituency{});
    record.belonging =
        members::value_named(members::belongings(), form.text("belonging")).value_or(storage::Belonging{});
    record.uses_left = number_in(form, "uses", 1);
    auto const days = number_in(form, "days", app.node.settings.members.invitation_days);
    if (days == 0 || days > 365) return Refusal{Reason::malformed, "choose 1 to 365 days"};
    if (form.trimmed("note").size() > longest_note) return Refusal{Reason::malformed, "the note is too long"};
    record.note = form.trimmed("note");
    record.created = app.node.clock.now();
    record.expires = record.created + std::chrono::days{days};
    if (auto const name = form.text("community"); !name.empty()) {
        auto const community = app.node.store.read([&](auto const& tx, auto const& tables) {
            return timeline::find_community(tx, tables, app.node.settings.node.domain, name);
        });
        if (!community || !community->local) return Refusal{Reason::malformed, "choose one of the communities here"};
        record.community = community->handle;
    }
    return record;
}

std::string problem_words(languages::Language const& language, Refusal refusal) {
    auto const why = language.say(refusal.detail());
    return language.say(phrase("The invitation was not made: {why}."), {{"why", why}});
}

}  // namespace

awaitable<Response> get_invitations(App const& app, Call call) {
    if (!members::may_invite(call.member->roles)) co_return refuse(app, call, {Reason::not_found, "may not invite"});
    co_return invitations_page(app, call, "", "", 200);
}

awaitable<Response> post_invitations(App const& app, Call call) {
    if (!members::may_invite(call.member->roles)) co_return refuse(app, call, {Reason::not_found, "may not invite"});
    auto const record = invitation_in(app, call);
    if (!record) co_return invitations_page(app, call, "", problem_words(language_for(app, call), record.error()), 422);
    auto const token = app.registry.secrets.fresh_token();
    storage::Store::Change<Nothing> change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        auto const digest = members::invitation_digest(app.registry.secrets, token);
        return members::add_invitation(tx, tables, digest, *record, call.member->roles);
    };
    auto const added = co_await app.node.store.write(std::move(change));
    if (!added) co_return invitations_page(app, call, "", problem_words(language_for(app, call), added.error()), 422);
    co_return invitations_page(app, call, app.node.settings.origin() + "/invitation/" + token, "", 200);
}

awaitable<Response> post_withdraw_invitation(App const& app, Call call) {
    auto const digest = digest_in(call.form, "id");
    if (!digest) co_return Response::see_other(path);
    storage::Store::Change<Nothing> change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return members::withdraw_invitation(tx, tables, *digest, owner(call));
    };
    auto const withdrawn = co_await app.node.store.write(std::move(change));
    if (!withdrawn) co_return refuse(app, call, withdrawn.error());
    co_return Response::see_other(path);
}

}  // namespace collegium::server::pages
