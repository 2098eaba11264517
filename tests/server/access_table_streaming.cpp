// Who may come in where live streams begin.
#include "tests/server/access_table.hpp"

namespace collegium::tests {

namespace {

constexpr Access rows_of_streaming[] = {
    {Method::get, "/api/v1/streaming", Needs::nothing},
    {Method::get, "/api/v1/streaming/health", Needs::nothing},
    {Method::get, "/api/v1/streaming/:stream", Needs::nothing},
    {Method::get, "/api/v1/streaming/:stream/:part", Needs::nothing},
};

}  // namespace

std::span<Access const> access_for_streaming() noexcept {
    return rows_of_streaming;
}

}  // namespace collegium::tests
