#include "server/media/workshop.hpp"

#include "server/place.hpp"

namespace collegium::server::media {

namespace asio = boost::asio;

using storage::MediaRecord;

namespace {

MediaRecord described(Prepared const& prepared) {
    MediaRecord record;
    record.state = storage::MediaState::ready;
    record.type = prepared.picture.type;
    record.width = prepared.picture.width;
    record.height = prepared.picture.height;
    record.preview_width = prepared.preview.width;
    record.preview_height = prepared.preview.height;
    record.bytes = prepared.picture.bytes.size() + prepared.preview.bytes.size();
    record.blurhash = prepared.blurhash;
    return record;
}

}  // namespace

Workshop::Workshop(WorkshopOptions options)
    : options_{std::move(options)}, files_{options_.folder, options_.most_bytes}, pool_{options_.at_once} {}

Workshop::~Workshop() {
    stop();
}

void Workshop::stop() {
    stop_.request_stop();
    pool_.stop();
}

bool Workshop::allows(storage::Handle member, Instant now) {
    return brought_.allows(std::to_string(static_cast<std::uint64_t>(member)), now);
}

asio::awaitable<Result<MediaRecord>> Workshop::make(std::string bytes, storage::LocalId number) {
    Place const place{inside_};
    if (place.number() > options_.at_once + options_.waiting)
        co_return Refusal{Reason::unavailable, "too many pictures at once"};
    Result<MediaRecord> made = Refusal{Reason::unavailable, "not begun"};
    std::function<void()> work = [&] { made = make_now(bytes, number); };
    co_await pool_.run(std::move(work));
    co_return made;
}

Result<MediaRecord> Workshop::make_now(std::string_view bytes, storage::LocalId number) const {
    if (stop_.stop_requested()) return Refusal{Reason::unavailable, "stopping"};
    auto const prepared = prepare(options_.worker, bytes, stop_.get_token());
    if (!prepared) return prepared.error();
    auto record = described(*prepared);
    auto const mark = std::to_string(static_cast<std::uint64_t>(number));
    auto const file = files_.keep(prepared->picture.bytes, prepared->picture.type, mark + " picture");
    if (!file) return file.error();
    record.file = *file;
    auto const preview = files_.keep(prepared->preview.bytes, prepared->preview.type, mark + " preview");
    if (!preview) {
        files_.remove(record.file);
        return preview.error();
    }
    record.preview = *preview;
    return record;
}

}  // namespace collegium::server::media
