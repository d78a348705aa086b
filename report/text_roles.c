/* report/text_roles.c - roles of support work, for people
 * SPDX-License-Identifier: MIT
 */
#include "report/text_roles.h"

#include "report/say.h"
#include "report/sheet_words.h"
#include "report/text_advert.h"

enum { INDENT = 2, NAMES_COLUMN = 4 };

/* Behind what no source supports. */
#define UNSURE " (?)"

static void put_bands(struct buf *words, const struct work_role *role) {
    if (role->bands) {
        say_bands(words, role->bands);
        buf_put_text(words, role_support_is_memory(&role->bands_support) ? UNSURE : NULL);
    } else {
        buf_put_text(words, "no usual band");
    }
}

static void put_titles(struct buf *words, const struct role_titles *titles, const char *but) {
    for (size_t i = 0; i < titles->count; i++) {
        const struct role_title *title = &titles->at[i];
        if (!but || !span_is_nocase(span_of(title->words), but)) {
            say_join(words, 0, title->words);
            buf_put_text(words, role_support_is_memory(&title->support) ? UNSURE : NULL);
        }
    }
}

void text_roles_line(struct plain *plain, const struct work_role *role) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    plain_tone(plain, PLAIN_TONE_STRONG);
    plain_paragraph(plain, 0, role->id);
    plain_tone(plain, PLAIN_TONE_NONE);
    buf_printf(&words, "%s; ", role->name);
    put_bands(&words, role);
    plain_wrap(plain, 0, INDENT, INDENT, buf_span(&words));
    buf_clear(&words);
    put_titles(&words, &role->titles, role->name);
    if (words.len > 0) {
        plain_spaces(plain, INDENT);
        buf_put_text(plain->out, "also: ");
        plain_wrap(plain, INDENT + 6, INDENT + 6, NAMES_COLUMN, buf_span(&words));
    }
    buf_fini(&words);
}

/* ---- one role ---- */

static void put_item(struct plain *plain, const char *text, bool is_memory) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, text);
    buf_put_text(&words, is_memory ? UNSURE : NULL);
    plain_spaces(plain, INDENT);
    buf_put_text(plain->out, "- ");
    plain_wrap(plain, INDENT + 2, INDENT + 2, INDENT + 2, buf_span(&words));
    buf_fini(&words);
}

static void put_needs(struct plain *plain, const struct work_role *role, enum need need,
                      const char *title) {
    bool begun = false;
    for (size_t i = 0; i < role->criterion_count; i++) {
        if (role->criteria[i].need == need) {
            if (!begun) {
                plain_gap(plain);
                plain_heading(plain, title);
            }
            begun = true;
            put_item(plain, role->criteria[i].text, role_support_is_memory(&role->supports[i]));
        }
    }
}

/* Each source once. */
static void add_source(struct buf *words, const struct role_support *support) {
    if (!role_support_is_memory(support) && support->source &&
        span_find(buf_span(words), span_of(support->source), 0) == SIZE_MAX) {
        buf_printf(words, "%s%s", words->len > 0 ? "\n" : "", support->source);
    }
}

static bool has_unsure(const struct role_titles *titles) {
    for (size_t i = 0; i < titles->count; i++) {
        if (role_support_is_memory(&titles->at[i].support)) {
            return true;
        }
    }
    return false;
}

/* Is anything of it marked as unsupported? */
static bool is_unsure(const struct work_role *role) {
    bool unsure = has_unsure(&role->titles) || has_unsure(&role->near_misses) ||
                  (role->bands && role_support_is_memory(&role->bands_support));
    for (size_t i = 0; !unsure && i < role->criterion_count; i++) {
        unsure = role_support_is_memory(&role->supports[i]);
    }
    return unsure;
}

static void put_sources(struct plain *plain, const struct work_role *role) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    add_source(&words, &role->bands_support);
    for (size_t i = 0; i < role->criterion_count; i++) {
        add_source(&words, &role->supports[i]);
    }
    plain_gap(plain);
    if (is_unsure(role)) {
        plain_paragraph(plain, 0,
                        "(?) from general knowledge: no source was found for it, so it may be "
                        "wrong. What an advert itself asks for is what counts.");
    }
    if (words.len > 0) {
        plain_paragraph(plain, 0, "From a source:");
        plain_wrap(plain, 0, INDENT, INDENT, buf_span(&words));
    }
    buf_fini(&words);
}

static void put_head(struct plain *plain, const struct work_role *role) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    plain_tone(plain, PLAIN_TONE_STRONG);
    plain_paragraph(plain, 0, role->name);
    plain_tone(plain, PLAIN_TONE_NONE);
    put_bands(&words, role);
    plain_field(plain, "Usual bands", buf_text(&words));
    buf_clear(&words);
    put_titles(&words, &role->titles, role->name);
    plain_field(plain, "Also called", buf_text(&words));
    buf_clear(&words);
    put_titles(&words, &role->near_misses, NULL);
    plain_field(plain, "Other work", buf_text(&words));
    buf_fini(&words);
}

void text_roles_whole(struct plain *plain, const struct work_role *role) {
    put_head(plain, role);
    put_needs(plain, role, NEED_ESSENTIAL, "Usually essential");
    put_needs(plain, role, NEED_DESIRABLE, "Usually desirable");
    put_needs(plain, role, NEED_UNSTATED, "What its profile says it takes");
    put_sources(plain, role);
}

/* ---- a candidate against it ---- */

/* The entries of the profile that count: `your experience "ward", your skill "listening"`. */
static void put_facts(struct plain *plain, const struct judged *judged) {
    struct buf words;
    struct buf one;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_init(&one, TEXT_WORDS_CAP);
    for (size_t i = 0; i < judged->because_count; i++) {
        buf_clear(&one);
        sheet_words_source(&one, judged->because[i].fact);
        if (span_find(buf_span(&words), buf_span(&one), 0) == SIZE_MAX) {
            say_join(&words, 0, buf_text(&one));
        }
    }
    if (words.len > 0) {
        plain_wrap(plain, 0, INDENT + 4, INDENT + 4, buf_span(&words));
    }
    buf_fini(&one);
    buf_fini(&words);
}

static void put_judged(struct plain *plain, const struct judged *judged, bool is_memory) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, judged->criterion->text);
    buf_put_text(&words, judged->criterion->need == NEED_ESSENTIAL ? " (essential)" : NULL);
    put_item(plain, buf_text(&words), is_memory);
    put_facts(plain, judged);
    buf_clear(&words);
    if (judged->prompt) {
        buf_printf(&words, "-> %s", judged->prompt);
        plain_wrap(plain, 0, INDENT + 2, INDENT + 5, buf_span(&words));
    }
    buf_fini(&words);
}

static void put_verdict(struct plain *plain, const struct work_role *role,
                        const struct match *sheet, enum verdict verdict, const char *title) {
    bool begun = false;
    for (size_t i = 0; i < sheet->criterion_count; i++) {
        if (sheet->criteria[i].verdict == verdict) {
            if (!begun) {
                plain_gap(plain);
                plain_heading(plain, title);
            }
            begun = true;
            put_judged(plain, &sheet->criteria[i], role_support_is_memory(&role->supports[i]));
        }
    }
}

void text_roles_candidate(struct plain *plain, const struct work_role *role,
                          const struct match *sheet) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    put_head(plain, role);
    buf_printf(&words, "What such posts usually ask for, held against the profile %s: ",
               sheet->candidate);
    say_tenths(&words, sheet->score);
    buf_put_text(&words, " of 100 points, up to ");
    say_tenths(&words, sheet->range_high);
    buf_put_text(&words, " once the unknown is settled. It is no advert: each asks for a "
                         "little more or less.");
    plain_gap(plain);
    plain_wrap(plain, 0, 0, 0, buf_span(&words));
    buf_fini(&words);
    put_verdict(plain, role, sheet, VERDICT_MET, "What you have already");
    put_verdict(plain, role, sheet, VERDICT_PARTLY, "What you have in part");
    put_verdict(plain, role, sheet, VERDICT_NOT_MET, "What stands against you");
    put_verdict(plain, role, sheet, VERDICT_UNKNOWN, "What your profile does not say yet");
    put_verdict(plain, role, sheet, VERDICT_LATER, "What is looked at later");
    put_sources(plain, role);
}
