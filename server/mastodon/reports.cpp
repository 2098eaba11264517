#include "server/mastodon/reports.hpp"

#include "federation/admit.hpp"
#include "federation/community/visibility.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/messages/json_text.hpp"
#include "server/api_limits.hpp"
#include "server/mastodon/account_entity.hpp"
#include "server/mastodon/account_lookups.hpp"
#include "server/mastodon/answers.hpp"
#include "server/mastodon/dates.hpp"
#include "server/report_place.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <map>

namespace collegium::server::mastodon {

using boost::asio::awaitable;
using federation::JsonText;
using storage::Handle;

namespace {

constexpr std::size_t longest_comment = 1000;  // characters
constexpr std::size_t most_things = 50;
constexpr std::string_view categories[] = {"spam", "legal", "violation", "other"};

struct Report {
    Handle account{};
    std::vector<std::string> statuses;                         // ids
    std::map<std::string, std::vector<std::string>> by_place;  // who looks into it => the things of theirs. IRIs
    std::string comment;
    std::string category;
    bool forward = false;
};

// The thing, if the member can see it and it is of that account, or was passed on by it.
std::optional<storage::ObjectRecord> reported_thing(View const& view, Handle account, Handle thing) {
    auto const record = view.tables.objects.get(view.tx, thing);
    if (!record || (record->author != account && record->community != account)) return std::nullopt;
    bool const is_seen = federation::community::is_meant_for(view.tx, view.tables, view.viewer, thing, *record) &&
                         federation::community::is_visible(view.tx, view.tables, thing, *record);
    return is_seen ? record : std::nullopt;
}

bool add_thing(View const& view, Report& report, std::string const& id) {
    auto const number = local_id_of(id);
    auto const thing = number ? view.tables.numbers.get(view.tx, *number) : std::nullopt;
    auto const record = thing ? reported_thing(view, report.account, *thing) : std::nullopt;
    if (!record) return false;
    report.statuses.push_back(id);
    auto const place = report_place(view.tx, view.tables, view.origin(), record->community);
    report.by_place[place].push_back(storage::iri_of(view.tx, view.tables, *thing));
    return true;
}

// What is reported, or the answer to a report that cannot be.
struct ReadReport {
    Report report;
    std::optional<Response> problem;
};

ReadReport read_report(View const& view, Call const& call) {
    ReadReport read;
    auto& report = read.report;
    auto const account = account_of(view, call.parameters.text("account_id"));
    auto const ids = call.parameters.list("status_ids");
    report.comment = call.parameters.text("comment");
    report.category = call.parameters.text("category");
    report.forward = call.parameters.is_set("forward");
    if (std::ranges::find(categories, report.category) == std::end(categories)) report.category = "other";
    if (!account)
        read.problem = no_record();
    else if (federation::content::characters(report.comment) > longest_comment)
        read.problem = invalid("The comment is too long: use at most 1000 characters.");
    else if (ids.size() > most_things)
        read.problem = invalid("That is too much for one report: name at most 50 posts.");
    if (read.problem) return read;
    report.account = *account;
    auto const add = [&](std::string const& id) { return add_thing(view, report, id); };
    if (!std::ranges::all_of(ids, add))
        read.problem = invalid("One of the posts is not there, or is not of that account. Nothing was reported.");
    if (ids.empty()) report.by_place[view.origin() + "/"] = {storage::iri_of(view.tx, view.tables, *account)};
    return read;
}

// Facilitators read something also where the member said nothing.
std::string reason_of(Report const& report) {
    return report.comment.empty() ? report.category : report.comment;
}

std::string report_json(View const& view, Report const& report, std::string const& id) {
    return JsonText::object()
        .text("id", id)
        .boolean("action_taken", false)
        .raw("action_taken_at", "null")
        .text("category", report.category)
        .text("comment", report.comment)
        .boolean("forwarded", report.forward)
        .text("created_at", api_date(view.app.node.clock.now()))
        .texts("status_ids", report.statuses)
        .raw("rule_ids", "[]")
        .raw("target_account", account_json(view, report.account))
        .done();
}

}  // namespace

awaitable<Response> post_report(App const& app, Call call) {
    auto const now = app.node.clock.now();
    auto const standing = app.api_limits.report(call, now);
    if (!standing.allowed) co_return too_many_calls(standing, now);
    auto read = look(app, call, [&](View const& view) { return read_report(view, call); });
    if (read.problem) co_return *std::move(read.problem);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return api_error(403, "This action is not allowed");
    std::string id;
    for (auto const& [place, things] : read.report.by_place) {
        auto flag = federation::composer_of(app.node).flag(*author, place, things, reason_of(read.report));
        id = digits(flag.number);
        auto const sent = co_await federation::perform(app.node, std::move(flag));
        if (!sent) co_return api_refused(sent.error());
    }
    co_return api_json(look(app, call, [&](View const& view) { return report_json(view, read.report, id); }));
}

}  // namespace collegium::server::mastodon
