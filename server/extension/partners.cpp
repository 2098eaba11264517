#include "federation/messages/json_text.hpp"
#include "federation/partners/partner_view.hpp"
#include "federation/partners/partnership.hpp"
#include "server/api_gate.hpp"
#include "server/audit/audit.hpp"
#include "server/extension/handlers.hpp"

namespace collegium::server::extension {

using federation::Decision;
using federation::JsonText;
using federation::PartnerView;

namespace {

std::string time_or_null(Instant when) {
    return when == Instant{} ? "null" : federation::quoted(to_rfc3339(when));
}

JsonText summary_of(PartnerView const& view) {
    auto json = JsonText::object();
    json.text("host", view.host)
        .text("name", federation::name_of(view))
        .text("state", federation::state_name(view.record.state))
        .raw("since", time_or_null(view.record.since))
        .text("reason", view.record.reason)
        .text("note", view.record.note)
        .boolean("answers", view.lane.failures == 0);
    return json;
}

// With what must be counted.
std::string whole_of(PartnerView const& view) {
    auto json = summary_of(view);
    json.number("waiting", view.waiting)
        .number("messages_in", view.traffic.messages_in)
        .number("refused_in", view.traffic.refused_in)
        .number("requests_out", view.traffic.requests_out)
        .raw("last_in", time_or_null(view.traffic.last_in))
        .raw("last_out", time_or_null(view.traffic.last_out))
        .text("last_error", view.lane.last_error);
    return json.done();
}

Response partner_response(App const& app, std::string const& host) {
    auto const view = federation::find_partner(app.node, host);
    return view ? api_json(whole_of(*view)) : api_error(404, "Record not found");
}

awaitable<Response> decide(App const& app, Call call, Decision decision) {
    auto const host = call.names.front();
    if (!federation::find_partner(app.node, host)) co_return api_error(404, "Record not found");
    auto const& reason = call.parameters.text("reason");
    auto const what =
        decision == Decision::pause ? "paused a partner with a program" : "resumed a partner with a program";
    auto change = audit::noted(
        federation::deciding(app.node, decision, host, reason),
        {call.member->account, what, host, reason},
        app.node.clock.now()
    );
    auto const decided = co_await app.node.store.write(std::move(change));
    if (!decided && decided.error().reason() == Reason::conflict) co_return api_error(409, decided.error().detail());
    if (!decided) co_return api_refused(decided.error());
    co_return partner_response(app, host);
}

}  // namespace

awaitable<Response> get_partners(App const& app, Call) {
    auto list = JsonText::list();
    for (auto const& view : federation::all_partners(app.node)) list.raw_item(summary_of(view).done());
    co_return api_json(list.done());
}

awaitable<Response> get_partner(App const& app, Call call) {
    co_return partner_response(app, call.names.front());
}

awaitable<Response> post_pause(App const& app, Call call) {
    auto const& reason = call.parameters.text("reason");
    if (reason.empty() || reason.size() > 500)
        co_return api_error(422, "Validation failed: reason must say in 500 bytes or fewer why the exchange rests");
    co_return co_await decide(app, std::move(call), Decision::pause);
}

awaitable<Response> post_resume(App const& app, Call call) {
    co_return co_await decide(app, std::move(call), Decision::resume);
}

}  // namespace collegium::server::extension
