#include "server/media/preparation.hpp"

#include "config/log.hpp"
#include "federation/messages/json.hpp"
#include "server/media/worker_process.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace collegium::server::media {

using federation::member;
using federation::text_member;

namespace {

constexpr std::size_t most_output = std::size_t{24} << 20;
constexpr std::size_t longest_line = 1024;
constexpr std::uint64_t longest_side = 4096;
constexpr int cannot_be_confined = 71;  // the worker's own word for it

std::uint64_t number_member(JsonValue const& object, std::string_view name) {
    auto const* const value = member(object, name);
    return value != nullptr && value->IsUint64() ? value->GetUint64() : 0;
}

bool is_ours(std::string_view type) {
    constexpr auto types = std::to_array<std::string_view>({"image/jpeg", "image/png", "image/webp"});
    return std::ranges::find(types, type) != types.end();
}

bool is_blurhash(std::string_view text) {
    constexpr std::string_view others = "#$%*+,-.:;=?@[]^_{|}~";
    auto const legal = [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               others.find(c) != std::string_view::npos;
    };
    return text.size() <= 64 && std::ranges::all_of(text, legal);
}

// Takes the bytes that the member speaks of off the rest.
Result<Encoded> take_encoded(JsonValue const& answer, std::string_view name, std::string_view& rest) {
    auto const* const about = member(answer, name);
    if (about == nullptr || !about->IsObject()) return Refusal{Reason::malformed, "an answer without a picture"};
    Encoded encoded;
    encoded.type = text_member(*about, "type");
    encoded.width = number_member(*about, "width");
    encoded.height = number_member(*about, "height");
    auto const size = number_member(*about, "bytes");
    auto const is_side = [](std::uint64_t side) { return side > 0 && side <= longest_side; };
    if (!is_ours(encoded.type) || !is_side(encoded.width) || !is_side(encoded.height) || size == 0 ||
        size > rest.size())
        return Refusal{Reason::malformed, "an answer about another picture"};
    encoded.bytes = rest.substr(0, size);
    rest.remove_prefix(size);
    return encoded;
}

Refusal refusal_of(std::string_view word) {
    if (word == "type") return {Reason::wrong_type, "not a picture"};
    if (word == "size") return {Reason::too_large, "too many dots"};
    return {Reason::malformed, "not decodable"};
}

Result<Prepared> read_answer(std::string_view output) {
    auto const end = output.substr(0, longest_line).find('\n');
    if (end == std::string_view::npos) return Refusal{Reason::malformed, "no answer"};
    auto const line = federation::Json::read_object(std::string{output.substr(0, end)});
    if (!line) return line.error();
    if (auto const refused = text_member(line->root(), "refused"); !refused.empty()) return refusal_of(refused);
    auto rest = output.substr(end + 1);
    auto picture = take_encoded(line->root(), "picture", rest);
    if (!picture) return picture.error();
    auto preview = take_encoded(line->root(), "preview", rest);
    if (!preview) return preview.error();
    auto const blurhash = text_member(line->root(), "blurhash");
    if (!rest.empty() || !is_blurhash(blurhash)) return Refusal{Reason::malformed, "an answer with something else"};
    return Prepared{*std::move(picture), *std::move(preview), std::string{blurhash}};
}

Refusal without_answer(Worker const& worker, NoAnswer problem) {
    if (problem == NoAnswer::stopped) return {Reason::unavailable, "stopping"};
    if (problem == NoAnswer::not_started) {
        log::error("the program for pictures does not start", {{"program", worker.command.front()}});
        return {Reason::unavailable, "no worker"};
    }
    return {Reason::malformed, "not decodable within its limits"};
}

}  // namespace

Worker worker_beside_us() {
    std::error_code ignored;
    auto const self = std::filesystem::read_symlink("/proc/self/exe", ignored);
    Worker worker;
    worker.command = {(self.parent_path() / "collegium-media").string()};
    return worker;
}

Result<Prepared> prepare(Worker const& worker, std::string_view bytes, std::stop_token const& stop) {
    auto const outcome = run_worker(worker.command, bytes, most_output, worker.patience, stop);
    if (!outcome.answered) return without_answer(worker, outcome.problem);
    if (outcome.answered->exit_status == 0) return read_answer(outcome.answered->output);
    if (outcome.answered->exit_status != cannot_be_confined)
        return Refusal{Reason::malformed, "the worker did not survive it"};
    log::error("the program for pictures cannot be confined", {{"program", worker.command.front()}});
    return Refusal{Reason::unavailable, "no confinement"};
}

}  // namespace collegium::server::media
