#include "server/export/zip_file.hpp"

#include "server/backup/problem.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <fstream>
#include <new>

namespace collegium::server::exporting {

// No exception may pass through C: it waits here until libarchive has returned.
struct ZipFile::Calls {
    static la_ssize_t write(archive*, void* self, void const* bytes, std::size_t size) {
        auto& zip = *static_cast<ZipFile*>(self);
        try {
            zip.out_.write({static_cast<std::uint8_t const*>(bytes), size});
            return static_cast<la_ssize_t>(size);
        } catch (...) {
            zip.broken_ = std::current_exception();
            return -1;
        }
    }
};

ZipFile::ZipFile(std::filesystem::path file, backup::NewFile::Taken taken)
    : out_{std::move(file), taken}, archive_{archive_write_new()} {
    if (archive_ == nullptr) throw std::bad_alloc{};
    archive_write_set_format_zip(archive_);
    archive_write_set_bytes_in_last_block(archive_, 1);
    check(archive_write_open(archive_, this, nullptr, &Calls::write, nullptr));
}

ZipFile::~ZipFile() {
    if (archive_ != nullptr) archive_write_free(archive_);
}

void ZipFile::begin(std::string const& name) {
    finish_entry();
    auto* const entry = archive_entry_new();
    archive_entry_set_pathname_utf8(entry, name.c_str());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0600);
    auto const code = archive_write_header(archive_, entry);
    archive_entry_free(entry);
    check(code);
    within_ = true;
}

void ZipFile::write(std::string_view bytes) {
    if (!bytes.empty()) check(archive_write_data(archive_, bytes.data(), bytes.size()));
}

void ZipFile::add(std::string const& name, std::string_view bytes) {
    begin(name);
    write(bytes);
}

void ZipFile::add_file(std::string const& name, std::filesystem::path const& from) {
    std::ifstream in{from, std::ios::binary};
    if (!in) return;
    begin(name);
    std::array<char, 65536> part{};
    while (in.read(part.data(), part.size()) || in.gcount() > 0)
        write({part.data(), static_cast<std::size_t>(in.gcount())});
}

void ZipFile::keep() {
    finish_entry();
    check(archive_write_close(archive_));
    out_.keep();
}

void ZipFile::finish_entry() {
    if (within_) check(archive_write_finish_entry(archive_));
    within_ = false;
}

void ZipFile::check(long code) {
    if (broken_) std::rethrow_exception(broken_);
    if (code >= 0) return;
    auto const* const why = archive_error_string(archive_);
    throw backup::Problem{
        std::string{"the archive cannot be written ("} + (why == nullptr ? "no reason given" : why) +
        "): look at the disk, or name another folder"};
}

}  // namespace collegium::server::exporting
