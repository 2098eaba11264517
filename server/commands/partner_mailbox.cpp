// Mailboxes at partners, agreed on from the terminal.
#include "federation/mailbox/agreement.hpp"
#include "federation/signing/sign.hpp"
#include "server/audit/audit.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/outside.hpp"

#include <iostream>

namespace collegium::server::commands {

namespace mailbox = federation::mailbox;

namespace {

void agree(Outside& outside, storage::Store::Change<storage::Nothing> change, std::string what, std::string host) {
    auto const noted =
        audit::noted(std::move(change), {"console", std::move(what), host, ""}, outside.opened.clock.now());
    static_cast<void>(value_or_error(outside.opened.store.write_now(noted), host));
}

void offer(Outside& outside, std::string const& host, std::string const& key) {
    if (key.empty())
        throw CommandError{
            "--key is missing: the operator there reads it to you from 'collegium partner mailbox use " +
            outside.opened.settings.node.domain + "'"};
    agree(outside, mailbox::offering(host, key, outside.opened.clock.now()), "offered a mailbox", host);
    std::cout << host
              << " fetches for itself from now on: nobody dials it, and what is for it waits here until it comes.\n"
              << "This is no partnership yet: introduce, agree and add work as with everybody.\n";
}

void use(Outside& outside, std::string const& host) {
    agree(outside, mailbox::using_it(host, outside.opened.clock.now()), "began to use a mailbox", host);
    auto const own = outside.opened.settings.node.domain;
    auto const key = federation::instance_signer(outside.node()).keys->ed25519.public_key().multikey();
    std::cout << "This node fetches at " << host << " what is for it, every few seconds while it serves.\n"
              << "Its operator must say, once, and again whenever this node changes its keys:\n"
              << "  collegium partner mailbox offer " << own << " --key " << key << '\n'
              << "Give it to them on a way on which you know each other: the key proves who comes.\n";
}

void end(Outside& outside, std::string const& host) {
    agree(outside, mailbox::ending(host), "ended a mailbox", host);
    std::cout << "There is no mailbox with " << host << " any more. What waits stays in the queue.\n";
}

}  // namespace

void set_mailbox(
    std::filesystem::path const& config, std::string const& action, std::string const& host, std::string const& key
) {
    Outside outside{config};
    require_other_domain(outside.opened.settings, host);
    if (action == "offer") offer(outside, host, key);
    if (action == "use") use(outside, host);
    if (action == "end") end(outside, host);
}

}  // namespace collegium::server::commands
