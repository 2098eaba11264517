#include "server/read_only.hpp"

#include "federation/messages/json_text.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"

#include <iostream>

namespace collegium::server::commands {

void set_read_only(std::filesystem::path const& config, std::string const& state, bool json) {
    Opened opened{config};
    storage::Store::Change<storage::Nothing> const change = [&](auto& tx, auto& tables) -> Result<storage::Nothing> {
        server::set_read_only(tx, tables, state == "on");
        return storage::Nothing{};
    };
    if (!state.empty()) static_cast<void>(opened.store.write_now(change).value());
    bool const is_on = is_read_only(opened.store);
    if (json) std::cout << federation::JsonText::object().boolean("read_only", is_on).done() << '\n';
    if (json) return;
    std::cout
        << (is_on ? "Read-only: nobody can change anything. 'collegium read-only off' ends it.\n"
                  : "Not read-only: everybody can change what is theirs.\n");
}

}  // namespace collegium::server::commands
