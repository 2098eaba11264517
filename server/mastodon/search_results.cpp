#include "server/mastodon/search_results.hpp"

#include "config/ascii.hpp"
#include "federation/search_consent.hpp"
#include "federation/timeline.hpp"
#include "server/mastodon/account_lookups.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/followers.hpp"
#include "server/search_index.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using storage::Handle;

namespace {

constexpr std::uint64_t usual_limit = 20, most_limit = 40, most_offset = 400;
constexpr std::size_t most_typed = 400;  // bytes
constexpr std::size_t most_tagged_looked_at = 50;

std::string trimmed(std::string_view text) {
    auto const begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    auto const end = text.find_last_not_of(" \t\r\n");
    return std::string{text.substr(begin, end == std::string_view::npos ? 0 : end + 1 - begin)};
}

bool is_wanted(SearchQuestion const& question, std::string_view type) {
    bool const names_one = question.type == "accounts" || question.type == "statuses" || question.type == "hashtags";
    return !question.typed.empty() && (!names_one || question.type == type);
}

bool is_visible(View const& view, Handle thing) {
    auto const post = federation::timeline::find_post(view.tx, view.tables, thing, view.viewer);
    return post && post->state == storage::ObjectState::visible;
}

// Our pages are also reached by the address that browsers show.
std::string as_iri(View const& view, std::string const& typed) {
    auto const& shown = view.app.browser_origin;
    return typed.starts_with(shown + "/") ? view.origin() + typed.substr(shown.size()) : typed;
}

bool fits(View const& view, SearchQuestion const& question, Handle thing) {
    if (!is_visible(view, thing)) return false;
    auto const record = view.tables.objects.get(view.tx, thing);
    return question.author == Handle{0} || (record && record->author == question.author);
}

// By its words. Whoever knows its address has it already.
bool lets_search(View const& view, Handle thing) {
    auto const record = view.tables.objects.get(view.tx, thing);
    return record && !federation::refuses_search(view.tx, view.tables, record->author);
}

}  // namespace

SearchQuestion question_of(Call const& call) {
    auto const& given = call.parameters;
    SearchQuestion question;
    question.typed = trimmed(given.text("q")).substr(0, most_typed);
    question.type = given.text("type");
    question.following = given.is_set("following");
    question.author = handle_of(given.text("account_id")).value_or(Handle{0});
    question.offset = std::min(given.number("offset").value_or(0), most_offset);
    question.limit = std::clamp<std::uint64_t>(given.number("limit").value_or(usual_limit), 1, most_limit);
    return question;
}

std::vector<Handle> accounts_found(View const& view, SearchQuestion const& question) {
    if (!is_wanted(question, "accounts") || question.typed.starts_with('#')) return {};
    auto const typed = as_iri(view, question.typed);
    if (!question.following) return accounts_searched(view, typed, question.offset, question.limit);
    auto found = accounts_searched(view, typed, 0, most_offset);
    std::erase_if(found, [&](Handle each) { return !follow_state(view, view.viewer.member, each); });
    found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(std::min(question.offset, found.size())));
    found.resize(std::min(question.limit, found.size()));
    return found;
}

std::vector<Handle> statuses_found(View const& view, SearchQuestion const& question) {
    if (!is_wanted(question, "statuses")) return {};
    auto const thing = storage::find_handle(view.tx, view.tables, as_iri(view, question.typed));
    if (thing && fits(view, question, *thing))
        return question.offset == 0 ? std::vector{*thing} : std::vector<Handle>{};
    if (view.app.search == nullptr) return {};
    auto found = view.app.search->find(view.tx, view.tables, question.typed, 4 * (question.offset + question.limit));
    std::erase_if(found, [&](Handle each) { return !fits(view, question, each) || !lets_search(view, each); });
    found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(std::min(question.offset, found.size())));
    found.resize(std::min(question.limit, found.size()));
    return found;
}

std::vector<std::string> tags_found(View const& view, SearchQuestion const& question) {
    if (!is_wanted(question, "hashtags") || question.offset > 0) return {};
    auto const name = ascii::lowered(std::string_view{question.typed}.substr(question.typed.starts_with('#') ? 1 : 0));
    auto const tag = storage::find_handle(view.tx, view.tables, view.origin() + "/tags/" + name);
    if (name.empty() || !tag) return {};
    bool carried = false;
    std::size_t left = most_tagged_looked_at;
    view.tables.tagged.descend(view.tx, {*tag, storage::LocalId{~0ull}}, [&](auto const& key, Handle thing) {
        if (key.under != *tag || left-- == 0) return false;
        carried = is_visible(view, thing);
        return !carried;
    });
    return carried ? std::vector{name} : std::vector<std::string>{};
}

}  // namespace collegium::server::mastodon
