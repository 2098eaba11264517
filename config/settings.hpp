// Settings: one TOML file, every key checked. A node never starts with a setting that it does not understand.
#pragma once

#include "config/log.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace collegium {

// With whom a node exchanges anything.
enum class FederationMode {
    closed,   // partners that both operators added by hand
    network,  // partners; a stranger may introduce itself, and the operator decides
    open,     // everybody who was not turned down or removed
};

// How the connection to a mail server is protected.
enum class MailSecurity {
    starttls,  // begins in the open, and goes on only if the server takes STARTTLS
    tls,       // from the first byte
    none,      // for a mail server on the same machine
};

// How somebody becomes a member without an invitation.
enum class Registration {
    closed,    // not at all
    approval,  // they ask, and an operator lets them in
};

// Defaults stand beside the fields; deploy/collegium.example.toml explains each key, and a test compares the two.
struct Settings {
    struct Node {
        std::string domain;                 // the name in every address of this node; it can never change
        std::string name;                   // what people read
        std::filesystem::path data;         // folder of the store
        std::filesystem::path sealing_key;  // file with 64 hex digits, best kept outside the data folder
    } node;

    struct Listen {
        std::string address = "127.0.0.1";
        std::uint16_t port = 8443;
        std::filesystem::path tls_certificate;  // empty: plain HTTP for a proxy in front
        std::filesystem::path tls_key;
        unsigned shards = 2;  // threads that serve connections
        std::size_t connections = 10'000;
    } listen;

    struct Storage {
        std::size_t map_gib = 1024;   // address space for the store, not disk; never grown while running
        std::size_t floor_mib = 512;  // what stays free on the disk of the data: below it nothing new is taken
    } storage;

    struct Limits {
        std::size_t body_kib = 1024;             // largest request body
        unsigned head_seconds = 10;              // slowest request head
        unsigned body_seconds = 30;              // slowest request body
        unsigned sign_in_days = 14;              // how long a sign-in lasts without a visit
        unsigned signature_window_minutes = 60;  // how far a signed Date may be from our clock
        std::size_t partner_mib = 2048;          // what one partner may send in a day
    } limits;

    struct Federation {
        FederationMode mode = FederationMode::network;
        bool secure_fetch = false;      // documents are for partners' signed requests only
        unsigned new_partner_days = 0;  // so long, what comes from a new partner waits for a facilitator; 0: not
        bool check_references = true;   // the sources of guides are asked for once a week: are they still there?
    } federation;

    struct Delivery {
        unsigned window = 8;    // messages under way to one partner at a time
        unsigned lanes = 2000;  // partners that are served at the same moment
        unsigned first_retry_seconds = 60;
        unsigned last_retry_hours = 48;
    } delivery;

    // What the operators of other nodes read about this institution before they agree.
    struct Card {
        std::string kind;  // of institution
        std::string operator_name;
        std::string operator_contact;
        std::string safeguarding_name;
        std::string safeguarding_contact;
        std::string data_protection_contact;
        std::string rules;  // address of the rules that members agreed to
        std::string languages = "en";
    } card;

    // What this node tells the directory of nodes and communities about itself.
    struct Directory {
        bool listed = false;  // otherwise nothing of this node is listed, communities included
        std::string summary;  // one line
        std::vector<std::string> subjects;
        std::vector<std::string> phases;
        std::string region;
    } directory;

    // The mail server that sends what members are told by mail.
    struct Mail {
        std::string host;  // empty: no mail goes out
        std::uint16_t port = 587;
        MailSecurity security = MailSecurity::starttls;
        std::string user;                     // empty: the server asks for none
        std::filesystem::path password_file;  // its first line
        std::string sender;                   // address that mails come from
    } mail;

    // How people become members, and what is asked of them.
    struct Members {
        Registration registration = Registration::closed;
        std::filesystem::path charter;  // text file that members agree to; empty: none
        // Names of the roles that need a second factor.
        std::vector<std::string> second_factor_for{"operator", "safeguarding_lead", "moderator", "research_lead"};
        // What a member sees first who has joined nothing: "teacher=algebra", "everyone=https://a.example/post/7".
        std::vector<std::string> starter;
        unsigned operator_minutes = 30;  // how long operators' pages stay open after a proof of the password
        unsigned invitation_days = 14;   // how long an invitation is good, unless the inviter says otherwise
        unsigned newcomer_posts = 0;     // whose first so many things wait for a facilitator; 0: nobody's
        unsigned own_consent_from = 16;  // the age from which pupils agree for themselves; younger ones' parents do
    } members;

    // How long what is over is kept, in days; 0: no period ends it.
    struct Retention {
        unsigned closed_details_days = 365;  // what closed accounts of grown-ups say of their people
        unsigned closed_pupil_details_days = 90;
        unsigned closed_words_days = 0;  // and all that those wrote, here and at partners
        unsigned closed_pupil_words_days = 0;
        unsigned request_days = 90;  // who asked to be let in, and was not answered
        unsigned notification_days = 365;
        unsigned pupil_notification_days = 365;
        unsigned guide_draft_days = 0;        // after they were saved last
        unsigned report_days = 0;             // after they were closed
        unsigned safeguarding_case_days = 0;  // after they were closed
    } retention;

    // When the safeguarding lead is at school, and who is told beside them when they are not.
    struct Safeguarding {
        unsigned from_hour = 8;  // Monday to Friday, by the clock of the school
        unsigned to_hour = 17;
        int ahead_of_utc_minutes = 0;  // that clock; behind it: negative
        std::string deputy;            // account that is told out of hours as well; empty: nobody
    } safeguarding;

    // Pictures that members bring.
    struct Media {
        std::size_t most_mib = 16;     // largest file, as it is brought
        std::size_t member_mib = 500;  // what one member's pictures may take up
        std::size_t all_mib = 20'000;  // what all pictures of this node may take up
    } media;

    // The way to other servers, where a school's network has one of its own.
    struct Outgoing {
        std::string proxy;                // "http://proxy.school.example:3128"; empty: straight
        std::filesystem::path authority;  // certificates that are believed beside the system's, PEM; empty: none
    } outgoing;

    // Who may read the numbers of this node at /metrics beside programs on this computer.
    struct Metrics {
        std::filesystem::path token_file;  // its first line is the token; empty: nobody else
    } metrics;

    // The school's own sign-in (OpenID Connect).
    struct OpenId {
        std::string issuer;                // its address; empty: there is none
        std::string name = "your school";  // on the button
        std::string client_id;
        std::filesystem::path secret_file;  // its first line; empty: a public client
        std::string scopes = "openid profile email offline_access";
        std::string hosted_domain;  // Google Workspace: the only domain that may come in
        std::string tenant;         // Microsoft Entra: the only tenant that may come in
        std::string groups_claim = "groups";
        std::vector<std::string> allowed_groups;  // empty: everybody whom the sign-in knows
        std::vector<std::string> pupil_groups;    // whose members are pupils
        std::vector<std::string> roles;           // "group=role"
        std::vector<std::string> constituencies;  // "group=constituency"
    } openid;

    struct Log {
        log::Level level = log::Level::info;
        log::Form form = log::Form::text;
    } log;

    std::string origin() const { return "https://" + node.domain; }
};

// What is wrong with the file, every problem with its line and what would be right.
class SettingsError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Reads the text of a settings file; `file` is its name for messages. Throws SettingsError.
Settings parse_settings(std::string_view toml, std::string_view file);
Settings read_settings(std::filesystem::path const& file);

// Every key that exists, as "section.key", in the order of the example file.
std::vector<std::string> settings_keys();

// True for a host name that a node can carry: lower-case labels of letters, digits and hyphens with at least one dot.
bool is_host_name(std::string_view text) noexcept;

// Where a proxy of the school's network is.
struct ProxyPlace {
    std::string host;  // a name, or an IPv4 address
    std::uint16_t port = 0;
};

// "http://proxy.school.example:3128" => both parts. Nothing for anything else: no path, no user, and the port is named.
std::optional<ProxyPlace> proxy_place(std::string_view address);

// True for one plain address, at most 320 bytes: nothing in it could end a line of a mail's head or begin another
// address.
bool is_mail_address(std::string_view text) noexcept;

}  // namespace collegium
