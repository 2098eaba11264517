// The algorithms of RFC 8941 section 4.2, one function each. A function that refuses leaves the cursor anywhere.
#include "crypto/structured_field.hpp"

#include <map>

namespace collegium::crypto::structured {
namespace {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr bool is_alpha(char c) {
    return is_lower(c) || (c >= 'A' && c <= 'Z');
}
constexpr bool is_printable(char c) {
    return c >= ' ' && c <= '~';
}

constexpr bool is_key_start(char c) {
    return is_lower(c) || c == '*';
}
constexpr bool is_key_part(char c) {
    return is_lower(c) || is_digit(c) || std::string_view{"_-.*"}.find(c) < 4;
}
constexpr bool is_token_start(char c) {
    return is_alpha(c) || c == '*';
}
constexpr bool is_token_part(char c) {
    return is_alpha(c) || is_digit(c) || std::string_view{"!#$%&'*+-.^_`|~:/"}.find(c) != std::string_view::npos;
}

// What is left of the text.
class Cursor {
public:
    explicit Cursor(std::string_view text, Repeats repeats = Repeats::replace) : rest_{text}, repeats_{repeats} {}

    Repeats repeats() const noexcept { return repeats_; }
    std::string_view rest() const noexcept { return rest_; }
    bool at_end() const noexcept { return rest_.empty(); }
    char peek() const noexcept { return rest_.empty() ? '\0' : rest_.front(); }  // NUL is well formed nowhere

    bool take(char expected) noexcept {
        if (at_end() || rest_.front() != expected) return false;
        rest_.remove_prefix(1);
        return true;
    }

    template <class Predicate>
    std::string_view take_while(Predicate matches) noexcept {
        std::size_t size = 0;
        while (size < rest_.size() && matches(rest_[size])) ++size;
        return take_first(size);
    }

    std::string_view take_first(std::size_t size) noexcept {
        auto const taken = rest_.substr(0, size);
        rest_.remove_prefix(taken.size());
        return taken;
    }

    void skip_spaces() noexcept {
        take_while([](char c) { return c == ' '; });
    }
    void skip_blanks() noexcept {
        take_while([](char c) { return c == ' ' || c == '\t'; });
    }

private:
    std::string_view rest_;
    Repeats repeats_;
};

// Puts values under their keys. A map finds the earlier place, so that thousands of keys stay cheap.
template <class T>
class Collector {
public:
    explicit Collector(Repeats repeats) : repeats_{repeats} {}

    // False if the key was there already and may not come again.
    bool put(std::string_view key, T value) {
        auto const [place, is_new] = places_.try_emplace(key, entries_.size());
        if (is_new)
            entries_.emplace_back(std::string{key}, std::move(value));
        else
            entries_[place->second].second = std::move(value);
        return is_new || repeats_ == Repeats::replace;
    }

    Keyed<T> take() { return std::move(entries_); }

private:
    Repeats repeats_;
    Keyed<T> entries_;
    std::map<std::string_view, std::size_t> places_;
};

std::int64_t number_from(std::string_view digits) {  // at most 15 of them
    std::int64_t number = 0;
    for (char const digit : digits) number = number * 10 + (digit - '0');
    return number;
}

std::optional<BareItem> take_decimal(Cursor& cursor, std::string_view whole, std::int64_t sign) {
    auto const fraction = cursor.take_while(is_digit);
    if (whole.size() > 12 || fraction.empty() || fraction.size() > 3) return std::nullopt;
    auto thousandths = number_from(fraction);
    for (auto size = fraction.size(); size < 3; ++size) thousandths *= 10;
    return Decimal{sign * (number_from(whole) * 1000 + thousandths)};
}

std::optional<BareItem> take_number(Cursor& cursor) {
    std::int64_t const sign = cursor.take('-') ? -1 : 1;
    auto const digits = cursor.take_while(is_digit);
    if (digits.empty() || digits.size() > 15) return std::nullopt;
    if (cursor.take('.')) return take_decimal(cursor, digits, sign);
    return sign * number_from(digits);
}

std::optional<BareItem> take_string(Cursor& cursor) {
    std::string text;
    cursor.take('"');
    while (true) {
        text += cursor.take_while([](char c) { return is_printable(c) && c != '"' && c != '\\'; });
        if (cursor.take('"')) return text;
        if (!cursor.take('\\') || (cursor.peek() != '"' && cursor.peek() != '\\')) return std::nullopt;
        text += cursor.take_first(1);
    }
}

std::optional<BareItem> take_bytes(Cursor& cursor) {
    cursor.take(':');
    auto const base64 = cursor.take_while([](char c) { return c != ':'; });
    auto bytes = from_base64(base64);
    if (!bytes || !cursor.take(':')) return std::nullopt;
    return *std::move(bytes);
}

std::optional<BareItem> take_boolean(Cursor& cursor) {
    cursor.take('?');
    if (cursor.take('1')) return true;
    if (cursor.take('0')) return false;
    return std::nullopt;
}

std::optional<BareItem> take_bare_item(Cursor& cursor) {
    auto const first = cursor.peek();
    if (first == '-' || is_digit(first)) return take_number(cursor);
    if (first == '"') return take_string(cursor);
    if (first == ':') return take_bytes(cursor);
    if (first == '?') return take_boolean(cursor);
    if (is_token_start(first)) return Token{std::string{cursor.take_while(is_token_part)}};
    return std::nullopt;
}

std::string_view take_key(Cursor& cursor) {  // empty if there is none
    return is_key_start(cursor.peek()) ? cursor.take_while(is_key_part) : std::string_view{};
}

std::optional<Parameters> take_parameters(Cursor& cursor) {
    Collector<BareItem> parameters{cursor.repeats()};
    while (cursor.take(';')) {
        cursor.skip_spaces();
        auto const key = take_key(cursor);
        auto value = cursor.take('=') ? take_bare_item(cursor) : BareItem{true};
        if (key.empty() || !value || !parameters.put(key, *std::move(value))) return std::nullopt;
    }
    return parameters.take();
}

std::optional<Item> take_item(Cursor& cursor) {
    auto value = take_bare_item(cursor);
    if (!value) return std::nullopt;
    auto parameters = take_parameters(cursor);
    if (!parameters) return std::nullopt;
    return Item{*std::move(value), *std::move(parameters)};
}

std::optional<std::vector<Item>> take_items(Cursor& cursor) {
    std::vector<Item> items;
    while (true) {
        cursor.skip_spaces();
        if (cursor.take(')')) return items;
        auto item = take_item(cursor);
        if (!item || (cursor.peek() != ' ' && cursor.peek() != ')')) return std::nullopt;
        items.push_back(*std::move(item));
    }
}

std::optional<InnerList> take_inner_list(Cursor& cursor) {
    auto items = take_items(cursor);
    if (!items) return std::nullopt;
    auto parameters = take_parameters(cursor);
    if (!parameters) return std::nullopt;
    return InnerList{*std::move(items), *std::move(parameters)};
}

template <class T>
bool assign(Member& member, std::optional<T> value) {
    if (value) member.value = *std::move(value);
    return value.has_value();
}

std::optional<Member> take_member(Cursor& cursor) {
    Member member;
    auto const start = cursor.rest();
    auto const well_formed =
        cursor.take('(') ? assign(member, take_inner_list(cursor)) : assign(member, take_item(cursor));
    if (!well_formed) return std::nullopt;
    member.source = start.substr(0, start.size() - cursor.rest().size());
    return member;
}

// A key alone stands for true, and may have parameters.
std::optional<Member> take_keyed_member(Cursor& cursor) {
    if (cursor.take('=')) return take_member(cursor);
    auto parameters = take_parameters(cursor);
    if (!parameters) return std::nullopt;
    return Member{Item{true, *std::move(parameters)}, {}};
}

// Calls `take_one` for each part between commas, to the end of the text. A comma at the end is refused.
template <class TakeOne>
bool take_all(Cursor cursor, TakeOne take_one) {
    cursor.skip_spaces();
    if (cursor.at_end()) return true;
    while (take_one(cursor)) {
        cursor.skip_blanks();
        if (cursor.at_end()) return true;
        if (!cursor.take(',')) return false;
        cursor.skip_blanks();
    }
    return false;
}

}  // namespace

std::optional<Item> parse_item(std::string_view text) {
    Cursor cursor{text};
    cursor.skip_spaces();
    auto item = take_item(cursor);
    cursor.skip_spaces();
    return cursor.at_end() ? item : std::nullopt;
}

std::optional<List> parse_list(std::string_view text) {
    List list;
    auto const well_formed = take_all(Cursor{text}, [&](Cursor& cursor) {
        auto member = take_member(cursor);
        if (member) list.push_back(*std::move(member));
        return member.has_value();
    });
    return well_formed ? std::optional{std::move(list)} : std::nullopt;
}

std::optional<Dictionary> parse_dictionary(std::string_view text, Repeats repeats) {
    Collector<Member> members{repeats};
    auto const well_formed = take_all(Cursor{text, repeats}, [&](Cursor& cursor) {
        auto const key = take_key(cursor);
        auto member = take_keyed_member(cursor);
        return !key.empty() && member && members.put(key, *std::move(member));
    });
    return well_formed ? std::optional{members.take()} : std::nullopt;
}

std::optional<std::string> serialise_string(std::string_view text) {
    std::string result{'"'};
    for (char const c : text) {
        if (!is_printable(c)) return std::nullopt;
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result += '"';
}

}  // namespace collegium::crypto::structured
