#include "tests/interop/peer.hpp"

#include "federation/messages/activity.hpp"
#include "federation/messages/json_text.hpp"
#include "tests/places.hpp"

#include <algorithm>
#include <stdexcept>

namespace collegium::interop {

namespace fs = std::filesystem;

using federation::JsonText;

namespace {

constexpr std::chrono::seconds most_before_ready{120};  // node reads thousands of files
constexpr std::chrono::seconds patience{20};

std::string domain_for(std::string folder) {
    std::ranges::replace(folder, '_', '-');
    return folder + ".test";
}

std::string as_json(std::map<std::string, std::uint16_t> const& ports) {
    auto json = JsonText::object();
    for (auto const& [name, port] : ports) json.number(name, port);
    return json.done();
}

JsonDocument parse(std::string const& text) {
    JsonDocument document;
    document.Parse(text.c_str());
    if (!document.IsObject()) throw std::runtime_error{"a peer does not answer with JSON: " + text};
    return document;
}

bool is_of_type(JsonValue const& activity, std::string const& type) {
    auto const found = activity.FindMember("type");
    return found != activity.MemberEnd() && found->value.IsString() && found->value.GetString() == type;
}

}  // namespace

Peer::Peer(journeys::Neighbourhood& neighbourhood, Software const& software)
    : software_{software},
      domain_{domain_for(software.folder)},
      port_{neighbourhood.add(domain_)},
      folder_{neighbourhood.folder() / software.folder},
      neighbourhood_{neighbourhood} {
    fs::create_directories(folder_);
}

void Peer::launch() {
    if (!fs::exists(tests::node_js()))
        throw std::runtime_error{"no peers in " + tests::npm_folder() + ": run tests/npm/prepare"};
    auto const& authority = journeys::Authority::instance();
    auto const certificate = authority.certify(domain_);
    auto const program = tests::npm_folder();
    journeys::Command command{
        "env",
        "NODE_EXTRA_CA_CERTS=" + authority.file().string(),
        "INTEROP_HOSTS=" + as_json(neighbourhood_.ports()),
        "INTEROP_ORIGIN=" + origin(),
        "INTEROP_PORT=" + std::to_string(port_),
        "INTEROP_CERTIFICATE=" + certificate.chain.string(),
        "INTEROP_KEY=" + certificate.key.string()};
    command.insert(command.end(), software_.environment.begin(), software_.environment.end());
    for (auto const& word :
         {tests::node_js(),
          std::string{"--require"},
          program + "/preload.cjs",
          program + '/' + software_.folder + "/server.js"})
        command.push_back(word);
    process_ = std::make_unique<journeys::Process>(
        command, journeys::Files{"/dev/null", folder_ / "output", folder_ / "errors"}
    );
}

void Peer::await_ready() {
    auto const is_ready = [&] { return log().find("ready\n") != std::string::npos; };
    journeys::until(most_before_ready, [&] { return is_ready() || !process_->running(); });
    auto const* const fault = process_->running() ? " is not ready: " : " has ended: ";
    if (!is_ready()) throw std::runtime_error{domain_ + fault + log()};
    client_ = std::make_unique<journeys::HttpClient>(domain_, port_);
}

void Peer::stop() {
    process_.reset();
}

JsonDocument Peer::tell(std::string const& deed, Fields const& words) {
    auto order = JsonText::object();
    order.text("do", deed);
    for (auto const& [name, value] : words) order.text(name, value);
    auto const answer = client_->send({"/-/tell", {"Content-Type: application/json"}, order.done(), true});
    if (answer.status != 200) throw std::runtime_error{domain_ + " cannot " + deed + ": " + answer.body + '\n' + log()};
    return parse(answer.body);
}

std::string Peer::tell_id(std::string const& deed, Fields const& words) {
    return tell(deed, words)["id"].GetString();
}

std::string Peer::heard(std::string const& type, std::string const& part) {
    auto const answer = tell("heard");
    auto const& activities = answer["activities"];
    for (auto i = activities.Size(); i-- > 0;) {
        auto text = federation::to_text(activities[i]);
        if (is_of_type(activities[i], type) && text.find(part) != std::string::npos) return text;
    }
    return {};
}

std::string Peer::await_heard(std::string const& type, std::string const& part) {
    std::string found;
    journeys::until(patience, [&] { return !(found = heard(type, part)).empty(); });
    return found;
}

std::vector<std::string> Peer::sent() {
    auto const answer = tell("sent");
    std::vector<std::string> requests;
    for (auto const& each : answer["requests"].GetArray()) requests.emplace_back(each.GetString());
    return requests;
}

std::string Peer::log() const {
    std::string text;
    for (auto const* file : {"output", "errors"})
        if (fs::exists(folder_ / file)) text += tests::read_file(folder_ / file);
    return text;
}

}  // namespace collegium::interop
