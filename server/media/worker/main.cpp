// collegium-media: makes one picture that a member brought into one of ours. Started by the server once for each
// picture (security R12). Standard input is a file with what they brought. The answer on standard output is one line of
// JSON, and after it the bytes of the picture and of its preview.
#include "server/media/worker/confinement.hpp"
#include "server/media/worker/picture.hpp"

#include <exception>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace collegium::media_worker;

constexpr int cannot_be_confined = 71;  // nothing was looked at: the fault is this system's, not the picture's

std::string_view input() {
    struct stat about {};
    if (fstat(STDIN_FILENO, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= 0) return {};
    auto const size = static_cast<std::size_t>(about.st_size);
    auto* const bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
    return bytes == MAP_FAILED ? std::string_view{} : std::string_view{static_cast<char const*>(bytes), size};
}

bool say(std::string_view text) {
    while (!text.empty()) {
        auto const written = write(STDOUT_FILENO, text.data(), text.size());
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::string described(Encoded const& encoded) {
    return R"({"type":")" + std::string{encoded.type} + R"(","width":)" + std::to_string(encoded.width) +
           R"(,"height":)" + std::to_string(encoded.height) + R"(,"bytes":)" + std::to_string(encoded.bytes.size()) +
           "}";
}

// The alphabet of a blurhash has neither quotes nor backslashes.
bool answer(Picture const& picture) {
    return say(R"({"picture":)" + described(picture.whole) + R"(,"preview":)" + described(picture.preview) +
               R"(,"blurhash":")" + picture.blurhash + "\"}\n") &&
           say(picture.whole.bytes) && say(picture.preview.bytes);
}

}  // namespace

int main() {
    std::string_view brought;
    try {
        leave_the_world();
        brought = input();
        start_decoders();
        confine(Bounds{});
    } catch (std::exception const&) {
        return cannot_be_confined;
    }
    try {
        return answer(read_picture(brought)) ? 0 : 1;
    } catch (Unfit const& unfit) {
        return say(R"({"refused":")" + std::string{unfit.what()} + "\"}\n") ? 0 : 1;
    } catch (std::exception const&) {
        return 1;
    }
}
