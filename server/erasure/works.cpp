#include "server/erasure/works.hpp"

#include "federation/admit.hpp"
#include "federation/community/visibility.hpp"
#include "federation/guides/suggestions.hpp"
#include "federation/logged.hpp"
#include "federation/reviews/requests.hpp"
#include "server/communities/councils.hpp"
#include "server/members/profile.hpp"
#include "server/retention/holds.hpp"
#include "server/writing/drafts.hpp"
#include "storage/names.hpp"

#include <limits>

namespace collegium::server::erasure {

namespace asio = boost::asio;

using federation::Node;
using storage::Handle;
using storage::LocalId;
using storage::Nothing;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t at_once = 200;

template <class Table>
void drop_all_under(WriteTx& tx, Table& table, Handle person) {
    std::vector<PlaceKey> places;
    table.ascend(tx, PlaceKey{person, LocalId{0}}, [&](PlaceKey const& key, auto const&) {
        if (key.under == person) places.push_back(key);
        return key.under == person;
    });
    for (auto const& place : places) table.erase(tx, place);
}

// What they have not deleted, oldest first.
std::vector<Handle> works_left(ReadTx const& tx, Tables const& tables, Handle person, std::size_t most) {
    std::vector<Handle> found;
    tables.works.ascend(tx, {person, LocalId{0}}, [&](PlaceKey const& key, Handle thing) {
        if (key.under != person || found.size() == most) return false;
        auto const record = tables.objects.get(tx, thing);
        if (!record) return true;
        auto const state = federation::community::state_of(tx, tables, thing, *record);
        if (state != storage::ObjectState::deleted_by_author) found.push_back(thing);
        return true;
    });
    return found;
}

struct Work {
    std::string iri;
    std::string community;
    std::optional<federation::Activity> words;
};

std::vector<Work> oldest_works(Node const& node, Handle person) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<Work> works;
        for (auto const thing : works_left(tx, tables, person, at_once)) {
            auto const record = tables.objects.get(tx, thing).value();
            bool const is_somewhere = record.community != Handle{0};
            auto const place = is_somewhere ? storage::iri_of(tx, tables, record.community) : std::string{};
            auto words = federation::logged_activity(tx, tables, record.words);
            works.push_back({storage::iri_of(tx, tables, thing), place, std::move(words)});
        }
        return works;
    });
}

federation::Composed deletion_of(Node const& node, federation::Author const& author, Work const& work) {
    auto const composer = federation::composer_of(node);
    if (work.words) return composer.delete_object(author, *work.words);
    return composer.delete_object(author, work.iri, work.community, "");
}

// Changes of guides, and requests for reviews.
std::vector<federation::Activity> offers_left(Node const& node, Handle person) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        auto places = federation::guides::open_suggestions_of(tx, tables, person);
        auto const requests = federation::reviews::standing_requests_of(tx, tables, person);
        places.insert(places.end(), requests.begin(), requests.end());
        std::vector<federation::Activity> found;
        for (auto const seq : places)
            if (auto act = federation::logged_activity(tx, tables, seq)) found.push_back(*std::move(act));
        return found;
    });
}

// That it is done already does no harm.
asio::awaitable<Result<bool>> do_once(Node const& node, federation::Composed act) {
    auto const done = co_await federation::perform(node, std::move(act));
    if (!done && done.error().reason() != Reason::unconcerned) co_return done.error();
    co_return done.has_value();
}

void clear(storage::ProfileRecord& record) {
    record.note.clear();
    record.shown.clear();
    record.kept.clear();
    record.expertise.clear();
    record.avatar.clear();
    record.header.clear();
}

void remove_pictures(storage::ProfileRecord const& record, RemovePicture const& remove) {
    if (!record.avatar.empty()) remove(record.avatar);
    if (!record.header.empty()) remove(record.header);
}

}  // namespace

void drop_unsent(WriteTx& tx, Tables& tables, Handle person) {
    drop_all_under(tx, tables.scheduled, person);
    drop_all_under(tx, tables.guide_drafts, person);
    communities::drop_drafts_of(tx, tables, person);
    writing::drop_drafts_of(tx, tables, person);
}

asio::awaitable<Result<Nothing>> empty_profile(Node const& node, RemovePicture remove, Member member, bool keeps_name) {
    auto const name = node.store.read([&](auto const& tx, auto const& tables) {
        auto const actor = tables.actors.get(tx, member.actor);
        return actor ? actor->username : std::string{};
    });
    std::function<void(members::Profile&)> change = [name, keeps_name](members::Profile& profile) {
        clear(profile.record);
        if (!keeps_name) profile.display_name = name;
    };
    auto const before = co_await members::change_profile(node, member, std::move(change));
    if (!before) co_return before.error();
    remove_pictures(before->record, remove);
    co_return Nothing{};
}

asio::awaitable<Result<TakenBack>> take_back_some(Node const& node, Handle person) {
    auto const author = federation::author_of(node, person);
    if (!author) co_return Refusal{Reason::not_found, "an account without an actor"};
    bool const held =
        node.store.read([&](auto const& tx, auto const& tables) { return retention::is_held(tx, tables, person); });
    if (held) co_return retention::is_kept;
    auto const offers = offers_left(node, person);
    for (auto const& offer : offers) {
        auto act = federation::composer_of(node).undo(*author, offer);
        auto const undone = co_await do_once(node, std::move(act));
        if (!undone) co_return undone.error();
    }
    TakenBack taken;
    auto const works = oldest_works(node, person);
    for (auto const& work : works) {
        auto act = deletion_of(node, *author, work);
        auto const deleted = co_await do_once(node, std::move(act));
        if (!deleted) co_return deleted.error();
        if (*deleted) ++taken.works;
    }
    bool const is_empty =
        node.store.read([&](auto const& tx, auto const& tables) { return works_left(tx, tables, person, 1).empty(); });
    taken.finished = is_empty && offers_left(node, person).empty();
    co_return taken;
}

std::size_t works_of(Node const& node, Handle person) {
    constexpr auto all = std::numeric_limits<std::size_t>::max();
    return node.store.read([&](auto const& tx, auto const& tables) {
        return works_left(tx, tables, person, all).size();
    });
}

}  // namespace collegium::server::erasure
