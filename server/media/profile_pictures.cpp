#include "server/media/profile_pictures.hpp"

#include "server/media/intake.hpp"
#include "server/media/workshop.hpp"

namespace collegium::server::media {

namespace asio = boost::asio;

using members::Profile;
using storage::ProfileRecord;

namespace {

std::string bytes_of(Parameters const& parameters, std::string_view name) {
    auto const* const file = parameters.file(name);
    return file == nullptr ? std::string{} : std::string{file->data};
}

// The files of `unused` that `used` does not show.
void remove_files(App const& app, ProfileRecord const& unused, ProfileRecord const& used) {
    if (unused.avatar != used.avatar && !unused.avatar.empty()) app.pictures.files().remove(unused.avatar);
    if (unused.header != used.header && !unused.header.empty()) app.pictures.files().remove(unused.header);
}

}  // namespace

NewPictures pictures_in(Parameters const& parameters) {
    NewPictures pictures;
    pictures.avatar = bytes_of(parameters, "avatar");
    pictures.header = bytes_of(parameters, "header");
    return pictures;
}

asio::awaitable<Result<Profile>> with_pictures(
    App const& app, Member const& member, Profile profile, NewPictures pictures
) {
    auto const most = app.node.settings.media.most_mib << 20;
    if (pictures.avatar.size() > most || pictures.header.size() > most)
        co_return Refusal{Reason::too_large, "a file over the limit"};
    bool const any = !pictures.avatar.empty() || !pictures.header.empty();
    if (any && !app.pictures.allows(member.actor, app.node.clock.now()))
        co_return Refusal{Reason::too_many, "many pictures"};
    auto const before = profile.record;
    if (!pictures.avatar.empty()) {
        auto const made = co_await picture_for_profile(app, ProfilePicture::avatar, std::move(pictures.avatar));
        if (!made) co_return made.error();
        profile.record.avatar = *made;
    }
    if (!pictures.header.empty()) {
        auto const made = co_await picture_for_profile(app, ProfilePicture::header, std::move(pictures.header));
        if (!made) remove_files(app, profile.record, before);
        if (!made) co_return made.error();
        profile.record.header = *made;
    }
    co_return profile;
}

asio::awaitable<Result<void>> save_with_pictures(App const& app, Member const& member, Profile before, Profile after) {
    auto const old = before.record, fresh = after.record;
    auto const saved = co_await members::save_profile(app.node, member, std::move(after));
    if (!saved) {
        remove_files(app, fresh, old);
        co_return saved.error();
    }
    remove_files(app, old, fresh);
    co_return Result<void>{};
}

}  // namespace collegium::server::media
