#include "server/commands/manual.hpp"

#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "server/commands/command_tree.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <memory>

namespace collegium::server::commands {

namespace {

struct CodeWords {
    ExitCode code;
    char const* words;
};
constexpr std::array<CodeWords, 4> code_words{
    {{ExitCode::done, "Done."},
     {ExitCode::refused, "Refused: nothing was changed, and standard error says why and what to do."},
     {ExitCode::usage, "There is no such command or option, or something is missing."},
     {ExitCode::damaged, "Something on the disk is not as it was written."}}};

std::vector<CLI::App const*> commands_of(CLI::App const& app) {
    return app.get_subcommands([](CLI::App const* sub) { return !sub->get_name().empty(); });
}

std::vector<CLI::Option const*> options_of(CLI::App const& app) {
    return app.get_options([](CLI::Option const* option) { return !option->get_lnames().empty(); });
}

std::vector<CLI::Option const*> positionals_of(CLI::App const& app) {
    return app.get_options([](CLI::Option const* option) { return option->get_positional(); });
}

bool takes_value(CLI::Option const& option) {
    return option.get_items_expected_max() > 0;
}

// In roff a line that begins with a dot is a command, a backslash begins one, and a hyphen may become another sign.
std::string roff(std::string_view text) {
    std::string safe;
    for (char const c : text) {
        bool const at_line_start = safe.empty() || safe.back() == '\n';
        if (at_line_start && (c == '.' || c == '\'')) safe += "\\&";
        if (c == '\\')
            safe += "\\e";
        else if (c == '-')
            safe += "\\-";
        else
            safe += c;
    }
    return safe;
}

std::string option_words(CLI::Option const& option) {
    auto words = "--" + option.get_lnames().front();
    if (takes_value(option)) words += " " + option.get_type_name();
    return words;
}

void add_options(std::string& page, CLI::App const& app) {
    for (auto const* option : positionals_of(app))
        page += ".TP\n\\fI" + roff(option->get_single_name()) + "\\fR\n" + roff(option->get_description()) + "\n";
    for (auto const* option : options_of(app)) {
        if (option->get_lnames().front() == "help") continue;
        page += ".TP\n\\fB" + roff(option_words(*option)) + "\\fR\n" + roff(option->get_description());
        if (!option->get_default_str().empty()) page += " (" + roff(option->get_default_str()) + ")";
        if (!option->get_envname().empty()) page += ". Environment: \\fB" + roff(option->get_envname()) + "\\fR";
        page += "\n";
    }
}

std::string line_of(CLI::App const& command, std::string const& path) {
    auto line = path;
    for (auto const* option : positionals_of(command)) {
        auto const name = option->get_single_name();
        line += option->get_required() ? " " + name : " [" + name + "]";
    }
    for (auto const* option : options_of(command))
        if (option->get_required()) line += " " + option_words(*option);
    return line;
}

void add_commands(std::string& page, CLI::App const& app, std::string const& path) {
    for (auto const* command : commands_of(app)) {
        auto const name = path + " " + command->get_name();
        if (auto const below = commands_of(*command); !below.empty()) {
            page += ".SS \"" + roff(name) + "\"\n" + roff(command->get_description()) + ".\n";
            add_commands(page, *command, name);
            continue;
        }
        page += ".SS \"" + roff(line_of(*command, name)) + "\"\n" + roff(command->get_description()) + ".\n";
        add_options(page, *command);
    }
}

void add_cases(std::string& script, CLI::App const& app, std::string const& path) {
    std::string words;
    for (auto const* command : commands_of(app)) words += command->get_name() + " ";
    for (auto const* option : options_of(app)) words += "--" + option->get_lnames().front() + " ";
    script += "        \"" + path + "\") words=\"" + words + "\" ;;\n";
    for (auto const* command : commands_of(app))
        add_cases(script, *command, path.empty() ? command->get_name() : path + " " + command->get_name());
}

}  // namespace

std::string version_words() {
    return "collegium " + std::string{federation::vocabulary::software_version};
}

std::string exit_codes_text() {
    std::string text = "Exit codes:\n";
    for (auto const& each : code_words)
        text += "  " + std::to_string(static_cast<int>(each.code)) + "  " + each.words + "\n";
    return text;
}

std::string help_of(CLI::App const& app, std::vector<std::string> const& words) {
    auto const* at = &app;
    auto path = app.get_name();
    for (auto const& word : words) {
        auto const below = commands_of(*at);
        auto const next = std::ranges::find_if(below, [&](auto const* sub) { return sub->get_name() == word; });
        if (next == below.end()) throw UnknownCommand{"there is no command '" + word + "': 'collegium help' lists all"};
        at = *next;
        path += " " + word;
    }
    // Not help(): that tells of the command which was typed, and this one was 'help'.
    return at->get_formatter()->make_help(at, path, CLI::AppFormatMode::Normal);
}

std::string manual_page(CLI::App const& app, std::string_view version) {
    std::string page = ".TH COLLEGIUM 1 \"\" \"" + roff(version) + "\" \"Collegium\"\n";
    page += ".SH NAME\ncollegium \\- " + roff(app.get_description()) + "\n";
    page += ".SH SYNOPSIS\n\\fBcollegium\\fR [\\fB\\-\\-config\\fR FILE] COMMAND [ARGUMENTS]\n";
    page +=
        ".SH DESCRIPTION\nEvery command that reports something takes \\fB\\-\\-json\\fR, and then writes one JSON "
        "object or list. \\fBcollegium help\\fR COMMAND tells about one command.\n";
    page += ".SH OPTIONS\n";
    add_options(page, app);
    page += ".SH COMMANDS\n";
    add_commands(page, app, "collegium");
    page += ".SH EXIT STATUS\n";
    for (auto const& each : code_words)
        page += ".TP\n" + std::to_string(static_cast<int>(each.code)) + "\n" + roff(each.words) + "\n";
    page += ".SH FILES\n.TP\n/etc/collegium/collegium.toml\nSettings.\n";
    return page;
}

std::string completion_script(CLI::App const& app) {
    std::string script =
        "# bash: source <(collegium help --completion)\n"
        "_collegium() {\n"
        "    local word path=\"\" words=\"\" last=\"${COMP_WORDS[COMP_CWORD]}\"\n"
        "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
        "        case $word in -* | */* | *.*) ;; *) path=\"${path:+$path }$word\" ;; esac\n"
        "    done\n"
        "    case $path in\n";
    add_cases(script, app, "");
    script +=
        "        *) COMPREPLY=($(compgen -f -- \"$last\")); return ;;\n"
        "    esac\n"
        "    COMPREPLY=($(compgen -W \"$words\" -- \"$last\"))\n"
        "}\n"
        "complete -F _collegium collegium\n";
    return script;
}

void add_about_commands(CommandTree& tree) {
    tree.reporting(tree.command(tree.root(), "version", "Print the version", [&tree] {
        auto const number = federation::vocabulary::software_version;
        auto const json = federation::JsonText::object().text("version", number).done();
        std::cout << (tree.json() ? json : version_words()) << '\n';
    }));
    struct Asked {
        std::vector<std::string> command;
        bool page = false, script = false;
    };
    auto const asked = std::make_shared<Asked>();
    auto& help = tree.command(tree.root(), "help", "Tell about a command", [&tree, asked] {
        auto const& app = tree.root();
        if (asked->page)
            std::cout << manual_page(app, version_words());
        else
            std::cout << (asked->script ? completion_script(app) : help_of(app, asked->command));
    });
    help.add_option("command", asked->command, "Which one; without: all");
    help.add_flag("--man", asked->page, "All of them as a page for man(1)");
    help.add_flag("--completion", asked->script, "A script by which bash completes the commands");
}

}  // namespace collegium::server::commands
