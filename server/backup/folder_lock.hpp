// FolderLock: one run at a time in a folder for backups. Another one would take pictures away that this one has just
// sealed.
#pragma once

#include <filesystem>

namespace collegium::server::backup {

class FolderLock {
public:
    // Makes the folder. Throws Problem while another run holds it.
    explicit FolderLock(std::filesystem::path const& folder);
    ~FolderLock();
    FolderLock(FolderLock const&) = delete;
    FolderLock& operator=(FolderLock const&) = delete;

private:
    int descriptor_ = -1;
};

}  // namespace collegium::server::backup
