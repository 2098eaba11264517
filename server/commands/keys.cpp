#include "federation/messages/json_text.hpp"
#include "federation/signing/rotation.hpp"
#include "server/commands/backup.hpp"
#include "server/commands/noted.hpp"
#include "server/commands/opened.hpp"
#include "server/commands/outside.hpp"
#include "storage/names.hpp"

#include <iostream>

namespace collegium::server::commands {

using federation::JsonText;
using storage::ActorRecord;
using storage::Handle;

namespace {

struct Holder {
    Handle handle{};
    std::string iri;
    ActorRecord record;
};

// Everybody here that signs: people, communities, the node itself.
std::vector<Holder> holders(Opened const& opened, std::vector<std::string> const& names) {
    return opened.store.read([&](auto const& tx, auto const& tables) {
        std::vector<Holder> found;
        auto const add = [&](Handle handle) {
            auto record = tables.actors.get(tx, handle);
            if (record) found.push_back({handle, storage::iri_of(tx, tables, handle), *std::move(record)});
        };
        if (names.empty())
            tables.secrets.each(tx, [&](Handle handle, storage::SecretRecord const&) {
                add(handle);
                return true;
            });
        for (auto const& name : names) {
            auto const handle = tables.local_names.get(tx, name);
            if (!handle)
                throw CommandError{
                    name +
                    " is nobody here: name a person, a community, or the node by its domain; 'collegium keys "
                    "list' shows all"};
            add(*handle);
        }
        return found;
    });
}

std::string holder_json(Holder const& holder) {
    auto earlier = JsonText::list();
    for (auto const& key : holder.record.earlier_keys)
        earlier.raw_item(JsonText::object().text("id", key.id).text("until", to_rfc3339(key.until)).done());
    auto json = JsonText::object().text("actor", holder.iri).text("rsa", holder.record.rsa_key_id);
    return json.text("ed25519", holder.record.ed25519_key_id).raw("earlier", earlier.done()).done();
}

std::string rotate_one(Opened& opened, Holder const& holder, bool overlap) {
    auto const keys = federation::Keyring::generate();
    storage::Store::Change<std::string> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return federation::rotate_keys(tx, tables, opened.keyring, holder.handle, keys, overlap, opened.clock.now());
    };
    auto const rotated = opened.store.write_now(change);
    if (rotated) return *rotated;
    std::cerr << "collegium: " << holder.iri << " keeps its keys: " << rotated.error().detail() << '\n';
    return {};
}

void tell(federation::Node const& node, Holder const& holder) {
    auto const told = federation::tell_of_keys(node, holder.handle);
    if (!told && told.error().reason() != Reason::unconcerned)
        std::cerr << "collegium: nobody is told of the keys of " << holder.iri << ": " << told.error().detail() << '\n';
}

}  // namespace

void list_keys(std::filesystem::path const& config, bool json) {
    Opened const opened{config};
    auto list = JsonText::list();
    for (auto const& holder : holders(opened, {})) {
        list.raw_item(holder_json(holder));
        if (json) continue;
        std::cout << holder.iri << '\t' << holder.record.ed25519_key_id << '\n';
        for (auto const& key : holder.record.earlier_keys)
            std::cout << "\tuntil " << to_rfc3339(key.until) << '\t' << key.id << '\n';
    }
    if (json) std::cout << list.done() << '\n';
}

void rotate_keys(std::filesystem::path const& config, std::vector<std::string> const& names, bool at_once, bool json) {
    Outside outside{config};
    auto& opened = outside.opened;
    std::uint64_t rotated = 0, kept = 0;
    auto const whose = names.empty() ? std::string{"everybody"} : names.size() == 1 ? names.front() : "several";
    note_done(opened.store, opened.clock.now(), at_once ? "replaced keys at once" : "replaced keys", whose);
    for (auto const& holder : holders(opened, names)) {
        auto const id = rotate_one(opened, holder, !at_once);
        ++(id.empty() ? kept : rotated);
        bool const has_followers = holder.record.type != storage::ActorType::application;
        if (at_once && has_followers && !id.empty()) tell(outside.node(), holder);
    }
    if (json)
        std::cout << JsonText::object().number("rotated", rotated).number("kept", kept).done() << '\n';
    else
        std::cout << rotated << " have other keys from now on; partners fetch them by themselves. "
                  << (at_once ? "Followers' nodes are told now; others take what the "
                                "old ones sign until they hear from the same people anew.\n"
                              : "The old ones are listed for 90 days more.\n");
    if (rotated == 0 && kept > 0) throw CommandError{"no keys were changed"};
}

}  // namespace collegium::server::commands
