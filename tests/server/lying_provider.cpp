#include "tests/server/lying_provider.hpp"

#include "federation/messages/json_text.hpp"
#include "server/cookies.hpp"
#include "tests/printing.hpp"

#include <algorithm>

namespace collegium::tests {

using federation::IncomingResponse;
using federation::OutgoingRequest;

namespace {

std::string encoded_text(std::string_view text) {
    return crypto::to_base64url(crypto::bytes_of(text));
}

std::string list_of(std::vector<std::string> const& texts) {
    auto json = federation::JsonText::list();
    for (auto const& each : texts) json.item(each);
    return json.done();
}

IncomingResponse json_answer(std::string body, unsigned status = 200) {
    auto response = document("application/json", std::move(body));
    response.status = status;
    return response;
}

}  // namespace

std::string in_quotes(std::string_view text) {
    return federation::quoted(text);
}

std::string seconds(Instant when) {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(when.time_since_epoch()).count());
}

std::string json_of(Claims const& claims) {
    auto json = federation::JsonText::object();
    for (auto const& [name, value] : claims)
        if (!value.empty()) json.raw(name, value);
    return json.done();
}

std::string compact(std::string const& head, std::string const& payload, std::string_view signature) {
    return encoded_text(head) + "." + encoded_text(payload) + "." + encoded_text(signature);
}

crypto::RsaPrivateKey const& provider_key() {
    static auto const key = crypto::RsaPrivateKey::generate();
    return key;
}

Claims jwk_of(crypto::RsaPrivateKey const& key, std::string const& id) {
    auto const open = key.public_key();
    return {
        {"kty", in_quotes("RSA")},
        {"use", in_quotes("sig")},
        {"kid", in_quotes(id)},
        {"n", in_quotes(crypto::to_base64url(open.modulus()))},
        {"e", in_quotes(crypto::to_base64url(open.exponent()))}};
}

std::string key_set_of(std::vector<Claims> const& keys) {
    auto list = federation::JsonText::list();
    for (auto const& key : keys) list.raw_item(json_of(key));
    return federation::JsonText::object().raw("keys", list.done()).done();
}

std::string signed_token(crypto::RsaPrivateKey const& key, Claims const& head, Claims const& payload) {
    auto const text = encoded_text(json_of(head)) + "." + encoded_text(json_of(payload));
    return text + "." + crypto::to_base64url(key.sign(crypto::bytes_of(text)));
}

LyingProvider::LyingProvider(Village& village) : village_{village} {
    description = {
        {"issuer", in_quotes(issuer)},
        {"authorization_endpoint", in_quotes(issuer + "/authorize?realm=school")},
        {"token_endpoint", in_quotes(issuer + "/token")},
        {"jwks_uri", in_quotes(issuer + "/keys")},
        {"token_endpoint_auth_methods_supported", R"(["client_secret_post"])"}};
    village.scripted["login.test"] = [this](OutgoingRequest const& request) {
        requests.push_back(request);
        return respond(request).value();
    };
}

void LyingProvider::sends(std::string const& subject, std::vector<std::string> const& groups) {
    usual_["sub"] = in_quotes(subject);
    usual_["name"] = in_quotes("The one called " + subject);
    usual_["preferred_username"] = in_quotes(subject + "@school.test");
    usual_["groups"] = list_of(groups);
    refresh_token = "refresh token of " + subject;
}

std::string LyingProvider::next_token() const {
    if (token) return *token;
    auto payload = usual_;
    payload["iss"] = in_quotes(issuer);
    payload["aud"] = in_quotes("collegium");
    payload["iat"] = seconds(village_.clock.now());
    payload["exp"] = seconds(village_.clock.now() + std::chrono::minutes{5});
    if (!nonce.empty()) payload["nonce"] = in_quotes(nonce);
    for (auto const& [name, value] : claims) payload[name] = value;
    return signed_token(provider_key(), head, payload);
}

Result<IncomingResponse> LyingProvider::respond(OutgoingRequest const& request) {
    if (request.target == "/.well-known/openid-configuration") return json_answer(json_of(description));
    if (request.target == "/keys") return json_answer(key_set_of(keys));
    if (request.target != "/token") return status(404);
    if (answer) return *answer;
    return json_answer(
        federation::JsonText::object().text("id_token", next_token()).text("refresh_token", refresh_token).done()
    );
}

std::size_t LyingProvider::asked(std::string const& target) const {
    return static_cast<std::size_t>(std::ranges::count(requests, target, &OutgoingRequest::target));
}

OutgoingRequest const& LyingProvider::last(std::string const& target) const {
    auto const found =
        std::find_if(requests.rbegin(), requests.rend(), [&](auto const& each) { return each.target == target; });
    REQUIRE(found != requests.rend());
    return *found;
}

SchoolFront::SchoolFront() {
    auto& settings = north.settings.openid;
    settings.issuer = provider.issuer;
    settings.name = "North School";
    settings.client_id = "collegium";
    settings.allowed_groups = {"Staff", "Pupils"};
    settings.pupil_groups = {"Pupils"};
    settings.roles = {"Leads=research_lead", "Reviewers=reviewer"};
    app.school_sign_in = &asked;
}

std::map<std::string, std::string> SchoolFront::begin(Browser& browser, std::string const& back) {
    auto const led = browser.get("/sign-in/school?return=" + server::percent_encoded(back));
    std::string const address{led.field("location")};
    std::map<std::string, std::string> asked_for;
    auto const form = server::Form::parse(address.substr(std::min(address.find('?') + 1, address.size())));
    REQUIRE(form);
    for (auto const* const name :
         {"realm",
          "response_type",
          "client_id",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "hd",
          "access_type",
          "prompt",
          "max_age"})
        if (form->has(name)) asked_for[name] = form->text(name);
    provider.nonce = asked_for["nonce"];
    return asked_for;
}

server::Response SchoolFront::sign_in(Browser& browser, std::string const& back) {
    auto const state = begin(browser, back)["state"];
    auto response = browser.cross_site_get("/sign-in/school/return?code=a-code&state=" + state);
    provider.nonce.clear();
    return response;
}

server::Response SchoolFront::join(Browser& browser, std::string const& name) {
    auto const led = sign_in(browser);
    REQUIRE(led.field("location") == "/sign-in/school/name");
    return browser.submit("/sign-in/school/name", {{"name", name}, {"display_name", name}});
}

std::optional<storage::AccountRecord> SchoolFront::account(std::string const& name) {
    return north.node.store.read([&](auto const& tx, auto const& tables) { return tables.accounts.get(tx, name); });
}

std::vector<std::string> SchoolFront::outside_rows() {
    return north.node.store.read([](auto const& tx, auto const& tables) {
        std::vector<std::string> rows;
        tables.outside_tokens.each(tx, [&](std::string const& row, std::string const&) {
            rows.push_back(row);
            return true;
        });
        return rows;
    });
}

std::string SchoolFront::token_for(std::string const& name) {
    storage::TokenRecord record;
    record.account = name;
    record.actor = account(name)->actor;
    record.scopes = "read";
    auto const token = tokens.make(record);
    storage::Store::Change<int> const put = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        tokens.put(tx, tables, token);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(put).value());
    return token.token;
}

void SchoolFront::round() {
    auto const once = [this]() -> boost::asio::awaitable<int> {
        co_await server::openid::renew_vouching(north.node, registry.secrets, asked, stopped_at);
        co_return 0;
    };
    village.run(once());
}

}  // namespace collegium::tests
