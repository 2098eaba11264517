#include "server/media/worker/blurhash.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>
#include <vector>

namespace collegium::media_worker {

namespace {

constexpr std::size_t across = 4, down = 3;
constexpr std::string_view digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

using Colour = std::array<double, 3>;  // linear light

double to_linear(std::uint8_t value) {
    double const v = value / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

unsigned to_srgb(double linear) {
    double const v = std::clamp(linear, 0.0, 1.0);
    double const curved = v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
    return static_cast<unsigned>(curved * 255 + 0.5);
}

void append_digits(std::string& text, unsigned value, unsigned size) {
    std::string part;
    for (unsigned i = 0; i < size; ++i, value /= 83) part += digits[value % 83];
    text.append(part.rbegin(), part.rend());
}

double wave(std::size_t frequency, std::size_t at, std::size_t size) {
    return std::cos(std::numbers::pi * static_cast<double>(frequency * at) / static_cast<double>(size));
}

// How much of the wave (i, j) is in the picture.
Colour share_of(std::size_t i, std::size_t j, std::vector<Colour> const& light, std::size_t width, std::size_t height) {
    Colour sum{};
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x) {
            double const basis = wave(i, x, width) * wave(j, y, height);
            for (std::size_t c = 0; c < 3; ++c) sum[c] += basis * light[y * width + x][c];
        }
    double const scale = (i == 0 && j == 0 ? 1.0 : 2.0) / static_cast<double>(width * height);
    for (auto& each : sum) each *= scale;
    return sum;
}

unsigned mean_digits(Colour const& mean) {
    return to_srgb(mean[0]) << 16 | to_srgb(mean[1]) << 8 | to_srgb(mean[2]);
}

unsigned wave_digits(Colour const& share, double most) {
    unsigned value = 0;
    for (auto const each : share) {
        double const root = std::copysign(std::sqrt(std::abs(each / most)), each);
        value = value * 19 + static_cast<unsigned>(std::clamp(std::floor(root * 9 + 9.5), 0.0, 18.0));
    }
    return value;
}

}  // namespace

std::string blurhash(std::span<std::uint8_t const> pixels, std::size_t width, std::size_t height) {
    if (width == 0 || height == 0 || pixels.size() < width * height * 3) return {};
    std::vector<Colour> light(width * height);
    for (std::size_t i = 0; i < light.size(); ++i)
        light[i] = {to_linear(pixels[i * 3]), to_linear(pixels[i * 3 + 1]), to_linear(pixels[i * 3 + 2])};

    std::vector<Colour> shares;
    for (std::size_t j = 0; j < down; ++j)
        for (std::size_t i = 0; i < across; ++i) shares.push_back(share_of(i, j, light, width, height));
    double most = 0;
    for (std::size_t i = 1; i < shares.size(); ++i)
        for (auto const each : shares[i]) most = std::max(most, std::abs(each));
    auto const scale = static_cast<unsigned>(std::clamp(std::floor(most * 166 - 0.5), 0.0, 82.0));

    std::string text;
    append_digits(text, (across - 1) + (down - 1) * 9, 1);
    append_digits(text, scale, 1);
    append_digits(text, mean_digits(shares[0]), 4);
    for (std::size_t i = 1; i < shares.size(); ++i) append_digits(text, wave_digits(shares[i], (scale + 1) / 166.0), 2);
    return text;
}

}  // namespace collegium::media_worker
