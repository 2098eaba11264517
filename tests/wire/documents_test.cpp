// Statements 16, 17, 23 and 25 to 27: what other servers read of us.
#include "federation/fetching/resolve.hpp"
#include "tests/wire/signed_inbox.hpp"

#include <array>
#include <set>

using namespace collegium;
using namespace collegium::tests;

using federation::member;
using federation::text_member;
using server::Method;

namespace {

struct Documents : SignedInbox {
    Documents() {
        static_cast<void>(add_person("ada"));
        ada = Person{
            &north,
            north.node.store.read([](auto const& tx, auto const& tables) { return tables.local_names.get(tx, "ada"); }
            ).value()};
        question = ada.ask("https://north.test/c/club", "Why?");
    }

    // A fetch by eve, signed as peers do it, or by nobody.
    server::Request fetch(std::string const& target, Method method = Method::get) {
        auto request = request_for(method, target);
        request.fields = {
            {"Host", "north.test"},
            {"Date", to_http_date(village.clock.now())},
            {"Accept", std::string{activity_type}}};
        return request;
    }

    server::Response signed_fetch(std::string const& target, Method method = Method::get) {
        auto request = fetch(target, method);
        constexpr std::array<std::string_view, 3> names{"(request-target)", "host", "date"};
        auto const name = to_string(method);
        crypto::RequestView const view{name, "https://north.test", request.target, request.fields};
        auto signature = crypto::sign_cavage(view, "https://east.test/u/eve#main-key", names, east.keys.rsa).value();
        request.fields.push_back({"Signature", std::move(signature)});
        return answer(std::move(request));
    }

    server::Response fetch_by_rfc9421(std::string const& target, std::vector<std::string_view> const& names) {
        auto request = fetch(target);
        crypto::RequestView const view{"GET", "https://north.test", request.target, request.fields};
        auto const message =
            crypto::sign_message(view, names, now(), "https://east.test/u/eve#main-key", east.keys.rsa).value();
        request.fields.push_back({"Signature-Input", message.signature_input});
        request.fields.push_back({"Signature", message.signature});
        return answer(std::move(request));
    }

    static std::set<std::string> names_of(server::Response const& response) {
        auto const json = document_of(response);
        std::set<std::string> names;
        for (auto const& each : json.root().GetObject()) names.emplace(federation::text_of(each.name));
        return names;
    }

    Person ada{};
    std::string question;
};

}  // namespace

TEST_CASE_FIXTURE(Documents, "wire_16: in secure mode strangers read the node's actor, and stubs of the others") {
    north.settings.federation.secure_fetch = true;
    auto const node_actor = answer(fetch("/"));
    CHECK(node_actor.status() == 200);
    CHECK(names_of(node_actor).contains("outbox"));

    std::set<std::string> const stub{
        "@context", "id", "type", "preferredUsername", "inbox", "publicKey", "assertionMethod"};
    for (std::string const target : {"/u/ada", "/c/club"}) {
        INFO(target);
        auto const response = answer(fetch(target));
        CHECK(response.status() == 200);
        CHECK(names_of(response) == stub);
        auto const json = document_of(response);
        auto const pem = text_member(*member(json.root(), "publicKey"), "publicKeyPem");
        CHECK(crypto::RsaPublicKey::from_pem(pem));
        CHECK(all_of(response, "Vary") == std::vector<std::string>{"Accept, Signature"});
        CHECK(response.field("cache-control") == "private");

        auto const whole = signed_fetch(target);
        CHECK(whole.status() == 200);
        CHECK(names_of(whole).contains("outbox"));
        CHECK(all_of(whole, "Vary") == std::vector<std::string>{"Accept, Signature"});
        CHECK(whole.field("cache-control") == "private");
    }
}

TEST_CASE_FIXTURE(Documents, "in secure mode every document but an actor's is for partners who sign") {
    north.settings.federation.secure_fetch = true;
    unsigned guarded = 0;
    for (auto const& route : server::routes()) {
        if (route.door != server::Door::document && route.door != server::Door::both) continue;
        std::string target;
        for (std::size_t i = 0; i < route.pattern.size(); ++i) {
            target += route.pattern[i] == ':' ? '1' : route.pattern[i];
            if (route.pattern[i] == ':')
                while (i + 1 < route.pattern.size() && route.pattern[i + 1] != '/') ++i;
        }
        INFO(target);
        ++guarded;
        auto const response = answer(fetch(target));
        CHECK(response.status() == 401);  // also where nothing is: a stranger cannot tell
        CHECK(response.field("accept-signature") == R"(sig1=("@method" "@target-uri");created;keyid)");
        CHECK(response.field("vary").find("Signature") != std::string_view::npos);
        CHECK(signed_fetch(target).status() != 401);
    }
    CHECK(guarded >= 13);
    CHECK(answer(fetch(path_of(question))).status() == 401);
    CHECK(signed_fetch(path_of(question)).status() == 200);
    CHECK(signed_fetch(path_of(question), Method::head).status() == 200);
    CHECK(fetch_by_rfc9421(path_of(question), {"@method", "@target-uri"}).status() == 200);
    CHECK(get(path_of(question)).status() == 200);  // the page is for people
    for (std::string const target : {"/.well-known/webfinger?resource=acct:ada@north.test", "/nodeinfo/2.1"})
        CHECK(answer(fetch(target)).status() == 200);
}

TEST_CASE_FIXTURE(Documents, "a signed fetch counts only if it is for this host and address, now, by a partner") {
    north.settings.federation.secure_fetch = true;
    auto const target = path_of(question);
    CHECK(fetch_by_rfc9421(target, {"@method"}).status() == 401);
    CHECK(fetch_by_rfc9421(target, {"@target-uri"}).status() == 401);

    auto const altered = [&](std::string_view name, std::string const& value) {
        auto request = fetch(target);
        constexpr std::array<std::string_view, 3> names{"(request-target)", "host", "date"};
        if (name == "Host before") request.fields[0].value = value;
        crypto::RequestView const view{"GET", "https://north.test", request.target, request.fields};
        request.fields.push_back(
            {"Signature", crypto::sign_cavage(view, "https://east.test/u/eve#main-key", names, east.keys.rsa).value()}
        );
        for (auto& field : request.fields)
            if (field.name == name) field.value = value;
        return answer(std::move(request)).status();
    };
    CHECK(altered("", "") == 200);
    CHECK(altered("Host", "south.test") == 421);
    CHECK(altered("Host before", "south.test") == 421);
    CHECK(altered("Date", to_http_date(village.clock.now() - std::chrono::minutes{1})) == 401);

    storage::Store::Change<int> const change = [](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        tables.partners.erase(tx, "east.test");
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());
    CHECK(altered("", "") == 403);
    CHECK(names_of(signed_fetch("/u/ada")).contains("publicKey"));
    CHECK_FALSE(names_of(signed_fetch("/u/ada")).contains("outbox"));
}

TEST_CASE("two nodes in secure mode still get to know each other") {
    Village village{{"north.test", "south.test"}};
    for (auto const* host : {"north.test", "south.test"}) village[host].settings.federation.secure_fetch = true;
    auto const ada = village["north.test"].enrol("ada");
    auto const club = village["south.test"].found("club");
    auto const look_up = [](federation::Node const& node) -> boost::asio::awaitable<bool> {
        federation::FetchBudget budget;
        auto const actor = co_await federation::resolve_handle(node, "club@south.test", budget);
        co_return actor.has_value();
    };
    REQUIRE(village.run(look_up(village["north.test"].node)));
    ada.follow(club);
    village.settle();
    CHECK(village["south.test"].entries() == 2);
}

TEST_CASE_FIXTURE(Documents, "wire_17: the node's own name leads to the node's own actor") {
    auto const response = get("/.well-known/webfinger?resource=acct:north.test@north.test", "*/*");
    CHECK(response.status() == 200);
    auto const json = document_of(response);
    CHECK(text_member(json.root(), "subject") == "acct:north.test@north.test");
    std::vector<std::string> selves;
    for (auto const& link : member(json.root(), "links")->GetArray())
        if (text_member(link, "rel") == "self") selves.emplace_back(text_member(link, "href"));
    REQUIRE(selves == std::vector<std::string>{"https://north.test/"});
    auto const actor = document_of(get_activity("/"));
    CHECK(text_member(actor.root(), "id") == "https://north.test/");
    CHECK(text_member(actor.root(), "preferredUsername") == "north.test");
}

TEST_CASE_FIXTURE(Documents, "wire_23: WebFinger knows names and addresses, and has one link to the actor") {
    auto const ask = [&](std::string const& resource) {
        return get("/.well-known/webfinger?resource=" + resource, "*/*");
    };
    for (std::string const resource :
         {"acct:ada@north.test",
          "acct%3Aada%40north.test",
          "https://north.test/u/ada",
          "https%3A%2F%2Fnorth.test%2Fu%2Fada"}) {
        INFO(resource);
        auto const response = ask(resource);
        CHECK(response.status() == 200);
        CHECK(response.field("content-type") == "application/jrd+json");
        CHECK(response.field("access-control-allow-origin") == "*");
        auto const json = document_of(response);
        unsigned selves = 0;
        for (auto const& link : member(json.root(), "links")->GetArray()) {
            if (text_member(link, "rel") != "self") continue;
            ++selves;
            CHECK(text_member(link, "type") == "application/activity+json");
            CHECK(text_member(link, "href") == "https://north.test/u/ada");
        }
        CHECK(selves == 1);
    }
    for (std::string const resource : {"acct:nobody@north.test", "acct:ada@south.test", "https://north.test/u/nobody"})
        CHECK(ask(resource).status() == 404);
    for (std::string const resource : {"", "ada", "acct:ada", "acct:@north.test", "acct:a%00da@north.test"})
        CHECK(ask(resource).status() == 400);
    CHECK(get("/.well-known/webfinger", "*/*").status() == 400);
}

TEST_CASE_FIXTURE(
    Documents, "wire_25: actors have one key of their own, an outbox and a short id that is answered at once"
) {
    for (std::string const target : {"/u/ada", "/c/club", "/"}) {
        INFO(target);
        auto const response = get_activity(target);
        CHECK(response.status() == 200);
        auto const json = document_of(response);
        auto const id = text_member(json.root(), "id");
        CHECK(id == "https://north.test" + target);
        CHECK(id.size() < 100);
        auto const* const public_key = member(json.root(), "publicKey");
        REQUIRE(public_key != nullptr);
        REQUIRE(public_key->IsObject());
        CHECK(text_member(*public_key, "owner") == id);
        CHECK(text_member(*public_key, "id") == std::string{id} + "#main-key");
        auto const outbox = std::string{text_member(json.root(), "outbox")};
        CHECK(get_activity(path_of(outbox)).status() == 200);
    }
    CHECK(question.size() < 100);
    CHECK(get_activity(path_of(question)).status() == 200);
    auto const outbox = document_of(get_activity("/u/ada/outbox"));
    auto const activity = std::string{federation::reference((*member(outbox.root(), "orderedItems"))[0])};
    CHECK(activity.size() < 100);
    CHECK(get_activity(path_of(activity)).status() == 200);
}

TEST_CASE_FIXTURE(Documents, "every actor says what its node implements (FEP-844e)") {
    auto const hrefs = [](JsonValue const& application) {
        std::vector<std::string> all;
        for (auto const& each : member(application, "implements")->GetArray())
            all.emplace_back(text_member(each, "href"));
        return all;
    };
    std::vector<std::string> const expected{
        "https://datatracker.ietf.org/doc/html/rfc9421",
        "https://datatracker.ietf.org/doc/html/rfc9421#name-eddsa-using-curve-edwards25"};
    for (std::string const target : {"/u/ada", "/c/club"}) {
        auto const json = document_of(get_activity(target));
        auto const* const generator = member(json.root(), "generator");
        REQUIRE(generator != nullptr);
        CHECK(text_member(*generator, "type") == "Application");
        CHECK(text_member(*generator, "id") == "https://north.test/");
        CHECK(hrefs(*generator) == expected);
    }
    CHECK(hrefs(document_of(get_activity("/")).root()) == expected);
}

TEST_CASE_FIXTURE(Documents, "wire_26: one address gives ActivityPub in one spelling of its type, or a page") {
    for (auto const& target : std::vector<std::string>{"/u/ada", "/c/club", path_of(question), "/"}) {
        INFO(target);
        for (std::string const accept :
             {"application/activity+json",
              R"(application/ld+json; profile="https://www.w3.org/ns/activitystreams")",
              R"(application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams")"}) {
            auto const response = get(target, accept);
            CHECK(response.status() == 200);
            CHECK(all_of(response, "Content-Type") == std::vector<std::string>{"application/activity+json"});
        }
        auto const page = get(target, "text/html");
        CHECK(page.status() == 200);
        CHECK(page.field("content-type").starts_with("text/html"));
    }
}

TEST_CASE_FIXTURE(Documents, "wire_27: NodeInfo of both versions has what the schema wants, and its links lead there") {
    auto const links = document_of(get("/.well-known/nodeinfo", "*/*"));
    std::set<std::string> rels;
    for (auto const& link : member(links.root(), "links")->GetArray()) rels.emplace(text_member(link, "rel"));
    CHECK(
        rels ==
        std::set<std::string>{
            "http://nodeinfo.diaspora.software/ns/schema/2.0",
            "http://nodeinfo.diaspora.software/ns/schema/2.1",
            "https://www.w3.org/ns/activitystreams#Application"}
    );
    for (std::string const version : {"2.0", "2.1"}) {
        INFO(version);
        auto const response = get("/nodeinfo/" + version, "*/*");
        CHECK(response.status() == 200);
        auto const json = document_of(response);
        auto const& root = json.root();
        std::set<std::string> names;
        for (auto const& each : root.GetObject()) names.emplace(federation::text_of(each.name));
        CHECK(
            names ==
            std::set<std::string>{
                "version", "software", "protocols", "services", "openRegistrations", "usage", "metadata"}
        );
        CHECK(text_member(root, "version") == version);
        CHECK(text_member(*member(root, "software"), "name") == "collegium");
        CHECK(member(*member(root, "software"), "version")->IsString());
        CHECK((*member(root, "protocols"))[0] == "activitypub");
        for (std::string const way : {"inbound", "outbound"}) CHECK(member(*member(root, "services"), way)->IsArray());
        CHECK(member(root, "openRegistrations")->IsBool());
        CHECK(member(*member(root, "usage"), "users")->IsObject());
        CHECK(member(root, "metadata")->IsObject());
    }
}
