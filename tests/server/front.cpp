#include "tests/server/front.hpp"

#include "crypto/password.hpp"
#include "federation/local_actors.hpp"
#include "server/pages/page.hpp"
#include "storage/names.hpp"
#include "tests/places.hpp"
#include "tests/printing.hpp"

#include <algorithm>

namespace collegium::tests {

using server::Method;
using server::Request;
using server::Response;
using storage::AccountRecord;

server::media::WorkshopOptions workshop_options(Settings const& settings) {
    server::media::WorkshopOptions options;
    options.folder = settings.node.data / "media";
    options.worker.command = {media_program()};
    options.answer_after = std::chrono::minutes{1};  // a busy machine makes a picture slowly, and tests wait for it
    options.answer_at_last_after = options.answer_after;
    return options;
}

Front::Front() {
    static bool const loaded = (server::pages::load_templates(), true);
    static_cast<void>(loaded);
    north.settings.members.second_factor_for = {};  // those whom a test is not about do without
}

server::App Front::app_of(
    federation::Node const& node, server::members::Registry const& accounts, server::SignIns const& entries
) {
    return app_of(node, accounts, entries, pictures);
}

server::App Front::app_of(
    federation::Node const& node,
    server::members::Registry const& accounts,
    server::SignIns const& entries,
    server::media::Workshop& workshop
) {
    return {
        .node = node,
        .registry = accounts,
        .sign_ins = entries,
        .tokens = tokens,
        .sign_in_tries = sign_in_tries,
        .address_tries = address_tries,
        .oauth_limits = oauth_limits,
        .api_limits = api_limits,
        .account_counts = account_counts,
        .live = live,
        .pictures = workshop,
        .browser_origin = "https://north.test:8443"};
}

Response Front::answer(Request request) {
    return village.run(server::dispatch(app, std::move(request)));
}

Response Front::get(std::string const& target, std::string_view accept) {
    auto request = request_for(Method::get, target);
    request.fields.push_back({"Accept", std::string{accept}});
    return answer(std::move(request));
}

Person Front::add_person(std::string const& name, storage::Roles roles) {
    auto const person = north.enrol(name);
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        AccountRecord account;
        account.actor = person.handle;
        account.roles = roles;
        account.state = storage::AccountState::active;
        account.password = crypto::hash_password(password, crypto::PasswordCost::for_tests());
        tables.accounts.put(tx, name, account);
        tables.account_names.put(tx, person.handle, name);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());
    return person;
}

std::string Front::found(std::string const& name, std::string const& facilitator) {
    return path_of(north.found(name, facilitator));
}

void Front::rename(std::string const& actor_iri, std::string const& display, std::string const& summary) {
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto const handle = storage::find_handle(tx, tables, actor_iri).value();
        auto record = tables.actors.get(tx, handle).value();
        record.display_name = display;
        record.summary = summary;
        tables.actors.put(tx, handle, record);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());
}

void Front::close_account(std::string const& name) {
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto account = tables.accounts.get(tx, name).value();
        account.state = storage::AccountState::closed;
        tables.accounts.put(tx, name, account);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());
}

Request request_for(Method method, std::string const& target) {
    Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    if (request.path.size() < target.size()) request.query = target.substr(request.path.size() + 1);
    request.peer = "192.0.2.7";
    request.fields.push_back({"Host", "north.test"});
    return request;
}

std::vector<std::string> all_of(Response const& response, std::string_view field) {
    std::vector<std::string> values;
    for (auto const& [name, value] : response.fields())
        if (name == field) values.push_back(value);
    return values;
}

bool shows(Response const& response, std::string_view text) {
    return response.body().find(text) != std::string_view::npos;
}

bool is_page(Response const& response) {
    return response.field("content-type") == "text/html; charset=utf-8" && shows(response, "<!doctype html>");
}

bool is_json(Response const& response) {
    return response.field("content-type") == "application/json; charset=utf-8" &&
           response.body().starts_with("{\"error\":\"");
}

std::string without_our_script(Response const& page) {
    constexpr std::string_view tag = "<script src=\"/assets/passkeys.js\" defer></script>";
    std::string text{page.body()};
    if (auto const at = text.find(tag); at != std::string::npos) text.erase(at, tag.size());
    constexpr std::string_view writing = "<script src=\"/assets/writing.js?v=", end = "\" defer></script>";
    if (auto const at = text.find(writing); at != std::string::npos)
        text.erase(at, text.find(end, at) + end.size() - at);
    return text;
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

federation::Json document_of(Response const& response) {
    INFO(response.body());
    REQUIRE(response.status() == 200);
    auto document = federation::Json::read_object(std::string{response.body()});
    REQUIRE(document);
    return *std::move(document);
}

std::string path_of(std::string const& iri) {
    return iri.substr(iri.find('/', std::string_view{"https://"}.size()));
}

}  // namespace collegium::tests
