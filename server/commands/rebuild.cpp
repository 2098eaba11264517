#include "federation/apply.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"
#include "server/search/word_index.hpp"

#include <iostream>
#include <stdexcept>

namespace collegium::server::commands {

namespace {

// The next `serve` hears the whole log for it.
void begin_words_anew(std::filesystem::path const& folder) {
    try {
        search::WordIndex{folder, {}}.begin_anew();
        std::cout << "The index of words is made anew when the node serves again.\n";
    } catch (std::runtime_error const& error) {
        std::cout << "The index of words stays as it is: " << error.what() << ".\n";
    }
}

}  // namespace

void rebuild_views(std::filesystem::path const& config) {
    Opened opened{config};
    std::string before, after;
    storage::Store::Change<std::uint64_t> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        before = tables.views_digest(tx);
        auto replayed = federation::rebuild(tx, tables, opened.settings.origin());
        after = tables.views_digest(tx);
        return replayed;
    };
    auto const replayed = value_or_error(opened.store.write_now(change), "the views could not be made again");
    std::cout << "Replayed " << replayed << " activities; the views are "
              << (before == after ? "the same as before.\n" : "different from before.\n");
    begin_words_anew(opened.settings.node.data / "words");
}

}  // namespace collegium::server::commands
