// What a store survives: power cuts, a disk that fails, flipped bits. The store's own library, without a server.
#include "storage/store_file.hpp"
#include "tests/faults/control.hpp"
#include "tests/faults/lived.hpp"
#include "tests/faults/power.hpp"
#include "tests/faults/table.hpp"
#include "tests/files.hpp"
#include "tests/journeys/process.hpp"

#include <dlfcn.h>
#include <map>

namespace collegium::faults {

namespace fs = std::filesystem;
using storage::Store;

namespace {

constexpr std::uint64_t seed = 20'261'130;
constexpr std::uint64_t rounds_before = 25;  // so that pages are used again from the first round on

constexpr int gives_up = 4;  // the exit status of a process whose rounds fail again and again

struct Plan {
    std::string self;
    std::string recorder;
    bool quick = false;
};

void put_file(fs::path const& file, std::string_view bytes) {
    std::ofstream out{file, std::ios::binary | std::ios::trunc};
    if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        throw std::runtime_error{"cannot write " + file.string()};
}

// A store that has lived for a while, on disk.
std::string lived_file() {
    tests::TempDir const folder;
    {
        Store store{options_of(folder.path(), false)};
        for (std::uint64_t round = 1; round <= rounds_before; ++round) live(store, round);
    }
    return tests::read_file(folder.path() / storage::StoreFile::name);
}

// A process that lives some rounds in a store under the recorder.
class Watched {
public:
    explicit Watched(Plan const& plan, std::string const& before) : plan_{plan} {
        fs::create_directory(store());
        put_file(store() / storage::StoreFile::name, before);
        control_ = map_control((folder_.path() / "control").c_str());
        if (control_ == nullptr) throw std::runtime_error{"no shared page"};
    }
    ~Watched() { munmap(control_, sizeof(Control)); }
    Watched(Watched const&) = delete;
    Watched& operator=(Watched const&) = delete;

    Control& control() { return *control_; }
    fs::path store() const { return folder_.path() / "store"; }
    std::vector<Recorded> recording() const { return read_recording(folder_.path() / "recording"); }

    // The exit status. `sync`: as a node does; otherwise MDB_NOSYNC.
    int live(std::uint64_t rounds, bool sync) {
        auto const variable = [&](char const* name, fs::path const& value) { return name + ('=' + value.string()); };
        journeys::Command const command{
            "env",
            "LD_PRELOAD=" + plan_.recorder,
            "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0",
            variable(control_name, folder_.path() / "control"),
            variable(store_name, store() / storage::StoreFile::name),
            variable(recording_name, folder_.path() / "recording"),
            plan_.self,
            sync ? "live" : "live-unsynced",
            store().string(),
            std::to_string(rounds)};
        journeys::Process process{command, {"/dev/null", "/dev/null", folder_.path() / "log"}};
        return process.wait();
    }

    std::string log() const { return tests::read_file(folder_.path() / "log"); }

private:
    Plan const& plan_;
    tests::TempDir folder_;
    Control* control_ = nullptr;
};

// In the process under the recorder. A round that fails is tried again by the same store: no fault of the disk may need
// a restart.
int live_watched(fs::path const& folder, std::uint64_t rounds, bool sync) {
    auto* const told = reinterpret_cast<void (*)(std::uint64_t)>(dlsym(RTLD_DEFAULT, "collegium_faults_acknowledged"));
    if (told == nullptr) return 3;
    Store store{options_of(folder, sync)};
    unsigned tries = 0;
    for (auto round = rounds_before + 1; round <= rounds_before + rounds;) {
        try {
            live(store, round);
            told(round++);
        } catch (std::exception const& error) {
            std::cerr << "round " << round << ": " << error.what() << '\n';
            if (++tries > 60) return gives_up;
        }
    }
    return 0;
}

// One cut: the file as it may lie there must be whole, open, and hold the last round that was acknowledged.
void judge_cut(Row& row, fs::path const& folder, std::string const& file, Disk const& disk, std::string const& when) {
    fs::remove_all(folder);
    fs::create_directory(folder);
    put_file(folder / storage::StoreFile::name, file);
    auto const seen = look_at(folder);
    if (!seen.told.empty())
        row.lose(when + ": " + seen.told);
    else if (seen.round < std::max(disk.acknowledged(), rounds_before))
        row.lose(
            when + ": the store is of round " + std::to_string(seen.round) + ", and " +
            std::to_string(disk.acknowledged()) + " was acknowledged"
        );
}

Row cut_power(Plan const& plan, bool sync) {
    Row row{sync ? "power cut, store" : "power cut, store without syncing", 0, 0, {}, {}};
    auto const before = lived_file();
    Watched watched{plan, before};
    if (watched.live(plan.quick ? 12 : 120, sync) != 0) throw std::runtime_error{"no recording: " + watched.log()};
    auto const events = watched.recording();
    tests::Dice dice{seed};
    tests::TempDir const folder;
    Disk disk{before};
    std::size_t syncs = 0;
    for (std::size_t i = 0; i <= events.size(); ++i) {
        for (auto const kind : all_kinds) {
            if (disk.unsure() == 0 && kind != Unsynced::none) break;
            auto const when =
                "cut after event " + std::to_string(i) + ", kind " + std::to_string(static_cast<int>(kind));
            judge_cut(row, folder.path() / "cut", disk.after_cut(kind, dice), disk, when);
            ++row.tried;
        }
        if (i == events.size()) break;
        disk.take(events[i]);
        auto const what = events[i].event.kind;
        syncs += what == EventKind::synced || what == EventKind::durable ? 1 : 0;
    }
    if (sync && syncs == 0) row.lose("nothing was synced: the recorder saw nothing");
    row.words = std::to_string(events.size()) + " events, " + std::to_string(syncs) + " syncs";
    return row;
}

// The control: without syncing the same must show losses, or the harness is blind.
Row control_of_cuts(Plan const& plan) {
    auto const blind = cut_power(plan, false);
    Row row{"control: cuts without syncing must lose", blind.tried, 0, {}, {}};
    row.words = std::to_string(blind.lost) + " losses seen";
    if (blind.lost == 0) row.lose("no loss was seen, so none would be seen elsewhere");
    return row;
}

// The n-th call fails, for every n of a whole run, once or for the rest of a while.
Row fail_disk(Plan const& plan, Fault fault, std::string const& name, std::uint64_t length) {
    Row row{"disk: " + name, 0, 0, {}, {}};
    auto const before = lived_file();
    tests::TempDir const folder;
    tests::Dice dice{seed};
    std::uint64_t const rounds = plan.quick ? 3 : 8;
    std::uint64_t failed = 0;
    for (std::uint64_t n = 1;; ++n) {
        Watched watched{plan, before};
        watched.control().first = n;
        watched.control().last = n + length - 1;
        watched.control().fault = fault;
        auto const status = watched.live(rounds, true);
        if (watched.control().failed == 0) break;  // the run has no call number n
        ++row.tried;
        failed += watched.control().failed;
        auto const when = "call " + std::to_string(n);
        if (status == gives_up)
            row.lose(when + ": the store does not go on once the disk is well");
        else if (status != 0)
            row.lose(when + ": the process ended with " + std::to_string(status));
        Disk disk{before};
        for (auto const& each : watched.recording()) disk.take(each);
        judge_cut(row, folder.path() / "cut", tests::read_file(watched.store() / storage::StoreFile::name), disk, when);
        // Read back, a page looks well whose sync failed. What counts is what the disk has.
        auto const later = when + ", and the power is cut in the end";
        judge_cut(row, folder.path() / "cut", disk.after_cut(Unsynced::none, dice), disk, later);
    }
    row.words = std::to_string(failed) + " calls failed, and the store went on";
    return row;
}

// The control: who does not ask whether a sync succeeded must lose something.
Row control_of_syncs(Plan const& plan) {
    auto const blind = fail_disk(plan, Fault::unsaid, "n-th sync fails unsaid", 1);
    Row row{"control: syncs that fail unsaid must lose", blind.tried, 0, {}, {}};
    row.words = std::to_string(blind.lost) + " losses seen";
    if (blind.lost == 0) row.lose("no loss was seen, so none would be seen elsewhere");
    return row;
}

using Records = std::map<std::pair<std::string, std::string>, std::string>;

Records records_of(fs::path const& file) {
    Records found;
    static_cast<void>(storage::StoreFile{file}.check({}, [&](auto table, auto key, auto record) {
        found[{std::string{table}, std::string{key}}] = record;
    }));
    return found;
}

// A flip is found by the check that a scrub makes, or every record reads as before.
Row flip_bits(Plan const& plan, std::string file_bytes) {
    Row row{"flipped bits", 0, 0, {}, {}};
    tests::TempDir const folder;
    auto const file = folder.path() / storage::StoreFile::name;
    put_file(file, file_bytes);
    auto const before = records_of(file);
    tests::Dice dice{seed};
    std::uint64_t found = 0, harmless = 0;
    for (std::uint64_t i = 0; i < (plan.quick ? 1'500u : 10'000u); ++i) {
        auto const bit = dice.below(file_bytes.size() * 8);
        auto& byte = file_bytes[bit / 8];
        auto const mask = static_cast<char>(1 << bit % 8);
        byte = static_cast<char>(byte ^ mask);
        std::fstream out{file, std::ios::in | std::ios::out | std::ios::binary};
        auto const put_byte = [&] { out.seekp(static_cast<std::streamoff>(bit / 8)).put(byte).flush(); };
        put_byte();
        ++row.tried;
        if (!storage::StoreFile{file}.check().is_whole())
            ++found;
        else if (records_of(file) == before)
            ++harmless;
        else
            row.lose("bit " + std::to_string(bit) + " is not found, and a record reads otherwise");
        byte = static_cast<char>(byte ^ mask);
        put_byte();
    }
    if (found == 0) row.lose("no flip was found");
    row.words = std::to_string(found) + " found, " + std::to_string(harmless) + " where nobody reads";
    return row;
}

bool all(Plan const& plan, std::string const& store) {
    bool good = report(cut_power(plan, true));
    good = report(control_of_cuts(plan)) && good;
    good = report(fail_disk(plan, Fault::io_error, "n-th call is EIO", 1)) && good;
    good = report(control_of_syncs(plan)) && good;
    good = report(fail_disk(plan, Fault::short_write, "n-th write is short", 1)) && good;
    good = report(fail_disk(plan, Fault::no_space, "n-th call is ENOSPC", 1)) && good;
    good = report(fail_disk(plan, Fault::no_space, "20 calls from the n-th are ENOSPC", 20)) && good;
    auto bytes = store.empty() ? lived_file() : tests::read_file(fs::path{store} / storage::StoreFile::name);
    return report(flip_bits(plan, std::move(bytes))) && good;
}

}  // namespace

}  // namespace collegium::faults

// store_faults RECORDER [--quick] [FOLDER OF A STORE]
int main(int argc, char** argv) {
    using namespace collegium::faults;
    try {
        std::vector<std::string> words{argv + 1, argv + argc};
        if (words.size() == 3 && words[0].starts_with("live"))
            return live_watched(words[1], std::stoull(words[2]), words[0] == "live");
        if (words.empty()) throw std::runtime_error{"which recorder?"};
        Plan plan{std::filesystem::read_symlink("/proc/self/exe").string(), words[0]};
        std::string store;
        for (auto const& word : std::vector<std::string>{words.begin() + 1, words.end()})
            word == "--quick" ? static_cast<void>(plan.quick = true) : static_cast<void>(store = word);
        return all(plan, store) ? 0 : 1;
    } catch (std::exception const& error) {
        std::cerr << "store_faults: " << error.what() << '\n';
        return 2;
    }
}
