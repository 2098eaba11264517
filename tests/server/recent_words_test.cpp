#include "server/followers/recent_words.hpp"

#include "federation/logged.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Asked : Front {
    std::optional<federation::Activity> newest() {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return words.of(tx, tables, tables.log.last_key(tx).value());
        });
    }

    template <class Act>
    void change(Act act) {
        storage::Store::Change<int> const all = [&](auto& tx, auto& tables) -> Result<int> {
            act(tx, tables);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(all).value());
    }

    server::RecentWords words;
};

}  // namespace

TEST_CASE_FIXTURE(Asked, "what was read is not read again, and is gone as soon as its words are erased") {
    auto const ada = add_person("ada");
    static_cast<void>(ada.ask("https://north.test" + found("algebra", "ada"), "What is a group?"));

    auto const first = newest().value(), second = newest().value();
    CHECK(first.bytes().data() == second.bytes().data());

    std::string kept;
    change([&](auto& tx, auto& tables) {
        auto const last = tables.log.last_key(tx).value();
        kept = tables.flesh.get(tx, last).value();
        tables.flesh.erase(tx, last);
    });
    CHECK_FALSE(newest());
    change([&](auto& tx, auto& tables) { tables.flesh.put(tx, tables.log.last_key(tx).value(), kept); });
    CHECK(newest()->bytes() == kept);  // and the school's history is whole when the test ends
}

TEST_CASE_FIXTURE(Asked, "what is kept has a bound, and the oldest goes first") {
    auto const ada = add_person("ada");
    auto const club = "https://north.test" + found("algebra", "ada");
    static_cast<void>(ada.ask(club, "The first?"));
    auto const oldest = newest().value();
    auto const of_oldest =
        north.node.store.read([](auto const& tx, auto const& tables) { return tables.log.last_key(tx).value(); });
    auto const again = [&] {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return words.of(tx, tables, of_oldest).value();
        });
    };
    REQUIRE(again().bytes().data() == oldest.bytes().data());

    for (std::size_t n = 0; n < server::RecentWords::most; ++n) {
        static_cast<void>(ada.ask(club, "Question " + std::to_string(n) + "?"));
        static_cast<void>(newest());
    }

    auto const anew = again();
    CHECK(anew.bytes().data() != oldest.bytes().data());
    CHECK(anew.bytes() == oldest.bytes());
}
