#include "server/mastodon/scheduled_posts.hpp"

#include "storage/codec.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using storage::Handle;
using storage::LocalId;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::string_view prefix = "scheduled ";
constexpr std::size_t key_size = 16;

std::string name_of(PlaceKey const& place) {
    std::string name{prefix};
    storage::append_key(name, place);
    return name;
}

std::optional<PlaceKey> place_in(std::string_view name) {
    if (!name.starts_with(prefix) || name.size() != prefix.size() + key_size) return std::nullopt;
    name.remove_prefix(prefix.size());
    PlaceKey place{};
    storage::take_key(name, place);
    return place;
}

WaitingPost read(std::string_view bytes) {
    WaitingPost post;
    storage::take_value(bytes, post);
    return post;
}

// From there on, until visit(scheduled) says false.
template <class Visit>
void each_from(ReadTx const& tx, Tables const& tables, PlaceKey const& first, Visit visit) {
    tables.node.ascend(tx, name_of(first), [&](std::string const& name, std::string const& bytes) {
        auto const place = place_in(name);
        return place && visit(Scheduled{*place, read(bytes)});
    });
}

}  // namespace

std::optional<WaitingPost> find_scheduled(ReadTx const& tx, Tables const& tables, PlaceKey const& place) {
    auto const bytes = tables.node.get(tx, name_of(place));
    return bytes ? std::optional{read(*bytes)} : std::nullopt;
}

void put_scheduled(storage::WriteTx& tx, Tables& tables, PlaceKey const& place, WaitingPost const& post) {
    std::string bytes;
    storage::append_value(bytes, post);
    tables.node.put(tx, name_of(place), bytes);
}

bool erase_scheduled(storage::WriteTx& tx, Tables& tables, PlaceKey const& place) {
    return tables.node.erase(tx, name_of(place));
}

std::vector<Scheduled> scheduled_of(ReadTx const& tx, Tables const& tables, Handle member) {
    std::vector<Scheduled> found;
    each_from(tx, tables, {member, LocalId{0}}, [&](Scheduled each) {
        if (each.place.under != member) return false;
        found.push_back(std::move(each));
        return true;
    });
    return found;
}

std::vector<Scheduled> all_scheduled(ReadTx const& tx, Tables const& tables) {
    std::vector<Scheduled> found;
    each_from(tx, tables, {Handle{0}, LocalId{0}}, [&](Scheduled each) {
        found.push_back(std::move(each));
        return true;
    });
    return found;
}

bool is_scheduled(ReadTx const& tx, Tables const& tables, Handle owner, LocalId picture) {
    auto const waiting = scheduled_of(tx, tables, owner);
    return std::ranges::any_of(waiting, [&](Scheduled const& each) {
        return std::ranges::find(each.post.media, picture) != each.post.media.end();
    });
}

}  // namespace collegium::server::mastodon
