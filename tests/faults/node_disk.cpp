// The disk fails below a node while it serves.
#include "tests/faults/power.hpp"
#include "tests/faults/trials.hpp"

namespace collegium::faults {

namespace {

constexpr std::uint64_t most_calls_of_a_commit = 40;
constexpr std::uint64_t for_good = 1'000'000'000;
constexpr std::chrono::seconds disk_patience{60};

void set_fault(Control& control, std::uint64_t first, std::uint64_t count, Fault fault) {
    control.failed = 0;
    control.fault = fault;
    control.last = first + count - 1;
    control.first = first;
}

void lift_fault(Control& control) {
    control.first = for_good;
    control.last = 0;
}

// Takes mails one by one while calls fail.
class Failing {
public:
    Failing(NodeTrial& trial, Shims const& shims, std::vector<Mail> const& mails)
        : trial_{trial},
          mails_{mails},
          disk_{tests::read_file(trial.data() / "data.mdb")},
          ledger_{mails.size()},
          node_{trial.school(), trial.neighbourhood(), shims.recorder, folder_.path() / "recording"},
          line_{trial.door()} {
        lift_fault(node_.control());
        node_.start();
        if (!node_.await_ready()) throw std::runtime_error{"the node is not ready: " + trial.last_words()};
    }

    // The calls from the n-th of the next mail on fail, so many; false if there was none of that number.
    bool fail(Row& row, std::uint64_t n, std::uint64_t count, Fault fault) {
        auto& control = node_.control();
        set_fault(control, control.calls + n, count, fault);
        auto const mail = next_++;
        ledger_.note(mail, line_.post(mails_[mail]));
        bool const met = control.failed > 0;
        lift_fault(control);
        if (!met) return false;
        ++row.tried;
        refused_ += ledger_.is_acknowledged(mail) ? 0u : 1u;
        recover(row, mail);
        check(row);
        return true;
    }

    // Everything is taken in the end, once.
    void finish(Row& row) {
        {
            Posting const posting{trial_.door(), mails_, ledger_, 2};
            if (!posting.await_all(disk_patience))
                row.lose("not everything is taken in the end: " + ledger_.open_ones());
        }
        if (auto const status = node_.stop(); status != 0)
            row.lose("the node ends with " + std::to_string(status) + ": " + trial_.last_words());
        check(row);
        trial_.scrub(row, "in the end");
        cut_power(row);
        row.words = std::to_string(refused_) + " refused at first, and taken by the same process";
    }

    std::size_t left() const { return mails_.size() - next_; }

private:
    // The disk is well again: the same mail is taken, by the same process.
    void recover(Row& row, std::size_t mail) {
        ledger_.note(mail, line_.post(mails_[mail]));
        if (!ledger_.is_acknowledged(mail))
            row.lose("the disk is well again, and a mail is answered with " + std::to_string(ledger_.status(mail)));
    }

    void check(Row& row) {
        auto const kept = what_is_kept(trial_.data(), mails_, ledger_);
        if (!kept.is_well()) row.lose(kept.told);
    }

    // Read back, a page looks well whose sync failed. What counts is what the disk has.
    void cut_power(Row& row) {
        for (auto const& each : read_recording(folder_.path() / "recording")) disk_.take(each);
        tests::Dice dice{1};
        fs::remove(trial_.data() / "lock.mdb");
        std::ofstream{trial_.data() / "data.mdb", std::ios::binary | std::ios::trunc}
            << disk_.after_cut(Unsynced::none, dice);
        auto const kept = what_is_kept_after_all(trial_.data(), mails_, ledger_);
        if (!kept.is_well()) row.lose("the power is cut in the end: " + kept.told);
    }

    NodeTrial& trial_;
    std::vector<Mail> const& mails_;
    tests::TempDir folder_;
    Disk disk_;
    Ledger ledger_;
    FaultyNode node_;
    PartnerLine line_;
    std::size_t next_ = 0, refused_ = 0;
};

}  // namespace

Row fail_disk(NodeTrial& trial, Shims const& shims, Scale const& scale, Fault fault, std::string const& name) {
    Row row{"disk below a node: " + name, 0, 0, {}, {}};
    trial.begin_again();
    auto const mails = trial.mails(scale.disk_rounds * most_calls_of_a_commit);
    Failing failing{trial, shims, mails};
    for (std::size_t round = 0; round < scale.disk_rounds; ++round) {
        auto const count = round % 2 == 0 ? 1u : 30u;
        for (std::uint64_t n = 1; n <= most_calls_of_a_commit && failing.left() > 0; ++n)
            if (!failing.fail(row, n, count, fault)) break;
    }
    failing.finish(row);
    return row;
}

}  // namespace collegium::faults
