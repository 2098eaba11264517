#include "federation/served/own_lists.hpp"

#include "federation/community/visibility.hpp"
#include "federation/served/id_list.hpp"
#include "storage/names.hpp"

namespace collegium::federation::documents {

using storage::Edge;
using storage::FollowRecord;
using storage::FollowState;
using storage::Handle;
using storage::LocalId;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_ids = 10'000;

IdList list_of(ReadTx const& tx, Tables const& tables, Handle member, std::string_view name) {
    return {storage::iri_of(tx, tables, member) + "/" + std::string{name}, "", {}};
}

bool is_shown(ReadTx const& tx, Tables const& tables, Handle member, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    return record && community::is_visible(tx, tables, thing, *record) &&
           community::is_meant_for(tx, tables, community::Viewer::of_member(member), thing, *record);
}

}  // namespace

Result<std::string> own_followers(ReadTx const& tx, Tables const& tables, Handle member, std::size_t page) {
    auto list = list_of(tx, tables, member, "followers");
    auto const visit = [&](storage::FollowerKey const& key, FollowRecord const& record) {
        if (key.followed != member) return false;
        if (record.state == FollowState::accepted) list.names.push_back(storage::iri_of(tx, tables, key.follower));
        return list.names.size() < most_ids;
    };
    tables.followers.ascend(tx, {member, Handle{0}, Handle{0}}, visit);
    return serve(list, page);
}

Result<std::string> own_following(ReadTx const& tx, Tables const& tables, Handle member, std::size_t page) {
    auto list = list_of(tx, tables, member, "following");
    tables.following.ascend(tx, Edge{member, Handle{0}}, [&](Edge const& key, FollowRecord const& record) {
        if (key.of != member) return false;
        if (record.state == FollowState::accepted) list.names.push_back(storage::iri_of(tx, tables, key.by));
        return list.names.size() < most_ids;
    });
    return serve(list, page);
}

Result<std::string> own_liked(ReadTx const& tx, Tables const& tables, Handle member, std::size_t page) {
    auto list = list_of(tx, tables, member, "liked");
    tables.liked.descend(tx, {member, LocalId{~0ull}}, [&](storage::PlaceKey const& key, Handle thing) {
        if (key.under != member) return false;
        if (is_shown(tx, tables, member, thing)) list.names.push_back(storage::iri_of(tx, tables, thing));
        return list.names.size() < most_ids;
    });
    return serve(list, page);
}

std::string closed_collection(std::string_view iri) {
    return collection_document(iri, "OrderedCollection").done();
}

}  // namespace collegium::federation::documents
