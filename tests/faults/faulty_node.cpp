#include "tests/faults/faulty_node.hpp"

#include <csignal>
#include <stdexcept>

namespace collegium::faults {

namespace {

constexpr std::chrono::seconds most_before_ready{30};

}  // namespace

FaultyNode::FaultyNode(
    School const& school, journeys::Neighbourhood const& neighbourhood, fs::path const& shim, fs::path const& recording
)
    : folder_{school.settings_file().parent_path()}, control_{map_control((folder_ / "control").c_str())} {
    if (control_ == nullptr) throw std::runtime_error{"no shared page"};
    auto const variable = [](char const* name, fs::path const& value) { return name + ('=' + value.string()); };
    if (!shim.empty())
        command_ = {
            "env",
            variable("LD_PRELOAD", shim),
            "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0",
            variable(control_name, folder_ / "control"),
            variable(store_name, file()),
            variable(recording_name, recording)};
    auto const program = school.command({"serve", "--test-network", neighbourhood.file().string()});
    command_.insert(command_.end(), program.begin(), program.end());
}

FaultyNode::~FaultyNode() {
    process_.reset();
    munmap(control_, sizeof(Control));
}

void FaultyNode::start() {
    process_ =
        std::make_unique<journeys::Process>(command_, journeys::Files{"/dev/null", folder_ / "ready", folder_ / "log"});
}

bool FaultyNode::await_ready() {
    auto const is_ready = [&] { return tests::read_file(folder_ / "ready").starts_with("ready "); };
    journeys::until(most_before_ready, [&] { return is_ready() || !process_->running(); });
    return is_ready();
}

int FaultyNode::kill() {
    process_->signal(SIGKILL);
    return process_->wait();
}

int FaultyNode::stop() {
    process_->signal(SIGTERM);
    return process_->wait();
}

}  // namespace collegium::faults
