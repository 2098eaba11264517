#include "tests/server/crawl.hpp"

#include "crypto/http_signature.hpp"
#include "federation/logged.hpp"
#include "server/routes.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <array>

namespace collegium::tests {

using server::Method;
using server::Request;
using server::Response;

namespace {

std::set<std::string> filled(std::set<std::string> const& patterns, Fillings const& fillings) {
    std::set<std::string> next;
    for (auto const& pattern : patterns) {
        auto const at = pattern.find(':');
        auto const end = std::min(pattern.find('/', at), pattern.size());
        auto const part = pattern.substr(at, end - at);
        bool const is_number = part == ":id" || part == ":status" || part == ":account";
        for (auto const& value : is_number ? fillings.numbers : fillings.names)
            next.insert(pattern.substr(0, at) + value + pattern.substr(end));
    }
    return next;
}

std::string every_scope() {
    std::string scopes;
    for (auto const scope : server::known_scopes()) scopes += std::string{scope} + " ";
    return scopes;
}

}  // namespace

std::set<std::string> addresses_of_routes(Fillings const& fillings) {
    std::set<std::string> found{fillings.activities.begin(), fillings.activities.end()};
    found.insert(fillings.others.begin(), fillings.others.end());
    for (auto const& route : server::routes()) {
        bool const lists_activities = route.pattern.starts_with("/activities/");
        if (route.method != Method::get || lists_activities) continue;
        std::set<std::string> patterns{std::string{route.pattern}};
        while (patterns.begin()->find(':') != std::string::npos) patterns = filled(patterns, fillings);
        found.merge(patterns);
    }
    return found;
}

void Crawl::admit(std::string const& member) {
    storage::TokenRecord record;
    record.kind = storage::TokenKind::access;
    record.account = member;
    record.scopes = every_scope();
    storage::Store::Change<std::string> const change = [&](storage::WriteTx& tx,
                                                           storage::Tables& tables) -> Result<std::string> {
        record.actor = tables.accounts.get(tx, member).value().actor;
        auto const token = tokens.make(record);
        tokens.put(tx, tables, token);
        return token.token;
    };
    auto token = north.node.store.write_now(change).value();
    members_.emplace(member, Member{Browser::of(*this, member), std::move(token)});
}

std::vector<Response> Crawl::read_as(std::string const& reader, std::string const& target) {
    if (reader == "stranger")
        return {stranger_.get(target), stranger_.get(target, activity_type), stranger_.get(target, "*/*")};
    if (reader == "other school") return {by_node(target, "https://east.test/u/eve#main-key", east.keys)};
    if (reader == "partner") {
        auto const keys = south.node.store.read([&](auto const& tx, auto const& tables) {
            auto const actor = storage::find_handle(tx, tables, "https://south.test/").value();
            return south.node.keyring.keys_of(tx, tables, actor);
        });
        return {by_node(target, "https://south.test/#main-key", *keys)};
    }
    auto& member = members_.at(reader);
    return {member.browser.get(target), member.browser.get(target, activity_type), by_program(target, member.token)};
}

std::vector<std::string> Crawl::own_activities() {
    std::vector<std::string> found;
    north.node.store.read([&](auto const& tx, auto const& tables) {
        tables.log.each(tx, [&](storage::Seq seq, storage::LogEntry const& entry) {
            auto const act = federation::logged_activity(tx, tables, seq);
            if (entry.local && act) found.push_back(path_of(act->id().text()));
            return true;
        });
    });
    return found;
}

Response Crawl::by_node(std::string const& target, std::string const& key_id, federation::ActorKeys const& keys) {
    auto request = request_for(Method::get, target);
    request.fields = {
        {"Host", "north.test"}, {"Date", to_http_date(village.clock.now())}, {"Accept", std::string{activity_type}}};
    constexpr std::array<std::string_view, 3> names{"(request-target)", "host", "date"};
    crypto::RequestView const view{"GET", "https://north.test", request.target, request.fields};
    auto signature = crypto::sign_cavage(view, key_id, names, keys.rsa).value();
    request.fields.push_back({"Signature", std::move(signature)});
    return answer(std::move(request));
}

Response Crawl::by_program(std::string const& target, std::string const& token) {
    auto request = request_for(Method::get, target);
    request.fields.push_back({"Authorization", "Bearer " + token});
    return answer(std::move(request));
}

std::string text_of(Response const& response) {
    std::string text = std::to_string(response.status()) + "\n";
    for (auto const& [name, value] : response.fields())
        if (!name.starts_with("X-RateLimit-") && name != "Set-Cookie")
            text += name + ": " + value + "\n";  // every call is counted, every guest has a cookie
    return text + std::string{response.body()};
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

}  // namespace collegium::tests
