#include "federation/subjects/offering.hpp"

#include "config/log.hpp"
#include "federation/local_actors.hpp"
#include "federation/signing/fresh_keys.hpp"
#include "federation/subjects/subject.hpp"

#include <optional>

namespace collegium::federation::subjects {

namespace asio = boost::asio;

using storage::Handle;

namespace {

std::vector<std::string> missing(Node const& node) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        auto subjects = offered(tx, tables, node.settings.directory.subjects);
        std::erase_if(subjects, [&](auto const& words) {
            return actor_of(tx, tables, node.settings.origin(), words).has_value();
        });
        return subjects;
    });
}

NewActor actor_for(Node const& node, std::string const& words) {
    return {
        storage::ActorType::service,
        actor_name(words),
        words,
        "New guides and questions about " + words + " at " + node.settings.node.name + "."};
}

asio::awaitable<void> make(Node const& node, std::string words) {
    auto const keys = co_await fresh_keys(node.workers);
    auto const actor = actor_for(node, words);
    storage::Store::Change<Handle> change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return create_local_actor(tx, tables, node.keyring, node.settings.origin(), actor, keys, node.clock.now());
    };
    auto const made = co_await node.store.write(std::move(change));
    bool const was_quicker = !made && made.error().reason() == Reason::conflict;
    if (!made && !was_quicker)
        log::warning("a subject is not offered", {{"subject", words}, {"detail", made.error().detail()}});
}

}  // namespace

asio::awaitable<void> offer(Node const& node) {
    auto const subjects = missing(node);
    for (auto const& words : subjects) {
        std::string each = words;
        co_await make(node, std::move(each));
    }
}

}  // namespace collegium::federation::subjects
