#include "server/commands/command_tree.hpp"
#include "server/commands/commands.hpp"

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

}  // namespace

void add_record_commands(CommandTree& tree) {
    auto const given = std::make_shared<Given>();
    add_audit(tree, given);
    add_evidence(tree, given);
    add_papers(tree, given);
}

}  // namespace collegium::server::commands
