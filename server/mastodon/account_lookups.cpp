#include "server/mastodon/account_lookups.hpp"

#include "config/ascii.hpp"
#include "config/log.hpp"
#include "federation/fetching/resolve.hpp"
#include "server/mastodon/dates.hpp"
#include "server/read_only.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using storage::ActorRecord;
using storage::Handle;

namespace {

constexpr std::size_t most_looked_at = 20'000;

struct Name {
    std::string name;  // in lower case
    std::string host;  // of ours: empty
};

Name split(View const& view, std::string_view address) {
    if (address.starts_with('@')) address.remove_prefix(1);
    auto const at = std::min(address.find('@'), address.size());
    auto host = ascii::lowered(address.substr(std::min(at + 1, address.size())));
    if (host == view.app.node.settings.node.domain) host.clear();
    return {ascii::lowered(address.substr(0, at)), std::move(host)};
}

std::string host_of(View const& view, Handle actor) {
    auto const iri = Iri::parse(storage::iri_of(view.tx, view.tables, actor));
    return iri ? std::string{iri->host()} : std::string{};
}

// People and communities have accounts; nodes have none.
bool has_account(View const& view, Handle actor, ActorRecord const& record) {
    return record.type != storage::ActorType::application && is_shown_to(view, actor);
}

std::optional<Handle> if_shown(View const& view, std::optional<Handle> actor) {
    auto const record = actor ? view.tables.actors.get(view.tx, *actor) : std::nullopt;
    return record && has_account(view, *actor, *record) ? actor : std::nullopt;
}

std::optional<Handle> stranger_named(View const& view, Name const& wanted) {
    std::optional<Handle> found;
    std::size_t left = most_looked_at;
    view.tables.actors.each(view.tx, [&](Handle each, ActorRecord const& record) {
        bool const fits = !record.local && ascii::equal_ignoring_case(record.username, wanted.name);
        if (fits && host_of(view, each) == wanted.host) found = each;
        return !found && --left > 0;
    });
    return found;
}

bool has_word_beginning(std::string_view text, std::string_view start) {
    for (std::size_t at = 0; at < text.size(); at = text.find(' ', at)) {
        while (at < text.size() && text[at] == ' ') ++at;
        if (ascii::starts_with_ignoring_case(text.substr(at), start)) return true;
    }
    return false;
}

// How well a name fits, best first; nothing if it does not.
std::optional<int> fit(View const& view, Handle actor, ActorRecord const& record, Name const& wanted) {
    bool const begins = ascii::starts_with_ignoring_case(record.username, wanted.name);
    bool const in_words = wanted.host.empty() && has_word_beginning(record.display_name, wanted.name);
    if (!begins && !in_words) return std::nullopt;
    if (!wanted.host.empty() && !host_of(view, actor).starts_with(wanted.host)) return std::nullopt;
    bool const whole = record.username.size() == wanted.name.size();
    int const by_words = begins ? (whole ? 0 : 2) : 4;
    return by_words + (record.local ? 0 : 1);
}

}  // namespace

std::optional<Handle> account_of(View const& view, std::string_view id) {
    return if_shown(view, handle_of(id));
}

std::optional<Handle> account_named(View const& view, std::string_view address) {
    auto const wanted = split(view, address);
    if (wanted.name.empty()) return std::nullopt;
    if (wanted.host.empty()) return if_shown(view, view.tables.local_names.get(view.tx, wanted.name));
    return if_shown(view, stranger_named(view, wanted));
}

std::optional<Handle> account_at(View const& view, std::string_view address) {
    return if_shown(view, storage::find_handle(view.tx, view.tables, address));
}

std::vector<Handle> accounts_searched(View const& view, std::string_view typed, std::size_t offset, std::size_t limit) {
    if (auto const known = account_at(view, typed)) return offset == 0 ? std::vector{*known} : std::vector<Handle>{};
    auto const wanted = split(view, typed);
    if (wanted.name.empty()) return {};
    std::vector<std::pair<int, Handle>> found;
    std::size_t left = most_looked_at;
    view.tables.actors.each(view.tx, [&](Handle each, ActorRecord const& record) {
        auto const how = fit(view, each, record, wanted);
        if (how && has_account(view, each, record)) found.emplace_back(*how, each);
        return --left > 0;
    });
    std::ranges::sort(found);
    std::vector<Handle> best;
    for (auto i = offset; i < found.size() && best.size() < limit; ++i) best.push_back(found[i].second);
    return best;
}

boost::asio::awaitable<void> meet_if_unknown(App const& app, Call const& call, std::string typed) {
    bool const known = look(app, call, [&](View const& view) {
        return account_at(view, typed).has_value() || account_named(view, typed).has_value();
    });
    auto iri = Iri::parse(typed);
    bool const names_somebody = iri || typed.find('@', 1) != std::string::npos;
    if (known || !names_somebody || is_read_only(app.node.store)) co_return;
    federation::FetchBudget budget;
    Result<federation::Actor> met = Refusal{Reason::not_found, "not asked yet"};
    if (iri)
        met = co_await federation::resolve_actor(app.node, *std::move(iri), budget);
    else
        met = co_await federation::resolve_handle(app.node, std::move(typed), budget);
    if (!met) log::info("nobody was met", {{"detail", met.error().detail()}});
}

}  // namespace collegium::server::mastodon
