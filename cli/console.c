/* cli/console.c - standard output and standard error
 * SPDX-License-Identifier: MIT
 */
#include "cli/console.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "report/say.h"

/* How often progress is told: a moving line, and lines in a log. */
enum { MOVING_EVERY_MS = 100, LINE_EVERY_MS = 5000 };

/* A line in a log also comes with so many items, but not in a burst. */
enum { LINE_EVERY_ITEMS = 25, LINE_LEAST_MS = 1000 };

/* Narrower terminals get lines that are too long. */
enum { WIDTH_LEAST = 40 };

/* A message with every byte escaped, and a path or two in it. */
enum { MESSAGE_CAP = 64 * 1024 };

/* Do the locale's variables (POSIX.1-2017 section 8.2) name another character set than UTF-8?
 * Where none is set we take the terminal for one of today. */
static bool is_not_utf8(void) {
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) {
            struct span span = span_of(value);
            return span_find_nocase(span, SPAN("utf-8"), 0) == SIZE_MAX &&
                   span_find_nocase(span, SPAN("utf8"), 0) == SIZE_MAX;
        }
    }
    return false;
}

static bool is_set(const char *name) {
    const char *value = getenv(name);
    return value && *value;
}

static size_t terminal_width(void) {
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 ||
        size.ws_col >= PLAIN_WIDTH) {
        return PLAIN_WIDTH;
    }
    return size.ws_col < WIDTH_LEAST ? WIDTH_LEAST : size.ws_col;
}

void console_open(struct console *console, const struct clock *clock, bool quiet, bool ascii) {
    const char *term = getenv("TERM");
    bool dumb = !term || strcmp(term, "dumb") == 0;
    bool terminal = isatty(STDOUT_FILENO);
    *console = (struct console){
        .style = {.width = terminal ? terminal_width() : PLAIN_WIDTH,
                  .ascii = ascii || is_not_utf8(),
                  .colour = terminal && !dumb && !is_set("NO_COLOR")},
        .terminal = !dumb && isatty(STDERR_FILENO),
        .quiet = quiet,
        .clock = clock,
        .next_ms = clock_steady_ms(clock) + LINE_EVERY_MS,
    };
}

void console_guard_streams(void) {
    /* The wrong way round on purpose: using a stream that was closed stays an error. */
    static const int ways[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", ways[fd]) != fd) {
            return; /* without /dev/null there is nothing to guard them with */
        }
    }
}

struct plain console_plain(const struct console *console, struct buf *out) {
    buf_init(out, CONSOLE_RECORD_CAP);
    return (struct plain){out, console->style};
}

/* @return 0 or errno */
static int write_whole(int fd, struct span bytes) {
    while (bytes.len > 0) {
        ssize_t put = write(fd, bytes.at, bytes.len);
        if (put < 0 && errno != EINTR) {
            return errno;
        }
        bytes = span_part(bytes, put < 0 ? 0 : (size_t)put, SIZE_MAX);
    }
    return 0;
}

static void clear_moving(struct console *console) {
    if (console->moving) {
        /* ECMA-48: erase to the end of the line. Where that fails there is nobody to tell. */
        (void)write_whole(STDERR_FILENO, SPAN("\r\033[K"));
    }
    console->moving = false;
}

void console_write(struct console *console, struct buf *text) {
    int fault = text->failed == ERR_MEMORY ? ENOMEM : text->failed ? EFBIG : 0;
    clear_moving(console); /* both streams may be the same terminal */
    if (!fault && !console->closed && !console->fault) {
        fault = write_whole(STDOUT_FILENO, buf_span(text));
    }
    console->closed = console->closed || fault == EPIPE;
    if (fault != EPIPE && console->fault == 0) {
        console->fault = fault;
    }
    buf_clear(text);
}

enum err console_json(struct console *console, struct json *value, struct diag *diag) {
    struct buf line;
    buf_init(&line, CONSOLE_RECORD_CAP);
    enum err err = json_write(&line, value);
    if (err) {
        (void)diag_set(diag, err, "writing a record: %s",
                       err == ERR_LIMIT ? "it is too large" : "out of memory");
    } else {
        buf_put_char(&line, '\n');
        console_write(console, &line);
    }
    json_free(value);
    buf_fini(&line);
    return err;
}

void console_say(struct console *console, const char *sentence) {
    struct buf line;
    buf_init(&line, MESSAGE_CAP);
    buf_put_text(&line, "shortlist: ");
    plain_escape(&line, span_of(sentence), console->style.ascii);
    buf_put_char(&line, '\n');
    clear_moving(console);
    /* A sentence that there is no memory for is mostly about that. */
    (void)write_whole(STDERR_FILENO, line.failed == ERR_MEMORY
                                         ? SPAN("shortlist: out of memory\n")
                                         : buf_span(&line));
    buf_fini(&line);
}

struct plain console_plain_talk(const struct console *console, struct buf *out) {
    buf_init(out, MESSAGE_CAP);
    return (struct plain){out, {.width = PLAIN_WIDTH, .ascii = console->style.ascii}};
}

void console_talk(struct console *console, struct buf *text) {
    clear_moving(console);
    (void)write_whole(STDERR_FILENO, buf_span(text));
    buf_clear(text);
}

bool console_can_ask(void) { return isatty(STDIN_FILENO) && isatty(STDERR_FILENO); }

/* A terminal hands over a line at a time; an end of input or a signal is no answer. */
bool console_ask(struct console *console, const char *question) {
    char answer[256];
    clear_moving(console);
    (void)write_whole(STDERR_FILENO, span_of(question));
    ssize_t got = read(STDIN_FILENO, answer, sizeof answer);
    struct span line = span_trim((struct span){answer, got > 0 ? (size_t)got : 0});
    return span_is_nocase(line, "y") || span_is_nocase(line, "yes");
}

static void say_heard(void *state, const char *sentence) { console_say(state, sentence); }

/* Is it time to tell again? A terminal is told of a new stage at once; a log hears only of what
 * takes its time. */
static bool is_due(struct console *console, const struct progress *progress) {
    int64_t now = clock_steady_ms(console->clock);
    bool fresh = console->last_stage != progress->stage;
    bool counted = !console->terminal && !fresh && progress->done >= console->next_done &&
                   now >= console->next_ms - (LINE_EVERY_MS - LINE_LEAST_MS);
    bool due = counted || now >= console->next_ms || (fresh && console->terminal);
    if (due) {
        console->next_ms = now + (console->terminal ? MOVING_EVERY_MS : LINE_EVERY_MS);
    }
    if (due || fresh) {
        console->next_done = progress->done + LINE_EVERY_ITEMS;
    }
    console->last_stage = progress->stage;
    return due;
}

/* "adverts: 120 of 1,200, about 36 minutes left". */
static void put_progress(struct buf *line, const struct progress *progress) {
    enum { SECOND_MS = 1000 };
    buf_put_text(line, progress->stage);
    if (progress->total > 0 || progress->done > 0) {
        buf_put_text(line, ": ");
        say_number(line, progress->done);
    } else {
        buf_put_text(line, " ...");
    }
    if (progress->total > 0) {
        buf_put_text(line, " of ");
        say_number(line, progress->total);
    }
    if (progress->left_ms > 0) {
        buf_put_text(line, ", about ");
        say_seconds(line, (progress->left_ms + SECOND_MS - 1) / SECOND_MS);
        buf_put_text(line, " left");
    }
}

static void progress_heard(void *state, const struct progress *progress) {
    struct console *console = state;
    struct buf line;
    if (console->quiet || !is_due(console, progress)) {
        return;
    }
    buf_init(&line, MESSAGE_CAP);
    put_progress(&line, progress);
    clear_moving(console);
    buf_put_text(&line, console->terminal ? NULL : "\n");
    (void)write_whole(STDERR_FILENO, buf_span(&line));
    console->moving = console->terminal;
    buf_fini(&line);
}

struct listener console_listener(struct console *console) {
    return (struct listener){progress_heard, say_heard, console};
}

enum err console_finish(struct console *console, struct diag *diag) {
    clear_moving(console);
    if (console->fault) {
        return diag_set(diag, ERR_SYSTEM, "writing to standard output: %s",
                        strerror(console->fault));
    }
    return ERR_NONE;
}
