#include "config/clock.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace collegium {

namespace chrono = std::chrono;

namespace {

constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// Takes a fixed form apart from left to right; once something is not as it should be, everything after it fails.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_{text} {}

    int digits(std::size_t count) {
        int number = 0;
        auto const part = take(count);
        auto const [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
        if (part.starts_with('-') || error != std::errc{} || end != part.data() + part.size()) good_ = false;
        return number;
    }

    template <std::size_t size>
    unsigned name(std::array<std::string_view, size> const& names) {
        auto const found = std::ranges::find(names, take(3));
        if (found == names.end()) good_ = false;
        return static_cast<unsigned>(found - names.begin());
    }

    void literal(std::string_view expected) {
        if (take(expected.size()) != expected) good_ = false;
    }

    bool skip(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    char next() { return take(1).empty() ? '\0' : last_; }
    std::size_t left() const noexcept { return rest_.size(); }
    char peek() const noexcept { return rest_.empty() ? '\0' : rest_.front(); }
    void fail() noexcept { good_ = false; }
    bool good() const noexcept { return good_; }

private:
    std::string_view take(std::size_t count) {
        if (count > rest_.size()) good_ = false;
        auto const part = rest_.substr(0, count);
        rest_.remove_prefix(part.size());
        if (!part.empty()) last_ = part.back();
        return part;
    }

    std::string_view rest_;
    char last_ = '\0';
    bool good_ = true;
};

std::optional<Instant> assemble(int year, unsigned month, int day, int hour, int minute, int second) {
    chrono::year_month_day const date{
        chrono::year{year}, chrono::month{month}, chrono::day{static_cast<unsigned>(day)}};
    // 60 is a leap second: RFC 3339 allows it, and it is read as the second after.
    if (!date.ok() || year < 1970 || year > 9999 || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return chrono::sys_days{date} + chrono::hours{hour} + chrono::minutes{minute} + chrono::seconds{second};
}

// An offset or a leap second can lead out of the years that have four digits and are not before 1970.
std::optional<Instant> within_range(std::optional<Instant> when) {
    constexpr Instant first{}, end{chrono::sys_days{chrono::year{10'000} / 1 / 1}};
    return when && *when >= first && *when < end ? when : std::nullopt;
}

int fraction_in_millis(Scanner& scanner) {
    if (!scanner.skip('.')) return 0;
    int millis = 0, place = 100;
    for (; scanner.peek() >= '0' && scanner.peek() <= '9'; place /= 10) millis += (scanner.next() - '0') * place;
    return millis;
}

chrono::minutes offset(Scanner& scanner) {
    auto const sign = scanner.next();
    if (sign == 'Z' || sign == 'z') return chrono::minutes{0};
    auto const hours = scanner.digits(2);
    scanner.literal(":");
    auto const minutes = scanner.digits(2);
    if ((sign != '+' && sign != '-') || hours > 23 || minutes > 59) scanner.fail();
    chrono::minutes const size{hours * 60 + minutes};
    return sign == '-' ? -size : size;
}

struct Broken {
    chrono::year_month_day date;
    chrono::weekday weekday;
    chrono::hh_mm_ss<chrono::seconds> time;
};

Broken break_down(Instant when) {
    auto const day = chrono::floor<chrono::days>(when);
    auto const second = chrono::floor<chrono::seconds>(when);
    return {chrono::year_month_day{day}, chrono::weekday{day}, chrono::hh_mm_ss<chrono::seconds>{second - day}};
}

// Writes a number with leading zeros over what stands there. Not by printf: each line of each list has several times.
void write_digits(std::string& text, std::size_t at, std::size_t count, unsigned number) {
    for (auto place = at + count; place-- > at; number /= 10) text[place] = static_cast<char>('0' + number % 10);
}

}  // namespace

Instant SystemClock::now() const {
    return chrono::floor<chrono::milliseconds>(chrono::system_clock::now());
}

std::string to_rfc3339(Instant when) {
    auto const [date, weekday, time] = break_down(when);
    std::string text = "0000-00-00T00:00:00Z";
    write_digits(text, 0, 4, static_cast<unsigned>(int{date.year()}));
    write_digits(text, 5, 2, unsigned{date.month()});
    write_digits(text, 8, 2, unsigned{date.day()});
    write_digits(text, 11, 2, static_cast<unsigned>(time.hours().count()));
    write_digits(text, 14, 2, static_cast<unsigned>(time.minutes().count()));
    write_digits(text, 17, 2, static_cast<unsigned>(time.seconds().count()));
    return text;
}

std::string to_rfc3339_in_millis(Instant when) {
    auto const millis = (when - chrono::floor<chrono::seconds>(when)).count();
    auto text = to_rfc3339(when);
    auto const at = text.size();
    text.replace(at - 1, 1, ".000Z");
    write_digits(text, at, 3, static_cast<unsigned>(millis));
    return text;
}

std::string to_http_date(Instant when) {
    auto const [date, weekday, time] = break_down(when);
    std::array<char, 40> text{};
    auto const size = std::snprintf(
        text.data(),
        text.size(),
        "%s, %02u %s %04d %02d:%02d:%02d GMT",
        weekdays[weekday.c_encoding()].data(),
        unsigned{date.day()},
        months[unsigned{date.month()} - 1].data(),
        int{date.year()},
        static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count())
    );
    return {text.data(), static_cast<std::size_t>(size)};
}

std::optional<Instant> from_rfc3339(std::string_view text) {
    Scanner scanner{text};
    auto const year = scanner.digits(4);
    scanner.literal("-");
    auto const month = scanner.digits(2);
    scanner.literal("-");
    auto const day = scanner.digits(2);
    if (!scanner.skip('T') && !scanner.skip('t')) scanner.literal(" ");
    auto const hour = scanner.digits(2);
    scanner.literal(":");
    auto const minute = scanner.digits(2);
    scanner.literal(":");
    auto const second = scanner.digits(2);
    auto const millis = fraction_in_millis(scanner);
    auto const from_utc = offset(scanner);
    if (!scanner.good() || scanner.left() > 0) return std::nullopt;

    auto when = assemble(year, static_cast<unsigned>(month), day, hour, minute, second);
    if (when) *when += chrono::milliseconds{millis} - from_utc;
    return within_range(when);
}

std::optional<Instant> from_http_date(std::string_view text) {
    Scanner scanner{text};
    static_cast<void>(scanner.name(weekdays));
    scanner.literal(", ");
    auto const day = scanner.digits(2);
    scanner.literal(" ");
    auto const month = scanner.name(months) + 1;
    scanner.literal(" ");
    auto const year = scanner.digits(4);
    scanner.literal(" ");
    auto const hour = scanner.digits(2);
    scanner.literal(":");
    auto const minute = scanner.digits(2);
    scanner.literal(":");
    auto const second = scanner.digits(2);
    scanner.literal(" GMT");
    if (!scanner.good() || scanner.left() > 0) return std::nullopt;
    return within_range(assemble(year, month, day, hour, minute, second));
}

}  // namespace collegium
