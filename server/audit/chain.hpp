// The chain of the audit log: what each entry is hashed from, and whether entries follow each other unbroken. Bytes in,
// an answer out: it is verified without any secret, here or by anybody who has an export.
#pragma once

#include "storage/audit_records.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace collegium::server::audit {

// One entry in canonical JSON (RFC 8785), without its hash: the bytes that are hashed.
std::string canonical(storage::AuditNumber number, storage::AuditRecord const& record);

// SHA-256 of those bytes.
storage::TokenDigest hash_of(storage::AuditNumber number, storage::AuditRecord const& record);

// One line of an export for machines: the entry with its hash.
std::string line_of(storage::AuditNumber number, storage::AuditRecord const& record);

// Follows entries from the first one on.
class Chain {
public:
    // Nothing if the entry comes next and is as it was written; else what is wrong with it.
    std::optional<std::string> take(storage::AuditNumber number, storage::AuditRecord const& record);

    storage::AuditNumber last() const noexcept { return last_; }  // 0: none
    storage::TokenDigest const& head() const noexcept { return head_; }

private:
    storage::AuditNumber last_{};
    storage::TokenDigest head_{};
};

// What somebody noted of the log another day, outside of it: the hash that an entry had.
struct Witness {
    storage::AuditNumber number{};
    storage::TokenDigest hash{};
};

// "1042:<64 hex digits>"; nothing for anything else.
std::optional<Witness> read_witness(std::string_view text);

struct Verdict {
    storage::AuditNumber last{};  // the last entry that is good
    storage::TokenDigest head{};  // its hash
    std::string problem;          // with the entry after it; empty: there is none
    bool ok() const noexcept { return problem.empty(); }
};

// Of an export for machines, line by line. With a witness: that its entry is there, with that hash.
Verdict verify_lines(std::string_view lines, std::optional<Witness> const& witness = std::nullopt);

// What is wrong with the chain as the witness knew it; nothing if all is well. found: the hash of the entry that the
// witness names; nothing if the chain ends before it.
std::string against(Witness const& witness, std::optional<storage::TokenDigest> const& found);

}  // namespace collegium::server::audit
