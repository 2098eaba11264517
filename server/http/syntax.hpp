// The alphabet of HTTP/1.1 (RFC 9110, 5.5, 5.6 and RFC 9112, 3.2): one grammar for what comes in and what goes out.
#pragma once

#include <string_view>

namespace collegium::server::syntax {

// 1*tchar: methods, field names.
bool is_token(std::string_view text) noexcept;

// No control byte at all. A horizontal tab is one: see is_field_value.
bool has_no_control(std::string_view text) noexcept;

// What a peer may put in a field: no control byte but the tab. Bytes above 0x7f are its own affair.
bool is_field_value(std::string_view text) noexcept;

// Origin form: '/', then visible ASCII without '#'. "//" and "/\" at the start are not: some readers see a host there.
bool is_origin_form(std::string_view target) noexcept;

// reg-name or [IPv6] of letters, digits, '.', '-', '_', and a port of 1 to 65535 if there is a colon. No user, no
// blanks.
bool is_authority(std::string_view text) noexcept;


std::string_view trimmed(std::string_view text) noexcept;  // of blanks and tabs

// True if the comma-separated list has the element, in any case.
bool list_has(std::string_view list, std::string_view element) noexcept;

}  // namespace collegium::server::syntax
