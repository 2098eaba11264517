// Blurhash: a picture in thirty characters, for the moment before it is there (github.com/woltapp/blurhash).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace collegium::media_worker {

// pixels: rows of sRGB triples, width * height * 3 bytes. Small pictures suffice: the work is 12 times their size.
// 4 by 3 waves. Empty for a picture without pixels.
std::string blurhash(std::span<std::uint8_t const> pixels, std::size_t width, std::size_t height);

}  // namespace collegium::media_worker
