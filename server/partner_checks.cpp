#include "server/partner_checks.hpp"

#include "federation/actor.hpp"
#include "federation/fetching/webfinger.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/partners/card.hpp"
#include "federation/partners/partner_view.hpp"
#include "federation/signing/courier.hpp"
#include "server/partner_words.hpp"

namespace collegium::server {

namespace asio = boost::asio;

using federation::IncomingResponse;
using federation::Json;
using federation::OutgoingRequest;
using Outcome = Check::Outcome;

namespace {

constexpr std::chrono::minutes most_clock_difference{5};
constexpr std::chrono::hours certificate_worry{24};

Check passed(std::string name, Words words) {
    return {std::move(name), Outcome::passed, std::move(words), {}};
}

Check failed(std::string name, Words words, Words remedy) {
    return {std::move(name), Outcome::failed, std::move(words), std::move(remedy)};
}

Check skipped(std::string name, Words words) {
    return {std::move(name), Outcome::skipped, std::move(words), {}};
}

std::string joined(std::vector<std::string> const& parts) {
    std::string all;
    for (auto const& part : parts) all += (all.empty() ? "" : ", ") + part;
    return all;
}

// --- below HTTP ---------------------------------------------------------------------------------------------------

Check name_check(std::string const& host, Probe const& probe) {
    if (probe.named && probe.addresses.empty())
        return skipped(
            "name", Said{phrase("Our name servers do not know {host}; the proxy is asked for it."), {{"host", host}}}
        );
    if (probe.named)
        return passed(
            "name",
            Said{phrase("{host} leads to {addresses}."), {{"host", host}, {"addresses", joined(probe.addresses)}}}
        );
    return failed(
        "name",
        Said{
            phrase("{host} does not lead to a public address: {why}."),
            {{"host", host}, {"why", std::string{probe.named.error().detail()}}}},
        phrase("Check the spelling. Their operator must publish a public address for the name.")
    );
}

Check port_check(Probe const& probe) {
    if (!probe.named) return skipped("port", phrase("There is no address to connect to."));
    if (probe.connected) return passed("port", phrase("Somebody answers at the HTTPS port."));
    if (probe.by_proxy)
        return failed(
            "port",
            phrase("The proxy of this school's network makes no connection to it."),
            phrase("Check that the proxy in outgoing.proxy runs and lets this node through to the HTTPS port of that "
                   "name; "
                   "only if it does, their operator must start the node and open port 443.")
        );
    return failed(
        "port",
        phrase("Nobody answers at the HTTPS port."),
        phrase("Their operator must start the node and open port 443; check that your own firewall lets you out.")
    );
}

Check certificate_check(Probe const& probe, Instant now) {
    if (!probe.connected) return skipped("certificate", phrase("There is no connection."));
    if (!probe.proved)
        return failed(
            "certificate",
            Said{phrase("The certificate is not good for this name: {why}."), {{"why", probe.certificate_problem}}},
            phrase("Their operator must install a certificate for this name from a public authority.")
        );
    if (probe.certificate_end && *probe.certificate_end - now < certificate_worry)
        return failed(
            "certificate",
            Said{phrase("The certificate is good, but only until {end}."), {{"end", *probe.certificate_end}}},
            phrase("Their operator must renew it before then.")
        );
    if (!probe.certificate_end) return passed("certificate", phrase("The certificate is for this name."));
    return passed(
        "certificate",
        Said{phrase("The certificate is for this name, and good until {end}."), {{"end", *probe.certificate_end}}}
    );
}

// --- what the host shows ------------------------------------------------------------------------------------------

using Answer = Result<IncomingResponse>;

std::string status_of(Answer const& answer) {
    if (!answer) return std::string{answer.error().detail()};
    return "HTTP " + std::to_string(answer->status);
}

bool is_good(Answer const& answer) {
    return answer && answer->status >= 200 && answer->status < 300;
}

std::optional<Json> json_of(Answer const& answer) {
    if (!is_good(answer)) return std::nullopt;
    auto json = Json::read_object(answer->body);
    return json ? std::optional{*std::move(json)} : std::nullopt;
}

Check redirect_check(Answer const& root) {
    if (!root)
        return failed(
            "addresses",
            Said{phrase("The start address gave no answer: {why}."), {{"why", status_of(root)}}},
            phrase("Try again.")
        );
    if (root->status < 300 || root->status >= 400)
        return passed("addresses", phrase("The node's own address does not lead elsewhere."));
    return failed(
        "addresses",
        Said{phrase("The node's own address leads to {address}."), {{"address", std::string{root->field("location")}}}},
        phrase("Their proxy must not redirect: the name in the addresses must be the one that answers.")
    );
}

Check webfinger_check(std::string const& host, Answer const& answer) {
    auto const json = json_of(answer);
    auto const self = json ? federation::webfinger::self_link(json->root()) : Result<Iri>{Refusal{}};
    if (self && self->text() == "https://" + host + "/")
        return passed("webfinger", Said{phrase("The name {name} leads to the node."), {{"name", host + "@" + host}}});
    return failed(
        "webfinger",
        Said{
            phrase("The name {name} does not lead to the node ({why})."),
            {{"name", host + "@" + host}, {"why", status_of(answer)}}},
        phrase("Their proxy must pass /.well-known/webfinger on to the node.")
    );
}

Check actor_check(std::string const& host, Answer const& root) {
    auto const json = json_of(root);
    auto const id = json ? std::string{federation::text_member(json->root(), "id")} : "";
    bool const right_type = root && root->field("content-type").starts_with(federation::vocabulary::activity_json);
    if (id == "https://" + host + "/" && right_type)
        return passed("document", phrase("The node describes itself under its own name."));
    return failed(
        "document",
        Said{
            phrase("The node's description is of the wrong type or under another name ({why})."),
            {{"why", status_of(root)}}},
        Said{
            phrase("Their node must run under the name {host}; their proxy must pass the Accept header on."),
            {{"host", host}}}
    );
}

Check key_check(Answer const& root) {
    auto const json = json_of(root);
    if (!json) return skipped("keys", phrase("There is no description to read keys from."));
    auto const actor = federation::Actor::parse(json->root());
    if (actor && !actor->record.rsa_modulus.empty())
        return passed(
            "keys",
            actor->record.ed25519_key.empty() ? phrase("The node publishes an RSA key.")
                                              : phrase("The node publishes an RSA and an Ed25519 key.")
        );
    return failed(
        "keys", phrase("The node publishes no key that we can use."), phrase("Their operator must look at their keys.")
    );
}

Check nodeinfo_check(Answer const& answer) {
    auto const json = json_of(answer);
    auto const* const links = json ? federation::member(json->root(), "links") : nullptr;
    if (links != nullptr && links->IsArray() && !links->Empty())
        return passed("nodeinfo", phrase("The node tells what software it is."));
    return failed(
        "nodeinfo",
        Said{phrase("The node does not tell what software it is ({why})."), {{"why", status_of(answer)}}},
        phrase("Nothing depends on it; their proxy should pass /.well-known/nodeinfo on.")
    );
}

Check card_check(std::string const& host, Answer const& answer) {
    if (answer && answer->status == 404)
        return skipped("card", phrase("The node shows no partner card: it may run other software."));
    auto const card = is_good(answer) ? federation::read_card(answer->body, host) : Result<federation::Card>{Refusal{}};
    if (card)
        return passed(
            "card",
            Said{phrase("The partner card is that of {name}."), {{"name", card->name.empty() ? host : card->name}}}
        );
    return failed(
        "card",
        Said{phrase("The partner card cannot be read ({why})."), {{"why", status_of(answer)}}},
        phrase("Ask their operator.")
    );
}

Check clock_check(Answer const& answer, Instant now) {
    auto const theirs = answer ? from_http_date(answer->field("date")) : std::nullopt;
    if (!theirs) return skipped("clock", phrase("The node does not tell its time."));
    auto const difference =
        std::chrono::duration_cast<std::chrono::seconds>(*theirs > now ? *theirs - now : now - *theirs);
    auto const seconds = static_cast<std::uint64_t>(difference.count());
    auto const how = *theirs > now ? Count(seconds, "{n} second ahead of ours", "{n} seconds ahead of ours")
                                   : Count(seconds, "{n} second behind ours", "{n} seconds behind ours");
    Said const words{phrase("Their clock is {how}."), {{"how", how}}};
    if (difference < most_clock_difference) return passed("clock", words);
    return failed("clock", words, phrase("One of the two clocks is wrong: switch on time synchronisation (NTP)."));
}

Check reading_check(Answer const& answer) {
    if (is_good(answer)) return passed("reading", phrase("The node takes our signature when we read."));
    return failed(
        "reading",
        Said{phrase("The node does not let us read with our signature ({why})."), {{"why", status_of(answer)}}},
        phrase("It must be able to fetch our own address, and both clocks must be right.")
    );
}

Check writing_check(std::string const& own_host, Answer const& answer) {
    if (is_good(answer)) return passed("writing", phrase("The node takes a signed message of ours."));
    if (answer && answer->status == 403)
        return failed(
            "writing",
            phrase("The node knows us, but takes nothing from us: we are no partner there."),
            Said{phrase("Their operator must agree: 'collegium partner agree {host}'."), {{"host", own_host}}}
        );
    if (answer && answer->status == 401)
        return failed(
            "writing",
            phrase("The node could not check our signature."),
            Said{
                phrase("It must be able to fetch https://{host}/ from outside, and both clocks must be right."),
                {{"host", own_host}}}
        );
    if (answer && answer->status == 503)
        return failed(
            "writing",
            phrase("The node takes nothing at the moment: it may have paused us."),
            phrase("Ask their operator.")
        );
    return failed(
        "writing",
        Said{phrase("The node takes no message ({why})."), {{"why", status_of(answer)}}},
        phrase("Ask their operator.")
    );
}

// --- what we know -------------------------------------------------------------------------------------------------

Check agreement_check(
    std::string const& host, std::optional<federation::PartnerView> const& view, Answer const& written
) {
    if (!view || view->record.state != storage::PartnerState::agreed)
        return failed(
            "agreement",
            phrase("It is not agreed here."),
            Said{
                phrase("Say 'collegium partner introduce {host}', or agree, or resume; 'partner show' tells which."),
                {{"host", host}}}
        );
    if (!written) return skipped("agreement", phrase("Here it is agreed; there we could not ask."));
    if (!is_good(written))
        return failed(
            "agreement", phrase("Here it is agreed, there it is not."), phrase("Their operator must agree too.")
        );
    return passed("agreement", phrase("Both sides agreed."));
}

Check queue_check(std::optional<federation::PartnerView> const& view) {
    if (!view) return skipped("queue", phrase("Nothing can be waiting for a stranger."));
    Words words = Said{"{n}", {{"n", Count(view->waiting, "{n} message waits.", "{n} messages wait.")}}};
    if (view->lane.failures == 0) return passed("queue", std::move(words));
    words.sentences.push_back({phrase("The last error: {why}."), {{"why", view->lane.last_error}}});
    return failed("queue", std::move(words), phrase("It is tried again by itself; mend what the checks above name."));
}

// --- asking -------------------------------------------------------------------------------------------------------

OutgoingRequest get(std::string const& host, std::string target, std::string_view accept) {
    OutgoingRequest request{"GET", host, std::move(target)};
    request.fields.push_back({"Accept", std::string{accept}});
    return request;
}

// Of a type that nobody knows: whoever can check it thanks for it and forgets it.
OutgoingRequest test_message(federation::Node const& node, std::string const& host) {
    auto const number = std::to_string(static_cast<std::uint64_t>(node.ids.next()));
    OutgoingRequest request{"POST", host, "/inbox"};
    request.fields.push_back({"Content-Type", std::string{federation::vocabulary::activity_json}});
    request.body = federation::JsonText::object()
                       .text("@context", federation::vocabulary::activity_streams)
                       .text("id", node.settings.origin() + "/activities/test/" + number)
                       .text("type", "CollegiumTest")
                       .text("actor", node.settings.origin() + "/")
                       .text("object", "https://" + host + "/")
                       .done();
    return request;
}

asio::awaitable<Answer> ask_signed(federation::Node const& node, OutgoingRequest request) {
    auto signer = federation::instance_signer(node);
    co_return co_await federation::exchange_signed(node, std::move(signer), std::move(request));
}

asio::awaitable<Answer> check_documents(federation::Node const& node, std::string host, std::vector<Check>& checks) {
    constexpr std::string_view json = "application/json";
    auto root_request = get(host, "/", federation::vocabulary::accept_activity);
    auto finger_request = get(host, "/.well-known/webfinger?resource=acct:" + host + "@" + host, json);
    auto nodeinfo_request = get(host, "/.well-known/nodeinfo", json);
    auto card_request = get(host, "/partner-card", json);
    auto signed_request = get(host, "/", federation::vocabulary::accept_activity);
    auto const root = co_await node.network.exchange(std::move(root_request));
    auto const finger = co_await node.network.exchange(std::move(finger_request));
    auto const nodeinfo = co_await node.network.exchange(std::move(nodeinfo_request));
    auto const card = co_await node.network.exchange(std::move(card_request));
    auto const reading = co_await ask_signed(node, std::move(signed_request));
    auto message = test_message(node, host);
    auto const writing = co_await ask_signed(node, std::move(message));

    checks.push_back(redirect_check(root));
    checks.push_back(webfinger_check(host, finger));
    checks.push_back(actor_check(host, root));
    checks.push_back(key_check(root));
    checks.push_back(nodeinfo_check(nodeinfo));
    checks.push_back(card_check(host, card));
    checks.push_back(clock_check(root, node.clock.now()));
    checks.push_back(reading_check(reading));
    checks.push_back(writing_check(node.settings.node.domain, writing));
    co_return writing;
}

}  // namespace

asio::awaitable<std::vector<Check>> check_partner(federation::Node const& node, Dialer& dialer, std::string host) {
    auto const probe = co_await dialer.probe(host);
    std::vector<Check> checks;
    checks.push_back(name_check(host, probe));
    checks.push_back(port_check(probe));
    checks.push_back(certificate_check(probe, node.clock.now()));

    Answer written = Refusal{Reason::unreachable, "there is no connection"};
    if (probe.proved) {
        written = co_await check_documents(node, host, checks);
    } else {
        for (auto const* const name :
             {"addresses", "webfinger", "document", "keys", "nodeinfo", "card", "clock", "reading", "writing"})
            checks.push_back(skipped(name, phrase("There is no connection.")));
    }
    auto const view = federation::find_partner(node, host);
    checks.push_back(agreement_check(host, view, written));
    checks.push_back(queue_check(view));
    co_return checks;
}

}  // namespace collegium::server
