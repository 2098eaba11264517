#include "server/commands/erase.hpp"

#include "federation/erasure/reading.hpp"
#include "federation/messages/json_text.hpp"
#include "server/commands/outside.hpp"
#include "server/erasure/erasing.hpp"
#include "server/media/picture_files.hpp"
#include "server/partner_words.hpp"
#include "storage/names.hpp"

#include <iostream>

namespace collegium::server::commands {

using erasure::Plan;
using federation::JsonText;
using federation::erasure::Asked;
using federation::erasure::Erasure;
using federation::erasure::Standing;

namespace {

constexpr std::string_view of_a_pupil = "of a pupil nothing ever left this node, so there is nobody to ask";
constexpr std::string_view nobody_reached = "nothing of theirs went to another institution, so there is nobody to ask";

// Files of the serving node are none of ours to tidy: only this one goes.
erasure::RemovePicture remover(Settings const& settings) {
    return [folder = settings.node.data / "media"](std::string const& name) {
        std::error_code ignored;
        if (media::PictureFiles::is_name(name)) std::filesystem::remove(folder / name.substr(0, 2) / name, ignored);
    };
}

std::string plan_json(Plan const& plan, bool done) {
    auto json = JsonText::object().text("name", plan.account).boolean("done", done).boolean("pupil", plan.pupil);
    return json.number("works", plan.works).texts("asked", plan.hosts).done();
}

void print_plan(Plan const& plan, bool done) {
    std::cout << (done ? "Erased " : "Would erase ") << plan.account << ": their profile and " << plan.works
              << " things that they wrote.\n";
    if (plan.hosts.empty()) {
        std::cout << "  Elsewhere: " << (plan.pupil ? of_a_pupil : nobody_reached) << ".\n";
        return;
    }
    std::cout << (done ? "  Asked to do the same: " : "  Would be asked to do the same: ");
    for (auto const& host : plan.hosts) std::cout << (&host == &plan.hosts.front() ? "" : ", ") << host;
    std::cout << ".\n";
    if (done)
        std::cout << "  They are asked within a minute if this node serves; 'collegium user erasures' shows who has "
                     "confirmed it.\n";
}

std::string_view name_of(Standing standing) noexcept {
    switch (standing) {
        case Standing::waiting: return "waiting";
        case Standing::taken: return "taken";
        case Standing::confirmed: return "confirmed";
        case Standing::refused: return "refused";
    }
    return "";
}

std::string words_of(Asked const& asked) {
    auto const why = asked.reason.empty() ? std::string{} : " (" + asked.reason + ")";
    switch (asked.standing) {
        case Standing::waiting: return "owed: not delivered yet, and tried again by itself" + why;
        case Standing::taken: return "owed: taken, no receipt, " + readable_time(asked.at);
        case Standing::confirmed: return "confirmed, " + readable_time(asked.at);
        case Standing::refused:
            return "owed: refused" + why + "; 'collegium partner retry " + asked.host + "' asks once more";
    }
    return "";
}

struct Listed {
    Erasure erasure;
    std::string name;  // of the account, or the IRI where there is none
    bool pupil = false;
};

std::vector<Listed> listed(storage::Store const& store) {
    return store.read([](auto const& tx, auto const& tables) {
        std::vector<Listed> all;
        for (auto& each : federation::erasure::erasures(tx, tables)) {
            auto const account = tables.account_names.get(tx, each.person);
            auto const record = account ? tables.accounts.get(tx, *account) : std::nullopt;
            auto const name = account ? *account : storage::iri_of(tx, tables, each.person);
            all.push_back({std::move(each), name, record && record->pupil});
        }
        return all;
    });
}

std::string asked_json(Asked const& asked) {
    auto json = JsonText::object().text("domain", asked.host).text("state", name_of(asked.standing));
    json.text("asked", to_rfc3339(asked.asked)).text_unless_empty("reason", asked.reason);
    if (asked.at != Instant{}) json.text("at", to_rfc3339(asked.at));
    return json.done();
}

std::string erasures_json(std::vector<Listed> const& all) {
    auto items = JsonText::list();
    for (auto const& each : all) {
        auto asked = JsonText::list();
        for (auto const& one : each.erasure.asked) asked.raw_item(asked_json(one));
        items.raw_item(JsonText::object()
                           .text("name", each.name)
                           .text("at", to_rfc3339(each.erasure.at))
                           .boolean("pupil", each.pupil)
                           .number("confirmed", each.erasure.confirmed())
                           .number("of", each.erasure.asked.size())
                           .raw("asked", asked.done())
                           .done());
    }
    return JsonText::object().raw("erasures", items.done()).done();
}

void print(Listed const& each) {
    auto const& asked = each.erasure.asked;
    std::cout << each.name << ", erased " << readable_time(each.erasure.at) << ": ";
    if (asked.empty()) {
        std::cout << (each.pupil ? of_a_pupil : nobody_reached) << ".\n";
        return;
    }
    std::cout << each.erasure.confirmed() << " of " << asked.size() << " institutions confirmed.\n";
    for (auto const& one : asked) std::cout << "  " << one.host << ": " << words_of(one) << '\n';
}

}  // namespace

void erase_user(std::filesystem::path const& config, std::string const& name, bool dry_run, bool json) {
    Outside outside{config};
    auto const& node = outside.node();
    auto remove = remover(outside.opened.settings);
    auto planned =
        dry_run ? erasure::plan_of(node, name) : outside.run(erasure::erase(node, std::move(remove), name, "console"));
    auto const plan = value_or_error(std::move(planned), "cannot erase " + name);
    if (json)
        std::cout << plan_json(plan, !dry_run) << '\n';
    else
        print_plan(plan, !dry_run);
}

void list_erasures(std::filesystem::path const& config, bool json) {
    Opened opened{config};
    auto const all = listed(opened.store);
    if (json) {
        std::cout << erasures_json(all) << '\n';
        return;
    }
    if (all.empty()) std::cout << "Nobody was erased.\n";
    for (auto const& each : all) print(each);
}

}  // namespace collegium::server::commands
