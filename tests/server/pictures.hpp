// Pictures as bytes, made here: whole ones, damaged ones, and such as carry more than a picture.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace collegium::tests {

struct Dot {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t opacity = 255;
};

using Paint = std::function<Dot(unsigned x, unsigned y)>;

std::string png(unsigned width, unsigned height, Paint const& paint);
std::string see_through_png(unsigned width, unsigned height);

// Says that it is of that size, and is not.
std::string boasting_png(std::uint32_t width, std::uint32_t height);

std::string gif();  // one dot

// A JPEG of that size.
std::string jpeg(unsigned width, unsigned height);

// What no reader may find in a picture of ours.
constexpr std::string_view secret_place = "Bell Tower, classroom 4";

// The same JPEG with all that cameras put in: orientation and place in Exif, words in XMP, a profile, a comment, and
// something behind its end.
std::string with_everything(std::string_view jpeg, std::uint16_t orientation);

}  // namespace collegium::tests
