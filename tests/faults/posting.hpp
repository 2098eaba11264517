// Posting: partners who send, and try again until they are told that it was taken, whatever happens to the node.
#pragma once

#include "tests/bench/mail.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

namespace collegium::faults {

using bench::Mail;

// What became of each mail: the status of its last answer, 0 for none yet.
class Ledger {
public:
    explicit Ledger(std::size_t size) : statuses_(size) {}

    bool is_acknowledged(std::size_t mail) const { return is_good(statuses_[mail]); }
    unsigned status(std::size_t mail) const { return statuses_[mail]; }
    // What was acknowledged stays so, whatever is said of it later.
    void note(std::size_t mail, unsigned status) {
        if (!is_acknowledged(mail)) statuses_[mail] = status;
    }
    std::size_t acknowledged() const;
    std::string open_ones() const;  // how many are not acknowledged, by the statuses of their last answers
    std::size_t size() const noexcept { return statuses_.size(); }

    static bool is_good(unsigned status) { return status / 100 == 2; }

private:
    std::vector<std::atomic<unsigned>> statuses_;
};

struct Door {
    std::uint16_t port = 0;
    std::string domain;
    bool tls = false;
};

// One connection of a partner, made when it is needed.
class PartnerLine {
public:
    explicit PartnerLine(Door door);
    ~PartnerLine();
    PartnerLine(PartnerLine const&) = delete;
    PartnerLine& operator=(PartnerLine const&) = delete;

    // The status of the answer; 0 if there was none within ten seconds, or nobody there.
    unsigned post(Mail const& mail);

private:
    struct Inside;
    Door door_;
    std::unique_ptr<Inside> inside_;
};

// Sends from several threads what is not acknowledged yet, the oldest first, until all is or it is destroyed. Nothing
// is on its way twice at a time, so that each good answer is to another mail.
class Posting {
public:
    Posting(Door const& door, std::vector<Mail> const& mails, Ledger& ledger, std::size_t threads);

    // False if it is not all acknowledged by then.
    bool await_all(std::chrono::seconds patience) const;

    // How many good answers there were since it began.
    std::size_t answers() const noexcept { return answers_; }

private:
    void work(std::stop_token const& stop, Door const& door);
    void send(PartnerLine& line, std::size_t mail);

    std::vector<Mail> const& mails_;
    Ledger& ledger_;
    std::vector<std::atomic_flag> on_the_way_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<std::size_t> answers_ = 0;
    std::vector<std::jthread> threads_;  // last: they use all the others
};

}  // namespace collegium::faults
