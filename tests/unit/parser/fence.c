/* tests/unit/parser/fence.c - tests of parser/fence
 * SPDX-License-Identifier: MIT
 */
#include "parser/fence.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The parts that a build with AddressSanitizer leaves out. */
static unsigned left_out(void) {
#if defined(__SANITIZE_ADDRESS__)
    return 1u << FENCE_MEMORY | 1u << FENCE_CALLS;
#else
    return 0;
#endif
}

Test(fence, keeps_every_part_that_the_build_can_have) {
    unsigned missing = fence_try();
    for (int part = 0; part < FENCE_PART_COUNT; part++) {
        cr_expect_eq(missing & 1u << part, left_out() & 1u << part, "%s",
                     fence_part_name((enum fence_part)part));
    }
}

/* Behind the fence, does `act`, and says 'k' where it came back from that. @return the wait
 * status; `*said` is whether it did */
static int behind_fence(void (*act)(void), bool *said) {
    int ends[2];
    char byte = 0;
    int status = 0;
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    pid_t child = fork();
    cr_assert_geq(child, 0);
    if (child == 0) {
        int channel = ends[1];
        (void)fence_enter(&channel);
        act();
        _exit(write(channel, "k", 1) == 1 ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    (void)close(ends[1]);
    *said = read(ends[0], &byte, 1) == 1 && byte == 'k';
    cr_assert_eq(waitpid(child, &status, 0), child);
    (void)close(ends[0]);
    return status;
}

static void act_nothing(void) {}

Test(fence, leaves_the_channel_open) {
    bool said = false;
    int status = behind_fence(act_nothing, &said);
    cr_expect(said);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS);
}

static void act_fork(void) { (void)fork(); }

Test(fence, ends_a_process_that_starts_another) {
    bool said = true;
    int status = behind_fence(act_fork, &said);
    if (!(left_out() & 1u << FENCE_CALLS)) {
        cr_expect_not(said);
        cr_expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
        cr_expect_not_null(strstr(fence_end_reason(status), "does not need"));
    }
}

/* A limit of nought would kill the program that waits for us. */
static void act_limit_parent(void) {
    struct rlimit none = {0, 0};
    (void)syscall(SYS_prlimit64, getppid(), RLIMIT_CPU, &none, NULL);
}

Test(fence, ends_a_process_that_would_limit_another) {
    bool said = true;
    if (!(left_out() & 1u << FENCE_CALLS)) {
        int status = behind_fence(act_limit_parent, &said);
        cr_expect_not(said);
        cr_expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
    }
}

Test(fence, lets_a_crash_be_a_crash) {
    bool said = true;
    int status = behind_fence(abort, &said);
    cr_expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "%d", status);
}

/* Touches memory until there is no more. */
static void act_grow(void) {
    enum { STEP = 8 * 1024 * 1024 };
    for (size_t had = 0; had <= 2 * FENCE_MEMORY_MAX; had += STEP) {
        char *more = malloc(STEP);
        if (!more) {
            return; /* as it should be */
        }
        memset(more, 1, STEP);
    }
    _exit(EXIT_FAILURE);
}

Test(fence, gives_no_more_memory_than_agreed) {
    bool said = false;
    if (!(left_out() & 1u << FENCE_MEMORY)) {
        (void)behind_fence(act_grow, &said);
        cr_expect(said, "memory without end");
    }
}

Test(fence, has_a_reason_for_every_end) {
    static const struct {
        int status;
        const char *words;
    } rows[] = {
        {SIGXCPU, "processor time"}, {SIGSEGV, "crashed"},  {SIGABRT, "crashed"},
        {SIGKILL, "stopped"},        {SIGHUP, "before it"}, {0, "before it"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_not_null(strstr(fence_end_reason(rows[i].status), rows[i].words), "%d: %s",
                           rows[i].status, fence_end_reason(rows[i].status));
    }
}
