/* tests/faults/fault_check.c - holds what happened against what a file says must have
 * SPDX-License-Identifier: MIT
 */
#include <jansson.h>
#include <stdlib.h>

#include "tests/faults/fault_world.h"

/* ---- requests ---- */

/* "robots feed A~": a mark where validators were sent. */
static const char *asked(struct fault_world *world, struct wire_request *log, size_t count) {
    const char *all = "";

    for (size_t i = 0; i < count; i++) {
        all = arena_printf(&world->arena, "%s%s%s%s", all, i > 0 ? " " : "", log[i].name,
                           log[i].validator[0] ? "~" : "");
    }
    return all;
}

/* Words of the lines as the log would have them: "B*3" is B B B, "A..C" is A B C. */
static const char *expected_of(struct fault_world *world, const struct wire_words *words) {
    const char *all = "";

    for (size_t i = 0; i < words->count; i++) {
        struct span word = words->at[i];
        size_t star = word.len > 2 ? word.len - 2 : 0;
        long times = 1;
        if (word.len == 4 && span_is(span_part(word, 1, 2), "..")) {
            for (char c = word.at[0]; c <= word.at[3]; c++) {
                all = arena_printf(&world->arena, "%s %c", all, c);
            }
            continue;
        }
        if (star > 0 && word.at[star] == '*' && ascii_is_digit(word.at[star + 1])) {
            times = word.at[star + 1] - '0';
            word.len = star;
        }
        for (; times > 0; times--) {
            all = arena_printf(&world->arena, "%s %.*s", all, SPAN_FMT(word));
        }
    }
    return *all ? all + 1 : all;
}

static void check_gap(struct fault_world *world, const struct wire_request *log, size_t count,
                      long least_ms) {
    for (size_t i = 1; i < count; i++) {
        long long gap = log[i].time_ms - log[i - 1].time_ms;
        if (gap < least_ms) {
            fault_blame(world, FAULT_REQUESTS, "%s was asked %lld ms after %s, not %ld",
                        log[i].name, gap, log[i - 1].name, least_ms);
        }
    }
}

static void check_line(struct fault_world *world, const struct wire_request *log, size_t count,
                       const char *line, struct wire_words *order) {
    struct wire_words words;
    struct span rest = span_of(line);
    long number = 0;

    (void)wire_words_next(&words, &world->arena, &rest);
    if (wire_words_is(&words, 0, "gap") && wire_words_number(&words, 1, &number)) {
        check_gap(world, log, count, number);
    } else if (wire_words_is(&words, 0, "most") && wire_words_number(&words, 1, &number)) {
        if ((long)count > number) {
            fault_blame(world, FAULT_REQUESTS, "%zu, not %ld at most", count, number);
        }
    } else if (wire_words_is(&words, 0, "connections") &&
               wire_words_number(&words, 1, &number)) {
        if (wire_server_connections(world->server) != (unsigned)number) {
            fault_blame(world, FAULT_REQUESTS, "over %u connections, not %ld",
                        wire_server_connections(world->server), number);
        }
    } else {
        for (size_t i = 0; i < words.count && order->count < WIRE_WORDS_MAX; i++) {
            order->at[order->count++] = words.at[i];
        }
    }
}

void fault_check_requests(struct fault_world *world, const struct strings *lines) {
    struct wire_request *log = calloc(WIRE_REQUESTS_MAX, sizeof *log);
    size_t count = wire_server_log(world->server, log, WIRE_REQUESTS_MAX);
    struct wire_words order = {.count = 0};
    const char *is = asked(world, log, count);

    for (size_t i = 0; i < lines->count; i++) {
        check_line(world, log, count, lines->at[i], &order);
    }
    if (wire_words_is(&order, 0, "none")) {
        order.count = 0;
    } else if (wire_words_is(&order, 0, "any") || order.count == 0) {
        free(log);
        return;
    }
    if (strcmp(is, expected_of(world, &order)) != 0) {
        fault_blame(world, FAULT_REQUESTS, "\"%s\", not \"%s\"", is,
                    expected_of(world, &order));
    }
    free(log);
}

/* ---- says ---- */

static void check_piece(struct fault_world *world, const char *stream, const char *text,
                        char sign, const char *piece) {
    bool there = strstr(text ? text : "", piece) != NULL;

    if (there != (sign == '+')) {
        fault_blame(world, FAULT_SAYS, "%s %s \"%s\":\n%.1500s", stream,
                    there ? "has" : "lacks", piece, text ? text : "");
    }
}

/* "+ words" must stand on standard error, "- words" must not; "out +" is standard output. */
void fault_check_says(struct fault_world *world, const struct strings *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        const char *line = lines->at[i];
        bool out = strncmp(line, "out ", 4) == 0;
        line += out ? 4 : 0;
        if ((*line != '+' && *line != '-') || line[1] != ' ') {
            fault_blame(world, FAULT_SAYS, "neither + nor -: %s", lines->at[i]);
            continue;
        }
        check_piece(world, out ? "stdout" : "stderr", out ? world->last.out : world->last.err,
                    *line, line + 2);
    }
}

/* ---- counts ---- */

static long long count_in(const json_t *object, const char *name) {
    const json_t *value = json_object_get(object, name);

    return json_is_integer(value) ? json_integer_value(value) : -1;
}

static json_t *counts_of(const struct fault_world *world) {
    return world->last.out ? json_loads(world->last.out, JSON_DISABLE_EOF_CHECK, NULL) : NULL;
}

void fault_check_counts(struct fault_world *world, const struct strings *lines) {
    json_t *object = counts_of(world);

    for (size_t i = 0; i < lines->count; i++) {
        struct wire_words words;
        struct span rest = span_of(lines->at[i]);
        long number = 0;
        (void)wire_words_next(&words, &world->arena, &rest);
        for (size_t k = 0; k + 1 < words.count; k += 2) {
            const char *name = wire_words_text(&words, k, &world->arena);
            if (!wire_words_number(&words, k + 1, &number) ||
                count_in(object, name) != number) {
                fault_blame(world, FAULT_COUNTS, "%s is not %ld: %s", name, number,
                            world->last.out);
            }
        }
    }
    json_decref(object);
}

/* ---- manners ---- */

static void check_sum(struct fault_world *world) {
    static const char *const parts[] = {"new", "changed", "same", "refused", "failed", "aside"};
    json_t *object = counts_of(world);
    long long seen = count_in(object, "seen");
    long long sum = 0;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        sum += count_in(object, parts[i]);
    }
    if (seen >= 0 && seen != sum) {
        fault_blame(world, FAULT_COUNTS, "they do not add up: %s", world->last.out);
    }
    json_decref(object);
}

void fault_check_manners(struct fault_world *world) {
    struct wire_request *log = calloc(WIRE_REQUESTS_MAX, sizeof *log);
    size_t count = wire_server_log(world->server, log, WIRE_REQUESTS_MAX);

    check_sum(world);
    for (size_t i = 0; i < count; i++) {
        if (strncmp(log[i].path, "/candidate/auth/", 16) == 0) {
            fault_blame(world, FAULT_REQUESTS, "%s is forbidden", log[i].path);
        }
        if (log[i].cookie[0]) {
            fault_blame(world, FAULT_REQUESTS, "%s carries %s", log[i].name, log[i].cookie);
        }
        if (!strstr(log[i].user_agent, "shortlist/")) {
            fault_blame(world, FAULT_REQUESTS, "an agent without our name: %s",
                        log[i].user_agent);
        }
    }
    if (world->last.status == 128 + 6 || world->last.status == 128 + 11) {
        fault_blame(world, FAULT_RUN, "it crashed or hung: %d", world->last.status);
    }
    if (*wire_server_trouble(world->server)) {
        fault_blame(world, FAULT_SERVER, "%s", wire_server_trouble(world->server));
    }
    free(log);
}
