#include "tests/convergence/run.hpp"

#include <future>
#include <sstream>

namespace collegium::convergence {

using journeys::until;

namespace {

constexpr std::size_t steps = 80;
// Who could not be reached for a minute and a half is tried again three minutes later, and a machine may be slow.
constexpr std::chrono::seconds patience{420};
constexpr std::chrono::milliseconds moment{300};  // in which much can arrive

bool is_question(Seen const& thing) {
    return thing.parent.empty();
}

}  // namespace

Run::Run(Town& town, std::uint64_t seed) : town_{town}, dice_{seed} {
    for (auto const& member : town.members())
        for (std::size_t which = 0; which < 2; ++which) tally_.membership(Told::yes, which, member.iri(), true);
}

Outcome Run::go() {
    town_.begin_again();
    for (std::size_t i = 0; i < steps; ++i) {
        if (dice_.one_in(4)) change_weather();
        if (dice_.one_in(8)) kill_or_raise();
        if (dice_.one_in(12)) static_cast<void>(until(moment, [&] { return town_.is_quiet(); }));
        act();
    }
    heal();
    judge();
    return std::move(outcome_);
}

void Run::change_weather() {
    auto const from = dice_.below(size), to = (from + dice_.between(1, size - 1)) % size;
    Weather weather;
    weather.kind = dice_.one_in(3) ? Weather::Kind::fair : static_cast<Weather::Kind>(dice_.below(5));
    weather.delay = std::chrono::milliseconds{dice_.between(5, 150)};
    weather.bytes = dice_.between(100, 9000);
    weather.answers = dice_.one_in(2);
    town_.set_weather(from, to, weather);
    note("road " + std::to_string(from) + "-" + std::to_string(to) + " " + weather.words());
}

void Run::kill_or_raise() {
    auto& school = town_.school(dice_.below(size));
    note((school.is_serving() ? "kill " : "raise ") + school.domain());
    if (!school.is_serving()) return school.serve();
    ++outcome_.deaths;
    school.kill();
}

// Not everybody can do everything at every moment: some are asked until one can.
void Run::act() {
    constexpr std::array<bool (Run::*)(Place const&), 12> kinds{
        &Run::ask,
        &Run::ask,
        &Run::answer,
        &Run::answer,
        &Run::answer,
        &Run::edit,
        &Run::edit,
        &Run::erase,
        &Run::choose,
        &Run::choose,
        &Run::choose,
        &Run::come_or_go};
    auto const kind = dice_.pick(kinds);
    for (unsigned tries = 0; tries < 6; ++tries) {
        Place const place{dice_.pick(town_.members()), dice_.below(2)};
        if (town_.school(place.member.school).is_serving() && (this->*kind)(place)) return;
    }
}

std::optional<Run::Answer> Run::submit(
    Place const& place,
    std::string const& what,
    std::string const& page,
    std::string const& action,
    journeys::Fields const& fields
) {
    auto& browser = place.member.browser;
    auto& school = town_.school(place.member.school);
    auto const key = browser.form_key(page, action);
    note(what + " by " + place.member.iri() + " at " + page + (key.empty() ? ": not possible" : ""));
    if (key.empty()) return std::nullopt;
    auto all = fields;
    all.emplace_back("form_key", key);
    auto sent = std::async(std::launch::async, [&] { return browser.send_form(action, all); });
    if (dice_.one_in(15)) {
        static_cast<void>(sent.wait_for(std::chrono::milliseconds{dice_.below(20)}));  // any moment is a good one
        school.kill();
        ++outcome_.deaths;
        note("which its node did not survive");
    }
    try {
        auto const answer = sent.get();
        if (answer.status == 404) return std::nullopt;  // what it was about has gone meanwhile
        if (answer.status != 303) {
            outcome_.complaints.push_back(what + " was answered with " + std::to_string(answer.status));
            return std::nullopt;
        }
        ++outcome_.acts[what];
        return Answer{Told::yes, answer.header("location")};
    } catch (std::runtime_error const& nobody_answered) {
        ++outcome_.doubtful;
        return Answer{Told::nothing, ""};
    }
}

std::string Run::fresh_words() {
    return "words " + std::to_string(++counter_);
}

std::optional<std::pair<std::string, Seen>> Run::some_thing(
    Place const& place, std::function<bool(Seen const& thing, Things const& all)> const& fits
) {
    auto const things = things_in(town_.school(place.member.school), community(place));
    std::vector<std::pair<std::string, Seen>> fitting;
    for (auto const& each : things)
        if (!each.second.deleted && tally_.entries().contains(each.first) && fits(each.second, things))
            fitting.push_back(each);
    if (fitting.empty()) return std::nullopt;
    return dice_.pick(fitting);
}

bool Run::ask(Place const& place) {
    auto const page = town_.path_of(community(place), place.member.school) + "/ask";
    auto const words = fresh_words();
    auto const asked = submit(place, "ask", page, page, {{"title", "Title of " + words}, {"words", words}});
    if (!asked) return false;
    Entry entry{place.community, "", place.member.iri(), {"Title of " + words}, {words}};
    tally_.created(asked->told, place.member.origin + asked->location, std::move(entry));
    return true;
}

bool Run::answer(Place const& place) {
    auto const question = some_thing(place, [](Seen const& thing, Things const&) { return is_question(thing); });
    if (!question) return false;
    auto const& [iri, seen] = *question;
    auto const words = fresh_words();
    auto const answered = submit(place, "answer", seen.page, seen.page + "/answer", {{"words", words}});
    if (!answered) return false;
    auto const number = answered->location.substr(answered->location.rfind('-') + 1);
    Entry entry{place.community, iri, place.member.iri(), {""}, {words}};
    tally_.created(answered->told, place.member.origin + "/comment/" + number, std::move(entry));
    return true;
}

bool Run::edit(Place const& place) {
    auto const own =
        some_thing(place, [&](Seen const& thing, Things const&) { return thing.author == place.member.iri(); });
    if (!own) return false;
    auto const& [iri, seen] = *own;
    auto const words = fresh_words();
    auto const title = is_question(seen) ? "Title of " + words : "";
    auto const page = seen.page + "/edit";
    auto const changed = submit(place, "edit", page, page, {{"title", title}, {"words", words}});
    if (!changed) return false;
    tally_.reworded(changed->told, iri, title, words);
    return true;
}

bool Run::erase(Place const& place) {
    auto const own =
        some_thing(place, [&](Seen const& thing, Things const&) { return thing.author == place.member.iri(); });
    if (!own) return false;
    auto const page = own->second.page + "/delete";
    auto const gone = submit(place, "delete", page, page, {});
    if (!gone) return false;
    tally_.deleted(gone->told, own->first);
    return true;
}

// Accepts an answer, or takes the mark back.
bool Run::choose(Place const& place) {
    auto const me = place.member.iri();
    auto const answer = some_thing(place, [&](Seen const& thing, Things const& all) {
        if (is_question(thing) || !all.contains(thing.parent)) return false;
        return all.at(thing.parent).author == me || community(place).facilitator == me;
    });
    if (!answer) return false;
    auto const& [iri, seen] = *answer;
    auto const question = things_in(town_.school(place.member.school), community(place)).at(seen.parent).page;
    bool const choosing = !seen.accepted;
    auto const action = seen.page + (choosing ? "/accept" : "/unaccept");
    auto const chosen = submit(place, choosing ? "accept" : "unaccept", question, action, {});
    if (!chosen) return false;
    tally_.chose(chosen->told, iri, me, choosing);
    return true;
}

bool Run::come_or_go(Place const& place) {
    if (place.member.stays) return false;
    auto const page = town_.path_of(community(place), place.member.school);
    auto const me = place.member.iri();
    auto const in = members_of(town_.school(place.member.school), community(place)).contains(me);
    auto const done = submit(place, in ? "leave" : "join", page, page + (in ? "/leave" : "/join"), {});
    if (!done) return false;
    tally_.membership(done->told, place.community, me, !in);
    return true;
}

void Run::heal() {
    town_.clear_up();
    note("everything heals");
    if (until(patience, [&] { return town_.is_quiet(); })) return;
    for (std::size_t at = 0; at < size; ++at) {
        std::ostringstream counts;
        counts << town_.school(at).counts();
        complain(at, "not everything was delivered in time: " + counts.str());
    }
}

void Run::judge() {
    for (std::size_t which = 0; which < 2; ++which) {
        judge_things(which);
        judge_members(which);
    }
    for (std::size_t at = 0; at < size; ++at)
        if (!town_.school(at).views_agree_with_log()) complain(at, "its views are not those of its log");
    if (!outcome_.complaints.empty())
        for (std::size_t at = 0; at < size; ++at) outcome_.logs += town_.school(at).log();
}

void Run::judge_things(std::size_t which) {
    auto const& community = town_.communities()[which];
    auto const at_home = things_in(town_.school(community.home), community);
    for (std::size_t at = 0; at < size; ++at) {
        auto const things = things_in(town_.school(at), community);
        for (auto const& line : tally_.complaints(which, things)) complain(at, line);
        for (auto const& line : differences(at_home, things)) complain(at, line);
    }
}

void Run::judge_members(std::size_t which) {
    auto const& community = town_.communities()[which];
    auto const at_home = members_of(town_.school(community.home), community);
    for (auto const& line : tally_.complaints(which, at_home)) complain(community.home, line);
    for (auto const& member : town_.members()) {
        bool const knows = members_of(town_.school(member.school), community).contains(member.iri());
        if (knows != at_home.contains(member.iri()))
            complain(member.school, member.iri() + " is a member of " + community.iri + " at one school only");
    }
}

void Run::complain(std::size_t at, std::string const& what) {
    outcome_.complaints.push_back(town_.school(at).domain() + ": " + what);
}

}  // namespace collegium::convergence
