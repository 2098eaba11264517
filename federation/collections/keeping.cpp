#include "federation/collections/keeping.hpp"

#include "federation/community/holding.hpp"
#include "federation/community/pupils.hpp"
#include "federation/community/visibility.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/local_actors.hpp"
#include "federation/logged.hpp"
#include "federation/served/documents.hpp"
#include "federation/signing/fresh_keys.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::collections {

namespace asio = boost::asio;

using storage::CollectionRecord;
using storage::Edge;
using storage::Handle;
using storage::LocalId;
using storage::Nothing;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

Refusal no_such_collection() {
    return {Reason::not_found, "the member has no such collection"};
}

Result<void> check_name(std::string const& name) {
    bool const is_line = name.find_first_of("\r\n") == std::string::npos;
    if (name.empty() || !is_line || content::characters(name) > longest_collection_name)
        return Refusal{Reason::malformed, "a collection has a name, of one line and at most 100 characters"};
    return {};
}

std::size_t count(ReadTx const& tx, Tables const& tables, Handle member) {
    std::size_t found = 0;
    tables.collections_of.ascend(tx, {member, Handle{0}}, [&](Edge const& key, Nothing) {
        if (key.of == member) ++found;
        return key.of == member;
    });
    return found;
}

Refusal not_for_pupils() {
    return {Reason::not_allowed, "a collection can be followed elsewhere, and what pupils do stays here"};
}

Result<void> check_owner(ReadTx const& tx, Tables const& tables, Handle member) {
    if (community::is_pupil(tx, tables, member)) return not_for_pupils();
    if (count(tx, tables, member) >= most_collections)
        return Refusal{Reason::too_many, "the member has 50 collections: drop one first"};
    return {};
}

// A collection of the member's, and whether a thing is announced by it.
struct Own {
    Handle actor{};
    CollectionRecord record;
    std::optional<Activity> announce{};
};

std::optional<Activity> announce_of(ReadTx const& tx, Tables const& tables, Handle actor, Handle thing) {
    auto const line = tables.boosters.get(tx, Edge{thing, actor});
    auto const boost = line ? tables.boosts.get(tx, *line) : std::nullopt;
    return boost ? logged_activity(tx, tables, boost->seq) : std::nullopt;
}

// Also of a pupil, who was none when it was made.
Result<Own> find_own(ReadTx const& tx, Tables const& tables, Handle member, LocalId number) {
    auto const actor = actor_of(tx, tables, number);
    auto record = actor ? tables.collections.get(tx, *actor) : std::nullopt;
    if (!record || record->owner != member) return no_such_collection();
    return Own{*actor, *std::move(record)};
}

// One that the member may change.
Result<Own> own_in(ReadTx const& tx, Tables const& tables, Handle member, LocalId number) {
    auto own = find_own(tx, tables, member, number);
    if (own && community::is_pupil(tx, tables, member)) return not_for_pupils();
    return own;
}

Result<Own> own_of(Node const& node, Handle member, LocalId number, Handle thing = Handle{0}) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        auto own = own_in(tx, tables, member, number);
        if (own) own->announce = announce_of(tx, tables, own->actor, thing);
        return own;
    });
}

struct Addition {
    std::string iri;
    bool for_everyone = false;
};

// The thing as the member sees it.
std::optional<Addition> addition_of(Node const& node, Handle member, Handle thing) {
    return node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Addition> {
        auto const record = tables.objects.get(tx, thing);
        auto const viewer = community::Viewer::of_member(member);
        bool const is_there = record && is_kept_kind(*record) && community::is_settled(tx, tables, thing, *record) &&
                              community::is_meant_for(tx, tables, viewer, thing, *record);
        if (!is_there) return std::nullopt;
        bool const open = record->audience == storage::Audience::everyone &&
                          community::is_meant_for(tx, tables, community::Viewer{}, thing, *record);
        return Addition{storage::iri_of(tx, tables, thing), open};
    });
}

bool is_shown(ReadTx const& tx, Tables const& tables, Handle member, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    return record && community::is_visible(tx, tables, thing, *record) &&
           community::is_meant_for(tx, tables, community::Viewer::of_member(member), thing, *record);
}

using Things = std::vector<Handle>;

// Past what the member does not see as well, which would look as if nothing had moved.
template <class IsShown>
void move_up(Things& things, Things::iterator place, IsShown const& is_seen) {
    auto const above = std::find_if(std::make_reverse_iterator(place), things.rend(), is_seen);
    if (above != things.rend()) std::rotate(std::prev(above.base()), place, std::next(place));
}

template <class IsShown>
void move_down(Things& things, Things::iterator place, IsShown const& is_seen) {
    auto const below = std::find_if(std::next(place), things.end(), is_seen);
    if (below != things.end()) std::rotate(place, std::next(place), std::next(below));
}

// It is no more. Whose it was is asked of what it said, as long as that is on its way or in the log.
void end_collection(WriteTx& tx, Tables& tables, Own own, Instant now) {
    auto record = tables.actors.get(tx, own.actor).value();
    tables.collections_of.erase(tx, {own.record.owner, own.actor});
    tables.local_names.erase(tx, record.username);
    own.record.things.clear();
    tables.collections.put(tx, own.actor, own.record);
    record.gone = now;
    tables.actors.put(tx, own.actor, record);
}

// Changes the list as it stands when the change is written.
template <class Change>
Alongside changing(Handle member, LocalId number, Change change) {
    return [member, number, change](WriteTx& tx, Tables& tables) -> Result<void> {
        auto own = own_in(tx, tables, member, number);
        if (!own) return own.error();
        if (auto const fits = change(tx, tables, own->record.things); !fits) return fits;
        tables.collections.put(tx, own->actor, own->record);
        return {};
    };
}

asio::awaitable<Result<Nothing>> write(Node const& node, Alongside change) {
    storage::Store::Change<Nothing> whole = [change](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        auto const done = change(tx, tables);
        if (!done) return done.error();
        return Nothing{};
    };
    auto const written = co_await node.store.write(std::move(whole));
    co_return written;
}

// Says something about the list as it is changed, or changes it in silence.
asio::awaitable<Result<Nothing>> say(Node const& node, std::optional<Composed> act, Alongside change) {
    if (!act) {
        auto const silent = co_await write(node, std::move(change));
        co_return silent;
    }
    auto const said = co_await perform(node, *std::move(act), std::move(change));
    if (!said) co_return said.error();
    co_return Nothing{};
}

bool contains(std::vector<Handle> const& things, Handle thing) {
    return std::ranges::find(things, thing) != things.end();
}

}  // namespace

asio::awaitable<Result<LocalId>> make(Node const& node, Handle member, std::string name) {
    if (auto const fits = check_name(name); !fits) co_return fits.error();
    auto const may =
        node.store.read([&](auto const& tx, auto const& tables) { return check_owner(tx, tables, member); });
    if (!may) co_return may.error();
    auto const keys = co_await fresh_keys(node.workers);
    auto const number = node.ids.next();
    NewActor const actor{storage::ActorType::service, actor_name(number), name, ""};
    storage::Store::Change<LocalId> change = [&](WriteTx& tx, Tables& tables) -> Result<LocalId> {
        if (auto const fits = check_owner(tx, tables, member); !fits) return fits.error();
        auto const now = node.clock.now();
        auto const made = create_local_actor(tx, tables, node.keyring, node.settings.origin(), actor, keys, now);
        if (!made) return made.error();
        tables.collections.put(tx, *made, {member, {}, now});
        tables.collections_of.put(tx, {member, *made}, {});
        return number;
    };
    auto const made = co_await node.store.write(std::move(change));
    co_return made;
}

asio::awaitable<Result<Nothing>> rename(Node const& node, Handle member, LocalId collection, std::string name) {
    if (auto const fits = check_name(name); !fits) co_return fits.error();
    auto const own = own_of(node, member, collection);
    if (!own) co_return own.error();
    auto const author = author_of(node, own->actor);
    if (!author) co_return no_such_collection();
    auto record =
        node.store.read([&](auto const& tx, auto const& tables) { return tables.actors.get(tx, own->actor).value(); });
    record.display_name = name;
    auto update = composer_of(node).update_profile(
        *author, documents::actor_object(author->iri, record, documents::Presentation{})
    );
    Alongside change = [actor = own->actor, name](WriteTx& tx, Tables& tables) -> Result<void> {
        auto standing = tables.actors.get(tx, actor);
        if (!standing) return no_such_collection();
        standing->display_name = name;
        tables.actors.put(tx, actor, *standing);
        return {};
    };
    std::optional<Composed> act{std::move(update)};
    auto const done = co_await say(node, std::move(act), std::move(change));
    co_return done;
}

asio::awaitable<Result<Nothing>> add(Node const& node, Handle member, LocalId collection, Handle thing) {
    auto const own = own_of(node, member, collection, thing);
    if (!own) co_return own.error();
    auto const author = author_of(node, own->actor);
    if (!author) co_return no_such_collection();
    auto const addition = addition_of(node, member, thing);
    if (!addition) co_return Refusal{Reason::not_found, "no such guide or question for the member"};
    // It may have been taken back meanwhile, and stand for everyone again.
    bool const is_in = contains(own->record.things, thing);
    if (is_in && (own->announce || !addition->for_everyone)) co_return Nothing{};
    std::optional<Composed> act;
    if (addition->for_everyone && !own->announce) act = composer_of(node).announce_object(*author, addition->iri);
    auto change = changing(member, collection, [thing, is_in](auto&, auto&, Things& things) -> Result<void> {
        if (contains(things, thing) && is_in) return {};
        if (contains(things, thing)) return Refusal{Reason::conflict, "it was added already"};
        if (things.size() >= most_things)
            return Refusal{Reason::too_many, "the collection has 200 things: take one out, or begin another"};
        things.push_back(thing);
        return {};
    });
    auto const done = co_await say(node, std::move(act), std::move(change));
    if (!done && done.error().reason() == Reason::conflict) co_return Nothing{};
    co_return done;
}

asio::awaitable<Result<Nothing>> take_out(Node const& node, Handle member, LocalId collection, Handle thing) {
    auto const own = own_of(node, member, collection, thing);
    if (!own) co_return own.error();
    auto const author = author_of(node, own->actor);
    if (!author) co_return no_such_collection();
    std::optional<Composed> act;
    if (own->announce) act = composer_of(node).undo(*author, *own->announce);
    auto change = changing(member, collection, [thing](auto&, auto&, Things& things) -> Result<void> {
        std::erase(things, thing);
        return {};
    });
    auto const done = co_await say(node, std::move(act), std::move(change));
    co_return done;
}

asio::awaitable<Result<Nothing>> shift(Node const& node, Handle member, LocalId collection, Handle thing, Step step) {
    auto change = changing(member, collection, [=](auto& tx, auto& tables, Things& things) -> Result<void> {
        auto const place = std::ranges::find(things, thing);
        if (place == things.end()) return Refusal{Reason::not_found, "it is not in the collection"};
        auto const is_seen = [&](Handle each) { return is_shown(tx, tables, member, each); };
        if (step == Step::up) move_up(things, place, is_seen);
        if (step == Step::down) move_down(things, place, is_seen);
        return {};
    });
    auto const done = co_await write(node, std::move(change));
    co_return done;
}

asio::awaitable<Result<Nothing>> drop(Node const& node, Handle member, LocalId collection) {
    auto const own =
        node.store.read([&](auto const& tx, auto const& tables) { return find_own(tx, tables, member, collection); });
    if (!own) co_return own.error();
    auto const author = author_of(node, own->actor);
    if (!author) co_return no_such_collection();
    auto last = composer_of(node).delete_object(*author, author->iri, "", "");
    Alongside change = [&node, member, collection](WriteTx& tx, Tables& tables) -> Result<void> {
        auto standing = find_own(tx, tables, member, collection);
        if (!standing) return standing.error();
        end_collection(tx, tables, *std::move(standing), node.clock.now());
        return {};
    };
    auto const done = co_await perform(node, std::move(last), std::move(change));
    if (!done) co_return done.error();
    co_return Nothing{};
}

Ending ending_of(Node const& node, Handle member) {
    std::vector<Handle> actors;
    node.store.read([&](auto const& tx, auto const& tables) {
        tables.collections_of.ascend(tx, {member, Handle{0}}, [&](Edge const& key, Nothing) {
            if (key.of == member) actors.push_back(key.by);
            return key.of == member;
        });
        return true;
    });
    Ending ending;
    for (auto const actor : actors)
        if (auto const author = author_of(node, actor))
            ending.acts.push_back(composer_of(node).delete_object(*author, author->iri, "", ""));
    ending.change = [&node, member, actors = std::move(actors)](WriteTx& tx, Tables& tables) -> Result<void> {
        for (auto const actor : actors) {
            if (!tables.collections_of.contains(tx, {member, actor})) continue;
            end_collection(tx, tables, {actor, tables.collections.get(tx, actor).value()}, node.clock.now());
        }
        return {};
    };
    return ending;
}

}  // namespace collegium::federation::collections
