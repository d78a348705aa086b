/* parser/advert_label.c - which words of an advert are labels and headings
 * SPDX-License-Identifier: MIT
 */
#include "base/utf8.h"
#include "parser/advert_outline.h"
#include "parser/fields.h"
#include "parser/lexicon.h"

struct span advert_label_form(struct arena *arena, struct span text) {
    if (text.len == 0 || text.len > ADVERT_LABEL_MAX || span_ends(text, ".")) {
        return (struct span){NULL, 0};
    }
    return span_trim(span_of(lexicon_plain(arena, text)));
}

/* The kinds of labels that count in a place, in the order in which they are tried. */
static const char *const kinds_at[][4] = {
    [PLACE_TOP] = {"section", "strong", "label", NULL},
    [PLACE_DETAILS] = {"section", "strong", "label", NULL},
    [PLACE_PROSE] = {"section", "strong", NULL, NULL},
    [PLACE_SPEC] = {"section", NULL, NULL, NULL},
    [PLACE_EMPLOYER] = {"employer_label", "section", "strong", NULL},
    [PLACE_CONTACT] = {"contact_label", "section", "strong", NULL},
};

bool advert_label_find(struct words_row *row, enum advert_place place, struct span form) {
    for (size_t i = 0; form.len > 0 && i < 4 && kinds_at[place][i]; i++) {
        if (words_find(row, &fields_plain_text_labels, kinds_at[place][i], form)) {
            return true;
        }
    }
    return false;
}

bool advert_label_is_section(const struct words_row *row) {
    return span_is(row->kind, "section") || span_is(row->kind, "page_section");
}

enum advert_place advert_label_place(enum advert_place now, const struct words_row *row) {
    static const struct {
        const char *more;
        enum advert_place place;
    } places[] = {{"prose", PLACE_PROSE},       {"details", PLACE_DETAILS},
                  {"spec", PLACE_SPEC},         {"check", PLACE_PROSE},
                  {"employer", PLACE_EMPLOYER}, {"contact", PLACE_CONTACT},
                  {"documents", PLACE_PROSE},   {"skip", PLACE_PROSE}};
    bool section = advert_label_is_section(row);
    for (size_t i = 0; section && i < sizeof places / sizeof places[0]; i++) {
        if (span_is(row->more, places[i].more)) {
            return places[i].place;
        }
    }
    bool strong = span_is(row->kind, "strong") && !span_is(row->value, "website");
    return strong && now != PLACE_TOP ? PLACE_DETAILS : now;
}

struct advert_part advert_part_of(struct arena *arena, const struct words_row *row,
                                  struct span heading) {
    return (struct advert_part){.name = row->value,
                                .heading = utf8_fold_copy(arena, heading),
                                .is_section = advert_label_is_section(row)};
}
