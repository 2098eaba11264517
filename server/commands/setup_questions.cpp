#include "server/commands/setup_questions.hpp"

#include "config/settings.hpp"
#include "server/commands/opened.hpp"

#include <functional>
#include <iostream>

namespace collegium::server::commands {

namespace {

// What is wrong with an answer; empty: nothing.
using Judge = std::function<std::string(std::string const&)>;

std::string anything(std::string const& /*answer*/) {
    return {};
}

class Questions {
public:
    Questions(std::istream& in, std::ostream& out) : in_{in}, out_{out} {}

    std::string ask(std::string const& question, std::string const& usual, Judge const& wrong = anything) {
        for (;;) {
            out_ << question << (usual.empty() ? "" : " [" + usual + "]") << ": " << std::flush;
            std::string answer;
            bool const said = static_cast<bool>(std::getline(in_, answer));
            while (!answer.empty() && (answer.back() == ' ' || answer.back() == '\r')) answer.pop_back();
            if (answer.empty()) answer = usual;
            auto const problem = wrong(answer);
            if (problem.empty()) return answer;
            if (!said) throw CommandError{"init was not told everything: " + problem};
            out_ << "  " << problem << '\n';
        }
    }

    void path(std::string const& question, std::filesystem::path& into) {
        if (!into.empty()) return;
        into = ask(question, "", [](std::string const& answer) {
            bool const fits = answer.empty() || answer.front() == '/';
            return fits ? std::string{} : std::string{"Begin the path with /"};
        });
    }

private:
    std::istream& in_;
    std::ostream& out_;
};

std::string wrong_domain(std::string const& answer) {
    return is_host_name(answer) ? "" : "Use a lower-case name such as school.example; it can never change";
}

std::string wrong_mail(std::string const& answer) {
    return is_mail_address(answer) ? "" : "Use an address such as collegium@school.example";
}

std::string wrong_proxy(std::string const& answer) {
    return answer.empty() || proxy_place(answer) ? "" : "Write it as in http://proxy.school.example:3128";
}

std::string wrong_issuer(std::string const& answer) {
    return answer.empty() || answer.starts_with("https://") ? "" : "Begin it with https://";
}

std::string empty_name(std::string const& answer) {
    return answer.empty() ? "Say what people are to read at the top of each page" : "";
}

void ask_for_mail(InitOptions& options, Questions& questions) {
    if (!options.mail_host.empty()) return;
    options.mail_host = questions.ask("Mail server (empty: no mail goes out)", "");
    if (options.mail_host.empty()) return;
    options.mail_sender = questions.ask("Address that mails come from", "collegium@" + options.domain, wrong_mail);
    options.mail_user = questions.ask("User at the mail server (empty: it asks for none)", "");
    if (!options.mail_user.empty())
        questions.path("File with the password on its first line", options.mail_password_file);
}

void ask_for_sign_in(InitOptions& options, Questions& questions) {
    if (!options.issuer.empty()) return;
    options.issuer = questions.ask("The school's own sign-in, its issuer (empty: passwords only)", "", wrong_issuer);
    if (options.issuer.empty()) return;
    options.client_id = questions.ask("What it calls this node (client id)", "collegium");
    questions.path("File with its secret on the first line (empty: it gave none)", options.client_secret_file);
}

}  // namespace

void ask_for_missing(InitOptions& options, std::istream& in, std::ostream& out) {
    Questions questions{in, out};
    if (options.domain.empty()) options.domain = questions.ask("Domain of this node", "", wrong_domain);
    if (options.name.empty()) options.name = questions.ask("Name of your institution", "", empty_name);
    if (options.tls_certificate.empty()) {
        questions.path("Certificate chain in PEM (empty: a proxy such as Caddy serves HTTPS)", options.tls_certificate);
        if (!options.tls_certificate.empty()) questions.path("Its key in PEM", options.tls_key);
    }
    if (options.proxy.empty()) options.proxy = questions.ask("Proxy for what goes out (empty: none)", "", wrong_proxy);
    if (!options.proxy.empty())
        questions.path("Certificate of its authority, if it opens HTTPS (empty: none)", options.authority);
    ask_for_mail(options, questions);
    ask_for_sign_in(options, questions);
    questions.path("Folder for backups, best on another disk (empty: later)", options.backup_to);
}

void require_needed(InitOptions const& options) {
    std::string missing;
    if (options.domain.empty()) missing += " --domain school.example";
    if (options.name.empty()) missing += " --name 'Hillside School'";
    if (!missing.empty()) throw CommandError{"init needs to know more: add" + missing};
}

}  // namespace collegium::server::commands
