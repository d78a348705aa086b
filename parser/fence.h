/* parser/fence.h - what a process that reads pages may still do: nothing but that
 * SPDX-License-Identifier: MIT
 *
 * A page is bytes from strangers, and the libraries that look at it are large. So it is read in
 * a process of its own that can open neither a file nor a connection nor another program, and
 * that ends when it needs too much memory or time. The kernel keeps the fence, not we.
 *
 * Sources: setrlimit(2), prctl(2), seccomp(2), closefrom(3). Address-space limits and the
 * filter do not go with AddressSanitizer, which reserves terabytes and makes calls of its own:
 * a build with it leaves both out and says so.
 */
#ifndef PARSER_FENCE_H
#define PARSER_FENCE_H

#include <stddef.h>

/** The parts of the fence. */
enum fence_part {
    FENCE_FILES = 0, /* no descriptor but the one to the program, and none can be opened */
    FENCE_MEMORY,    /* no more than FENCE_MEMORY_MAX beyond what it began with */
    FENCE_TIME,      /* no more than FENCE_SECONDS_MAX of processor time for a page */
    FENCE_CALLS, /* system-call filter: memory, the clock, reading and writing what is open */
    FENCE_PART_COUNT
};

/** Bytes. An advert of 150 KB takes 3 MB; the caps of parser/html.h and ARENA_PAGE_CAP end what
 * is larger long before this does. */
#define FENCE_MEMORY_MAX ((size_t)512 * 1024 * 1024)

/** An advert takes a few thousandths of a second. */
enum { FENCE_SECONDS_MAX = 10 };

/**
 * Close the fence round this process, for good.
 *
 * @param channel the one descriptor that stays open; becomes another number
 * @return a set of 1u << enum fence_part: those that this kernel or this build does not offer
 */
unsigned fence_enter(int *channel);

/** A page begins: its processor time counts from here. Callable inside the fence only. */
void fence_begin_page(void);

/** Is each part really kept? Processes of their own go behind the fence, open a file, take too
 * much memory, open a connection.
 * @return a set as of fence_enter: those that are missing */
unsigned fence_try(void);

/** "system-call filter". */
const char *fence_part_name(enum fence_part part);

/** Why a process behind the fence ended, from its wait status: "it took more than 10 seconds of
 * processor time". */
const char *fence_end_reason(int status);

#endif
