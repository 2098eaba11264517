#include "tests/faults/apart.hpp"

#include <array>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace collegium::faults {

namespace {

std::string ask(std::function<std::string()> const& question) {
    try {
        return question();
    } catch (std::exception const& error) {
        return std::string{"0 "} + error.what();
    }
}

}  // namespace

Apart apart(std::function<std::string()> const& question) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw std::runtime_error{"no pipe"};
    auto const child = fork();
    if (child < 0) throw std::runtime_error{"no process"};
    if (child == 0) {
        auto const words = ask(question);
        _exit(write(ends[1], words.data(), words.size()) == static_cast<ssize_t>(words.size()) ? 0 : 1);
    }
    close(ends[1]);
    std::string words;
    std::array<char, 512> piece{};
    for (ssize_t size = 0; (size = read(ends[0], piece.data(), piece.size())) > 0;)
        words.append(piece.data(), static_cast<std::size_t>(size));
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    auto const space = words.find(' ');
    if (status != 0 || space == std::string::npos) return {0, "asking ended the process"};
    return {std::stoull(words.substr(0, space)), words.substr(space + 1)};
}

}  // namespace collegium::faults
