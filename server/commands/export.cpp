#include "federation/messages/json_text.hpp"
#include "server/commands/backup.hpp"
#include "server/commands/noted.hpp"
#include "server/commands/opened.hpp"
#include "server/export/member_copy.hpp"
#include "server/export/node_copy.hpp"
#include "server/mail/addresses.hpp"

#include <iostream>

namespace collegium::server::commands {

using federation::JsonText;

namespace {

auto address_opener(Settings const& settings) {
    return [key = read_sealing_key(settings.node.sealing_key)](
               std::string const& account, storage::AccountRecord const& record
           ) { return mail::open_address(key, account, record).value_or(""); };
}

}  // namespace

void export_node(std::filesystem::path const& config, std::filesystem::path const& file, bool json) {
    Opened opened{config};
    auto const& settings = opened.settings;
    exporting::NodeCopy const from{
        opened.store,
        settings.node.domain,
        settings.node.name,
        settings.node.data / "media",
        address_opener(settings),
        opened.clock.now()};
    exporting::NodeCopied copied;
    note_done(opened.store, opened.clock.now(), "took a copy of the whole node");
    {
        backup::Progress progress;
        exporting::ZipFile zip{file};
        copied = exporting::copy_node(from, zip, progress);
        zip.keep();
    }
    if (json) {
        auto report = JsonText::object().text("file", file.string()).number("activities", copied.activities);
        report.number("people", copied.people).number("threads", copied.threads).number("pictures", copied.pictures);
        std::cout << report.done() << '\n';
        return;
    }
    std::cout << file.string() << ": " << copied.activities << " activities, " << copied.threads << " threads, "
              << copied.people << " people, " << copied.pictures
              << " pictures.\nIt holds private words and names of pupils: keep it as you keep the school's files.\n";
}

void export_user(
    std::filesystem::path const& config, std::string const& name, std::filesystem::path const& file, bool json
) {
    Opened opened{config};
    auto const& settings = opened.settings;
    exporting::MemberCopy const from{
        opened.store, settings.node.name, settings.node.data / "media", address_opener(settings), opened.clock.now()};
    exporting::ZipFile zip{file};
    note_done(opened.store, opened.clock.now(), "took a copy of all that is held of somebody", name);
    auto const copied = value_or_error(exporting::copy_member(from, name, zip), "cannot export " + name);
    zip.keep();
    if (json) {
        auto report = JsonText::object().text("file", file.string()).number("acts", copied.acts);
        report.number("deliveries", copied.deliveries).number("pictures", copied.pictures);
        std::cout << report.done() << '\n';
        return;
    }
    std::cout << file.string() << ": " << copied.acts << " acts, " << copied.deliveries << " deliveries of them, "
              << copied.pictures << " pictures. Open index.html in it.\n";
}

}  // namespace collegium::server::commands
