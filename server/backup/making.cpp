#include "server/backup/making.hpp"

#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "server/backup/folder_lock.hpp"
#include "server/backup/manifest.hpp"
#include "server/backup/problem.hpp"
#include "server/backup/sealed_file.hpp"
#include "server/media/picture_files.hpp"
#include "storage/store_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <thread>
#include <unistd.h>

namespace collegium::server::backup {

namespace {

constexpr std::string_view backup_ending = ".backup", pictures_ending = ".pictures", keys_ending = ".keys";

// "2026-11-29T15:37:58Z" => "20261129T153758Z"
std::string stamp_of(Instant when) {
    auto text = to_rfc3339(when);
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

void check_folder(Order const& order) {
    auto const inside = std::filesystem::weakly_canonical(order.folder);
    auto const data = std::filesystem::weakly_canonical(order.settings.node.data);
    auto const [end, rest] = std::ranges::mismatch(data, inside);
    if (end == data.end())
        throw Problem{
            order.folder.string() +
            " lies in the node's own data folder and would be lost with it: name a folder on "
            "another disk or machine"};
}

void check_whole(storage::EngineOptions const& options, Progress& progress) {
    progress.begin("checking the store", 1);
    auto const findings = storage::check_store(options, [&](std::uint64_t done, std::uint64_t total) {
        if (done < 512) progress.begin("checking the store", total);
        progress.reached(done);
    });
    if (findings.is_whole()) return;
    throw Problem{
        "the store is damaged in " + std::to_string(findings.broken) +
        " places and was not copied: 'collegium scrub' lists them; bring back the newest backup that is whole, and "
        "look at "
        "the disk and the memory of this machine"};
}

// Sends a copy of the store down a pipe while this thread takes it from there, so that it lies nowhere unsealed.
class StoreCopy {
public:
    explicit StoreCopy(storage::Engine const& engine) {
        if (pipe(ends_.data()) != 0) throw Problem{"no pipe can be opened: too many files are open on this machine"};
        thread_ = std::thread{[this, &engine] {
            try {
                engine.copy_to(ends_[1]);
            } catch (...) {
                broken_ = std::current_exception();
            }
            close(ends_[1]);
        }};
    }
    ~StoreCopy() {
        close(ends_[0]);  // ends the other side too, if it still writes
        if (thread_.joinable()) thread_.join();
    }
    StoreCopy(StoreCopy const&) = delete;
    StoreCopy& operator=(StoreCopy const&) = delete;

    // As much as is there, at most a piece; nothing at the end.
    crypto::Bytes next() {
        crypto::Bytes bytes(piece_size);
        std::size_t filled = 0;
        while (filled < bytes.size()) {
            auto const got = read(ends_[0], bytes.data() + filled, bytes.size() - filled);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) break;
            filled += static_cast<std::size_t>(got);
        }
        bytes.resize(filled);
        return bytes;
    }

    // After the end. Throws what broke on the other side.
    void finish() {
        thread_.join();
        if (broken_) std::rethrow_exception(broken_);
    }

private:
    std::array<int, 2> ends_{};
    std::thread thread_;
    std::exception_ptr broken_;
};

class Maker {
public:
    Maker(Order const& order, Progress& progress)
        : order_{order},
          progress_{progress},
          base_{order.folder / (order.settings.node.domain + "-" + stamp_of(order.now))},
          locked_{lock(order.lock)},
          head_{head_text(order.settings.node.domain, order.now, locked_)} {}

    Made make() {
        SealedWriter writer{with(backup_ending), locked_.key, head_};
        save_pictures();
        copy_store(writer);
        save_pictures();  // that came meanwhile: what the copy names is here
        write_manifest(writer);
        write_picture_list();
        if (order_.with_keys) write_keys();
        writer.keep();
        made_.file = with(backup_ending);
        made_.bytes = writer.size();
        made_.pictures = pictures_.size();
        return made_;
    }

private:
    std::filesystem::path with(std::string_view ending) const { return base_.string() + std::string{ending}; }

    void copy_store(SealedWriter& writer) {
        storage::EngineOptions const options{order_.settings.node.data, order_.settings.storage.map_gib << 30};
        storage::Engine const engine{options};
        progress_.begin("copying the store", std::filesystem::file_size(options.folder / storage::StoreFile::name));
        crypto::RunningSha256 digest;
        StoreCopy copy{engine};
        for (auto bytes = copy.next(); !bytes.empty(); bytes = copy.next()) {
            digest.add(bytes);
            writer.add(Part::store, bytes);
            manifest_.store_bytes += bytes.size();
            progress_.reached(manifest_.store_bytes);
        }
        copy.finish();
        manifest_.store_digest = crypto::to_hex(digest.done());
    }

    void save_pictures() {
        auto const media = order_.settings.node.data / "media";
        if (!std::filesystem::exists(media)) return;
        std::vector<std::filesystem::path> files;
        for (auto const& entry : std::filesystem::recursive_directory_iterator{media})
            if (media::PictureFiles::is_name(entry.path().filename().string())) files.push_back(entry.path());
        progress_.begin("sealing pictures", files.size());
        for (auto const& file : files) {
            save_picture(file);
            progress_.add(1);
        }
    }

    void save_picture(std::filesystem::path const& file) {
        auto const name = file.filename().string();
        if (pictures_.contains(name)) return;
        std::error_code gone;
        auto const bytes = std::filesystem::file_size(file, gone);
        if (gone) return;  // it was taken away just now
        auto const key = crypto::derived_stream_key(order_.sealing_key, name);
        SavedPicture saved{name, bytes, crypto::derived_name(order_.sealing_key, name), crypto::to_hex(key.raw())};
        auto const into = order_.folder / "pictures" / saved.sealed.substr(0, 2) / saved.sealed;
        auto const there = std::filesystem::file_size(into, gone);
        if (gone || there != SealedWriter::sealed_size(bytes)) {
            std::ifstream in{file, std::ios::binary};
            std::string const text{std::istreambuf_iterator<char>{in}, {}};
            if (text.size() != bytes) return;
            SealedWriter writer{into, key, ""};
            writer.add(Part::picture, crypto::bytes_of(text));
            writer.keep();
            ++made_.new_pictures;
        } else {
            std::filesystem::last_write_time(
                into, std::filesystem::file_time_type::clock::now(), gone
            );  // still needed
        }
        pictures_.emplace(name, std::move(saved));
    }

    void write_manifest(SealedWriter& writer) {
        manifest_.program = federation::vocabulary::software_version;
        manifest_.domain = order_.settings.node.domain;
        manifest_.made = order_.now;
        manifest_.settings = order_.settings_text;
        for (auto const& [name, picture] : pictures_) manifest_.pictures.push_back(picture);
        writer.add(Part::manifest, crypto::bytes_of(manifest_json(manifest_)));
    }

    void write_picture_list() const {
        NewFile list{with(pictures_ending)};
        for (auto const& [name, picture] : pictures_) list.write(picture.sealed + "\n");
        list.keep();
    }

    void write_keys() {
        auto const own = lock(order_.lock);
        SealedWriter writer{with(keys_ending), own.key, head_text(order_.settings.node.domain, order_.now, own)};
        auto const json = federation::JsonText::object().text("sealing_key", order_.sealing_key.hex()).done();
        writer.add(Part::keys, crypto::bytes_of(json));
        writer.keep();
        made_.keys = with(keys_ending);
    }

    Order const& order_;
    Progress& progress_;
    std::filesystem::path base_;
    LockedKey locked_;
    std::string head_;
    Manifest manifest_;
    std::map<std::string, SavedPicture> pictures_;
    Made made_;
};

std::set<std::string> lines_of(std::filesystem::path const& file) {
    std::ifstream in{file};
    std::set<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.insert(line);
    if (!in.eof())
        throw Problem{
            file.string() +
            ": cannot be read, so nobody knows which pictures its backup needs, and none were removed: let "
            "this user read it, or remove that backup"};
    return lines;
}

// Another run that the lock does not keep out, on another machine, may have sealed it just now.
bool is_settled(std::filesystem::path const& file) {
    return std::filesystem::last_write_time(file) + std::chrono::hours{24} <
           std::filesystem::file_time_type::clock::now();
}

void forget_pictures(std::filesystem::path const& folder) {
    std::set<std::string> needed;
    for (auto const& entry : std::filesystem::directory_iterator{folder})
        if (entry.path().extension() == pictures_ending) needed.merge(lines_of(entry.path()));
    std::vector<std::filesystem::path> unused;
    if (!std::filesystem::exists(folder / "pictures")) return;
    for (auto const& entry : std::filesystem::recursive_directory_iterator{folder / "pictures"})
        if (entry.is_regular_file() && !needed.contains(entry.path().filename().string()) && is_settled(entry.path()))
            unused.push_back(entry.path());
    for (auto const& file : unused) std::filesystem::remove(file);
}

}  // namespace

Made make(Order const& order, Progress& progress) {
    check_folder(order);
    storage::EngineOptions const options{order.settings.node.data, order.settings.storage.map_gib << 30};
    auto const store = options.folder / storage::StoreFile::name;
    if (!std::filesystem::exists(store))
        throw Problem{store.string() + ": there is no store yet: run 'collegium init' first"};
    require_space(order.folder, std::filesystem::file_size(store));
    check_whole(options, progress);
    FolderLock const alone{order.folder};
    return Maker{order, progress}.make();
}

std::uint64_t forget_old(std::filesystem::path const& folder, std::string const& domain, std::size_t keep) {
    FolderLock const alone{folder};
    std::vector<std::filesystem::path> found;
    for (auto const& entry : std::filesystem::directory_iterator{folder})
        if (entry.path().extension() == backup_ending && entry.path().filename().string().starts_with(domain + "-"))
            found.push_back(entry.path());
    if (found.size() <= keep) return 0;
    std::ranges::sort(found);  // by time, as their names say it
    found.resize(found.size() - keep);
    for (auto file : found)
        for (auto const ending : {backup_ending, pictures_ending, keys_ending})
            std::filesystem::remove(file.replace_extension(ending));
    forget_pictures(folder);
    return found.size();
}

}  // namespace collegium::server::backup
