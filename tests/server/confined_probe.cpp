// A program that confines itself as collegium-media does, and then tries what it must not be able to do.
#include "server/media/worker/confinement.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace {

using namespace collegium::media_worker;

void tell(char const* what, bool done) {
    std::printf("%s: %s\n", what, done ? "possible" : std::strerror(errno));
}

bool can_start_thread() {
    bool ran = false;
    std::thread{[&] { ran = true; }}.join();
    return ran;
}

// More than the limit; nothing is touched, so an unlimited process would get it.
bool can_have(std::size_t size) {
    auto* const memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory != MAP_FAILED;
}

bool can_make_code() {
    return mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

bool can_raise_limit() {
    rlimit const more{60, 60};
    return setrlimit(RLIMIT_CPU, &more) == 0;
}

}  // namespace

int main() {
    int const inherited = open("/dev/null", O_RDONLY);  // as a file of the server that was not closed
    leave_the_world();
    tell("use what was open", write(inherited, "", 0) == 0);
    confine(Bounds{});
    tell("open a file", open("/etc/passwd", O_RDONLY) >= 0);
    tell("write a file", open("/tmp/collegium-probe", O_WRONLY | O_CREAT, 0600) >= 0);
    tell("open a socket", socket(AF_INET, SOCK_STREAM, 0) >= 0);
    tell("start a process", fork() >= 0);
    tell("start a program", execl("/bin/true", "true", nullptr) == 0);
    tell("signal another", kill(1, 0) == 0);
    tell("make code", can_make_code());
    tell("raise a limit", can_raise_limit());
    tell("have 2 GiB", can_have(std::size_t{2} << 30));
    tell("have 64 MiB", can_have(std::size_t{64} << 20));
    tell("start a thread", can_start_thread());
    std::printf("calls: %zu\n", number_of_calls());
    std::fflush(stdout);
}
