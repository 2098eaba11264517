#include "server/operations/alarms.hpp"

#include "config/log.hpp"
#include "federation/content/markdown.hpp"
#include "server/mail/mail_queue.hpp"
#include "server/members/accounts.hpp"
#include "server/members/roles.hpp"
#include "server/operations/partner_keys.hpp"
#include "server/operations/surroundings.hpp"

#include <algorithm>

namespace collegium::server::operations {

namespace asio = boost::asio;
using federation::content::escape;
using health::Check;
using health::State;
using storage::AccountRecord;
using storage::MailRecord;
using storage::Nothing;
using storage::Tables;

namespace {

constexpr std::string_view prefix = "alarm ";

std::map<std::string, State> told_in(storage::ReadTx const& tx, Tables const& tables) {
    std::map<std::string, State> told;
    tables.node.each(tx, [&](std::string const& name, std::string const& value) {
        if (name.starts_with(prefix))
            told.emplace(name.substr(prefix.size()), value == "bad" ? State::bad : State::poor);
        return true;
    });
    return told;
}

void note_told(storage::WriteTx& tx, Tables& tables, Check const& check) {
    auto const name = std::string{prefix} + check.name;
    if (check.state == State::good)
        tables.node.erase(tx, name);
    else
        tables.node.put(tx, name, check.state == State::bad ? "bad" : "poor");
}

struct Reader {
    std::string account;
    storage::Roles roles;
};

// Operators are told of everything; of reports that wait, all who look into them.
bool concerns(Reader const& reader, Check const& check) {
    return reader.roles.has(storage::Role::operator_) || check.name == "reports";
}

std::vector<Reader> readers_with_address(storage::ReadTx const& tx, Tables const& tables) {
    std::vector<Reader> readers;
    tables.accounts.each(tx, [&](std::string const& account, AccountRecord const& record) {
        bool const is_here = record.state == storage::AccountState::active && !members::has_left(record);
        if (is_here && members::look_into_reports(record.roles) && !record.mail.empty())
            readers.push_back({account, record.roles});
        return true;
    });
    return readers;
}

std::string subject_of(News const& news, std::string const& node) {
    std::string names;
    bool is_over = true;
    for (auto const& check : news) {
        names += (names.empty() ? "" : ", ") + check.name;
        is_over = is_over && check.state == State::good;
    }
    return (is_over ? "Good again at " : "Look at ") + node + ": " + names;
}

std::string line_about(Check const& check) {
    bool const is_over = check.state == State::good;
    return check.name + ": " + std::string{is_over ? "good again" : health::state_words(check.state)};
}

MailRecord mail_about(News const& news, Reader const& reader, Settings const& settings, Instant now) {
    bool const sees_checks = reader.roles.has(storage::Role::operator_);
    MailRecord mail;
    mail.account = reader.account;
    mail.subject = subject_of(news, settings.node.name);
    mail.created = now;
    for (auto const& check : news) {
        mail.text += line_about(check) + "\n" + in_english(check.words) + "\n";
        mail.html += "<h3>" + escape(line_about(check)) + "</h3>\n<p>" + escape(in_english(check.words)) + "</p>\n";
        if (!check.remedy.empty()) {
            mail.text += "What to do: " + in_english(check.remedy) + "\n";
            mail.html += "<p>What to do: " + escape(in_english(check.remedy)) + "</p>\n";
        }
        mail.text += "\n";
    }
    auto const page = settings.origin() + (sees_checks ? "/operator/health" : "/moderation");
    std::string const link = sees_checks ? "All checks" : "All reports";
    mail.text += "You are told once of each change, and once when it is over. " + link + ": " + page + "\n";
    mail.html += "<p>You are told once of each change, and once when it is over. <a href=\"" + escape(page) + "\">" +
                 link + "</a></p>\n";
    return mail;
}

// To each reader what concerns them; nobody gets a mail about nothing.
std::vector<MailRecord> mails_about(
    News const& news, std::vector<Reader> const& readers, Settings const& settings, Instant now
) {
    std::vector<MailRecord> mails;
    for (auto const& reader : readers) {
        auto theirs = news;
        std::erase_if(theirs, [&](Check const& check) { return !concerns(reader, check); });
        if (!theirs.empty()) mails.push_back(mail_about(theirs, reader, settings, now));
    }
    return mails;
}

void log_news(News const& news) {
    for (auto const& check : news) {
        auto const level = check.state == State::bad    ? log::Level::error
                           : check.state == State::poor ? log::Level::warning
                                                        : log::Level::info;
        log::write(
            level,
            "a check changed",
            {{"check", check.name},
             {"state", health::state_words(check.state)},
             {"found", in_english(check.words)},
             {"remedy", in_english(check.remedy)}}
        );
    }
}

}  // namespace

News news_of(std::map<std::string, State> const& told, std::vector<Check> const& checks) {
    News news;
    for (auto const& check : checks) {
        if (check.state == State::unknown) continue;
        auto const known = told.find(check.name);
        auto const before = known == told.end() ? State::good : known->second;
        if (check.state != before) news.push_back(check);
    }
    return news;
}

std::vector<Check> Settling::settled(std::vector<Check> checks) {
    std::map<std::string, State> now;
    for (auto const& check : checks) now.emplace(check.name, check.state);
    std::erase_if(checks, [&](Check const& check) {
        auto const before = last_.find(check.name);
        return before == last_.end() || before->second != check.state;
    });
    last_ = std::move(now);
    return checks;
}

News Settling::not_logged(News news) {
    std::erase_if(logged_, [&](auto const& each) {
        return std::ranges::find(news, each.first, &Check::name) == news.end();
    });
    std::erase_if(news, [&](Check const& check) {
        auto const [known, is_new] = logged_.try_emplace(check.name, check.state);
        bool const is_known = !is_new && known->second == check.state;
        known->second = check.state;
        return is_known;
    });
    return news;
}

asio::awaitable<std::size_t> tell_operators(App const& app, Settling& settling, std::vector<Check> checks) {
    struct Known {
        News news;
        std::vector<PartnerKey> keys;
        std::vector<Reader> readers;
    };
    Known known;
    std::function<void()> look = [&] {
        app.node.store.read([&](auto const& tx, auto const& tables) {
            known.news = news_of(told_in(tx, tables), checks);
            known.keys = changed_keys(tx, tables);
            if (!known.news.empty() || !known.keys.empty()) known.readers = readers_with_address(tx, tables);
            return 0;
        });
    };
    co_await app.node.workers.run(std::move(look));
    if (known.news.empty() && known.keys.empty()) co_return std::size_t{0};

    auto all = known.news;
    for (auto const& key : known.keys)
        if (!key.is_new) all.push_back(check_of(key));
    log_news(settling.not_logged(all));
    auto const mails = mails_about(all, known.readers, app.node.settings, app.node.clock.now());
    std::vector<storage::LocalId> ids;
    for (std::size_t i = 0; i < mails.size(); ++i) ids.push_back(app.node.ids.next());
    storage::Store::Change<Nothing> change = [&](storage::WriteTx& tx, Tables& tables) -> Result<Nothing> {
        for (auto const& check : known.news) note_told(tx, tables, check);
        for (auto const& key : known.keys) note_key(tx, tables, key);
        for (std::size_t i = 0; i < mails.size(); ++i) mail::enqueue(tx, tables, ids[i], mails[i]);
        return Nothing{};
    };
    auto const written = co_await app.node.store.write(std::move(change), storage::Store::Room::reserve);
    if (!written) co_return std::size_t{0};
    settling.noted();
    co_return all.size();
}

asio::awaitable<void> tend_alarms(App const& app, Settling& settling) {
    std::vector<Check> checks;
    auto const begun = std::chrono::steady_clock::now();
    auto work = [&] {
        auto const waited = std::chrono::steady_clock::now() - begun;
        auto const wait = std::chrono::duration_cast<std::chrono::milliseconds>(waited);
        checks = health::run_checks(surroundings_of(app, wait));
    };
    co_await app.node.workers.run(std::move(work));
    auto settled = settling.settled(std::move(checks));
    auto const told = co_await tell_operators(app, settling, std::move(settled));
    static_cast<void>(told);
}

}  // namespace collegium::server::operations
