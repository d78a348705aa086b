/* report/text_role.c - a role profile, for people
 * SPDX-License-Identifier: MIT
 */
#include "report/text_role.h"

#include "report/say.h"
#include "report/text_advert.h"

enum { INDENT = 2, LEVELS = 9 };

static void put_list(struct plain *plain, const char *title, const struct strings *list) {
    if (list->count == 0) {
        return;
    }
    plain_gap(plain);
    plain_heading(plain, title);
    for (size_t i = 0; i < list->count; i++) {
        plain_spaces(plain, INDENT);
        buf_put_text(plain->out, "- ");
        plain_wrap(plain, INDENT + 2, INDENT + 2, INDENT + 2, span_of(list->at[i]));
    }
}

static void put_text(struct plain *plain, const char *title, const char *text) {
    if (text) {
        plain_gap(plain);
        plain_heading(plain, title);
        plain_paragraph(plain, INDENT, text);
    }
}

/* "Levels of qualification named: 2, 3". */
static void put_levels(struct plain *plain, unsigned levels) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    for (int level = 0; level < LEVELS; level++) {
        if (levels & 1u << level) {
            buf_printf(&words, "%s%d", words.len > 0 ? ", " : "", level);
        }
    }
    plain_field(plain, "Levels named", buf_text(&words));
    buf_fini(&words);
}

static void put_names(struct plain *plain, const struct strings *names) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    for (size_t i = 0; i < names->count; i++) {
        say_join(&words, 0, names->at[i]);
    }
    plain_field(plain, "Also known as", buf_text(&words));
    buf_fini(&words);
}

void text_role(struct plain *plain, const struct role *role) {
    plain_tone(plain, PLAIN_TONE_STRONG);
    plain_paragraph(plain, 0, role->title ? role->title : "(no title)");
    plain_tone(plain, PLAIN_TONE_NONE);
    put_names(plain, &role->also_known_as);
    if (role->summary) {
        plain_gap(plain);
        plain_paragraph(plain, INDENT, role->summary);
    }
    put_list(plain, "What they do", &role->tasks);
    put_list(plain, "Where they work", &role->settings);
    put_list(plain, "Who they work with", &role->colleagues);
    put_list(plain, "What it takes", &role->skills);
    if (role->licence_may_be_needed) {
        plain_paragraph(plain, INDENT, "A driving licence may be needed.");
    }
    put_text(plain, "Background", role->background);
    put_text(plain, "Education and training", role->education_text);
    put_levels(plain, role->education_levels);
    put_text(plain, "Vacancies", role->vacancies);
}
