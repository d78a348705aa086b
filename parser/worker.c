/* parser/worker.c - a process behind a fence that reads pages for the program
 * SPDX-License-Identifier: MIT
 */
#include "parser/worker.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/digest.h"
#include "lib/deflate.h"
#include "parser/fence.h"

/* ---- what is sent ---- */

void wire_task(struct wire *wire, struct worker_task *task) {
    wire_page(wire, &task->page);
    wire_flag(wire, &task->packed);
    wire_text(wire, &task->known);
    wire_flag(wire, &task->options.keep_contacts);
}

void wire_answer(struct wire *wire, struct worker_answer *answer) {
    int64_t err = answer->err;
    wire_number(wire, &err);
    wire->failed = wire->failed || err < 0 || err >= ERR_COUNT;
    answer->err = wire->failed ? ERR_INPUT : (enum err)err;
    wire_text(wire, &answer->message);
    wire_digest(wire, &answer->digest);
    wire_flag(wire, &answer->same);
    wire_readings(wire, &answer->readings);
    /* A failure has a sentence, a reading a digest; and something was read, or the same again.
     */
    wire->failed = wire->failed || (answer->err ? !answer->message : !answer->digest) ||
                   (!answer->err && answer->same != (answer->readings.count == 0));
}

/* ---- one page ---- */

/* The page with its body unpacked into `body`. */
static enum err unpack(struct page *out, struct buf *body, const struct worker_task *task,
                       struct diag *diag) {
    enum err err = task->packed ? deflate_unpack(body, task->page.body, diag) : ERR_NONE;
    if (!err) {
        *out = task->page;
        out->body = task->packed ? buf_span(body) : task->page.body;
    }
    return err;
}

/* The readings' digest, over the bytes in which they would be sent. */
static enum err name_readings(struct worker_answer *answer, struct arena *arena,
                              struct diag *diag) {
    struct buf bytes;
    char digest[DIGEST_TEXT_SIZE];
    buf_init(&bytes, WORKER_FRAME_MAX);
    struct wire wire = wire_writer(&bytes);
    wire_readings(&wire, &answer->readings);
    enum err err = wire_is_done(&wire) ? ERR_NONE : ERR_LIMIT;
    if (err) {
        (void)diag_set(diag, err, "what was read is too long");
    } else {
        answer->digest = arena_copy_text(arena, digest_write(buf_span(&bytes), digest));
        err = arena_check(arena, diag);
    }
    buf_fini(&bytes);
    return err;
}

struct worker_answer worker_read(struct arena *arena, const struct worker_task *task) {
    struct worker_answer answer = {.err = ERR_NONE};
    struct diag diag = {ERR_NONE, ""};
    struct page page;
    struct buf body;
    buf_init(&body, PAGE_SIZE_MAX);
    answer.err = unpack(&page, &body, task, &diag);
    if (!answer.err) {
        answer.err = reader_read(&answer.readings, arena, &page, &task->options, &diag);
    }
    if (!answer.err) {
        answer.err = name_readings(&answer, arena, &diag);
    }
    buf_fini(&body);
    if (answer.err) {
        answer = (struct worker_answer){.err = answer.err};
        answer.message = arena_copy_text(arena, diag.text);
    } else if (task->known && strcmp(task->known, answer.digest) == 0) {
        answer.same = true;
        answer.readings = (struct readings){NULL, 0};
    }
    return answer;
}

/* ---- the process ---- */

static bool read_whole(int channel, void *to, size_t len) {
    char *at = to;
    while (len > 0) {
        ssize_t got = read(channel, at, len);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return false;
        }
        at += got > 0 ? got : 0;
        len -= got > 0 ? (size_t)got : 0;
    }
    return true;
}

static bool write_whole(int channel, struct span bytes) {
    while (bytes.len > 0) {
        ssize_t put = write(channel, bytes.at, bytes.len);
        if (put < 0 && errno != EINTR) {
            return false;
        }
        bytes = span_part(bytes, put > 0 ? (size_t)put : 0, SIZE_MAX);
    }
    return true;
}

/* A task's bytes. `room` is grown and kept for the next one. */
static bool receive(struct span *frame, char **room, size_t *size, int channel) {
    worker_length len = 0;
    if (!read_whole(channel, &len, sizeof len) || len > WORKER_FRAME_MAX) {
        return false;
    }
    if (len > *size) {
        free(*room);
        *room = malloc((size_t)len);
        *size = *room ? (size_t)len : 0;
    }
    *frame = (struct span){*room, (size_t)len};
    return (*room || len == 0) && read_whole(channel, *room, (size_t)len);
}

static bool send_answer(int channel, struct buf *out, struct worker_answer *answer) {
    worker_length len = 0;
    buf_clear(out);
    buf_put(out, (struct span){(const char *)&len, sizeof len});
    struct wire wire = wire_writer(out);
    wire_answer(&wire, answer);
    if (!wire_is_done(&wire)) {
        return false;
    }
    len = out->len - sizeof len;
    memcpy(out->at, &len, sizeof len);
    return write_whole(channel, buf_span(out));
}

static bool serve_one(int channel, struct span frame, struct buf *out) {
    struct worker_task task = {.packed = false};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct wire wire = wire_reader(frame, &arena);
    wire_task(&wire, &task);
    bool served = wire_is_done(&wire);
    if (served) {
        struct worker_answer answer = worker_read(&arena, &task);
        served = send_answer(channel, out, &answer);
    }
    arena_fini(&arena);
    return served;
}

/* What libraries set up when they are first used, they must set up before the fence closes. */
static void warm_up(void) {
    static const char page[] =
        "<!doctype html><html><head><title>&pound;</title></head><body><p>x</p>"
        "<script type=\"application/ld+json\">{\"@type\":\"JobPosting\"}</script>"
        "</body></html>";
    struct worker_task task = {.page = {.body = SPAN(page)}};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    (void)worker_read(&arena, &task);
    arena_fini(&arena);
}

static void serve(int channel) {
    char *room = NULL;
    size_t size = 0;
    struct span frame;
    struct buf out;
    buf_init(&out, WORKER_FRAME_MAX + sizeof(worker_length));
    warm_up();
    (void)fence_enter(&channel);
    bool served = true;
    while (served && receive(&frame, &room, &size, channel)) {
        fence_begin_page();
        served = serve_one(channel, frame, &out);
    }
    _exit(served ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* The program's wishes are not the worker's: it ends when its channel does. */
static void leave_signals(void) {
    struct sigaction action = {0};
    action.sa_handler = SIG_IGN;
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    (void)sigaction(SIGHUP, &action, NULL);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

enum err worker_start(int *channel, int64_t *pid, struct diag *diag) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return diag_set(diag, ERR_SYSTEM, "starting a reader of pages: %s", strerror(errno));
    }
    pid_t program = getpid();
    pid_t child = fork();
    if (child < 0) {
        enum err err =
            diag_set(diag, ERR_SYSTEM, "starting a reader of pages: %s", strerror(errno));
        (void)close(ends[0]);
        (void)close(ends[1]);
        return err;
    }
    if (child == 0) {
        leave_signals();
        if (getppid() == program) { /* it may have ended before we asked to be told */
            serve(ends[1]);
        }
        _exit(EXIT_FAILURE);
    }
    (void)close(ends[1]);
    *channel = ends[0];
    *pid = child;
    return ERR_NONE;
}
