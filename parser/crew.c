/* parser/crew.c - as many fenced workers as processors, reading pages for the program
 * SPDX-License-Identifier: MIT
 */
#include "parser/crew.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "parser/family.h"
#include "parser/fence.h"
#include "parser/worker.h"

/* A page given to a worker, its frame kept until the answer is there: another worker may have
 * to begin anew. */
struct errand {
    int64_t ticket;
    struct buf frame;
    size_t sent;    /* bytes of the frame */
    bool had_known; /* `same` is an answer */
    bool again;     /* its worker was killed from outside: once more */
};

/* A worker, or the place for one. */
struct member {
    int64_t pid; /* 0: none */
    int channel;
    struct errand errands[CREW_WAITING_MAX]; /* oldest first; the worker has it in hand */
    size_t count;
    int64_t since_ms;  /* when the oldest was begun, on the steady clock */
    struct buf answer; /* what has come of the next frame */
};

struct crew {
    const struct clock *clock;
    const volatile sig_atomic_t *stop; /* NULL: nobody stops it */
    size_t size;
    size_t bytes; /* of all frames that are kept */
    struct member *members;
};

/* ---- members ---- */

static enum err hire(struct member *member, struct diag *diag) {
    enum err err = worker_start(&member->channel, &member->pid, diag);
    if (!err) {
        buf_init(&member->answer, WORKER_FRAME_MAX + sizeof(worker_length));
    }
    return err;
}

/* Ends a worker, whatever it is doing. @return its wait status */
static int dismiss(struct member *member, bool kill_it) {
    int status = 0;
    if (member->pid == 0) {
        return 0;
    }
    if (kill_it) {
        (void)kill((pid_t)member->pid, SIGKILL);
    }
    (void)close(member->channel);
    member->channel = -1; /* poll(2) passes over it */
    while (waitpid((pid_t)member->pid, &status, 0) < 0 && errno == EINTR) {
    }
    member->pid = 0;
    buf_fini(&member->answer);
    return status;
}

/* The oldest errand is over. */
static void finish_errand(struct crew *crew, struct member *member) {
    struct errand done = member->errands[0];
    crew->bytes -= done.frame.len;
    buf_fini(&done.frame);
    member->count--;
    memmove(member->errands, member->errands + 1, member->count * sizeof done);
    member->since_ms = clock_steady_ms(crew->clock);
}

static bool may_wait(const struct crew *crew, const struct member *member) {
    return crew->bytes == 0 ||
           (member->count < CREW_WAITING_MAX && crew->bytes < CREW_WAITING_BYTES);
}

/* Who gets the next page: one who is there and idle, a new one, or the one with least to do. */
static struct member *choose(const struct crew *crew) {
    struct member *best = NULL;
    for (size_t i = 0; i < crew->size; i++) {
        struct member *member = &crew->members[i];
        bool idle = member->pid != 0 && member->count == 0;
        if (idle && may_wait(crew, member)) {
            return member;
        }
        if (may_wait(crew, member) && (!best || member->count < best->count)) {
            best = member;
        }
    }
    return best;
}

/* ---- the crew ---- */

enum err crew_open(struct crew **out, int size, const struct clock *clock, struct diag *diag) {
    long processors = size > 0 ? size : sysconf(_SC_NPROCESSORS_ONLN);
    struct crew *crew = calloc(1, sizeof *crew);
    if (!crew) {
        return diag_set(diag, ERR_MEMORY, "no memory for reading pages");
    }
    crew->size = processors < 1               ? 1
                 : processors > CREW_SIZE_MAX ? CREW_SIZE_MAX
                                              : (size_t)processors;
    crew->members = calloc(crew->size, sizeof *crew->members);
    if (!crew->members) {
        free(crew);
        return diag_set(diag, ERR_MEMORY, "no memory for reading pages");
    }
    crew->clock = clock;
    *out = crew;
    return ERR_NONE;
}

void crew_heed(struct crew *crew, const volatile sig_atomic_t *stop) { crew->stop = stop; }

void crew_close(struct crew *crew) {
    for (size_t i = 0; crew && i < crew->size; i++) {
        struct member *member = &crew->members[i];
        (void)dismiss(member, true);
        while (member->count > 0) {
            finish_errand(crew, member);
        }
    }
    if (crew) {
        free(crew->members);
    }
    free(crew);
}

bool crew_has_room(const struct crew *crew) { return choose(crew) != NULL; }

bool crew_is_busy(const struct crew *crew) {
    for (size_t i = 0; i < crew->size; i++) {
        if (crew->members[i].count > 0) {
            return true;
        }
    }
    return false;
}

/* ---- giving ---- */

/* Sends what the socket takes now. A worker that is gone is noticed when its answer is
 * awaited. */
static void send_some(struct member *member) {
    for (size_t i = 0; i < member->count; i++) {
        struct errand *errand = &member->errands[i];
        while (errand->sent < errand->frame.len) {
            ssize_t put = send(member->channel, errand->frame.at + errand->sent,
                               errand->frame.len - errand->sent, MSG_DONTWAIT | MSG_NOSIGNAL);
            if (put <= 0) {
                return;
            }
            errand->sent += (size_t)put;
        }
    }
}

static bool has_unsent(const struct member *member) {
    return member->count > 0 && member->errands[member->count - 1].sent <
                                    member->errands[member->count - 1].frame.len;
}

static enum err write_frame(struct buf *frame, const struct crew_task *task,
                            struct diag *diag) {
    worker_length len = 0;
    struct worker_task wanted = {*task->page, task->packed, task->known, task->options};
    buf_put(frame, (struct span){(const char *)&len, sizeof len});
    struct wire wire = wire_writer(frame);
    wire_task(&wire, &wanted);
    if (!wire_is_done(&wire)) {
        return diag_set(diag, frame->failed ? frame->failed : ERR_INPUT,
                        "the page cannot be handed to its reader");
    }
    len = frame->len - sizeof len;
    memcpy(frame->at, &len, sizeof len);
    return ERR_NONE;
}

enum err crew_give(struct crew *crew, const struct crew_task *task, struct diag *diag) {
    struct member *member = choose(crew);
    struct errand errand = {.ticket = task->ticket, .had_known = task->known != NULL};
    buf_init(&errand.frame, WORKER_FRAME_MAX);
    enum err err = member ? write_frame(&errand.frame, task, diag)
                          : diag_set(diag, ERR_LIMIT, "all readers of pages are busy");
    if (!err && member->pid == 0) {
        err = hire(member, diag);
    }
    if (err) {
        buf_fini(&errand.frame);
        return err;
    }
    if (member->count == 0) {
        member->since_ms = clock_steady_ms(crew->clock);
    }
    crew->bytes += errand.frame.len;
    member->errands[member->count++] = errand;
    send_some(member);
    return ERR_NONE;
}

/* ---- taking ---- */

/* What the worker had in hand and what waited behind it goes to a new one. */
static enum err begin_anew(struct member *member, struct diag *diag) {
    for (size_t i = 0; i < member->count; i++) {
        member->errands[i].sent = 0;
    }
    enum err err = member->count > 0 ? hire(member, diag) : ERR_NONE;
    if (!err && member->count > 0) {
        send_some(member);
    }
    return err;
}

static enum err lose(struct crew_result *out, struct crew *crew, struct arena *arena,
                     struct member *member, const char *reason, struct diag *diag) {
    struct crew_result result = {.ticket = member->errands[0].ticket};
    readings_refuse(&result.readings, arena, REFUSAL_REFUSED,
                    "the page could not be read: the process that read it was lost: %s",
                    reason);
    enum err err = arena_check(arena, diag);
    finish_errand(crew, member);
    err = err ? err : begin_anew(member, diag);
    if (!err) {
        *out = result;
    }
    return err;
}

/* Was it killed from outside, perhaps while it was idle? Then the page is not to blame, once.
 */
static bool is_innocent(const struct member *member, int status) {
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL && !member->errands[0].again;
}

/* The worker's channel is at its end. `*lost` where that has cost a page. */
static enum err bury(struct crew_result *out, bool *lost, struct crew *crew,
                     struct arena *arena, struct member *member, struct diag *diag) {
    int status = dismiss(member, false);
    *lost = !is_innocent(member, status);
    if (!*lost) {
        member->errands[0].again = true;
        member->since_ms = clock_steady_ms(crew->clock);
        return begin_anew(member, diag);
    }
    return lose(out, crew, arena, member, fence_end_reason(status), diag);
}

static enum err stop(struct crew_result *out, struct crew *crew, struct arena *arena,
                     struct member *member, const char *reason, struct diag *diag) {
    (void)dismiss(member, true);
    return lose(out, crew, arena, member, reason, diag);
}

/* The whole frame that has come, without its length; empty where it is not whole yet. */
static struct span whole_frame(const struct member *member, bool *too_long) {
    worker_length len = 0;
    struct span bytes = buf_span(&member->answer);
    if (member->count == 0 || bytes.len < sizeof len) {
        return (struct span){NULL, 0};
    }
    memcpy(&len, bytes.at, sizeof len);
    *too_long = len > WORKER_FRAME_MAX;
    bytes = span_part(bytes, sizeof len, SIZE_MAX);
    return bytes.len >= len ? span_part(bytes, 0, (size_t)len) : (struct span){NULL, 0};
}

/* Keeps what came behind the frame. */
static void drop_frame(struct member *member, size_t len) {
    size_t used = len + sizeof(worker_length);
    memmove(member->answer.at, member->answer.at + used, member->answer.len - used);
    buf_cut(&member->answer, member->answer.len - used);
}

static enum err open_frame(struct crew_result *out, struct crew *crew, struct arena *arena,
                           struct member *member, struct span frame, struct diag *diag) {
    struct worker_answer answer = {.err = ERR_NONE};
    struct crew_result result = {.ticket = member->errands[0].ticket};
    struct wire wire = wire_reader(frame, arena);
    wire_answer(&wire, &answer);
    if (arena->failed) { /* too large it stays; memory may be there another time */
        if (arena->failed == ERR_LIMIT) {
            drop_frame(member, frame.len);
            finish_errand(crew, member);
            *out = (struct crew_result){.ticket = result.ticket};
        }
        return arena_check(arena, diag);
    }
    if (!wire_is_done(&wire) || (answer.same && !member->errands[0].had_known)) {
        return stop(out, crew, arena, member, "its answer makes no sense", diag);
    }
    drop_frame(member, frame.len);
    finish_errand(crew, member);
    result.same = answer.same;
    result.digest = answer.digest;
    result.readings = answer.readings;
    if (answer.err) {
        readings_refuse(&result.readings, arena, REFUSAL_REFUSED,
                        "the page could not be read: %s", answer.message);
    }
    *out = result;
    return arena_check(arena, diag);
}

/* What the crew waits for. */
static nfds_t list_channels(struct pollfd polled[static CREW_SIZE_MAX],
                            struct member *owners[static CREW_SIZE_MAX],
                            const struct crew *crew) {
    nfds_t count = 0;
    for (size_t i = 0; i < crew->size; i++) {
        struct member *member = &crew->members[i];
        if (member->count > 0) {
            short events = has_unsent(member) ? POLLIN | POLLOUT : POLLIN;
            polled[count] = (struct pollfd){member->channel, events, 0};
            owners[count++] = member;
        }
    }
    return count;
}

/* The one whose page has taken too long, or NULL; `*left_ms` until the next one's has. */
static struct member *find_late(const struct crew *crew, int *left_ms) {
    int64_t now = clock_steady_ms(crew->clock);
    *left_ms = CREW_PAGE_MS;
    for (size_t i = 0; i < crew->size; i++) {
        struct member *member = &crew->members[i];
        int64_t left = member->count > 0 ? member->since_ms + CREW_PAGE_MS - now : CREW_PAGE_MS;
        if (left <= 0) {
            return member;
        }
        *left_ms = left < *left_ms ? (int)left : *left_ms;
    }
    return NULL;
}

/* Takes what has come. @return false at the channel's end */
static bool receive_some(struct member *member) {
    char bytes[64 * 1024];
    ssize_t got = recv(member->channel, bytes, sizeof bytes, MSG_DONTWAIT);
    if (got > 0) {
        buf_put(&member->answer, (struct span){bytes, (size_t)got});
    }
    return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

/* The member whose worker is gone, or NULL. */
static struct member *exchange(const struct crew *crew, int wait_ms) {
    struct pollfd polled[CREW_SIZE_MAX];
    struct member *owners[CREW_SIZE_MAX];
    nfds_t count = list_channels(polled, owners, crew);
    if (poll(polled, count, wait_ms) <= 0) {
        return NULL; /* a signal, or time: the caller looks again */
    }
    for (nfds_t i = 0; i < count; i++) {
        if (polled[i].revents & POLLOUT) {
            send_some(owners[i]);
        }
        if ((polled[i].revents & (POLLIN | POLLHUP | POLLERR)) && !receive_some(owners[i])) {
            return owners[i];
        }
    }
    return NULL;
}

/* A frame that is there, or one that will never be. */
static struct member *find_answer(const struct crew *crew, struct span *frame, bool *too_long) {
    for (size_t i = 0; i < crew->size; i++) {
        struct member *member = &crew->members[i];
        *frame = whole_frame(member, too_long);
        *too_long = *too_long || (member->count > 0 && member->answer.failed);
        if (frame->len > 0 || *too_long) {
            return member;
        }
    }
    return NULL;
}

static bool is_stopped(const struct crew *crew) { return crew->stop && *crew->stop; }

_Static_assert(CREW_PAGE_MS == 30 * 1000, "the reason below says so");

enum err crew_take(struct crew_result *out, struct crew *crew, struct arena *arena,
                   struct diag *diag) {
    bool looked = false; /* since somebody was late: the program itself may have slept */
    while (!is_stopped(crew)) {
        int left_ms;
        bool too_long = false;
        bool lost = false;
        struct span frame;
        struct member *ready = find_answer(crew, &frame, &too_long);
        if (ready && ready->answer.failed == ERR_MEMORY) { /* the page is not to blame */
            return diag_set(diag, ERR_MEMORY, "out of memory");
        }
        if (ready) {
            return too_long ? stop(out, crew, arena, ready, "its answer is too long", diag)
                            : open_frame(out, crew, arena, ready, frame, diag);
        }
        struct member *late = find_late(crew, &left_ms);
        if (late && looked) {
            return stop(out, crew, arena, late, "it took more than 30 seconds", diag);
        }
        looked = late != NULL;
        struct member *gone = exchange(crew, late ? 0 : left_ms);
        enum err err = gone ? bury(out, &lost, crew, arena, gone, diag) : ERR_NONE;
        if (err || lost) {
            return err;
        }
    }
    return diag_set(diag, ERR_INTERRUPTED, "stopped: run the command again to go on");
}

enum err crew_read(struct crew_result *out, struct crew *crew, struct arena *arena,
                   const struct crew_task *task, struct diag *diag) {
    enum err err = crew_give(crew, task, diag);
    return err ? err : crew_take(out, crew, arena, diag);
}
