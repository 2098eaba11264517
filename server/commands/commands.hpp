// The commands, one function each. What goes wrong is thrown: CommandError, SettingsError, StorageError.
#pragma once

#include "config/clock.hpp"
#include "federation/partners/card.hpp"
#include "storage/member_records.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace collegium::server::commands {

struct Opened;

struct InitOptions {
    std::filesystem::path config;
    std::string domain;
    std::string name;
    std::filesystem::path data = "/var/lib/collegium";
    std::filesystem::path sealing_key;  // empty: sealing.key beside the settings
    std::string address = "127.0.0.1";
    std::uint16_t port = 8443;
    std::filesystem::path tls_certificate;
    std::filesystem::path tls_key;
    std::string proxy;                // of the school's network, for everything that goes out
    std::filesystem::path authority;  // believed beside the system's
    std::string mail_host;            // empty: no mail
    std::uint16_t mail_port = 587;
    std::string mail_security = "starttls";
    std::string mail_user;
    std::filesystem::path mail_password_file;
    std::string mail_sender;
    std::string issuer;  // of the school's own sign-in; empty: none
    std::string client_id;
    std::filesystem::path client_secret_file;
    bool school_inside = false;       // the sign-in may have a private address
    std::filesystem::path backup_to;  // where backups go; empty: not said
    bool yes = false;                 // ask nothing, also at a terminal
    bool check_only = false;          // write nothing: what a node with these settings would find
    bool strict = false;              // fail if a check is not good or cannot be made
    bool json = false;
};

// Writes the settings, makes the sealing key, the store and the node's own actor, and checks whether a node can live
// here: each check says what was found and what to do. Asks for what is missing if somebody sits at a terminal. While
// there is no operator it prints an invitation for the first one. What exists already is kept, so that it can be run
// again after it was interrupted, and as often as one likes for its checks; another domain than the settings' is
// refused, and so is a disk without room. All mistakes throw CommandError.
void initialise(InitOptions options);

// test_network: a file for a network of loopback nodes; empty for the real one. school_inside: the provider of the
// school's own sign-in may have a private address.
void serve_node(
    std::filesystem::path const& config, std::filesystem::path const& test_network, bool school_inside = false
);

struct UserOptions {
    std::string name;
    std::string display_name;
    std::vector<std::string> roles;
    std::string constituency;  // empty: teacher, or student for a pupil
    std::string belonging = "member";
    bool pupil = false;
    bool password_from_stdin = false;  // else one is made and printed
};
void add_user(std::filesystem::path const& config, UserOptions const& options);

// One line a person, and who is the research lead.
void list_users(std::filesystem::path const& config, bool json);

struct UserChange {
    std::string name;
    std::vector<std::string> give;  // roles
    std::vector<std::string> take;
    std::string constituency;  // empty: stays as it is, and so for the others
    std::string belonging;
    std::string state;
};
void change_user(std::filesystem::path const& config, UserChange const& change);

// Both end all sign-ins and tokens of that person.
void reset_password(std::filesystem::path const& config, std::string const& name, bool from_stdin);
void reset_second_factor(std::filesystem::path const& config, std::string const& name);

// Throws CommandError for the name of a role that is none.
storage::Roles roles_named(std::vector<std::string> const& names);

struct InviteOptions {
    std::vector<std::string> roles;
    std::string constituency;  // empty: teacher, or student for a pupil
    bool pupil = false;
    std::string community;  // joined at once; empty: none
    std::uint64_t uses = 1;
    unsigned days = 0;  // 0: as the settings say
    std::string note;
    bool json = false;
};

// Makes an invitation, and returns its address. It is nowhere else.
struct Invited {
    std::string address;
    std::uint64_t uses = 0;
    Instant expires{};
};
Invited make_invitation(Opened& opened, InviteOptions const& options);

// Prints an address to sign up by.
void invite(std::filesystem::path const& config, InviteOptions const& options);

// What the operator lets happen by itself of what a partner list says.
struct ListChoice {
    bool allowed = false;
    bool blocked = false;
    bool withdrawn = false;
};

// network: as in net@university.example, or an address.
void follow_partner_list(
    std::filesystem::path const& config,
    std::filesystem::path const& test_network,
    std::string const& network,
    ListChoice choice
);
void show_partner_lists(std::filesystem::path const& config, bool json);

// Takes or declines what the list says of a host.
void decide_partner_list(
    std::filesystem::path const& config, std::string const& network, std::string const& host, bool takes
);
void drop_partner_list(std::filesystem::path const& config, std::string const& network);

struct ServiceOptions {
    std::string name;  // under which it speaks here
    std::string display_name;
    std::string id;                      // what it calls itself: an https address
    std::string inbox;                   // https address
    std::vector<std::string> addresses;  // from where it may come without its token
    std::string community;               // takes what it asks to be reviewed; empty: nothing is taken
    bool token_from_stdin = false;       // the one that we show it
};

// Services outside that review (COAR Notify). Registering one once more changes it, and prints another token.
void add_service(std::filesystem::path const& config, ServiceOptions const& options);
void list_services(std::filesystem::path const& config, bool json);
void remove_service(std::filesystem::path const& config, std::string const& name);

struct CommunityOptions {
    std::string name;
    std::string display_name;
    std::string summary;
    std::string facilitator;  // the name of a person of this node
};
void add_community(std::filesystem::path const& config, CommunityOptions const& options);

void add_partner(std::filesystem::path const& config, std::string const& host, std::string const& note);
void introduce_to_partner(
    std::filesystem::path const& config, std::filesystem::path const& test_network, std::string const& host
);
void agree_with_partner(std::filesystem::path const& config, std::string const& host);
void decline_partner(std::filesystem::path const& config, std::string const& host, std::string const& reason);
// What the node checks in itself; throws CommandError if something does not work.
void show_health(std::filesystem::path const& config, bool json);

// The switch for the exchange with all partners.
void pause_exchange(std::filesystem::path const& config);
void resume_exchange(std::filesystem::path const& config);

void pause_partner(std::filesystem::path const& config, std::string const& host, std::string const& reason);
void resume_partner(std::filesystem::path const& config, std::string const& host);

struct Removal {
    bool with_data = false;
    bool confirmed = false;  // else only whom it concerns is shown
};
void remove_partner(std::filesystem::path const& config, std::string const& host, Removal removal);

void retry_partner(std::filesystem::path const& config, std::string const& host);
void want_catch_up(std::filesystem::path const& config, std::string const& host);

// action: "offer" lets a node that nobody can reach fetch here what is for it (key: the one that its command shows),
// "use" lets this node fetch there, "end" ends both. Throws CommandError if the key is missing or none.
void set_mailbox(
    std::filesystem::path const& config, std::string const& action, std::string const& host, std::string const& key
);
void list_partners(std::filesystem::path const& config, bool json);
void show_partner(std::filesystem::path const& config, std::string const& host, bool json);

// Throws CommandError if a check fails.
void test_partner(
    std::filesystem::path const& config, std::filesystem::path const& test_network, std::string const& host, bool json
);

// Without dates: no holiday any more.
void announce_holiday(std::filesystem::path const& config, federation::Holiday const& holiday);

// state: "on", "off", or empty to see how it is.
void set_read_only(std::filesystem::path const& config, std::string const& state, bool json);

// The audit log on standard output: JSON, one entry a line, or a table.
void export_audit(std::filesystem::path const& config, bool csv);

// Of the store, or of an export (JSON). witness: "1042:<hash>", as it was noted down another day; may be empty. Throws
// CommandError if the log is not whole.
void verify_audit(
    std::filesystem::path const& config, std::filesystem::path const& file, std::string const& witness_text
);

// A pack of evidence, against its own seal; no settings are needed. key: the Multikey that it must be sealed with; may
// be empty. Throws CommandError if the pack is not as it was sealed.
void verify_evidence(std::filesystem::path const& file, std::string const& key);

// Writes the papers for data protection, as settings and store are now, into a folder that has none of them yet.
void make_papers(std::filesystem::path const& config, std::filesystem::path const& folder, bool json);

// Prints a question, its answers and which are accepted, as this node's store holds them.
void show_thread(std::filesystem::path const& config, std::string const& iri, bool json);

// Makes all views again from the log, and says whether they differ from before.
void rebuild_views(std::filesystem::path const& config, bool json);

}  // namespace collegium::server::commands
