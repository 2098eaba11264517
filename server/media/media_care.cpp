#include "server/media/media_care.hpp"

#include "federation/community/visibility.hpp"
#include "server/mastodon/scheduled_posts.hpp"
#include "server/media/workshop.hpp"
#include "server/retention/holds.hpp"
#include "server/writing/drafts.hpp"

namespace collegium::server::media {

namespace asio = boost::asio;

using storage::Handle;
using storage::MediaRecord;
using storage::PlaceKey;

namespace {

constexpr std::size_t most_at_once = 500;

struct Unneeded {
    PlaceKey key{};
    std::string file;
    std::string preview;
};

// By one snapshot. A picture that waits with a post for its time or with a draft is needed, and so is one of somebody
// on whom a hold stands; and a thing that a facilitator removed may come back, with its pictures.
class Need {
public:
    Need(storage::ReadTx const& tx, storage::Tables const& tables, Instant now)
        : tx_{tx}, tables_{tables}, now_{now}, promised_{mastodon::all_promised(tx, tables)} {
        held_ = retention::held_people(tx, tables);
        promised_.merge(writing::pictures_in_drafts(tx, tables));
    }

    bool is_over(PlaceKey const& key, MediaRecord const& record) const {
        if (held_.contains(key.under)) return false;
        if (record.thing == Handle{0})
            return record.created + loose_pictures_are_kept <= now_ && !promised_.contains({key.under, key.number});
        auto const object = tables_.objects.get(tx_, record.thing);
        return object && federation::community::state_of(tx_, tables_, record.thing, *object) ==
                             storage::ObjectState::deleted_by_author;
    }

private:
    storage::ReadTx const& tx_;
    storage::Tables const& tables_;
    Instant now_;
    mastodon::Promised promised_;
    std::set<Handle> held_;
};

std::vector<Unneeded> unneeded(App const& app) {
    auto const now = app.node.clock.now();
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<Unneeded> found;
        Need const need{tx, tables, now};
        tables.media.each(tx, [&](PlaceKey const& key, MediaRecord const& record) {
            if (need.is_over(key, record)) found.push_back({key, record.file, record.preview});
            return found.size() < most_at_once;
        });
        return found;
    });
}

// Somebody may have made it part of something since it was found: what is still unneeded.
storage::Store::Change<std::vector<Unneeded>> erasing(std::vector<Unneeded> found, Instant now) {
    return [found = std::move(found), now](storage::WriteTx& tx, storage::Tables& tables) {
        std::vector<Unneeded> erased;
        Need const need{tx, tables, now};
        for (auto const& each : found) {
            auto const record = tables.media.get(tx, each.key);
            if (!record || !need.is_over(each.key, *record)) continue;
            tables.media.erase(tx, each.key);
            erased.push_back(each);
        }
        return Result<std::vector<Unneeded>>{std::move(erased)};
    };
}

}  // namespace

asio::awaitable<bool> remove_unneeded(App const& app) {
    std::vector<Unneeded> found;
    std::function<void()> look = [&] { found = unneeded(app); };
    co_await app.node.workers.run(std::move(look));
    bool const more = found.size() == most_at_once;
    if (found.empty()) co_return false;
    auto change = erasing(std::move(found), app.node.clock.now());
    auto const erased = co_await app.node.store.write(std::move(change));
    if (!erased) co_return false;
    for (auto const& each : *erased) {
        app.pictures.files().remove(each.file);
        app.pictures.files().remove(each.preview);
    }
    co_return more;
}

asio::awaitable<void> tend_pictures(App const& app) {
    while (true) {
        bool const more = co_await remove_unneeded(app);
        if (!more) co_return;
    }
}

}  // namespace collegium::server::media
