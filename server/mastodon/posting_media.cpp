#include "server/mastodon/posting_media.hpp"

#include "config/log.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/limits.hpp"
#include "server/mastodon/status_members.hpp"
#include "server/media/pictures.hpp"

namespace collegium::server::mastodon {

using federation::Attached;
using storage::Handle;
using storage::LocalId;
using storage::MediaState;

namespace {

std::optional<Attached> kept_from(federation::timeline::PostView const* post, LocalId id) {
    if (post == nullptr) return std::nullopt;
    for (std::size_t n = 0; n < post->details.attachments.size(); ++n)
        if (attachment_id(*post, n) == id) return post->details.attachments[n];
    return std::nullopt;
}

Attached attached_of(View const& view, storage::MediaRecord const& record) {
    return {
        view.origin() + "/media/" + record.file,
        record.type,
        record.description,
        record.width,
        record.height,
        record.blurhash};
}

std::optional<Problem> problem_with(std::optional<storage::MediaRecord> const& record) {
    if (!record || record->thing != Handle{0} || record->state == MediaState::refused)
        return Problem{422, "One of the pictures is not there any more. Add it again."};
    if (record->state == MediaState::waiting)
        return Problem{422, "A picture is still being prepared. Try again in a moment."};
    return std::nullopt;
}

}  // namespace

std::variant<ChosenMedia, Problem> choose_media(
    View const& view, Handle member, std::vector<std::string> const& ids, federation::timeline::PostView const* post
) {
    if (ids.size() > most_media) return Problem{422, "A post can have at most 4 pictures. Leave some out."};
    ChosenMedia chosen;
    for (auto const& each : ids) {
        auto const id = local_id_of(each).value_or(LocalId{0});
        if (auto kept = kept_from(post, id)) {
            chosen.attached.push_back(*std::move(kept));
            continue;
        }
        auto const record = media::find_own(view.tx, view.tables, member, id);
        if (auto const problem = problem_with(record)) return *problem;
        chosen.attached.push_back(attached_of(view, *record));
        chosen.fresh.push_back(id);
    }
    return chosen;
}

boost::asio::awaitable<void> claim_media(App const& app, Handle owner, std::vector<LocalId> pictures, LocalId number) {
    if (pictures.empty()) co_return;
    storage::Store::Change<bool> change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<bool> {
        auto const thing = tables.numbers.get(tx, number);
        for (auto const id : pictures) {
            auto record = thing ? media::find_own(tx, tables, owner, id) : std::nullopt;
            if (!record || record->thing != Handle{0}) continue;
            record->thing = *thing;
            tables.media.put(tx, {owner, id}, *record);
        }
        return true;
    };
    auto const claimed = co_await app.node.store.write(std::move(change));
    if (!claimed) log::warning("pictures were not marked as used", {{"detail", claimed.error().detail()}});
}

}  // namespace collegium::server::mastodon
