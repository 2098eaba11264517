// The power goes while a node takes in what its partners write: by a recording of all that it wrote and synced.
#include "tests/faults/power.hpp"
#include "tests/faults/trials.hpp"

namespace collegium::faults {

namespace {

constexpr std::size_t recorded_mails = 60;
constexpr std::size_t recorded_lines = 3;
constexpr std::chrono::seconds recording_patience{60};

// The files that a cut may leave at these moments: some of all, evenly, since each is opened.
class Cuts {
public:
    Cuts(NodeTrial& trial, std::vector<Mail> const& mails, std::string before, std::vector<Recorded> events)
        : trial_{trial}, mails_{mails}, before_{std::move(before)}, events_{std::move(events)} {}

    void judge(Row& row, std::size_t most, std::uint64_t seed) {
        tests::Dice dice{seed};
        Disk disk{before_};
        auto const step = std::max<std::size_t>(1, events_.size() * std::size(all_kinds) / most);
        std::size_t number = 0;
        for (std::size_t i = 0; i <= events_.size(); ++i) {
            for (auto const kind : all_kinds) {
                if (disk.unsure() == 0 && kind != Unsynced::none) break;
                if (number++ % step == 0) judge_one(row, disk, kind, i, dice);
            }
            if (i < events_.size()) disk.take(events_[i]);
        }
    }

private:
    void judge_one(Row& row, Disk const& disk, Unsynced kind, std::size_t event, tests::Dice& dice) {
        auto const file = trial_.data() / "data.mdb";
        fs::remove(trial_.data() / "lock.mdb");
        std::ofstream{file, std::ios::binary | std::ios::trunc} << disk.after_cut(kind, dice);
        // Which mails were answered is not in the recording, but how many, and each answer was to another mail.
        auto const kept = what_is_kept_after_all(trial_.data(), mails_, Ledger{mails_.size()});
        auto const when =
            "cut after event " + std::to_string(event) + ", kind " + std::to_string(static_cast<int>(kind));
        ++row.tried;
        if (!kept.is_well()) row.lose(when + ": " + kept.told);
        if (kept.mails < disk.acknowledged())
            row.lose(
                when + ": " + std::to_string(disk.acknowledged()) + " were acknowledged, " +
                std::to_string(kept.mails) + " are there"
            );
    }

    NodeTrial& trial_;
    std::vector<Mail> const& mails_;
    std::string before_;
    std::vector<Recorded> events_;
};

}  // namespace

Row cut_power(NodeTrial& trial, Shims const& shims, Scale const& scale) {
    Row row{"power cut, node", 0, 0, {}, {}};
    trial.begin_again();
    auto const before = tests::read_file(trial.data() / "data.mdb");
    auto const mails = trial.mails(recorded_mails);
    tests::TempDir const folder;
    {
        FaultyNode node{trial.school(), trial.neighbourhood(), shims.recorder, folder.path() / "recording"};
        node.start();
        if (!node.await_ready()) throw std::runtime_error{"no recording: " + trial.last_words()};
        Ledger ledger{mails.size()};
        Posting const posting{trial.door(), mails, ledger, recorded_lines};
        if (!posting.await_all(recording_patience)) row.lose("not everything was taken: " + trial.last_words());
        node.kill();
    }
    auto const events = read_recording(folder.path() / "recording");
    std::size_t answers = 0;
    for (auto const& each : events) answers += each.event.kind == EventKind::acknowledged ? 1u : 0u;
    if (answers < mails.size()) row.lose("the recorder saw " + std::to_string(answers) + " answers only");
    Cuts{trial, mails, before, events}.judge(row, scale.cuts, scale.seed);

    // What a cut left must be a store that a node starts with.
    FaultyNode node{trial.school(), trial.neighbourhood(), {}};
    node.start();
    if (!node.await_ready()) row.lose("a node does not start after the last cut: " + trial.last_words());
    if (node.stop() != 0) row.lose("the node does not end well after the last cut");
    trial.scrub(row, "after the last cut");
    row.words = std::to_string(events.size()) + " events, " + std::to_string(answers) + " answers";
    return row;
}

}  // namespace collegium::faults
