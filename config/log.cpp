#include "config/log.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace collegium::log {

namespace {

std::atomic<Form> the_form = Form::text;

// $JOURNAL_STREAM names the device and the inode of the journal's end of standard error (systemd.exec(5)). A program
// that was started with another standard error inherits the variable all the same, so the two are compared.
bool writes_to_journal() {
    auto const* const stream = std::getenv("JOURNAL_STREAM");
    struct stat place {};
    if (stream == nullptr || fstat(STDERR_FILENO, &place) != 0) return false;
    return std::to_string(place.st_dev) + ':' + std::to_string(place.st_ino) == stream;
}

bool is_in_journal() {
    static bool const is = writes_to_journal();
    return is;
}

spdlog::logger& logger() {
    static auto const instance = [] {
        auto made = spdlog::stderr_logger_mt("collegium");
        made->set_pattern(is_in_journal() ? "%v" : "%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
        return made;
    }();
    return *instance;
}

spdlog::level::level_enum translated(Level level) {
    switch (level) {
        case Level::debug: return spdlog::level::debug;
        case Level::info: return spdlog::level::info;
        case Level::warning: return spdlog::level::warn;
        case Level::error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

// Of syslog(3), as the journal reads them.
std::string_view priority_of(Level level) {
    switch (level) {
        case Level::debug: return "<7>";
        case Level::info: return "<6>";
        case Level::warning: return "<4>";
        case Level::error: return "<3>";
    }
    return "<3>";
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::debug: return "debug";
        case Level::info: return "info";
        case Level::warning: return "warning";
        case Level::error: return "error";
    }
    return "error";
}

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{"-._:/@#+"}.find(c) != std::string_view::npos;
}

void append_quoted(std::string& line, std::string_view value, std::string_view escape) {
    constexpr std::string_view hex = "0123456789abcdef";
    line += '"';
    for (char const c : value) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            line += '\\';
            line += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            line += escape;
            line += hex[byte >> 4];
            line += hex[byte & 15];
        } else {
            line += c;
        }
    }
    line += '"';
}

void append_value(std::string& line, std::string_view value) {
    if (!value.empty() && std::ranges::all_of(value, is_plain))
        line += value;
    else
        append_quoted(line, value, "\\x");
}

void append_member(std::string& line, std::string_view name, std::string_view value) {
    line += line.size() > 1 ? ",\"" : "\"";
    line += name;
    line += "\":";
    append_quoted(line, value, "\\u00");
}

}  // namespace

void set_level(Level level) {
    logger().set_level(translated(level));
}

void set_form(Form form) {
    the_form = form;
    if (form == Form::json && !is_in_journal())
        logger().set_pattern("{\"time\":\"%Y-%m-%dT%H:%M:%S.%eZ\",%v", spdlog::pattern_time_type::utc);
}

std::string line_of(Form form, Level level, std::string_view event, Fields fields) {
    if (form == Form::text) {
        std::string line{event};
        for (auto const& [key, value] : fields) {
            line += ' ';
            line += key;
            line += '=';
            append_value(line, value);
        }
        return line;
    }
    std::string line{"{"};
    append_member(line, "level", name_of(level));
    append_member(line, "event", event);
    for (auto const& [key, value] : fields) append_member(line, key, value);
    return line + '}';
}

void write(Level level, std::string_view event, Fields fields) {
    auto const translated_level = translated(level);
    if (!logger().should_log(translated_level)) return;

    auto const form = the_form.load();
    auto line = line_of(form, level, event, fields);
    if (is_in_journal())
        line.insert(0, priority_of(level));
    else if (form == Form::json)
        line.erase(0, 1);  // the pattern begins the object, with the time
    logger().log(translated_level, spdlog::string_view_t{line.data(), line.size()});
}

}  // namespace collegium::log
