#include "federation/apply.hpp"
#include "federation/messages/json_text.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"
#include "server/search/word_index.hpp"

#include <iostream>
#include <stdexcept>

namespace collegium::server::commands {

namespace {

// The next `serve` hears the whole log for it.
std::string begin_words_anew(std::filesystem::path const& folder) {
    try {
        search::WordIndex{folder, {}}.begin_anew();
        return "The index of words is made anew when the node serves again.";
    } catch (std::runtime_error const& error) {
        return std::string{"The index of words stays as it is: "} + error.what() + ".";
    }
}

}  // namespace

void rebuild_views(std::filesystem::path const& config, bool json) {
    Opened opened{config};
    std::string before, after;
    storage::Store::Change<std::uint64_t> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        before = tables.views_digest(tx);
        auto replayed = federation::rebuild(tx, tables, opened.settings.origin());
        after = tables.views_digest(tx);
        return replayed;
    };
    auto const replayed = value_or_error(opened.store.write_now(change), "the views could not be made again");
    auto const words = begin_words_anew(opened.settings.node.data / "words");
    if (json) {
        auto report = federation::JsonText::object().number("activities", replayed).boolean("same", before == after);
        std::cout << report.text("words", words).done() << '\n';
        return;
    }
    std::cout << "Replayed " << replayed << " activities; the views are "
              << (before == after ? "the same as before.\n" : "different from before.\n") << words << '\n';
}

}  // namespace collegium::server::commands
