#include "server/search/indexer.hpp"

#include "federation/community/visibility.hpp"
#include "storage/names.hpp"

#include <set>

namespace collegium::server::search {

namespace asio = boost::asio;

using federation::Verb;
using storage::Handle;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

// Follows, votes and reports change no word, and nothing that is looked for.
bool changes_things(Verb verb) {
    switch (verb) {
        case Verb::create:
        case Verb::update:
        case Verb::delete_:
        case Verb::accept:  // of what waited
        case Verb::undo:
        case Verb::announce:
        case Verb::choose_answer: return true;
        default: return false;
    }
}

void add_named(ReadTx const& tx, Tables const& tables, std::string_view iri, std::set<Handle>& things) {
    auto const handle = iri.empty() ? std::nullopt : storage::find_handle(tx, tables, iri);
    if (handle) things.insert(*handle);
}

// What stands inside another act: an Undo, or what a community passes on.
void add_inside(
    ReadTx const& tx, Tables const& tables, federation::Activity const& activity, std::set<Handle>& things
) {
    for (auto const* const act : activity.wrapped()) {
        add_named(tx, tables, federation::reference_member(*act, "object"), things);
        if (auto const* const inner = federation::member(*act, "object"); inner != nullptr && inner->IsObject())
            add_named(tx, tables, federation::reference_member(*inner, "object"), things);
    }
    if (auto const* const inner = activity.object(); inner != nullptr && inner->IsObject())
        add_named(tx, tables, federation::reference_member(*inner, "object"), things);
}

// An Undo may say no more than the name of what it takes back.
void add_undone(ReadTx const& tx, Tables const& tables, federation::Activity const& undo, std::set<Handle>& things) {
    auto const seq = tables.known.get(tx, storage::hash_of(undo.object_id()));
    auto const undone = seq ? tables.log.get(tx, *seq) : std::nullopt;
    if (undone) things.insert(undone->object);
}

void add_concerned(ReadTx const& tx, Tables const& tables, Logged const& logged, std::set<Handle>& things) {
    auto const verb = static_cast<Verb>(logged.entry.verb);
    if (!changes_things(verb)) return;
    things.insert(logged.entry.object);
    if (!logged.activity) return;
    if (verb == Verb::announce || verb == Verb::undo) add_inside(tx, tables, *logged.activity, things);
    if (verb == Verb::undo) add_undone(tx, tables, *logged.activity, things);
}

// An actor that is gone takes everything with it.
void add_works(ReadTx const& tx, Tables const& tables, Handle actor, std::set<Handle>& things) {
    tables.works.ascend(tx, {actor, storage::LocalId{0}}, [&](storage::PlaceKey const& key, Handle thing) {
        if (key.under == actor) things.insert(thing);
        return key.under == actor;
    });
}

// With the question above: whether it has an accepted answer hangs on what is below it.
void add_roots(ReadTx const& tx, Tables const& tables, std::set<Handle>& things) {
    std::set<Handle> more;
    for (auto const thing : things) {
        auto const record = tables.objects.get(tx, thing);
        if (record && record->root != Handle{0}) more.insert(record->root);
        if (!record && federation::community::is_gone(tx, tables, thing)) add_works(tx, tables, thing, more);
    }
    things.merge(more);
}

// Somebody changed what their document says: if others may find them now and could not before, or the other way round,
// all that they wrote comes in or goes.
void add_works_of_changed(
    ReadTx const& tx, Tables const& tables, WordIndex const& index, Logged const& logged, std::set<Handle>& things
) {
    auto const author = logged.entry.object;
    auto const record = tables.actors.get(tx, author);
    if (static_cast<Verb>(logged.entry.verb) != Verb::update || !record) return;
    using enum storage::SearchConsent;
    bool const lets = record->search_consent == granted || (record->local && record->search_consent == unsaid);
    if (lets != index.knows(author)) add_works(tx, tables, author, things);
}

}  // namespace

Indexer::Indexer(storage::Store const& store, WordIndex& index) : store_{store}, index_{index} {
    auto const newest =
        store.read([](auto const& tx, auto const& tables) { return tables.log.last_key(tx).value_or(Seq{0}); });
    if (index.heard() > newest) index.begin_anew();
}

// Each thing as it is now, whatever the entry says: entries that come twice change nothing.
asio::awaitable<void> Indexer::hear(std::vector<Logged> entries) {
    auto const changes = store_.read([&](ReadTx const& tx, Tables const& tables) {
        std::set<Handle> things;
        Said said;
        for (auto const& logged : entries) {
            if (logged.activity) said.emplace(logged.seq, &*logged.activity);
            add_concerned(tx, tables, logged, things);
            add_works_of_changed(tx, tables, index_, logged, things);
        }
        add_roots(tx, tables, things);
        std::vector<IndexChange> found;
        for (auto const thing : things) found.push_back({thing, indexed_thing(tx, tables, thing, said)});
        return found;
    });
    index_.change(changes, entries.back().seq);
    co_return;
}

}  // namespace collegium::server::search
