#include "server/media/worker/confinement.hpp"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <fcntl.h>
#include <iterator>
#include <linux/landlock.h>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace collegium::media_worker {

namespace {

constexpr unsigned first_unwanted = 3;  // standard error leads to nowhere; the server sees to that
constexpr int priority = 10;            // behind everything that answers people

constexpr int kept_calls[] = {SCMP_SYS(write),         SCMP_SYS(writev),          SCMP_SYS(close),
                              SCMP_SYS(fstat),         SCMP_SYS(newfstatat),      SCMP_SYS(lseek),
                              SCMP_SYS(brk),           SCMP_SYS(munmap),          SCMP_SYS(mremap),
                              SCMP_SYS(madvise),       SCMP_SYS(futex),           SCMP_SYS(set_robust_list),
                              SCMP_SYS(rseq),          SCMP_SYS(rt_sigaction),    SCMP_SYS(rt_sigprocmask),
                              SCMP_SYS(rt_sigreturn),  SCMP_SYS(sched_yield),     SCMP_SYS(sched_getaffinity),
                              SCMP_SYS(getpid),        SCMP_SYS(gettid),          SCMP_SYS(tgkill),
                              SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(getrandom),
                              SCMP_SYS(getrusage),     SCMP_SYS(restart_syscall), SCMP_SYS(exit),
                              SCMP_SYS(exit_group)};
constexpr std::size_t calls_kept_in_part = 5;

// What a program needs beyond these to be loaded and to read its input.
constexpr int calls_of_loading[] = {
    SCMP_SYS(execve),
    SCMP_SYS(read),
    SCMP_SYS(pread64),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(arch_prctl),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(mmap),
    SCMP_SYS(mprotect)};
constexpr char const* places_of_programs[] = {"/usr", "/lib", "/lib64"};  // links into the first, as a rule
constexpr char const* list_of_libraries = "/etc/ld.so.cache";

void require(bool done, char const* what) {
    if (!done) throw std::system_error{errno, std::generic_category(), what};
}

struct Release {
    void operator()(void* filter) const noexcept { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, Release>;

// libseccomp answers with a negative errno.
void require_rule(int answer) {
    if (answer < 0) throw std::system_error{-answer, std::generic_category(), "seccomp"};
}

void keep(Filter const& filter, int call, std::vector<scmp_arg_cmp> const& only_if = {}) {
    auto const size = static_cast<unsigned>(only_if.size());
    require_rule(seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, size, only_if.data()));
}

// Calls whose arguments decide.
void keep_in_part(Filter const& filter) {
    scmp_arg_cmp const no_code{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
    keep(filter, SCMP_SYS(mmap), {no_code});
    keep(filter, SCMP_SYS(mprotect), {no_code});
    keep(filter, SCMP_SYS(clone), {{0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD}});
    keep(filter, SCMP_SYS(prctl), {{0, SCMP_CMP_EQ, PR_SET_NAME, 0}});
    keep(filter, SCMP_SYS(prlimit64), {{2, SCMP_CMP_EQ, 0, 0}});  // reading only
    // Its flags are behind a pointer, which a filter cannot follow: libc then makes threads by clone.
    require_rule(seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0));
}

void limit(__rlimit_resource resource, std::size_t most) {
    rlimit const both{most, most};
    require(setrlimit(resource, &both) == 0, "setrlimit");
}

// Whether a namespace is to be had depends on the system, and on the unit that the server runs in, which allows a
// network of one's own and nothing more; the filter holds without any.
bool enter_own_namespaces() {
    constexpr int apart = CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWNS | CLONE_NEWUTS;
    return unshare(CLONE_NEWUSER | apart) == 0 || unshare(apart) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 ||
           unshare(CLONE_NEWNET) == 0;
}

void limit_all(Bounds const& bounds) {
    limit(RLIMIT_AS, bounds.memory);
    limit(RLIMIT_CPU, bounds.cpu_seconds);
    limit(RLIMIT_FSIZE, bounds.file);
    limit(RLIMIT_NOFILE, bounds.files);
    limit(RLIMIT_CORE, 0);
}

// libc has no names for these calls.
void allow_below(int rules, char const* place, std::uint64_t access) {
    int const folder = open(place, O_PATH | O_CLOEXEC);
    if (folder < 0) return;  // not every system has each
    landlock_path_beneath_attr const beneath{access, folder};
    auto const answer = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0U);
    close(folder);
    require(answer == 0, "landlock_add_rule");
}

// The server's own files are readable to whom it starts: the filter cannot tell them from libraries, this can.
void leave_files_alone() {
    constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE, all = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1U;
    landlock_ruleset_attr handled{};
    handled.handled_access_fs = all;
    auto const rules =
        static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, sizeof handled.handled_access_fs, 0U));
    require(rules >= 0, "landlock_create_ruleset");
    for (auto const* const place : places_of_programs)
        allow_below(rules, place, reading | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_EXECUTE);
    allow_below(rules, list_of_libraries, reading);
    require(syscall(SYS_landlock_restrict_self, rules, 0U) == 0, "landlock_restrict_self");
    close(rules);
}

}  // namespace

std::size_t number_of_calls() {
    return std::size(kept_calls) + calls_kept_in_part;
}

void leave_the_world() {
    require(close_range(first_unwanted, ~0U, 0) == 0, "close_range");
    require(prctl(PR_SET_PDEATHSIG, SIGKILL) == 0, "PR_SET_PDEATHSIG");
    require(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "PR_SET_NO_NEW_PRIVS");
    require(prctl(PR_SET_DUMPABLE, 0) == 0, "PR_SET_DUMPABLE");
    require(setpriority(PRIO_PROCESS, 0, priority) == 0, "setpriority");
    enter_own_namespaces();
}

void confine(Bounds const& bounds) {
    limit_all(bounds);

    Filter const filter{seccomp_init(SCMP_ACT_ERRNO(EPERM))};
    require(filter != nullptr, "seccomp");
    for (auto const call : kept_calls) keep(filter, call);
    keep_in_part(filter);
    require_rule(seccomp_load(filter.get()));
}

void confine_program(Bounds const& bounds) {
    leave_files_alone();
    limit_all(bounds);

    Filter const filter{seccomp_init(SCMP_ACT_ERRNO(EPERM))};
    require(filter != nullptr, "seccomp");
    for (auto const call : kept_calls) keep(filter, call);
    for (auto const call : calls_of_loading) keep(filter, call);
    constexpr unsigned changing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
    keep(filter, SCMP_SYS(openat), {{2, SCMP_CMP_MASKED_EQ, changing, O_RDONLY}});
    keep(filter, SCMP_SYS(prlimit64), {{2, SCMP_CMP_EQ, 0, 0}});  // reading only
    require_rule(seccomp_load(filter.get()));
}

}  // namespace collegium::media_worker
