#include "server/commands/backup.hpp"

#include "federation/messages/json_text.hpp"
#include "server/backup/last.hpp"
#include "server/backup/making.hpp"
#include "server/backup/new_file.hpp"
#include "server/backup/problem.hpp"
#include "server/backup/restoring.hpp"
#include "server/backup/unlocking.hpp"
#include "server/commands/noted.hpp"
#include "server/commands/opened.hpp"
#include "server/commands/owner.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

namespace collegium::server::commands {

using federation::JsonText;

namespace {

std::string text_of(std::filesystem::path const& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

backup::Lock lock_for(BackupLock const& given) {
    backup::Lock lock;
    if (!given.public_key.empty())
        lock.public_half = backup::read_public_half(given.public_key);
    else
        lock.passphrase = backup::read_passphrase(given.passphrase_file, true);
    return lock;
}

// What was typed to make a backup opens it as well.
backup::Unlock unlock_for(BackupOptions const& options, backup::Lock const& lock) {
    if (!lock.passphrase.empty()) return {lock.passphrase, std::nullopt};
    if (options.lock.secret_key.empty())
        throw CommandError{
            "to verify a backup that is locked for a public key, give the file with the secret half with --secret-key; "
            "or verify it on another machine with --verify-only"};
    return {{}, backup::read_secret_half(options.lock.secret_key)};
}

std::filesystem::path scratch_of(Settings const& settings, BackupOptions const& options) {
    return options.scratch.empty() ? settings.node.data : options.scratch;
}

void print_tested(backup::Tested const& tested) {
    std::cout << "It can be restored: " << tested.records << " records, " << tested.activities << " activities, "
              << tested.people << " people, " << tested.manifest.pictures.size() << " pictures, all whole.\n";
}

void add_tested(JsonText& json, backup::Tested const& tested) {
    auto verified = JsonText::object();
    verified.number("records", tested.records).number("activities", tested.activities);
    verified.number("people", tested.people).number("pictures", tested.manifest.pictures.size());
    json.raw("verified", verified.done());
}

// One backup, from its lock to the note about it.
class Backup {
public:
    Backup(std::filesystem::path const& config, BackupOptions const& options)
        : config_{config},
          options_{options},
          settings_{read_settings(config)},
          last_{backup::last_backup(settings_.node.data).value_or(backup::LastBackup{})} {}

    void run() {
        try {
            if (options_.drill.empty())
                make();
            else
                verify_only();
        } catch (std::exception const& error) {
            last_.failed = clock_.now();
            last_.why = error.what();
            note();
            throw;
        }
    }

private:
    void make() {
        if (options_.folder.empty())
            throw CommandError{"name the folder for backups: collegium backup FOLDER, best on another disk or machine"};
        auto const lock = lock_for(options_.lock);
        auto const unlock = options_.verify ? unlock_for(options_, lock) : backup::Unlock{};
        auto const sealing_key = read_sealing_key(settings_.node.sealing_key);
        become_owner_of(settings_.node.data);
        auto const begun = clock_.now();
        backup::Order const order{
            settings_, text_of(config_), sealing_key, options_.folder, lock, options_.with_keys, begun};
        auto const made = [&] {
            backup::Progress progress;
            return backup::make(order, progress);
        }();
        if (options_.with_keys) {
            storage::Store store{{settings_.node.data, settings_.storage.map_gib << 30}};
            note_done(store, clock_.now(), "took a backup with the sealing key", made.file.string());
        }
        last_.made = begun;
        last_.file = made.file.string();
        last_.bytes = made.bytes;
        std::optional<backup::Tested> tested;
        if (options_.verify) tested = test(made.file, unlock);
        auto const gone =
            options_.keep == 0 ? 0 : backup::forget_old(options_.folder, settings_.node.domain, options_.keep);
        succeeded();
        tell(made, tested, gone);
    }

    void verify_only() {
        auto const unlock =
            backup::unlock_with(options_.lock.passphrase_file, options_.lock.secret_key, options_.drill);
        become_owner_of(settings_.node.data);
        auto const tested = test(options_.drill, unlock);
        succeeded();
        if (!options_.json) return print_tested(tested);
        auto json = JsonText::object().text("file", options_.drill.string());
        add_tested(json, tested);
        std::cout << json.done() << '\n';
    }

    backup::Tested test(std::filesystem::path const& file, backup::Unlock const& unlock) {
        backup::Progress progress;
        auto tested = backup::test_restore(file, unlock, scratch_of(settings_, options_), progress);
        last_.verified = clock_.now();
        return tested;
    }

    void succeeded() {
        last_.failed = {};
        last_.why.clear();
        note();
    }

    // The note is worth less than what it is about.
    void note() const {
        try {
            backup::note_backup(settings_.node.data, last_);
        } catch (backup::Problem const& problem) {
            std::cerr << "collegium: how it went was not noted: " << problem.what() << '\n';
        }
    }

    void tell(backup::Made const& made, std::optional<backup::Tested> const& tested, std::uint64_t gone) const {
        if (options_.json) return tell_machine(made, tested, gone);
        std::cout << made.file.string() << ": " << backup::size_words(made.bytes) << ", " << made.pictures
                  << " pictures, " << made.new_pictures << " of them new.\n";
        if (!made.keys.empty())
            std::cout << made.keys.string()
                      << ": the sealing key. Keep it apart from the backup: both together are the whole node.\n";
        if (gone > 0) std::cout << gone << " older backups were removed.\n";
        if (tested)
            print_tested(*tested);
        else
            std::cout << "Not verified: '--verify' restores it into a temporary folder and checks it.\n";
    }

    void tell_machine(backup::Made const& made, std::optional<backup::Tested> const& tested, std::uint64_t gone) const {
        auto json = JsonText::object();
        json.text("file", made.file.string()).text_unless_empty("keys", made.keys.string());
        json.number("bytes", made.bytes).number("pictures", made.pictures).number("new_pictures", made.new_pictures);
        json.number("removed", gone);
        if (tested) add_tested(json, *tested);
        std::cout << json.done() << '\n';
    }

    std::filesystem::path const& config_;
    BackupOptions const& options_;
    SystemClock clock_;
    Settings settings_;
    backup::LastBackup last_;
};

}  // namespace

void backup_node(std::filesystem::path const& config, BackupOptions const& options) {
    Backup{config, options}.run();
}

void make_backup_key(std::filesystem::path const& file) {
    backup::make_key_files(file);
    std::cout << file.string() << ".pub locks backups: it may stay on this machine ('collegium backup --public-key').\n"
              << file.string() << " opens them: take it away from here, and keep two copies of it.\n";
}

}  // namespace collegium::server::commands
