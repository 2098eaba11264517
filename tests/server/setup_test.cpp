// 'collegium init': what it asks, what it writes, and what its checks find (journey J1).
#include "server/commands/opened.hpp"
#include "server/commands/settings_text.hpp"
#include "server/commands/setup_checks.hpp"
#include "server/commands/setup_questions.hpp"
#include "server/http/certificate.hpp"
#include "tests/http/authority.hpp"
#include "tests/printing.hpp"

#include <algorithm>
#include <sstream>

using namespace collegium;
using namespace collegium::server::commands;
using namespace collegium::tests;
using server::health::State;

namespace {

constexpr Instant today = std::chrono::sys_days{std::chrono::year{2026} / 9 / 1};

Settings settings_of(InitOptions const& options) {
    return parse_settings(settings_text(options), "collegium.toml");
}

InitOptions least() {
    InitOptions options;
    options.domain = "school.example";
    options.name = "The \"Hill\" School";
    options.sealing_key = "/etc/collegium/sealing.key";
    return options;
}

server::health::Check found(std::vector<server::health::Check> const& checks, std::string const& name) {
    auto const check = std::ranges::find(checks, name, &server::health::Check::name);
    REQUIRE(check != checks.end());
    return *check;
}

}  // namespace

TEST_CASE("what was said stands in the settings, and the settings are good") {
    auto options = least();
    options.proxy = "http://proxy.school.example:3128";
    options.authority = "/etc/collegium/proxy.pem";
    options.mail_host = "mail.school.example";
    options.mail_sender = "collegium@school.example";
    options.issuer = "https://login.school.example";
    options.client_id = "collegium";

    auto const settings = settings_of(options);

    CHECK(settings.node.name == options.name);
    CHECK(settings.node.data == "/var/lib/collegium");
    CHECK(settings.outgoing.proxy == options.proxy);
    CHECK(settings.outgoing.authority == options.authority);
    CHECK(settings.mail.security == MailSecurity::starttls);
    CHECK(settings.openid.client_id == "collegium");
    CHECK(settings_of(least()).mail.host.empty());
}

TEST_CASE("somebody at a terminal is asked, and asked again when the answer cannot be") {
    std::istringstream in{
        "Not A Domain\nschool.example\n\nHillside "
        "School\n\nproxy:3128\nhttp://proxy:3128\n\nmail.school.example\n\n\n\n\n"};
    std::ostringstream out;
    InitOptions options;

    ask_for_missing(options, in, out);

    CHECK(options.domain == "school.example");
    CHECK(options.name == "Hillside School");
    CHECK(options.proxy == "http://proxy:3128");
    CHECK(options.mail_host == "mail.school.example");
    CHECK(options.mail_sender == "collegium@school.example");
    CHECK(options.issuer.empty());
    CHECK(out.str().find("it can never change") != std::string::npos);
    CHECK(out.str().find("Write it as in http://proxy.school.example:3128") != std::string::npos);

    std::istringstream silent;
    InitOptions nothing;
    CHECK_THROWS_AS(ask_for_missing(nothing, silent, out), CommandError);
    CHECK_THROWS_WITH_AS(require_needed(nothing), doctest::Contains("--domain school.example"), CommandError);
}

TEST_CASE("a wrong clock is named with its remedy: long gone, ahead, behind, or kept by nothing") {
    auto const kept = ClockKeeping::kept;
    CHECK(check_clock(today, kept, std::nullopt).state == State::good);
    CHECK(check_clock(today, kept, 29).state == State::good);
    CHECK(check_clock(today, kept, 31).state == State::poor);
    CHECK(check_clock(today, kept, -299).state == State::poor);
    CHECK(check_clock(today, ClockKeeping::not_kept, std::nullopt).state == State::poor);
    CHECK(check_clock(today, ClockKeeping::unknown, std::nullopt).state == State::unknown);
    for (auto const& wrong :
         {check_clock(Instant{}, kept, std::nullopt), check_clock(today, kept, 301), check_clock(today, kept, -301)}) {
        INFO(wrong.words);
        CHECK(wrong.state == State::bad);
        CHECK(in_english(wrong.remedy).starts_with("Set this computer's clock"));
    }
}

TEST_CASE("a disk that is nearly full is named, and how much it has") {
    auto const settings = settings_of(least());  // 512 MiB stay free
    constexpr std::uint64_t mib = 1 << 20;
    CHECK(check_disk(settings, 511 * mib).state == State::bad);
    CHECK(in_english(check_disk(settings, 511 * mib).words).find("room for 511 MiB") != std::string::npos);
    CHECK_FALSE(check_disk(settings, 511 * mib).remedy.empty());
    CHECK(check_disk(settings, 513 * mib).state == State::poor);
    CHECK(check_disk(settings, 2048 * mib).state == State::good);
    CHECK(check_disk(settings, std::nullopt).state == State::unknown);
}

TEST_CASE("what is wrong with a certificate is named before anybody depends on it") {
    Authority authority;
    auto const now = SystemClock{}.now();
    auto const look = [&](Wish const& wish) {
        return server::look_at_certificate(authority.issue(wish), "north.test", now);
    };
    CHECK(look({}).problem.empty());
    CHECK(look({}).end > now);

    Wish other, ended, early, own;
    other.names = "DNS:south.test";
    ended.ends = -60;
    early.starts = 3600;
    own.issuer = Wish::Issuer::itself;
    CHECK(look(other).problem == "The certificate is not for north.test.");
    CHECK(look(ended).problem.starts_with("The certificate ended on "));
    CHECK(look(early).problem == "The certificate is not good yet.");
    CHECK(look(own).problem.find("signed by itself") != std::string::npos);
    for (auto const& wish : {other, ended, early, own}) CHECK_FALSE(look(wish).remedy.empty());

    auto files = authority.issue();
    files.key = authority.issue().key;
    CHECK(server::look_at_certificate(files, "north.test", now).problem.find(files.key.string()) != std::string::npos);
    files.certificate = "/does/not/exist.pem";
    CHECK(
        server::look_at_certificate(files, "north.test", now).problem.find("/does/not/exist.pem") != std::string::npos
    );
}

TEST_CASE("HTTP that others can hear is red, behind a proxy it is green, and what was not said is neither") {
    auto options = least();
    options.domain = "school.test";
    options.data = std::filesystem::temp_directory_path();
    CHECK(found(setup_checks(settings_of(options), {}), "certificate").state == State::good);

    options.address = "0.0.0.0";
    auto const checks = setup_checks(settings_of(options), {});
    CHECK(found(checks, "certificate").state == State::bad);
    CHECK(in_english(found(checks, "certificate").remedy).find("proxy") != std::string::npos);
    for (auto const* const name : {"sign-in", "mail", "backup"}) CHECK(found(checks, name).state == State::unknown);

    auto const same_disk = setup_checks(settings_of(options), {false, options.data / "backups"});
    CHECK(found(same_disk, "backup").state == State::poor);
}
