#include "storage/lent_pages.hpp"

#include "storage/store.hpp"
#include "tests/dice.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"

#include <atomic>
#include <thread>

using namespace collegium;
using namespace collegium::storage;

namespace {

constexpr std::uint64_t entries = 8'000;
constexpr std::uint64_t letters_each = 2'000;
constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;

struct Filled {
    Filled() {
        Store::Change<Nothing> const fill = [](WriteTx& tx, Tables& tables) -> Result<Nothing> {
            auto const words = tests::Dice{1}.noise(letters_each);
            for (std::uint64_t n = 1; n <= entries; ++n) tables.flesh.put(tx, Seq{n}, words);
            return Nothing{};
        };
        static_cast<void>(store.write_now(fill).value());
    }

    // Looks at every page.
    std::uint64_t letters() const {
        return store.read([](ReadTx const& tx, Tables const& tables) {
            std::uint64_t sum = 0;
            tables.flesh.each(tx, [&](Seq, std::string const& words) {
                sum += words.size();
                return true;
            });
            return sum;
        });
    }

    tests::TempDir folder;
    Store store{{folder.path(), std::size_t{256} << 20}};
};

}  // namespace

TEST_CASE_FIXTURE(Filled, "a store that was read counts as memory until its pages are given back, and is all there") {
    REQUIRE(letters() == entries * letters_each);
    auto const before = lent_bytes();

    store.give_back_pages();

    CHECK(lent_bytes() + 12 * mebibyte < before);
    CHECK(letters() == entries * letters_each);
    CHECK(lent_bytes() + 4 * mebibyte > before);
}

TEST_CASE_FIXTURE(Filled, "those who read go on while pages are given back") {
    std::vector<std::jthread> readers;
    std::atomic<unsigned> wrong = 0, left = 3;
    for (unsigned n = 0; n < 3; ++n)
        readers.emplace_back([&] {
            for (unsigned times = 0; times < 20; ++times) wrong += letters() == entries * letters_each ? 0u : 1u;
            --left;
        });
    while (left > 0) store.give_back_pages();
    readers.clear();
    CHECK(wrong == 0);
}
