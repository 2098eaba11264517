#include "storage/store_file.hpp"

#include "storage/codec.hpp"
#include "storage/tree_check.hpp"

#include <array>
#include <bit>
#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace collegium::storage {

static_assert(std::endian::native == std::endian::little && sizeof(std::size_t) == 8);

namespace {

using layout::Meta;

constexpr std::size_t least_page = 512, largest_page = 65536;
constexpr unsigned tries = 100;  // to read what a writer does not change at this moment

std::span<std::uint8_t const> mapped(std::filesystem::path const& file) {
    auto const fail = [&] { throw std::system_error{errno, std::generic_category(), file.string()}; };
    int const descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) fail();
    struct stat found {};
    bool const known = fstat(descriptor, &found) == 0;
    auto const size = static_cast<std::size_t>(found.st_size);
    void* const bytes = known && size > 0 ? mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0) : nullptr;
    int const problem = errno;
    close(descriptor);
    errno = problem;
    if (!known || bytes == MAP_FAILED) fail();
    return {static_cast<std::uint8_t const*>(bytes), bytes == nullptr ? 0 : size};
}

struct Metas {
    std::size_t page_size{};  // 0: none can be read
    std::array<Meta, 2> both{};
    bool operator==(Metas const&) const = default;

    Meta const& newer() const noexcept { return both[0].snapshot < both[1].snapshot ? both[1] : both[0]; }
    Meta const& older() const noexcept { return both[0].snapshot < both[1].snapshot ? both[0] : both[1]; }
};

bool is_page_size(std::size_t size, std::size_t file) noexcept {
    return size >= least_page && size <= largest_page && std::has_single_bit(size) && file >= 2 * size;
}

// The size of pages stands in both metas, so the first one says where the second one is; if it is wrong, they differ.
Metas metas_of(std::span<std::uint8_t const> file) {
    if (file.size() < layout::page_header + layout::meta_size) return {};
    Metas metas;
    metas.both[0] = Meta::at(file);
    metas.page_size = metas.both[0].free.pad;
    if (!is_page_size(metas.page_size, file.size())) return {};
    metas.both[1] = Meta::at(file.subspan(metas.page_size));
    return metas;
}

// A writer may be changing one of them: what stays the same twice was read whole.
Metas settled_metas(std::span<std::uint8_t const> file) {
    auto metas = metas_of(file);
    for (unsigned i = 0; i < tries; ++i) {
        auto const again = metas_of(file);
        if (again == metas) break;
        metas = again;
    }
    return metas;
}

// Commits take turns between the two, so their numbers differ by one, and each has the parity of its place. A flipped
// number, which would quietly bring back the store of one commit before, is seen by that.
char const* problem_of(Metas const& metas) {
    if (metas.page_size == 0) return "the file does not begin as a store does, or it is cut short";
    for (std::size_t i = 0; i < 2; ++i) {
        auto const& meta = metas.both[i];
        bool const begins_well = meta.page == i && meta.flags == layout::meta && meta.magic == layout::magic &&
                                 meta.version == layout::data_version && meta.address == 0;
        if (!begins_well) return "one of the two first pages does not begin as it should";
        if (meta.snapshot != 0 && meta.snapshot % 2 != i) return "one of the two first pages has a number of the other";
        if (meta.free.pad != metas.page_size) return "the two first pages do not agree on the size of a page";
    }
    bool const fresh = metas.newer().snapshot == 0;
    if (!fresh && metas.newer().snapshot - metas.older().snapshot != 1)
        return "the two first pages do not follow each other: the newest commit may be lost";
    return nullptr;
}

Findings checked(
    std::span<std::uint8_t const> file,
    Metas const& metas,
    Meta const& meta,
    StoreFile::Progress const& progress,
    StoreFile::Visit const& visit
) {
    Findings findings;
    auto const* const problem = problem_of(metas);
    if (metas.page_size != 0 && meta.free.pad == metas.page_size)
        findings = TreeCheck{file, meta, progress, visit}.run();
    if (problem != nullptr) findings.add({0, "", "", problem});
    return findings;
}

}  // namespace

void Findings::add(Damage damage) {
    ++broken;
    if (damages.size() < most_told) damages.push_back(std::move(damage));
}

StoreFile::StoreFile(std::filesystem::path const& file) : bytes_{mapped(file)} {}

StoreFile::~StoreFile() {
    if (!bytes_.empty()) munmap(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size());
}

bool StoreFile::begins_well() const {
    return problem_of(settled_metas(bytes_)) == nullptr;
}

std::uint64_t StoreFile::told_size() const {
    auto const metas = settled_metas(bytes_);
    return metas.page_size == 0 ? 0 : (metas.newer().last_page + 1) * metas.page_size;
}

Findings StoreFile::check(Progress const& progress, Visit const& visit) const {
    auto const metas = metas_of(bytes_);
    return checked(bytes_, metas, metas.newer(), progress, visit);
}

std::optional<Findings> StoreFile::check_snapshot(ReadTx const& tx, Progress const& progress, Visit const& visit)
    const {
    auto const metas = settled_metas(bytes_);
    for (auto const& meta : metas.both)
        if (meta.snapshot == tx.number()) return checked(bytes_, metas, meta, progress, visit);
    if (problem_of(metas) != nullptr) return checked(bytes_, metas, metas.newer(), progress, visit);
    return std::nullopt;
}

Findings check_store(EngineOptions const& options, StoreFile::Progress const& progress, StoreFile::Visit const& visit) {
    auto const file = options.folder / StoreFile::name;
    if (StoreFile const before{file}; !before.begins_well())
        return before.check(progress, visit);  // the engine would trust it
    Engine const engine{options};
    for (unsigned i = 0; i < tries; ++i) {
        ReadTx const snapshot{engine};
        StoreFile const now{file};
        if (auto findings = now.check_snapshot(snapshot, progress, visit)) return *std::move(findings);
    }
    throw std::runtime_error{file.string() + ": is written to all the time: try again in a quieter minute"};
}

void require_openable(EngineOptions const& options) {
    auto const file = options.folder / StoreFile::name;
    std::error_code unknown;
    if (std::filesystem::file_size(file, unknown) == 0 || unknown) return;
    // What it has is asked for after what it says: who writes makes the file longer first.
    auto const told = StoreFile{file}.told_size();
    if (std::filesystem::file_size(file) >= told || check_store(options).is_whole()) return;
    throw CorruptRecord{
        file.string() +
        " ends in the middle: it was not written or copied to its end. Keep it, and bring back the newest backup that "
        "is "
        "whole ('collegium restore')"};
}

}  // namespace collegium::storage
