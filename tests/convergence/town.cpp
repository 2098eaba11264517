#include "tests/convergence/town.hpp"

#include "tests/journeys/ports.hpp"

#include <stdexcept>

namespace collegium::convergence {

using journeys::led_to;
using journeys::until;

namespace {

constexpr std::chrono::seconds patience{60};
constexpr std::array<char const*, size> names{"ash", "birch", "cedar", "dale", "elm"};

}  // namespace

Town::Town(std::string const& name) {
    for (auto const* const each : names)
        schools_.push_back(std::make_unique<School>(neighbourhood_, name + "-" + each));
    for (auto const& one : schools_)
        for (auto const& other : schools_)
            if (one != other) one->add_partner(other->domain());
    for (std::size_t i = 0; i < size; ++i) {
        enrol(i, "ann", true);
        enrol(i, "bob", false);
    }
    communities_ = {
        Community{0, "algebra", school(0).origin() + "/c/algebra", school(0).origin() + "/u/ann"},
        Community{1, "essays", school(1).origin() + "/c/essays", school(1).origin() + "/u/ann"}};
    for (auto const& community : communities_)
        school(community.home).add_community(community.name, community.name, "ann");
    connect();
    settle();
}

void Town::enrol(std::size_t at, std::string const& name, bool stays) {
    school(at).add_person(name, name);
    members_.push_back(Member{at, school(at).origin(), name, stays, Browser{school(at)}});
}

// Every school sees the others through its own roads.
void Town::connect() {
    for (std::size_t from = 0; from < size; ++from) {
        journeys::Neighbourhood::Hosts hosts;
        for (std::size_t to = 0; to < size; ++to) {
            if (from == to) continue;
            auto const port = journeys::free_port();
            roads_of_[from][to] = roads_.add(port, school(to).port());
            hosts[school(to).domain()] = port;
        }
        school(from).see(hosts);
    }
}

void Town::settle() {
    for (auto const& each : schools_) each->launch();
    for (auto const& each : schools_) each->await_ready();
    for (auto& member : members_) {
        led_to(member.browser.sign_in(member.name));
        for (auto const& community : communities_) {
            auto const address = community.name + "@" + school(community.home).domain();
            if (community.home != member.school)
                led_to(member.browser.submit("/", "/communities/find", {{"address", address}}));
            auto const page = path_of(community, member.school);
            led_to(member.browser.submit(page, page + "/join", {}));
        }
    }
    auto const all_joined = [&] {
        return is_quiet() && schools_[0]->counts().followers > 0 && schools_[1]->counts().followers > 0;
    };
    if (!until(patience, all_joined)) throw std::runtime_error{"the town did not settle"};
    stop();
    for (auto const& each : schools_) each->keep();
}

void Town::begin_again() {
    for (auto const& each : schools_) {
        if (each->is_serving()) each->kill();
        each->bring_back();
    }
    clear_up();
}

std::string Town::path_of(Community const& community, std::size_t at) const {
    auto const address = "/c/" + community.name;
    return at == community.home ? address : address + "@" + schools_[community.home]->domain();
}

void Town::set_weather(std::size_t from, std::size_t to, Weather weather) {
    roads_.set(roads_of_[from][to], weather);
}

void Town::clear_up() {
    for (std::size_t from = 0; from < size; ++from)
        for (std::size_t to = 0; to < size; ++to)
            if (from != to) set_weather(from, to, {});
    std::vector<School*> risen;
    for (auto const& each : schools_) {
        if (each->is_serving()) continue;
        each->launch();
        risen.push_back(each.get());
    }
    for (auto* const each : risen) each->await_ready();
}

bool Town::is_quiet() const {
    std::vector<School const*> all;
    for (auto const& each : schools_) all.push_back(each.get());
    return journeys::are_quiet(all);
}

void Town::stop() {
    for (auto const& each : schools_)
        if (each->is_serving() && each->stop() != 0)
            throw std::runtime_error{each->domain() + " did not end well: " + each->log()};
}

}  // namespace collegium::convergence
