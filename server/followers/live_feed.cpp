#include "server/followers/live_feed.hpp"

#include "federation/community/visibility.hpp"
#include "storage/names.hpp"

namespace collegium::server {

namespace asio = boost::asio;

using federation::Verb;
using storage::Edge;
using storage::Handle;
using storage::ObjectRecord;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

std::vector<Handle> concerned_by(ReadTx const& tx, Tables const& tables, Handle thing, ObjectRecord const& record) {
    std::vector<Handle> concerned{record.author};
    if (record.community != Handle{0}) concerned.push_back(record.community);
    tables.addressed.ascend(tx, {thing, Handle{0}}, [&](Edge const& key, storage::Nothing) {
        if (key.of == thing) concerned.push_back(key.by);
        return key.of == thing;
    });
    return concerned;
}

LiveKind kind_of(Verb verb, bool visible) {
    if (!visible) return LiveKind::delete_;
    return verb == Verb::update ? LiveKind::status_update : LiveKind::update;
}

// What the entry means for a thing, as the views are now.
std::optional<LiveEvent> event_about(ReadTx const& tx, Tables const& tables, Logged const& logged, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    if (!record || record->kind == storage::ObjectKind::unknown) return std::nullopt;
    bool const visible = federation::community::is_visible(tx, tables, thing, *record);
    auto const verb = static_cast<Verb>(logged.entry.verb);
    LiveEvent event{kind_of(verb, visible), thing, record->number, concerned_by(tx, tables, thing, *record)};
    if (verb != Verb::announce || !visible) return event;
    auto const line = tables.boosters.get(tx, Edge{thing, logged.entry.actor});
    if (!line) return std::nullopt;
    event.number = *line;
    event.concerned.push_back(logged.entry.actor);
    return event;
}

bool is_heard(Verb verb) {
    return verb == Verb::create || verb == Verb::update || verb == Verb::delete_ || verb == Verb::announce;
}

// What a community passed on is an entry of its own, but for what its facilitators removed.
std::vector<Handle> things_of(ReadTx const& tx, Tables const& tables, Logged const& logged) {
    std::vector<Handle> things;
    if (!is_heard(static_cast<Verb>(logged.entry.verb))) return things;
    if (logged.entry.object != Handle{0}) things.push_back(logged.entry.object);
    if (!logged.activity) return things;
    for (auto const* const act : logged.activity->wrapped()) {
        bool const is_own_entry = tables.known.contains(tx, storage::hash_of(federation::text_member(*act, "id")));
        auto const removed = federation::type_of(*act) == "Delete" && !is_own_entry
                                 ? storage::find_handle(tx, tables, federation::reference_member(*act, "object"))
                                 : std::nullopt;
        if (removed) things.push_back(*removed);
    }
    return things;
}

}  // namespace

void LiveQueue::put(LiveEvent const& event) {
    {
        std::lock_guard const lock{mutex_};
        if (waiting_.size() == most) {
            waiting_.erase(waiting_.begin());
            lost_ = true;
        }
        waiting_.push_back(event);
    }
    wake_();
}

std::vector<LiveEvent> LiveQueue::take() {
    std::lock_guard const lock{mutex_};
    return std::exchange(waiting_, {});
}

bool LiveQueue::lost_some() {
    std::lock_guard const lock{mutex_};
    return std::exchange(lost_, false);
}

std::shared_ptr<LiveQueue> LiveFeed::subscribe(std::function<void()> wake) {
    auto queue = std::make_shared<LiveQueue>(std::move(wake));
    std::lock_guard const lock{mutex_};
    std::erase_if(queues_, [](auto const& each) { return each.expired(); });
    queues_.push_back(queue);
    return queue;
}

void LiveFeed::publish(LiveEvent const& event) {
    std::vector<std::weak_ptr<LiveQueue>> queues;
    {
        std::lock_guard const lock{mutex_};
        queues = queues_;
    }
    for (auto const& each : queues)
        if (auto const queue = each.lock()) queue->put(event);
}

LiveListener::LiveListener(storage::Store const& store, LiveFeed& feed)
    : store_{store}, feed_{feed}, heard_{store.read([](auto const& tx, auto const& tables) {
          return tables.log.last_key(tx).value_or(Seq{0});
      })} {}

asio::awaitable<void> LiveListener::hear(std::vector<Logged> entries) {
    store_.read([&](ReadTx const& tx, Tables const& tables) {
        for (auto const& logged : entries)
            for (auto const thing : things_of(tx, tables, logged))
                if (auto const event = event_about(tx, tables, logged, thing)) feed_.publish(*event);
    });
    heard_ = entries.back().seq;
    co_return;
}

}  // namespace collegium::server
