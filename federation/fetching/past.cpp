#include "federation/fetching/past.hpp"

#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/fetching/collection.hpp"
#include "federation/fetching/fetched.hpp"
#include "federation/fetching/relayed.hpp"
#include "federation/fetching/wanted.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <deque>
#include <set>

namespace collegium::federation {

namespace asio = boost::asio;

using storage::Handle;
using storage::ImportRecord;
using storage::ImportState;
using storage::Tables;
using storage::WriteTx;

namespace past {

namespace {

constexpr std::uint64_t told_every = 5;  // things, for those who watch

// One community's past on its way here.
struct Search {
    Search(Node const& node_, Handle community_, ImportRecord record_)
        : node{node_}, community{community_}, record{std::move(record_)} {
        budget.requests = most_requests;
    }

    Node const& node;
    Handle community;
    ImportRecord record;
    FetchBudget budget;
    std::deque<Handle> threads;  // whose collections are still to be read

    asio::awaitable<void> tell();
    asio::awaitable<void> took();
    asio::awaitable<Result<std::vector<Verified>>> list_acts(Iri outbox);
    asio::awaitable<void> take_acts(std::vector<Verified> acts);
    asio::awaitable<void> complete_threads();
    asio::awaitable<void> complete(Iri collection, bool is_whole_thread);
    asio::awaitable<std::optional<Handle>> take_thing(std::string name);
    asio::awaitable<void> finish();
    asio::awaitable<void> fail(Refusal why);
};

struct Place {
    std::string outbox;
    ImportRecord record;
};

std::optional<Place> place_of(Node const& node, Handle community) {
    return node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Place> {
        auto const actor = tables.actors.get(tx, community);
        auto const record = tables.imports.get(tx, community);
        if (!actor || !record) return std::nullopt;
        return Place{actor->outbox, *record};
    });
}

bool may_be_past(Verb verb) {
    return verb == Verb::announce || verb == Verb::create;
}

std::optional<Handle> handle_of(Node const& node, std::string_view iri) {
    return node.store.read([&](auto const& tx, auto const& tables) { return storage::find_handle(tx, tables, iri); });
}

// The thing that an act made known, if it is the top of a thread.
std::optional<Handle> question_of(Node const& node, Activity const& act) {
    auto const* const inner = act.object();
    bool const wrapped = inner != nullptr && verb_named(type_of(*inner)).has_value();
    std::string const name{wrapped ? reference_member(*inner, "object") : std::string_view{act.object_id()}};
    return node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Handle> {
        auto const handle = storage::find_handle(tx, tables, name);
        auto const record = handle ? tables.objects.get(tx, *handle) : std::nullopt;
        return record && record->root == *handle ? handle : std::nullopt;
    });
}

struct ThreadList {
    Iri collection;
    bool is_whole_thread;  // `context` lists everything, `replies` only what is directly below
};

// Where the rest of a thread is listed, as the thing itself says.
std::optional<ThreadList> list_below(Node const& node, Handle thing) {
    auto flesh = node.store.read([&](auto const& tx, auto const& tables) -> std::optional<std::string> {
        auto const record = tables.objects.get(tx, thing);
        return record ? tables.flesh.get(tx, record->words) : std::nullopt;
    });
    auto const json = flesh ? Json::read_object(*std::move(flesh)) : Result<Json>{Refusal{}};
    auto const* const object = json ? member(json->root(), "object") : nullptr;
    if (object == nullptr || !object->IsObject()) return std::nullopt;
    auto const id = Iri::parse(text_member(*object, "id"));
    auto context = Iri::parse(reference_member(*object, "context"));
    if (id && context && context->same_origin(*id)) return ThreadList{*std::move(context), true};
    auto replies = Iri::parse(reference_member(*object, "replies"));
    if (id && replies && replies->same_origin(*id)) return ThreadList{*std::move(replies), false};
    return std::nullopt;
}

asio::awaitable<void> Search::tell() {
    record.at = node.clock.now();
    storage::Store::Change<storage::Nothing> change = [where = community, what = record](WriteTx& tx, Tables& tables) {
        tables.imports.put(tx, where, what);
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    auto const told = co_await node.store.write(std::move(change));
    if (!told) log::info("progress was not written", {{"detail", told.error().detail()}});
}

asio::awaitable<void> Search::took() {
    ++record.found;
    if (record.found % told_every == 0) co_await tell();
}

// Newest first, as the outbox gives them. Where everything was here once, a page without news is the end.
asio::awaitable<Result<std::vector<Verified>>> Search::list_acts(Iri outbox) {
    std::vector<Verified> acts;
    std::vector<Iri> names;  // of acts that are not there whole
    std::set<std::string> seen;
    VisitPage const visit = [&](Fetched const& page, std::vector<JsonValue const*> const& items) {
        bool news = false;
        for (auto const* const item : items) {
            auto const id = Iri::parse(reference(*item));
            if (!id || !seen.insert(id->text()).second || is_known_act(node, *id)) continue;
            news = true;
            auto act = act_in(page, *item);
            if (act && may_be_past(act->activity().verb())) acts.push_back(*std::move(act));
            if (item->IsString()) names.push_back(*id);
        }
        return seen.size() < most_things && (news || record.whole == Instant{});
    };
    auto const read = co_await read_collection(node, std::move(outbox), visit, budget);
    if (!read) co_return read.error();
    for (auto const& name : names) {
        auto const document = co_await fetch_named(node, name, budget);
        if (!document) continue;
        auto act = act_in(*document, document->root());
        if (act && may_be_past(act->activity().verb())) acts.push_back(*std::move(act));
    }
    acts.erase(acts.begin() + static_cast<std::ptrdiff_t>(std::min(acts.size(), most_things)), acts.end());
    co_return acts;
}

asio::awaitable<void> Search::take_acts(std::vector<Verified> acts) {
    record.total = acts.size();
    co_await tell();
    std::ranges::reverse(acts);
    for (auto const& act : acts) {
        auto const taken = co_await admit_found(node, act, 0, budget);
        if (!taken) log::debug("not taken", {{"act", act.activity().id().text()}, {"detail", taken.error().detail()}});
        auto const question = question_of(node, act.activity());
        if (question && std::ranges::find(threads, *question) == threads.end()) threads.push_back(*question);
        co_await took();
    }
    while (threads.size() > most_threads) threads.pop_front();
}

asio::awaitable<void> Search::complete_threads() {
    while (!threads.empty() && budget.requests > 0) {
        auto const thing = threads.front();
        threads.pop_front();
        auto list = list_below(node, thing);
        if (list) co_await complete(std::move(list->collection), list->is_whole_thread);
    }
}

asio::awaitable<void> Search::complete(Iri collection, bool is_whole_thread) {
    std::vector<std::string> missing;
    VisitPage const visit = [&](Fetched const&, std::vector<JsonValue const*> const& items) {
        for (auto const* const item : items) {
            std::string name{reference(*item)};
            if (!is_known_thing(node, name)) missing.push_back(std::move(name));
        }
        return record.total + missing.size() < most_things;
    };
    auto const read = co_await read_collection(node, std::move(collection), visit, budget);
    if (!read) co_return;
    for (auto const& name : missing) {
        if (record.total >= most_things) co_return;
        ++record.total;
        auto const taken = co_await take_thing(name);
        if (taken && !is_whole_thread) threads.push_back(*taken);
        co_await took();
    }
}

// Lists only name things: each is asked for at its own place.
asio::awaitable<std::optional<Handle>> Search::take_thing(std::string name) {
    auto iri = Iri::parse(name);
    if (!iri) co_return std::nullopt;
    auto fact = co_await ask_for_thing(node, *std::move(iri), budget);
    if (!fact) co_return std::nullopt;
    auto const taken = co_await admit_found(node, *std::move(fact), 0, budget);
    if (!taken) co_return std::nullopt;
    co_return handle_of(node, name);
}

asio::awaitable<void> Search::finish() {
    record.state = ImportState::finished;
    record.tries = 0;
    record.error.clear();
    if (record.whole == Instant{}) record.whole = node.clock.now();
    co_await tell();
}

// What members read.
std::string_view words_for(Refusal why) {
    switch (why.reason()) {
        case Reason::unreachable: return "the other institution's server did not answer";
        case Reason::not_partner: return "the other institution is not a partner of ours now";
        default: return "the other institution's server did not show them";
    }
}

asio::awaitable<void> Search::fail(Refusal why) {
    record.state = ImportState::failed;
    ++record.tries;
    record.error = words_for(why);
    log::info("a community's past cannot be fetched", {{"detail", why.detail()}});
    co_await tell();
}

// Who somebody here follows, each once.
std::set<Handle> followed_here(storage::ReadTx const& tx, Tables const& tables) {
    std::set<Handle> found;
    tables.following.each(tx, [&](storage::Edge const& key, storage::FollowRecord const&) {
        auto const follower = tables.actors.get(tx, key.of);
        auto const followed = follower && follower->local ? tables.actors.get(tx, key.by) : std::nullopt;
        if (followed && followed->type == storage::ActorType::group && !followed->local) found.insert(key.by);
        return true;
    });
    return found;
}

}  // namespace

void ask(WriteTx& tx, Tables& tables, Handle community, Instant now) {
    auto record = tables.imports.get(tx, community).value_or(ImportRecord{});
    record.state = ImportState::wanted;
    record.found = record.total = record.tries = 0;
    record.error.clear();
    record.at = now;
    tables.imports.put(tx, community, record);
}

std::uint64_t ask_host(WriteTx& tx, Tables& tables, std::string_view host, Instant now) {
    std::uint64_t asked = 0;
    for (auto const community : followed_here(tx, tables)) {
        if (!host.empty() && Iri::parse(storage::iri_of(tx, tables, community)).value().host() != host) continue;
        ask(tx, tables, community, now);
        ++asked;
    }
    return asked;
}

asio::awaitable<Result<storage::Nothing>> ask_for(Node const& node, Handle community) {
    storage::Store::Change<storage::Nothing> change = [community, now = node.clock.now()](WriteTx& tx, Tables& tables) {
        ask(tx, tables, community, now);
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    auto const asked = co_await node.store.write(std::move(change));
    node.backfill.ring();
    co_return asked;
}

asio::awaitable<Result<std::uint64_t>> ask_for_host(Node const& node, std::string host) {
    storage::Store::Change<std::uint64_t> change = [host = std::move(host), now = node.clock.now()](
                                                       WriteTx& tx, Tables& tables
                                                   ) { return Result<std::uint64_t>{ask_host(tx, tables, host, now)}; };
    auto const asked = co_await node.store.write(std::move(change));
    node.backfill.ring();
    co_return asked;
}

asio::awaitable<void> ask_once(Node const& node, Iri community) {
    auto const handle = handle_of(node, community.text());
    bool const asked = !handle || node.store.read([&](auto const& tx, auto const& tables) {
        return tables.imports.contains(tx, *handle);
    });
    if (asked) co_return;
    auto const begun = co_await ask_for(node, *handle);
    if (!begun) log::info("a community's past was not asked for", {{"detail", begun.error().detail()}});
}

bool is_tried_again(ImportRecord const& record) {
    return record.state == ImportState::failed && record.tries < wanted::most_tries;
}

Due due(Node const& node, storage::ReadTx const& tx, Tables const& tables) {
    auto const now = node.clock.now();
    std::chrono::seconds const first_wait{node.settings.delivery.first_retry_seconds};
    Due due;
    tables.imports.each(tx, [&](Handle community, ImportRecord const& record) {
        bool const waits = is_tried_again(record);
        auto const when = waits ? record.at + wanted::wait_after(record.tries, first_wait) : record.at;
        if (record.state == ImportState::wanted || (waits && when <= now))
            due.communities.push_back(community);
        else if (waits)
            due.next = std::min(due.next.value_or(when), when);
        return true;
    });
    return due;
}

asio::awaitable<void> fetch(Node const& node, Handle community) {
    auto const place = place_of(node, community);
    if (!place) co_return;
    Search search{node, community, place->record};
    search.record.state = ImportState::wanted;  // also after a failure: it is under way again
    search.record.found = search.record.total = 0;
    auto outbox = Iri::parse(place->outbox);
    if (!outbox) {
        Refusal const why{Reason::not_found, "the community shows no list of its past"};
        co_await search.fail(why);
        co_return;
    }
    auto acts = co_await search.list_acts(*std::move(outbox));
    if (!acts) {
        auto const why = acts.error();
        co_await search.fail(why);
        co_return;
    }
    co_await search.take_acts(*std::move(acts));
    co_await search.complete_threads();
    co_await search.finish();
}

}  // namespace past

Result<std::uint64_t> catch_up(Node const& node, std::string_view host) {
    storage::Store::Change<std::uint64_t> const change = [&](WriteTx& tx, Tables& tables) {
        return Result<std::uint64_t>{past::ask_host(tx, tables, host, node.clock.now())};
    };
    auto const asked = node.store.write_now(change);
    node.backfill.ring();
    return asked;
}

}  // namespace collegium::federation
