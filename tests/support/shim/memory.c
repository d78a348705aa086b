/* tests/support/shim/memory.c - memory that is not given, and blocks that are never given back
 * SPDX-License-Identifier: MIT
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* dl_iterate_phdr */
#endif
#include "tests/support/shim/shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    BLOCKS = 1 << 18, /* places for live blocks; a power of two */
    CHAINS = 1 << 20, /* places for chains of callers */
    CHAIN_MAX = 48,   /* callers of one */
    LEAKS_TOLD = 20
};

/* What the C library's own functions are called, so that nothing need be found by dlsym, which
 * allocates. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);

struct block {
    uintptr_t at; /* 0: a free place */
    uintptr_t caller;
    uint32_t number;
    uint32_t size;
};

static struct block *blocks; /* NULL: not begun */
static uint64_t *chains;     /* NULL: nobody asked */
static uint32_t *firsts;     /* numbers of the first of each chain */
static size_t first_count;
static atomic_flag lock = ATOMIC_FLAG_INIT;
static uint32_t number;
static uintptr_t program_from, program_to;
static const char *trace = "";
static _Thread_local bool is_looking_back;

static void *take_pages(size_t size) {
    void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED)
        abort();
    return at;
}

/* The first object is the program itself. */
static int find_program(struct dl_phdr_info *info, size_t size, void *state) {
    (void)size, (void)state;
    program_from = info->dlpi_addr;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        uintptr_t end =
            info->dlpi_addr + info->dlpi_phdr[i].p_vaddr + info->dlpi_phdr[i].p_memsz;
        if (info->dlpi_phdr[i].p_type == PT_LOAD && end > program_to)
            program_to = end;
    }
    return 1;
}

void shim_memory_start(bool stacks, const char *trace_file) {
    void *callers[2];
    trace = trace_file;
    (void)dl_iterate_phdr(find_program, NULL);
    if (stacks || trace[0])
        (void)backtrace(callers, 2); /* loads what it needs */
    if (stacks) {
        chains = take_pages(CHAINS * sizeof *chains);
        firsts = take_pages(CHAINS * sizeof *firsts);
    }
    blocks = take_pages(BLOCKS * sizeof *blocks);
}

/* ---- live blocks: a table with linear probing ---- */

static void hold(void) {
    while (atomic_flag_test_and_set_explicit(&lock, memory_order_acquire)) {
    }
}

static void let_go(void) { atomic_flag_clear_explicit(&lock, memory_order_release); }

static size_t home_of(uintptr_t at) {
    return (size_t)((at >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 46) & (BLOCKS - 1);
}

static void remember(void *block, size_t size, uintptr_t caller, uint32_t at_number) {
    size_t place = home_of((uintptr_t)block);
    hold();
    while (blocks[place].at != 0)
        place = (place + 1) & (BLOCKS - 1);
    blocks[place] = (struct block){(uintptr_t)block, caller, at_number, (uint32_t)size};
    let_go();
}

/* Those behind a place that becomes free move up, or they would not be found again. */
static void close_gap(size_t gap) {
    size_t place = gap;
    for (;;) {
        place = (place + 1) & (BLOCKS - 1);
        if (blocks[place].at == 0)
            break;
        size_t home = home_of(blocks[place].at);
        bool may_stay =
            gap <= place ? gap < home && home <= place : gap < home || home <= place;
        if (!may_stay) {
            blocks[gap] = blocks[place];
            gap = place;
        }
    }
    blocks[gap].at = 0;
}

static void forget(void *block) {
    size_t place = home_of((uintptr_t)block);
    hold();
    while (blocks[place].at != 0 && blocks[place].at != (uintptr_t)block)
        place = (place + 1) & (BLOCKS - 1);
    if (blocks[place].at != 0)
        close_gap(place);
    let_go();
}

/* ---- chains of callers ---- */

static bool is_new_chain(uint64_t hash) {
    size_t place = (size_t)(hash >> 44) & (CHAINS - 1);
    while (chains[place] != 0 && chains[place] != hash)
        place = (place + 1) & (CHAINS - 1);
    bool is_new = chains[place] == 0;
    chains[place] = hash;
    return is_new;
}

static void look_back(uint32_t at_number) {
    void *callers[CHAIN_MAX];
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    if (is_looking_back)
        return;
    is_looking_back = true;
    int count = backtrace(callers, CHAIN_MAX);
    for (int i = 0; i < count; i++)
        hash = (hash ^ (uintptr_t)callers[i]) * UINT64_C(0x100000001B3);
    hold();
    if (first_count < CHAINS / 2 && is_new_chain(hash | 1))
        firsts[first_count++] = at_number;
    let_go();
    is_looking_back = false;
}

static void tell_who(void) {
    void *callers[CHAIN_MAX];
    is_looking_back = true;
    int file = open(trace, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file >= 0) {
        backtrace_symbols_fd(callers, backtrace(callers, CHAIN_MAX), file);
        (void)close(file);
    }
    is_looking_back = false;
}

/* ---- the functions ---- */

/* Is memory refused this time? */
static bool is_refused(void) {
    if (!shim_is_on() || !blocks || is_looking_back)
        return false;
    enum shim_deed deed = shim_count(SHIM_ALLOC);
    number++;
    if (chains)
        look_back(number);
    if (deed != SHIM_NOTHING && trace[0])
        tell_who();
    return deed == SHIM_FAIL || deed == SHIM_ALL;
}

static void *give(void *block, size_t size, const void *caller) {
    if (block && shim_is_on() && blocks && !is_looking_back)
        remember(block, size, (uintptr_t)caller, number);
    return block;
}

static void *refuse(void) {
    errno = ENOMEM;
    return NULL;
}

void *malloc(size_t size) {
    return is_refused() ? refuse()
                        : give(__libc_malloc(size), size, __builtin_return_address(0));
}

void *calloc(size_t count, size_t size) {
    return is_refused()
               ? refuse()
               : give(__libc_calloc(count, size), count * size, __builtin_return_address(0));
}

void *realloc(void *block, size_t size) {
    if (is_refused())
        return refuse();
    if (block && shim_is_on() && blocks)
        forget(block);
    void *moved = __libc_realloc(block, size);
    bool is_old = !moved && size > 0; /* refused by the system: the block stands */
    return is_old ? (void)give(block, size, __builtin_return_address(0)),
           NULL   : give(moved, size, __builtin_return_address(0));
}

void *memalign(size_t alignment, size_t size) {
    return is_refused()
               ? refuse()
               : give(__libc_memalign(alignment, size), size, __builtin_return_address(0));
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **out, size_t alignment, size_t size) {
    void *block = memalign(alignment, size);
    if (block)
        *out = block;
    return block ? 0 : ENOMEM;
}

void free(void *block) {
    if (block && shim_is_on() && blocks && !is_looking_back)
        forget(block);
    __libc_free(block);
}

/* ---- telling ---- */

static bool is_own(const struct block *block) {
    return block->caller >= program_from && block->caller < program_to;
}

/* Which file has the caller's code? NULL where that is not known. */
static const char *find_file(const struct block *block, uintptr_t *base) {
    Dl_info info = {0};
    void *caller = NULL;
    memcpy(&caller, &block->caller, sizeof caller);
    if (dladdr(caller, &info) == 0)
        return NULL;
    *base = (uintptr_t)info.dli_fbase;
    return info.dli_fname;
}

/* OpenSSL sets itself up once for the life of a process, and where it is refused memory in the
 * middle of it, it does not take that back: nobody who uses it could. And the C library keeps
 * the stack of a thread that has ended, with its variables, for the next one. */
static bool is_excused(const struct block *block) {
    static const char *const files[] = {"/libcrypto.so", "/libssl.so", "/ld-linux"};
    uintptr_t base = 0;
    const char *file = find_file(block, &base);
    bool excused = false;
    for (size_t i = 0; file && i < sizeof files / sizeof *files; i++)
        excused = excused || strstr(file, files[i]) != NULL;
    return excused;
}

static void tell_leak(int file, const struct block *block) {
    uintptr_t base = 0;
    const char *name = find_file(block, &base);
    shim_tell(file, "leak %u %s+%#llx %u\n", block->number, name ? name : "?",
              (unsigned long long)(block->caller - base), block->size);
}

static void tell_leaks(int file) {
    int told = 0;
    for (size_t i = 0; i < BLOCKS && told < LEAKS_TOLD; i++)
        if (blocks[i].at != 0) {
            told++;
            tell_leak(file, &blocks[i]);
        }
}

void shim_memory_tell(int counts, int stacks) {
    size_t live = 0;
    size_t own = 0;
    for (size_t i = 0; i < BLOCKS; i++) {
        live += blocks[i].at != 0 && !is_excused(&blocks[i]);
        own += blocks[i].at != 0 && is_own(&blocks[i]);
    }
    if (counts >= 0) {
        shim_tell(counts, "live %zu\nown %zu\n", live, own);
        tell_leaks(counts);
    }
    for (size_t i = 0; i < first_count && stacks >= 0; i++)
        shim_tell(stacks, "%u\n", firsts[i]);
}
