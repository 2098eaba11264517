#include "server/media/media_care.hpp"

#include "config/log.hpp"
#include "federation/community/visibility.hpp"
#include "server/mastodon/scheduled_posts.hpp"
#include "server/media/workshop.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace collegium::server::media {

namespace asio = boost::asio;

using storage::Handle;
using storage::MediaRecord;
using storage::PlaceKey;

namespace {

constexpr std::chrono::hours between_rounds{1};
constexpr std::chrono::hours patience{24};  // with what is not part of anything yet
constexpr std::size_t most_at_once = 500;

struct Unneeded {
    PlaceKey key{};
    std::string file;
    std::string preview;
};

// A thing that a facilitator removed may come back, with its pictures.
bool is_unneeded(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    PlaceKey const& key,
    MediaRecord const& record,
    Instant now
) {
    if (record.thing == Handle{0})
        return record.created + patience <= now && !mastodon::is_scheduled(tx, tables, key.under, key.number);
    auto const object = tables.objects.get(tx, record.thing);
    return object && federation::community::state_of(tx, tables, record.thing, *object) ==
                         storage::ObjectState::deleted_by_author;
}

std::vector<Unneeded> unneeded(App const& app) {
    auto const now = app.node.clock.now();
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<Unneeded> found;
        tables.media.each(tx, [&](PlaceKey const& key, MediaRecord const& record) {
            if (is_unneeded(tx, tables, key, record, now)) found.push_back({key, record.file, record.preview});
            return found.size() < most_at_once;
        });
        return found;
    });
}

// Somebody may have made it part of something since it was found: what is still unneeded.
storage::Store::Change<std::vector<Unneeded>> erasing(std::vector<Unneeded> found, Instant now) {
    return [found = std::move(found), now](storage::WriteTx& tx, storage::Tables& tables) {
        std::vector<Unneeded> erased;
        for (auto const& each : found) {
            auto const record = tables.media.get(tx, each.key);
            if (!record || !is_unneeded(tx, tables, each.key, *record, now)) continue;
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

struct MediaCare::Inside {
    explicit Inside(asio::any_io_executor executor_) : executor{executor_}, timer{std::move(executor_)} {}

    asio::any_io_executor executor;
    asio::steady_timer timer;
    App const* app = nullptr;
    bool stopped = false;

    asio::awaitable<void> run() {
        while (!stopped) {
            bool const more = co_await remove_unneeded(*app);
            if (more) continue;
            timer.expires_after(between_rounds);
            auto const [problem] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
            static_cast<void>(problem);
        }
    }
};

MediaCare::MediaCare(asio::any_io_executor executor) : inside_{std::make_shared<Inside>(std::move(executor))} {}

MediaCare::~MediaCare() = default;

void MediaCare::start(App const& app) {
    inside_->app = &app;
    auto const logged = [inside = inside_](std::exception_ptr broken) {
        if (!broken) return;
        try {
            std::rethrow_exception(broken);
        } catch (std::exception const& error) {
            log::error("media care broke", {{"error", error.what()}});
        }
    };
    asio::co_spawn(inside_->executor, inside_->run(), logged);
}

void MediaCare::stop() {
    asio::post(inside_->executor, [inside = inside_] {
        inside->stopped = true;
        inside->timer.cancel();
    });
}

}  // namespace collegium::server::media
