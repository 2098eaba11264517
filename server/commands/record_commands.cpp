#include "server/commands/command_tree.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/retention.hpp"

#include <memory>
#include <string>

namespace collegium::server::commands {

namespace {

struct Given {
    std::filesystem::path file;
    std::filesystem::path into = "collegium-papers";
    std::string witness;
    std::string key;
    bool as_table = false;
    std::string kind;
    std::string name;
    std::string reason;
    std::string today;
};

void add_audit(CommandTree& tree, std::shared_ptr<Given> const& given) {
    auto& audit = tree.group("audit", "Who did or looked at what, with power over others");
    auto& copy = tree.reporting(tree.command(audit, "export", "Print the whole audit log", [&tree, given] {
        export_audit(tree.config(), given->as_table);
    }));
    copy.add_flag("--csv", given->as_table, "As a table; else one entry a line, as it is verified");
    auto& verify =
        tree.command(audit, "verify", "Check that nothing in the audit log was changed or removed", [&tree, given] {
            verify_audit(tree.config(), given->file, given->witness);
        });
    verify.add_option("--file", given->file, "An export to check, in place of the store; needs no settings");
    verify.add_option("--witness", given->witness, "What was noted down another day: the head that this prints");
}

void add_papers(CommandTree& tree, std::shared_ptr<Given> const& given) {
    auto& papers = tree.reporting(tree.command(
        tree.root(),
        "papers",
        "Write the papers for data protection, as the node is set up now",
        [&tree, given] { make_papers(tree.config(), given->into, tree.json()); }
    ));
    papers.add_option("--into", given->into, "A folder that holds none of them yet; else ./collegium-papers");
}

void add_evidence(CommandTree& tree, std::shared_ptr<Given> const& given) {
    auto& evidence = tree.group("evidence", "Packs of evidence of the safeguarding lead");
    auto& verify = tree.command(evidence, "verify", "Check that a pack is as it was sealed", [given] {
        verify_evidence(given->file, given->key);
    });
    verify.add_option("file", given->file, "The pack")->required();
    verify.add_option("--key", given->key, "The Multikey of the node that it must be sealed with");
}

void add_what_is_held(CLI::App& sub, std::shared_ptr<Given> const& given) {
    sub.add_option("kind", given->kind, "account, report or case")->required();
    sub.add_option("name", given->name, "The account's name, or the number that ends the address")->required();
}

void add_retention(CommandTree& tree, std::shared_ptr<Given> const& given) {
    auto& retention = tree.group("retention", "How long what is kept, and what must not go");
    tree.reporting(tree.command(retention, "show", "Show how long what is kept, as it is set now", [&tree] {
        show_retention(tree.config(), tree.json());
    }));
    tree.reporting(tree.command(retention, "list", "List what must not go, and why", [&tree] {
        list_holds(tree.config(), tree.json());
    }));
    tree.reporting(tree.command(retention, "log", "Show how much was disposed of when, and by which rule", [&tree] {
        show_disposals(tree.config(), tree.json());
    }));
    auto& hold = tree.reporting(tree.command(retention, "hold", "Keep an account or a case from going", [&tree, given] {
        put_hold(tree.config(), {given->kind, given->name}, given->reason, tree.json());
    }));
    add_what_is_held(hold, given);
    hold.add_option("--reason", given->reason, "Why; it stands in the audit log")->required();
    auto& release = tree.reporting(tree.command(retention, "release", "Let it go again when it is due", [&tree, given] {
        release_hold(tree.config(), {given->kind, given->name}, tree.json());
    }));
    add_what_is_held(release, given);
    auto& confirm = tree.reporting(tree.command(
        retention,
        "confirm",
        "Say that the clock is right, after it was doubted",
        [&tree, given] { confirm_clock(tree.config(), given->today, tree.json()); }
    ));
    confirm.add_option("--today", given->today, "The date of today, read elsewhere, as in 2026-09-01")->required();
}

}  // namespace

void add_record_commands(CommandTree& tree) {
    auto const given = std::make_shared<Given>();
    add_audit(tree, given);
    add_evidence(tree, given);
    add_papers(tree, given);
    add_retention(tree, given);
}

}  // namespace collegium::server::commands
