#include "federation/recent_activities.hpp"

#include "federation/logged.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

using namespace collegium;
using namespace collegium::tests;
using federation::RecentActivities;
using storage::LocalId;
using storage::Seq;

namespace {

struct Asked : Front {
    Seq last() const {
        return north.node.store.read([](auto const& tx, auto const& tables) { return tables.log.last_key(tx).value(); }
        );
    }

    std::optional<federation::Activity> read(Seq seq) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return recent.of(tx, tables, seq, tables.log.get(tx, seq)->number);
        });
    }
    std::optional<federation::Activity> newest() { return read(last()); }

    template <class Act>
    void change(Act act) {
        storage::Store::Change<int> const all = [&](auto& tx, auto& tables) -> Result<int> {
            act(tx, tables);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(all).value());
    }

    federation::RecentActivities recent;
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
    auto const of_oldest = last();
    REQUIRE(read(of_oldest)->bytes().data() == oldest.bytes().data());

    for (std::size_t n = 0; n < RecentActivities::most; ++n) {
        static_cast<void>(ada.ask(club, "Question " + std::to_string(n) + "?"));
        static_cast<void>(newest());
    }

    auto const anew = read(of_oldest).value();
    CHECK(anew.bytes().data() != oldest.bytes().data());
    CHECK(anew.bytes() == oldest.bytes());
}

TEST_CASE_FIXTURE(Asked, "what is kept has a bound in bytes, and one that is a quarter of it is read again each time") {
    auto const ada = add_person("ada");
    static_cast<void>(ada.ask("https://north.test" + found("algebra", "ada"), "What is a group?"));
    auto const seq = last();
    auto const long_words = [](std::size_t size) {
        auto const text =
            R"({"id":"https://a.test/1","type":"Like","actor":"https://a.test/a","object":"https://b.test/)" +
            std::string(size, 'x') + R"("})";
        return federation::Activity::read(text).value();
    };
    auto const kept = [&](Seq which, LocalId number) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const found = recent.of(tx, tables, which, number);
            return found && found->bytes().find("xxxx") != std::string::npos;
        });
    };

    recent.keep(seq, LocalId{7}, long_words(RecentActivities::most_bytes / 4));
    CHECK_FALSE(kept(seq, LocalId{7}));

    auto const large = long_words(RecentActivities::most_bytes / 5);
    recent.keep(seq, LocalId{7}, large);
    CHECK(kept(seq, LocalId{7}));
    for (std::uint64_t n = 1; n <= 5; ++n) recent.keep(Seq{static_cast<std::uint64_t>(seq) + n}, LocalId{7 + n}, large);
    CHECK_FALSE(kept(seq, LocalId{7}));
}

TEST_CASE_FIXTURE(Asked, "what was kept for a change that came to nothing is not taken for what is there") {
    auto const ada = add_person("ada");
    static_cast<void>(ada.ask("https://north.test" + found("algebra", "ada"), "What is a group?"));
    auto const other = north.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::Activity::read(tables.flesh.get(tx, Seq{1}).value()).value();
    });

    recent.keep(last(), LocalId{1}, other);

    CHECK(newest()->id().text() != other.id().text());
}

TEST_CASE_FIXTURE(Asked, "what comes in is there already for those who follow") {
    auto const ada = add_person("ada");
    static_cast<void>(ada.ask("https://north.test" + found("algebra", "ada"), "What is a group?"));
    auto const of_node = [&] {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const seq = last();
            return north.node.recent.of(tx, tables, seq, tables.log.get(tx, seq)->number).value().bytes();
        });
    };
    std::string came;
    change([&](auto& tx, auto& tables) {
        came = tables.flesh.get(tx, last()).value();
        tables.flesh.put(tx, last(), tables.flesh.get(tx, Seq{1}).value());
    });

    CHECK(of_node() == came);  // and not what stands there now

    change([&](auto& tx, auto& tables) { tables.flesh.put(tx, last(), came); });
}
