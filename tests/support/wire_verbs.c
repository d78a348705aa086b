/* tests/support/wire_verbs.c - what can be done to an answer
 * SPDX-License-Identifier: MIT
 */
#include <signal.h>
#include <stdio.h>

#include "base/file.h"
#include "tests/support/place.h"
#include "tests/support/wire_answer.h"
#include "tests/support/wire_gzip.h"

/* What a verb works on. */
struct work {
    struct wire_answer *answer;
    const struct wire_words *words; /* the verb itself is the first */
};

/* ---- helpers of the verbs ---- */

static struct span word_at(const struct work *work, size_t index) {
    return index < work->words->count ? work->words->at[index] : (struct span){NULL, 0};
}

static long number_at(const struct work *work, size_t index, long otherwise) {
    (void)wire_words_number(work->words, index, &otherwise);
    return otherwise;
}

static const char *text_at(const struct work *work, size_t index) {
    return wire_words_text(work->words, index, work->answer->arena);
}

/* All words from `index` on, as one. */
static const char *rest_at(const struct work *work, size_t index) {
    struct buf all;
    const char *text = NULL;

    buf_init(&all, WIRE_BYTES_MAX);
    for (size_t i = index; i < work->words->count; i++) {
        buf_put_text(&all, i > index ? " " : "");
        buf_put(&all, work->words->at[i]);
    }
    text = arena_copy(work->answer->arena, buf_span(&all));
    buf_fini(&all);
    return text;
}

static void set_body(struct wire_answer *answer, struct span bytes) {
    buf_clear(&answer->body);
    buf_put(&answer->body, bytes);
}

static void drop_header(struct wire_answer *answer, struct span name) {
    struct buf kept;
    struct span rest = buf_span(&answer->headers);
    struct span line;

    buf_init(&kept, WIRE_BYTES_MAX);
    while (span_next_line(&rest, &line)) {
        if (!span_equal_nocase(span_part(line, 0, name.len), name)) {
            buf_printf(&kept, "%.*s\r\n", SPAN_FMT(line));
        }
    }
    buf_fini(&answer->headers);
    answer->headers = kept;
}

/* ---- verbs: status and headers ---- */

static bool verb_status(const struct work *work) {
    work->answer->status = number_at(work, 1, 0);
    work->answer->reason = work->words->count > 2 ? rest_at(work, 2) : "Said So";
    return work->answer->status > 0;
}

static bool verb_header(const struct work *work) {
    buf_printf(&work->answer->headers, "%s\r\n", rest_at(work, 1));
    return true;
}

static bool verb_without(const struct work *work) {
    drop_header(work->answer, word_at(work, 1));
    return true;
}

static bool verb_headers(const struct work *work) {
    long count = number_at(work, 1, 0);
    for (long i = 0; i < count; i++) {
        buf_printf(&work->answer->headers, "X-Flood-%ld: %s\r\n", i, text_at(work, 2));
    }
    return count > 0;
}

/* ---- verbs: the body ---- */

static bool verb_body(const struct work *work) {
    set_body(work->answer, word_at(work, 1));
    return true;
}

static bool verb_append(const struct work *work) {
    buf_put(&work->answer->body, word_at(work, 1));
    return true;
}

static bool verb_prepend(const struct work *work) {
    struct span body = span_of(arena_copy(work->answer->arena, buf_span(&work->answer->body)));

    set_body(work->answer, word_at(work, 1));
    buf_put(&work->answer->body, body);
    return true;
}

static bool verb_repeat(const struct work *work) {
    buf_clear(&work->answer->body);
    for (long i = number_at(work, 1, 0); i > 0; i--) {
        buf_put(&work->answer->body, word_at(work, 2));
    }
    return true;
}

static bool verb_replace(const struct work *work) {
    struct span from = word_at(work, 1);
    struct span body = span_of(arena_copy(work->answer->arena, buf_span(&work->answer->body)));
    size_t at = 0;
    size_t next = 0;
    size_t found = 0;

    buf_clear(&work->answer->body);
    while (from.len > 0 && (next = span_find(body, from, at)) != SIZE_MAX) {
        buf_put(&work->answer->body, span_part(body, at, next - at));
        buf_put(&work->answer->body, word_at(work, 2));
        at = next + from.len;
        found++;
    }
    buf_put(&work->answer->body, span_part(body, at, SIZE_MAX));
    return found > 0;
}

/* Takes out of the body what stands between two texts, them included, the first time. */
static bool verb_remove(const struct work *work) {
    struct span body = span_of(arena_copy(work->answer->arena, buf_span(&work->answer->body)));
    size_t from = span_find(body, word_at(work, 1), 0);
    size_t to = from == SIZE_MAX ? from : span_find(body, word_at(work, 2), from);

    if (to == SIZE_MAX) {
        return false;
    }
    set_body(work->answer, span_part(body, 0, from));
    buf_put(&work->answer->body, span_part(body, to + word_at(work, 2).len, SIZE_MAX));
    return true;
}

static bool verb_cut(const struct work *work) {
    size_t share = (size_t)number_at(work, 1, 50);
    buf_cut(&work->answer->body, work->answer->body.len * share / 100);
    return true;
}

static bool verb_file(const struct work *work) {
    struct diag diag = {0};
    struct buf bytes;
    enum err err = ERR_NONE;

    buf_init(&bytes, WIRE_BYTES_MAX);
    err = file_read(&bytes, place_of(text_at(work, 1)), &diag);
    if (!err) {
        set_body(work->answer, buf_span(&bytes));
    }
    buf_fini(&bytes);
    return !err;
}

static void take_text(struct wire_answer *answer, struct board_text *text) {
    set_body(answer, (struct span){text->data, text->length});
    board_text_fini(text);
}

static bool verb_page(const struct work *work) {
    struct board_text text;
    bool known = false;

    board_text_init(&text);
    known = wire_pages_notice(&text, text_at(work, 1));
    take_text(work->answer, &text);
    drop_header(work->answer, SPAN("ETag"));
    return known;
}

static bool verb_advert(const struct work *work) {
    struct board_text text;

    board_text_init(&text);
    wire_pages_advert(&text, work->answer->pages, word_at(work, 1));
    take_text(work->answer, &text);
    drop_header(work->answer, SPAN("ETag"));
    buf_printf(&work->answer->headers, "ETag: \"%s-other\"\r\n", text_at(work, 1));
    return work->answer->body.len > 0;
}

/* feed A B' C total 9 pages 3 */
static bool verb_feed(const struct work *work) {
    struct wire_feed feed = {.total = -1, .pages = -1};
    struct board_text text;
    size_t at = 1;

    feed.count = wire_pages_list(feed.lines, work->words, 1, &at);
    for (; at + 1 < work->words->count; at += 2) {
        if (wire_words_is(work->words, at, "total")) {
            feed.total = number_at(work, at + 1, -1);
        } else {
            feed.pages = number_at(work, at + 1, -1);
        }
    }
    board_text_init(&text);
    wire_pages_feed(&text, work->answer->pages, &feed);
    take_text(work->answer, &text);
    return at == work->words->count;
}

static bool verb_gzip(const struct work *work) {
    const char *how = text_at(work, 1);

    if (!wire_gzip_pack(&work->answer->body, how)) {
        return false;
    }
    drop_header(work->answer, SPAN("Content-Encoding"));
    buf_printf(&work->answer->headers, "Content-Encoding: %s\r\n",
               strcmp(how, "twice") ? "gzip" : "gzip, gzip");
    return true;
}

/* ---- verbs: the wire ---- */

static bool verb_framing(const struct work *work) {
    static const char *const names[] = {"length", "chunked", "close"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (wire_words_is(work->words, 1, names[i])) {
            work->answer->framing = (enum wire_framing)i;
            return true;
        }
    }
    return false;
}

static bool verb_length(const struct work *work) {
    work->answer->claimed = number_at(work, 1, -1);
    return work->answer->claimed >= 0;
}

static bool verb_raw(const struct work *work) {
    buf_put(&work->answer->raw, word_at(work, 1));
    return true;
}

static bool verb_drip(const struct work *work) {
    work->answer->drip_bytes = number_at(work, 1, 16);
    work->answer->drip_ms = number_at(work, 2, 10);
    work->answer->drip_head = wire_words_is(work->words, 3, "headers");
    return work->answer->drip_bytes > 0;
}

static bool verb_behind(const struct work *work) {
    work->answer->behind = word_at(work, 1);
    return true;
}

static bool verb_endless(const struct work *work) {
    work->answer->endless = word_at(work, 1);
    work->answer->endless_head = wire_words_is(work->words, 2, "headers");
    return work->answer->endless.len > 0;
}

/* "at before", "at headers" (in their middle), "at body", "at half", "at 90", "at last" (before
 * the chunk that ends the body), "at end". */
static bool read_place(struct wire_event *event, const struct work *work, size_t index) {
    static const struct {
        const char *name;
        bool in_head;
        long share;
    } places[] = {{"before", true, 0},
                  {"headers", true, 50},
                  {"body", false, 0},
                  {"half", false, 50},
                  {"last", false, WIRE_LAST_CHUNK},
                  {"end", false, 100}};

    if (!wire_words_is(work->words, index, "at")) {
        return false;
    }
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (wire_words_is(work->words, index + 1, places[i].name)) {
            event->in_head = places[i].in_head;
            event->share = places[i].share;
            return true;
        }
    }
    return wire_words_number(work->words, index + 1, &event->share) && event->share <= 100;
}

static bool add_event(const struct work *work, enum wire_act act, long number, size_t place) {
    struct wire_event event = {.act = act, .number = number};

    if (work->answer->event_count == WIRE_EVENTS_MAX || !read_place(&event, work, place)) {
        return false;
    }
    work->answer->events[work->answer->event_count++] = event;
    return true;
}

static bool verb_stall(const struct work *work) {
    return add_event(work, WIRE_STALL, number_at(work, 1, 0), 2);
}

static bool verb_reset(const struct work *work) { return add_event(work, WIRE_RESET, 0, 1); }
static bool verb_close(const struct work *work) { return add_event(work, WIRE_END, 0, 1); }
static bool verb_hold(const struct work *work) { return add_event(work, WIRE_HOLD, 0, 1); }

static bool verb_signal(const struct work *work) {
    static const struct {
        const char *name;
        int number;
    } signals[] = {{"KILL", SIGKILL}, {"INT", SIGINT}, {"TERM", SIGTERM}, {"PIPE", SIGPIPE},
                   {"STOP", SIGSTOP}, {"HUP", SIGHUP}, {"CONT", SIGCONT}};

    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        if (wire_words_is(work->words, 1, signals[i].name)) {
            return add_event(work, WIRE_SIGNAL, signals[i].number, 2);
        }
    }
    return false;
}

static bool verb_good(const struct work *work) {
    (void)work;
    return true;
}

static const struct verb {
    const char *name;
    size_t words; /* that it needs at least behind it */
    bool (*run)(const struct work *work);
} verbs[] = {
    {"good", 0, verb_good},       {"status", 1, verb_status},   {"header", 1, verb_header},
    {"without", 1, verb_without}, {"headers", 2, verb_headers}, {"body", 1, verb_body},
    {"append", 1, verb_append},   {"prepend", 1, verb_prepend}, {"repeat", 2, verb_repeat},
    {"replace", 2, verb_replace}, {"remove", 2, verb_remove},   {"cut", 1, verb_cut},
    {"file", 1, verb_file},       {"page", 1, verb_page},       {"advert", 1, verb_advert},
    {"feed", 0, verb_feed},       {"gzip", 0, verb_gzip},       {"framing", 1, verb_framing},
    {"length", 1, verb_length},   {"raw", 1, verb_raw},         {"drip", 2, verb_drip},
    {"endless", 1, verb_endless}, {"behind", 1, verb_behind},   {"stall", 3, verb_stall},
    {"reset", 2, verb_reset},     {"close", 2, verb_close},     {"hold", 2, verb_hold},
    {"signal", 3, verb_signal},
};

static bool run_verb(const struct work *work, char *error, size_t size) {
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (!wire_words_is(work->words, 0, verbs[i].name)) {
            continue;
        }
        if (work->words->count > verbs[i].words && verbs[i].run(work)) {
            return true;
        }
        (void)snprintf(error, size, "this cannot be done: %s", rest_at(work, 0));
        return false;
    }
    (void)snprintf(error, size, "no such action: %s", rest_at(work, 0));
    return false;
}

bool wire_answer_spoil(struct wire_answer *answer, struct span actions, char *error,
                       size_t size) {
    struct wire_words words;

    while (wire_words_next(&words, answer->arena, &actions)) {
        if (words.count > 0 && !run_verb(&(struct work){answer, &words}, error, size)) {
            return false;
        }
    }
    if (words.count == WIRE_WORDS_BAD) {
        (void)snprintf(error, size, "a quote is open, or an escape unknown: %.*s",
                       SPAN_FMT(actions));
    }
    return words.count != WIRE_WORDS_BAD;
}
