#include "server/languages/language.hpp"

#include <boost/locale/date_time_facet.hpp>
#include <boost/locale/formatting.hpp>
#include <boost/locale/generator.hpp>
#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/localization_backend.hpp>
#include <boost/locale/message.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace collegium::server::languages {

namespace {

namespace bl = boost::locale;

constexpr std::array<Known, 3> languages_here{
    {{"en", "English", "en_GB.UTF-8", false},
     {"ar", "العربية", "ar.UTF-8", true},
     {"de", "Deutsch", "de_DE.UTF-8", false}}};

constexpr int only_domain = 0;
constexpr std::size_t small_numbers = 1000;
constexpr std::chrono::minutes whole_day = std::chrono::hours{24};

std::locale locale_of(Known const& known) {
    auto backends = bl::localization_backend_manager::global();
    backends.select("icu");
    bl::generator generator{backends};
    generator.categories(bl::category_t::formatting);
    return generator(std::string{known.locale});
}

std::locale with_catalogue(std::locale const& base, Known const& known, std::string_view catalogue) {
    bl::gnu_gettext::messages_info info;
    info.language = known.code;
    info.encoding = "UTF-8";
    info.domains = {bl::gnu_gettext::messages_info::domain{"collegium"}};
    info.paths = {"."};
    info.callback = [catalogue](std::string const&, std::string const&) {
        return std::vector<char>{catalogue.begin(), catalogue.end()};
    };
    return std::locale{base, bl::gnu_gettext::create_messages_facet<char>(info)};
}

bl::message_format<char> const& catalogue_of(std::locale const& locale) {
    return std::use_facet<bl::message_format<char>>(locale);
}

std::string filled(std::string_view pattern, std::span<Filling const> fillings) {
    std::string text;
    while (!pattern.empty()) {
        auto const end = pattern.find('}');
        auto const name = pattern.starts_with('{') && end != pattern.npos ? pattern.substr(1, end - 1) : "";
        auto const filling = std::ranges::find(fillings, name, &Filling::name);
        if (filling != fillings.end()) {
            text += filling->value;
            pattern.remove_prefix(end + 1);
        } else {
            auto const next = std::min(pattern.find('{', 1), pattern.size());
            text += pattern.substr(0, next);
            pattern.remove_prefix(next);
        }
    }
    return text;
}

std::time_t seconds_of(Instant when) {
    return std::chrono::duration_cast<std::chrono::seconds>(when.time_since_epoch()).count();
}

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

char upper(char c) noexcept {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// A smaller number of the same form: the rules of all languages look at the last digits of large ones.
int plural_number(std::uint64_t n) {
    constexpr std::uint64_t million = 1'000'000;
    return static_cast<int>(n < million ? n : million + n % million);
}

// A stream for one value: what is set on it holds for nothing else.
template <class... Shown>
std::string shown(std::locale const& locale, Shown const&... what) {
    std::ostringstream out;
    out.imbue(locale);
    (out << ... << what);
    return out.str();
}

std::vector<std::string> first_numbers(std::locale const& locale) {
    std::vector<std::string> all;
    for (std::size_t n = 0; n < small_numbers; ++n) all.push_back(shown(locale, bl::as::number, n));
    return all;
}

std::string clock_time(std::locale const& locale, Instant when) {
    return shown(locale, bl::as::time_zone("UTC"), bl::as::time, bl::as::time_short, seconds_of(when));
}

std::vector<std::string> minutes_of_day(std::locale const& locale) {
    std::vector<std::string> all;
    for (std::chrono::minutes at{0}; at < whole_day; ++at) all.push_back(clock_time(locale, Instant{at}));
    return all;
}

std::size_t minute_of(Instant when) {
    auto const since_midnight = when - std::chrono::floor<std::chrono::days>(when);
    return static_cast<std::size_t>(std::chrono::floor<std::chrono::minutes>(since_midnight).count());
}

}  // namespace

std::span<Known const> known_languages() noexcept {
    return languages_here;
}

Language::Language(Known known, std::string_view catalogue)
    : known_{known},
      locale_{locale_of(known)},
      has_catalogue_{!catalogue.empty()},
      small_numbers_{first_numbers(locale_)},
      minutes_{minutes_of_day(locale_)} {
    if (has_catalogue_) locale_ = with_catalogue(locale_, known, catalogue);
}

std::string Language::say(std::string_view english, Fillings fillings) const {
    auto translation = find({"", std::string{english}});
    if (translation.empty()) translation = has_catalogue_ ? sentence_by_sentence(english) : std::string{english};
    return filled(translation, {fillings.begin(), fillings.size()});
}

std::string Language::sentence_by_sentence(std::string_view english) const {
    std::string all;
    while (!english.empty()) {
        auto const stop = english.find(". ");
        auto const sentence = english.substr(0, stop == english.npos ? stop : stop + 1);
        english.remove_prefix(sentence.size());
        auto translation = find({"", std::string{sentence}});
        if (translation.empty()) translation = as_reason(sentence);
        all += translation.empty() ? sentence : translation;
        if (english.empty()) break;
        all += ' ';
        english.remove_prefix(1);
    }
    return all;
}

// "A guide needs a title." was made of "a guide needs a title".
std::string Language::as_reason(std::string_view sentence) const {
    if (sentence.size() < 2 || !sentence.ends_with('.')) return {};
    std::string detail{sentence.substr(0, sentence.size() - 1)};
    detail.front() = lower(detail.front());
    auto found = find({"", detail});
    if (found.empty()) return {};
    found.front() = upper(found.front());
    return found + ".";
}

std::string Language::counted(std::uint64_t n, std::string_view one, std::string_view many, Fillings fillings) const {
    std::string const single{one};
    auto const* const form =
        has_catalogue_ ? catalogue_of(locale_).get(only_domain, nullptr, single.c_str(), plural_number(n)) : nullptr;
    auto const written = number(n);
    std::vector<Filling> all{fillings};
    all.push_back({"n", written});
    return filled(form != nullptr ? std::string_view{form} : n == 1 ? one : many, all);
}

std::string Language::find(Message const& message) const {
    if (!has_catalogue_ || message.english.empty()) return {};
    auto const* const context = message.context.empty() ? nullptr : message.context.c_str();
    auto const* const found = catalogue_of(locale_).get(only_domain, context, message.english.c_str());
    return found == nullptr ? std::string{} : found;
}

std::string Language::number(std::uint64_t n) const {
    return n < small_numbers_.size() ? small_numbers_[n] : shown(locale_, bl::as::number, n);
}

std::string Language::day(Instant when) const {
    return shown(locale_, bl::as::time_zone("UTC"), bl::as::date, bl::as::date_long, seconds_of(when));
}

std::string Language::day(std::string_view date) const {
    auto const when = from_rfc3339(std::string{date} + "T00:00:00Z");
    return when ? day(*when) : std::string{date};
}

std::string Language::time(Instant when) const {
    return time(when, day(when));
}

std::string Language::time(Instant when, std::string_view day) const {
    return say(phrase("{day}, {time} UTC"), {{"day", day}, {"time", minutes_[minute_of(when)]}});
}

}  // namespace collegium::server::languages
