#include "server/backup/new_file.hpp"

#include "server/backup/problem.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <utility>

namespace collegium::server::backup {

namespace {

std::filesystem::path nearest_existing(std::filesystem::path folder) {
    while (!folder.empty() && folder != folder.root_path() && !std::filesystem::exists(folder))
        folder = folder.parent_path();
    return folder.empty() ? std::filesystem::path{"."} : folder;
}

}  // namespace

NewFile::NewFile(std::filesystem::path file, Taken taken)
    : file_{std::move(file)}, unfinished_{file_.string() + ".unfinished-" + std::to_string(getpid())} {
    std::error_code problem;
    if (file_.has_parent_path()) std::filesystem::create_directories(file_.parent_path(), problem);
    if (problem) fail(problem.value());
    if (taken == Taken::refused && std::filesystem::exists(file_))
        throw Problem{file_.string() + " is there already, and nothing is written over it: name another file"};
    descriptor_ = open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor_ < 0) fail(errno);
}

NewFile::~NewFile() {
    if (descriptor_ < 0) return;
    close(descriptor_);
    unlink(unfinished_.c_str());
}

void NewFile::write(crypto::ByteView bytes) {
    while (!bytes.empty()) {
        auto const written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail(written < 0 ? errno : ENOSPC);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        size_ += static_cast<std::uint64_t>(written);
    }
}

void NewFile::keep() {
    if (fsync(descriptor_) != 0 || rename(unfinished_.c_str(), file_.c_str()) != 0) fail(errno);
    close(std::exchange(descriptor_, -1));
    flush_folder(file_.parent_path());
}

void NewFile::fail(int error) const {
    auto const name = file_.string();
    if (error == ENOSPC || error == EDQUOT)
        throw Problem{
            name + ": the disk is full, and nothing was left half-written: make room in " +
            file_.parent_path().string() + " or name a folder on another disk, then run the command again"};
    if (error == EACCES || error == EPERM || error == EROFS)
        throw Problem{
            name + ": this user may not write there: name a folder that it may write to, or run it as its owner"};
    throw Problem{
        name + ": cannot be written (" + std::strerror(error) + "): look at the disk, or name another folder"};
}

void flush_folder(std::filesystem::path const& folder) {
    auto const where = folder.empty() ? std::filesystem::path{"."} : folder;
    int const descriptor = open(where.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    fsync(descriptor);
    close(descriptor);
}

void require_space(std::filesystem::path const& folder, std::uint64_t bytes) {
    std::error_code problem;
    auto const space = std::filesystem::space(nearest_existing(folder), problem);
    if (problem || space.available >= bytes) return;
    throw Problem{
        folder.string() + ": " + size_words(bytes) + " are needed and " + size_words(space.available) +
        " are free: make room there, or name a folder on another disk"};
}

std::string size_words(std::uint64_t bytes) {
    constexpr std::array<char const*, 5> units{"bytes", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    std::uint64_t tenths = bytes * 10;
    while (tenths >= 10'000 && unit + 1 < units.size()) {
        tenths /= 1000;
        ++unit;
    }
    auto text = std::to_string(tenths / 10);
    if (unit > 0 && tenths < 100) text += "." + std::to_string(tenths % 10);
    return text + " " + units[unit];
}

}  // namespace collegium::server::backup
