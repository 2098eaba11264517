// The two pictures of a profile: brought or taken away, each by a form of its own.
#include "server/dispatch.hpp"
#include "server/media/profile_pictures.hpp"
#include "server/media/words.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/settings/profile_page.hpp"

namespace collegium::server::pages {

namespace {

Response not_saved(App const& app, Call const& call, members::Profile const& profile, std::string_view words) {
    return profile_page(app, call, profile, {{"pictures", words}}, 422);
}

}  // namespace

awaitable<Response> post_profile_pictures(App const& app, Call call) {
    auto const before = kept_profile(app, call);
    auto pictures = media::pictures_in(call.parameters);
    auto const wanted = before;
    auto made = co_await media::with_pictures(app, *call.member, wanted, std::move(pictures));
    if (!made) co_return not_saved(app, call, before, media::words_for(made.error()));
    auto after = *std::move(made);
    if (call.form.has("no_avatar")) after.record.avatar.clear();
    if (call.form.has("no_header")) after.record.header.clear();
    if (after.record == before.record) co_return not_saved(app, call, before, "Choose a picture first, then save it.");
    auto const saved = co_await media::save_with_pictures(app, *call.member, before, std::move(after));
    if (!saved) co_return refuse(app, call, saved.error());
    co_return Response::see_other("/settings/profile?saved=1");
}

}  // namespace collegium::server::pages
