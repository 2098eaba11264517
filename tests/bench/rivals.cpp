#include "tests/bench/rivals.hpp"

#include "federation/messages/json_text.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace collegium::bench {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds rest{500};

std::string script() {
    return tests::npm_folder() + "/fedify_peer/server.js";
}

}  // namespace

std::string limit_program(std::string const& name) {
    return (fs::read_symlink("/proc/self/exe").parent_path() / name).string();
}

void need_fedify() {
    if (fs::exists(tests::node_js()) && fs::exists(script())) return;
    throw std::runtime_error{"Fedify is missing: tests/npm/prepare installs it, and needs the npm registry"};
}

journeys::Command fedify_command(journeys::Neighbourhood const& neighbourhood, FedifyOptions const& options) {
    need_fedify();
    auto hosts = federation::JsonText::object();
    for (auto const& [name, port] : neighbourhood.ports()) hosts.number(name, port);
    journeys::Command command{
        "env",
        "NODE_ENV=production",
        "NODE_EXTRA_CA_CERTS=" + journeys::Authority::instance().file().string(),
        "BENCH_ORIGIN=" + options.origin,
        "BENCH_PORT=" + std::to_string(options.port)};
    for (auto const& [name, value] : options.more) command.push_back(name + "=" + value);
    // A list of 38,000 hosts is longer than a variable may be.
    auto const file = neighbourhood.folder() / "fedify_hosts.json";
    std::ofstream{file} << hosts.done();
    command.push_back("BENCH_HOSTS=" + file.string());
    for (auto const& word :
         {tests::node_js(),
          std::string{"--require"},
          tests::npm_folder() + "/fedify_peer/preload.cjs",
          script(),
          options.part})
        command.push_back(word);
    return command;
}

double told_figure(fs::path const& file, std::string const& name) {
    std::istringstream in{tests::read_file(file)};
    std::string word;
    for (double value = 0; in >> word >> value;)
        if (word == name) return value;
    throw std::runtime_error{name + " is not in " + file.string()};
}

Work measure_work(
    MeasuredProgram const& program,
    std::uint16_t port,
    std::vector<Mail> const& mails,
    std::size_t connections,
    unsigned good
) {
    auto const before = program.usage();
    auto const answers = send_all(port, mails, connections);
    std::this_thread::sleep_for(rest);
    auto const after = program.usage();
    Work work;
    for (std::size_t i = 0; i < mails.size(); ++i)
        if (answers.statuses[i] == good) work.accepted.push_back(mails[i].id);
    if (work.accepted.size() < mails.size()) {
        auto const bad = std::ranges::find_if(answers.statuses, [&](unsigned each) { return each != good; });
        throw std::runtime_error{
            std::to_string(mails.size() - work.accepted.size()) + " of " + std::to_string(mails.size()) +
            " requests were answered otherwise, one with " + std::to_string(*bad)};
    }
    work.per_second = static_cast<double>(mails.size()) / answers.seconds;
    work.cpu_micros = cpu_micros(before, after, mails.size());
    work.own_memory = static_cast<double>(after.own_memory);
    return work;
}

}  // namespace collegium::bench
