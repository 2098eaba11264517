#include "federation/local_actors.hpp"
#include "federation/messages/json_text.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"
#include "server/commands/owner.hpp"
#include "server/commands/settings_text.hpp"
#include "server/commands/setup_checks.hpp"
#include "server/commands/setup_questions.hpp"
#include "storage/store_file.hpp"

#include <algorithm>
#include <fcntl.h>
#include <iostream>
#include <system_error>
#include <unistd.h>

namespace collegium::server::commands {

using health::Check;
using health::State;

namespace {

// Readable by this user alone, and never over what is there.
void write_secret(std::filesystem::path const& file, std::string const& text) {
    auto const descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) throw std::system_error{errno, std::generic_category(), file.string()};
    auto const written = write(descriptor, text.data(), text.size());
    bool const whole = written == static_cast<ssize_t>(text.size()) && fsync(descriptor) == 0;
    close(descriptor);
    if (whole) return;
    unlink(file.c_str());
    throw CommandError{file.string() + ": could not be written whole: make room on that disk, and run init again"};
}

// Those of the file, if there is one; else what was said, and what is asked for.
Settings settings_for(InitOptions& options) {
    if (std::filesystem::exists(options.config)) {
        auto kept = read_settings(options.config);
        if (!options.domain.empty() && kept.node.domain != options.domain)
            throw CommandError{
                options.config.string() + " is for " + kept.node.domain +
                ": a node's domain can never change; use another file for another node"};
        return kept;
    }
    bool const may_ask = !options.yes && !options.json && isatty(STDIN_FILENO) == 1;
    if (may_ask) ask_for_missing(options, std::cin, std::cout);
    require_needed(options);
    if (options.sealing_key.empty()) options.sealing_key = options.config.parent_path() / "sealing.key";
    return parse_settings(settings_text(options), options.config.string());  // refuses before anything is written
}

// A new key beside a store of before would open nothing of it, and stand in the way of the old one.
void require_key_of_store(Settings const& settings) {
    auto const& key = settings.node.sealing_key;
    bool const is_lost =
        std::filesystem::exists(settings.node.data / storage::StoreFile::name) && !std::filesystem::exists(key);
    if (is_lost)
        throw CommandError{
            key.string() + ": the sealing key of the node in " + settings.node.data.string() +
            " is not there. Bring back the copy that you keep elsewhere, or restore a backup with its .keys file into "
            "an empty folder; for a new node choose another folder with --data"};
}

void make_files(InitOptions const& options, Settings const& settings) {
    if (!std::filesystem::exists(options.config)) {
        if (options.config.has_parent_path()) std::filesystem::create_directories(options.config.parent_path());
        write_secret(options.config, settings_text(options));
    }
    auto const& key = settings.node.sealing_key;
    if (std::filesystem::exists(key)) return;
    std::filesystem::create_directories(key.parent_path());
    write_secret(key, crypto::SealingKey::generate().hex() + "\n");
}

void make_node_actor(Opened& opened) {
    auto const& domain = opened.settings.node.domain;
    bool const there =
        opened.store.read([&](auto const& tx, auto const& tables) { return tables.local_names.contains(tx, domain); });
    if (there) return;
    auto const keys = federation::Keyring::generate();
    federation::NewActor const actor{storage::ActorType::application, domain, opened.settings.node.name, ""};
    storage::Store::Change<storage::Handle> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        tables.node.put(tx, "domain", domain);
        return federation::create_local_actor(
            tx, tables, opened.keyring, opened.settings.origin(), actor, keys, opened.clock.now()
        );
    };
    static_cast<void>(value_or_error(opened.store.write_now(change), "the node's own actor"));
}

bool has_operator(Opened const& opened) {
    return opened.store.read([](auto const& tx, auto const& tables) {
        bool found = false;
        tables.accounts.each(tx, [&](std::string const&, storage::AccountRecord const& record) {
            found = record.roles.has(storage::Role::operator_);
            return !found;
        });
        return found;
    });
}

// For the first operator; empty if there is one.
std::string first_invitation(Opened& opened) {
    if (has_operator(opened)) return {};
    InviteOptions options;
    options.roles = {"operator"};
    options.note = "the first operator";
    return make_invitation(opened, options).address;
}

std::string_view colour_of(State state) {
    switch (state) {
        case State::good: return "\033[32m";
        case State::unknown: return "";
        case State::poor: return "\033[33m";
        case State::bad: return "\033[31m";
    }
    return "";
}

void print(std::vector<Check> const& checks) {
    bool const coloured = isatty(STDOUT_FILENO) == 1;
    for (auto const& check : checks) {
        std::cout << (coloured ? colour_of(check.state) : "") << '[' << health::state_words(check.state) << ']'
                  << (coloured ? "\033[0m" : "") << ' ' << check.name << ": " << in_english(check.words) << '\n';
        if (!check.remedy.empty()) std::cout << "    What to do: " << in_english(check.remedy) << '\n';
    }
}

std::string_view colour_name(State state) {
    if (state == State::bad) return "red";
    return state == State::poor ? "yellow" : state == State::good ? "green" : "none";
}

void print_json(Settings const& settings, std::vector<Check> const& checks, std::string const& invitation) {
    std::string list;
    for (auto const& check : checks) {
        auto one = federation::JsonText::object();
        one.text("name", check.name).text("colour", colour_name(check.state)).text("found", in_english(check.words));
        one.text("remedy", in_english(check.remedy));
        list += (list.empty() ? "" : ",") + one.done();
    }
    auto all = federation::JsonText::object();
    all.text("domain", settings.node.domain).text("invitation", invitation);
    all.boolean("good", health::worst(checks) != State::bad).raw("checks", "[" + list + "]");
    std::cout << all.done() << '\n';
}

void print_next(InitOptions const& options, Settings const& settings, std::string const& invitation) {
    auto const command = "  collegium --config " + options.config.string();
    std::cout << "\nThe node " << settings.node.domain
              << " is set up. Partners: none; nothing has left this node. Next:\n"
              << "  systemctl start collegium, or" << command << " serve\n";
    if (invitation.empty()) return;
    std::cout << "The first operator signs up once at the address below; keep a second factor for that account.\n"
              << "  " << invitation << '\n';
}

// Writes what is missing. Returns the invitation for the first operator, or nothing if there is one.
std::string set_up(InitOptions const& options, Settings const& settings, std::vector<Check> const& checks) {
    auto const disk = std::ranges::find(checks, std::string{"disk"}, &Check::name);
    if (disk != checks.end() && disk->state == State::bad)
        throw CommandError{"nothing was set up: " + in_english(disk->words) + " " + in_english(disk->remedy)};
    require_key_of_store(settings);
    make_files(options, settings);
    Opened opened{options.config};
    make_node_actor(opened);
    return first_invitation(opened);
}

}  // namespace

void initialise(InitOptions options) {
    become_owner_of(options.config.parent_path());
    auto const settings = settings_for(options);
    auto const checks = setup_checks(settings, {options.school_inside, options.backup_to});
    auto const invitation = options.check_only ? std::string{} : set_up(options, settings, checks);
    if (options.json)
        print_json(settings, checks, invitation);
    else
        print(checks);
    if (!options.json && !options.check_only) print_next(options, settings, invitation);
    if (options.strict && health::worst(checks) == State::bad)
        throw CommandError{"a check is red: follow what it says, and run init again"};
}

}  // namespace collegium::server::commands
