// Breakdowns: exceptions that end work in the background, where nobody waits who could be told.
#pragma once

#include <exception>
#include <string_view>

namespace collegium {

// One line in the log; nothing if there is no exception. what: the work, in a few words.
void log_breakdown(std::string_view what, std::exception_ptr const& broken);

}  // namespace collegium
