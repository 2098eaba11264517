// NewFile: a file that is there whole or not at all, readable by this user alone.
#pragma once

#include "crypto/bytes.hpp"

#include <filesystem>
#include <string_view>

namespace collegium::server::backup {

class NewFile {
public:
    enum class Taken { refused, replaced };  // where a file of that name is there already

    // Makes the folder. Throws Problem, also later, when the disk is full or does not take it: with the remedy.
    explicit NewFile(std::filesystem::path file, Taken taken = Taken::refused);
    ~NewFile();  // unless it was kept, nothing is left of it
    NewFile(NewFile const&) = delete;
    NewFile& operator=(NewFile const&) = delete;

    void write(crypto::ByteView bytes);
    void write(std::string_view text) { write(crypto::bytes_of(text)); }

    // On disk under its name when this returns.
    void keep();

    std::uint64_t size() const noexcept { return size_; }

private:
    [[noreturn]] void fail(int error) const;

    std::filesystem::path file_;
    std::filesystem::path unfinished_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
};

// Waits until the names in a folder are on disk.
void flush_folder(std::filesystem::path const& folder);

// Throws Problem unless so many bytes are free where this folder is or will be.
void require_space(std::filesystem::path const& folder, std::uint64_t bytes);

// "1.5 GB"
std::string size_words(std::uint64_t bytes);

}  // namespace collegium::server::backup
