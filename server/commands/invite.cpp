#include "config/entropy.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/timeline.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"
#include "server/members/invitations.hpp"
#include "server/members/roles.hpp"
#include "server/members/words.hpp"

#include <iostream>

namespace collegium::server::commands {

using storage::InvitationRecord;
using storage::Nothing;

namespace {

storage::Handle community_named(Opened& opened, std::string const& name) {
    auto const community = opened.store.read([&](auto const& tx, auto const& tables) {
        return federation::timeline::find_community(tx, tables, opened.settings.node.domain, name);
    });
    if (!community || !community->local) throw CommandError{"there is no community '" + name + "' here"};
    return community->handle;
}

InvitationRecord record_of(Opened& opened, InviteOptions const& options) {
    InvitationRecord record;
    record.roles = roles_named(options.roles);
    record.pupil = options.pupil;
    auto const name = options.constituency.empty() ? (options.pupil ? "student" : "teacher") : options.constituency;
    auto const constituency = members::value_named(members::constituencies(), name);
    if (!constituency)
        throw CommandError{
            "there is no constituency '" + std::string{name} + "': use " +
            members::choices_of(members::constituencies())};
    record.constituency = *constituency;
    if (!options.community.empty()) record.community = community_named(opened, options.community);
    record.uses_left = options.uses;
    record.created = opened.clock.now();
    record.expires =
        record.created + std::chrono::days{options.days == 0 ? opened.settings.members.invitation_days : options.days};
    record.note = options.note;
    return record;
}

}  // namespace

Invited make_invitation(Opened& opened, InviteOptions const& options) {
    SystemEntropy entropy;
    members::Secrets const secrets{read_sealing_key(opened.settings.node.sealing_key), entropy};
    auto const record = record_of(opened, options);
    auto const token = secrets.fresh_token();
    // Who runs the machine may give whatever an operator may.
    auto const held = storage::Roles::of(storage::Role::operator_);
    storage::Store::Change<Nothing> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return members::add_invitation(tx, tables, members::invitation_digest(secrets, token), record, held);
    };
    static_cast<void>(value_or_error(opened.store.write_now(change), "cannot invite"));
    return {opened.settings.origin() + "/invitation/" + token, record.uses_left, record.expires};
}

void invite(std::filesystem::path const& config, InviteOptions const& options) {
    Opened opened{config};
    auto const made = make_invitation(opened, options);
    if (options.json) {
        auto json = federation::JsonText::object().text("address", made.address).number("uses", made.uses);
        std::cout << json.text("until", to_rfc3339(made.expires)).done() << '\n';
        return;
    }
    std::cout << made.address << '\n'
              << "Good for " << made.uses << (made.uses == 1 ? " person" : " people") << " until "
              << to_rfc3339(made.expires) << ". It is shown this once.\n";
}

}  // namespace collegium::server::commands
