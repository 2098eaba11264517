// The operator's page about services outside that review.
#include "config/entropy.hpp"
#include "crypto/bytes.hpp"
#include "federation/notify/notice_text.hpp"
#include "federation/notify/service.hpp"
#include "federation/signing/fresh_keys.hpp"
#include "server/audit/audit.hpp"
#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::pages {

namespace notify = federation::notify;

using notify::NewService;
using notify::Service;
using storage::Handle;

namespace {

constexpr std::string_view page_path = "/operator/services";

// A service, and how the exchange with it goes.
struct Line {
    Service service;
    timeline::ActorView actor;
    std::string community;
    std::size_t waiting = 0;
    std::string error;
};

Line line_of(storage::ReadTx const& tx, storage::Tables const& tables, Service service) {
    Line line;
    line.actor = timeline::find_actor(tx, tables, service.record.actor).value_or(timeline::ActorView{});
    if (auto const group = timeline::find_actor(tx, tables, service.record.community)) line.community = group->display;
    if (auto const lane = storage::find_handle(tx, tables, service.record.inbox)) {
        tables.deliveries.ascend(tx, {*lane, storage::Seq{0}}, [&](auto const& key, storage::DeliveryRow const&) {
            if (key.of == *lane) ++line.waiting;
            return key.of == *lane;
        });
        line.error = tables.lanes.get(tx, *lane).value_or(storage::LaneRecord{}).last_error;
    }
    line.service = std::move(service);
    return line;
}

std::vector<Line> lines_of(App const& app) {
    return app.node.store.read([](auto const& tx, auto const& tables) {
        std::vector<Line> lines;
        for (auto& each : notify::all_services(tx, tables)) lines.push_back(line_of(tx, tables, std::move(each)));
        return lines;
    });
}

void show_line(Values values, Line const& line) {
    values.text("NAME", line.service.name);
    values.text("DISPLAY", line.actor.display);
    values.text("ADDRESS", line.actor.address());
    values.text("ID", line.service.record.id);
    values.text("INBOX", line.service.record.inbox);
    for (auto const& each : line.service.record.addresses) values.repeat("FROM").text("NUMBER", each);
    if (!line.community.empty()) values.repeat("COMMUNITY").text("COMMUNITY_NAME", line.community);
    values.amount("WAITING", line.waiting);
    if (!line.error.empty()) values.repeat("ERROR").text("WORDS", line.error);
}

// "display_name" => "DISPLAY_NAME".
std::string part_of(std::string_view field) {
    std::string part{field};
    for (auto& each : part)
        if (each >= 'a' && each <= 'z') each = static_cast<char>(each - 'a' + 'A');
    return part;
}

void show_typed(App const& app, Values& values, Form const& form) {
    for (std::string const field : {"name", "display_name", "id", "inbox", "addresses", "shown"})
        values.text("TYPED_" + part_of(field), form.text(field));
    auto const communities =
        app.node.store.read([](auto const& tx, auto const& tables) { return timeline::local_communities(tx, tables); });
    for (auto const& each : communities) {
        auto choice = values.repeat("CHOICE");
        choice.text("VALUE", each.name);
        choice.text("LABEL", each.display);
        if (each.name == form.text("community")) choice.show("CHOSEN");
    }
}

// What became of the form, if one was sent.
struct Sent {
    std::vector<federation::guides::Problem> problems;  // of its fields
    std::string_view problem;                           // of the whole
    std::string name;                                   // of what was registered
    std::string token;
};

Response services_page(App const& app, Call const& call, Sent const& sent) {
    auto const lines = lines_of(app);
    auto const origin = app.node.settings.origin();
    Page page{app, call, "services", phrase("Services that review")};
    auto& values = page.values();
    for (auto const& line : lines) show_line(values.repeat("SERVICE"), line);
    if (lines.empty()) values.show("NONE");
    for (auto const& each : sent.problems) values.problem(each.field, each.why.detail());
    values.refused(sent.problem);
    if (!sent.token.empty()) {
        auto added = values.repeat("ADDED");
        added.text("NAME", sent.name);
        added.text("OUR_ID", origin + "/");
        added.text("OUR_INBOX", notify::inbox_at(origin));
        added.text("TOKEN", sent.token);
    }
    show_typed(app, values, sent.token.empty() ? call.form : Form{});
    bool const failed = !sent.problems.empty() || !sent.problem.empty();
    return page.render(failed ? 422 : 200);
}

// Numbers with blanks or commas between.
std::vector<std::string> addresses_in(std::string_view typed) {
    std::vector<std::string> found;
    while (!typed.empty()) {
        auto const end = std::min(typed.find_first_of(" ,\n"), typed.size());
        if (end > 0) found.emplace_back(typed.substr(0, end));
        typed.remove_prefix(std::min(end + 1, typed.size()));
    }
    return found;
}

NewService service_in(Form const& form) {
    NewService service;
    service.name = form.trimmed("name");
    service.display_name = form.trimmed("display_name");
    service.id = form.trimmed("id");
    service.inbox = form.trimmed("inbox");
    service.addresses = addresses_in(form.text("addresses"));
    service.community = form.trimmed("community");
    service.shown = form.trimmed("shown");
    return service;
}

std::string fresh_token() {
    SystemEntropy entropy;
    std::array<std::uint8_t, 32> bytes{};
    entropy.fill(bytes);
    return crypto::to_base64url(bytes);
}

}  // namespace

awaitable<Response> get_services(App const& app, Call call) {
    co_return services_page(app, call, Sent{});
}

awaitable<Response> post_services(App const& app, Call call) {
    auto service = service_in(call.form);
    Sent sent;
    sent.problems = notify::problems_of(service);
    if (!sent.problems.empty()) co_return services_page(app, call, sent);
    auto const keys = co_await federation::fresh_keys(app.node.workers);
    sent.name = service.name;
    sent.token = fresh_token();
    storage::Store::Change<Handle> change = [&app, wanted = std::move(service), made = keys, sent](
                                                storage::WriteTx& tx, storage::Tables& tables
                                            ) {
        auto const& node = app.node;
        return notify::register_service(
            tx, tables, node.keyring, node.settings.origin(), wanted, made, sent.token, node.clock.now()
        );
    };
    change = audit::noted(
        std::move(change), {call.member->account, "registered a service", sent.name, ""}, app.node.clock.now()
    );
    auto const registered = co_await app.node.store.write(std::move(change));
    if (!registered) {
        sent.token.clear();
        sent.problem = registered.error().detail();
    }
    co_return services_page(app, call, sent);
}

awaitable<Response> post_remove_service(App const& app, Call call) {
    storage::Store::Change<bool> change = [name = call.form.trimmed("name")](
                                              storage::WriteTx& tx, storage::Tables& tables
                                          ) { return Result<bool>{notify::remove_service(tx, tables, name)}; };
    change = audit::noted(
        std::move(change),
        {call.member->account, "removed a service", call.form.trimmed("name"), ""},
        app.node.clock.now()
    );
    auto const removed = co_await app.node.store.write(std::move(change));
    if (!removed || !*removed) co_return refuse(app, call, {Reason::not_found, "no such service"});
    co_return Response::see_other(page_path);
}

}  // namespace collegium::server::pages
