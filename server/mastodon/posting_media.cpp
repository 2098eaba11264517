#include "server/mastodon/posting_media.hpp"

#include "server/mastodon/dates.hpp"
#include "server/mastodon/limits.hpp"
#include "server/mastodon/scheduled_posts.hpp"
#include "server/media/pictures.hpp"

namespace collegium::server::mastodon {

using federation::Attached;
using storage::Handle;
using storage::LocalId;
using storage::MediaState;

namespace {

Attached attached_of(View const& view, storage::MediaRecord const& record) {
    return {
        view.origin() + media::picture_path(record.file),
        record.type,
        record.description,
        record.width,
        record.height,
        record.blurhash};
}

// post: what it may be part of already.
std::optional<Problem> problem_with(std::optional<storage::MediaRecord> const& record, Handle post) {
    bool const is_free = record && (record->thing == Handle{0} || record->thing == post);
    if (!is_free || record->state == MediaState::refused) return lost_picture;
    if (record->state == MediaState::waiting)
        return Problem{422, "A picture is still being prepared. Try again in a moment."};
    return std::nullopt;
}

}  // namespace

std::variant<ChosenMedia, Problem> choose_media(
    View const& view,
    Handle member,
    std::vector<std::string> const& ids,
    federation::timeline::PostView const* post,
    LocalId waited_as
) {
    if (ids.size() > most_media) return Problem{422, "A post can have at most 4 pictures. Leave some out."};
    ChosenMedia chosen;
    auto const promised = ids.empty() ? Promised{} : promised_by(view.tx, view.tables, member, waited_as);
    for (auto const& each : ids) {
        auto const id = local_id_of(each).value_or(LocalId{0});
        auto const record = media::find_own(view.tx, view.tables, member, id);
        if (promised.contains({member, id})) return lost_picture;
        if (auto const problem = problem_with(record, post == nullptr ? Handle{0} : post->handle)) return *problem;
        chosen.attached.push_back(attached_of(view, *record));
        chosen.numbers.push_back(id);
    }
    return chosen;
}

}  // namespace collegium::server::mastodon
