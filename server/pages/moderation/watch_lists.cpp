// Watch lists, for those who look into reports: what is watched for, and what a text would set off.
#include "federation/watch/phrases.hpp"
#include "federation/watch/watching.hpp"
#include "server/audit/audit.hpp"
#include "server/dispatch.hpp"
#include "server/moderation/reports.hpp"
#include "server/pages/moderation/handlers.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::pages {

namespace watch = federation::watch;

using storage::LocalId;
using storage::WatchAction;
using storage::WatchRecord;
using storage::WatchWhom;

namespace {

constexpr std::size_t most_phrases = 1000;
constexpr char const* watch_path = "/moderation/watch-lists";

template <class Value>
struct WatchChoice {
    Value value;
    std::string_view name;
    std::string_view words;
};

constexpr std::array<WatchChoice<WatchAction>, 4> watch_actions{
    {{WatchAction::alert, "alert", phrase("Tell the safeguarding lead")},
     {WatchAction::hold, "hold", phrase("Let it wait for a facilitator, and tell the lead")},
     {WatchAction::block, "block", phrase("Do not take it")},
     {WatchAction::censor, "censor", phrase("Put dots in its place")}}};

constexpr std::array<WatchChoice<WatchWhom>, 3> watch_whom{
    {{WatchWhom::everyone, "everyone", phrase("of everybody")},
     {WatchWhom::pupils, "pupils", phrase("of pupils")},
     {WatchWhom::newcomers, "newcomers", phrase("of newcomers and new partners")}}};

template <class Value, std::size_t size>
std::string_view watch_words(std::array<WatchChoice<Value>, size> const& all, Value value) {
    return std::ranges::find(all, value, &WatchChoice<Value>::value)->words;
}

template <class Value, std::size_t size>
void show_watch_choice(
    Values& values, std::string_view part, std::array<WatchChoice<Value>, size> const& all, std::string_view chosen
) {
    for (auto const& each : all) {
        auto option = values.repeat(part);
        option.text("NAME", each.name);
        option.words("WORDS", each.words);
        if (each.name == chosen) option.show("CHOSEN");
    }
}

void show_watched(Values values, WatchRecord const& record) {
    values.text("PHRASE", record.phrase);
    values.words("ACTION", watch_words(watch_actions, record.action));
    values.words("WHOM", watch_words(watch_whom, record.whom));
}

Response watch_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    Page page{app, call, "watch_lists", phrase("Watch lists")};
    auto& values = page.values();
    auto const& tried = call.form.text("text");
    if (call.form.text("decision") == "add")
        values.problem("phrase", problem);
    else
        values.refused(problem);
    values.text("TYPED", call.form.text("phrase"));
    values.text("TRIED", tried);
    show_watch_choice(values, "ACTION_CHOICE", watch_actions, call.form.text("action"));
    show_watch_choice(values, "WHOM_CHOICE", watch_whom, call.form.text("whom"));
    app.node.store.read([&](auto const& tx, auto const& tables) {
        if (tables.watch_list.size(tx) == 0) values.show("NONE");
        tables.watch_list.each(tx, [&](LocalId id, WatchRecord const& record) {
            auto line = values.repeat("PHRASE_LINE");
            line.number("ID", static_cast<std::uint64_t>(id));
            show_watched(line, record);
            return true;
        });
        if (tried.empty()) return;
        auto outcome = values.repeat("OUTCOME");
        auto const found = watch::found_in(tx, tables, tried);
        if (found.empty()) outcome.show("NOTHING");
        for (auto const& record : found) show_watched(outcome.repeat("FOUND"), record);
    });
    return page.render(status);
}

template <class Value, std::size_t size>
std::optional<Value> watch_value(std::array<WatchChoice<Value>, size> const& all, std::string_view name) {
    auto const found = std::ranges::find(all, name, &WatchChoice<Value>::name);
    return found == all.end() ? std::nullopt : std::optional{found->value};
}

Result<storage::Nothing> add_phrase(
    App const& app, storage::WriteTx& tx, storage::Tables& tables, WatchRecord const& record, std::string const& account
) {
    bool is_known = false;
    tables.watch_list.each(tx, [&](LocalId, WatchRecord const& each) {
        is_known = each.phrase == record.phrase && each.whom == record.whom;
        return !is_known;
    });
    if (is_known) return Refusal{Reason::conflict, "This is watched for already."};
    if (tables.watch_list.size(tx) >= most_phrases)
        return Refusal{Reason::too_many, "That is 1000 already: take some out first."};
    tables.watch_list.put(tx, app.node.ids.next(), record);
    audit::note(tx, tables, {account, "added to a watch list", record.phrase, ""}, record.since);
    return storage::Nothing{};
}

Result<storage::Nothing> drop_phrase(
    App const& app, storage::WriteTx& tx, storage::Tables& tables, LocalId id, std::string const& account
) {
    auto const record = tables.watch_list.get(tx, id);
    if (!record) return Refusal{Reason::not_found, "It is not watched for any more."};
    tables.watch_list.erase(tx, id);
    audit::note(tx, tables, {account, "took out of a watch list", record->phrase, ""}, app.node.clock.now());
    return storage::Nothing{};
}

}  // namespace

awaitable<Response> get_watch_lists(App const& app, Call call) {
    if (!moderation::may_moderate(*call.member)) co_return refuse(app, call, {Reason::not_found, "for moderators"});
    co_return watch_page(app, call, "", 200);
}

awaitable<Response> post_watch_lists(App const& app, Call call) {
    if (!moderation::may_moderate(*call.member)) co_return refuse(app, call, {Reason::not_found, "for moderators"});
    auto const& decision = call.form.text("decision");
    if (decision == "try") co_return watch_page(app, call, "", 200);
    auto const drop = number_of(call.form.text("id"));
    WatchRecord record;
    record.phrase = call.form.trimmed("phrase");
    record.by = call.member->actor;
    record.since = app.node.clock.now();
    auto const action = watch_value(watch_actions, call.form.text("action"));
    auto const whom = watch_value(watch_whom, call.form.text("whom"));
    bool const adds = decision == "add" && action && whom;
    if (!adds && (decision != "drop" || !drop)) co_return refuse(app, call, {Reason::not_found, "no such decision"});
    if (adds && !watch::is_phrase(record.phrase))
        co_return watch_page(app, call, phrase("Write at least two letters and at most 100 characters."), 422);
    if (adds) record.action = *action;
    if (adds) record.whom = *whom;
    storage::Store::Change<storage::Nothing> change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return adds ? add_phrase(app, tx, tables, record, call.member->account)
                    : drop_phrase(app, tx, tables, *drop, call.member->account);
    };
    auto const done = co_await app.node.store.write(std::move(change));
    if (!done) co_return watch_page(app, call, done.error().detail(), 422);
    co_return Response::see_other(watch_path);
}

}  // namespace collegium::server::pages
