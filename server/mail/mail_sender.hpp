// MailSender: hands a mail to a mail server.
#pragma once

#include "config/settings.hpp"

#include <string>

namespace collegium::server::mail {

enum class MailOutcome {
    taken,
    again,    // nobody there, or not now
    refused,  // for good: there is no such address, or the mail is not wanted
};

struct MailAnswer {
    MailOutcome outcome{};
    std::string words;  // why it was not taken; for operators
};

class MailSender {
public:
    virtual ~MailSender() = default;

    // May take a minute: on a thread of its own. mail: a whole message with CRLF.
    virtual MailAnswer send(std::string const& sender, std::string const& recipient, std::string const& mail) = 0;
};

// Over SMTP (RFC 5321, libcurl). The password is read anew each time, so that it can be changed.
class SmtpSender final : public MailSender {
public:
    explicit SmtpSender(Settings::Mail settings);
    ~SmtpSender() override;
    SmtpSender(SmtpSender const&) = delete;
    SmtpSender& operator=(SmtpSender const&) = delete;

    MailAnswer send(std::string const& sender, std::string const& recipient, std::string const& mail) override;

    // Connects and signs in, and sends nothing: taken if a mail could be sent now.
    MailAnswer knock();

private:
    Settings::Mail settings_;
};

}  // namespace collegium::server::mail
