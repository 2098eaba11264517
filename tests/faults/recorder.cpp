// A shim for LD_PRELOAD: records everything that is written to a store's file and whenever it is synced, in order, and
// lets any of these calls fail. Every call goes straight to the kernel, so nothing else is needed of the library.
#include "tests/faults/control.hpp"
#include "tests/faults/events.hpp"

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <optional>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>

namespace collegium::faults {

namespace {

struct Shim {
    Shim() {
        if (char const* const file = std::getenv(control_name)) control = map_control(file);
        if (char const* const file = std::getenv(store_name)) store = file;
        char const* const file = std::getenv(recording_name);
        if (file == nullptr || *file == 0) return;
        recording =
            static_cast<int>(syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    }

    void note(Event const& event, void const* bytes = nullptr) const {
        if (recording < 0) return;
        std::array<iovec, 2> parts{
            iovec{const_cast<Event*>(&event), sizeof event}, iovec{const_cast<void*>(bytes), event.size}};
        if (syscall(SYS_writev, recording, parts.data(), bytes == nullptr ? 1 : 2) < 0) abort();
    }

    // How the call that is made now is to fail.
    Fault next() const {
        if (control == nullptr) return Fault::none;
        auto const number = ++control->calls;
        if (number < control->first || number > control->last) return Fault::none;
        ++control->failed;
        return control->fault;
    }

    Control* control = nullptr;
    char const* store = nullptr;
    int recording = -1;
    std::mutex mutex;            // one call at a time, so that the recording has them in the order of their effects
    std::uint64_t answered = 0;  // with 2xx
};

// Never destroyed: threads write until the very end.
Shim& shim() {
    static auto& one = *new Shim;
    return one;
}

// Until then every call is nobody's: making the shim takes some of those that it stands in front of.
bool is_made = false;

__attribute__((constructor)) void make() {
    shim();
    is_made = true;
}

struct Target {
    bool durable;  // whether a write is on disk when it returns
};

// The store's file, if this descriptor is one of it. By number and device: descriptors are copied and used again.
std::optional<Target> target(int descriptor) {
    if (!is_made || shim().store == nullptr) return std::nullopt;
    struct stat wanted {};
    struct stat found {};
    if (syscall(SYS_newfstatat, AT_FDCWD, shim().store, &wanted, 0) != 0) return std::nullopt;
    if (syscall(SYS_fstat, descriptor, &found) != 0) return std::nullopt;
    if (wanted.st_ino != found.st_ino || wanted.st_dev != found.st_dev) return std::nullopt;
    auto const flags = syscall(SYS_fcntl, descriptor, F_GETFL);
    return Target{(flags & O_DSYNC) != 0};
}

int error_of(Fault fault) {
    return fault == Fault::no_space ? ENOSPC : EIO;
}

ssize_t write_at(int descriptor, Target to, void const* bytes, std::size_t size, off_t where) {
    std::lock_guard const lock{shim().mutex};
    auto const fault = shim().next();
    if (fault == Fault::io_error || fault == Fault::no_space) {
        errno = error_of(fault);
        return -1;
    }
    if (fault == Fault::short_write) size /= 2;
    shim().note({EventKind::write, static_cast<std::uint32_t>(size), static_cast<std::uint64_t>(where)}, bytes);
    auto const written = syscall(SYS_pwrite64, descriptor, bytes, size, where);
    if (to.durable && written == static_cast<ssize_t>(size)) shim().note({EventKind::durable, 0, 0});
    return written;
}

ssize_t write_on(int descriptor, Target to, iovec const* parts, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all.append(static_cast<char const*>(parts[i].iov_base), parts[i].iov_len);
    auto const place = static_cast<off_t>(syscall(SYS_lseek, descriptor, 0, SEEK_CUR));
    auto const written = write_at(descriptor, to, all.data(), all.size(), place);
    if (written > 0) syscall(SYS_lseek, descriptor, place + written, SEEK_SET);
    return written;
}

int sync(int descriptor, long call) {
    auto const of_store = target(descriptor);
    if (!of_store) return static_cast<int>(syscall(call, descriptor));
    std::lock_guard const lock{shim().mutex};
    if (auto const fault = shim().next(); fault != Fault::none) {
        shim().note({EventKind::spoiled, 0, 0});  // the kernel takes the pages for clean all the same
        if (fault == Fault::unsaid) return 0;
        errno = error_of(fault);
        return -1;
    }
    auto const outcome = static_cast<int>(syscall(call, descriptor));
    if (outcome == 0) shim().note({EventKind::synced, 0, 0});
    return outcome;
}

// Before the bytes leave: what a partner knows must be on disk by then.
void look_at_answer(void const* bytes, std::size_t size) {
    constexpr std::string_view good = "HTTP/1.1 2";
    if (!is_made || shim().recording < 0 || size < good.size() || std::memcmp(bytes, good.data(), good.size()) != 0)
        return;
    std::lock_guard const lock{shim().mutex};
    shim().note({EventKind::acknowledged, 0, ++shim().answered});
}

}  // namespace

}  // namespace collegium::faults

using namespace collegium::faults;

extern "C" {

// For programs that keep something without an answer over the network.
void collegium_faults_acknowledged(std::uint64_t number) {
    std::lock_guard const lock{shim().mutex};
    shim().note({EventKind::acknowledged, 0, number});
}

ssize_t pwrite(int descriptor, void const* bytes, std::size_t size, off_t where) {
    if (auto const to = target(descriptor)) return write_at(descriptor, *to, bytes, size, where);
    return syscall(SYS_pwrite64, descriptor, bytes, size, where);
}

ssize_t pwrite64(int descriptor, void const* bytes, std::size_t size, off_t where) {
    return pwrite(descriptor, bytes, size, where);
}

ssize_t write(int descriptor, void const* bytes, std::size_t size) {
    iovec const part{const_cast<void*>(bytes), size};
    if (auto const to = target(descriptor)) return write_on(descriptor, *to, &part, 1);
    return syscall(SYS_write, descriptor, bytes, size);
}

ssize_t writev(int descriptor, iovec const* parts, int count) {
    if (auto const to = target(descriptor)) return write_on(descriptor, *to, parts, count);
    return syscall(SYS_writev, descriptor, parts, count);
}

int fdatasync(int descriptor) {
    return sync(descriptor, SYS_fdatasync);
}

int fsync(int descriptor) {
    return sync(descriptor, SYS_fsync);
}

// What is written through a map would not be recorded, and then nothing that is replayed would mean anything.
void* mmap(void* begin, std::size_t size, int protection, int flags, int descriptor, off_t from) {
    bool const unseen = (protection & PROT_WRITE) != 0 && (flags & MAP_SHARED) != 0 && descriptor >= 0;
    if (unseen && target(descriptor)) {
        constexpr std::string_view words = "recorder: the store is written through a map, which cannot be recorded\n";
        syscall(SYS_write, STDERR_FILENO, words.data(), words.size());
        abort();
    }
    return reinterpret_cast<void*>(syscall(SYS_mmap, begin, size, protection, flags, descriptor, from));
}

int ftruncate(int descriptor, off_t size) {
    auto const outcome = static_cast<int>(syscall(SYS_ftruncate, descriptor, size));
    if (outcome != 0 || !target(descriptor)) return outcome;
    std::lock_guard const lock{shim().mutex};
    shim().note({EventKind::resized, 0, static_cast<std::uint64_t>(size)});
    return outcome;
}

ssize_t send(int descriptor, void const* bytes, std::size_t size, int flags) {
    look_at_answer(bytes, size);
    return syscall(SYS_sendto, descriptor, bytes, size, flags, nullptr, 0);
}

ssize_t sendmsg(int descriptor, msghdr const* message, int flags) {
    if (message->msg_iovlen > 0) look_at_answer(message->msg_iov[0].iov_base, message->msg_iov[0].iov_len);
    return syscall(SYS_sendmsg, descriptor, message, flags);
}
}
