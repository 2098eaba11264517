// What the registers of retention hold: since when something is over, what must not be disposed of meanwhile, and how
// much of what was disposed of when. No words of what is gone.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

namespace collegium::storage {

// What a period runs for by itself, and what somebody can put a hold on. The numbers are on disk: add at the end.
enum class KeptKind : std::uint64_t {
    account = 1,            // under the handle of its person
    report = 2,             // under the place of its Flag in the log
    safeguarding_case = 3,  // under its local id
};

struct KeptKey {
    KeptKind kind{};
    std::uint64_t number{};
    static constexpr auto fields = std::tuple{&KeptKey::kind, &KeptKey::number};
    bool operator==(KeptKey const&) const = default;
};

// That an account or a case is closed. The row is gone as soon as it is open again.
struct OverRecord {
    Instant since{};    // when the node first saw it so
    Instant emptied{};  // what an account says of its person was disposed of; 1970: not yet
    static constexpr auto fields = std::tuple{&OverRecord::since, &OverRecord::emptied};
    bool operator==(OverRecord const&) const = default;
};

struct HoldRecord {
    std::string reason{};
    std::string by{};  // as the audit log names them
    Instant at{};
    static constexpr auto fields = std::tuple{&HoldRecord::reason, &HoldRecord::by, &HoldRecord::at};
    bool operator==(HoldRecord const&) const = default;
};

// By which rule something is disposed of. The numbers are on disk: add at the end.
enum class DisposalRule : std::uint64_t {
    sign_ins = 1,
    requests = 2,
    notifications = 3,
    pupil_notifications = 4,
    guide_drafts = 5,
    details = 6,
    pupil_details = 7,
    words = 8,
    pupil_words = 9,
    reports = 10,
    safeguarding_cases = 11,
};

struct DisposalKey {
    std::uint64_t day{};  // days since 1970-01-01, UTC
    DisposalRule rule{};
    static constexpr auto fields = std::tuple{&DisposalKey::day, &DisposalKey::rule};
    bool operator==(DisposalKey const&) const = default;
};

struct DisposalRecord {
    std::uint64_t count{};
    std::uint64_t period{};  // days, as they were set then
    Instant last{};
    static constexpr auto fields = std::tuple{&DisposalRecord::count, &DisposalRecord::period, &DisposalRecord::last};
    bool operator==(DisposalRecord const&) const = default;
};

}  // namespace collegium::storage
