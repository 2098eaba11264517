#include "storage/names.hpp"
#include "storage/tables.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::storage;

namespace {

constexpr std::size_t small_map = std::size_t{64} << 20;

struct Fixture {
    tests::TempDir folder;
    Engine engine{{folder.path(), small_map}};
    WriteTx tx{engine};
    Tables tables{tx};
};

std::vector<std::uint64_t> numbers_below(Fixture& fixture, Handle community, LocalId before) {
    std::vector<std::uint64_t> found;
    fixture.tables.topics.descend(fixture.tx, {community, before}, [&](PlaceKey const& key, Handle) {
        if (key.under != community) return false;
        found.push_back(static_cast<std::uint64_t>(key.number));
        return true;
    });
    return found;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "what was put is got, and what was erased is gone") {
    tables.partners.put(tx, "north.example", {PartnerState::paused, {}, "holidays"});

    CHECK(tables.partners.get(tx, "north.example").value().note == "holidays");
    CHECK_FALSE(tables.partners.insert(tx, "north.example", {}));
    CHECK(tables.partners.erase(tx, "north.example"));
    CHECK_FALSE(tables.partners.erase(tx, "north.example"));
    CHECK_FALSE(tables.partners.get(tx, "north.example"));
}

TEST_CASE_FIXTURE(Fixture, "the newest questions of a community come first, and only its own") {
    for (std::uint64_t community : {1u, 2u, 3u})
        for (std::uint64_t number : {10u, 20u, 300u})
            tables.topics.put(tx, {Handle{community}, LocalId{number}}, Handle{9});

    CHECK(numbers_below(*this, Handle{2}, LocalId{~0ull}) == std::vector<std::uint64_t>{300, 20, 10});
    CHECK(numbers_below(*this, Handle{2}, LocalId{20}) == std::vector<std::uint64_t>{10});
    CHECK(numbers_below(*this, Handle{3}, LocalId{~0ull}) == std::vector<std::uint64_t>{300, 20, 10});
    CHECK(numbers_below(*this, Handle{4}, LocalId{~0ull}).empty());
}

TEST_CASE_FIXTURE(Fixture, "ascending starts at the key and stops when told") {
    for (std::uint64_t number = 1; number <= 5; ++number) tables.log.put(tx, Seq{number}, {});
    std::vector<Seq> seen;

    tables.log.ascend(tx, Seq{2}, [&](Seq seq, LogEntry const&) {
        seen.push_back(seq);
        return seq < Seq{4};
    });

    CHECK(seen == std::vector<Seq>{Seq{2}, Seq{3}, Seq{4}});
    CHECK(tables.log.last_key(tx) == Seq{5});
}

TEST_CASE_FIXTURE(Fixture, "an empty table has no first, no last and nothing before") {
    tables.log.each(tx, [](Seq, LogEntry const&) -> bool { throw std::logic_error{"visited"}; });
    tables.log.descend(tx, Seq{9}, [](Seq, LogEntry const&) -> bool { throw std::logic_error{"visited"}; });

    CHECK_FALSE(tables.log.last_key(tx));
}

TEST_CASE_FIXTURE(Fixture, "a name has one handle for ever, and handles lead back to names") {
    auto const ada = intern(tx, tables, "https://north.example/u/ada");
    auto const bob = intern(tx, tables, "https://north.example/u/bob");

    CHECK(ada == Handle{1});
    CHECK(bob == Handle{2});
    CHECK(intern(tx, tables, "https://north.example/u/ada") == ada);
    CHECK(find_handle(tx, tables, "https://north.example/u/eve") == std::nullopt);
    CHECK(iri_of(tx, tables, bob) == "https://north.example/u/bob");
    CHECK_THROWS_AS(static_cast<void>(iri_of(tx, tables, Handle{3})), CorruptRecord);
}

TEST_CASE_FIXTURE(Fixture, "clearing the views leaves facts and registers alone") {
    tables.log.put(tx, Seq{1}, {});
    tables.partners.put(tx, "north.example", {});
    tables.topics.put(tx, {Handle{1}, LocalId{1}}, Handle{1});
    auto const empty = Tables{tx}.views_digest(tx);

    tables.clear_views(tx);

    CHECK(tables.views_digest(tx) != empty);
    CHECK(tables.topics.size(tx) == 0);
    CHECK(tables.log.size(tx) == 1);
    CHECK(tables.partners.size(tx) == 1);
}

TEST_CASE_FIXTURE(Fixture, "every table of the file is visited") {
    std::size_t visited = 0;
    Tables::visit_all(tables, [&](auto const&) { ++visited; });

    tx.commit();
    WriteTx again{engine};
    RawTable const names{again, nullptr};  // LMDB keeps the names of tables in the unnamed one

    CHECK(names.size(again) == visited);
}

TEST_CASE("what was not committed never happened") {
    tests::TempDir const folder;
    Engine engine{{folder.path(), small_map}};
    {
        WriteTx tx{engine};
        Tables tables{tx};
        tx.commit();
    }
    WriteTx first{engine};
    Tables tables{first};
    tables.log.put(first, Seq{1}, {});
    CHECK(tables.log.size(first) == 1);
    first.commit();
    {
        WriteTx abandoned{engine};
        tables.log.put(abandoned, Seq{2}, {});
    }

    ReadTx const reader{engine};
    CHECK(tables.log.size(reader) == 1);
}

TEST_CASE("a bit that flips in the file is never served") {
    tests::TempDir const folder;
    auto const file = folder.path() / "data.mdb";
    std::string const words = "the words of a member, long enough to be hit";
    {
        Engine engine{{folder.path(), small_map}};
        WriteTx tx{engine};
        Tables tables{tx};
        tables.flesh.put(tx, Seq{1}, words);
        tx.commit();
    }
    auto bytes = tests::read_file(file);
    for (auto at = bytes.find(words); at != std::string::npos; at = bytes.find(words, at + 1))
        bytes[at + 4] = static_cast<char>(bytes[at + 4] ^ 1);
    std::ofstream{file, std::ios::binary}.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));

    Engine engine{{folder.path(), small_map}};
    WriteTx tx{engine};
    Tables const tables{tx};

    CHECK_THROWS_AS(static_cast<void>(tables.flesh.get(tx, Seq{1})), CorruptRecord);
}
