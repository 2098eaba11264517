#include "server/alongside.hpp"

namespace collegium::server {

using federation::Alongside;

Alongside both(Alongside first, Alongside second) {
    if (!first || !second) return first ? first : second;
    return [first = std::move(first), second = std::move(second)](storage::WriteTx& tx, storage::Tables& tables) {
        auto const done = first(tx, tables);
        return done ? second(tx, tables) : done;
    };
}

}  // namespace collegium::server
