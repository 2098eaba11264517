#include "server/backup/restoring.hpp"

#include "federation/messages/json.hpp"
#include "federation/restored.hpp"
#include "federation/signing/keyring.hpp"
#include "server/audit/audit.hpp"
#include "server/backup/problem.hpp"
#include "server/backup/sealed_file.hpp"
#include "storage/store.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace collegium::server::backup {

namespace {

constexpr char const* staging = "restoring";

using TakeStore = std::function<void(crypto::ByteView)>;

// Reads the file to its end, hands over the store as it comes, and compares it with what the file says of itself.
Manifest read_file(
    std::filesystem::path const& file, Unlock const& unlock_with, TakeStore const& take, Progress& progress
) {
    auto const head = SealedReader::head_of(file);
    SealedReader reader{file, unlock(file.string(), head.json, unlock_with), &head};
    progress.begin("reading " + file.filename().string(), std::filesystem::file_size(file));
    crypto::RunningSha256 digest;
    std::uint64_t store_bytes = 0;
    std::string json;
    while (auto const piece = reader.next()) {
        if (piece->part == Part::store) {
            digest.add(piece->bytes);
            store_bytes += piece->bytes.size();
            if (take) take(piece->bytes);
        } else if (piece->part == Part::manifest) {
            json += crypto::text_of(piece->bytes);
        }
        progress.reached(reader.read());
    }
    auto manifest = manifest_in(std::move(json), file.string());
    bool const same = manifest.store_bytes == store_bytes && manifest.store_digest == crypto::to_hex(digest.done()) &&
                      manifest.domain == head.domain;
    if (!same) throw Problem{file.string() + " does not hold what it says that it holds: use another backup"};
    return manifest;
}

std::filesystem::path sealed_file_of(std::filesystem::path const& backup, SavedPicture const& picture) {
    return backup.parent_path() / "pictures" / picture.sealed.substr(0, 2) / picture.sealed;
}

crypto::Bytes open_picture(std::filesystem::path const& backup, SavedPicture const& picture) {
    auto const file = sealed_file_of(backup, picture);
    auto const key = crypto::StreamKey::from_raw(crypto::from_hex(picture.key).value_or(crypto::Bytes{}));
    if (!key) throw Problem{backup.string() + " has no key for a picture: use another backup"};
    SealedReader reader{file, *key, nullptr};
    crypto::Bytes bytes;
    while (auto const piece = reader.next()) bytes.insert(bytes.end(), piece->bytes.begin(), piece->bytes.end());
    if (bytes.size() != picture.bytes) throw Problem{file.string() + " is another picture: use another backup"};
    return bytes;
}

void require_pictures(std::filesystem::path const& file, Manifest const& manifest) {
    auto const folder = file.parent_path() / "pictures";
    if (!manifest.pictures.empty() && !std::filesystem::exists(folder))
        throw Problem{
            folder.string() + " is missing: the folder 'pictures' beside the backup belongs to it; copy it whole"};
}

// Those that cannot be opened. use: gets each of the others, with what is in it.
using UsePicture = std::function<void(SavedPicture const&, crypto::Bytes const&)>;
std::vector<SavedPicture> each_picture(
    std::filesystem::path const& file, Manifest const& manifest, Progress& progress, UsePicture const& use
) {
    std::vector<SavedPicture> damaged;
    for (auto const& picture : manifest.pictures) {
        std::optional<crypto::Bytes> bytes;
        try {
            bytes = open_picture(file, picture);
        } catch (Problem const&) {
            damaged.push_back(picture);
        }
        if (bytes) use(picture, *bytes);
        progress.add(1);
    }
    return damaged;
}

std::vector<SavedPicture> lay_pictures(
    std::filesystem::path const& file, Manifest const& manifest, std::filesystem::path const& data, Progress& progress
) {
    progress.begin("bringing pictures back", manifest.pictures.size());
    return each_picture(file, manifest, progress, [&](SavedPicture const& picture, crypto::Bytes const& bytes) {
        auto const into = data / "media" / picture.name.substr(0, 2) / picture.name;
        NewFile out{into, NewFile::Taken::replaced};
        out.write(bytes);
        out.keep();
    });
}

// The next backup takes a picture that is there as sealed already: out of its way, it is sealed anew.
void set_aside(std::filesystem::path const& file, std::vector<SavedPicture> const& damaged) {
    for (auto const& picture : damaged) {
        auto const sealed = sealed_file_of(file, picture);
        std::error_code ignored;
        std::filesystem::rename(sealed, sealed.string() + ".damaged", ignored);
    }
}

// A folder below another one, gone when this is.
class Scratch {
public:
    explicit Scratch(std::filesystem::path const& below)
        : folder_{below / ("restore-test-" + std::to_string(getpid()))} {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    std::filesystem::path const& folder() const noexcept { return folder_; }

private:
    std::filesystem::path folder_;
};

storage::Findings check_laid(std::filesystem::path const& store, std::string const& file, Progress& progress) {
    storage::StoreFile const laid{store};
    progress.begin("checking the store", 0);
    auto findings = laid.check([&](std::uint64_t done, std::uint64_t total) {
        if (done <= 256) progress.begin("checking the store", total);
        progress.reached(done);
    });
    if (findings.is_whole()) return findings;
    throw Problem{
        file + ": the store in it is damaged in " + std::to_string(findings.broken) +
        " places, so it was damaged when it was copied: use an older backup"};
}

// The last step never writes over a store that came meanwhile.
void give_name(std::filesystem::path const& unfinished, std::filesystem::path const& store) {
    if (renameat2(AT_FDCWD, unfinished.c_str(), AT_FDCWD, store.c_str(), RENAME_NOREPLACE) == 0) return;
    if (errno == EEXIST)
        throw Problem{
            store.string() +
            ": a store came there during the restore, so nothing was written over it: stop the node "
            "(systemctl stop collegium), move that file away, and begin again"};
    throw Problem{store.string() + ": the store cannot get its name (" + std::strerror(errno) + "): look at the disk"};
}

// What was revoked after the backup would be good again, and nobody knows which of it was.
void end_what_was_open(storage::WriteTx& tx, storage::Tables& tables) {
    tables.sessions.clear(tx);
    tables.sessions_of.clear(tx);
    tables.tokens.clear(tx);
    tables.tokens_of.clear(tx);
    tables.codes.clear(tx);
    tables.invitations.clear(tx);
}

}  // namespace

Manifest inspect(std::filesystem::path const& file, Unlock const& unlock_with, bool whole, Progress& progress) {
    auto manifest = read_file(file, unlock_with, {}, progress);
    require_pictures(file, manifest);
    if (!whole) return manifest;
    progress.begin("checking pictures", manifest.pictures.size());
    auto const damaged = each_picture(file, manifest, progress, [](SavedPicture const&, crypto::Bytes const&) {});
    if (!damaged.empty())
        throw Problem{
            file.string() + ": " + std::to_string(damaged.size()) +
            " of its pictures are damaged or missing: a restore goes on without them"};
    return manifest;
}

crypto::SealingKey keys_in(std::filesystem::path const& file, Unlock const& unlock_with) {
    auto const head = SealedReader::head_of(file);
    SealedReader reader{file, unlock(file.string(), head.json, unlock_with), &head};
    std::string json;
    while (auto const piece = reader.next())
        if (piece->part == Part::keys) json += crypto::text_of(piece->bytes);
    auto const read = federation::Json::read_object(std::move(json));
    auto const key =
        read ? crypto::SealingKey::from_hex(federation::text_member(read->root(), "sealing_key")) : std::nullopt;
    if (!key) throw Problem{file.string() + " holds no keys: name the file that ends with .keys"};
    return *key;
}

Laid lay_out(
    std::filesystem::path const& file,
    Unlock const& unlock_with,
    std::filesystem::path const& data,
    Ready const& ready,
    Progress& progress
) {
    auto const store = data / storage::StoreFile::name;
    if (std::filesystem::exists(store))
        throw Problem{
            store.string() +
            ": there is a store already, and a restore writes over none: stop the node, move that file away (mv " +
            store.string() + " " + store.string() + ".old), and begin again"};
    std::filesystem::remove_all(data / staging);  // of a restore that was broken off
    std::error_code unknown;
    auto const size = std::filesystem::file_size(file, unknown);
    if (!unknown) require_space(data, size);
    auto const unfinished = data / staging / storage::StoreFile::name;
    try {
        Laid laid;
        {
            NewFile out{unfinished};
            laid.manifest = read_file(
                file, unlock_with, [&](crypto::ByteView bytes) { out.write(bytes); }, progress
            );
            out.keep();
        }
        require_pictures(file, laid.manifest);
        require_space(data, laid.manifest.picture_bytes());
        laid.findings = check_laid(unfinished, file.string(), progress);
        if (ready) ready(data / staging, laid.manifest);
        laid.damaged = lay_pictures(file, laid.manifest, data, progress);
        std::filesystem::remove_all(data / "words");  // of another store: it is made anew from this one's log
        give_name(unfinished, store);
        flush_folder(data);
        std::filesystem::remove_all(data / staging);
        return laid;
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove_all(data / staging, ignored);
        throw;
    }
}

Tested test_restore(
    std::filesystem::path const& file,
    Unlock const& unlock_with,
    std::filesystem::path const& scratch,
    Progress& progress
) {
    Scratch const place{scratch};
    auto const laid = lay_out(file, unlock_with, place.folder(), {}, progress);
    if (!laid.damaged.empty()) {
        set_aside(file, laid.damaged);
        throw Problem{
            file.string() + ": " + std::to_string(laid.damaged.size()) +
            " of its pictures are damaged or missing. A restore goes on without them; run the backup again: those that "
            "the node still has are sealed anew. Look at the disk"};
    }
    storage::Store const store{{place.folder(), laid.manifest.store_bytes + (std::size_t{64} << 20)}};
    Tested tested{laid.manifest, laid.findings.records};
    store.read([&](auto const& tx, auto const& tables) {
        tested.activities = tables.log.size(tx);
        tested.people = tables.accounts.size(tx);
        if (tables.node.get(tx, "domain").value_or("") != laid.manifest.domain)
            throw Problem{file.string() + ": the store in it is that of another node: use another backup"};
    });
    return tested;
}

void make_ready(
    std::filesystem::path const& folder,
    Settings const& settings,
    crypto::SealingKey const& sealing_key,
    Instant made,
    Instant now
) {
    storage::Store store{{folder, settings.storage.map_gib << 30}};
    federation::Keyring keyring{sealing_key};
    store.read([&](auto const& tx, auto const& tables) {
        auto const actor = tables.local_names.get(tx, settings.node.domain);
        if (!actor) throw Problem{"the store is not one of " + settings.node.domain + ": use its own settings file"};
        try {
            static_cast<void>(keyring.keys_of(tx, tables, *actor));
        } catch (storage::CorruptRecord const&) {
            throw Problem{
                settings.node.sealing_key.string() +
                " does not open the keys in this store: bring back the sealing key that the node had when the backup "
                "was "
                "made, or give its .keys file with --keys"};
        }
    });
    storage::Store::Change<storage::Nothing> const mark = [&](auto& tx, auto& tables) -> Result<storage::Nothing> {
        federation::mark_restored(tx, tables, settings.origin(), {made, now});
        end_what_was_open(tx, tables);
        audit::note(tx, tables, {"console", "restored the node from a backup of " + to_rfc3339(made), "", ""}, now);
        return storage::Nothing{};
    };
    static_cast<void>(store.write_now(mark).value());
}

}  // namespace collegium::server::backup
