#include "server/backup/folder_lock.hpp"

#include "server/backup/problem.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace collegium::server::backup {

FolderLock::FolderLock(std::filesystem::path const& folder) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    auto const file = folder / ".lock";
    descriptor_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor_ < 0)
        throw Problem{
            file.string() + ": cannot be opened (" + std::strerror(errno) +
            "): name a folder that this user may write to; each user needs one of their own"};
    if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;  // some network disks know no locks
    close(descriptor_);
    throw Problem{folder.string() + ": another backup runs there: wait until it has ended, or name another folder"};
}

FolderLock::~FolderLock() {
    close(descriptor_);
}

}  // namespace collegium::server::backup
