// Raw requests and what becomes of them: findings S5 and S7 of our security reference, the smuggling variants of
// RFC 9112 section 11.2, and the odd shapes that other servers have been caught by.
#pragma once

#include <span>
#include <string_view>

namespace collegium::tests {

using namespace std::string_view_literals;

struct RawRequest {
    std::string_view name;
    std::string_view head;
    unsigned status;  // 200: taken
};

// Decided by the head alone. None of those that are taken announces a body.
std::span<RawRequest const> raw_heads();

// Decided by the body. 0: the connection ends without an answer, as nothing was left to wait for.
std::span<RawRequest const> raw_bodies();

}  // namespace collegium::tests
