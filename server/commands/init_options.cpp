#include "server/commands/init_options.hpp"

#include <CLI/CLI.hpp>

namespace collegium::server::commands {

void add_init_options(CLI::App& init, InitOptions& into) {
    init.add_option("--domain", into.domain, "Name of the node, as in school.example");
    init.add_option("--name", into.name, "What people read, as in Hillside School");
    init.add_option("--data", into.data, "Folder of the store")->capture_default_str();
    init.add_option("--sealing-key", into.sealing_key, "File for the key that seals secrets; sealing.key if not given");
    init.add_option("--address", into.address, "Address to listen on")->capture_default_str();
    init.add_option("--port", into.port, "Port to listen on")->capture_default_str();
    init.add_option("--tls-certificate", into.tls_certificate, "Certificate chain, PEM, without a proxy in front");
    init.add_option("--tls-key", into.tls_key, "Its key, PEM");
    init.add_option("--proxy", into.proxy, "The way out of the school's network: http://proxy.school.example:3128");
    init.add_option("--authority", into.authority, "Certificates believed beside the system's, PEM");
    init.add_option("--mail-host", into.mail_host, "Mail server; none: no mail goes out");
    init.add_option("--mail-port", into.mail_port, "Its port")->capture_default_str();
    init.add_option("--mail-security", into.mail_security, "starttls, tls or none")->capture_default_str();
    init.add_option("--mail-user", into.mail_user, "How this node signs in there");
    init.add_option("--mail-password-file", into.mail_password_file, "A file whose first line is the password");
    init.add_option("--mail-sender", into.mail_sender, "The address that mails come from");
    init.add_option("--issuer", into.issuer, "The school's own sign-in: https://login.school.example");
    init.add_option("--client-id", into.client_id, "What the sign-in calls this node");
    init.add_option("--client-secret-file", into.client_secret_file, "A file whose first line is its secret");
    init.add_flag("--school-sign-in-inside", into.school_inside, "The sign-in may have a private address");
    init.add_option("--backup-to", into.backup_to, "Folder that backups go to");
    init.add_flag("--yes", into.yes, "Ask nothing: what is not given keeps its default");
    init.add_flag("--check-only", into.check_only, "Write nothing, and only check");
    init.add_flag("--strict", into.strict, "Fail if a check is red");
    init.add_flag("--json", into.json, "For machines; asks nothing");
}

}  // namespace collegium::server::commands
