// The operator's page about the partner lists of networks elsewhere: what they say, and what becomes of it here.
#include "federation/partner_lists/pulling.hpp"
#include "federation/partners/partner_view.hpp"
#include "server/audit/audit.hpp"
#include "server/dispatch.hpp"
#include "server/pages/page.hpp"
#include "server/pages/partner_lists/handlers.hpp"
#include "server/partner_words.hpp"
#include "storage/names.hpp"

namespace collegium::server::pages {

namespace partner_lists = federation::partner_lists;

using boost::asio::awaitable;
using partner_lists::ByItself;
using partner_lists::Draft;
using partner_lists::FollowedList;
using storage::EntryDecision;
using storage::ListedState;

namespace {

constexpr std::string_view partner_lists_path = "/operator/partner-lists";
constexpr std::size_t most_drafts_shown = 200;  // drafts of one list

std::string what_is_new(languages::Language const& language, Draft const& draft) {
    auto const& entry = draft.record;
    if (entry.withdrawn) return language.say(phrase("taken back by the list"));
    if (entry.decision == EntryDecision::none) return language.say(phrase("new"));
    bool const was_taken = entry.decision == EntryDecision::taken;
    auto const state = language.say(partner_lists::name_of(entry.decided));
    return language.say(
        was_taken ? phrase("changed; you took: {state}") : phrase("changed; you declined: {state}"), {{"state", state}}
    );
}

// What happens to the exchange if the operator takes it.
std::string_view what_follows(Draft const& draft) {
    if (draft.record.withdrawn)
        return phrase("To take it undoes what came from this list. To decline it keeps that, as your own.");
    switch (draft.record.state) {
        case ListedState::allowed: return phrase("To take it introduces this node to theirs, unless you are partners.");
        case ListedState::limited: return phrase("To take it pauses the exchange, if you are partners.");
        case ListedState::blocked: return phrase("To take it pauses the exchange, or turns them down before they ask.");
    }
    return "";
}

void show_draft(Values values, FollowedList const& list, Draft const& draft) {
    values.text("HOST", draft.host);
    values.text("LIST", list.iri);
    values.words("SAYS", partner_lists::name_of(draft.record.state));
    values.text("NEWS", what_is_new(values.language(), draft));
    values.time("SINCE", draft.record.since);
    values.words("FOLLOWS", what_follows(draft));
    values.words("STANDING", draft.standing ? federation::state_name(*draft.standing) : phrase("no partner"));
    if (!draft.record.reason.empty()) values.repeat("REASON").text("WORDS", draft.record.reason);
    if (draft.by_hand) values.show("BY_HAND");
}

void show_followed_list(Values values, FollowedList const& list) {
    values.text("LIST_NAME", list.record.name);
    values.text("LIST", list.iri);
    values.amount("ENTRIES", list.entries);
    if (list.record.updated != Instant{}) {
        auto of = values.repeat("READ");
        of.time("OF", list.record.updated);
        of.time("AT", list.record.fetched);
    }
    if (!list.record.problem.empty()) {
        auto problem = values.repeat("LIST_PROBLEM");
        problem.text("WORDS", list.record.problem);
        problem.time("AT", list.record.tried);
    }
    if (list.record.applies_allowed) values.show("ALLOWED");
    if (list.record.applies_blocked) values.show("BLOCKED");
    if (list.record.applies_withdrawn) values.show("WITHDRAWN");
    for (auto const& each : list.drafts) show_draft(values.repeat("DRAFT"), list, each);
    if (list.waiting == 0) values.show("NO_DRAFTS");
    if (list.waiting > list.drafts.size())
        values.repeat("MORE").count(
            "COUNT",
            static_cast<std::uint64_t>(list.waiting - list.drafts.size()),
            "{n} more waits behind these.",
            "{n} more wait behind these."
        );
}

Response followed_lists_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    auto const lists = app.node.store.read([](auto const& tx, auto const& tables) {
        return partner_lists::followed_lists(tx, tables, most_drafts_shown);
    });
    bool const typed = !problem.empty() && call.form.text("action") == "follow";
    Page page{app, call, "partner_lists", phrase("Partner lists")};
    auto& values = page.values();
    if (typed)
        values.problem("network", problem);
    else
        values.refused(problem);
    if (call.form.has("saved") && problem.empty()) values.show("SAVED");
    for (auto const& each : lists) show_followed_list(values.repeat("FOLLOWED"), each);
    if (lists.empty()) values.show("NONE");
    values.text("NETWORK", typed ? call.form.text("network") : "");
    if (typed && call.form.has("allowed")) values.show("TYPED_ALLOWED");
    if (typed && call.form.has("blocked")) values.show("TYPED_BLOCKED");
    if (typed && call.form.has("withdrawn")) values.show("TYPED_WITHDRAWN");
    return page.render(status);
}

ByItself by_itself_in(Form const& form) {
    return {form.has("allowed"), form.has("blocked"), form.has("withdrawn")};
}

std::string_view words_for_operator(Refusal refusal) {
    if (refusal.reason() == Reason::not_partner)
        return phrase("The list is at an institution that is no partner yet: agree with that one first.");
    return refusal.detail().empty() ? meaning_of(refusal.reason()).words : refusal.detail();
}

using ListChange = storage::Store::Change<storage::Nothing>;

Result<storage::Nothing> nothing_or(Result<void> const& done) {
    if (!done) return done.error();
    return storage::Nothing{};
}

// What needs no network; nothing for a word that is none of these.
std::optional<ListChange> change_chosen(App const& app, Form const& form) {
    auto const action = form.text("action");
    auto const list = storage::hash_of(form.text("list"));
    auto const host = form.text("host");
    if (action == "choose")
        return [list, by_itself = by_itself_in(form)](storage::WriteTx& tx, storage::Tables& tables) {
            return nothing_or(partner_lists::choose(tx, tables, list, by_itself));
        };
    if (action == "drop")
        return [list](storage::WriteTx& tx, storage::Tables& tables) -> Result<storage::Nothing> {
            partner_lists::drop_followed(tx, tables, list);
            return storage::Nothing{};
        };
    if (action == "take" || action == "decline")
        return [&app, list, host, takes = action == "take"](storage::WriteTx& tx, storage::Tables& tables) {
            return nothing_or(partner_lists::decide_entry(app.node, tx, tables, list, host, takes));
        };
    return std::nullopt;
}

// What was read, or why not.
awaitable<Result<partner_lists::Taken>> read_followed_list(App const& app, Form const& form) {
    if (form.text("action") == "look") {
        auto looked = co_await partner_lists::pull_list(app.node, storage::hash_of(form.text("list")));
        co_return looked;
    }
    auto address = form.trimmed("network");
    auto const by_itself = by_itself_in(form);
    auto followed = co_await partner_lists::follow_list(app.node, std::move(address), by_itself);
    co_return followed;
}

}  // namespace

awaitable<Response> get_partner_lists(App const& app, Call call) {
    co_return followed_lists_page(app, call, "", 200);
}

awaitable<Response> post_partner_lists(App const& app, Call call) {
    auto const& action = call.form.text("action");
    if (action == "follow" || action == "look") {
        auto const read = co_await read_followed_list(app, call.form);
        if (!read) co_return followed_lists_page(app, call, words_for_operator(read.error()), 422);
        co_return Response::see_other(std::string{partner_lists_path} + "?saved=1");
    }
    auto change = change_chosen(app, call.form);
    if (!change) co_return refuse(app, call, {Reason::not_found, "no such decision"});
    audit::Entry entry;
    entry.who = call.member->account;
    entry.what = "decided about a partner list: " + action;
    entry.about = call.form.text("host");
    auto noted = audit::noted(*std::move(change), std::move(entry), app.node.clock.now());
    auto const done = co_await app.node.store.write(std::move(noted));
    if (!done) co_return followed_lists_page(app, call, words_for_operator(done.error()), 422);
    co_return Response::see_other(std::string{partner_lists_path} + "?saved=1");
}

}  // namespace collegium::server::pages
