#include "tests/server/pictures.hpp"

#include "server/media/preparation.hpp"
#include "tests/places.hpp"

#include <stdexcept>
#include <zlib.h>

namespace collegium::tests {

namespace {

using namespace std::string_literals;

std::string big_endian(std::uint64_t value, unsigned size) {
    std::string bytes;
    for (unsigned i = size; i-- > 0;) bytes += static_cast<char>(value >> (8 * i));
    return bytes;
}

std::string little_endian(std::uint64_t value, unsigned size) {
    auto const bytes = big_endian(value, size);
    return {bytes.rbegin(), bytes.rend()};
}

unsigned char const* raw(std::string const& bytes) {
    return reinterpret_cast<unsigned char const*>(bytes.data());
}

std::string chunk(std::string const& type, std::string const& data) {
    auto const named = type + data;
    return big_endian(data.size(), 4) + named + big_endian(crc32(0, raw(named), static_cast<uInt>(named.size())), 4);
}

std::string deflated(std::string const& bytes) {
    auto size = compressBound(bytes.size());
    std::string out(size, '\0');
    auto const done = compress(reinterpret_cast<unsigned char*>(out.data()), &size, raw(bytes), bytes.size());
    if (done != Z_OK) throw std::runtime_error{"zlib"};
    out.resize(size);
    return out;
}

std::string png_of(std::uint32_t width, std::uint32_t height, bool opaque, std::string const& rows) {
    auto const form = "\x08"s + (opaque ? '\x02' : '\x06') + "\0\0\0"s;  // 8 bits, RGB or RGBA
    return "\x89PNG\r\n\x1a\n"s + chunk("IHDR", big_endian(width, 4) + big_endian(height, 4) + form) +
           chunk("IDAT", deflated(rows)) + chunk("IEND", "");
}

std::string rows_of(unsigned width, unsigned height, bool opaque, Paint const& paint) {
    std::string rows;
    for (unsigned y = 0; y < height; ++y) {
        rows += '\0';  // no filter
        for (unsigned x = 0; x < width; ++x) {
            auto const dot = paint(x, y);
            for (auto const value : {dot.red, dot.green, dot.blue}) rows += static_cast<char>(value);
            if (!opaque) rows += static_cast<char>(dot.opacity);
        }
    }
    return rows;
}

std::string segment(char marker, std::string const& data) {
    return "\xff"s + marker + big_endian(data.size() + 2, 2) + data;
}

std::string entry(std::uint16_t tag, std::uint16_t type, std::uint32_t count, std::string const& value) {
    return little_endian(tag, 2) + little_endian(type, 2) + little_endian(count, 4) + value;
}

// A TIFF directory with description and orientation, and one of GPS with the north.
std::string exif(std::uint16_t orientation) {
    constexpr unsigned first = 8, entries = 3, gps = first + 2 + entries * 12 + 4, words = gps + 2 + 12 + 4;
    auto const text = std::string{secret_place} + '\0';
    return "Exif\0\0II*\0"s + little_endian(first, 4) + little_endian(entries, 2) +
           entry(0x010e, 2, static_cast<std::uint32_t>(text.size()), little_endian(words, 4)) +
           entry(0x0112, 3, 1, little_endian(orientation, 4)) + entry(0x8825, 4, 1, little_endian(gps, 4)) +
           little_endian(0, 4) + little_endian(1, 2) + entry(0x0001, 2, 2, "N\0\0\0"s) + little_endian(0, 4) + text;
}

}  // namespace

std::string png(unsigned width, unsigned height, Paint const& paint) {
    return png_of(width, height, true, rows_of(width, height, true, paint));
}

std::string see_through_png(unsigned width, unsigned height) {
    auto const paint = [](unsigned x, unsigned) { return Dot{200, 100, 50, static_cast<std::uint8_t>(x * 3)}; };
    return png_of(width, height, false, rows_of(width, height, false, paint));
}

std::string boasting_png(std::uint32_t width, std::uint32_t height) {
    return png_of(width, height, true, std::string(1'000'000, '\0'));
}

std::string gif() {
    return "GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;"s;
}

std::string jpeg(unsigned width, unsigned height) {
    auto const paint = [](unsigned x, unsigned y) {
        return Dot{static_cast<std::uint8_t>(x * 2), static_cast<std::uint8_t>(y * 3), 90};
    };
    server::media::Worker worker;
    worker.command = {media_program()};
    return server::media::prepare(worker, png(width, height, paint), {}).value().preview.bytes;
}

std::string with_everything(std::string_view jpeg, std::uint16_t orientation) {
    auto const place = std::string{secret_place};
    return std::string{jpeg.substr(0, 2)} + segment('\xe1', exif(orientation)) +
           segment('\xe1', "http://ns.adobe.com/xap/1.0/\0"s + "<x:xmpmeta>" + place + "</x:xmpmeta>") +
           segment('\xed', "Photoshop 3.0\0"s + place) + segment('\xfe', place) + std::string{jpeg.substr(2)} +
           "behind the end: " + place;
}

}  // namespace collegium::tests
