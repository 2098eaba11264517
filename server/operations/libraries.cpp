#include "server/operations/libraries.hpp"

#include <lmdb.h>
#include <openssl/crypto.h>
#include <sodium/version.h>

#include <archive.h>
#include <charconv>
#include <cmark-gfm.h>
#include <curl/curl.h>
#include <git2.h>
#include <stdexcept>
#include <unicode/uversion.h>
#include <xapian.h>
#include <zstd.h>

namespace collegium::server::operations {

namespace {

constexpr std::string_view never_tried = "older ones were never tried with this program";

std::string dotted(int major, int minor, int patch) {
    return std::to_string(major) + '.' + std::to_string(minor) + '.' + std::to_string(patch);
}

std::string lmdb_version() {
    int major = 0, minor = 0, patch = 0;
    mdb_version(&major, &minor, &patch);
    return dotted(major, minor, patch);
}

std::string git2_version() {
    int major = 0, minor = 0, patch = 0;
    git_libgit2_version(&major, &minor, &patch);
    return dotted(major, minor, patch);
}

std::string icu_version() {
    UVersionInfo version{};
    u_getVersion(version);
    return dotted(version[0], version[1], version[2]);
}

// "0.29.0.gfm.6"
std::string cmark_version() {
    std::string version = cmark_version_string();
    if (auto const fork = version.find("gfm."); fork != version.npos) version.erase(fork, 4);
    return version;
}

std::string archive_version() {
    int const number = archive_version_number();  // 3006002
    return dotted(number / 1'000'000, number / 1'000 % 1'000, number % 1'000);
}

// Takes the number in front, and the dot behind it.
unsigned take_number(std::string_view& version) noexcept {
    unsigned number = 0;
    auto const* const end = std::from_chars(version.data(), version.data() + version.size(), number).ptr;
    version.remove_prefix(static_cast<std::size_t>(end - version.data()));
    if (version.starts_with('.'))
        version.remove_prefix(1);
    else
        version = {};
    return number;
}

}  // namespace

std::vector<Library> loaded_libraries() {
    return {
        {"OpenSSL",
         "libssl3",
         OpenSSL_version(OPENSSL_VERSION_STRING),
         "3.0.8",
         "CVE-2023-0286: a certificate reads memory"},
        {"libsodium", "libsodium23", sodium_version_string(), "1.0.18", never_tried},
        {"LMDB", "liblmdb0", lmdb_version(), "0.9.24", never_tried},
        {"Zstandard", "libzstd1", ZSTD_versionString(), "1.3.8", "CVE-2019-11922: packing writes beyond its room"},
        {"libcurl",
         "libcurl4",
         curl_version_info(CURLVERSION_NOW)->version,
         "7.86.0",
         "CVE-2022-42915: memory freed twice"},
        {"libarchive", "libarchive13", archive_version(), "3.6.2", "CVE-2022-36227: writes where no memory was had"},
        {"libgit2", "libgit2-1.5", git2_version(), "1.5.1", "CVE-2023-22742: believes any host"},
        {"cmark-gfm",
         "libcmark-gfm0.29.0.gfm.6",
         cmark_version(),
         "0.29.0.6",
         "CVE-2022-39209: links that take for ever"},
        {"ICU", "libicu72", icu_version(), "67.1", "CVE-2020-10531: long texts write beyond their room"},
        {"Xapian", "libxapian30", Xapian::version_string(), "1.4.6", "CVE-2018-0499: excerpts with markup in them"}};
}

bool is_older(std::string_view version, std::string_view other) noexcept {
    while (!version.empty() || !other.empty()) {
        auto const mine = take_number(version), theirs = take_number(other);
        if (mine != theirs) return mine < theirs;
    }
    return false;
}

void check_libraries(std::vector<Library> const& libraries) {
    for (auto const& each : libraries) {
        if (!is_older(each.loaded, each.least)) continue;
        std::string words{each.name};
        words += ' ' + each.loaded + " is installed, and a node serves with " + std::string{each.least};
        words += " at least (" + std::string{each.why} + "). Update the package " + std::string{each.package};
        throw std::runtime_error{words + " (apt-get update && apt-get upgrade), and start again."};
    }
}

}  // namespace collegium::server::operations
