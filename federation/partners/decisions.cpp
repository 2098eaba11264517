#include "federation/partners/decisions.hpp"

#include <charconv>
#include <string>

namespace collegium::federation {

namespace {

constexpr char const* register_name = "decisions-about-partners";

}  // namespace

void note_decision(storage::WriteTx& tx, storage::Tables& tables) {
    tables.node.put(tx, register_name, std::to_string(count_of_decisions(tx, tables) + 1));
}

std::uint64_t count_of_decisions(storage::ReadTx const& tx, storage::Tables const& tables) {
    auto const text = tables.node.get(tx, register_name).value_or("0");
    std::uint64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
}

}  // namespace collegium::federation
