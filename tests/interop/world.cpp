#include "tests/interop/world.hpp"

#include <regex>

namespace collegium::interop {

namespace fs = std::filesystem;

namespace {

std::string first_match(std::string const& text, std::string const& pattern) {
    std::smatch match;
    return std::regex_search(text, match, std::regex{pattern}) ? match[1].str() : "";
}

// To the school: activitypub-express also talks to its own outbox.
bool is_delivery(std::string const& request) {
    return request.starts_with("POST ") && request.find("interop-school.localhost\r\n") != std::string::npos;
}

// One file for each message that the peer has delivered.
void write_deliveries(Peer& peer, fs::path const& folder) {
    fs::create_directories(folder);
    unsigned number = 100;
    for (auto const& request : peer.sent())
        if (is_delivery(request))
            std::ofstream{folder / (std::to_string(++number) + ".http"), std::ios::binary} << request;
}

}  // namespace

World& World::instance() {
    static World one;
    return one;
}

World::World() {
    school.add_person("ada", "Ada Okafor");
    school.add_community("algebra", "Teaching algebra", "ada");
    for (auto* peer : {&fedify, &express}) {
        school.add_partner(peer->domain());
        peer->launch();
    }
    school.serve();
    for (auto* peer : {&fedify, &express}) peer->await_ready();
    journeys::led_to(ada.sign_in("ada"));
}

World::~World() {
    auto const* const folder = std::getenv("COLLEGIUM_CAPTURE");
    if (folder == nullptr) return;
    for (auto* peer : {&fedify, &express}) {
        write_deliveries(*peer, fs::path{folder} / peer->domain());
        std::ofstream{fs::path{folder} / (peer->domain() + ".log")} << peer->log();
    }
    std::ofstream{fs::path{folder} / (school.domain() + ".log")} << school.log();
}

std::string World::ask(Peer& peer, std::string const& words) const {
    return peer.tell_id(
        "say", {{"words", "<p>" + words + "</p>"}, {"mention", community()}, {"address", community_address()}}
    );
}

std::string World::await_question(std::string const& words) {
    std::string path;
    journeys::until(patience, [&] {
        path = first_match(ada.get("/c/algebra").body, "<a href=\"(/post/[0-9]+)\">[^<]*" + words);
        return !path.empty();
    });
    return path;
}

std::string World::await_page(std::string const& path, std::string const& words) {
    journeys::HttpAnswer page;
    bool const came = journeys::until(patience, [&] { return (page = ada.get(path)).shows(words); });
    return came ? page.body : "";
}

bool World::await_page_without(std::string const& path, std::string const& words) {
    return journeys::until(patience, [&] { return !ada.get(path).shows(words); });
}

std::string World::ada_joins(std::string const& group) {
    auto const page = journeys::led_to(ada.submit("/", "/communities/find", {{"address", group}}));
    journeys::led_to(ada.submit(page, page + "/join", {}));
    if (await_page(page, "You are a member").empty()) throw std::runtime_error{group + " did not let Ada in"};
    return page;
}

void World::ada_leaves(std::string const& page) {
    journeys::led_to(ada.submit(page, page + "/leave", {}));
}

std::string World::ada_asks(std::string const& title, std::string const& words) {
    return journeys::led_to(ada.submit("/c/algebra/ask", "/c/algebra/ask", {{"title", title}, {"words", words}}));
}

std::string World::ada_answers(std::string const& question, std::string const& words) {
    journeys::led_to(ada.submit(question, question + "/answer", {{"words", words}}));
    auto const page = ada.get(question).body;
    auto const place = page.find(words);
    if (place == std::string::npos) throw std::runtime_error{question + " does not show the answer"};
    return first_match(page.substr(place), "href=\"(/comment/[0-9]+)/edit\"");
}

void World::ada_edits(std::string const& path, Fields const& fields) {
    journeys::led_to(ada.submit(path + "/edit", path + "/edit", fields));
}

void World::ada_deletes(std::string const& path) {
    journeys::led_to(ada.submit(path + "/delete", path + "/delete", {}));
}

std::string World::join(Peer& peer) {
    auto& follow = follows_[&peer];
    if (follow.empty()) {
        follow = peer.tell_id("follow", {{"whom", community()}});
        if (peer.await_heard("Accept", follow).empty()) throw std::runtime_error{peer.domain() + " was not let in"};
    }
    return follow;
}

void World::leave(Peer& peer) {
    peer.tell("undo", {{"iri", join(peer)}, {"of", community()}});
    follows_.erase(&peer);
}

bool World::is_follower(std::string const& person) const {
    return school.look([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, person);
        bool found = false;
        tables.followers.ascend(tx, {}, [&](auto const& key, auto const&) {
            found = found || (handle && key.follower == *handle);
            return true;
        });
        return found;
    });
}

std::size_t World::refusals() const {
    auto const log = school.log();
    std::size_t count = 0;
    for (std::size_t place = 0; (place = log.find("refused a message", place)) != std::string::npos; ++place) ++count;
    return count;
}

}  // namespace collegium::interop
