#include "federation/messages/json_text.hpp"
#include "server/backup/last.hpp"
#include "server/backup/scrubbing.hpp"
#include "server/commands/backup.hpp"
#include "server/commands/opened.hpp"
#include "server/commands/owner.hpp"

#include <iostream>

namespace collegium::server::commands {

using federation::JsonText;

namespace {

std::string damage_json(storage::Damage const& damage) {
    auto json = JsonText::object().number("page", damage.page);
    return json.text("table", damage.table).text("key", damage.key).text("what", damage.what).done();
}

void tell_machine(backup::Scrubbed const& scrubbed) {
    auto damages = JsonText::list();
    for (auto const& damage : scrubbed.store.damages) damages.raw_item(damage_json(damage));
    auto pictures = JsonText::list();
    for (auto const& picture : scrubbed.broken_pictures)
        pictures.raw_item(JsonText::object().text("name", picture.name).text("what", picture.what).done());
    auto json = JsonText::object();
    json.boolean("whole", scrubbed.is_whole()).number("records", scrubbed.store.records);
    json.number("pages", scrubbed.store.pages).number("pictures", scrubbed.pictures);
    json.number("broken", scrubbed.broken());
    json.raw("damages", damages.done()).raw("broken_pictures", pictures.done());
    std::cout << json.done() << '\n';
}

void tell(backup::Scrubbed const& scrubbed) {
    for (auto const& damage : scrubbed.store.damages) {
        std::cout << "page " << damage.page;
        if (!damage.table.empty()) std::cout << ", table " << damage.table;
        if (!damage.key.empty()) std::cout << ", key " << damage.key;
        std::cout << ": " << damage.what << '\n';
    }
    if (scrubbed.store.broken > scrubbed.store.damages.size())
        std::cout << "and " << scrubbed.store.broken - scrubbed.store.damages.size() << " more\n";
    for (auto const& picture : scrubbed.broken_pictures)
        std::cout << "picture " << picture.name << ": " << picture.what << '\n';
    std::cout << scrubbed.store.records << " records on " << scrubbed.store.pages << " pages and " << scrubbed.pictures
              << " pictures were read";
    if (scrubbed.is_whole()) std::cout << ", all as they were written";
    std::cout << ".\n";
}

}  // namespace

void scrub_node(std::filesystem::path const& config, bool json) {
    auto const settings = read_settings(config);
    become_owner_of(settings.node.data);
    auto const begun = SystemClock{}.now();
    auto const scrubbed = [&] {
        backup::Progress progress;
        return backup::scrub(settings, progress);
    }();
    if (json)
        tell_machine(scrubbed);
    else
        tell(scrubbed);
    std::cout.flush();
    backup::note_scrub(settings.node.data, {begun, scrubbed.broken()});
    if (!scrubbed.is_whole())
        throw DamageFound{
            std::to_string(scrubbed.broken()) +
            " things are damaged. Stop the node, keep its data folder, bring back the newest backup that is whole "
            "('collegium restore'), and look at the disk and the memory of this machine"};
}

}  // namespace collegium::server::commands
