#include "server/followers/log_listener.hpp"

#include <charconv>

namespace collegium::server {

using storage::Seq;

namespace {

std::string key_of(std::string_view name) {
    return "follower:" + std::string{name};
}

}  // namespace

Seq stored_cursor(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view name) {
    auto const text = tables.node.get(tx, key_of(name)).value_or("0");
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return Seq{number};
}

void store_cursor(storage::WriteTx& tx, storage::Tables& tables, std::string_view name, Seq seq) {
    tables.node.put(tx, key_of(name), std::to_string(static_cast<std::uint64_t>(seq)));
}

}  // namespace collegium::server
