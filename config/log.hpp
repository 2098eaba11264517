// The log: one event, one line, `key=value`. Never bodies, tokens, or members' words: children write here.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

namespace collegium::log {

using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

enum class Level { debug, info, warning, error };

// Lines below this level are dropped. Safe to call from any thread.
void set_level(Level level);

// Writes one line to standard error: time, level, event in the past tense, then the fields. Values are quoted when
// they hold anything but letters, digits and -._:/@ and control bytes are escaped, so that a stranger's text cannot
// start a line of its own. Safe to call from any thread.
void write(Level level, std::string_view event, Fields fields = {});

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
