#include "server/pages/erasures.hpp"

#include "federation/erasure/reading.hpp"

namespace collegium::server::pages {

using federation::erasure::Asked;
using federation::erasure::Erasure;
using federation::erasure::Standing;

namespace {

void show_asked(Values values, Asked const& asked) {
    values.text("HOST", asked.host);
    switch (asked.standing) {
        case Standing::waiting: values.show("WAITS"); return;
        case Standing::taken: values.repeat("TAKEN").time("TIME", asked.at); return;
        case Standing::confirmed: values.repeat("GIVEN").time("TIME", asked.at); return;
        case Standing::refused: values.show("TURNED_DOWN"); return;
    }
}

}  // namespace

std::map<storage::Handle, Erasure> erasures_by_person(App const& app) {
    return app.node.store.read([](auto const& tx, auto const& tables) {
        std::map<storage::Handle, Erasure> found;
        for (auto& each : federation::erasure::erasures(tx, tables)) found.emplace(each.person, std::move(each));
        return found;
    });
}

void show_confirmed(Values& values, Erasure const& erasure) {
    if (erasure.asked.empty()) return;
    auto const confirmed = values.language().number(static_cast<std::uint64_t>(erasure.confirmed()));
    values.repeat("CONFIRMED")
        .count(
            "WORDS",
            erasure.asked.size(),
            "{confirmed} of {n} institution has confirmed it",
            "{confirmed} of {n} institutions have confirmed it",
            {{"confirmed", confirmed}}
        );
}

void show_erasure(Values& values, Erasure const& erasure, bool pupil) {
    auto part = values.repeat("ERASED");
    part.time("WHEN", erasure.at);
    show_confirmed(part, erasure);
    if (erasure.asked.empty()) return part.show(pupil ? "OF_PUPIL" : "NOBODY");
    auto list = part.repeat("LIST");
    for (auto const& each : erasure.asked) show_asked(list.repeat("INSTITUTION"), each);
}

}  // namespace collegium::server::pages
