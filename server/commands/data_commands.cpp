#include "server/commands/backup.hpp"
#include "server/commands/command_tree.hpp"
#include "server/commands/erase.hpp"

#include <memory>
#include <string>
#include <vector>

namespace collegium::server::commands {

namespace {

struct Words {
    BackupOptions backup;
    RestoreOptions restore;
    std::filesystem::path file;
    std::string name;
    std::vector<std::string> names;
    bool at_once = false;
    bool dry_run = false;
};

void add_lock(CLI::App& sub, BackupLock& lock) {
    sub.add_option("--passphrase-file", lock.passphrase_file, "File whose first line is the passphrase");
    sub.add_option("--secret-key", lock.secret_key, "File with the secret half of the key that it is locked for");
}

void add_backup(CommandTree& tree, std::shared_ptr<Words> const& words) {
    auto& given = words->backup;
    auto& backup =
        tree.reporting(tree.command(tree.root(), "backup", "Copy the node, sealed, while it serves", [&tree, words] {
            words->backup.json = tree.json();
            backup_node(tree.config(), words->backup);
        }));
    backup.add_option("folder", given.folder, "Where backups lie, best on another disk or machine");
    add_lock(backup, given.lock);
    backup.add_option("--public-key", given.lock.public_key, "File with the public half of a key to lock it for");
    backup.add_flag("--with-keys", given.with_keys, "The sealing key as well, in a file of its own");
    backup.add_flag("--verify", given.verify, "Restore it into a temporary folder and check everything");
    backup.add_option("--verify-only", given.drill, "Make none; restore this one into a temporary folder");
    backup.add_option("--scratch", given.scratch, "Where that folder is made; else in the data folder");
    backup.add_option("--keep", given.keep, "How many of the newest backups stay there; else all");
    auto& key = tree.command(tree.root(), "backup-key", "Make a key that backups are locked for", [words] {
        make_backup_key(words->file);
    });
    key.add_option("file", words->file, "For its secret half; FILE.pub gets the public one")->required();
}

void add_restore(CommandTree& tree, std::shared_ptr<Words> const& words) {
    auto& given = words->restore;
    auto& restore =
        tree.reporting(tree.command(tree.root(), "restore", "Bring a node back from a backup", [&tree, words] {
            words->restore.json = tree.json();
            restore_node(tree.config(), words->restore);
        }));
    restore.add_option("file", given.file, "The backup: a file that ends with .backup")->required();
    add_lock(restore, given.lock);
    restore.add_option("--keys", given.keys, "Its .keys file, if the sealing key is lost");
    restore.add_flag("--dry-run", given.dry_run, "Check everything and say what would be done");
}

void add_export(CommandTree& tree, CLI::App& user, std::shared_ptr<Words> const& words) {
    auto& all = tree.reporting(tree.command(
        tree.root(),
        "export",
        "Everything, to be read without this program (ZIP)",
        [&tree, words] { export_node(tree.config(), words->file, tree.json()); }
    ));
    all.add_option("file", words->file, "A ZIP file that is not there yet")->required();
    auto& one =
        tree.reporting(tree.command(user, "export", "What is held of a person, for them to read (ZIP)", [&tree, words] {
            export_user(tree.config(), words->name, words->file, tree.json());
        }));
    one.add_option("name", words->name, "Whom")->required();
    one.add_option("file", words->file, "A ZIP file that is not there yet")->required();
}

void add_erasure(CommandTree& tree, CLI::App& user, std::shared_ptr<Words> const& words) {
    auto& erase = tree.reporting(tree.command(
        user,
        "erase",
        "Erase a person with all that they wrote, here and wherever it went",
        [&tree, words] { erase_user(tree.config(), words->name, words->dry_run, tree.json()); }
    ));
    erase.add_option("name", words->name, "Whom")->required();
    erase.add_flag("--dry-run", words->dry_run, "Say what would be erased and who would be asked to do the same");
    tree.reporting(tree.command(
        user,
        "erasures",
        "List who was erased, and which institutions have confirmed it",
        [&tree] { list_erasures(tree.config(), tree.json()); }
    ));
}

void add_keys(CommandTree& tree, std::shared_ptr<Words> const& words) {
    auto& keys = tree.group("keys", "Keys by which others know what is ours");
    tree.reporting(tree.command(keys, "list", "List who signs here, and with which keys", [&tree] {
        list_keys(tree.config(), tree.json());
    }));
    auto& rotate = tree.reporting(tree.command(keys, "rotate", "Sign with other keys from now on", [&tree, words] {
        rotate_keys(tree.config(), words->names, words->at_once, tree.json());
    }));
    rotate.add_option("name", words->names, "A person, a community, or the node's domain; without: all");
    rotate.add_flag("--at-once", words->at_once, "The old ones count no more, as when they were stolen");
}

}  // namespace

void add_data_commands(CommandTree& tree, CLI::App& user) {
    auto const words = std::make_shared<Words>();
    add_backup(tree, words);
    add_restore(tree, words);
    tree.reporting(tree.command(tree.root(), "scrub", "Read everything on the disk, and list what is damaged", [&tree] {
        scrub_node(tree.config(), tree.json());
    }));
    add_export(tree, user, words);
    add_erasure(tree, user, words);
    add_keys(tree, words);
}

}  // namespace collegium::server::commands
