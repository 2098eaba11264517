#include "server/pages/guides/guide_lines.hpp"

#include "federation/fetching/webfinger.hpp"
#include "federation/local_actors.hpp"
#include "federation/timeline.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::pages {

using federation::guides::Contributor;
using federation::guides::Reference;
using federation::guides::Voice;

namespace {

constexpr std::string_view open_mark = "(open access)";

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool looks_like_address(std::string_view word) {
    return word.starts_with("https://") || word.starts_with("doi:") || word.starts_with("isbn:");
}

// An address stands between angle brackets, or is the last word.
Reference reference_in(std::string_view line) {
    Reference reference;
    if (line.ends_with(open_mark)) {
        reference.open = true;
        line = trimmed(line.substr(0, line.size() - open_mark.size()));
    }
    auto const bracket = line.ends_with('>') ? line.rfind('<') : std::string_view::npos;
    auto const blank = line.find_last_of(" \t");
    auto const word = blank == std::string_view::npos ? 0 : blank + 1;
    if (bracket != std::string_view::npos) {
        reference.address = trimmed(line.substr(bracket + 1, line.size() - bracket - 2));
        line = trimmed(line.substr(0, bracket));
    } else if (looks_like_address(line.substr(word))) {
        reference.address = line.substr(word);
        line = trimmed(line.substr(0, word));
    }
    reference.title = line;
    return reference;
}

Contributor contributor_in(App const& app, std::string_view line) {
    auto const comma = line.rfind(',');
    auto const voice = comma == std::string_view::npos
                           ? std::nullopt
                           : federation::guides::voice_named(trimmed(line.substr(comma + 1)));
    auto const person = voice ? trimmed(line.substr(0, comma)) : line;
    return {person_typed(app, std::string{person}), voice.value_or(Voice::other)};
}

// The name of somebody of this school, as it was typed with or without the school's; empty for anything else.
std::string own_name(App const& app, std::string_view typed) {
    if (typed.starts_with('@')) typed.remove_prefix(1);
    auto const at = typed.find('@');
    bool const is_ours = at == std::string_view::npos || typed.substr(at + 1) == app.node.settings.node.domain;
    return is_ours ? std::string{typed.substr(0, at)} : std::string{};
}

}  // namespace

std::vector<std::string_view> lines_in(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        auto const line = trimmed(text.substr(0, end));
        if (!line.empty()) lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::vector<Reference> references_typed(std::string_view lines) {
    std::vector<Reference> references;
    for (auto const line : lines_in(lines)) references.push_back(reference_in(line));
    return references;
}

std::string lines_of(std::vector<Reference> const& references) {
    std::string lines;
    for (auto const& each : references) {
        lines += each.title;
        if (!each.address.empty()) lines += (each.title.empty() ? "<" : " <") + each.address + ">";
        if (each.open) lines += " " + std::string{open_mark};
        lines += "\n";
    }
    return lines;
}

std::vector<Contributor> contributors_typed(App const& app, std::string_view lines) {
    std::vector<Contributor> contributors;
    for (auto const line : lines_in(lines)) {
        // Each is looked up, and one more than can be named says already that there are too many.
        if (contributors.size() > federation::guides::most_contributors)
            contributors.push_back({std::string{line}, Voice::other});
        else
            contributors.push_back(contributor_in(app, line));
    }
    return contributors;
}

std::string lines_of(App const& app, std::vector<Contributor> const& contributors) {
    std::string lines;
    for (auto const& each : contributors)
        lines += person_words(app, each.iri) + ", " + std::string{federation::guides::name_of(each.voice)} + "\n";
    return lines;
}

std::string person_typed(App const& app, std::string const& typed) {
    auto const name = own_name(app, typed);
    if (!federation::webfinger::is_name(name)) return typed;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const person = federation::find_local_actor(tx, tables, name, storage::ActorType::person);
        return person ? storage::iri_of(tx, tables, *person) : typed;
    });
}

std::string person_words(App const& app, std::string const& iri) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, iri);
        auto const actor = handle ? federation::timeline::find_actor(tx, tables, *handle) : std::nullopt;
        return actor && actor->local ? actor->address() : iri;
    });
}

}  // namespace collegium::server::pages
