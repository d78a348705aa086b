/* cli/options.c - the options of all commands, and how a command line is read
 * SPDX-License-Identifier: MIT
 */
#include "cli/options.h"

#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "parser/crew.h"

/* Caps of numbers: beyond them a number is a slip of the finger. */
enum { COUNT_MAX = 1000000000, DAYS_MAX = 36500, PACE_MAX_S = 3600 };

/* What a value is, and how it gets into the settings. */
enum option_kind {
    KIND_OF_FLAG = 0,
    KIND_OF_TEXT,
    KIND_OF_COUNT,
    KIND_OF_DAYS,
    KIND_OF_SECONDS,
    KIND_OF_DATE,
    KIND_OF_BANDS,
    KIND_OF_STATE,
    KIND_OF_WORKERS,
    KIND_OF_COUNT_OF_KINDS
};

static const struct {
    struct option shown;
    enum option_kind kind;
    size_t offset; /* in struct settings */
} rows[OPTION_COUNT] = {
    [OPTION_DB] = {{"db", "FILE",
                    "the database; else shortlist/shortlist.db in $XDG_DATA_HOME "
                    "or ~/.local/share"},
                   KIND_OF_TEXT,
                   offsetof(struct settings, db)},
    [OPTION_JSON] = {{"json", NULL, "print JSON, one object a line"},
                     KIND_OF_FLAG,
                     offsetof(struct settings, json)},
    [OPTION_QUIET] = {{"quiet", NULL, "no progress on the terminal"},
                      KIND_OF_FLAG,
                      offsetof(struct settings, quiet)},
    [OPTION_TODAY] = {{"today", "YYYY-MM-DD",
                       "act as if it were that day, so that output can be "
                       "repeated"},
                      KIND_OF_DATE,
                      offsetof(struct settings, today)},
    [OPTION_ASCII] = {{"ascii", NULL, "print text in ASCII only"},
                      KIND_OF_FLAG,
                      offsetof(struct settings, ascii)},
    [OPTION_HELP] = {{"help", NULL, "say how to use it"},
                     KIND_OF_FLAG,
                     offsetof(struct settings, help)},
    [OPTION_VERSION] = {{"version", NULL, "the same as the command version"},
                        KIND_OF_FLAG,
                        offsetof(struct settings, version)},
    [OPTION_BOARD] = {{"board", "URL",
                       "ask that address instead of the board's own: "
                       "http://127.0.0.1:8080"},
                      KIND_OF_TEXT,
                      offsetof(struct settings, board)},
    [OPTION_PACE] = {{"pace", "SECONDS",
                      "pause between two requests: 2, and at least 2 except on "
                      "this machine"},
                     KIND_OF_SECONDS,
                     offsetof(struct settings, pace_ms)},
    [OPTION_BUDGET] = {{"budget", "N",
                        "ask at most N times; the next crawl goes on from there"},
                       KIND_OF_COUNT,
                       offsetof(struct settings, budget)},
    [OPTION_KEEP_CONTACTS] = {{"keep-contacts", NULL,
                               "keep names, e-mail addresses and telephone "
                               "numbers, which are masked otherwise"},
                              KIND_OF_FLAG,
                              offsetof(struct settings, keep_contacts)},
    [OPTION_BAND] = {{"band", "LIST", "only these pay bands: 3,4 or 8a"},
                     KIND_OF_BANDS,
                     offsetof(struct settings, bands)},
    [OPTION_EMPLOYER] = {{"employer", "NAME", "only employers whose name has this in it"},
                         KIND_OF_TEXT,
                         offsetof(struct settings, employer)},
    [OPTION_CLOSING_WITHIN] = {{"closing-within", "DAYS",
                                "only adverts that close by then, and "
                                "have not closed yet"},
                               KIND_OF_DAYS,
                               offsetof(struct settings, closing_within)},
    [OPTION_STATE] = {{"state", "STATE", "only adverts in this state: open, closed or unknown"},
                      KIND_OF_STATE,
                      offsetof(struct settings, state)},
    [OPTION_LIMIT] = {{"limit", "N", "show at most N; 0 is all"},
                      KIND_OF_COUNT,
                      offsetof(struct settings, limit)},
    [OPTION_CANDIDATE] = {{"candidate", "FILE", "the candidate's profile; see shortlist(1)"},
                          KIND_OF_TEXT,
                          offsetof(struct settings, candidate)},
    [OPTION_ALL] = {{"all", NULL, "closed and past adverts too"},
                    KIND_OF_FLAG,
                    offsetof(struct settings, all)},
    [OPTION_DETAILS] = {{"details", "N", "show the criteria of the first N adverts"},
                        KIND_OF_COUNT,
                        offsetof(struct settings, details)},
    [OPTION_DAYS] = {{"days", "DAYS", "how long ago an advert must have closed: 90"},
                     KIND_OF_DAYS,
                     offsetof(struct settings, days)},
    [OPTION_FAIL_EMPTY] = {{"fail-empty", NULL, "exit with status 4 where nothing matches"},
                           KIND_OF_FLAG,
                           offsetof(struct settings, fail_empty)},
    [OPTION_ACCEPT] = {{"accept", NULL,
                        "save pages that lack what their records have, after you have looked"},
                       KIND_OF_FLAG,
                       offsetof(struct settings, accept)},
    [OPTION_WORKERS] = {{"workers", "N",
                         "read pages with N processes, at most 64: as many as there are "
                         "processors"},
                        KIND_OF_WORKERS,
                        offsetof(struct settings, workers)},
};

const struct option *options_row(enum option_id id) { return &rows[id].shown; }

void options_init(struct settings *settings) {
    *settings = (struct settings){.pace_ms = NOT_GIVEN,
                                  .closing_within = NOT_GIVEN,
                                  .limit = NOT_GIVEN,
                                  .details = NOT_GIVEN,
                                  .days = NOT_GIVEN};
}

/* Values. Each reader gets the member to fill; false: not what was expected. */

static bool read_number(struct span value, uint64_t max, int64_t *out) {
    uint64_t number = 0;
    if (!span_number(value, max, &number)) {
        return false;
    }
    *out = (int64_t)number;
    return true;
}

static bool read_count(struct span value, void *member) {
    return read_number(value, COUNT_MAX, member);
}

static bool read_workers(struct span value, void *member) {
    return read_number(value, CREW_SIZE_MAX, member) && *(int64_t *)member > 0;
}

static bool read_days(struct span value, void *member) {
    return read_number(value, DAYS_MAX, member);
}

/* "2", "2.5", "0.25": up to three decimals. */
static bool read_seconds(struct span value, void *member) {
    size_t dot = span_find(value, SPAN("."), 0);
    struct span decimals = dot < value.len ? span_part(value, dot + 1, SIZE_MAX) : SPAN("0");
    int64_t seconds = 0;
    int64_t fraction = 0;
    if (decimals.len > 3 || !read_number(span_part(value, 0, dot), PACE_MAX_S, &seconds) ||
        !read_number(decimals, 999, &fraction)) {
        return false;
    }
    for (size_t digits = decimals.len; digits < 3; digits++) {
        fraction *= 10;
    }
    *(int64_t *)member = seconds * 1000 + fraction;
    return true;
}

static bool read_date(struct span value, void *member) { return date_parse_iso(value, member); }

static bool read_bands(struct span value, void *member) {
    unsigned bands = 0;
    struct span piece;
    while (span_next_piece(&value, ',', &piece)) {
        int band = vocab_value(&vocab_band, span_trim(piece));
        if (band == 0) {
            return false;
        }
        bands |= 1u << band;
    }
    *(unsigned *)member = bands;
    return bands != 0;
}

static bool read_state(struct span value, void *member) {
    int state = vocab_value(&vocab_state, value);
    *(int *)member = state;
    return state != 0;
}

static const struct {
    bool (*read)(struct span value, void *member);
    const char *expected;
} kinds[KIND_OF_COUNT_OF_KINDS] = {
    [KIND_OF_COUNT] = {read_count, "a whole number"},
    [KIND_OF_DAYS] = {read_days, "a number of days"},
    [KIND_OF_SECONDS] = {read_seconds, "seconds, such as 2 or 2.5, at most 3600"},
    [KIND_OF_DATE] = {read_date, "a date such as 2025-06-01"},
    [KIND_OF_BANDS] = {read_bands, "bands such as 3 or 3,4 or 8a (1 to 7, 8a to 8d, 9)"},
    [KIND_OF_STATE] = {read_state, "open, closed or unknown"},
    [KIND_OF_WORKERS] = {read_workers, "a number from 1 to 64"},
};

static enum err set_value(struct settings *settings, enum option_id id, const char *value,
                          struct diag *diag) {
    enum option_kind kind = rows[id].kind;
    void *member = (char *)settings + rows[id].offset;
    if (kind == KIND_OF_FLAG || !value) {
        *(bool *)member = true;
    } else if (kind == KIND_OF_TEXT && *value) {
        *(const char **)member = value;
    } else if (kind == KIND_OF_TEXT) {
        return diag_set(diag, ERR_USAGE, "--%s: expected %s, got nothing", rows[id].shown.name,
                        rows[id].shown.argument);
    } else if (!kinds[kind].read(span_of(value), member)) {
        return diag_set(diag, ERR_USAGE, "--%s: expected %s, got \"%.200s\"",
                        rows[id].shown.name, kinds[kind].expected, value);
    }
    return ERR_NONE;
}

/* Names */

static enum err fail_unknown(struct span name, unsigned allowed, struct diag *diag) {
    const char *names[OPTION_COUNT] = {0};
    char word[65] = "";
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        names[i] = allowed & OPTION_BIT(i) ? rows[i].shown.name : NULL;
    }
    (void)snprintf(word, sizeof word, "%.*s", SPAN_FMT(name));
    const char *near = nearest_name(word, names, OPTION_COUNT);
    if (near) {
        return diag_set(diag, ERR_USAGE, "unknown option --%s; did you mean --%s?", word, near);
    }
    return diag_set(diag, ERR_USAGE, "unknown option --%s", word);
}

/* `before`: the command is not known yet, so any option may be meant. */
static enum err find_row(enum option_id *id, struct span name, unsigned allowed, bool before,
                         struct diag *diag) {
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (!span_is(name, rows[i].shown.name)) {
            continue;
        }
        if (!(allowed & OPTION_BIT(i))) {
            return diag_set(diag, ERR_USAGE,
                            before ? "--%s goes behind a command that takes it"
                                   : "--%s does not go with this command",
                            rows[i].shown.name);
        }
        *id = (enum option_id)i;
        return ERR_NONE;
    }
    return fail_unknown(name, before ? UINT_MAX : allowed, diag);
}

/* One option, "--name", "--name=value" or "--name" with its value in the next word. */
static enum err read_option(struct settings *settings, struct options_words *words,
                            unsigned allowed, bool before, struct diag *diag) {
    struct span word = span_part(span_of(words->words[words->at++]), 2, SIZE_MAX);
    size_t equals = span_find(word, SPAN("="), 0);
    struct span name = span_part(word, 0, equals);
    const char *value = equals < word.len ? word.at + equals + 1 : NULL;
    enum option_id id = OPTION_DB;
    enum err err = find_row(&id, name, allowed, before, diag);
    if (err) {
        return err;
    }
    const struct option *row = &rows[id].shown;
    if (!row->argument && value) {
        return diag_set(diag, ERR_USAGE, "--%s takes no value", row->name);
    }
    if (row->argument && !value) {
        value = words->at < words->count ? words->words[words->at++] : NULL;
        /* A forgotten value must not swallow the next option; "--name=--value" may. */
        if (!value || span_starts(span_of(value), "--")) {
            return diag_set(diag, ERR_USAGE, "--%s needs a value: --%s %s", row->name,
                            row->name, row->argument);
        }
    }
    return set_value(settings, id, value, diag);
}

enum err options_parse(struct settings *settings, struct strings *operands, struct arena *arena,
                       struct options_words *words, unsigned allowed, struct diag *diag) {
    bool ended = false; /* "--" was there */
    enum err err = ERR_NONE;
    while (!err && words->at < words->count) {
        const char *word = words->words[words->at];
        bool dashed = !ended && word[0] == '-' && word[1] != '\0';
        if (dashed && strcmp(word, "--") == 0) {
            ended = true;
            words->at++;
        } else if (dashed && word[1] == '-') {
            err = read_option(settings, words, allowed, !operands, diag);
        } else if (dashed) {
            err = diag_set(diag, ERR_USAGE,
                           "unknown option %.64s; options have two dashes: --help", word);
        } else if (!operands) {
            break;
        } else {
            strings_push(arena, operands, word);
            words->at++;
            err = arena_check(arena, diag);
        }
    }
    return err;
}
