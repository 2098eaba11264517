#include "server/commands/command_line.hpp"

#include "server/commands/command_tree.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/init_options.hpp"
#include "server/commands/leavers.hpp"
#include "server/commands/manual.hpp"
#include "server/commands/opened.hpp"
#include "server/commands/way_out.hpp"

#include <functional>
#include <iostream>

namespace collegium::server::commands {

namespace {

int code_of(ExitCode code) {
    return static_cast<int>(code);
}

class CommandLine {
public:
    CommandLine() {
        add_init();
        add_serve();
        add_user_commands();
        add_community_commands();
        add_partner_commands();
        add_partner_list_commands();
        add_service_commands();
        add_store_commands();
        add_record_commands(tree_);
        add_about_commands(tree_);
    }

    int parse_and_run(int argc, char** argv) { return tree_.parse_and_run(argc, argv); }

private:
    CLI::App& command(CLI::App& parent, char const* name, char const* words, std::function<void()> run) {
        return tree_.command(parent, name, words, std::move(run));
    }
    CLI::App& group(char const* name, char const* words) { return tree_.group(name, words); }
    CLI::App& reporting(CLI::App& sub) { return tree_.reporting(sub); }

    void add_init() {
        auto& init = command(app_, "init", "Set up a node, step by step, and check whether it can live here", [this] {
            init_.config = config_;
            initialise(init_);
        });
        add_init_options(init, init_);
    }

    void add_serve() {
        auto& serve = command(app_, "serve", "Serve until stopped", [this] {
            serve_node(config_, test_network_, school_inside_);
        });
        serve.add_flag(
            "--school-sign-in-inside",
            school_inside_,
            "The server that openid.issuer names may have a private address. It is then trusted like the network "
            "around it"
        );
        serve.add_option("--test-network", test_network_, "Nodes on this computer, for demonstrations and tests only");
    }

    void add_user_commands() {
        auto& user = group("user", "People who sign in here");
        auto& add = command(user, "add", "Add a person", [this] { add_user(config_, user_); });
        add.add_option("name", user_.name, "Name for signing in: letters, digits, underscores")->required();
        add.add_option("--display-name", user_.display_name, "Name that others read");
        add.add_option("--role", user_.roles, "A role; can be given several times");
        add.add_option("--constituency", user_.constituency, "For whom they speak: teacher, academic, student, ...");
        add.add_option("--belonging", user_.belonging, "member, supporter, trustee or guest")->capture_default_str();
        add.add_flag("--pupil", user_.pupil, "A child: nothing of theirs leaves this node");
        add.add_flag("--password-stdin", user_.password_from_stdin, "Read the password from standard input");
        reporting(command(user, "list", "List the people and who is the research lead", [this] {
            list_users(config_, tree_.json());
        }));
        add_user_changes(user);
        add_invite();
        add_data_commands(tree_, user);
    }

    void add_user_changes(CLI::App& user) {
        auto& set = command(user, "set", "Change a person", [this] { change_user(config_, change_); });
        set.add_option("name", change_.name, "Whom")->required();
        set.add_option("--give", change_.give, "A role to give; can be given several times");
        set.add_option("--take", change_.take, "A role to take away; can be given several times");
        set.add_option("--constituency", change_.constituency, "For whom they speak");
        set.add_option("--belonging", change_.belonging, "member, supporter, trustee or guest");
        set.add_option("--state", change_.state, "active, paused or closed");
        auto& close = reporting(command(user, "close", "Close the accounts of all who left, from a list", [this] {
            close_leavers(config_, leavers_, confirmed_, tree_.json());
        }));
        close.add_option("file", leavers_, "A file with one account a line")->required();
        close.add_option("--confirm", confirmed_, "How many will be closed; without it this says only who would be");
        auto& password = command(user, "reset-password", "Give a person another password", [this] {
            reset_password(config_, user_.name, user_.password_from_stdin);
        });
        password.add_option("name", user_.name, "Whom")->required();
        password.add_flag("--password-stdin", user_.password_from_stdin, "Read the password from standard input");
        auto& factor = command(user, "reset-second-factor", "Take away a second factor that was lost", [this] {
            reset_second_factor(config_, user_.name);
        });
        factor.add_option("name", user_.name, "Whom")->required();
    }

    void add_invite() {
        auto& sub = reporting(command(app_, "invite", "Make an address to sign up by", [this] {
            invitation_.json = tree_.json();
            invite(config_, invitation_);
        }));
        sub.add_option("--role", invitation_.roles, "A role to give; can be given several times");
        sub.add_option("--constituency", invitation_.constituency, "For whom they speak");
        sub.add_flag("--pupil", invitation_.pupil, "A child: nothing of theirs leaves this node");
        sub.add_option("--community", invitation_.community, "A community here that they join at once");
        sub.add_option("--uses", invitation_.uses, "How many people it is for")->capture_default_str();
        sub.add_option("--days", invitation_.days, "How long it is good");
        sub.add_option("--note", invitation_.note, "For whom, for yourself");
    }

    void add_community_commands() {
        auto& community = group("community", "Communities of this node");
        auto& add = command(community, "add", "Add a community", [this] { add_community(config_, community_); });
        add.add_option("name", community_.name, "Name in its address: letters, digits, underscores")->required();
        add.add_option("--display-name", community_.display_name, "Name that people read");
        add.add_option("--summary", community_.summary, "What it is about, in a sentence");
        add.add_option("--facilitator", community_.facilitator, "Who runs it: the name of a person here");
        add_way_out(tree_, community);
    }

    void add_partner_commands() {
        auto& partner = group("partner", "Institutions that this node exchanges with");
        auto& add = command(partner, "add", "Agree with a partner", [this] { add_partner(config_, host_, note_); });
        add.add_option("domain", host_, "Domain of the partner's node")->required();
        add.add_option("--note", note_, "For yourself");
        reporting(command(partner, "list", "List the partners", [this] { list_partners(config_, tree_.json()); }));
        add_agreement_commands(partner);
        add_exchange_commands(partner);
        auto& holiday =
            command(partner, "holiday", "Tell partners when you are away; without dates: not any more", [this] {
                announce_holiday(config_, holiday_);
            });
        holiday.add_option("--from", holiday_.from, "First day, as in 2026-12-19");
        holiday.add_option("--to", holiday_.to, "Last day");
        holiday.add_option("--text", holiday_.text, "A sentence for members there");
    }

    CLI::App& about_list(CLI::App& parent, char const* name, char const* words, std::function<void()> run) {
        auto& sub = command(parent, name, words, std::move(run));
        sub.add_option("network", network_, "The network whose list it is: net@university.example")->required();
        return sub;
    }

    void add_partner_list_commands() {
        auto& lists = group("partner-list", "What networks say of institutions, as drafts for you");
        auto& follow = about_list(lists, "follow", "Subscribe to a list, or choose anew", [this] {
            follow_partner_list(config_, test_network_, network_, choice_);
        });
        follow.add_flag("--apply-allowed", choice_.allowed, "Introduce this node by itself to those that it allows");
        follow.add_flag("--apply-blocked", choice_.blocked, "Let its limits and blocks hold by themselves");
        follow.add_flag("--apply-withdrawn", choice_.withdrawn, "Undo by itself what it takes back");
        follow.add_option("--test-network", test_network_, "Nodes on this computer, for tests only");
        reporting(command(lists, "show", "Show the lists and what waits for you", [this] {
            show_partner_lists(config_, tree_.json());
        }));
        auto& take = about_list(lists, "take", "Do what a list says of an institution", [this] {
            decide_partner_list(config_, network_, host_, true);
        });
        take.add_option("domain", host_, "Domain of the institution")->required();
        auto& decline = about_list(lists, "decline", "Do not do it", [this] {
            decide_partner_list(config_, network_, host_, false);
        });
        decline.add_option("domain", host_, "Domain of the institution")->required();
        about_list(lists, "drop", "Read a list no more; what came of it stays", [this] {
            drop_partner_list(config_, network_);
        });
    }

    void add_service_commands() {
        auto& service = group("service", "Services outside that review guides (COAR Notify)");
        auto& add = command(service, "add", "Register a service, or change it; prints its token", [this] {
            add_service(config_, service_);
        });
        add.add_option("name", service_.name, "Name in its address here: letters, digits, underscores")->required();
        add.add_option("--id", service_.id, "What it calls itself: an https address")->required();
        add.add_option("--inbox", service_.inbox, "Where it takes notices: an https address")->required();
        add.add_option("--display-name", service_.display_name, "Name that people read");
        add.add_option("--address", service_.addresses, "From where it comes without its token: 192.0.2.7");
        add.add_option("--community", service_.community, "Takes what it asks to be reviewed; without: nothing is");
        add.add_flag("--token-from-stdin", service_.token_from_stdin, "Read the token that it wants to see");
        reporting(command(service, "list", "List the services", [this] { list_services(config_, tree_.json()); }));
        auto& remove = command(service, "remove", "Take nothing from a service and send it nothing", [this] {
            remove_service(config_, service_.name);
        });
        remove.add_option("name", service_.name, "Its name here")->required();
    }

    CLI::App& about_host(CLI::App& parent, char const* name, char const* words, std::function<void()> run) {
        auto& sub = command(parent, name, words, std::move(run));
        sub.add_option("domain", host_, "Domain of the partner's node")->required();
        return sub;
    }

    void add_agreement_commands(CLI::App& partner) {
        auto& introduce = about_host(partner, "introduce", "Ask another institution for a partnership", [this] {
            introduce_to_partner(config_, test_network_, host_);
        });
        introduce.add_option("--test-network", test_network_, "Nodes on this computer, for tests only");
        about_host(partner, "agree", "Agree with who introduced itself", [this] {
            agree_with_partner(config_, host_);
        });
        auto& decline = about_host(partner, "decline", "Turn down who introduced itself, or take our own back", [this] {
            decline_partner(config_, host_, reason_);
        });
        decline.add_option("--reason", reason_, "For yourself");
        auto& pause = about_host(partner, "pause", "Stop exchanging for a while; nothing is lost", [this] {
            pause_partner(config_, host_, reason_);
        });
        pause.add_option("--reason", reason_, "For yourself");
        about_host(partner, "resume", "Go on after a pause", [this] { resume_partner(config_, host_); });
        auto& remove =
            about_host(partner, "remove", "End a partnership for good; shows first whom it concerns", [this] {
                remove_partner(config_, host_, removal_);
            });
        remove.add_flag("--data", removal_.with_data, "Erase what is kept from there");
        remove.add_flag("--yes", removal_.confirmed, "Do it");
    }

    void add_exchange_commands(CLI::App& partner) {
        reporting(about_host(partner, "show", "Show how the exchange goes", [this] {
            show_partner(config_, host_, tree_.json());
        }));
        auto& test = about_host(partner, "test", "Check step by step whether the exchange can work", [this] {
            test_partner(config_, test_network_, host_, tree_.json());
        });
        reporting(test);
        test.add_option("--test-network", test_network_, "Nodes on this computer, for tests only");
        command(partner, "pause-all", "Pause the exchange with everybody", [this] { pause_exchange(config_); });
        command(partner, "resume-all", "End that pause", [this] { resume_exchange(config_); });
        auto& mailbox =
            command(partner, "mailbox", "Keep what is for a node that nobody can reach, or fetch there", [this] {
                set_mailbox(config_, state_, host_, key_);
            });
        mailbox.add_option("action", state_, "offer (keep it here), use (fetch there) or end")
            ->required()
            ->check(CLI::IsMember({"offer", "use", "end"}));
        mailbox.add_option("domain", host_, "Domain of the other node")->required();
        mailbox.add_option("--key", key_, "To offer: the key that 'partner mailbox use' shows there");
        about_host(partner, "retry", "Queue once more what they refused", [this] { retry_partner(config_, host_); });
        about_host(partner, "catch-up", "Fetch what is missing from there", [this] { want_catch_up(config_, host_); });
    }

    void add_store_commands() {
        auto& thread = reporting(command(app_, "thread", "Show a question as it is stored", [this] {
            show_thread(config_, iri_, tree_.json());
        }));
        thread.add_option("address", iri_, "Address of the question")->required();
        reporting(command(app_, "health", "Show what the node checks in itself, and what to do", [this] {
            show_health(config_, tree_.json());
        }));
        reporting(command(app_, "rebuild", "Make all views again from the log", [this] {
            rebuild_views(config_, tree_.json());
        }));
        auto& read_only = reporting(command(app_, "read-only", "Let nobody change anything, or let them again", [this] {
            set_read_only(config_, state_, tree_.json());
        }));
        read_only.add_option("state", state_, "on or off; without it: how it is")->check(CLI::IsMember({"on", "off"}));
    }

    CommandTree tree_;
    CLI::App& app_ = tree_.root();
    std::filesystem::path const& config_ = tree_.config();
    InitOptions init_;
    ServiceOptions service_;
    std::filesystem::path test_network_;
    UserOptions user_;
    UserChange change_;
    std::filesystem::path leavers_;
    std::optional<std::uint64_t> confirmed_;
    InviteOptions invitation_;
    CommunityOptions community_;
    std::string host_, note_, reason_, iri_, state_, network_;
    ListChoice choice_;
    Removal removal_;
    federation::Holiday holiday_;
    std::filesystem::path file_;
    std::string witness_, key_;
    bool school_inside_ = false;
};

}  // namespace

int run(int argc, char** argv) {
    try {
        return CommandLine{}.parse_and_run(argc, argv);
    } catch (UnknownCommand const& error) {
        std::cerr << "collegium: " << error.what() << '\n';
        return code_of(ExitCode::usage);
    } catch (DamageFound const& error) {
        std::cerr << "collegium: " << error.what() << '\n';
        return code_of(ExitCode::damaged);
    } catch (storage::CorruptRecord const& error) {
        std::cerr << "collegium: " << error.what() << ": 'collegium scrub' lists all that is damaged\n";
        return code_of(ExitCode::damaged);
    } catch (std::exception const& error) {
        std::cerr << "collegium: " << error.what() << '\n';
        return code_of(ExitCode::refused);
    }
}

}  // namespace collegium::server::commands
