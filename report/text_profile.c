/* report/text_profile.c - what a profile lacks, for the person whose it is
 * SPDX-License-Identifier: MIT
 */
#include "report/text_profile.h"

#include "report/say.h"
#include "report/text_advert.h"

enum { INDENT = 2 };

static void put_item(struct plain *plain, const struct buf *words) {
    plain_spaces(plain, INDENT);
    buf_put_text(plain->out, "- ");
    plain_wrap(plain, INDENT + 2, INDENT + 2, INDENT + 2, buf_span(words));
}

static void put_warnings(struct plain *plain, const struct profile_warnings *warnings) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    plain_gap(plain);
    plain_heading(plain, "What is worth less than it could be");
    for (size_t i = 0; i < warnings->count; i++) {
        const struct profile_warning *warning = &warnings->at[i];
        buf_clear(&words);
        if (warnings->file && warning->line > 0) {
            buf_printf(&words, "%s:%d: ", warnings->file, warning->line);
        }
        buf_printf(&words, "%s: %s", warning->fact, warning->words);
        put_item(plain, &words);
    }
    buf_fini(&words);
}

/* "412 of 1,200 adverts". */
static void put_count(struct buf *words, const struct profile_gaps *gaps, int64_t count) {
    say_number(words, count);
    buf_put_text(words, " of ");
    say_count(words, gaps->looked_at, gaps->of_roles ? "role" : "advert",
              gaps->of_roles ? "roles" : "adverts");
}

static void put_gap(struct plain *plain, const struct profile_gaps *gaps,
                    const struct profile_gap *gap) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_printf(&words, "%s: ", gap->words);
    put_count(&words, gaps, gap->count);
    buf_put_text(&words, gap->verdict == VERDICT_PARTLY    ? "; you have it in part"
                         : gap->verdict == VERDICT_NOT_MET ? "; your profile says otherwise"
                                                           : NULL);
    put_item(plain, &words);
    buf_clear(&words);
    if (gap->prompt) {
        buf_printf(&words, "-> %s", gap->prompt);
        plain_wrap(plain, 0, INDENT + 2, INDENT + 5, buf_span(&words));
    }
    buf_fini(&words);
}

static void put_gaps(struct plain *plain, const struct profile_gaps *gaps) {
    plain_gap(plain);
    plain_heading(plain, gaps->of_roles ? "Missing, and asked for by many roles"
                                        : "Missing, and asked for by many adverts");
    plain_paragraph(plain, INDENT,
                    gaps->of_roles
                        ? "There are no adverts in the database yet, so this is counted over "
                          "the roles that are built in, most of them from general knowledge."
                        : "Counted over the adverts in the database.");
    for (size_t i = 0; i < gaps->count; i++) {
        put_gap(plain, gaps, &gaps->at[i]);
    }
    if (gaps->count == 0) {
        plain_paragraph(plain, INDENT, "Nothing: the profile shows all that is asked for.");
    }
}

void text_profile(struct plain *plain, const char *candidate,
                  const struct profile_warnings *warnings, const struct profile_gaps *gaps) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_printf(&words, "The profile \"%s\" can be read.", candidate);
    plain_wrap(plain, 0, 0, 0, buf_span(&words));
    buf_fini(&words);
    if (warnings->count > 0) {
        put_warnings(plain, warnings);
    }
    put_gaps(plain, gaps);
    plain_gap(plain);
    plain_paragraph(plain, 0,
                    "Answer only what is true: a mark rests on an example that you can talk "
                    "about.");
    plain_gap(plain);
}
