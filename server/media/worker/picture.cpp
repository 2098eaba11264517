#include "server/media/worker/picture.hpp"

#include "server/media/worker/blurhash.hpp"

#include <cstdint>
#include <memory>
#include <span>

// clang-format off
#include <vips/vips8>
#include <vips/vector.h>  // needs the other
// clang-format on

namespace collegium::media_worker {

using vips::VImage;

namespace {

constexpr std::size_t largest_png = std::size_t{2} << 20;  // a photograph as PNG would be far more
constexpr int blurred_side = 32;

// Listens for the one warning of the JPEG decoder that means that the rest of the picture is grey: cameras' files give
// others, which mean nothing.
class CutShort {
public:
    CutShort() : handler_{g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING, listen, &seen_)} {}
    ~CutShort() { g_log_remove_handler("VIPS", handler_); }
    CutShort(CutShort const&) = delete;
    CutShort& operator=(CutShort const&) = delete;

    bool seen() const noexcept { return seen_; }

private:
    static void listen(gchar const*, GLogLevelFlags, gchar const* words, gpointer seen) {
        if (std::string_view{words}.find("Premature end") != std::string_view::npos) *static_cast<bool*>(seen) = true;
    }

    bool seen_ = false;
    guint handler_;
};

enum class Form { jpeg, png, gif, webp };

Form form_of(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xff\xd8\xff"sv)) return Form::jpeg;
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return Form::png;
    if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return Form::gif;
    if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with("WEBP"sv)) return Form::webp;
    throw Unfit{"type"};
}

// The library only reads from it.
std::unique_ptr<VipsBlob, void (*)(VipsBlob*)> blob_of(std::string_view bytes) {
    auto const release = [](VipsBlob* blob) { vips_area_unref(reinterpret_cast<VipsArea*>(blob)); };
    return {vips_blob_new(nullptr, bytes.data(), bytes.size()), release};
}

// Only its head is read.
VImage head_of(std::string_view bytes) {
    auto head = VImage::new_from_buffer(bytes.data(), bytes.size(), "");
    auto const pixels = static_cast<std::uint64_t>(head.width()) * static_cast<std::uint64_t>(head.height());
    if (pixels > most_pixels) throw Unfit{"size"};
    return head;
}

// A new picture of the same dots: whatever else came with them stays behind. Some loaders always tell how opaque each
// place is, also where nothing shines through.
VImage only_dots(VImage picture) {
    picture = picture.copy_memory();  // a decoder gives its lines once, and they are looked at twice
    int const colours = 3;
    bool const idle_alpha = picture.has_alpha() && picture.extract_band(colours).min() == 255;
    if (idle_alpha) picture = picture.extract_band(0, VImage::option()->set("n", colours));
    std::size_t size = 0;
    std::unique_ptr<void, void (*)(void*)> const dots{picture.write_to_memory(&size), g_free};
    auto const bare =
        VImage::new_from_memory(dots.get(), size, picture.width(), picture.height(), picture.bands(), picture.format());
    return bare.copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB)).copy_memory();
}

// The thumbnailer turns a picture upright, and brings its colours into sRGB where they come with a profile: without one
// they are taken for sRGB, and going there and back would change them.
VImage decoded(std::string_view bytes, bool with_profile) {
    auto const blob = blob_of(bytes);
    auto* const options = VImage::option()
                              ->set("height", longest_side)
                              ->set("size", VIPS_SIZE_DOWN)
                              ->set("option_string", "[fail-on=error]");
    if (with_profile) options->set("export_profile", "srgb");
    CutShort const cut_short;
    auto const picture = VImage::thumbnail_buffer(blob.get(), longest_side, options);
    auto whole = only_dots(picture.colourspace(VIPS_INTERPRETATION_sRGB).cast(VIPS_FORMAT_UCHAR));
    if (cut_short.seen()) throw Unfit{"broken"};
    return whole;
}

VImage smaller(VImage const& picture, int side) {
    auto* const options = VImage::option()->set("height", side)->set("size", VIPS_SIZE_DOWN);
    return picture.thumbnail_image(side, options).copy_memory();
}

Encoded encoded(VImage const& picture, char const* suffix, std::string_view type, vips::VOption* options) {
    void* data = nullptr;
    std::size_t size = 0;
    picture.write_to_buffer(suffix, &data, &size, options->set("strip", true));
    std::unique_ptr<void, void (*)(void*)> const owner{data, g_free};
    return {{static_cast<char const*>(data), size}, type, picture.width(), picture.height()};
}

Encoded as_jpeg(VImage const& picture) {
    return encoded(picture, ".jpg", "image/jpeg", VImage::option()->set("Q", 85)->set("optimize_coding", true));
}

Encoded as_webp(VImage const& picture) {
    return encoded(picture, ".webp", "image/webp", VImage::option()->set("Q", 85));
}

Encoded as_png(VImage const& picture) {
    return encoded(picture, ".png", "image/png", VImage::option()->set("compression", 6));
}

Encoded encoded_as_fits(VImage const& picture, Form form) {
    if (form == Form::png || form == Form::gif) {
        auto png = as_png(picture);
        if (png.bytes.size() <= largest_png) return png;
    }
    return picture.has_alpha() ? as_webp(picture) : as_jpeg(picture);
}

std::string blurred(VImage picture) {
    if (picture.has_alpha()) picture = picture.flatten(VImage::option()->set("background", 255));
    auto const small = smaller(picture, blurred_side);
    auto const* const pixels = static_cast<std::uint8_t const*>(small.data());
    auto const width = static_cast<std::size_t>(small.width()), height = static_cast<std::size_t>(small.height());
    return blurhash({pixels, width * height * 3}, width, height);
}

}  // namespace

void start_decoders() {
    if (VIPS_INIT("collegium-media") != 0) throw std::runtime_error{"libvips does not start"};
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_vector_set_enabled(FALSE);  // it would make code while it runs
    vips_block_untrusted_set(TRUE);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (auto const* const loader :
         {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadNsgif", "VipsForeignLoadWebp"})
        vips_operation_block_set(loader, FALSE);
}

Picture read_picture(std::string_view bytes) {
    auto const form = form_of(bytes);
    try {
        bool const with_profile = head_of(bytes).get_typeof(VIPS_META_ICC_NAME) != 0;
        auto const whole = decoded(bytes, with_profile);
        auto const preview = smaller(whole, longest_preview);
        return {
            encoded_as_fits(whole, form), preview.has_alpha() ? as_webp(preview) : as_jpeg(preview), blurred(preview)};
    } catch (vips::VError const&) {
        throw Unfit{"broken"};
    }
}

}  // namespace collegium::media_worker
