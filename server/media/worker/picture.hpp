// Picture: a stranger's bytes become a picture of ours, decoded and encoded anew, with nothing but its pixels.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace collegium::media_worker {

constexpr std::size_t most_pixels = 40'000'000;  // as its head claims; more is refused before anything is decoded
constexpr int longest_side = 4096;               // what is larger is made smaller
constexpr int longest_preview = 640;

// Why there is no picture: "type", "size" or "broken".
class Unfit : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct Encoded {
    std::string bytes;
    std::string_view type;  // "image/jpeg", "image/png" or "image/webp"
    int width = 0;
    int height = 0;
};

struct Picture {
    Encoded whole;
    Encoded preview;
    std::string blurhash;
};

// Starts the library with four loaders and no others. Throws std::runtime_error.
void start_decoders();

// Takes JPEG, PNG, GIF and WebP, known by how they begin; of one that moves, the first frame. Upright, in sRGB, and
// without any metadata. Photographs become JPEG, drawings PNG while that is small, what is see-through PNG or WebP.
Picture read_picture(std::string_view bytes);

}  // namespace collegium::media_worker
