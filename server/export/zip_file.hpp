// ZipFile: an archive that every computer opens, written from its beginning to its end by libarchive. There whole or
// not at all, readable by this user alone.
#pragma once

#include "server/backup/new_file.hpp"

#include <exception>
#include <filesystem>
#include <string>
#include <string_view>

struct archive;

namespace collegium::server::exporting {

class ZipFile {
public:
    // Throws backup::Problem, also later, with the remedy. taken: what happens to a file that is there already.
    explicit ZipFile(std::filesystem::path file, backup::NewFile::Taken taken = backup::NewFile::Taken::refused);
    ~ZipFile();  // unless it was kept, nothing is left of it
    ZipFile(ZipFile const&) = delete;
    ZipFile& operator=(ZipFile const&) = delete;

    // A file of this name inside, of which the bytes come with `write`. Ends the one before.
    void begin(std::string const& name);
    void write(std::string_view bytes);

    void add(std::string const& name, std::string_view bytes);
    void add_file(std::string const& name, std::filesystem::path const& from);  // nothing happens if it is gone

    void keep();  // on disk when this returns

private:
    struct Calls;  // what libarchive calls back
    void check(long code);
    void finish_entry();

    backup::NewFile out_;
    std::exception_ptr broken_;
    archive* archive_;
    bool within_ = false;
};

}  // namespace collegium::server::exporting
