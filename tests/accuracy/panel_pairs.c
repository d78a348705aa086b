/* tests/accuracy/panel_pairs.c - who must stand before whom, and what must change nothing
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "tests/accuracy/panel_parts.h"
#include "tests/accuracy/panel_table.h"

enum { EDITED_CAP = 1 << 20 };

static struct span content_of(const struct panel_set *set, const char *name,
                              const char **path) {
    *path = arena_printf(set->arena, "%s/adversarial/%s", set->folder, name);
    return panel_file(set->arena, *path);
}

static struct panel_advert advert_of(const struct panel_set *set, const char *name) {
    const char *path;
    struct span content = content_of(set, name, &path);
    return panel_advert_read(set, path, content);
}

static struct panel_person person_of(const struct panel_set *set, const char *name) {
    const char *path;
    struct span content = content_of(set, name, &path);
    return panel_person_read(set, path, content);
}

static void show_sheet(const char *name, const struct match *match) {
    printf("    %-10s %s %.1f, up to %.1f:", name, vocab_name(&vocab_gate, (int)match->gate),
           match->score / 10.0, match->range_high / 10.0);
    for (size_t i = 0; i < match->criterion_count; i++) {
        printf(" %s", panel_mark_text(match->criteria[i].mark));
    }
    printf("\n");
}

/* ---- adversarial pairs ---- */

/* Gate, then score, then the high end: strictly. */
static bool is_before(const struct match *better, const struct match *worse) {
    return better->gate != worse->gate     ? better->gate < worse->gate
           : better->score != worse->score ? better->score > worse->score
                                           : better->range_high > worse->range_high;
}

static bool judge_pair(const struct panel_set *set, const struct panel_row *row) {
    struct panel_advert advert = advert_of(set, panel_cell(row, "advert"));
    struct panel_person better = person_of(set, panel_cell(row, "better"));
    struct panel_person worse = person_of(set, panel_cell(row, "worse"));
    struct match first = panel_match(set, &advert, &better);
    struct match second = panel_match(set, &advert, &worse);
    bool right = !better.refused && !worse.refused && is_before(&first, &second);
    if (!right && set->report->verbose) {
        printf("adversarial %s: %s is not before %s: %s\n", panel_cell(row, "advert"),
               panel_cell(row, "better"), panel_cell(row, "worse"),
               panel_cell_or_none(row, "why"));
        show_sheet("better", &first);
        show_sheet("worse", &second);
    }
    return right;
}

size_t panel_judge_adversarial(const struct panel_set *set) {
    struct panel_table table = panel_table(set->arena, set->folder, "adversarial");
    size_t right = 0;
    size_t all = 0;
    for (size_t i = 0; i < table.count; i++) {
        const struct panel_row *row = &table.rows[i];
        if (panel_is_chosen(set, panel_cell(row, "better"), panel_cell(row, "worse"))) {
            right += judge_pair(set, row);
            all++;
        }
    }
    if (all > 0) {
        panel_heading(set->report, "Adversarial pairs: the better strictly before the worse");
        panel_share(set->report, "pairs in the right order", right, all, BAR_LEAST, 1.0);
    }
    return all;
}

/* ---- invariances ---- */

/* \n, \t and \\ stand for a line feed, a tab and a backslash. */
static struct span unescape(struct arena *arena, const char *cell) {
    char *text = arena_copy_text(arena, cell);
    size_t len = 0;
    for (size_t i = 0; text && text[i]; i++) {
        bool escape = text[i] == '\\' && text[i + 1];
        char c = escape ? text[++i] : text[i];
        text[len++] = escape && c == 'n' ? '\n' : escape && c == 't' ? '\t' : c;
    }
    return (struct span){text, len};
}

/* Every place where `old` stands. A set with an edit that changes nothing is wrong. */
static struct span edit(const struct panel_set *set, const struct panel_row *row,
                        struct span content) {
    struct span old = unescape(set->arena, panel_cell(row, "old"));
    struct span new = unescape(set->arena, panel_cell(row, "new"));
    struct buf out;
    size_t from = 0;
    size_t found = old.len > 0 ? span_find(content, old, 0) : SIZE_MAX;
    if (found == SIZE_MAX) {
        panel_give_up(row->file, row->line, "what is to be edited is not in the file");
    }
    buf_init(&out, EDITED_CAP);
    for (; found != SIZE_MAX; found = span_find(content, old, from)) {
        buf_put(&out, span_part(content, from, found - from));
        buf_put(&out, new);
        from = found + old.len;
    }
    buf_put(&out, span_part(content, from, SIZE_MAX));
    struct span edited = {arena_copy(set->arena, buf_span(&out)), out.len};
    buf_fini(&out);
    return edited;
}

static bool is_same(const struct match *a, const struct match *b) {
    bool same =
        a->gate == b->gate && a->score == b->score && a->criterion_count == b->criterion_count;
    for (size_t i = 0; same && i < a->criterion_count; i++) {
        same = a->criteria[i].mark == b->criteria[i].mark;
    }
    return same;
}

static bool judge_edit(const struct panel_set *set, const struct panel_row *row) {
    const char *advert_path;
    const char *person_path;
    bool of_advert = strcmp(panel_cell(row, "edits"), "advert") == 0;
    struct span advert_text = content_of(set, panel_cell(row, "advert"), &advert_path);
    struct span person_text = content_of(set, panel_cell(row, "profile"), &person_path);
    struct panel_advert advert = panel_advert_read(set, advert_path, advert_text);
    struct panel_person person = panel_person_read(set, person_path, person_text);
    struct match before = panel_match(set, &advert, &person);
    if (of_advert) {
        advert = panel_advert_read(set, advert_path, edit(set, row, advert_text));
    } else {
        person = panel_person_read(set, person_path, edit(set, row, person_text));
    }
    struct match after = panel_match(set, &advert, &person);
    bool right = !person.refused && is_same(&before, &after);
    if (!right && set->report->verbose) {
        printf("invariance %s:%d %s %s: %s: \"%s\" for \"%s\"\n",
               panel_stem(set->arena, row->file), row->line, panel_cell(row, "advert"),
               panel_cell(row, "profile"), panel_cell_or_none(row, "why"),
               panel_cell(row, "new"), panel_cell(row, "old"));
        show_sheet("before", &before);
        show_sheet("after", &after);
    }
    return right;
}

size_t panel_judge_invariances(const struct panel_set *set) {
    struct panel_table table = panel_table(set->arena, set->folder, "invariances");
    size_t right = 0;
    size_t all = 0;
    for (size_t i = 0; i < table.count; i++) {
        const struct panel_row *row = &table.rows[i];
        if (panel_is_chosen(set, panel_cell(row, "advert"), panel_cell(row, "profile"))) {
            right += judge_edit(set, row);
            all++;
        }
    }
    if (all > 0) {
        panel_heading(set->report, "Invariances: marks, score and gate stay as they were");
        panel_share(set->report, "edits that change nothing", right, all, BAR_LEAST, 1.0);
    }
    return all;
}
