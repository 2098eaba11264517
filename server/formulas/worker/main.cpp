// collegium-formulas: starts the program that turns TeX into MathML, confined (security R12). Started by the server
// once for each formula that is not known yet. Standard input is the TeX, standard output the answer of that program.
// Usage: collegium-formulas PROGRAM ARGUMENT...
#include "server/media/worker/confinement.hpp"

#include <exception>
#include <unistd.h>

namespace {

using namespace collegium::media_worker;

constexpr int wrong_usage = 64, cannot_be_confined = 71, no_program = 72;  // the server knows them

constexpr Bounds bounds{.memory = std::size_t{512} << 20, .cpu_seconds = 2, .file = 0, .files = 16};

}  // namespace

int main(int count, char* words[]) {
    if (count < 2) return wrong_usage;
    try {
        leave_the_world();
        confine_program(bounds);
    } catch (std::exception const&) {
        return cannot_be_confined;
    }
    char* nothing[] = {nullptr};
    execve(words[1], words + 1, nothing);
    return no_program;
}
