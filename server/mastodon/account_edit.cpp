#include "server/mastodon/account_entity.hpp"
#include "server/mastodon/accounts.hpp"
#include "server/mastodon/answers.hpp"
#include "server/mastodon/profile_edit.hpp"

namespace collegium::server::mastodon {

using storage::Nothing;

awaitable<Response> patch_own_account(App const& app, Call call) {
    auto read = read_profile_edit(call.parameters);
    if (!read.problem.empty()) co_return invalid(read.problem);
    storage::Store::Change<Nothing> change = [me = call.member->actor, edit = std::move(read.edit)](
                                                 storage::WriteTx& tx, storage::Tables& tables
                                             ) -> Result<Nothing> {
        apply_profile_edit(tx, tables, me, edit);
        return Nothing{};
    };
    auto const written = co_await app.node.store.write(std::move(change));
    if (!written) co_return api_refused(written.error());
    co_return api_json(look(app, call, [&](View const& view) { return own_account_json(view, *call.member); }));
}

}  // namespace collegium::server::mastodon
