#include "federation/network.hpp"

#include <algorithm>

namespace collegium::federation {

std::string_view IncomingResponse::field(std::string_view name) const noexcept {
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    auto const same = [&](crypto::HeaderField const& each) {
        return std::ranges::equal(each.name, name, {}, lower, lower);
    };
    auto const found = std::ranges::find_if(fields, same);
    return found == fields.end() ? std::string_view{} : found->value;
}

}  // namespace collegium::federation
