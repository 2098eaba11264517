// Search consent: whose words others may find by searching.
#include "federation/search_consent.hpp"

#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using federation::consent_in_actor;
using federation::consent_in_thing;
using storage::SearchConsent;

namespace {

federation::Json json(std::string const& members) {
    return federation::Json::read_object("{" + members + "}").value();
}

}  // namespace

TEST_CASE("an actor consents with indexable, and searchableBy says it better") {
    CHECK(consent_in_actor(json(R"("indexable":true)").root()) == SearchConsent::granted);
    CHECK(consent_in_actor(json(R"("indexable":false)").root()) == SearchConsent::refused);
    CHECK(consent_in_actor(json(R"("indexable":"yes")").root()) == SearchConsent::unsaid);
    CHECK(consent_in_actor(json(R"("name":"Ada")").root()) == SearchConsent::unsaid);
    CHECK(consent_in_actor(json(R"("indexable":true,"searchableBy":[])").root()) == SearchConsent::refused);
    CHECK(consent_in_actor(json(R"("indexable":false,"searchableBy":"as:Public")").root()) == SearchConsent::granted);
}

TEST_CASE("a thing may be found by everybody, or it is not found") {
    auto const everybody = R"("searchableBy":["https://a.test/f","https://www.w3.org/ns/activitystreams#Public"])";
    CHECK(consent_in_thing(json(everybody).root()) == SearchConsent::granted);
    CHECK(
        consent_in_thing(json(R"("searchableBy":"https://a.test/u/ada/followers")").root()) == SearchConsent::refused
    );
    CHECK(consent_in_thing(json(R"("indexable":true)").root()) == SearchConsent::unsaid);
}

TEST_CASE("members are indexed unless they refuse, others only if they or the thing say so") {
    Village village{{"north.test"}};
    auto& north = village["north.test"];
    auto const ada = north.enrol("ada");
    auto const verdicts = [&](bool local, SearchConsent consent) {
        storage::Store::Change<int> const change = [&](auto& tx, auto& tables) -> Result<int> {
            auto record = tables.actors.get(tx, ada.handle).value();
            record.local = local;
            record.search_consent = consent;
            tables.actors.put(tx, ada.handle, record);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
        std::string found;
        north.node.store.read([&](auto const& tx, auto const& tables) {
            for (auto const of_thing : {SearchConsent::unsaid, SearchConsent::granted, SearchConsent::refused})
                found += federation::may_be_indexed(tx, tables, ada.handle, of_thing) ? 'y' : 'n';
            return 0;
        });
        return found;
    };
    CHECK(verdicts(true, SearchConsent::unsaid) == "yyn");
    CHECK(verdicts(true, SearchConsent::granted) == "yyn");
    CHECK(verdicts(true, SearchConsent::refused) == "nnn");
    CHECK(verdicts(false, SearchConsent::unsaid) == "nyn");
    CHECK(verdicts(false, SearchConsent::granted) == "yyn");
    CHECK(verdicts(false, SearchConsent::refused) == "nnn");
}
