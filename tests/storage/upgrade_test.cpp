// Stores of earlier versions open, and those of later ones are refused before a byte was written.
#include "storage/upgrade.hpp"

#include "storage/store_file.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"

#include <array>
#include <zlib.h>

using namespace collegium;
using namespace collegium::storage;

namespace {

struct Older {
    std::string name{};
    std::uint64_t count{};
    static constexpr auto fields = std::tuple{&Older::name, &Older::count};
};

struct Grew {
    std::string name{};
    std::uint64_t count{};
    std::string note = "none";
    bool wide{};
    static constexpr auto fields = std::tuple{&Grew::name, &Grew::count, &Grew::note, &Grew::wide};
    static constexpr std::array<std::size_t, 3> grown{2, 3, 4};
};

// What a version of ours will do to stores one day.
unsigned tries_left = 0;

void first_step(WriteTx& tx, Tables& tables) {
    tables.node.put(tx, "first", "done");
}
void second_step(WriteTx& tx, Tables& tables) {
    tables.node.put(tx, "second", tables.node.get(tx, "first").value_or("missing"));
    if (tries_left > 0 && tries_left-- > 0) throw std::runtime_error{"the power went off"};
}
constexpr std::array<Step, 2> later_steps{{{{1, 1}, first_step}, {{1, 2}, second_step}}};

struct EarlierStore {
    EarlierStore() {
        auto const tables = opened({});
        write([&](WriteTx& tx, Tables& all) { all.node.put(tx, "domain", "north.example"); });
    }

    Tables opened(std::span<Step const> steps) { return open_tables(engine, folder.path(), steps); }

    void write(std::function<void(WriteTx&, Tables&)> const& change) {
        WriteTx tx{engine};
        Tables tables{tx};
        change(tx, tables);
        tx.commit();
    }

    std::string word(std::string const& name) {
        auto const tables = opened(later_steps);
        ReadTx const tx{engine};
        return tables.node.get(tx, name).value_or("");
    }

    tests::TempDir folder;
    Engine engine{{folder.path(), std::size_t{64} << 20, false}};
    std::filesystem::path copy = folder.path() / "before-1.1.mdb";
};

void unpack(std::string const& name, std::filesystem::path const& into) {
    auto const packed = tests::source_file("tests/vectors/stores/" + name);
    gzFile const in = gzopen(packed.c_str(), "rb");
    if (in == nullptr) throw std::runtime_error{packed.string()};
    std::ofstream out{into, std::ios::binary};
    std::array<char, 4096> part{};
    for (int got = 0; (got = gzread(in, part.data(), part.size())) > 0;) out.write(part.data(), got);
    gzclose(in);
}

}  // namespace

TEST_CASE("a store of each version opens, and every record in it can be read") {
    std::string version;
    SUBCASE("1.0") {
        version = "1.0";
    }
    SUBCASE("1.1") {
        version = "1.1";
    }
    tests::TempDir const folder;
    unpack(version + ".mdb.gz", folder.path() / StoreFile::name);
    CHECK(StoreFile{folder.path() / StoreFile::name}.check().is_whole());

    Engine engine{{folder.path(), std::size_t{64} << 20, false}};
    auto const tables = open_tables(engine, folder.path(), all_steps());

    ReadTx const tx{engine};
    std::uint64_t records = 0;
    Tables::visit_all(tables, [&](auto const& table) {
        table.each(tx, [&](auto const&, auto const&) {
            ++records;
            return true;
        });
    });
    CHECK(records > 50);
    CHECK(tables.node.get(tx, "domain") == "north.example");
    CHECK(tables.accounts.get(tx, "pia")->pupil);
    CHECK(tables.accounts.get(tx, "ben")->roles.has(Role::reviewer));
    CHECK(tables.partners.get(tx, "hillside.example")->note == "met at the fair");
    CHECK(tables.services.contains(tx, "prereview"));
    CHECK(version_of(tx, tables) == StoreVersion{1, 1});
    CHECK(std::filesystem::exists(folder.path() / "before-1.1.mdb") == (version == "1.0"));
}

TEST_CASE("a record that grew is read with what it had, and is of the newest version when it is written again") {
    tests::TempDir const folder;
    Engine engine{{folder.path(), std::size_t{64} << 20, false}};
    WriteTx tx{engine};
    Table<std::string, Older> older{tx, "things", TableKind::registry};
    older.put(tx, "a", {"apple", 7});
    Table<std::string, Grew> grew{tx, "things", TableKind::registry};

    auto read = grew.get(tx, "a").value();
    CHECK(read.name == "apple");
    CHECK(read.count == 7);
    CHECK(read.note == "none");
    CHECK_FALSE(read.wide);

    read.wide = true;
    grew.put(tx, "a", read);
    CHECK(grew.get(tx, "a")->wide);
    CHECK_THROWS_WITH(
        static_cast<void>(older.get(tx, "a")), "table things was written by a newer version of this program"
    );
}

TEST_CASE_FIXTURE(EarlierStore, "steps are taken once, in their order, and a copy from before them lies beside") {
    CHECK(word("second") == "done");
    CHECK(std::filesystem::exists(copy));
    auto const before = tests::read_file(copy);
    CHECK(StoreFile{copy}.check().is_whole());
    CHECK(before.find("first") == std::string::npos);

    write([](WriteTx& tx, Tables& tables) { tables.node.erase(tx, "second"); });
    CHECK(word("second").empty());
    CHECK(tests::read_file(copy) == before);
}

TEST_CASE_FIXTURE(EarlierStore, "a step that was broken off is taken again, and nothing of it is there before") {
    tries_left = 1;
    CHECK_THROWS_WITH(static_cast<void>(opened(later_steps)), "the power went off");
    {
        WriteTx tx{engine};
        Tables const tables{tx};
        CHECK(tables.node.get(tx, "first") == "done");
        CHECK_FALSE(tables.node.contains(tx, "second"));
        CHECK(version_of(tx, tables) == StoreVersion{1, 1});
    }
    CHECK(word("second") == "done");
}

TEST_CASE_FIXTURE(EarlierStore, "an older program refuses a newer store by its version, and writes nothing into it") {
    CHECK(word("second") == "done");
    auto const file = folder.path() / StoreFile::name;
    auto const before = tests::read_file(file);

    CHECK_THROWS_AS(static_cast<void>(opened({})), TooNew);
    CHECK_THROWS_WITH(
        static_cast<void>(opened({})),
        doctest::Contains(
            "the store is of version 1.2, and this program knows stores up to 1.0: install the newer program"
        )
    );
    CHECK(tests::read_file(file) == before);
}

TEST_CASE("a fresh store is of this program's version and takes no steps") {
    tests::TempDir const folder;
    Engine engine{{folder.path(), std::size_t{64} << 20, false}};

    auto const tables = open_tables(engine, folder.path(), later_steps);

    ReadTx const tx{engine};
    CHECK(version_of(tx, tables) == StoreVersion{1, 2});
    CHECK_FALSE(tables.node.contains(tx, "first"));
    CHECK_FALSE(std::filesystem::exists(folder.path() / "before-1.1.mdb"));
}
