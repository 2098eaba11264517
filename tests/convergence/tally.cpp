#include "tests/convergence/tally.hpp"

namespace collegium::convergence {

namespace {

// In doubt from now on, unless it was so already.
void settle(std::optional<bool>& state, Told told, bool now) {
    if (told == Told::yes)
        state = now;
    else if (state != std::optional{now})
        state.reset();
}

void settle(std::set<std::string>& texts, Told told, std::string const& now) {
    if (told == Told::yes) texts.clear();
    texts.insert(now);
}

// Chosen by anybody; in doubt if that hangs on somebody's doubtful choice.
std::optional<bool> is_accepted(Entry const& entry) {
    std::optional<bool> accepted = false;
    for (auto const& [chooser, state] : entry.chosen) {
        if (state == std::optional{true}) return true;
        if (!state) accepted.reset();
    }
    return accepted;
}

void compare(Entry const& entry, Seen const& thing, std::string const& iri, std::vector<std::string>& complaints) {
    auto const complain = [&](std::string const& what) { complaints.push_back(iri + ": " + what); };
    if (entry.author != thing.author) complain("is by " + thing.author + ", not " + entry.author);
    if (entry.parent != thing.parent) complain("is below " + thing.parent + ", not " + entry.parent);
    if (entry.deleted && *entry.deleted != thing.deleted)
        complain(thing.deleted ? "is gone" : "was deleted, and is there");
    if (thing.deleted) return;
    if (!thing.announced) complain("was never announced");
    if (!entry.titles.contains(thing.title)) complain("has the title '" + thing.title + "'");
    if (!entry.words.contains(thing.words)) complain("says '" + thing.words + "'");
    auto const accepted = is_accepted(entry);
    if (accepted && *accepted != thing.accepted) complain(thing.accepted ? "is accepted by nobody" : "is not accepted");
}

}  // namespace

void Tally::created(Told told, std::string const& iri, Entry entry) {
    if (told == Told::yes)
        entries_[iri] = std::move(entry);
    else
        doubtful_.push_back(std::move(entry));
}

void Tally::reworded(Told told, std::string const& iri, std::string const& title, std::string const& words) {
    auto& entry = entries_.at(iri);
    settle(entry.titles, told, title);
    settle(entry.words, told, words);
}

void Tally::deleted(Told told, std::string const& iri) {
    settle(entries_.at(iri).deleted, told, true);
}

void Tally::chose(Told told, std::string const& iri, std::string const& chooser, bool chosen) {
    settle(entries_.at(iri).chosen.try_emplace(chooser, false).first->second, told, chosen);
}

void Tally::membership(Told told, std::size_t community, std::string const& member, bool in) {
    settle(memberships_.try_emplace({community, member}, !in).first->second, told, in);
}

std::optional<Entry> Tally::take_doubtful(std::size_t community, Seen const& thing) {
    for (auto each = doubtful_.begin(); each != doubtful_.end(); ++each) {
        if (each->community != community || !each->words.contains(thing.words)) continue;
        auto entry = std::move(*each);
        doubtful_.erase(each);
        return entry;
    }
    return std::nullopt;
}

std::vector<std::string> Tally::complaints(std::size_t community, Things const& things) {
    std::vector<std::string> complaints;
    for (auto const& [iri, thing] : things) {
        if (!entries_.contains(iri))
            if (auto entry = take_doubtful(community, thing)) entries_[iri] = *std::move(entry);
        auto const entry = entries_.find(iri);
        if (entry == entries_.end())
            complaints.push_back(iri + ": nobody made it, or it came twice: '" + thing.words + "'");
        else
            compare(entry->second, thing, iri, complaints);
    }
    for (auto const& [iri, entry] : entries_)
        if (entry.community == community && entry.deleted == std::optional{false} && !things.contains(iri))
            complaints.push_back(iri + ": is missing");
    return complaints;
}

std::vector<std::string> Tally::complaints(std::size_t community, std::set<std::string> const& members) const {
    std::vector<std::string> complaints;
    for (auto const& [key, in] : memberships_) {
        if (key.first != community || !in) continue;
        if (*in != members.contains(key.second))
            complaints.push_back(key.second + (*in ? " has joined and is no member" : " has left and is a member"));
    }
    return complaints;
}

}  // namespace collegium::convergence
