#include "server/mail/post_office.hpp"

#include "config/log.hpp"
#include "server/mail/addresses.hpp"
#include "server/mail/digest.hpp"
#include "server/mail/message.hpp"
#include "server/members/accounts.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace collegium::server::mail {

namespace asio = boost::asio;

using storage::AccountRecord;
using storage::Handle;
using storage::LocalId;
using storage::Store;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::chrono::seconds between_looks{15};
constexpr std::size_t most_at_once = 20;      // mails
constexpr std::chrono::days longest_told{8};  // a digest goes back no further, whenever the last one was

struct Reader {
    std::string account;
    Handle member{};
};

bool wants_digest(AccountRecord const& record) {
    bool const is_here = record.state == storage::AccountState::active && !members::has_left(record);
    return record.digest && is_here && !record.mail.empty();
}

// Those who want the weekly mail and have not had that of this week.
std::vector<Reader> due_readers(Store const& store, Instant now) {
    return store.read([&](auto const& tx, auto const& tables) {
        std::vector<Reader> due;
        tables.accounts.each(tx, [&](std::string const& account, AccountRecord const& record) {
            if (!wants_digest(record)) return true;
            auto const told = tables.digests.get(tx, account);
            if (!told || told->until < last_monday(now)) due.push_back({account, record.actor});
            return true;
        });
        return due;
    });
}

// With the way out of it.
void add_ending(Message& message, std::string const& address) {
    message.unsubscribe = address;
    message.text += "You asked for this weekly mail. To end it, open this address:\n" + address + "\n";
    message.html += "<p>You asked for this weekly mail. <a href=\"" + address + "\">End it</a></p>\n";
}

}  // namespace

PostOffice::~PostOffice() {
    stop();
}

void PostOffice::start() {
    if (node_.settings.mail.host.empty()) return;
    asio::co_spawn(io_, work(), [](std::exception_ptr broken) {
        if (broken) log::error("mails are not sent any more");
    });
    thread_ = std::jthread{[this] { io_.run(); }};
}

void PostOffice::stop() {
    if (!thread_.joinable()) return;
    stopping_ = true;
    asio::post(io_, [this] { pause_.cancel(); });
    thread_.join();
}

asio::awaitable<void> PostOffice::work() {
    while (!stopping_) {
        std::string broken;
        try {
            co_await tend();
        } catch (std::exception const& error) {
            broken = error.what();
        }
        if (!broken.empty()) log::error("mails wait, and are tried again", {{"detail", broken}});
        if (stopping_) break;
        pause_.expires_after(between_looks);
        boost::system::error_code woken;
        auto token = asio::redirect_error(asio::use_awaitable, woken);
        co_await pause_.async_wait(std::move(token));
    }
}

asio::awaitable<void> PostOffice::tend() {
    co_await write_digests();
    co_await send_due();
}

asio::awaitable<void> PostOffice::write_digests() {
    auto const now = node_.clock.now();
    auto const readers = due_readers(node_.store, now);
    for (auto const& reader : readers) {
        if (stopping_) co_return;
        co_await write_digest(reader.account, reader.member, now);
    }
}

// The first time nothing is told: a member's first week begins then. The mail and how far it tells are written
// together, so nobody gets one twice.
asio::awaitable<void> PostOffice::write_digest(std::string account, Handle member, Instant now) {
    auto const id = node_.ids.next();
    auto const mail = node_.store.read([&](auto const& tx, auto const& tables) -> std::optional<storage::MailRecord> {
        auto const told = tables.digests.get(tx, account);
        auto const since = told ? std::max<Instant>(told->until, now - longest_told) : now;
        auto const digest = told ? digest_for(tx, tables, member, since) : std::nullopt;
        if (!digest) return std::nullopt;
        return digest_mail(*digest, node_.settings.node.name, node_.settings.origin());
    });
    Store::Change<int> change = [&](WriteTx& tx, Tables& tables) -> Result<int> {
        tables.digests.put(tx, account, {now});
        if (!mail) return 0;
        auto written = *mail;
        written.account = account;
        written.created = now;
        enqueue(tx, tables, id, std::move(written));
        return 0;
    };
    auto const queued = co_await node_.store.write(std::move(change));
    if (!queued) log::warning("a weekly mail was not written", {{"detail", queued.error().detail()}});
}

asio::awaitable<void> PostOffice::send_due() {
    auto const now = node_.clock.now();
    // Whoever makes a node write mails does not choose how many their reader gets.
    auto const may_get = [&](std::string const& account) { return turns_.is_open(account, now); };
    auto const due = node_.store.read([&](auto const& tx, auto const& tables) {
        return due_mails(tx, tables, now, most_at_once, may_get);
    });
    for (auto const& mail : due) {
        if (stopping_) co_return;
        if (!unsettled_.contains(mail.id)) {
            if (!may_get(mail.record.account)) continue;
            auto const answer = send(mail);
            if (answer.outcome == MailOutcome::taken)
                turns_.count(mail.record.account, now);
            else
                log::warning("a mail was not taken", {{"detail", answer.words}});
            unsettled_.emplace(mail.id, answer);
        }
        bool const settled = co_await settle(mail.id, now);
        if (!settled) co_return;
    }
}

// A mail that went out and is still due would go out again at every look: what became of it may fill the reserve of the
// disk, and until it is written the mail is not sent again, nor another one.
asio::awaitable<bool> PostOffice::settle(LocalId id, Instant now) {
    auto const answer = unsettled_.at(id);
    Store::Change<int> change = [&](WriteTx& tx, Tables& tables) -> Result<int> {
        settle_mail(tx, tables, id, answer, now);
        forget_old_mails(tx, tables, now);
        return 0;
    };
    auto const settled = co_await node_.store.write(std::move(change), Store::Room::reserve);
    if (settled) unsettled_.erase(id);
    if (!settled) log::warning("what became of a mail was not written", {{"detail", settled.error().detail()}});
    co_return settled.has_value();
}

// The address is looked up now: it may have changed, or they may have ended such mails.
MailAnswer PostOffice::send(QueuedMail const& mail) const {
    auto const& name = mail.record.account;
    auto const account =
        node_.store.read([&](auto const& tx, auto const& tables) { return tables.accounts.get(tx, name); });
    if (!account || (mail.record.weekly && !wants_digest(*account)))
        return {MailOutcome::refused, "its reader does not want it any more"};
    auto const address = open_address(key_, name, *account);
    if (!address) return {MailOutcome::refused, "no address is known"};

    Message message;
    message.id = std::to_string(static_cast<std::uint64_t>(mail.id));
    message.sender_name = node_.settings.node.name;
    message.sender = node_.settings.mail.sender;
    message.recipient = *address;
    message.subject = mail.record.subject;
    message.text = mail.record.text;
    message.html = mail.record.html;
    message.date = mail.record.created;
    if (mail.record.weekly)
        add_ending(message, unsubscribe_address(key_, node_.settings.origin(), name, account->actor));
    message.html = "<!doctype html><html lang=\"en\"><body>\n" + message.html + "</body></html>\n";
    auto const whole = written(message);
    if (!whole) return {MailOutcome::refused, std::string{whole.error().detail()}};
    return sender_.send(message.sender, message.recipient, *whole);
}

}  // namespace collegium::server::mail
