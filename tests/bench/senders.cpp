#include "tests/bench/senders.hpp"

#include "federation/messages/json_text.hpp"
#include "tests/journeys/school.hpp"

#include <algorithm>
#include <numeric>

namespace collegium::bench {

using federation::ActorKeys;
using federation::Author;
using federation::JsonText;

namespace {

constexpr std::size_t most_keys = 4;  // making one takes a tenth of a second, and the node cannot tell

std::string document_of(Author const& author, std::string const& name, std::string const& host) {
    auto const rsa = JsonText::object()
                         .text("id", author.iri + "#main-key")
                         .text("owner", author.iri)
                         .text("publicKeyPem", author.keys->rsa.public_key().pem())
                         .done();
    return JsonText::object()
        .texts("@context", {"https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"})
        .text("id", author.iri)
        .text("type", "Person")
        .text("preferredUsername", name)
        .text("name", "Teacher " + name)
        .text("inbox", author.iri + "/inbox")
        .text("outbox", author.iri + "/outbox")
        .text("followers", author.iri + "/followers")
        .raw("endpoints", JsonText::object().text("sharedInbox", "https://" + host + "/inbox").done())
        .raw("publicKey", rsa)
        .done();
}

}  // namespace

Senders::Senders(journeys::Neighbourhood& neighbourhood, std::size_t count, std::size_t hosts) {
    std::vector<std::shared_ptr<ActorKeys const>> keys;
    for (std::size_t i = 0; i < std::min(count, most_keys); ++i)
        keys.push_back(std::make_shared<ActorKeys const>(federation::Keyring::generate()));
    for (std::size_t i = 0; i < std::min(count, hosts); ++i)
        hosts_.push_back(std::make_unique<journeys::TlsHost>(neighbourhood, "partner-" + std::to_string(i)));

    for (std::size_t i = 0; i < count; ++i) {
        auto const name = "t" + std::to_string(i);
        auto& host = *hosts_[i % hosts_.size()];
        authors_.push_back({"https://" + host.domain() + "/u/" + name, keys[i / hosts_.size() % keys.size()]});
        host.publish("/u/" + name, document_of(authors_.back(), name, host.domain()));
    }
}

std::string const& Senders::domain_of(std::size_t number) const {
    return hosts_[number % authors_.size() % hosts_.size()]->domain();
}

void Senders::become_partners_of(journeys::School const& school) const {
    for (auto const& host : hosts_) school.add_partner(host->domain());
}

std::vector<std::string> Senders::domains() const {
    std::vector<std::string> all;
    for (auto const& host : hosts_) all.push_back(host->domain());
    return all;
}

unsigned Senders::connections() const {
    return std::accumulate(hosts_.begin(), hosts_.end(), 0u, [](unsigned sum, auto const& host) {
        return sum + host->connections();
    });
}

}  // namespace collegium::bench
