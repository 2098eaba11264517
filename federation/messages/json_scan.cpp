#include "federation/messages/json_scan.hpp"

#include "crypto/plain_bytes.hpp"

namespace collegium::federation {

namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool is_number_byte(char c) noexcept {
    return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

// The number of an escape's four hex digits, or -1.
int hex4(std::string_view text) noexcept {
    if (text.size() < 4) return -1;
    int number = 0;
    for (char const c : text.substr(0, 4)) {
        int const digit = is_digit(c)            ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) return -1;
        number = number * 16 + digit;
    }
    return number;
}

class Scan {
public:
    Scan(std::string_view bytes, JsonLimits const& limits) : rest_{bytes}, limits_{limits} {}

    Result<void> run() {
        while (!rest_.empty()) {
            char const c = rest_.front();
            Result<void> outcome;
            if (c == '"')
                outcome = string();
            else if (is_number_byte(c) && c != 'e' && c != 'E')
                outcome = number();
            else
                outcome = structure(c);
            if (!outcome) return outcome;
        }
        return {};
    }

private:
    Result<void> structure(char c) {
        if (c == '[' || c == '{') {
            if (++depth_ > limits_.depth) return Refusal{Reason::malformed, "nested too deep"};
        } else if ((c == ']' || c == '}') && depth_ > 0) {
            --depth_;
        }
        // Outside strings JSON is ASCII: this refuses NUL, which would end the text for some parsers, and a byte order
        // mark.
        if (static_cast<unsigned char>(c) >= 0x80 || c == '\0')
            return Refusal{Reason::malformed, "a byte that JSON has not"};
        rest_.remove_prefix(1);
        return {};
    }

    // A short number with a huge exponent crashes the parser (CVE-2024-38517), so the shape is bounded first.
    Result<void> number() {
        std::size_t size = 0, exponent = 0;
        bool in_exponent = false;
        for (; size < rest_.size() && is_number_byte(rest_[size]); ++size) {
            char const c = rest_[size];
            if (c == 'e' || c == 'E') in_exponent = true;
            if (in_exponent && is_digit(c)) ++exponent;
        }
        if (size > limits_.number_size || exponent > limits_.exponent_digits)
            return Refusal{Reason::malformed, "a number that is too long"};
        rest_.remove_prefix(size);
        return {};
    }

    Result<void> string() {
        rest_.remove_prefix(1);
        while (!rest_.empty()) {
            rest_.remove_prefix(crypto::plain_ascii(rest_));
            if (rest_.empty()) break;
            char const c = rest_.front();
            if (c == '"') {
                rest_.remove_prefix(1);
                return {};
            }
            if (auto const outcome = c == '\\' ? escape() : character(); !outcome) return outcome;
        }
        return Refusal{Reason::malformed, "a text that does not end"};
    }

    Result<void> character() {
        auto const size = utf8_sequence(rest_);
        if (size == 0) return Refusal{Reason::malformed, "not UTF-8"};
        if (static_cast<unsigned char>(rest_.front()) < 0x20)
            return Refusal{Reason::malformed, "a control byte in a text"};
        rest_.remove_prefix(size);
        return {};
    }

    Result<void> escape() {
        if (rest_.size() < 2) return Refusal{Reason::malformed, "a text that does not end"};
        if (rest_[1] != 'u') {
            rest_.remove_prefix(2);
            return {};
        }
        auto const unit = hex4(rest_.substr(2));
        if (unit < 0) return Refusal{Reason::malformed, "an escape without four hex digits"};
        rest_.remove_prefix(6);
        if (unit < 0xd800 || unit > 0xdfff) return {};

        auto const low = rest_.starts_with("\\u") ? hex4(rest_.substr(2)) : -1;
        if (unit > 0xdbff || low < 0xdc00 || low > 0xdfff)
            return Refusal{Reason::malformed, "half of a surrogate pair"};
        rest_.remove_prefix(6);
        return {};
    }

    std::string_view rest_;
    JsonLimits const& limits_;
    unsigned depth_ = 0;
};

}  // namespace

Result<void> scan_json(std::string_view bytes, JsonLimits const& limits) {
    if (bytes.size() > limits.bytes) return Refusal{Reason::too_large, "a JSON document"};
    return Scan{bytes, limits}.run();
}

std::size_t utf8_sequence(std::string_view bytes) noexcept {
    auto const at = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u; };
    auto const continues = [&](std::size_t i) { return (at(i) & 0xc0u) == 0x80u; };
    auto const first = at(0);
    if (bytes.empty()) return 0;
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first <= 0xdf) return continues(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        bool const overlong = first == 0xe0 && at(1) < 0xa0, surrogate = first == 0xed && at(1) > 0x9f;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        bool const overlong = first == 0xf0 && at(1) < 0x90, beyond = first == 0xf4 && at(1) > 0x8f;
        return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

}  // namespace collegium::federation
