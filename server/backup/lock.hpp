// How a backup is locked: by a passphrase, or for a public key whose secret half is kept elsewhere, so that the machine
// that makes backups cannot read old ones.
#pragma once

#include "crypto/sealed_stream.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace collegium::server::backup {

// For writing. One of the two.
struct Lock {
    std::string passphrase;
    crypto::Bytes public_half;
    crypto::PassphraseCost cost{};
};

// For reading: whatever the operator has.
struct Unlock {
    std::string passphrase;
    std::optional<crypto::SealingPair> pair;
};

// A file's first line of JSON says how it is locked, and no more than who holds the disk may know.
struct LockedKey {
    crypto::StreamKey key;
    std::string members;  // of that line, as in "\"lock\":\"passphrase\",..."
};
LockedKey lock(Lock const& how);

// Reads the same members. Throws Problem: the passphrase or the key is another one, or none was given.
crypto::StreamKey unlock(std::string const& file, std::string_view head_json, Unlock const& how);

// Whether the same line asks for a passphrase.
bool is_locked_by_passphrase(std::string_view head_json);

// The two halves of a fresh key, each in a file of its own: FILE, which only who restores needs, and FILE.pub. Throws
// Problem if one is there already.
void make_key_files(std::filesystem::path const& file);

// Throw Problem for a file that holds no such half.
crypto::Bytes read_public_half(std::filesystem::path const& file);
crypto::SealingPair read_secret_half(std::filesystem::path const& file);

// The first line of a file; from a terminal without showing it if the file is empty and standard input is one. Throws
// Problem if there is none, or fewer than 12 characters.
std::string read_passphrase(std::filesystem::path const& file, bool twice);

}  // namespace collegium::server::backup
