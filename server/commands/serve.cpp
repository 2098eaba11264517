#include "server/commands/commands.hpp"
#include "server/commands/outside.hpp"
#include "server/program.hpp"
#include "storage/store_file.hpp"

#include <csignal>
#include <iostream>
#include <sys/resource.h>

namespace collegium::server::commands {

namespace {

// Signals are waited for, not handled: nothing runs at a moment of its own choosing.
sigset_t awaited_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    return set;
}

// A thousand partners are a thousand connections, and a shell's limit is 1024 files.
void allow_many_files() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

// The memory of a node holds keys and what was meant for few: no file of it, wherever it was started (security W13).
void leave_no_core() {
    rlimit const none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

}  // namespace

void serve_node(std::filesystem::path const& config, std::filesystem::path const& test_network, bool school_inside) {
    auto const settings = read_settings(config);
    log::set_form(settings.log.form);
    log::set_level(settings.log.level);
    // An empty store made here would stand in the way of a restore, and of what was to be mounted there.
    auto const store = settings.node.data / storage::StoreFile::name;
    if (!std::filesystem::exists(store))
        throw CommandError{
            store.string() +
            ": there is no store. Set the node up with 'collegium init', bring a backup back with "
            "'collegium restore', or mount the disk that it is on"};
    auto network = read_test_network(test_network, settings);
    auto const sealing_key = read_sealing_key(settings.node.sealing_key);

    allow_many_files();
    leave_no_core();
    auto const signals = awaited_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before there are threads, so that they all inherit it
    std::signal(SIGPIPE, SIG_IGN);
    auto const ready = [&](std::uint16_t port) {
        std::cout << "ready " << settings.node.domain << ' ' << port << std::endl;
    };
    auto const wait = [&](std::function<void()> const& reload) {
        int signal = 0;
        while (sigwait(&signals, &signal) == 0 && signal == SIGHUP) reload();
    };
    serve(settings, sealing_key, std::move(network), school_inside, ready, wait);
}

}  // namespace collegium::server::commands
