#include "server/papers/papers.hpp"

#include "federation/messages/json_text.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"

#include <iostream>

namespace collegium::server::commands {

void make_papers(std::filesystem::path const& config, std::filesystem::path const& folder, bool json) {
    Opened opened{config};
    auto const files = opened.store.read([&](auto const& tx, auto const& tables) {
        return papers::all_papers(papers::facts_of(opened.settings, tx, tables, opened.clock.now()));
    });
    papers::write_papers(folder, files);
    auto list = federation::JsonText::list();
    std::size_t gaps = 0;
    for (auto const& file : files) {
        list.item(file.name);
        gaps += file.gaps.size();
    }
    if (json) {
        auto report = federation::JsonText::object().text("folder", folder.string()).raw("files", list.done());
        std::cout << report.number("to_fill_in", gaps).done() << '\n';
        return;
    }
    std::cout << "Wrote " << files.size() << " files into " << folder.string() << ". Open index.html there; " << gaps
              << " places are for the school to fill in.\n";
}

}  // namespace collegium::server::commands
