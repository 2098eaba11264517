#include "tests/federation/atlas.hpp"

#include "federation/local_actors.hpp"
#include "federation/messages/json_text.hpp"
#include "storage/names.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

namespace directory = federation::directory;

using storage::ActorType;

namespace {

boost::asio::awaitable<int> one_round(federation::Node const& node) {
    co_await directory::tend_directory(node);
    co_return 0;
}

storage::Handle local(School const& school, std::string const& name, ActorType type) {
    return school.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::find_local_actor(tx, tables, name, type).value();
    });
}

}  // namespace

directory::Listing listing_by(Village const& village, std::string const& host, std::string const& community) {
    directory::Listing listing;
    listing.host = host;
    listing.owner = "https://" + host + "/";
    listing.says.about = community.empty() ? listing.owner : "https://" + host + "/c/" + community;
    listing.id = directory::listing_id(listing.says.about);
    listing.says.kind = community.empty() ? directory::ListedKind::node : directory::ListedKind::community;
    listing.says.name = community.empty() ? "School of " + host : community;
    listing.says.username = community;
    listing.updated = village.clock.now();
    return listing;
}

directory::ProvenListing signed_listing(directory::Listing listing) {
    auto const key_id = listing.owner + "#ed25519-key";
    return directory::sign_listing(std::move(listing), key_id, spare_keys(0).ed25519);
}

std::string altered(std::string json, std::string_view word, std::string_view other) {
    auto const at = json.find(word);
    REQUIRE(at != std::string::npos);
    return json.replace(at, word.size(), other);
}

federation::Json page_of(std::vector<std::string> const& listings) {
    auto items = federation::JsonText::list();
    for (auto const& each : listings) items.raw_item(each);
    return federation::Json::read_object(federation::JsonText::object().raw("items", items.done()).done()).value();
}

void Atlas::tend(School& school) {
    static_cast<void>(village_.run(one_round(school.node)));
}

directory::Pulled Atlas::take(School& school, std::string const& told_by, std::vector<std::string> const& jsons) {
    auto page = page_of(jsons);
    return village_.run(directory::take_in(school.node, told_by, std::move(page))).value();
}

std::string Atlas::found_listed(School& school, std::string const& community, storage::ListedRecord const& choice) {
    auto const facilitator = "lead_of_" + community;
    school.enrol(facilitator);
    auto iri = school.found(community, facilitator);
    choose(school, community, choice);
    return iri;
}

void Atlas::choose(School& school, std::string const& community, std::optional<storage::ListedRecord> const& choice) {
    auto const group = local(school, community, ActorType::group);
    auto const person = local(school, "lead_of_" + community, ActorType::person);
    change(school, [&](auto& tx, auto& tables) {
        REQUIRE(directory::choose_listing(tx, tables, group, person, choice));
    });
}

std::map<std::string, std::string> Atlas::held(School const& school) {
    return school.node.store.read([&](auto const& tx, auto const& tables) {
        std::map<std::string, std::string> all;
        tables.listings.each(tx, [&](storage::IriHash const&, storage::ListingRecord const& record) {
            all.emplace(directory::listing_of(record).id, record.json);
            return true;
        });
        return all;
    });
}

std::vector<std::string> Atlas::names(School const& school, directory::Wanted const& wanted, std::size_t on_a_page)
    const {
    std::vector<std::string> names;
    std::optional<std::string> after{""};
    while (after) {
        auto const page = school.node.store.read([&](auto const& tx, auto const& tables) {
            return directory::find_listings(tx, tables, wanted, *after, on_a_page, village_.clock.now());
        });
        for (auto const& each : page.listings) names.push_back(each.says.name);
        after = page.rest;
    }
    return names;
}

void Atlas::change(School& school, std::function<void(storage::WriteTx&, storage::Tables&)> const& what) {
    storage::Store::Change<int> const whole = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        what(tx, tables);
        return 0;
    };
    static_cast<void>(school.node.store.write_now(whole).value());
}

}  // namespace collegium::tests
