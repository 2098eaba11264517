#include "tests/bench/country.hpp"

#include "federation/messages/compose.hpp"

#include <algorithm>

namespace collegium::bench {

namespace {

constexpr std::size_t partners_a_commit = 500;
constexpr std::size_t map_size = std::size_t{64} << 30;  // as speak_plainly sets it

class Filling {
public:
    Filling(storage::WriteTx& tx, storage::Tables& tables, crypto::RsaPublicKey const& key) : tx_{tx}, tables_{tables} {
        auto const modulus = key.modulus(), exponent = key.exponent();
        modulus_ = crypto::text_of(modulus);
        exponent_ = crypto::text_of(exponent);
    }

    void add(std::size_t partner, std::size_t people) {
        auto const domain = "school-" + std::to_string(partner) + ".country.test";
        auto const origin = "https://" + domain;
        storage::intern(tx_, tables_, origin);
        storage::PartnerRecord agreed;
        agreed.state = storage::PartnerState::agreed;
        tables_.partners.put(tx_, domain, agreed);
        for (std::size_t i = 0; i < people; ++i) add_person(origin, partner * people + i);
    }

private:
    // Numbers in the key, as everybody has one of their own: what is the same everywhere could be kept once.
    void add_person(std::string const& origin, std::size_t which) {
        auto const name = "teacher" + std::to_string(which);
        auto const iri = origin + "/u/" + name;
        auto const handle = storage::intern(tx_, tables_, iri);
        storage::ActorRecord actor;
        actor.type = storage::ActorType::person;
        actor.username = name;
        actor.display_name = "Teacher number " + std::to_string(which);
        actor.summary = "<p>I teach mathematics and sometimes music, at the third school of our town.</p>";
        actor.url = iri;
        actor.inbox = iri + "/inbox";
        actor.shared_inbox = origin + "/inbox";
        actor.outbox = iri + "/outbox";
        actor.followers = iri + "/followers";
        actor.rsa_key_id = iri + "#main-key";
        actor.rsa_modulus = modulus_;
        auto const digits = std::to_string(which);
        actor.rsa_modulus.replace(8, digits.size(), digits);
        actor.rsa_exponent = exponent_;
        actor.fetched = SystemClock{}.now();
        tables_.actors.put(tx_, handle, actor);
        tables_.key_owners.put(tx_, storage::hash_of(actor.rsa_key_id), handle);
    }

    storage::WriteTx& tx_;
    storage::Tables& tables_;
    std::string modulus_, exponent_;
};

}  // namespace

void fill(journeys::School const& school, Country const& country) {
    auto const key = crypto::RsaPrivateKey::generate().public_key();
    storage::Store store{{school.settings_file().parent_path() / "data", map_size}};
    for (std::size_t at = 0; at < country.partners; at += partners_a_commit) {
        storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx, storage::Tables& tables
                                                                ) -> Result<storage::Nothing> {
            Filling filling{tx, tables, key};
            for (auto i = at; i < std::min(country.partners, at + partners_a_commit); ++i)
                filling.add(i, country.people_each);
            return storage::Nothing{};
        };
        static_cast<void>(store.write_now(change).value());
    }
}

}  // namespace collegium::bench
