#include "config/log.hpp"
#include "federation/mailbox/visitor.hpp"
#include "server/activitypub/handlers.hpp"
#include "server/dispatch.hpp"

namespace collegium::server::activitypub {

namespace mailbox = federation::mailbox;

namespace {

constexpr std::string_view json_type = "application/json";

// The host of whoever comes. The signature first: a stranger does not learn whether this node keeps any mailbox.
Result<std::string> visitor_of(App const& app, Call const& call) {
    mailbox::VisitRequest request;
    request.method = to_string(call.request.method);
    request.target = call.request.target;
    request.fields = call.request.fields;
    request.body = call.request.body;
    auto host = mailbox::verify_visit(app.node, request);
    if (host && app.mailboxes == nullptr) return Refusal{Reason::not_found, "no mailboxes here"};
    return host;
}

Response turned_away(Call const& call, Refusal refusal) {
    log::info(
        "refused a visit to a mailbox",
        {{"reason", meaning_of(refusal.reason()).name}, {"detail", refusal.detail()}, {"from", call.request.peer}}
    );
    return Response::refused(refusal);
}

}  // namespace

awaitable<Response> get_mailbox(App const& app, Call call) {
    auto const host = visitor_of(app, call);
    if (!host) co_return turned_away(call, host.error());
    auto const visit = co_await app.mailboxes->visit(*host);
    if (visit.was_away) app.node.bell.resumed(*host);
    co_return Response{200, std::string{json_type}, mailbox::page_of(visit.items)}.with("Cache-Control", "no-store");
}

awaitable<Response> post_mailbox(App const& app, Call call) {
    auto const host = visitor_of(app, call);
    if (!host) co_return turned_away(call, host.error());
    auto answered = mailbox::read_answer(std::move(call.request.body));
    if (!answered) co_return turned_away(call, answered.error());
    auto const taken = co_await app.mailboxes->answer(*host, answered->number, std::move(answered->response));
    if (!taken) co_return turned_away(call, taken.error());
    co_return Response{200, std::string{json_type}, "{}"};
}

awaitable<federation::IncomingResponse> answer_fetched(App const& app, federation::OutgoingRequest fetched) {
    federation::IncomingResponse answer;
    answer.status = 405;
    auto const method = to_method(fetched.method);
    if (!method) co_return answer;
    Request request;
    request.method = *method;
    request.path = fetched.target.substr(0, fetched.target.find('?'));
    if (request.path.size() < fetched.target.size()) request.query = fetched.target.substr(request.path.size() + 1);
    request.target = std::move(fetched.target);
    request.fields = std::move(fetched.fields);
    request.fields.push_back({"Host", app.node.settings.node.domain});
    request.body = std::move(fetched.body);
    request.peer = "mailbox";
    auto const response = co_await dispatch(app, std::move(request));
    if (response.continuation()) co_return answer;  // what has no end fits into no mailbox
    answer.status = response.status();
    answer.fields = response.fields();
    answer.body = response.body();
    co_return answer;
}

}  // namespace collegium::server::activitypub
