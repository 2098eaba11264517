#include "federation/local_actors.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"

#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <system_error>
#include <unistd.h>

namespace collegium::server::commands {

namespace {

std::string quoted_toml(std::string_view text) {
    std::string quoted{'"'};
    for (char const c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string settings_text(InitOptions const& options) {
    std::string text = "# Made by 'collegium init'. deploy/collegium.example.toml explains every setting.\n[node]\n";
    text += "domain = " + quoted_toml(options.domain) + "\n";
    text += "name = " + quoted_toml(options.name) + "\n";
    text += "data = " + quoted_toml(options.data.string()) + "\n";
    text += "sealing_key = " + quoted_toml(options.sealing_key.string()) + "\n\n[listen]\n";
    text += "address = " + quoted_toml(options.address) + "\n";
    text += "port = " + std::to_string(options.port) + "\n";
    if (!options.tls_certificate.empty()) {
        text += "tls_certificate = " + quoted_toml(options.tls_certificate.string()) + "\n";
        text += "tls_key = " + quoted_toml(options.tls_key.string()) + "\n";
    }
    return text;
}

// Readable by this user alone, and never over what is there.
void write_secret(std::filesystem::path const& file, std::string const& text) {
    auto const descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) throw std::system_error{errno, std::generic_category(), file.string()};
    auto const written = write(descriptor, text.data(), text.size());
    bool const whole = written == static_cast<ssize_t>(text.size()) && fsync(descriptor) == 0;
    close(descriptor);
    if (!whole) throw CommandError{file.string() + ": could not be written whole: is the disk full?"};
}

void make_settings(InitOptions const& options) {
    if (std::filesystem::exists(options.config)) {
        auto const kept = read_settings(options.config);
        if (kept.node.domain != options.domain)
            throw CommandError{
                options.config.string() + " is for " + kept.node.domain +
                ": a node's domain can never change; use another file for another node"};
        return;
    }
    auto const text = settings_text(options);
    static_cast<void>(parse_settings(text, options.config.string()));  // refuses before anything is written
    std::filesystem::create_directories(options.config.parent_path());
    write_secret(options.config, text);
}

void make_sealing_key(std::filesystem::path const& file) {
    if (std::filesystem::exists(file)) return;
    std::filesystem::create_directories(file.parent_path());
    write_secret(file, crypto::SealingKey::generate().hex() + "\n");
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

}  // namespace

void initialise(InitOptions const& options) {
    make_settings(options);
    make_sealing_key(options.sealing_key);
    Opened opened{options.config};
    make_node_actor(opened);
    std::cout << "The node " << opened.settings.node.domain << " is set up. Next:\n"
              << "  collegium --config " << options.config.string() << " user add NAME --role operator\n"
              << "  collegium --config " << options.config.string() << " serve\n";
}

}  // namespace collegium::server::commands
