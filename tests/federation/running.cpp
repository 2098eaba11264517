#include "tests/federation/running.hpp"

#include "federation/served/documents.hpp"
#include "storage/names.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

void describe(School& school, std::string const& community, storage::CommunityRecord const& terms) {
    auto const [handle, record] = school.node.store.read([&](auto const& tx, auto const& tables) {
        auto const found = storage::find_handle(tx, tables, community).value();
        return std::pair{found, tables.actors.get(tx, found).value()};
    });
    auto const author = federation::author_of(school.node, handle).value();
    federation::documents::Presentation shown;
    shown.terms = terms;
    auto const document = federation::documents::actor_object(community, record, shown);
    auto const update = federation::composer_of(school.node).update_profile(author, document);
    REQUIRE(federation::perform_now(school.node, update));
}

}  // namespace collegium::tests
