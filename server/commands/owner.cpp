#include "server/commands/owner.hpp"

#include <cerrno>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace collegium::server::commands {

namespace {

void must(int answer, char const* what) {
    if (answer != 0) throw std::system_error{errno, std::generic_category(), what};
}

}  // namespace

void become_owner_of(std::filesystem::path const& folder) {
    struct stat found {};
    if (geteuid() != 0 || stat(folder.c_str(), &found) != 0 || found.st_uid == 0) return;
    // With the other groups that the service has, too: by one of them it may read its certificate.
    if (auto const* const owner = getpwuid(found.st_uid); owner != nullptr)
        must(initgroups(owner->pw_name, found.st_gid), "initgroups");
    else
        must(setgroups(1, &found.st_gid), "setgroups");
    must(setgid(found.st_gid), "setgid");
    must(setuid(found.st_uid), "setuid");
}

}  // namespace collegium::server::commands
