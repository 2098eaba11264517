// Mail goes to a mail server that others wrote (aiosmtpd), and is read by a parser that others wrote.
#include "server/mail/mail_sender.hpp"
#include "server/mail/message.hpp"
#include "tests/files.hpp"
#include "tests/journeys/neighbourhood.hpp"
#include "tests/journeys/ports.hpp"
#include "tests/journeys/process.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
namespace mail = collegium::server::mail;
using mail::MailOutcome;

namespace {

constexpr std::chrono::seconds patience{20};

// Keeps each mail as a file, as a mailbox does.
struct MailServer {
    std::vector<std::filesystem::path> mails() const {
        std::vector<std::filesystem::path> found;
        for (auto const& each : std::filesystem::directory_iterator{folder.path() / "box" / "new"})
            found.push_back(each.path());
        return found;
    }

    Settings::Mail settings() const {
        Settings::Mail settings;
        settings.host = "127.0.0.1";
        settings.port = port;
        settings.security = MailSecurity::none;
        settings.sender = "collegium@north.test";
        return settings;
    }

    TempDir folder;
    std::uint16_t port = journeys::free_port();
    journeys::Process process{
        {"/usr/bin/python3",
         "-m",
         "aiosmtpd",
         "-n",
         "-l",
         "127.0.0.1:" + std::to_string(port),
         "-c",
         "aiosmtpd.handlers.Mailbox",
         (folder.path() / "box").string()},
        {}};
};

// What Python's own parser of mails reads in a file.
constexpr char const* reader =
    "import email, email.policy, sys\n"
    "mail = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)\n"
    "print(mail['Subject'])\n"
    "print(mail['From'].addresses[0].display_name, mail['From'].addresses[0].addr_spec)\n"
    "print(mail['To'], mail['List-Unsubscribe'], mail['List-Unsubscribe-Post'])\n"
    "print(len(mail.defects), mail.get_content_type())\n"
    "print(mail.get_body(('plain',)).get_content().strip())\n"
    "print(mail.get_body(('html',)).get_content().strip())\n";

}  // namespace

TEST_CASE_FIXTURE(MailServer, "a mail arrives at a real mail server, and reads there as it was written") {
    mail::Message message;
    message.id = "77";
    message.sender_name = "Schule am Hügel";
    message.sender = "collegium@north.test";
    message.recipient = "ada@mail.example";
    message.subject = "Neues aus der Woche: Übungen, Äpfel und vieles mehr, was in keine Zeile passt";
    message.text = "Größe\n.\nein Punkt allein";
    message.html = "<p>Größe</p>";
    message.unsubscribe = "https://north.test/unsubscribe/ada/00";
    auto const whole = mail::written(message).value();
    mail::SmtpSender sender{settings()};

    bool const sent = journeys::until(patience, [&] {
        return sender.send(message.sender, message.recipient, whole).outcome == MailOutcome::taken;
    });

    REQUIRE(sent);
    REQUIRE(mails().size() == 1);
    CHECK(
        journeys::run_well({"/usr/bin/python3", "-c", reader, mails().front().string()}) ==
        message.subject +
            "\nSchule am Hügel collegium@north.test\n"
            "ada@mail.example <https://north.test/unsubscribe/ada/00> List-Unsubscribe=One-Click\n"
            "0 multipart/alternative\n"
            "Größe\n.\nein Punkt allein\n"
            "<p>Größe</p>\n"
    );
}

TEST_CASE("a mail server that is not there is tried again, and one without STARTTLS gets no mail in the open") {
    Settings::Mail settings;
    settings.host = "127.0.0.1";
    settings.port = journeys::free_port();
    settings.security = MailSecurity::none;
    CHECK(mail::SmtpSender{settings}.send("a@b.test", "c@d.test", "x\r\n").outcome == MailOutcome::again);

    MailServer const server;
    mail::SmtpSender plain{server.settings()};
    REQUIRE(journeys::until(patience, [&] {
        return plain.send("a@b.test", "c@d.test", "Subject: x\r\n\r\nx\r\n").outcome == MailOutcome::taken;
    }));
    auto protected_settings = server.settings();
    protected_settings.security = MailSecurity::starttls;
    CHECK(mail::SmtpSender{protected_settings}.send("a@b.test", "c@d.test", "x\r\n").outcome == MailOutcome::again);
    CHECK(server.mails().size() == 1);
}
