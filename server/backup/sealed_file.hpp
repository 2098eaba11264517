// The form of a backup's files: two plain lines that say what it is and how it is locked, then pieces of a sealed
// stream.
//
//     collegium-backup 1
//     {"domain":"school.example","made":"2026-11-29T15:37:58Z","lock":"passphrase",...}
//     24 bytes, then for each piece: its size in 4 bytes (big-endian), the piece
//
// The first byte of a piece says what it is part of. The two lines are bound to the first piece.
#pragma once

#include "config/clock.hpp"
#include "server/backup/lock.hpp"
#include "server/backup/new_file.hpp"

#include <fstream>

namespace collegium::server::backup {

enum class Part : std::uint8_t { store = 's', manifest = 'm', keys = 'k', picture = 'p', end = 'e' };

// What everybody may read who holds the file.
struct Head {
    std::string domain;
    Instant made{};
    std::string text;  // both lines, as they stand there
    std::string json;  // the second one
};

constexpr std::size_t piece_size = std::size_t{256} << 10;  // at most

class SealedWriter {
public:
    // head: both lines; empty for a file that has none (a picture).
    SealedWriter(std::filesystem::path const& file, crypto::StreamKey const& key, std::string const& head);

    void add(Part part, crypto::ByteView bytes);  // cut into pieces
    void keep();                                  // ends it: on disk when this returns
    std::uint64_t size() const noexcept { return file_.size(); }

    // Of a file without a head that holds so many bytes.
    static std::uint64_t sealed_size(std::uint64_t bytes) noexcept;

private:
    void put(Part part, crypto::ByteView bytes, bool last);

    NewFile file_;
    crypto::StreamSealer sealer_;
    std::string bound_;  // to the next piece
};

class SealedReader {
public:
    // Throw Problem, with the file's name and a remedy: no backup, made by a newer program, cut short, damaged.
    static Head head_of(std::filesystem::path const& file);
    SealedReader(std::filesystem::path const& file, crypto::StreamKey const& key, Head const* head);

    struct Piece {
        Part part;
        crypto::Bytes bytes;
    };
    // Nothing after the end that was written on purpose.
    std::optional<Piece> next();

    std::uint64_t read() const noexcept { return read_; }  // bytes of the file

private:
    crypto::Bytes take(std::size_t size);

    std::string name_;
    std::ifstream in_;
    std::uint64_t read_ = 0;
    std::optional<crypto::StreamOpener> opener_;
    std::string bound_;
    bool ended_ = false;
};

// The two lines of a file that is made now.
std::string head_text(std::string_view domain, Instant made, LockedKey const& locked);

}  // namespace collegium::server::backup
