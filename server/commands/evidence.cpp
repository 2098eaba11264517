#include "server/safeguarding/evidence.hpp"

#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"

#include <fstream>
#include <iostream>
#include <sstream>

namespace collegium::server::commands {

void verify_evidence(std::filesystem::path const& file, std::string const& key) {
    std::ifstream stream{file, std::ios::binary};
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    if (!stream) throw CommandError{"cannot read " + file.string()};
    auto const seal = safeguarding::verify_pack(bytes.str());
    if (!seal.problem.empty()) throw CommandError{"the pack is not as it was sealed: " + seal.problem};
    if (!key.empty() && key != seal.key) throw CommandError{"the pack was sealed with another key: " + seal.key};
    std::cout << "The pack is as it was sealed: " << seal.files << " files.\nNode: " << seal.node
              << "\nMade: " << seal.made << "\nKey: " << seal.key << '\n';
    if (!seal.audit_head.empty()) std::cout << "Audit log: " << seal.audit_head << '\n';
    if (key.empty()) std::cout << "Compare the key with the one of the node's actor, or give it with --key.\n";
}

}  // namespace collegium::server::commands
