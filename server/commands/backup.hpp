// The commands that look after a node's data. What goes wrong is thrown, as in commands.hpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace collegium::server::commands {

// How a backup is locked or opened: a passphrase from a file or a terminal, or a key of two halves.
struct BackupLock {
    std::filesystem::path passphrase_file;
    std::filesystem::path public_key;  // for making one
    std::filesystem::path secret_key;  // for reading one
};

struct BackupOptions {
    std::filesystem::path folder;
    BackupLock lock;
    bool with_keys = false;
    bool verify = false;            // restores what was made into a temporary folder, and checks that
    std::uint64_t keep = 0;         // newest backups that stay in the folder; 0: all
    std::filesystem::path drill;    // a backup that is verified, and none is made; empty: make one
    std::filesystem::path scratch;  // where it is restored to for the test; empty: the data folder
    bool json = false;
};

// Makes a backup, or verifies one, and notes how it went for the health page (backup/last.hpp).
void backup_node(std::filesystem::path const& config, BackupOptions const& options);

// Writes FILE, with the secret half of a key, and FILE.pub.
void make_backup_key(std::filesystem::path const& file);

struct RestoreOptions {
    std::filesystem::path file;
    std::filesystem::path keys;  // its .keys file; empty: the sealing key is in its place
    BackupLock lock;
    bool dry_run = false;
    bool json = false;
};

// Brings the node of a backup back: settings, sealing key, pictures, store, as far as they are not there.
void restore_node(std::filesystem::path const& config, RestoreOptions const& options);

// Everything of the node, or what it holds of one person, into a ZIP file that is not there yet.
void export_node(std::filesystem::path const& config, std::filesystem::path const& file, bool json);
void export_user(
    std::filesystem::path const& config, std::string const& name, std::filesystem::path const& file, bool json
);

// The keys of everybody here that signs, and those that signed before.
void list_keys(std::filesystem::path const& config, bool json);

// Gives them others: all, or those of these names. at_once: the old ones count no more, for keys that were stolen.
void rotate_keys(std::filesystem::path const& config, std::vector<std::string> const& names, bool at_once, bool json);

// Throws DamageFound if anything is broken, after it was listed.
void scrub_node(std::filesystem::path const& config, bool json);

}  // namespace collegium::server::commands
