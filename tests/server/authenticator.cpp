#include "tests/server/authenticator.hpp"

#include "server/members/second_factor.hpp"
#include "tests/printing.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdio>

namespace collegium::tests {

namespace {

std::string between(std::string_view text, std::string_view before, std::string_view after) {
    auto const at = text.find(before);
    REQUIRE(at != std::string_view::npos);
    auto const begin = at + before.size();
    return std::string{text.substr(begin, text.find(after, begin) - begin)};
}

}  // namespace

std::string code_at(std::string_view seed, Instant when) {
    auto step = static_cast<std::uint64_t>(when.time_since_epoch() / std::chrono::seconds{30});
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = counter.size(); i-- > 0; step >>= 8) counter[i] = static_cast<unsigned char>(step & 0xFF);
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    HMAC(EVP_sha1(), seed.data(), static_cast<int>(seed.size()), counter.data(), counter.size(), mac.data(), &size);
    std::size_t const offset = mac[size - 1] & 0x0F;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8 | mac[offset + i];
    std::array<char, 16> digits{};
    std::snprintf(digits.data(), digits.size(), "%06u", (number & 0x7FFF'FFFFu) % 1'000'000u);
    return digits.data();
}

std::string seed_of(Front& front, std::string const& account) {
    auto const seed = front.north.node.store.read([&](auto const& tx, auto const& tables) {
        return server::members::waiting_seed(tx, tables, front.registry.secrets, account);
    });
    REQUIRE(seed);
    return *seed;
}

Enrolled enrol(Front& front, Browser& browser, std::string const& account) {
    REQUIRE(browser.submit("/settings/security/begin", {{"password", std::string{password}}}).status() == 303);
    auto const seed = seed_of(front, account);
    auto const on = browser.submit("/settings/security/confirm", {{"code", code_at(seed, front.village.clock.now())}});
    INFO(on.body());
    REQUIRE(on.status() == 200);
    return {seed, codes_on(on)};
}

std::vector<std::string> codes_on(server::Response const& page) {
    std::vector<std::string> codes;
    auto text = page.body();
    constexpr std::string_view open = "<code>", close = "</code>";
    for (auto at = text.find(open); at != std::string_view::npos; at = text.find(open)) {
        text.remove_prefix(at + open.size());
        codes.emplace_back(text.substr(0, text.find(close)));
    }
    return codes;
}

std::string hidden_field(server::Response const& page, std::string const& name) {
    return between(page.body(), "name=\"" + name + "\" value=\"", "\"");
}

}  // namespace collegium::tests
