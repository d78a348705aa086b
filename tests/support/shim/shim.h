/* tests/support/shim/shim.h - makes the system fail a program at a chosen moment
 * SPDX-License-Identifier: MIT
 *
 * A library that is put before all others:
 *
 * LD_PRELOAD=$(OUT)/shim.so SHORTLIST_SHIM="ITEM,ITEM,..." shortlist ...
 *
 * What is counted, each from 1, in the process that was started (those that it forks are left
 * alone, whatever the plan says: a fenced worker may hardly call anything):
 *
 *   write  what changes a file: write, pwrite, writev, ftruncate, unlink, rename, mkdir, and an
 *          open that makes one. Regular files only, and standard output where it is one; what
 *          stdio writes by itself (fwrite, printf) is not seen.
 *   sync   fsync, fdatasync
 *   step   sqlite3_step, SQLite's own calls of it included
 *   alloc  malloc, calloc, realloc and the aligned ones, whoever calls them
 *   look   a look at the wall clock: time, gettimeofday, clock_gettime(CLOCK_REALTIME)
 *
 * Items that strike, at number N of the kind:
 *
 *   write=N:kill    SIGKILL before it is done; also sync, step, alloc
 *   write=N:after   SIGKILL when it is done; also sync, step
 *   write=N:torn    SIGKILL when half of the bytes are written
 *   write=N:short   only half of the bytes are taken
 *   write=N:enospc  it fails, once; sync: eio, also for write
 *   write=N:full    it and every one after it fail with ENOSPC (unlink and rename do not)
 *   alloc=N:fail    it gives NULL, once
 *   alloc=N:all     it and every one after it give NULL
 *   step=N:INTERRUPT, step=N:TERM   that signal before it is done, as from the keyboard
 *
 * Items about the clock:
 *
 *   hold            the wall clock stands; sleeping costs nothing and moves both clocks. (The
 *                   steady clock goes on beside, since libcurl waits by it for real answers.)
 *   clock=@S        at the start the wall clock says S seconds since 1970
 *   clock=D         or it is D seconds from the right time: clock=-3600, clock=7200
 *   jump=D@N        at the Nth look, and from then on, it has moved by D seconds
 *   jump=@S@N       or it says S; several jumps are taken in the order of their looks
 *   poll=MS         a poll() that nothing answers for MS milliseconds is over, and both clocks
 *                   have moved by its whole timeout: silence without waiting for it
 *
 * And:
 *
 *   files=N         so many file descriptors and no more, for the workers too
 *   nosync          syncing is counted and may fail, but is not done: what is killed is a
 *                   process and not the machine, and a disk is slow
 *
 * Items that tell:
 *
 *   count=FILE   when the process ends, lines "NAME NUMBER": how many of each kind there were;
 *                `slept_ms`; `live`, blocks that are still allocated (but what OpenSSL and
 *                threads keep as long as a process lives); `own`, those of them that the
 *                program itself allocated, not a library; and of some a line "leak N CALLER
 *                SIZE": number of the allocation, place in which file, bytes
 *
 *   trace=FILE   who asked for the memory that was refused
 *
 *   stacks=FILE  the numbers of those allocations that are the first of their chain of callers,
 *                one a line
 */
#ifndef SHIM_H
#define SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum shim_kind { SHIM_WRITE, SHIM_SYNC, SHIM_STEP, SHIM_ALLOC, SHIM_LOOK, SHIM_KIND_COUNT };

enum shim_deed {
    SHIM_NOTHING = 0,
    SHIM_KILL,
    SHIM_AFTER,
    SHIM_TORN,
    SHIM_SHORT,
    SHIM_ENOSPC,
    SHIM_EIO,
    SHIM_FULL,
    SHIM_FAIL,
    SHIM_ALL,
    SHIM_INTERRUPT,
    SHIM_TERM,
    SHIM_DEED_COUNT
};

/** Counts one more of a kind and says what is to happen to it. SHIM_KILL does not come back. */
enum shim_deed shim_count(enum shim_kind kind);

/** The process is killed, as by the system. */
void shim_kill(void);

/** Is syncing not done? */
bool shim_spares_syncs(void);

/** Is this the process that was started, and is there a plan? */
bool shim_is_on(void);

/** Puts the address of the next library's function into a pointer to a function.
 * @param slot  address of that pointer
 * @param name  of the function */
void shim_find(void *slot, const char *name);

/* Clock items, and how far the clocks have been moved. */
struct shim_clock {
    bool hold;
    bool is_set;   /* the wall clock starts at `start` */
    bool is_moved; /* or by `shift` from the right time */
    int64_t start;
    int64_t shift;
    int64_t poll_ms; /* -1: polls wait as long as they say */
};
extern struct shim_clock shim_clock;

/** A jump of the wall clock: by, or to, `seconds`, at look number `look`. */
struct shim_jump {
    uint64_t look;
    bool is_absolute;
    int64_t seconds;
};
enum { SHIM_JUMPS_MAX = 16 };
extern struct shim_jump shim_jumps[SHIM_JUMPS_MAX];
extern size_t shim_jump_count;

/** How long was slept, as the program sees it. */
int64_t shim_slept_ms(void);

/** Sets the clocks going; once the plan is read. */
void shim_clock_start(void);

/** Starts to remember blocks and, where asked, the chains of callers.
 * @param stacks  whether the chains are wanted
 * @param trace   where to write who was refused; "": nowhere, else borrowed */
void shim_memory_start(bool stacks, const char *trace);

/** Writes what the memory has to tell into files that are open. @param stacks -1: none */
void shim_memory_tell(int counts, int stacks);

/** Formats a line into a file that is open, without stdio. */
void shim_tell(int file, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
