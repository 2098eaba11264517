#include "config/settings.hpp"

#include <algorithm>

namespace collegium {

bool is_mail_address(std::string_view text) noexcept {
    constexpr std::string_view special = "<>()[],;:\\\"%@";
    auto const plain = [&](char c) { return c > ' ' && c < '\x7F' && special.find(c) == special.npos; };
    auto const at = text.find('@');
    if (at == text.npos || at == 0 || at + 1 == text.size() || text.size() > 320) return false;
    return std::ranges::all_of(text.substr(0, at), plain) && std::ranges::all_of(text.substr(at + 1), plain);
}

}  // namespace collegium
