#include "server/mail/mail_queue.hpp"

#include <array>

namespace collegium::server::mail {

using storage::LocalId;
using storage::MailRecord;
using storage::MailState;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

using std::chrono::hours;
using std::chrono::minutes;

// Before the next try. After the last of them it is given up.
constexpr std::array<minutes, 8> waits{
    minutes{1}, minutes{5}, minutes{15}, hours{1}, hours{4}, hours{12}, hours{24}, hours{24}};

}  // namespace

void enqueue(WriteTx& tx, Tables& tables, LocalId id, MailRecord record) {
    record.state = MailState::waiting;
    record.next_try = record.created;
    tables.mails.put(tx, id, record);
}

std::vector<QueuedMail> due_mails(
    ReadTx const& tx,
    Tables const& tables,
    Instant now,
    std::size_t most,
    std::function<bool(std::string const& account)> const& may_get
) {
    std::vector<QueuedMail> due;
    tables.mails.each(tx, [&](LocalId id, MailRecord const& record) {
        bool const is_due = record.state == MailState::waiting && record.next_try <= now;
        if (is_due && may_get(record.account)) due.push_back({id, record});
        return due.size() < most;
    });
    return due;
}

void settle_mail(WriteTx& tx, Tables& tables, LocalId id, MailAnswer const& answer, Instant now) {
    auto record = tables.mails.get(tx, id);
    if (!record) return;
    if (answer.outcome == MailOutcome::taken) {
        tables.mails.erase(tx, id);
        return;
    }
    bool const given_up = answer.outcome == MailOutcome::refused || record->tries >= waits.size();
    record->error = answer.words;
    record->state = given_up ? MailState::refused : MailState::waiting;
    record->next_try = given_up ? now : now + waits[record->tries];
    record->tries += 1;
    if (given_up) record->text = record->html = {};  // only that it was refused is worth keeping
    tables.mails.put(tx, id, *record);
}

void forget_old_mails(WriteTx& tx, Tables& tables, Instant now) {
    std::vector<LocalId> old;
    tables.mails.each(tx, [&](LocalId id, MailRecord const& record) {
        if (record.state == MailState::refused && now - record.next_try > refusals_are_kept) old.push_back(id);
        return true;
    });
    for (auto const id : old) tables.mails.erase(tx, id);
}

}  // namespace collegium::server::mail
