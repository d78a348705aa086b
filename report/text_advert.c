/* report/text_advert.c - the few lines by which a person knows an advert
 * SPDX-License-Identifier: MIT
 */
#include "report/text_advert.h"

#include "report/say.h"

/* A buffer of words becomes a line; an empty one none. */
static void put_line(struct plain *plain, size_t column, struct buf *words) {
    if (words->len > 0) {
        plain_paragraph(plain, column, buf_text(words));
    }
    buf_clear(words);
}

static void put_separated(struct buf *words, const char *separator,
                          void (*put)(struct buf *, const struct vacancy *),
                          const struct vacancy *vacancy) {
    size_t before = words->len;
    buf_put_text(words, before > 0 ? separator : NULL);
    size_t from = words->len;
    put(words, vacancy);
    if (words->len == from) {
        buf_cut(words, before); /* nothing came: nothing to part */
    }
}

static void put_employer(struct buf *words, const struct vacancy *vacancy) {
    buf_put_text(words, vacancy->employer);
}

static void put_bands(struct buf *words, const struct vacancy *vacancy) {
    say_bands(words, vacancy->bands);
}

static void put_salary(struct buf *words, const struct vacancy *vacancy) {
    say_salary(words, &vacancy->salary);
}

static void put_patterns(struct buf *words, const struct vacancy *vacancy) {
    say_set(words, &vocab_work_pattern, vacancy->working_patterns);
}

void text_advert_where(struct plain *plain, size_t column, const struct vacancy *vacancy) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    put_separated(&words, ", ", put_employer, vacancy);
    put_separated(&words, ", ", say_place, vacancy);
    put_line(plain, column, &words);
    buf_fini(&words);
}

void text_advert_what(struct plain *plain, size_t column, const struct vacancy *vacancy) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    text_advert_where(plain, column, vacancy);
    put_separated(&words, ", ", put_bands, vacancy);
    put_separated(&words, ", ", put_salary, vacancy);
    put_line(plain, column, &words);
    put_separated(&words, ", ", say_contract, vacancy);
    put_separated(&words, "; ", put_patterns, vacancy);
    put_line(plain, column, &words);
    buf_fini(&words);
}

void text_advert(struct plain *plain, size_t column, const struct vacancy *vacancy,
                 struct date today) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    text_advert_what(plain, column, vacancy);
    if (vacancy->state == STATE_CLOSED) {
        buf_put_text(&words, "closed");
    } else if (!date_is_none(vacancy->closes)) {
        bool past = date_is_valid(today) && date_compare(vacancy->closes, today) < 0;
        buf_put_text(&words, past ? "closed on " : "closes ");
        say_closing(&words, vacancy->closes, vacancy->closes_at, today);
    }
    put_line(plain, column, &words);
    buf_fini(&words);
}
