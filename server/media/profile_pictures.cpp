#include "server/media/profile_pictures.hpp"

#include "server/media/intake.hpp"
#include "server/media/workshop.hpp"

namespace collegium::server::media {

namespace asio = boost::asio;

using members::Profile;

namespace {

std::string bytes_of(Parameters const& parameters, std::string_view name) {
    auto const* const file = parameters.file(name);
    return file == nullptr ? std::string{} : std::string{file->data};
}

void remove_file(App const& app, std::string const& unused, std::string const& used) {
    if (!unused.empty() && unused != used) app.pictures.files().remove(unused);
}

// The change, and the pictures on top of it.
std::function<void(Profile&)> with_pictures(ProfilePictures made, std::function<void(Profile&)> change) {
    return [made = std::move(made), change = std::move(change)](Profile& profile) {
        change(profile);
        if (!made.avatar.empty()) profile.record.avatar = made.avatar;
        if (!made.header.empty()) profile.record.header = made.header;
    };
}

}  // namespace

ProfilePictures pictures_in(Parameters const& parameters) {
    ProfilePictures pictures;
    pictures.avatar = bytes_of(parameters, "avatar");
    pictures.header = bytes_of(parameters, "header");
    return pictures;
}

asio::awaitable<Result<ProfilePictures>> make_profile_pictures(
    App const& app, Member const& member, ProfilePictures brought
) {
    auto const most = app.node.settings.media.most_mib << 20;
    if (brought.avatar.size() > most || brought.header.size() > most)
        co_return Refusal{Reason::too_large, "a file over the limit"};
    if (!brought.empty() && !app.pictures.allows(member.actor, app.node.clock.now()))
        co_return Refusal{Reason::too_many, "many pictures"};
    ProfilePictures made;
    if (!brought.avatar.empty()) {
        auto const avatar = co_await picture_for_profile(app, ProfilePicture::avatar, std::move(brought.avatar));
        if (!avatar) co_return avatar.error();
        made.avatar = *avatar;
    }
    if (!brought.header.empty()) {
        auto const header = co_await picture_for_profile(app, ProfilePicture::header, std::move(brought.header));
        if (!header) remove_file(app, made.avatar, "");
        if (!header) co_return header.error();
        made.header = *header;
    }
    co_return made;
}

asio::awaitable<Result<void>> save_profile(
    App const& app, Member const& member, ProfilePictures made, std::function<void(Profile&)> change
) {
    auto whole = with_pictures(made, std::move(change));
    auto const change_again = whole;
    auto const before = co_await members::change_profile(app.node, member, std::move(whole));
    if (!before) {
        remove_file(app, made.avatar, "");
        remove_file(app, made.header, "");
        co_return before.error();
    }
    auto after = *before;
    change_again(after);
    remove_file(app, before->record.avatar, after.record.avatar);
    remove_file(app, before->record.header, after.record.header);
    co_return Result<void>{};
}

}  // namespace collegium::server::media
