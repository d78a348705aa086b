/* tests/support/shim/plan.c - what SHORTLIST_SHIM asks for, and the counting
 * SPDX-License-Identifier: MIT
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* RTLD_NEXT */
#endif
#include "tests/support/shim/shim.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { RULES_MAX = 16, FILE_NAME_MAX = 512 };

struct rule {
    enum shim_kind kind;
    enum shim_deed deed;
    uint64_t number;
};

static const char *const kinds[SHIM_KIND_COUNT] = {"write", "sync", "step", "alloc", "look"};

static const char *const deeds[SHIM_DEED_COUNT] = {"",      "kill",   "after",     "torn",
                                                   "short", "enospc", "eio",       "full",
                                                   "fail",  "all",    "INTERRUPT", "TERM"};

static struct rule rules[RULES_MAX];
static size_t rule_count;
static atomic_ullong counts[SHIM_KIND_COUNT];
static char count_file[FILE_NAME_MAX];
static char stacks_file[FILE_NAME_MAX];
static char trace_file[FILE_NAME_MAX];
static volatile bool is_on;
static bool spares_syncs;

struct shim_clock shim_clock = {.poll_ms = -1};
struct shim_jump shim_jumps[SHIM_JUMPS_MAX];
size_t shim_jump_count;

bool shim_is_on(void) { return is_on; }

bool shim_spares_syncs(void) { return is_on && spares_syncs; }

void shim_find(void *slot, const char *name) {
    void *at = dlsym(RTLD_NEXT, name);
    memcpy(slot, &at, sizeof at); /* ISO C has no conversion from one to the other */
}

/* ---- counting ---- */

void shim_kill(void) {
    (void)kill(getpid(), SIGKILL);
    for (;;)
        (void)pause();
}

/* Those that go on for ever once they began. */
static bool lasts(enum shim_deed deed) { return deed == SHIM_FULL || deed == SHIM_ALL; }

enum shim_deed shim_count(enum shim_kind kind) {
    enum shim_deed deed = SHIM_NOTHING;
    if (!is_on)
        return SHIM_NOTHING;
    uint64_t number = atomic_fetch_add(&counts[kind], 1) + 1;
    for (size_t i = 0; i < rule_count; i++) {
        const struct rule *rule = &rules[i];
        if (rule->kind == kind &&
            (rule->number == number || (lasts(rule->deed) && rule->number < number)))
            deed = rule->deed;
    }
    if (deed == SHIM_KILL)
        shim_kill();
    if (deed == SHIM_INTERRUPT || deed == SHIM_TERM)
        (void)raise(deed == SHIM_TERM ? SIGTERM : SIGINT);
    return deed;
}

/* ---- reading the plan ---- */

static void refuse(const char *item) {
    shim_tell(STDERR_FILENO, "shim: %s: not understood\n", item);
    _exit(125);
}

static int find(const char *const *names, int count, const char *name, size_t len) {
    for (int i = 0; i < count; i++)
        if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0)
            return i;
    return -1;
}

/* N:DEED */
static bool take_rule(enum shim_kind kind, const char *value) {
    char *end = NULL;
    uint64_t number = strtoull(value, &end, 10);
    int deed = *end == ':' ? find(deeds, SHIM_DEED_COUNT, end + 1, strlen(end + 1)) : -1;
    if (deed <= 0 || number == 0 || rule_count == RULES_MAX)
        return false;
    rules[rule_count++] = (struct rule){kind, (enum shim_deed)deed, number};
    return true;
}

/* D@N or @S@N */
static bool take_jump(const char *value) {
    struct shim_jump jump = {.is_absolute = value[0] == '@'};
    char *end = NULL;
    jump.seconds = strtoll(value + (jump.is_absolute ? 1 : 0), &end, 10);
    if (*end != '@' || shim_jump_count == SHIM_JUMPS_MAX)
        return false;
    jump.look = strtoull(end + 1, &end, 10);
    shim_jumps[shim_jump_count++] = jump;
    return *end == '\0' && jump.look > 0;
}

static bool take_clock(const char *value) {
    char *end = NULL;
    shim_clock.is_set = value[0] == '@';
    shim_clock.is_moved = !shim_clock.is_set;
    int64_t seconds = strtoll(value + (shim_clock.is_set ? 1 : 0), &end, 10);
    shim_clock.start = shim_clock.is_set ? seconds : 0;
    shim_clock.shift = shim_clock.is_set ? 0 : seconds;
    return *end == '\0';
}

static bool take_poll(const char *value) {
    char *end = NULL;
    shim_clock.poll_ms = strtoll(value, &end, 10);
    return *end == '\0' && end != value;
}

static bool take_limit(const char *value) {
    char *end = NULL;
    rlim_t most = strtoull(value, &end, 10);
    struct rlimit limit = {most, most};
    return *end == '\0' && end != value && setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

static bool take_file(char file[FILE_NAME_MAX], const char *value) {
    size_t len = strlen(value);
    if (len >= FILE_NAME_MAX)
        return false;
    memcpy(file, value, len + 1);
    return true;
}

static bool take_item(const char *item) {
    const char *equals = strchr(item, '=');
    size_t len = equals ? (size_t)(equals - item) : strlen(item);
    const char *value = equals ? equals + 1 : "";
    int kind = find(kinds, SHIM_KIND_COUNT, item, len);
    if (kind >= 0)
        return take_rule((enum shim_kind)kind, value);
    if (strcmp(item, "hold") == 0)
        return shim_clock.hold = true;
    if (strcmp(item, "nosync") == 0)
        return spares_syncs = true;
    if (strncmp(item, "clock=", 6) == 0)
        return take_clock(value);
    if (strncmp(item, "jump=", 5) == 0)
        return take_jump(value);
    if (strncmp(item, "poll=", 5) == 0)
        return take_poll(value);
    if (strncmp(item, "files=", 6) == 0)
        return take_limit(value);
    if (strncmp(item, "count=", 6) == 0)
        return take_file(count_file, value);
    if (strncmp(item, "stacks=", 7) == 0)
        return take_file(stacks_file, value);
    if (strncmp(item, "trace=", 6) == 0)
        return take_file(trace_file, value);
    return item[0] == '\0';
}

static void read_plan(const char *plan) {
    char item[FILE_NAME_MAX + 16];
    while (*plan != '\0') {
        size_t len = strcspn(plan, ",");
        if (len >= sizeof item)
            refuse(plan);
        memcpy(item, plan, len);
        item[len] = '\0';
        if (!take_item(item))
            refuse(item);
        plan += len;
        plan += *plan == ',' ? 1 : 0;
    }
}

/* ---- telling ---- */

void shim_tell(int file, const char *format, ...) {
    char line[256];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (len > 0)
        (void)!write(file, line, (size_t)len < sizeof line ? (size_t)len : sizeof line - 1);
}

static int open_for_telling(const char *name) {
    return name[0] ? open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
}

static void tell(void) {
    int counted = open_for_telling(count_file);
    int stacks = open_for_telling(stacks_file);
    for (int i = 0; i < SHIM_KIND_COUNT && counted >= 0; i++)
        shim_tell(counted, "%s %llu\n", kinds[i], (unsigned long long)counts[i]);
    if (counted >= 0)
        shim_tell(counted, "slept_ms %lld\n", (long long)shim_slept_ms());
    shim_memory_tell(counted, stacks);
    if (counted >= 0)
        (void)close(counted);
    if (stacks >= 0)
        (void)close(stacks);
}

/* ---- beginning and end ---- */

static void leave_forked_alone(void) { is_on = false; }

__attribute__((constructor)) static void begin(void) {
    const char *plan = getenv("SHORTLIST_SHIM");
    if (!plan)
        return;
    read_plan(plan);
    shim_clock_start();
    shim_memory_start(stacks_file[0] != '\0', trace_file);
    (void)pthread_atfork(NULL, NULL, leave_forked_alone);
    is_on = true;
}

__attribute__((destructor)) static void end(void) {
    if (is_on) {
        is_on = false;
        tell();
    }
}
