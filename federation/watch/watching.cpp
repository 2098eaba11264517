#include "federation/watch/watching.hpp"

#include "federation/community/holding.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/pupils.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/watch/phrases.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <set>

namespace collegium::federation::watch {

using storage::Handle;
using storage::LocalId;
using storage::ReadTx;
using storage::Tables;
using storage::WatchAction;
using storage::WatchRecord;
using storage::WatchWhom;

namespace {

constexpr std::size_t most_posts = 100;

// Every text in a value once, without markup; addresses are no words.
class Texts {
public:
    explicit Texts(JsonValue const& value) { add(value); }
    std::string const& all() const noexcept { return all_; }

private:
    void add(JsonValue const& value) {
        if (value.IsString()) {
            add_text({value.GetString(), value.GetStringLength()});
        } else if (value.IsArray()) {
            for (auto const& each : value.GetArray()) add(each);
        } else if (value.IsObject()) {
            for (auto const& member : value.GetObject()) add(member.value);
        }
    }

    // The words of a thing stand in it under their language as well.
    void add_text(std::string_view text) {
        bool const is_address = text.starts_with("https://") || text.starts_with("http://");
        if (!is_address && seen_.insert(text).second) all_ += content::plain_text(text) + "\n";
    }

    std::set<std::string_view> seen_;  // in the value, which outlives this
    std::string all_;
};

// How many things somebody has published here, up to `most`.
std::size_t works_of(ReadTx const& tx, Tables const& tables, Handle person, std::size_t most) {
    std::size_t count = 0;
    tables.works.ascend(tx, {person, LocalId{0}}, [&](storage::PlaceKey const& key, Handle) {
        if (key.under != person) return false;
        ++count;
        return count < most;
    });
    return count;
}

bool is_new_here(ReadTx const& tx, Tables const& tables, std::optional<Handle> person, Newcomers const& newcomers) {
    auto const most = std::min<std::size_t>(newcomers.posts, most_posts);
    return most > 0 && (!person || works_of(tx, tables, *person, most) < most);
}

bool is_new_partner(
    ReadTx const& tx, Tables const& tables, Activity const& activity, Newcomers const& newcomers, Instant now
) {
    auto const partner = tables.partners.get(tx, std::string{activity.actor().host()});
    return newcomers.partner_days > 0 && (!partner || partner->since + std::chrono::days{newcomers.partner_days} > now);
}

// Whether the thing is, or is to be, where facilitators of ours let things pass.
bool can_wait(ReadTx const& tx, Tables const& tables, Activity const& activity) {
    auto const is_in_ours = [&](std::optional<Handle> thing) {
        auto const record = thing ? tables.objects.get(tx, *thing) : std::nullopt;
        return record && community::is_home(tx, tables, record->community);
    };
    auto const parent = reference_member(*activity.object(), "inReplyTo");
    if (is_in_ours(storage::find_handle(tx, tables, activity.object_id()))) return true;
    if (!parent.empty()) return is_in_ours(storage::find_handle(tx, tables, parent));
    auto const addressees = activity.addressees();
    return std::ranges::any_of(addressees, [&](auto const& each) {
        auto const handle = storage::find_handle(tx, tables, each);
        return handle && community::is_home(tx, tables, *handle);
    });
}

bool says_something(Activity const& activity) {
    bool const speaks = activity.verb() == Verb::create || activity.verb() == Verb::update;
    return speaks && activity.object() != nullptr && activity.object_id() != activity.actor().text();
}

bool is_meant(WatchRecord const& each, bool is_pupil, bool is_new) noexcept {
    return each.whom == WatchWhom::everyone || (each.whom == WatchWhom::pupils && is_pupil) ||
           (each.whom == WatchWhom::newcomers && is_new);
}

}  // namespace

Result<Verdict> judge(
    ReadTx const& tx,
    Tables const& tables,
    Activity const& activity,
    bool local,
    Newcomers const& newcomers,
    Instant now
) {
    Verdict verdict;
    if (!says_something(activity)) return verdict;
    auto const person = storage::find_handle(tx, tables, activity.actor().text());
    bool const is_new =
        local ? is_new_here(tx, tables, person, newcomers) : is_new_partner(tx, tables, activity, newcomers, now);
    bool const is_first_word = activity.verb() == Verb::create;
    bool const is_limited = person && tables.limited.contains(tx, *person);
    verdict.holds = is_limited || (is_new && is_first_word);
    bool const waits_nowhere = local && !can_wait(tx, tables, activity);
    if (is_limited && waits_nowhere)
        return Refusal{Reason::limited, "what they write waits, and nobody lets it pass there"};
    if (tables.watch_list.size(tx) == 0) return verdict;
    Texts const texts{*activity.object()};
    for (auto const& each : found_in(tx, tables, texts.all())) {
        bool const is_pupil = person && community::is_pupil(tx, tables, *person);
        if (!is_meant(each, is_pupil, is_new)) continue;
        bool const is_blocked = each.action == WatchAction::block && local;
        if (is_blocked || (each.action != WatchAction::alert && waits_nowhere))
            return Refusal{Reason::watched, "a watch list has these words"};
        verdict.holds = verdict.holds || each.action != WatchAction::alert;
        verdict.alarms.push_back(each);
    }
    return verdict;
}

std::vector<WatchRecord> told_of_refused(
    ReadTx const& tx, Tables const& tables, Activity const& activity, Newcomers const& newcomers
) {
    std::vector<WatchRecord> found;
    if (!says_something(activity)) return found;
    Texts const texts{*activity.object()};
    auto const person = storage::find_handle(tx, tables, activity.actor().text());
    bool const is_pupil = person && community::is_pupil(tx, tables, *person);
    bool const is_new = is_new_here(tx, tables, person, newcomers);
    for (auto& each : found_in(tx, tables, texts.all()))
        if (each.action != WatchAction::block && is_meant(each, is_pupil, is_new)) found.push_back(std::move(each));
    return found;
}

std::vector<WatchRecord> concerning(ReadTx const& tx, Tables const& tables, Activity const& activity) {
    std::vector<WatchRecord> found;
    if (!says_something(activity)) return found;
    Texts const texts{*activity.object()};
    bool const by_pupil = community::is_pupil(tx, tables, activity.actor().text());
    for (auto& each : found_in(tx, tables, texts.all()))
        if (each.whom == WatchWhom::everyone || (each.whom == WatchWhom::pupils && by_pupil))
            found.push_back(std::move(each));
    return found;
}

std::vector<WatchRecord> found_in(ReadTx const& tx, Tables const& tables, std::string_view text) {
    Searched const searched{text};
    std::vector<WatchRecord> found;
    tables.watch_list.each(tx, [&](LocalId, WatchRecord const& record) {
        if (searched.has(record.phrase)) found.push_back(record);
        return true;
    });
    return found;
}

void keep_alarms(
    storage::WriteTx& tx,
    Tables& tables,
    Activity const& activity,
    Verdict const& verdict,
    std::span<LocalId const> numbers
) {
    auto const thing = storage::find_handle(tx, tables, activity.object_id());
    auto const author = storage::find_handle(tx, tables, activity.actor().text());
    if (!thing || !author) return;
    auto const record = tables.objects.get(tx, *thing);
    bool const is_held = record && community::is_held(tx, tables, *thing, record->community);
    for (std::size_t at = 0; at < verdict.alarms.size() && at < numbers.size(); ++at)
        tables.watch_hits.put(tx, numbers[at], {verdict.alarms[at].phrase, *thing, *author, is_held});
}

}  // namespace collegium::federation::watch
