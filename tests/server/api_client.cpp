#include "tests/server/api_client.hpp"

#include "crypto/json_value.hpp"
#include "tests/printing.hpp"

#include <rapidjson/writer.h>

namespace collegium::tests {

using server::Method;
using server::Request;
using server::Response;

namespace {

constexpr std::string_view boundary = "a-boundary-of-the-test";

std::string parts_of(Fields const& fields) {
    std::string body;
    for (auto const& [name, value] : fields)
        body += "--" + std::string{boundary} + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" +
                value + "\r\n";
    return body + "--" + std::string{boundary} + "--\r\n";
}

}  // namespace

ApiClient ApiClient::of(
    Front& front, std::string const& account, std::string const& scopes, std::string const& program
) {
    storage::Store::Change<std::string> const change = [&](auto& tx, auto& tables) -> Result<std::string> {
        storage::TokenRecord record;
        record.app = program;
        record.account = account;
        record.actor = tables.accounts.get(tx, account).value().actor;
        record.scopes = scopes;
        auto const fresh = front.tokens.make(record);
        front.tokens.put(tx, tables, fresh);
        return fresh.token;
    };
    ApiClient client{front};
    client.token = front.north.node.store.write_now(change).value();
    return client;
}

Request ApiClient::request(Method method, std::string const& target) const {
    auto request = request_for(method, target);
    request.peer = peer;
    if (!token.empty()) request.fields.push_back({"Authorization", "Bearer " + token});
    return request;
}

Response ApiClient::send(Request request) {
    return front_.answer(std::move(request));
}

Response ApiClient::get(std::string const& target) {
    return send(request(Method::get, target));
}

Response ApiClient::post(std::string const& target, Fields const& fields) {
    return form(Method::post, target, fields);
}

Response ApiClient::form(Method method, std::string const& target, Fields const& fields) {
    auto made = request(method, target);
    made.fields.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    made.body = encoded(fields);
    return send(std::move(made));
}

Response ApiClient::json(Method method, std::string const& target, std::string const& body) {
    auto made = request(method, target);
    made.fields.push_back({"Content-Type", "application/json"});
    made.body = body;
    return send(std::move(made));
}

Response ApiClient::multipart(Method method, std::string const& target, Fields const& fields) {
    auto made = request(method, target);
    made.fields.push_back({"Content-Type", "multipart/form-data; boundary=" + std::string{boundary}});
    made.body = parts_of(fields);
    return send(std::move(made));
}

federation::Json json_of(Response const& response) {
    INFO(response.body());
    REQUIRE(response.status() == 200);
    CHECK(response.field("content-type") == "application/json; charset=utf-8");
    auto json = federation::Json::read(std::string{response.body()});
    REQUIRE(json);
    return *std::move(json);
}

std::string value_of(JsonValue const& object, std::string_view name) {
    INFO(name);
    REQUIRE(object.IsObject());
    auto const found = object.FindMember(rapidjson::StringRef(name.data(), name.size()));
    REQUIRE(found != object.MemberEnd());
    if (found->value.IsString()) return {found->value.GetString(), found->value.GetStringLength()};
    JsonBuffer text;
    rapidjson::Writer<JsonBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>, ThrowingAllocator> writer{text};
    found->value.Accept(writer);
    return {text.GetString(), text.GetSize()};
}

std::string error_of(Response const& response) {
    auto const json = federation::Json::read_object(std::string{response.body()});
    return json ? std::string{federation::text_member(json->root(), "error")} : std::string{};
}

}  // namespace collegium::tests
