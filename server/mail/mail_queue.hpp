// The queue of mails on disk: what waits, and what became of it.
#pragma once

#include "server/mail/mail_sender.hpp"
#include "storage/tables.hpp"

#include <functional>
#include <vector>

namespace collegium::server::mail {

constexpr std::chrono::days refusals_are_kept{30};

struct QueuedMail {
    storage::LocalId id{};
    storage::MailRecord record;
};

void enqueue(storage::WriteTx& tx, storage::Tables& tables, storage::LocalId id, storage::MailRecord record);

// Those whose time has come, oldest first, at most `most`. Mails to accounts that may get none now are passed over, so
// that they keep nobody else's waiting.
std::vector<QueuedMail> due_mails(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Instant now,
    std::size_t most,
    std::function<bool(std::string const& account)> const& may_get
);

// A mail that was taken leaves the queue. One that was not is tried again after growing waits, for three days; one that
// was refused for good stays as a note for a month.
void settle_mail(
    storage::WriteTx& tx, storage::Tables& tables, storage::LocalId id, MailAnswer const& answer, Instant now
);

// Notes that are older than a month.
void forget_old_mails(storage::WriteTx& tx, storage::Tables& tables, Instant now);

}  // namespace collegium::server::mail
