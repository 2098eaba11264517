#include "config/breakdown.hpp"

#include "config/log.hpp"

#include <string>

namespace collegium {

void log_breakdown(std::string_view what, std::exception_ptr const& broken) {
    if (!broken) return;
    try {
        std::rethrow_exception(broken);
    } catch (std::exception const& problem) {
        log::error("work in the background broke down", {{"what", what}, {"problem", problem.what()}});
    } catch (...) {
        log::error("work in the background broke down", {{"what", what}});
    }
}

}  // namespace collegium
