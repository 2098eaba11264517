// Writes the messages of templates as a catalogue without translations: collegium-messages FILE...
#include "server/languages/template_messages.hpp"

#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>

namespace {

using collegium::server::languages::Message;

std::string name_of(std::string_view path) {
    return std::string{path.substr(path.rfind('/') + 1)};
}

std::string quoted(std::string_view text) {
    std::string line = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') line += '\\';
        line += c;
    }
    return line + "\"";
}

void write(Message const& message, std::set<std::string> const& files) {
    std::cout << "\n#:";
    for (auto const& file : files) std::cout << " " << file;
    if (message.english.find('{') != std::string::npos) std::cout << "\n#, python-brace-format";
    if (!message.context.empty()) std::cout << "\nmsgctxt " << quoted(message.context);
    std::cout << "\nmsgid " << quoted(message.english) << "\nmsgstr \"\"\n";
}

}  // namespace

int main(int count, char** arguments) try {
    std::map<Message, std::set<std::string>> messages;
    for (int i = 1; i < count; ++i) {
        std::ifstream file{arguments[i]};
        if (!file) throw std::runtime_error{std::string{arguments[i]} + " cannot be read"};
        std::string const text{std::istreambuf_iterator<char>{file}, {}};
        for (auto const& message : collegium::server::languages::messages_in(text))
            messages[message].insert(name_of(arguments[i]));
    }
    std::cout << "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n";
    for (auto const& [message, files] : messages) write(message, files);
    return 0;
} catch (std::exception const& problem) {
    std::cerr << problem.what() << '\n';
    return 1;
}
