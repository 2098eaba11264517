#include "server/said.hpp"

#include <algorithm>
#include <array>

namespace collegium::server {

namespace {

struct InEnglish {
    std::string operator()(std::string const& text) const { return text; }
    std::string operator()(std::uint64_t number) const { return std::to_string(number); }
    std::string operator()(Instant when) const { return readable_time(when); }
    std::string operator()(Day day) const { return readable_date(day.when); }
    std::string operator()(Count const& count) const {
        return in_english({std::string{count.n == 1 ? count.one : count.many}, {{"n", count.n}}});
    }
};

struct InTheirs {
    languages::Language const& language;

    std::string operator()(std::string const& text) const { return text; }
    std::string operator()(std::uint64_t number) const { return language.number(number); }
    std::string operator()(Instant when) const { return language.time(when); }
    std::string operator()(Day day) const { return language.day(day.when); }
    std::string operator()(Count const& count) const { return language.counted(count.n, count.one, count.many); }
};

// Nothing in a value is taken for a place.
template <class Write>
std::string filled(std::string_view words, Said const& said, Write const& write) {
    std::string text;
    while (true) {
        auto const open = words.find('{');
        auto const close = open == std::string_view::npos ? open : words.find('}', open);
        text += words.substr(0, open);
        if (close == std::string_view::npos) return text + std::string{words.substr(std::min(open, words.size()))};
        auto const name = words.substr(open + 1, close - open - 1);
        bool found = false;
        for (auto const& [known, value] : said.values)
            if (known == name) text += std::visit(write, value), found = true;
        if (!found) text += words.substr(open, close - open + 1);
        words.remove_prefix(close + 1);
    }
}

template <class Write>
std::string together(Words const& words, Write const& write) {
    std::string all;
    for (auto const& each : words.sentences) all += (all.empty() ? "" : " ") + write(each);
    return all;
}

}  // namespace

std::string in_english(Said const& said) {
    return filled(said.words, said, InEnglish{});
}

std::string in(languages::Language const& language, Said const& said) {
    return filled(language.say(said.words), said, InTheirs{language});
}

std::string in_english(Words const& words) {
    return together(words, [](Said const& each) { return in_english(each); });
}

std::string in(languages::Language const& language, Words const& words) {
    return together(words, [&](Said const& each) { return in(language, each); });
}

std::string readable_date(std::string_view date) {
    constexpr std::array<std::string_view, 12> months{
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"};
    auto const month = static_cast<std::size_t>((date[5] - '0') * 10 + date[6] - '0');
    std::string readable{date[8] == '0' ? date.substr(9, 1) : date.substr(8, 2)};
    readable += " ";
    readable += months[month - 1];
    return readable + " " + std::string{date.substr(0, 4)};
}

std::string readable_time(Instant when) {
    auto const text = to_rfc3339(when);  // "2026-09-01T10:00:00Z"
    return readable_date(text) + ", " + text.substr(11, 5) + " UTC";
}

std::string readable_date(Instant when) {
    return readable_date(to_rfc3339(when));
}

}  // namespace collegium::server
