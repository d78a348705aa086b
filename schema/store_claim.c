/* schema/store_claim.c - one crawl at a time
 * SPDX-License-Identifier: MIT
 *
 * Two crawls on one database would ask for the same pages, and a host twice as often as it was
 * promised. The claim is a lock on a file beside the database, which the system takes back
 * however the program ends; on the database itself it could get into the way of SQLite's own
 * locks. The file stays: taking it away would open a gap between two programs.
 */
#include "schema/store_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char claim_ending[] = "-crawl";

/* Room for a process number and its end. */
enum { CLAIM_TEXT_SIZE = 24 };

/* Who has it: a number for the user, nothing more. 0 where it cannot be read. */
static uint64_t claimant(int fd) {
    char text[CLAIM_TEXT_SIZE];
    uint64_t process = 0;
    ssize_t got = pread(fd, text, sizeof text, 0);
    if (got > 0) {
        (void)span_number(span_trim((struct span){text, (size_t)got}), INT64_MAX, &process);
    }
    return process;
}

/* Leaves our number for whoever comes second. Where that fails the lock is ours all the same.
 */
static void sign(int fd) {
    char text[CLAIM_TEXT_SIZE];
    int len = snprintf(text, sizeof text, "%ld\n", (long)getpid());
    if (ftruncate(fd, 0) == 0 && pwrite(fd, text, (size_t)len, 0) < 0) {
        return;
    }
}

static enum err lock(const struct store *store, int fd, struct diag *diag) {
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
        sign(fd);
        return ERR_NONE;
    }
    if (errno == EWOULDBLOCK) {
        return diag_set(
            diag, ERR_STORE,
            "%s is being filled by another crawl or reparse (process %llu): wait for its end, "
            "or name another file with --db",
            store->path, (unsigned long long)claimant(fd));
    }
    return diag_set(diag, ERR_SYSTEM, "locking %s%s: %s", store->path, claim_ending,
                    strerror(errno));
}

enum err store_claim(struct store *store, struct diag *diag) {
    struct arena arena;
    if (store->claim >= 0) {
        return ERR_NONE;
    }
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *path = arena_printf(&arena, "%s%s", store->path, claim_ending);
    enum err err = arena_check(&arena, diag);
    int fd = err ? -1
                 : open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
                        S_IRUSR | S_IWUSR);
    if (!err && fd < 0) {
        err = diag_set(diag, ERR_SYSTEM, "making %s: %s", path, strerror(errno));
    }
    if (!err) {
        err = lock(store, fd, diag);
    }
    if (!err) {
        store->claim = fd;
    } else if (fd >= 0) {
        (void)close(fd); /* nothing was written */
    }
    arena_fini(&arena);
    return err;
}

void store_unclaim(struct store *store) {
    if (store->claim >= 0) {
        (void)close(store->claim); /* the lock goes with it */
    }
    store->claim = -1;
}
