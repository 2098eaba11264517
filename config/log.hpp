// The log: one event, one line, `key=value`. Never bodies, tokens, or members' words: children write here.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace collegium::log {

using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

enum class Level { debug, info, warning, error };

// How a line looks: words and `key=value`, or one JSON object.
enum class Form { text, json };

// Lines below this level are dropped. Safe to call from any thread.
void set_level(Level level);

// For all lines from now on. Call it before there are threads.
void set_form(Form form);

// Writes one line to standard error: time, level, event in the past tense, then the fields. Values are quoted when
// they hold anything but letters, digits and -._:/@ and control bytes are escaped, so that a stranger's text cannot
// start a line of its own. Safe to call from any thread.
// Where standard error is the system's journal, a line begins with its priority instead (sd-daemon(3): "<4>"), and
// leaves out the time, which the journal keeps.
void write(Level level, std::string_view event, Fields fields = {});

// What such a line holds behind its priority or time: the event and its fields.
std::string line_of(Form form, Level level, std::string_view event, Fields fields);

inline void debug(std::string_view event, Fields fields = {}) {
    write(Level::debug, event, fields);
}
inline void info(std::string_view event, Fields fields = {}) {
    write(Level::info, event, fields);
}
inline void warning(std::string_view event, Fields fields = {}) {
    write(Level::warning, event, fields);
}
inline void error(std::string_view event, Fields fields = {}) {
    write(Level::error, event, fields);
}

}  // namespace collegium::log
