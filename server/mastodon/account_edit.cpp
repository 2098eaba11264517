#include "server/mastodon/account_entity.hpp"
#include "server/mastodon/accounts.hpp"
#include "server/mastodon/answers.hpp"
#include "server/mastodon/profile_edit.hpp"
#include "server/media/profile_pictures.hpp"
#include "server/media/words.hpp"

namespace collegium::server::mastodon {

namespace {

members::Profile own_profile(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return members::profile_of(tx, tables, call.member->actor);
    });
}

Response with_problem(members::ProfileProblem const& problem) {
    return invalid(std::string{problem.words} + " Nothing was changed.");
}

}  // namespace

awaitable<Response> patch_own_account(App const& app, Call call) {
    auto read = read_profile_edit(call.parameters);
    if (!read.problem.empty()) co_return invalid(read.problem);
    std::function<void(members::Profile&)> change = [edit = std::move(read.edit),
                                                     account = call.member->account](members::Profile& profile) {
        apply_profile_edit(profile, edit, account);
    };
    auto edited = own_profile(app, call);
    change(edited);
    auto const problems = members::problems_of(edited);
    if (!problems.empty()) co_return with_problem(problems.front());
    auto brought = media::pictures_in(call.parameters);
    auto made = co_await media::make_profile_pictures(app, *call.member, std::move(brought));
    if (!made) co_return media::refused_picture(made.error());
    auto pictures = *std::move(made);
    auto const saved = co_await media::save_profile(app, *call.member, std::move(pictures), std::move(change));
    if (!saved) co_return api_refused(saved.error());
    co_return api_json(look(app, call, [&](View const& view) { return own_account_json(view, *call.member); }));
}

}  // namespace collegium::server::mastodon
