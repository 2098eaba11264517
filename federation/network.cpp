#include "federation/network.hpp"

#include "crypto/http_text.hpp"

namespace collegium::federation {

std::string_view IncomingResponse::field(std::string_view name) const noexcept {
    return crypto::field_value(fields, name);
}

}  // namespace collegium::federation
