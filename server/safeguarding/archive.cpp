#include "server/safeguarding/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <memory>
#include <stdexcept>

namespace collegium::server::safeguarding {

namespace {

constexpr std::size_t most_files = 10'000, most_bytes = std::size_t{256} << 20;

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;
using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;
using FileEntry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

void check(archive* from, long long outcome) {
    if (outcome < ARCHIVE_OK) throw std::runtime_error{std::string{"libarchive: "} + archive_error_string(from)};
}

la_ssize_t append(archive*, void* into, void const* bytes, std::size_t size) {
    static_cast<std::string*>(into)->append(static_cast<char const*>(bytes), size);
    return static_cast<la_ssize_t>(size);
}

bool is_plain(std::string_view path) {
    return !path.empty() && path.front() != '/' && path.find("..") == std::string_view::npos;
}

// The bytes of the file that is at hand; nothing if there are more than `most`, or the archive is broken.
std::optional<std::string> bytes_of_file(archive* from, std::size_t most) {
    std::string bytes;
    char part[16384];
    for (;;) {
        auto const size = archive_read_data(from, part, sizeof part);
        if (size == 0) return bytes;
        if (size < 0 || bytes.size() + static_cast<std::size_t>(size) > most) return std::nullopt;
        bytes.append(part, static_cast<std::size_t>(size));
    }
}

}  // namespace

std::string to_tar(std::map<std::string, std::string> const& files, std::int64_t seconds) {
    std::string tar;
    Writer writer{archive_write_new(), &archive_write_free};
    check(writer.get(), archive_write_set_format_pax_restricted(writer.get()));
    check(writer.get(), archive_write_open2(writer.get(), &tar, nullptr, &append, nullptr, nullptr));
    for (auto const& [path, bytes] : files) {
        FileEntry entry{archive_entry_new(), &archive_entry_free};
        archive_entry_set_pathname(entry.get(), path.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0600);
        archive_entry_set_mtime(entry.get(), seconds, 0);
        check(writer.get(), archive_write_header(writer.get(), entry.get()));
        check(writer.get(), archive_write_data(writer.get(), bytes.data(), bytes.size()));
    }
    check(writer.get(), archive_write_close(writer.get()));
    return tar;
}

std::optional<std::map<std::string, std::string>> from_tar(std::string_view tar) {
    Reader reader{archive_read_new(), &archive_read_free};
    check(reader.get(), archive_read_support_format_tar(reader.get()));
    if (archive_read_open_memory(reader.get(), tar.data(), tar.size()) != ARCHIVE_OK) return std::nullopt;
    std::map<std::string, std::string> files;
    std::size_t left = most_bytes;
    archive_entry* entry = nullptr;
    for (;;) {
        auto const next = archive_read_next_header(reader.get(), &entry);
        if (next == ARCHIVE_EOF) return files;
        if (next != ARCHIVE_OK || files.size() == most_files || archive_entry_filetype(entry) != AE_IFREG)
            return std::nullopt;
        auto const* const path = archive_entry_pathname(entry);
        auto bytes = bytes_of_file(reader.get(), left);
        if (path == nullptr || !is_plain(path) || !bytes) return std::nullopt;
        left -= bytes->size();
        if (!files.emplace(path, *std::move(bytes)).second) return std::nullopt;
    }
}

}  // namespace collegium::server::safeguarding
