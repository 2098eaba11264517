// Pages of those who look into what is reported, and of those about whose words they decided.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

// The queue of reports, and one of them with what can be done about it.
awaitable<Response> get_reports(App const& app, Call call);
awaitable<Response> get_report_case(App const& app, Call call);
awaitable<Response> post_report_case(App const& app, Call call);

// What was decided about the member who reads, and appealing against it.
awaitable<Response> get_decisions(App const& app, Call call);
awaitable<Response> post_decisions(App const& app, Call call);

// Watch lists: what is watched for, trying a text, adding and taking out.
awaitable<Response> get_watch_lists(App const& app, Call call);
awaitable<Response> post_watch_lists(App const& app, Call call);

// What was done with power over others, for operators.
awaitable<Response> get_audit(App const& app, Call call);
awaitable<Response> get_audit_export(App const& app, Call call);

}  // namespace collegium::server::pages
