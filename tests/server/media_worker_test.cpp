// The program for pictures, and how the server runs it: what it takes, what comes out, and what it cannot do.
#include "server/media/preparation.hpp"
#include "server/media/worker_process.hpp"
#include "tests/places.hpp"
#include "tests/printing.hpp"
#include "tests/server/pictures.hpp"

#include <chrono>

using namespace collegium;
using namespace collegium::server::media;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

Result<Prepared> prepared(std::string const& bytes) {
    Worker worker;
    worker.command = {media_program()};
    return prepare(worker, bytes, {});
}

Worker stub(std::string const& script, std::chrono::milliseconds patience = 10s) {
    Worker worker;
    worker.command = {"/bin/sh", "-c", script};
    worker.patience = patience;
    return worker;
}

Reason refusal(Result<Prepared> const& result) {
    REQUIRE_FALSE(result);
    return result.error().reason();
}

bool holds(std::string_view bytes, std::string_view text) {
    return bytes.find(text) != std::string_view::npos;
}

}  // namespace

TEST_CASE("a photograph keeps its size and loses everything but its dots") {
    auto const plain = jpeg(60, 40);
    auto const brought = with_everything(plain, 1);
    REQUIRE(holds(brought, secret_place));
    REQUIRE(holds(brought, "Exif"));

    auto const result = prepared(brought);

    REQUIRE(result);
    CHECK(result->picture.type == "image/jpeg");
    CHECK(result->picture.width == 60);
    CHECK(result->picture.height == 40);
    for (auto const* const encoded : {&result->picture, &result->preview})
        for (auto const text :
             {secret_place, std::string_view{"Exif"}, std::string_view{"xmp"}, std::string_view{"II*"}})
            CHECK_FALSE(holds(encoded->bytes, text));
    CHECK_FALSE(result->blurhash.empty());
}

TEST_CASE("a photograph that lies on its side is put upright, since the word for it is gone") {
    auto const result = prepared(with_everything(jpeg(60, 40), 6));

    REQUIRE(result);
    CHECK(result->picture.width == 40);
    CHECK(result->picture.height == 60);
}

TEST_CASE("drawings stay drawings, and what is see-through stays so") {
    auto const drawing = prepared(png(32, 24, [](unsigned x, unsigned) {
        return Dot{static_cast<std::uint8_t>(x), 0, 0};
    }));
    auto const glass = prepared(see_through_png(64, 32));
    auto const dot = prepared(gif());

    REQUIRE(drawing);
    REQUIRE(glass);
    REQUIRE(dot);
    CHECK(drawing->picture.type == "image/png");
    CHECK(drawing->preview.type == "image/jpeg");
    CHECK(glass->picture.type == "image/png");
    CHECK(glass->preview.type == "image/webp");
    CHECK(dot->picture.width == 1);
    CHECK(prepared(glass->preview.bytes).has_value());  // WebP is taken as well as given
}

TEST_CASE("the blurred form of a picture is what others' programs make of it") {
    auto const paint = [](unsigned x, unsigned y) {
        return Dot{
            static_cast<std::uint8_t>(255 - x * 8),
            static_cast<std::uint8_t>(255 - y * 10),
            static_cast<std::uint8_t>(255 - x * y)};
    };

    auto const result = prepared(png(32, 24, paint));

    REQUIRE(result);
    CHECK(result->blurhash == "L;Hx~m|~$AxJqCogjsk8ghfifNfh");  // by the npm package blurhash 2.0.5
}

TEST_CASE("large pictures become smaller, previews smaller still") {
    auto const result = prepared(png(5000, 100, [](unsigned, unsigned) { return Dot{9, 9, 9}; }));

    REQUIRE(result);
    CHECK(result->picture.width == 4096);
    CHECK(result->preview.width == 640);
}

TEST_CASE("a file that says that it is huge is refused at once, by its head") {
    auto const began = std::chrono::steady_clock::now();

    CHECK(refusal(prepared(boasting_png(60'000, 60'000))) == Reason::too_large);

    CHECK(std::chrono::steady_clock::now() - began < 5s);
}

TEST_CASE("what ends before its end is no picture") {
    auto const whole = jpeg(200, 100);
    auto const drawing = see_through_png(64, 64);

    CHECK(refusal(prepared(whole.substr(0, whole.size() / 2))) == Reason::malformed);
    CHECK(refusal(prepared(drawing.substr(0, drawing.size() / 2))) == Reason::malformed);
    CHECK(refusal(prepared(boasting_png(6'000, 6'000))) == Reason::malformed);
    CHECK(refusal(prepared(gif().substr(0, 20))) == Reason::malformed);
}

TEST_CASE("what is a picture and a page at the same time comes out as a picture") {
    auto const result = prepared(gif() + "<html><script>alert(1)</script></html>");

    REQUIRE(result);
    CHECK(result->picture.type == "image/png");
    CHECK_FALSE(holds(result->picture.bytes, "script"));
}

TEST_CASE("every other form is refused by how it begins, whatever the library could read") {
    using namespace std::string_literals;
    for (auto const& bytes :
         {"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"s,
          "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj"s,
          "\0\0\0\x18"s + "ftypheic\0\0\0\0mif1heic"s,
          "\0\0\0\x20"s + "ftypavif\0\0\0\0avifmif1"s,
          "II*\0\x08\0\0\0"s,
          "P6 1 1 255\nabc"s,
          "RIFF\x24\0\0\0WAVEfmt "s,
          "push graphic-context\nviewbox 0 0 640 480"s,
          "<html><img src=x></html>"s,
          ""s}) {
        INFO(bytes);
        CHECK(refusal(prepared(bytes)) == Reason::wrong_type);
    }
}

TEST_CASE("a worker that takes too long is killed, and the picture refused") {
    auto const began = std::chrono::steady_clock::now();

    CHECK(refusal(prepare(stub("exec /bin/sleep 60", 300ms), "x", {})) == Reason::malformed);

    CHECK(std::chrono::steady_clock::now() - began < 5s);
}

TEST_CASE("a worker that dies, or says something else, has made no picture") {
    CHECK(refusal(prepare(stub("kill -9 $$"), "x", {})) == Reason::malformed);
    CHECK(refusal(prepare(stub("exit 1"), "x", {})) == Reason::malformed);
    CHECK(refusal(prepare(stub("exit 71"), "x", {})) == Reason::unavailable);
    CHECK(refusal(prepare(stub("echo hello"), "x", {})) == Reason::malformed);
    CHECK(refusal(prepare(stub("/bin/cat /dev/zero"), "x", {})) == Reason::malformed);
    Worker absent;
    absent.command = {"/nowhere/collegium-media"};
    CHECK(refusal(prepare(absent, "x", {})) == Reason::unavailable);
}

TEST_CASE("what a worker says is believed as little as a stranger") {
    auto const says = [](std::string const& words) {
        return refusal(prepare(stub("printf '" + words + "'"), "x", {}));
    };
    std::string const good = R"({"type":"image/png","width":1,"height":1,"bytes":1})";

    CHECK(prepare(stub("printf '{\"picture\":" + good + ",\"preview\":" + good + R"(,"blurhash":"00"}\nab')"), "x", {})
    );
    CHECK(
        says(R"({"picture":{"type":"text/html","width":1,"height":1,"bytes":1},"preview":)" + good + R"(}\nab)") ==
        Reason::malformed
    );
    CHECK(says(R"({"picture":)" + good + R"(,"preview":)" + good + R"(,"blurhash":"<b>"}\nab)") == Reason::malformed);
    CHECK(says(R"({"picture":)" + good + R"(,"preview":)" + good + R"(}\nabc)") == Reason::malformed);
    CHECK(says(R"({"picture":)" + good + R"(,"preview":)" + good + R"(}\na)") == Reason::malformed);
    CHECK(says(R"({"picture":)" + good + R"(}\na)") == Reason::malformed);
    CHECK(says(R"({"refused":"type"}\n)") == Reason::wrong_type);
}

TEST_CASE("whoever stops the server does not wait for a worker") {
    std::stop_source stop;
    stop.request_stop();

    CHECK(refusal(prepare(stub("exec /bin/sleep 60"), "x", stop.get_token())) == Reason::unavailable);
}

TEST_CASE("a worker has no environment, no files of ours, and what was brought as its input") {
    auto const outcome =
        run_worker({"/bin/sh", "-c", "/bin/cat; /usr/bin/env; /bin/ls /proc/self/fd"}, "brought\n", 1000, 10s, {});

    REQUIRE(outcome.answered);
    CHECK(holds(outcome.answered->output, "brought\n"));
    CHECK_FALSE(holds(outcome.answered->output, "HOME="));
    CHECK_FALSE(holds(outcome.answered->output, "\n4\n"));  // 3 is the folder that ls reads
}

TEST_CASE("confined, a process can compute and answer, and nothing else") {
    auto const outcome = run_worker({tests::confined_probe()}, "x", 4000, 10s, {});

    REQUIRE(outcome.answered);
    INFO(outcome.answered->output);
    for (std::string const what :
         {"use what was open",
          "open a file",
          "write a file",
          "open a socket",
          "start a process",
          "start a program",
          "signal another",
          "make code",
          "raise a limit",
          "have 2 GiB"})
        CHECK_FALSE(holds(outcome.answered->output, what + ": possible"));
    CHECK(holds(outcome.answered->output, "open a socket: Operation not permitted"));
    CHECK(holds(outcome.answered->output, "have 64 MiB: possible"));
    CHECK(holds(outcome.answered->output, "start a thread: possible"));
    auto const calls = outcome.answered->output.substr(outcome.answered->output.find("calls: ") + 7);
    CHECK(std::stoul(calls) <= 60);
}
