#include "server/commands/setup_checks.hpp"

#include "server/commands/sign_in_check.hpp"
#include "server/http/addresses.hpp"
#include "server/http/certificate.hpp"
#include "server/http/dialer.hpp"
#include "server/http/resolver.hpp"
#include "server/mail/mail_sender.hpp"
#include "server/operations/disk_room.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sys/stat.h>
#include <sys/timex.h>
#include <unistd.h>

namespace collegium::server::commands {

using health::Check;
using health::State;

namespace {

using std::chrono::days;

constexpr std::chrono::sys_days oldest_believed = std::chrono::year{2026} / 1 / 1;  // this program is no older
constexpr std::int64_t seconds_to_warn = 30, seconds_to_stop = 300;                 // security O7
constexpr days short_of_time{14};
constexpr std::uint64_t mib = std::uint64_t{1} << 20;
constexpr std::uint64_t room_to_begin = 64 * mib;

Check check_domain(Settings const& settings) {
    auto const& domain = settings.node.domain;
    if (TestNetwork::is_test_name(domain))
        return {"domain", State::good, domain + " is a name for tests: nobody outside this computer finds it.", ""};
    auto const addresses = look_up(domain);
    if (addresses.empty())
        return {
            "domain",
            State::bad,
            "No address is known for " + domain + ".",
            "Make a record A or AAAA for it where your domain is kept, with the public address of this computer or its "
            "proxy."};
    std::string list;
    bool any_global = false;
    for (auto const& address : addresses) {
        auto const text = address.to_string();
        if (list.find(text) == std::string::npos) list += (list.empty() ? "" : ", ") + text;
        any_global = any_global || is_global(address);
    }
    if (any_global) return {"domain", State::good, domain + " leads to " + list + ".", ""};
    return {
        "domain",
        State::poor,
        domain + " leads to " + list + ", which is inside your network only.",
        "Partners outside need a public address: see to it that their name servers get one."};
}

bool is_loopback(std::string const& address) {
    return address == "::1" || address.starts_with("127.");
}

Check check_certificate(Settings const& settings, Instant now) {
    auto const& listen = settings.listen;
    if (listen.tls_certificate.empty()) {
        auto const place = listen.address + ":" + std::to_string(listen.port);
        if (is_loopback(listen.address))
            return {
                "certificate",
                State::good,
                "A proxy in front serves HTTPS; this node speaks HTTP on " + place + ".",
                ""};
        return {
            "certificate",
            State::bad,
            "This node would speak HTTP on " + place + ", where others can read passwords.",
            "Listen on 127.0.0.1 behind a proxy such as Caddy, or give a certificate and its key."};
    }
    auto const look = look_at_certificate({listen.tls_certificate, listen.tls_key}, settings.node.domain, now);
    // A test network brings an authority of its own.
    bool const counts = !look.problem.empty() && !TestNetwork::is_test_name(settings.node.domain);
    if (counts || look.end == Instant{}) return {"certificate", State::bad, look.problem, look.remedy};
    auto const words = "The certificate is good until " + to_rfc3339(look.end) + ".";
    if (look.end - now < short_of_time)
        return {"certificate", State::poor, words, "Renew it; a new file is served without a restart."};
    return {"certificate", State::good, words, ""};
}

Check check_mail(Settings const& settings) {
    auto const& mail = settings.mail;
    if (mail.host.empty())
        return {
            "mail",
            State::unknown,
            "No mail goes out: no invitations by mail, no weekly news, and no alarms to operators.",
            "Set [mail] to your school's mail server."};
    if (!mail.password_file.empty() && access(mail.password_file.c_str(), R_OK) != 0)
        return {
            "mail",
            State::bad,
            mail.password_file.string() + " cannot be read.",
            "Write the password on its first line, readable for the user of the node only."};
    auto const answer = mail::SmtpSender{mail}.knock();
    auto const place = mail.host + ":" + std::to_string(mail.port);
    if (answer.outcome == mail::MailOutcome::taken) return {"mail", State::good, place + " takes our mail.", ""};
    return {
        "mail",
        State::bad,
        place + " does not take our mail: " + answer.words + ".",
        "Compare host, port, security, user and password with what the keeper of that server says."};
}

// Where the folder would be, if it is not there yet.
std::filesystem::path nearest_there(std::filesystem::path folder) {
    while (!folder.empty() && folder != folder.root_path() && !std::filesystem::exists(folder))
        folder = folder.parent_path();
    return folder;
}

bool are_on_one_disk(std::filesystem::path const& one, std::filesystem::path const& other) {
    struct stat first {
    }, second{};
    bool const known =
        stat(nearest_there(one).c_str(), &first) == 0 && stat(nearest_there(other).c_str(), &second) == 0;
    return known && first.st_dev == second.st_dev;
}

Check check_backup(Settings const& settings, std::filesystem::path const& to) {
    if (to.empty())
        return {
            "backup",
            State::unknown,
            "It was not said where backups go.",
            "Choose a folder on another disk or another computer: collegium backup FOLDER"};
    auto const there = nearest_there(to);
    if (access(there.c_str(), W_OK | X_OK) != 0)
        return {
            "backup",
            State::bad,
            there.string() + " cannot be written by this user.",
            "Let the user of the node write there: chown collegium " + to.string()};
    if (are_on_one_disk(to, settings.node.data))
        return {
            "backup",
            State::poor,
            to.string() + " is on the disk that the data is on: both are lost together.",
            "Take another disk, or have each backup copied away."};
    return {"backup", State::good, to.string() + " is on another disk and can be written.", ""};
}

}  // namespace

ClockKeeping clock_keeping() {
    timex asked{};
    auto const answer = adjtimex(&asked);
    if (answer < 0) return ClockKeeping::unknown;
    return answer == TIME_ERROR || (asked.status & STA_UNSYNC) != 0 ? ClockKeeping::not_kept : ClockKeeping::kept;
}

Check check_clock(Instant now, ClockKeeping keeping, std::optional<std::int64_t> ahead_seconds) {
    constexpr std::string_view set_it = "Set this computer's clock, and let systemd-timesyncd or chrony keep it.";
    auto const reading = "This computer's clock says " + to_rfc3339(now);
    if (now < oldest_believed)
        return {
            "clock",
            State::bad,
            reading + ", which is long gone: partners would refuse every message.",
            std::string{set_it}};
    if (ahead_seconds && std::abs(*ahead_seconds) > seconds_to_warn) {
        auto const way = *ahead_seconds > 0 ? " seconds ahead of" : " seconds behind";
        auto const words = reading + ", " + std::to_string(std::abs(*ahead_seconds)) + way + " the school's sign-in.";
        bool const stops = std::abs(*ahead_seconds) > seconds_to_stop;
        return {"clock", stops ? State::bad : State::poor, words, std::string{set_it}};
    }
    if (keeping == ClockKeeping::not_kept)
        return {"clock", State::poor, reading + ", and nothing keeps it right.", std::string{set_it}};
    if (keeping == ClockKeeping::unknown)
        return {"clock", State::unknown, reading + "; whether something keeps it right is not known.", ""};
    return {"clock", State::good, reading + ", and it is kept right.", ""};
}

Check check_disk(Settings const& settings, std::optional<std::uint64_t> left) {
    auto const folder = settings.node.data.string();
    if (!left) return {"disk", State::unknown, "Nobody knows how much room " + folder + " has.", ""};
    auto const floor = std::uint64_t{settings.storage.floor_mib} * mib;
    auto const words = folder + " has room for " + std::to_string(*left / mib) + " MiB; " +
                       std::to_string(settings.storage.floor_mib) + " MiB of it stay free.";
    if (*left < std::max(floor, room_to_begin))
        return {"disk", State::bad, words, "Make room on that disk, or choose another folder with --data."};
    if (*left < 4 * floor) return {"disk", State::poor, words, "This will not last long: give it a larger disk soon."};
    return {"disk", State::good, words, ""};
}

std::vector<Check> setup_checks(Settings const& settings, SetupWishes const& wishes) {
    auto const now = SystemClock{}.now();
    auto const sign_in = check_sign_in(settings, wishes.school_inside);
    return {
        check_domain(settings),
        check_certificate(settings, now),
        check_disk(settings, operations::free_bytes(nearest_there(settings.node.data))),
        sign_in.check,
        check_clock(now, clock_keeping(), sign_in.our_clock_ahead),
        check_mail(settings),
        check_backup(settings, wishes.backup_to)};
}

}  // namespace collegium::server::commands
