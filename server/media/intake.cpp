#include "server/media/intake.hpp"

#include "config/breakdown.hpp"
#include "config/log.hpp"
#include "server/media/pictures.hpp"
#include "server/media/workshop.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>

namespace collegium::server::media {

namespace asio = boost::asio;

using storage::Handle;
using storage::LocalId;
using storage::MediaRecord;
using storage::MediaState;
using storage::Nothing;
using storage::PlaceKey;
using storage::Store;

namespace {

// What the one who waits and the making share. Both run on the shard of the connection.
struct Meeting {
    explicit Meeting(asio::any_io_executor executor) : bell{std::move(executor)} {}

    asio::steady_timer bell;
    std::optional<Result<void>> outcome;
    bool waited_for = true;
};

Store::Change<Nothing> noting(std::uint64_t most, PlaceKey key, MediaRecord record) {
    return [most, key, record = std::move(record)](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
        if (room_taken(tx, tables, key.under) + record.bytes > most)
            return Refusal{Reason::conflict, "no room left for this member's pictures"};
        tables.media.put(tx, key, record);
        return Nothing{};
    };
}

// What was said of the picture in the meantime stays.
Store::Change<Nothing> finishing(PlaceKey key, MediaRecord made) {
    return [key, made = std::move(made)](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
        auto const noted = tables.media.get(tx, key);
        if (!noted) return Refusal{Reason::not_found, "nobody wants the picture any more"};
        auto record = made;
        record.owner = noted->owner;
        record.description = noted->description;
        record.focus = noted->focus;
        record.thing = noted->thing;
        record.created = noted->created;
        tables.media.put(tx, key, record);
        return Nothing{};
    };
}

void refuse_one(storage::WriteTx& tx, storage::Tables& tables, PlaceKey key) {
    auto record = tables.media.get(tx, key);
    if (!record) return;
    record->state = MediaState::refused;
    record->bytes = 0;
    tables.media.put(tx, key, *record);
}

// Who was told to wait has to find out; who is told now needs no record of it.
Store::Change<Nothing> refusing(PlaceKey key, bool remember) {
    return [key, remember](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
        if (remember)
            refuse_one(tx, tables, key);
        else
            tables.media.erase(tx, key);
        return Nothing{};
    };
}

asio::awaitable<void> note_refusal(App const& app, Handle owner, LocalId number, bool remember) {
    auto change = refusing({owner, number}, remember);
    auto const noted = co_await app.node.store.write(std::move(change));
    if (!noted) log::warning("a picture was not noted as refused", {{"detail", noted.error().detail()}});
}

// Files that no record names yet: they go, unless one comes to name them.
struct Unnamed {
    Unnamed(PictureFiles const& files_, MediaRecord const& record)
        : files{files_}, file{record.file}, preview{record.preview} {}
    ~Unnamed() {
        if (named) return;
        files.remove(file);
        files.remove(preview);
    }
    Unnamed(Unnamed const&) = delete;
    Unnamed& operator=(Unnamed const&) = delete;

    PictureFiles const& files;
    std::string file, preview;
    bool named = false;
};

asio::awaitable<Result<void>> make_and_write(
    App const& app, Handle owner, LocalId number, std::string bytes, Meeting const& meeting
) {
    auto made = co_await app.pictures.make(std::move(bytes), number);
    if (!made) co_await note_refusal(app, owner, number, !meeting.waited_for);
    if (!made) co_return made.error();
    Unnamed files{app.pictures.files(), *made};
    auto change = finishing({owner, number}, *std::move(made));
    auto const written = co_await app.node.store.write(std::move(change));
    if (!written) co_return written.error();
    files.named = true;
    co_return Result<void>{};
}

// Whoever waits is told how it ended, and so is the record, if it ended by an exception, too.
asio::awaitable<void> make_in_background(
    App const& app, Handle owner, LocalId number, std::string bytes, std::shared_ptr<Meeting> meeting
) {
    std::exception_ptr broken;
    try {
        auto outcome = co_await make_and_write(app, owner, number, std::move(bytes), *meeting);
        meeting->outcome = outcome;
    } catch (...) {
        broken = std::current_exception();
        meeting->outcome = Refusal{Reason::unavailable, "the making broke off"};
    }
    meeting->bell.cancel();
    if (!broken) co_return;
    co_await note_refusal(app, owner, number, true);
    std::rethrow_exception(broken);
}

MediaRecord waiting_record(App const& app, Handle owner, Arrival const& arrival) {
    MediaRecord record;
    record.owner = owner;
    record.state = MediaState::waiting;
    record.bytes = arrival.bytes.size();
    record.description = arrival.description;
    record.focus = arrival.focus;
    record.created = app.node.clock.now();
    return record;
}

}  // namespace

asio::awaitable<Result<Taken>> take_in(App const& app, Handle owner, Arrival arrival, Patience patience) {
    if (!app.pictures.allows(owner, app.node.clock.now())) co_return Refusal{Reason::too_many, "many pictures"};
    PlaceKey const key{owner, app.node.ids.next()};
    auto const most = std::uint64_t{app.node.settings.media.member_mib} << 20;
    auto note = noting(most, key, waiting_record(app, owner, arrival));
    auto const noted = co_await app.node.store.write(std::move(note));
    if (!noted) co_return noted.error();

    auto const executor = co_await asio::this_coro::executor;
    auto const meeting = std::make_shared<Meeting>(executor);
    meeting->bell.expires_after(
        patience == Patience::brief ? app.pictures.answer_after() : app.pictures.answer_at_last_after()
    );
    auto done = [](std::exception_ptr broken) { log_breakdown("the making of a picture", broken); };
    asio::co_spawn(
        executor, make_in_background(app, key.under, key.number, std::move(arrival.bytes), meeting), std::move(done)
    );
    if (!meeting->outcome) {
        auto const woken = co_await meeting->bell.async_wait(asio::as_tuple(asio::use_awaitable));
        static_cast<void>(woken);
    }
    meeting->waited_for = false;
    if (!meeting->outcome) co_return Taken{key.number, false};
    if (!*meeting->outcome) co_return meeting->outcome->error();
    co_return Taken{key.number, true};
}

void refuse_unfinished(Store& store) {
    Store::Change<Nothing> const change = [](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
        std::vector<PlaceKey> unfinished;
        tables.media.each(tx, [&](PlaceKey const& key, MediaRecord const& record) {
            if (record.state == MediaState::waiting) unfinished.push_back(key);
            return true;
        });
        for (auto const& key : unfinished) refuse_one(tx, tables, key);
        return Nothing{};
    };
    static_cast<void>(store.write_now(change));
}

asio::awaitable<Result<std::string>> picture_for_profile(App const& app, ProfilePicture use, std::string bytes) {
    auto const number = app.node.ids.next();
    auto const made = co_await app.pictures.make(std::move(bytes), number);
    if (!made) co_return made.error();
    bool const small = use == ProfilePicture::avatar;
    app.pictures.files().remove(small ? made->file : made->preview);
    auto kept = small ? made->preview : made->file;
    co_return kept;
}

}  // namespace collegium::server::media
