#include "server/media/picture_files.hpp"

#include "config/log.hpp"
#include "crypto/bytes.hpp"
#include "crypto/sodium.hpp"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace collegium::server::media {

namespace {

constexpr std::size_t digest_size = 20;
constexpr std::string_view unfinished = "incoming-";

struct Form {
    std::string_view type;
    std::string_view extension;
};
constexpr auto forms = std::to_array<Form>({{"image/jpeg", ".jpg"}, {"image/png", ".png"}, {"image/webp", ".webp"}});

std::string digest_of(std::string_view bytes, std::string_view mark) {
    crypto::require_sodium();
    auto const all = crypto::bytes_of(bytes), marked = crypto::bytes_of(mark);
    std::array<std::uint8_t, digest_size> digest{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, digest.size());
    crypto_generichash_update(&state, marked.data(), marked.size());
    crypto_generichash_update(&state, all.data(), all.size());
    crypto_generichash_final(&state, digest.data(), digest.size());
    return crypto::to_hex(digest);
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        auto const written = write(file, bytes.data(), bytes.size());
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return fsync(file) == 0;
}

bool write_new_file(std::filesystem::path const& path, std::string_view bytes) {
    auto const file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return false;
    bool const written = write_all(file, bytes);
    return close(file) == 0 && written;
}

// A name is on disk when its folder is.
bool flush_folder(std::filesystem::path const& path) {
    auto const folder = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return false;
    bool const flushed = fsync(folder) == 0;
    close(folder);
    return flushed;
}

}  // namespace

PictureFiles::PictureFiles(std::filesystem::path folder, std::uintmax_t most)
    : folder_{std::move(folder)}, most_{most} {
    std::filesystem::create_directories(folder_);
    for (auto const& entry : std::filesystem::directory_iterator{folder_})
        if (entry.path().filename().string().starts_with(unfinished)) std::filesystem::remove(entry.path());
    for (auto const& entry : std::filesystem::recursive_directory_iterator{folder_})
        if (entry.is_regular_file()) bytes_ += entry.file_size();
}

Result<std::string> PictureFiles::keep(std::string_view bytes, std::string_view type, std::string_view mark) const {
    auto const* const form = std::ranges::find(forms, type, &Form::type);
    if (form == forms.end()) return Refusal{Reason::wrong_type, "no form of ours"};
    auto const name = digest_of(bytes, mark) + std::string{form->extension};
    // Counted before it is written: two at once must not both fit into the last place.
    if (bytes_.fetch_add(bytes.size()) + bytes.size() > most_) {
        bytes_ -= bytes.size();
        log::warning(
            "no picture is taken any more: raise media.all_mib, or remove some", {{"folder", folder_.string()}}
        );
        return Refusal{Reason::unavailable, "all pictures together take up what media.all_mib allows"};
    }
    auto const path = path_of(name), fresh = folder_ / (std::string{unfinished} + name);
    std::error_code problem;
    std::filesystem::create_directories(path.parent_path(), problem);
    bool const written = !problem && write_new_file(fresh, bytes);
    if (written) std::filesystem::rename(fresh, path, problem);
    if (written && !problem && flush_folder(path.parent_path()) && flush_folder(folder_)) return name;
    bytes_ -= bytes.size();
    std::filesystem::remove(fresh, problem);
    std::filesystem::remove(path, problem);
    log::error("a picture could not be written", {{"folder", folder_.string()}});
    return Refusal{Reason::unavailable, "the disk does not take it"};
}

std::optional<std::string> PictureFiles::read(std::string_view name) const {
    if (!is_name(name)) return std::nullopt;
    std::ifstream in{path_of(name), std::ios::binary};
    if (!in) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>{in}, {}};
}

std::optional<std::uintmax_t> PictureFiles::size_of(std::string_view name) const {
    if (!is_name(name)) return std::nullopt;
    std::error_code problem;
    auto const size = std::filesystem::file_size(path_of(name), problem);
    return problem ? std::nullopt : std::optional{size};
}

void PictureFiles::remove(std::string_view name) const {
    auto const size = size_of(name);
    std::error_code problem;
    if (size && std::filesystem::remove(path_of(name), problem)) bytes_ -= *size;
}

bool PictureFiles::is_name(std::string_view name) noexcept {
    auto const is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    auto const digits = name.substr(0, digest_size * 2);
    return digits.size() == digest_size * 2 && std::ranges::all_of(digits, is_digit) && !type_of(name).empty();
}

bool PictureFiles::is_of(std::string_view name, std::string_view bytes, std::string_view mark) {
    return is_name(name) && name.substr(0, digest_size * 2) == digest_of(bytes, mark);
}

std::string_view PictureFiles::type_of(std::string_view name) noexcept {
    auto const extension = name.substr(std::min(digest_size * 2, name.size()));
    auto const* const form = std::ranges::find(forms, extension, &Form::extension);
    return form == forms.end() ? std::string_view{} : form->type;
}

std::filesystem::path PictureFiles::path_of(std::string_view name) const {
    return folder_ / name.substr(0, 2) / name;
}

}  // namespace collegium::server::media
