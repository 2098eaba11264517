// The two pictures of a profile: brought or taken away, each by a form of its own.
#include "server/dispatch.hpp"
#include "server/media/profile_pictures.hpp"
#include "server/media/words.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/settings/profile_page.hpp"

namespace collegium::server::pages {

namespace {

Response not_saved(App const& app, Call const& call, members::Profile const& profile, std::string_view words) {
    return profile_page(app, call, profile, {{"avatar", words}}, 422);
}

}  // namespace

awaitable<Response> post_profile_pictures(App const& app, Call call) {
    bool const no_avatar = call.form.has("no_avatar"), no_header = call.form.has("no_header");
    auto brought = media::pictures_in(call.parameters);
    if (brought.empty() && !no_avatar && !no_header)
        co_return not_saved(app, call, kept_profile(app, call), phrase("Choose a picture first, then save it."));
    auto made = co_await media::make_profile_pictures(app, *call.member, std::move(brought));
    if (!made) co_return not_saved(app, call, kept_profile(app, call), media::words_for(made.error()));
    auto pictures = *std::move(made);
    std::function<void(members::Profile&)> change = [no_avatar, no_header](members::Profile& profile) {
        if (no_avatar) profile.record.avatar.clear();
        if (no_header) profile.record.header.clear();
    };
    auto const saved = co_await media::save_profile(app, *call.member, std::move(pictures), std::move(change));
    if (!saved) co_return refuse(app, call, saved.error());
    co_return Response::see_other("/settings/profile?saved=1");
}

}  // namespace collegium::server::pages
