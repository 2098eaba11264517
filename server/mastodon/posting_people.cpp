#include "server/mastodon/posting_people.hpp"

#include "config/ascii.hpp"
#include "federation/timeline.hpp"
#include "server/mastodon/limits.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <map>

namespace collegium::server::mastodon {

using storage::Handle;

namespace {

using Found = std::map<std::string, Handle, std::less<>>;  // "ada@uni.test" => actor

// Others choose their own paths, so the name decides, not the address. One pass for all names.
Found find_remote(View const& view, std::vector<std::string> const& wanted) {
    Found found;
    if (wanted.empty()) return found;
    view.tables.actors.each(view.tx, [&](Handle handle, storage::ActorRecord const& record) {
        if (record.local) return true;
        auto const fits = [&](std::string const& name) {
            return name.size() > record.username.size() && name[record.username.size()] == '@' &&
                   ascii::starts_with_ignoring_case(name, record.username);
        };
        if (std::ranges::none_of(wanted, fits)) return true;
        auto const actor = federation::timeline::find_actor(view.tx, view.tables, handle);
        auto const address = ascii::lowered(actor->address().substr(1));
        if (std::ranges::find(wanted, address) != wanted.end()) found.emplace(address, handle);
        return found.size() < wanted.size();
    });
    return found;
}

// The part before '@', where the name is of this node.
std::string_view local_part(std::string_view name, std::string_view own_host) {
    auto const at = name.find('@');
    if (at == std::string_view::npos) return name;
    return name.substr(at + 1) == own_host ? name.substr(0, at) : std::string_view{};
}

}  // namespace

federation::Mentioned mention_of(View const& view, Handle actor) {
    auto const found = federation::timeline::find_actor(view.tx, view.tables, actor);
    return found ? federation::Mentioned{found->iri, found->address()} : federation::Mentioned{};
}

std::vector<NamedActor> named_actors(View const& view, std::vector<std::string> const& names) {
    auto const& own_host = view.app.node.settings.node.domain;
    std::vector<std::string> remote;
    for (auto const& name : names)
        if (local_part(name, own_host).empty()) remote.push_back(name);
    auto const elsewhere = find_remote(view, remote);

    std::vector<NamedActor> actors;
    for (auto const& name : names) {
        auto const local = local_part(name, own_host);
        auto const there = elsewhere.find(name);
        auto const handle = !local.empty()             ? view.tables.local_names.get(view.tx, std::string{local})
                            : there != elsewhere.end() ? std::optional{there->second}
                                                       : std::nullopt;
        if (!handle || !is_shown_to(view, *handle) || actors.size() == most_mentions) continue;
        auto const record = view.tables.actors.get(view.tx, *handle);
        bool const is_community = record && record->type == storage::ActorType::group;
        actors.push_back({*handle, mention_of(view, *handle), "@" + name, is_community});
    }
    return actors;
}

}  // namespace collegium::server::mastodon
