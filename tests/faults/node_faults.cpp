// What a whole node survives: kills, power cuts, a disk that fails, memory that runs out, a clock that jumps.
#include "tests/faults/trials.hpp"

#include <CLI/CLI.hpp>

namespace collegium::faults {

namespace {

struct Wish {
    Shims shims;
    Scale scale{20'261'130, 1000, 3000, 40, 5000, 200};
    std::vector<std::string> trials{"kills", "power", "disk", "memory", "clock"};
    fs::path keep;  // where a copy of the store after the kills is left
    bool quick = false;

    bool wants(std::string const& trial) const { return std::ranges::find(trials, trial) != trials.end(); }
};

// The sanitizers bring an allocator of their own, which the shim cannot stand in front of.
bool has_own_allocator() {
    return tests::read_file(tests::collegium_program()).find("__asan_init") != std::string::npos;
}

bool carry_out(Wish const& wish) {
    NodeTrial trial{"faulty"};
    auto const& scale = wish.scale;
    bool good = true;
    auto const add = [&](Row row) { good = report(std::move(row)) && good; };
    if (wish.wants("kills")) {
        add(kill_loop(trial, scale));
        if (!wish.keep.empty()) fs::copy(trial.data(), wish.keep, fs::copy_options::recursive);
    }
    if (wish.wants("power")) add(cut_power(trial, wish.shims, scale));
    if (wish.wants("disk")) {
        add(fail_disk(trial, wish.shims, scale, Fault::io_error, "EIO"));
        add(fail_disk(trial, wish.shims, scale, Fault::short_write, "short writes"));
        add(fail_disk(trial, wish.shims, scale, Fault::no_space, "ENOSPC"));
    }
    if (wish.wants("memory") && has_own_allocator())
        std::cout << "allocation fails in the inbox: not tried, the program has an allocator of its own\n";
    else if (wish.wants("memory"))
        add(fail_allocations(trial, wish.shims, scale));
    if (wish.wants("clock")) add(jump_clock(trial, wish.shims, scale));
    return good;
}

int run(int argc, char** argv) {
    Wish wish;
    CLI::App app{"Faults below a node that takes in signed activities: nothing that it acknowledged may be lost"};
    app.add_option("--shims", wish.shims.recorder, "The folder of the shims")->required();
    app.add_option("--trials", wish.trials, "Some only: kills, power, disk, memory, clock")->delimiter(',');
    app.add_option("--keep", wish.keep, "Where to leave the store that the kills left");
    app.add_option("--kills", wish.scale.kills, "How often the node is killed")->capture_default_str();
    app.add_option("--seed", wish.scale.seed, "Of all that is left to chance")->capture_default_str();
    app.add_flag("--quick", wish.quick, "Less of everything");
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    auto const folder = wish.shims.recorder;
    wish.shims = {folder / "libfaults_recorder.so", folder / "libfaults_memory.so", folder / "libfaults_clock.so"};
    if (wish.quick) wish.scale = {wish.scale.seed, 25, 250, 2, 120, 12};
    return carry_out(wish) ? 0 : 1;
}

}  // namespace

}  // namespace collegium::faults

int main(int argc, char** argv) {
    try {
        return collegium::faults::run(argc, argv);
    } catch (std::exception const& error) {
        std::cerr << "node_faults: " << error.what() << '\n';
        return 2;
    }
}
