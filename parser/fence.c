/* parser/fence.c - what a process that reads pages may still do: nothing but that
 * SPDX-License-Identifier: MIT
 */
#include "parser/fence.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define FENCE_SANITIZED true
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define FENCE_SANITIZED true
#endif
#ifndef FENCE_SANITIZED
#define FENCE_SANITIZED false
#endif

/* The filter knows calls by their numbers, and numbers belong to a machine. */
#if defined(__x86_64__)
#define FENCE_MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define FENCE_MACHINE AUDIT_ARCH_AARCH64
#else
#define FENCE_MACHINE 0
#endif

/* ---- the filter ---- */

/* Instructions of the filter's little machine (linux/filter.h): a jump goes on with the next
 * one where the condition holds, else steps over `else_steps`. */
#define LOAD(offset)                                                                           \
    { BPF_LD | BPF_W | BPF_ABS, 0, 0, (uint32_t)(offset) }
#define IF_EQUAL(value, else_steps)                                                            \
    { BPF_JMP | BPF_JEQ | BPF_K, 0, (else_steps), (uint32_t)(value) }
#define IF_BITS(bits, else_steps)                                                              \
    { BPF_JMP | BPF_JSET | BPF_K, 0, (else_steps), (uint32_t)(bits) }
#define ANSWER(answer)                                                                         \
    { BPF_RET | BPF_K, 0, 0, (uint32_t)(answer) }
/* The lower half of an argument: both machines put it first. */
#define ARGUMENT(n) (offsetof(struct seccomp_data, args) + (size_t)8 * (n))

#define ALLOW(call) IF_EQUAL(call, 1), ANSWER(SECCOMP_RET_ALLOW)
#define ALLOW_WITHOUT(call, n, bits)                                                           \
    IF_EQUAL(call, 4), LOAD(ARGUMENT(n)), IF_BITS(bits, 1), ANSWER(SECCOMP_RET_KILL_PROCESS),  \
        ANSWER(SECCOMP_RET_ALLOW)
#define ALLOW_WITH(call, n, value)                                                             \
    IF_EQUAL(call, 4), LOAD(ARGUMENT(n)), IF_EQUAL(value, 1), ANSWER(SECCOMP_RET_ALLOW),       \
        ANSWER(SECCOMP_RET_KILL_PROCESS)
#define ALLOW_WITH_BOTH(call, n, value, m, other)                                              \
    IF_EQUAL(call, 6), LOAD(ARGUMENT(n)), IF_EQUAL(value, 3), LOAD(ARGUMENT(m)),               \
        IF_EQUAL(other, 1), ANSWER(SECCOMP_RET_ALLOW), ANSWER(SECCOMP_RET_KILL_PROCESS)

static bool install_filter(void) {
    struct sock_filter filter[] = {
        LOAD(offsetof(struct seccomp_data, arch)),
        IF_EQUAL(FENCE_MACHINE, 1),
        LOAD(offsetof(struct seccomp_data, nr)), /* another machine's number never gets here: */
        ALLOW(SYS_read),                         /* what was loaded then fits no row below */
        ALLOW(SYS_write),
        ALLOW(SYS_brk),
        ALLOW_WITHOUT(SYS_mmap, 2, PROT_EXEC), /* memory, but none to run a program in */
        ALLOW_WITHOUT(SYS_mprotect, 2, PROT_EXEC),
        ALLOW(SYS_munmap),
        ALLOW(SYS_mremap),
        ALLOW(SYS_madvise),
        ALLOW(SYS_futex),
        ALLOW(SYS_getrandom),
        ALLOW(SYS_sysinfo), /* glibc's qsort asks how much memory there is */
        ALLOW(SYS_clock_gettime),
        ALLOW(SYS_rt_sigreturn),
        ALLOW(SYS_restart_syscall),
        ALLOW_WITH_BOTH(SYS_prlimit64, 0, 0, 1, RLIMIT_CPU), /* its own: fence_begin_page */
        ALLOW(SYS_rt_sigprocmask), /* these four are how abort() ends a process */
        ALLOW(SYS_getpid),
        ALLOW(SYS_gettid),
        ALLOW_WITH(SYS_tgkill, 0, getpid()),
        ALLOW(SYS_exit),
        ALLOW(SYS_exit_group),
        ANSWER(SECCOMP_RET_KILL_PROCESS),
    };
    struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
    return FENCE_MACHINE != 0 && !FENCE_SANITIZED &&
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

/* ---- the limits ---- */

/* The channel becomes the first descriptor behind the standard three, which lead nowhere. */
static bool close_files(int *channel) {
    static const struct rlimit none = {0, 0};
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    int first = STDERR_FILENO + 1;
    bool moved = nowhere >= 0;
    for (int standard = 0; moved && standard < first; standard++) {
        moved = dup2(nowhere, standard) == standard;
    }
    moved = (*channel == first || dup2(*channel, first) == first) && moved;
    if (fcntl(first, F_GETFD) >= 0) {
        *channel = first;
        closefrom(first + 1);
    }
    return moved && setrlimit(RLIMIT_NOFILE, &none) == 0 &&
           setrlimit(RLIMIT_FSIZE, &none) == 0 && setrlimit(RLIMIT_CORE, &none) == 0;
}

/* The address space that the process has already: it may share a large parent's. */
static size_t address_space(void) {
    char text[64] = "";
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t len = file >= 0 ? read(file, text, sizeof text - 1) : -1;
    if (file >= 0) {
        (void)close(file);
    }
    long page = sysconf(_SC_PAGESIZE);
    return len > 0 && page > 0 ? (size_t)strtoul(text, NULL, 10) * (size_t)page : 0;
}

static bool limit_memory(size_t already) {
    struct rlimit limit = {already + FENCE_MEMORY_MAX, already + FENCE_MEMORY_MAX};
    return !FENCE_SANITIZED && already > 0 && setrlimit(RLIMIT_AS, &limit) == 0;
}

static bool limit_time(void) {
    struct timespec used;
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0) {
        return false;
    }
    /* A second is begun already. */
    struct rlimit limit = {(rlim_t)used.tv_sec + FENCE_SECONDS_MAX + 1, RLIM_INFINITY};
    return setrlimit(RLIMIT_CPU, &limit) == 0;
}

unsigned fence_enter(int *channel) {
    size_t already = address_space();
    unsigned missing = 0;
    missing |= close_files(channel) ? 0 : 1u << FENCE_FILES;
    missing |= limit_memory(already) ? 0 : 1u << FENCE_MEMORY;
    missing |= limit_time() ? 0 : 1u << FENCE_TIME;
    missing |= install_filter() ? 0 : 1u << FENCE_CALLS;
    return missing;
}

void fence_begin_page(void) { (void)limit_time(); }

/* ---- is it kept? ---- */

static void end_with(bool kept) { _exit(kept ? EXIT_SUCCESS : EXIT_FAILURE); }

static void try_files(void) { end_with(open("/dev/null", O_RDONLY | O_CLOEXEC) < 0); }

static void try_memory(void) {
    enum { MAY = PROT_READ | PROT_WRITE, KIND = MAP_PRIVATE | MAP_ANONYMOUS };
    /* cppcheck-suppress invalidFunctionArg ; memory of no file has no descriptor, mmap(2) */
    void *memory = mmap(NULL, 2 * FENCE_MEMORY_MAX, MAY, KIND, -1, 0);
    end_with(memory == MAP_FAILED);
}

static void try_time(void) {
    struct rlimit limit;
    end_with(getrlimit(RLIMIT_CPU, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY);
}

/* Whatever the answer: the filter would not have let us ask. */
static void try_calls(void) {
    int network = socket(AF_INET, SOCK_STREAM, 0);
    if (network >= 0) {
        (void)close(network);
    }
    end_with(false);
}

/* What each part must stop, and what it is called. A call that the filter stops ends the
 * process before it can tell. */
static const struct {
    const char *name;
    void (*attempt)(void); /* does not return */
    bool filter_counts;    /* the filter's stopping it is as good */
} parts[FENCE_PART_COUNT] = {
    [FENCE_FILES] = {"no files", try_files, true},
    [FENCE_MEMORY] = {"memory limit", try_memory, false},
    [FENCE_TIME] = {"time limit", try_time, false},
    [FENCE_CALLS] = {"system-call filter", try_calls, true},
};

static bool is_kept(enum fence_part part) {
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        int channel = STDERR_FILENO;
        (void)fence_enter(&channel);
        parts[part].attempt();
    }
    if (child < 0 || waitpid(child, &status, 0) != child) {
        return false;
    }
    bool stopped = WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
    return (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS) ||
           (stopped && parts[part].filter_counts);
}

unsigned fence_try(void) {
    unsigned missing = 0;
    for (int part = 0; part < FENCE_PART_COUNT; part++) {
        missing |= is_kept((enum fence_part)part) ? 0 : 1u << part;
    }
    return missing;
}

const char *fence_part_name(enum fence_part part) { return parts[part].name; }

_Static_assert(FENCE_SECONDS_MAX == 10, "the reason below says so");

const char *fence_end_reason(int status) {
    static const struct {
        int signal;
        const char *reason;
    } reasons[] = {
        {SIGXCPU, "it took more than 10 seconds of processor time"},
        {SIGSYS, "it asked the system for something that reading a page does not need"},
        {SIGKILL, "it was stopped from outside, perhaps for lack of memory"},
        {SIGSEGV, "it crashed"},
        {SIGBUS, "it crashed"},
        {SIGABRT, "it crashed"},
        {SIGFPE, "it crashed"},
        {SIGILL, "it crashed"},
    };
    for (size_t i = 0; WIFSIGNALED(status) && i < sizeof reasons / sizeof reasons[0]; i++) {
        if (reasons[i].signal == WTERMSIG(status)) {
            return reasons[i].reason;
        }
    }
    return "it ended before it was done";
}
