// Health: what the node looks at in itself, for operators.
#include "server/health/checks.hpp"
#include "server/operations/surroundings.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/plot_block.hpp"
#include "server/partner_words.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;

std::string_view heading_of(std::string_view name) {
    constexpr std::pair<std::string_view, std::string_view> headings[] = {
        {"disk", phrase("Disk")},
        {"store", phrase("Store")},
        {"media", phrase("Pictures")},
        {"clock", phrase("Clock")},
        {"certificate", phrase("Certificate")},
        {"queue", phrase("What waits for partners")},
        {"refused", phrase("What partners refused")},
        {"backup", phrase("Backup")},
        {"scrub", phrase("What is on the disk")},
        {"workers", phrase("Workers")},
        {"mail", phrase("Mail")},
        {"reports", phrase("Reports")},
        {"switches", phrase("Switches")},
        {"retention", phrase("Retention")},
        {"version", phrase("Version")}};
    for (auto const& [known, words] : headings)
        if (known == name) return words;
    return name;
}

void show_check(Values card, health::Check const& check) {
    card.words("NAME", heading_of(check.name));
    card.words("STATE", health::state_words(check.state));
    card.text("WORDS", in(card.language(), check.words));
    if (check.state == health::State::good) card.show("GOOD");
    if (check.state == health::State::poor || check.state == health::State::bad) card.show("BAD");
    if (!check.remedy.empty()) card.repeat("REMEDY").text("REMEDY_WORDS", in(card.language(), check.remedy));
}

plots::Figure disk_figure(languages::Language const& language, health::DiskUse const& use) {
    auto const in_mebibytes = [](std::uint64_t bytes) { return bytes / mebibyte; };
    return {
        "disk",
        phrase("Disk of the data folder, in MiB"),
        phrase(
            "How much of the disk the store, pictures, the search index and everything else take, and how much is free."
        ),
        phrase("What it is"),
        {language.say(phrase("Store")),
         language.say(phrase("Pictures")),
         language.say(phrase("Search index")),
         language.say(phrase("Other files of ours")),
         language.say(phrase("Not ours")),
         language.say(phrase("Free"))},
        {{"MiB",
          {in_mebibytes(use.store),
           in_mebibytes(use.media),
           in_mebibytes(use.index),
           in_mebibytes(use.rest),
           in_mebibytes(use.others),
           in_mebibytes(use.free)}}}};
}

}  // namespace

awaitable<Response> get_health(App const& app, Call call) {
    auto const asked = app.node.clock.now();
    std::vector<health::Check> checks;
    std::optional<health::DiskUse> disk;
    std::function<void()> work = [&] {
        auto around = operations::surroundings_of(app, app.node.clock.now() - asked);
        if (!around.disk) around.disk = health::disk_use(app.node.settings.node.data);
        checks = health::run_checks(around);
        disk = around.disk;
    };
    co_await app.node.workers.run(std::move(work));

    Page page{app, call, "health", phrase("Health of this node")};
    auto& values = page.values();
    values.time("TIME", asked);
    for (auto const& each : checks) show_check(values.repeat("CHECK"), each);
    if (disk) {
        auto part = values.repeat("DISK");
        show_plot(part, "DISK_PLOT", disk_figure(part.language(), *disk), plots::bars);
        if (!disk->complete) part.show("INCOMPLETE");
    } else {
        values.show("NO_DISK");
    }
    co_return page.render();
}

}  // namespace collegium::server::pages
