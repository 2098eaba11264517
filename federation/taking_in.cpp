#include "federation/taking_in.hpp"

#include "config/log.hpp"
#include "federation/consent/consent.hpp"
#include "federation/entering.hpp"
#include "federation/watch/watching.hpp"
#include "storage/names.hpp"

namespace collegium::federation {

namespace {

watch::Newcomers newcomers_of(Settings const& settings) {
    return {settings.members.newcomer_posts, settings.federation.new_partner_days};
}

}  // namespace

Result<storage::Seq> take_in(
    Node const& node,
    storage::WriteTx& tx,
    storage::Tables& tables,
    Activity const& activity,
    Admission const& admission,
    Effects& effects
) {
    auto const& settings = node.settings;
    auto const origin = settings.origin();
    if (auto const fits = check_entering(tx, tables, origin, activity, admission.local); !fits) return fits.error();
    auto const own_from = settings.members.own_consent_from;
    auto const agreed = admission.local ? consent::check_act(tx, tables, activity, own_from) : Result<void>{};
    if (!agreed) return agreed.error();
    auto const newcomers = newcomers_of(settings);
    auto const watched = watch::judge(tx, tables, activity, admission.local, newcomers, admission.received);
    if (!watched) return watched.error();
    effects.hold = watched->holds;
    auto const applied = apply(tx, tables, origin, activity, admission, effects);
    effects.hold = false;
    if (!applied || watched->alarms.empty()) return applied;
    std::vector<storage::LocalId> numbers(watched->alarms.size());
    for (auto& number : numbers) number = node.ids.next();
    watch::keep_alarms(tx, tables, activity, *watched, numbers);
    return applied;
}

boost::asio::awaitable<void> note_refused(Node const& node, std::vector<Activity> said) {
    storage::Store::Change<storage::Nothing> change =
        [&node, said = std::move(said)](storage::WriteTx& tx, storage::Tables& tables) -> Result<storage::Nothing> {
        for (auto const& act : said) {
            auto const author = storage::find_handle(tx, tables, act.actor().text());
            if (!author) continue;
            for (auto const& each : watch::told_of_refused(tx, tables, act, newcomers_of(node.settings)))
                tables.watch_hits.put(tx, node.ids.next(), {each.phrase, storage::no_one, *author, false});
        }
        return storage::Nothing{};
    };
    auto const written = co_await node.store.write(std::move(change));
    if (!written) log::warning("the safeguarding lead is not told of words that were not taken");
}

}  // namespace collegium::federation
