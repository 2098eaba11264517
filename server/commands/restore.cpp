#include "federation/messages/json_text.hpp"
#include "server/backup/new_file.hpp"
#include "server/backup/problem.hpp"
#include "server/backup/restoring.hpp"
#include "server/backup/unlocking.hpp"
#include "server/commands/backup.hpp"
#include "server/commands/opened.hpp"
#include "server/commands/owner.hpp"

#include <iostream>

namespace collegium::server::commands {

using federation::JsonText;

namespace {

// What a restore finds, and what it has to bring.
struct Plan {
    backup::Manifest manifest;
    Settings settings;
    bool brings_settings = false;
    bool brings_key = false;
    std::optional<crypto::SealingKey> sealing_key;
};

void check_key(Plan& plan, RestoreOptions const& options, backup::Unlock const& unlock) {
    auto const& place = plan.settings.node.sealing_key;
    if (std::filesystem::exists(place)) {
        plan.sealing_key = read_sealing_key(place);
        return;
    }
    if (options.keys.empty())
        throw CommandError{
            place.string() +
            ": the sealing key is not there, and without it the node cannot speak under its name. Bring the file back, "
            "or "
            "give the .keys file that a backup --with-keys made, with --keys. If both are lost, set up the node anew "
            "with "
            "'collegium init' and agree with each partner once more"};
    plan.sealing_key = backup::keys_in(options.keys, unlock);
    plan.brings_key = true;
}

void check_store_place(Plan const& plan) {
    auto const store = plan.settings.node.data / storage::StoreFile::name;
    if (std::filesystem::exists(store))
        throw CommandError{
            store.string() +
            ": there is a store already, and a restore writes over none. Stop the node, move that file away (mv " +
            store.string() + " " + store.string() + ".old), and begin again"};
}

void check_clock(Plan const& plan, Instant now) {
    if (now < plan.manifest.made)
        throw CommandError{
            "this machine's clock says " + to_rfc3339(now) + ", before the backup was made (" +
            to_rfc3339(plan.manifest.made) + "): set it right, since new things get their numbers from it"};
}

Plan plan_of(std::filesystem::path const& config, RestoreOptions const& options, backup::Unlock const& unlock) {
    Plan plan;
    backup::Progress progress;
    plan.manifest = backup::inspect(options.file, unlock, options.dry_run, progress);
    plan.brings_settings = !std::filesystem::exists(config);
    plan.settings = plan.brings_settings ? parse_settings(plan.manifest.settings, "the settings in the backup")
                                         : read_settings(config);
    if (plan.settings.node.domain != plan.manifest.domain)
        throw CommandError{
            config.string() + " is for " + plan.settings.node.domain + ", and the backup is of " +
            plan.manifest.domain + ": name another settings file with --config; one that is not there yet is made"};
    check_store_place(plan);
    check_clock(plan, SystemClock{}.now());
    check_key(plan, options, unlock);
    backup::require_space(plan.settings.node.data, plan.manifest.store_bytes + plan.manifest.picture_bytes());
    return plan;
}

void tell(Plan const& plan, std::filesystem::path const& config, RestoreOptions const& options) {
    auto const& manifest = plan.manifest;
    auto const& node = plan.settings.node;
    if (options.json) {
        auto json = JsonText::object();
        json.boolean("restored", !options.dry_run).text("domain", manifest.domain);
        json.text("made", to_rfc3339(manifest.made)).text("program", manifest.program);
        json.text("data", node.data.string()).number("store_bytes", manifest.store_bytes);
        json.number("pictures", manifest.pictures.size()).number("picture_bytes", manifest.picture_bytes());
        json.boolean("brings_settings", plan.brings_settings).boolean("brings_sealing_key", plan.brings_key);
        std::cout << json.done() << '\n';
        return;
    }
    auto const* const verb = options.dry_run ? "would be" : "is";
    std::cout << "The node " << manifest.domain << " as of " << to_rfc3339(manifest.made) << ", from version "
              << manifest.program << ".\n"
              << "  the store (" << backup::size_words(manifest.store_bytes) << ") and " << manifest.pictures.size()
              << " pictures (" << backup::size_words(manifest.picture_bytes()) << "): whole, " << verb << " brought to "
              << node.data.string() << '\n'
              << "  the settings: "
              << (plan.brings_settings ? std::string{verb} + " written to " : std::string{"stay as they are in "})
              << config.string() << '\n'
              << "  the sealing key: "
              << (plan.brings_key ? std::string{verb} + " written to " : std::string{"stays in "})
              << node.sealing_key.string() << '\n';
    if (options.dry_run)
        std::cout << "Nothing was changed.\n";
    else
        std::cout
            << "Now 'collegium --config " << config.string()
            << " serve': what communities of partners said since then is fetched at once.\n"
            << "Everybody signs in anew, programs ask for leave again, and open invitations are void. What was taken "
               "back after the backup stands as before: go through paused accounts, changed passwords and roles, keys "
               "replaced with 'keys rotate', consents withdrawn, words erased, and partners removed.\n";
}

}  // namespace

void restore_node(std::filesystem::path const& config, RestoreOptions const& options) {
    auto const unlock = backup::unlock_with(options.lock.passphrase_file, options.lock.secret_key, options.file);
    auto const plan = plan_of(config, options, unlock);
    if (options.dry_run) return tell(plan, config, options);
    bool const has_folder = std::filesystem::exists(plan.settings.node.data);
    become_owner_of(has_folder ? plan.settings.node.data : std::filesystem::absolute(config).parent_path());
    auto const ready = [&](std::filesystem::path const& folder, backup::Manifest const& manifest) {
        backup::make_ready(folder, plan.settings, *plan.sealing_key, manifest.made, SystemClock{}.now());
        if (plan.brings_key) {
            backup::NewFile key{plan.settings.node.sealing_key};
            key.write(plan.sealing_key->hex() + "\n");
            key.keep();
        }
        if (plan.brings_settings) {
            backup::NewFile settings{config};
            settings.write(manifest.settings);
            settings.keep();
        }
    };
    std::vector<backup::SavedPicture> damaged;
    {
        backup::Progress progress;
        damaged = backup::lay_out(options.file, unlock, plan.settings.node.data, ready, progress).damaged;
    }
    tell(plan, config, options);
    for (auto const& picture : damaged)
        std::cerr << "collegium: a picture of the backup is damaged, and not brought back: " << picture.name << '\n';
}

}  // namespace collegium::server::commands
