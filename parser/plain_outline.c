/* parser/plain_outline.c - a plain-text copy cut into headed parts and labelled fields
 * SPDX-License-Identifier: MIT
 */
#include "parser/plain_outline.h"

#include <string.h>

#include "base/utf8.h"
#include "parser/advert_fields.h"
#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/lexicon.h"
#include "parser/person_spec.h"
#include "parser/wording.h"

struct cutter {
    struct arena *arena;
    struct advert_outline outline;
    struct advert_outline facts; /* parts that no label names */
    enum advert_place place;
    struct span rest; /* the text behind the line being read */
    bool one;         /* the field being read takes one line only */
    bool full;        /* ... and has it */
    bool beside;      /* its value stands beside its label */
    bool gap;         /* a blank line stands before the line being read */
    bool official;    /* a board's own heading was met: others are the employer's */
};

/* ---- lines ---- */

/* Without "(opens in a new tab)" at its end. */
static struct span without_furniture(struct arena *arena, struct span line) {
    line = bullet_trim(line);
    size_t open = span_ends(line, ")") ? line.len : 0;
    while (open > 0 && line.at[open - 1] != '(') {
        open--;
    }
    struct span tail = open > 1 ? advert_label_form(arena, span_part(line, open, SIZE_MAX))
                                : (struct span){NULL, 0};
    bool furniture = tail.len > 0 && words_find(NULL, &fields_plain_text_labels, "tail", tail);
    return furniture ? bullet_trim(span_part(line, 0, open - 1)) : line;
}

/* Without the signs that set a line off: "## Salary", "*** Nurse ***", "| Band | 3 |". */
static struct span without_decoration(struct span line) {
    static const char signs[] = "*#=_~|";
    size_t front = 0;
    while (front < line.len && strchr(signs, line.at[front])) {
        front++;
    }
    /* A single star is a bullet. */
    bool bullet = front == 1 && line.at[0] == '*' && line.len > 1 && line.at[1] == ' ';
    line = bullet_trim(span_part(line, bullet ? 0 : front, SIZE_MAX));
    while (line.len > 0 && strchr(signs, line.at[line.len - 1])) {
        line = bullet_trim(span_part(line, 0, line.len - 1));
    }
    return line;
}

/* ---- what a line is ---- */

static bool is_open_place(const struct cutter *cutter) {
    return cutter->place == PLACE_TOP || cutter->place == PLACE_DETAILS;
}

/* Signs between a label and its value. Where labels are not expected only the first two are. */
static const char *const separators[] = {":",  "\t",  " - ", " \xE2\x80\x93 ",
                                         "  ", " | ", " = "};
enum { SURE_SEPARATORS = 2, SEPARATORS = sizeof separators / sizeof separators[0] };

/* The next separator from `from` on; SIZE_MAX where none comes before a label would be too
 * long. */
static size_t find_separator(const struct cutter *cutter, struct span line, size_t from,
                             size_t *len) {
    size_t kinds = is_open_place(cutter) ? SEPARATORS : SURE_SEPARATORS;
    size_t first = SIZE_MAX;
    line = span_part(line, 0, ADVERT_LABEL_MAX + 4);
    for (size_t i = 0; i < kinds; i++) {
        size_t at = span_find(line, span_of(separators[i]), from);
        *len = at < first ? strlen(separators[i]) : *len;
        first = at < first ? at : first;
    }
    return first;
}

/* Behind a specification dates and references may follow, told by their digits. */
static bool counts_behind_spec(const struct words_row *row, struct span value) {
    static const char *const names[] = {"closes", "posted", "interview", "reference"};
    bool digit = false;
    for (size_t i = 0; i < value.len; i++) {
        digit = digit || ascii_is_digit(value.at[i]);
    }
    for (size_t i = 0; digit && i < sizeof names / sizeof names[0]; i++) {
        if (span_is(row->value, names[i])) {
            return true;
        }
    }
    return false;
}

/* A sign behind it shows a label where labels are expected. */
static bool find_shown(struct words_row *row, const struct cutter *cutter, struct span form) {
    if (advert_label_find(row, cutter->place, form)) {
        return true;
    }
    return is_open_place(cutter) && form.len > 0 &&
           (words_find(row, &fields_plain_text_labels, "page_label", form) ||
            words_find(row, &fields_plain_text_labels, "mail", form));
}

static bool find_label_at(struct words_row *row, const struct cutter *cutter, struct span line,
                          size_t at, struct span value) {
    struct span form = advert_label_form(cutter->arena, span_part(line, 0, at));
    if (cutter->place == PLACE_SPEC) {
        return words_find(row, &fields_plain_text_labels, "strong", form) &&
               counts_behind_spec(row, value);
    }
    return find_shown(row, cutter, form) && !advert_label_is_section(row);
}

/* "Label: value" and "Label<TAB>value". Headings of prose stand on lines of their own. */
static bool find_inline(struct words_row *row, struct span *value, const struct cutter *cutter,
                        struct span line) {
    size_t len = 0;
    for (size_t at = find_separator(cutter, line, 1, &len); at != SIZE_MAX;
         at = find_separator(cutter, line, at + 1, &len)) {
        struct span rest = bullet_trim(span_part(line, at + len, SIZE_MAX));
        while (rest.len > 0 && strchr(":-*|=", rest.at[0])) {
            rest = bullet_trim(span_part(rest, 1, SIZE_MAX));
        }
        if (rest.len > 0 && rest.at[0] != '/' && find_label_at(row, cutter, line, at, rest)) {
            *value = rest;
            return true;
        }
    }
    return false;
}

/* Where in a value a further label begins, one with a colon; its length where none does: "Band
 * 3, Salary: 25,000". */
static size_t find_further(const struct cutter *cutter, struct span value) {
    enum { LABEL_WORDS_MAX = 4 };
    if (value.len == 0) {
        return 0;
    }
    for (size_t colon = span_find(value, SPAN(":"), 0); colon != SIZE_MAX;
         colon = span_find(value, SPAN(":"), colon + 1)) {
        size_t best = value.len;
        size_t at = colon;
        for (int words = 0; words < LABEL_WORDS_MAX && at > 0; words++) {
            at--;
            while (at > 0 && value.at[at - 1] != ' ') {
                at--;
            }
            struct words_row row;
            struct span form =
                advert_label_form(cutter->arena, span_part(value, at, colon - at));
            bool capital = value.at[at] >= 'A' && value.at[at] <= 'Z';
            best = at > 0 && capital && find_shown(&row, cutter, form) ? at : best;
        }
        if (best < value.len) {
            return best;
        }
    }
    return value.len;
}

/* "The closing date is 01 June 2025": the line itself is the value. */
static bool find_prefix(struct words_row *row, const struct cutter *cutter, struct span line) {
    if (!is_open_place(cutter)) {
        return false;
    }
    struct span form = advert_label_form(cutter->arena, line);
    struct words words = words_open(&fields_plain_text_labels, "prefix");
    while (words_next(&words, row)) {
        if (span_equal(span_part(form, 0, row->words.len), row->words)) {
            return true;
        }
    }
    return false;
}

static bool is_in_capitals(struct span line) {
    size_t letters = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.at[i] >= 'a' && line.at[i] <= 'z') {
            return false;
        }
        letters += line.at[i] >= 'A' && line.at[i] <= 'Z';
    }
    return letters > 3;
}

/* A label or heading on a line of its own. Words that are one on pages only count where the
 * line shows it, and headings among them only in a text that has no board's own. */
static bool find_alone(struct words_row *row, const struct cutter *cutter, struct span line) {
    struct span form = advert_label_form(cutter->arena, line);
    if (form.len == 0 || advert_label_find(row, cutter->place, form)) {
        return form.len > 0;
    }
    bool colon = span_ends(line, ":");
    bool prose = cutter->place == PLACE_PROSE || is_open_place(cutter);
    if (colon && is_open_place(cutter) &&
        words_find(row, &fields_plain_text_labels, "page_label", form)) {
        return true;
    }
    return prose && !cutter->official && (colon || cutter->gap || is_in_capitals(line)) &&
           !words_find(NULL, &fields_plain_text_labels, "furniture", form) &&
           words_find(row, &fields_plain_text_labels, "page_section", form);
}

/* ---- facts that no label names ---- */

/* "Band 3", "NHS AfC: Band 5/6": nothing but words of bands, and a number. */
static bool is_band(struct span plain) {
    struct span word;
    bool number = false;
    bool band = false;
    while (span_next_piece(&plain, ' ', &word)) {
        bool digit = word.len > 0 && word.len <= 2 && ascii_is_digit(word.at[0]);
        if (word.len > 0 && !digit &&
            !words_find(NULL, &fields_plain_text_labels, "band_word", word)) {
            return false;
        }
        number = number || digit;
        band = band || span_is(word, "band");
    }
    return number && band;
}

/* Does the text begin with a wording of the contract or of the pattern, or with hours? */
static bool begins_with_terms(struct span plain) {
    static const char *const kinds[] = {"contract", "pattern"};
    if (plain.len > 1 && ascii_is_digit(plain.at[1]) &&
        (span_find(plain, SPAN(" hours "), 0) != SIZE_MAX ||
         span_find(plain, SPAN(" hrs "), 0) != SIZE_MAX)) {
        return true;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct lexicon_hit hit;
        size_t from = 0;
        if (lexicon_find(&hit, &from, &fields_terms, kinds[i], plain) &&
            hit.found.at <= plain.at + 1) {
            return true;
        }
    }
    return false;
}

/* The field that a line without label tells of; NULL where it is none. */
static const char *fact_in(struct arena *arena, struct span line) {
    enum { FACT_MAX = 100, TERMS_MAX = 50 };
    if (line.len == 0 || line.len > FACT_MAX || span_ends(line, ".") || span_ends(line, "!")) {
        return NULL;
    }
    struct span found;
    struct span plain = span_of(lexicon_plain(arena, line));
    const char *copy = arena_copy(arena, line);
    if (is_band(plain)) {
        return "band";
    }
    if (span_find(line, SPAN("\xC2\xA3"), 0) != SIZE_MAX) {
        return "salary";
    }
    if (place_postcode(arena, line, &found) && found.at + found.len == line.at + line.len) {
        return "locations";
    }
    bool terms = line.len <= TERMS_MAX && begins_with_terms(plain);
    return terms && copy && advert_leaning(arena, copy) >= 0 ? "job type" : NULL;
}

/* A fact without label counts where no label names it. */
static bool is_named(const struct cutter *cutter, struct span fact) {
    static const struct {
        const char *fact;
        const char *names[5];
    } rows[] = {{"band", {"band", "scheme", NULL}},
                {"salary", {"salary", NULL}},
                {"locations", {"locations", "site", "address", "town", "postcode"}},
                {"job type", {"contract", "pattern", "hours", "job type", NULL}}};
    size_t row = 0;
    while (row + 1 < sizeof rows / sizeof rows[0] && !span_is(fact, rows[row].fact)) {
        row++;
    }
    for (size_t i = 0; i < cutter->outline.count; i++) {
        for (size_t k = 0; k < 5 && rows[row].names[k]; k++) {
            if (span_is(cutter->outline.parts[i].name, rows[row].names[k])) {
                return true;
            }
        }
    }
    return false;
}

static void add_facts(struct cutter *cutter) {
    size_t named = cutter->outline.count;
    for (size_t i = 0; i < cutter->facts.count; i++) {
        size_t all = cutter->outline.count;
        cutter->outline.count = named;
        bool known = is_named(cutter, cutter->facts.parts[i].name);
        cutter->outline.count = all;
        if (!known) {
            ARENA_PUSH(cutter->arena, cutter->outline.parts, cutter->outline.count,
                       cutter->facts.parts[i]);
        }
    }
}

/* ---- parts ---- */

static struct advert_part *last_part(struct cutter *cutter) {
    return cutter->outline.count > 0 ? &cutter->outline.parts[cutter->outline.count - 1] : NULL;
}

static void open_part(struct cutter *cutter, const struct words_row *row, struct span heading) {
    struct advert_part part = advert_part_of(cutter->arena, row, heading);
    ARENA_PUSH(cutter->arena, cutter->outline.parts, cutter->outline.count, part);
    cutter->one = span_is(row->more, "one") || span_is(row->kind, "prefix");
    cutter->full = false;
    cutter->beside = false;
    cutter->official = cutter->official || (span_is(row->kind, "section") && cutter->gap &&
                                            span_is(row->more, "details"));
    /* What stands between labels does not belong to what stood above them. */
    struct strings *loose = &cutter->outline.loose;
    if (loose->count > 0 && loose->at[loose->count - 1][0] != '\0') {
        strings_push(cutter->arena, loose, "");
    }
}

/* Is there a letter in it? */
static bool has_letter(struct span line) {
    for (size_t i = 0; i < line.len; i++) {
        if (ascii_is_alpha(line.at[i])) {
            return true;
        }
    }
    return false;
}

/* Lines that tell of one field are one part. */
static void add_fact(struct cutter *cutter, const char *fact, struct span line) {
    struct advert_part part = {.name = span_of(fact), .heading = ""};
    struct advert_outline *facts = &cutter->facts;
    size_t at = 0;
    while (at < facts->count && !span_is(facts->parts[at].name, fact)) {
        at++;
    }
    if (at == facts->count) {
        ARENA_PUSH(cutter->arena, facts->parts, facts->count, part);
    }
    if (at < facts->count) {
        strings_push(cutter->arena, &facts->parts[at].lines, arena_copy(cutter->arena, line));
    }
}

/* A line that belongs to no field: a fact that no label names, a name, or nothing. */
static void add_free(struct cutter *cutter, struct span line) {
    struct arena *arena = cutter->arena;
    struct span text = without_decoration(bullet_trim(line));
    const char *fact = fact_in(arena, text);
    if (fact) {
        add_fact(cutter, fact, text);
    } else if (cutter->place == PLACE_TOP && has_letter(text)) {
        strings_push(arena, &cutter->outline.loose, utf8_fold_copy(arena, text));
    }
}

/* Does an address go on: does one of the next lines end with a postcode? */
static bool leads_to_postcode(const struct cutter *cutter, struct span line) {
    enum { LINES_MAX = 6, LINE_MAX_LEN = 60 };
    struct span rest = cutter->rest;
    for (int i = 0; i < LINES_MAX; i++) {
        struct span found;
        line = bullet_trim(line);
        if (line.len == 0 || line.len > LINE_MAX_LEN || span_ends(line, ".")) {
            return false;
        }
        if (place_postcode(cutter->arena, line, &found) &&
            found.at + found.len == line.at + line.len) {
            return true;
        }
        if (!span_next_line(&rest, &line)) {
            return false;
        }
    }
    return false;
}

/* Does a line go on with a value that stands beside its label? */
static bool continues_value(const struct cutter *cutter, const struct advert_part *part,
                            struct span raw) {
    struct span line = bullet_trim(raw);
    struct span before = part->lines.count > 0
                             ? bullet_trim(span_of(part->lines.at[part->lines.count - 1]))
                             : SPAN("");
    struct span found;
    bool place = span_is(part->name, "locations") || span_is(part->name, "address");
    bool lower = line.len > 0 && line.at[0] >= 'a' && line.at[0] <= 'z';
    if (line.len == 0 || cutter->gap) {
        return false;
    }
    if (place && !place_postcode(cutter->arena, before, &found) &&
        leads_to_postcode(cutter, raw)) {
        return true;
    }
    return lower || bullet_indent(raw) > 1 || span_ends(before, ",") ||
           span_ends(before, "/") || span_ends(before, " and") || span_ends(before, " or");
}

static void add_line(struct cutter *cutter, struct span line) {
    struct advert_part *part = last_part(cutter);
    bool blank = bullet_trim(line).len == 0;
    bool closed = part && cutter->beside && part->lines.count > 0 && !blank &&
                  !continues_value(cutter, part, line);
    cutter->full = cutter->full || closed;
    if ((!part || cutter->full) && !blank && is_open_place(cutter)) {
        add_free(cutter, line);
    } else if (part && !cutter->full) {
        strings_push(cutter->arena, &part->lines, arena_copy(cutter->arena, line));
        cutter->full = cutter->one && !blank;
    }
}

/* "Label: value", and further labels behind the value. */
static void take_inline(struct cutter *cutter, struct words_row row, struct span line,
                        struct span value) {
    for (;;) {
        size_t further = is_open_place(cutter) ? find_further(cutter, value) : value.len;
        struct span own = bullet_trim(span_part(value, 0, further));
        while (further < value.len && own.len > 0 && strchr("|;,-", own.at[own.len - 1])) {
            own = bullet_trim(span_part(own, 0, own.len - 1));
        }
        open_part(cutter, &row, span_part(line, 0, (size_t)(value.at - line.at)));
        cutter->place = advert_label_place(cutter->place, &row);
        cutter->beside = true;
        add_line(cutter, own);
        line = span_part(value, further, SIZE_MAX);
        if (!find_inline(&row, &value, cutter, line)) {
            return;
        }
    }
}

/* A need heading where no section is open begins a specification without a title. */
static bool begins_spec(const struct cutter *cutter, struct span line) {
    const char *copy = is_open_place(cutter) && line.len <= ADVERT_LABEL_MAX
                           ? arena_copy(cutter->arena, line)
                           : NULL;
    return copy && person_spec_need_of(copy) != NEED_NONE;
}

static void take_other(struct cutter *cutter, struct span raw, struct span line) {
    struct words_row row;
    struct span form = advert_label_form(cutter->arena, line);
    if (begins_spec(cutter, line)) {
        (void)words_find(&row, &fields_plain_text_labels, "section",
                         SPAN("person specification"));
        open_part(cutter, &row, (struct span){NULL, 0});
        cutter->place = PLACE_SPEC;
        add_line(cutter, line);
    } else if (cutter->place == PLACE_TOP && form.len > 0 &&
               words_find(NULL, &fields_plain_text_labels, "furniture", form)) {
        return;
    } else {
        /* Indentation is kept for the lists; the tail of furniture goes. */
        size_t indent = bullet_indent(raw);
        size_t kept = line.len > 0 ? indent + line.len : 0;
        add_line(cutter, span_part(raw, 0, kept));
    }
}

static void take_line(struct cutter *cutter, struct span raw) {
    struct words_row row;
    struct span value;
    struct span line = without_furniture(cutter->arena, raw);
    struct span bare = without_decoration(line);
    struct bullet bullet = bullet_find(line, false);
    bool item = bullet.len > 0;
    /* Among labels a bullet may stand before each of them. */
    bare = item && is_open_place(cutter) ? span_part(line, bullet.len, SIZE_MAX) : bare;
    if (!item && find_alone(&row, cutter, bare)) {
        open_part(cutter, &row, bare);
        cutter->place = advert_label_place(cutter->place, &row);
    } else if ((!item || is_open_place(cutter)) && find_inline(&row, &value, cutter, bare)) {
        take_inline(cutter, row, bare, value);
    } else if (find_prefix(&row, cutter, bare)) {
        open_part(cutter, &row, (struct span){NULL, 0});
        add_line(cutter, bare);
    } else {
        take_other(cutter, raw, line);
    }
    cutter->gap = bullet_trim(raw).len == 0;
}

struct advert_outline plain_outline_of(struct arena *arena, struct span text) {
    struct cutter cutter = {.arena = arena, .place = PLACE_TOP, .gap = true};
    struct span line;
    while (span_next_line(&text, &line) && !arena->failed) {
        cutter.rest = text;
        take_line(&cutter, line);
    }
    add_facts(&cutter);
    return cutter.outline;
}

/* ---- counting ---- */

static bool is_counted(const struct words_row *row) {
    static const char *const kinds[] = {"section", "strong", "label", "prefix"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (span_is(row->kind, kinds[i])) {
            return true;
        }
    }
    return false;
}

/* Takes a label off the front of a line; `*line` becomes what may hold a further one.
 * @return is it one that counts? */
static bool take_label(struct arena *arena, struct span *line, struct span *name) {
    struct words_row row;
    struct cutter cutter = {.arena = arena, .place = PLACE_TOP};
    struct span value = {NULL, 0};
    struct span bare =
        without_decoration(span_part(*line, bullet_find(*line, false).len, SIZE_MAX));
    struct span form = advert_label_form(arena, bare);
    bool found = advert_label_find(&row, PLACE_TOP, form) ||
                 find_inline(&row, &value, &cutter, bare) || find_prefix(&row, &cutter, bare);
    bool counts = found && is_counted(&row);
    *line = span_part(value, find_further(&cutter, value), SIZE_MAX);
    *name = counts ? row.value : *name;
    return counts;
}

/* Labels that only adverts have; others stand in letters and lives, too. */
static bool is_telling(struct span name) {
    static const char *const names[] = {"closes", "posted",   "salary",  "band",  "scheme",
                                        "spec",   "contract", "pattern", "hours", "interview"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (span_is(name, names[i])) {
            return true;
        }
    }
    return false;
}

/* The different labels of a text. */
struct labels {
    struct span names[16];
    size_t count;
    bool telling;
};

static void count_label(struct labels *labels, struct span name) {
    bool known = labels->count == sizeof labels->names / sizeof labels->names[0];
    for (size_t i = 0; i < labels->count; i++) {
        known = known || span_equal(labels->names[i], name);
    }
    if (!known) {
        labels->names[labels->count++] = name;
    }
    labels->telling = labels->telling || is_telling(name);
}

static struct labels find_labels(struct arena *arena, struct span text, size_t enough) {
    struct labels labels = {.count = 0};
    struct span line;
    while ((labels.count < enough || !labels.telling) && span_next_line(&text, &line) &&
           !arena->failed) {
        line = bullet_trim(line);
        line = line.len > 4 * ADVERT_LABEL_MAX ? (struct span){NULL, 0} : line;
        while (line.len > 0) {
            struct span name = {NULL, 0};
            if (take_label(arena, &line, &name)) {
                count_label(&labels, name);
            }
        }
    }
    return labels;
}

size_t plain_outline_labels(struct arena *arena, struct span text, size_t enough) {
    const struct labels labels = find_labels(arena, text, enough);
    return labels.telling ? labels.count : 0;
}

struct strings plain_outline_names(struct arena *arena, struct span text) {
    const struct labels labels = find_labels(arena, text, SIZE_MAX);
    struct strings names = {0};
    for (size_t i = 0; i < labels.count; i++) {
        strings_push(arena, &names, arena_copy(arena, labels.names[i]));
    }
    return names;
}
