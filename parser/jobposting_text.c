/* parser/jobposting_text.c - the long texts of a posting, and what hides in them
 * SPDX-License-Identifier: MIT
 *
 * One property, the description, holds the whole advert: the sections that a page has under
 * headings, the person specification, and lines such as "Closing date: ...". The headings and
 * labels are those of text copies (parser/fields/plain_text_labels.tsv). Nothing that is cut
 * out is lost: what no field takes stays in the description.
 */
#include <string.h>

#include "parser/advert_fields.h"
#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/jobposting.h"
#include "parser/person_spec.h"
#include "parser/plain_prose.h"
#include "parser/wording.h"

enum { TEXT_DESCRIPTION = 0, TEXT_SUMMARY, TEXT_DUTIES, TEXT_ABOUT, TEXT_COUNT };

static const struct {
    const char *name; /* as the table of labels has it */
    size_t offset;    /* in struct vacancy */
} fields[TEXT_COUNT] = {
    [TEXT_DESCRIPTION] = {"description", offsetof(struct vacancy, text_description)},
    [TEXT_SUMMARY] = {"summary", offsetof(struct vacancy, text_summary)},
    [TEXT_DUTIES] = {"duties", offsetof(struct vacancy, text_duties)},
    [TEXT_ABOUT] = {"about", offsetof(struct vacancy, text_about)},
};

/* A description being cut, line by line. */
struct cutter {
    struct posting *posting;
    struct arena *arena;
    struct arena scratch; /* for the plain forms of lines, emptied now and then */
    struct strings texts[TEXT_COUNT];
    size_t now; /* the text that lines go to */
    struct strings spec;
    bool in_spec;
    bool untitled;       /* the specification began with "Essential", not with its title */
    bool items;          /* ... and has had a list item */
    struct advert found; /* labelled lines and checks */
    const char *waiting; /* a label on a line of its own: the name of its field */
    bool in_check;       /* lines go to the last part of `found`, too */
};

/* No value behind a label is longer, in bytes. */
enum { VALUE_LENGTH_MAX = 300 };

/* ---- labelled lines ---- */

static void open_part(struct cutter *cutter, struct span name, bool section) {
    struct advert_part part = {.name = name, .heading = "", .is_section = section};
    struct advert_outline *outline = &cutter->found.outline;
    ARENA_PUSH(cutter->arena, outline->parts, outline->count, part);
}

static void add_value(struct cutter *cutter, struct span value) {
    struct advert_outline *outline = &cutter->found.outline;
    if (outline->count > 0) {
        strings_push(cutter->arena, &outline->parts[outline->count - 1].lines,
                     arena_copy(cutter->arena, value));
    }
}

static void add_label(struct cutter *cutter, const struct words_row *row, struct span value) {
    if (value.len > 0 && value.len <= VALUE_LENGTH_MAX) {
        open_part(cutter, row->value, false);
        add_value(cutter, value);
        cutter->in_check = false;
    }
}

static bool find_label(struct words_row *row, struct cutter *cutter, struct span text) {
    struct span form = advert_label_form(&cutter->scratch, text);
    return advert_label_find(row, PLACE_DETAILS, form) && !advert_label_is_section(row);
}

/* "Salary: £25,883 a year", or a label alone, whose value is the next line. */
static void read_label(struct cutter *cutter, struct span line) {
    struct words_row row;
    struct span bare = bullet_trim(span_part(line, bullet_find(line, false).len, SIZE_MAX));
    size_t colon = span_find(span_part(bare, 0, ADVERT_LABEL_MAX), SPAN(":"), 0);
    struct span value = bullet_trim(colon == SIZE_MAX ? (struct span){NULL, 0}
                                                      : span_part(bare, colon + 1, SIZE_MAX));
    const char *waiting = cutter->waiting;
    cutter->waiting = NULL;
    if (colon != SIZE_MAX && value.len > 0 &&
        find_label(&row, cutter, span_part(bare, 0, colon))) {
        add_label(cutter, &row, value);
    } else if (find_label(&row, cutter, bare)) {
        cutter->waiting = arena_copy(cutter->arena, row.value);
    } else if (waiting && bare.len > 0) {
        row.value = span_of(waiting);
        add_label(cutter, &row, bare);
    }
}

/* ---- sections ---- */

static void add_line(struct cutter *cutter, struct span line) {
    strings_push(cutter->arena, &cutter->texts[cutter->now], arena_copy(cutter->arena, line));
}

/* A heading that stays in the text is a paragraph of its own. */
static void add_heading(struct cutter *cutter, struct span line) {
    add_line(cutter, SPAN(""));
    add_line(cutter, line);
    add_line(cutter, SPAN(""));
}

static bool is_check(const struct words_row *row) {
    return span_is(row->value, "dbs") || span_is(row->value, "sponsorship") ||
           span_is(row->value, "registration");
}

static void open_section(struct cutter *cutter, const struct words_row *row, struct span line) {
    cutter->in_spec = span_is(row->value, "spec");
    cutter->untitled = false;
    cutter->in_check = is_check(row);
    cutter->waiting = NULL;
    if (cutter->in_spec) {
        return;
    }
    cutter->now = TEXT_DESCRIPTION;
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        if (span_is(row->value, fields[i].name)) {
            cutter->now = i;
            if (cutter->texts[i].count > 0) {
                add_heading(cutter, line);
            }
            return;
        }
    }
    add_heading(cutter, line);
    if (cutter->in_check) {
        open_part(cutter, row->value, true);
    }
}

/* ---- the person specification ---- */

static void add_spec_line(struct cutter *cutter, struct span line) {
    strings_push(cutter->arena, &cutter->spec, arena_copy(cutter->arena, line));
}

static bool is_item(struct span line) { return bullet_find(bullet_trim(line), false).len > 0; }

/* A line that may be a heading as text; NULL for a list item and for what is too long. */
static const char *heading_of(struct cutter *cutter, struct span line) {
    bool may = line.len > 0 && line.len <= ADVERT_LABEL_MAX && !is_item(line);
    return may ? arena_copy(&cutter->scratch, line) : NULL;
}

static bool is_need(struct cutter *cutter, struct span line) {
    const char *text = heading_of(cutter, line);
    return text && person_spec_need_of(text) != NEED_NONE;
}

static bool is_group(struct cutter *cutter, struct span line) {
    const char *text = heading_of(cutter, line);
    return text && person_spec_is_group(text);
}

static bool is_spec_title(struct cutter *cutter, struct span line) {
    const char *text = heading_of(cutter, line);
    return text && person_spec_is_title(text);
}

/* The next line with text. */
static struct span next_filled(struct span rest) {
    struct span line = {NULL, 0};
    while (line.len == 0 && span_next_line(&rest, &line)) {
        line = bullet_trim(line);
    }
    return line;
}

/* "Professional registration" inside a specification is a category, unless a sentence about it
 * follows. */
static bool is_category(struct cutter *cutter, struct span line, struct span rest) {
    struct span next = next_filled(rest);
    return cutter->in_spec && is_group(cutter, line) &&
           (is_item(next) || is_need(cutter, next) || !span_ends(next, "."));
}

static void begin_spec(struct cutter *cutter, struct span line, bool untitled) {
    cutter->in_spec = true;
    cutter->untitled = untitled;
    cutter->items = cutter->in_check = false;
    cutter->waiting = NULL;
    add_spec_line(cutter, line);
}

/* What ends a specification without a title: a paragraph behind its list, unless it is the next
 * need's heading or stands right before one. */
static bool ends_untitled(struct cutter *cutter, struct span line, struct span rest) {
    struct span next = cutter->items ? next_filled(rest) : (struct span){NULL, 0};
    return cutter->items && !is_item(line) && !is_need(cutter, line) &&
           !is_need(cutter, next) && !is_group(cutter, line);
}

static bool ends_spec(struct cutter *cutter, struct span line, struct span rest) {
    if (line.len == 0) {
        return false;
    }
    const char *text = heading_of(cutter, line);
    if (text && person_spec_is_end(text)) {
        return true;
    }
    return cutter->untitled && ends_untitled(cutter, line, rest);
}

/* ---- the description ---- */

/* A line that no heading claims. */
static void take_text(struct cutter *cutter, struct span raw, struct span line) {
    if (cutter->in_check) {
        add_value(cutter, line);
    } else {
        read_label(cutter, line);
    }
    add_line(cutter, raw);
}

static void take_line(struct cutter *cutter, struct span raw, struct span rest) {
    struct words_row row;
    struct span line = bullet_trim(raw);
    struct span form =
        is_item(line) ? (struct span){NULL, 0} : advert_label_form(&cutter->scratch, line);
    enum advert_place place = cutter->in_spec ? PLACE_SPEC : PLACE_PROSE;
    if (form.len > 0 && advert_label_find(&row, place, form) && advert_label_is_section(&row) &&
        !is_category(cutter, line, rest)) {
        open_section(cutter, &row, line);
        return;
    }
    if (cutter->in_spec && ends_spec(cutter, line, rest)) {
        cutter->in_spec = false;
        cutter->now = TEXT_DESCRIPTION;
        add_line(cutter, SPAN(""));
    } else if (cutter->in_spec) {
        cutter->items = cutter->items || is_item(line);
        add_spec_line(cutter, raw);
        return;
    }
    if (is_spec_title(cutter, line) || is_need(cutter, line)) {
        begin_spec(cutter, line, !is_spec_title(cutter, line));
    } else {
        take_text(cutter, raw, line);
    }
}

static void cut(struct cutter *cutter, const char *prose) {
    enum { SCRATCH_MAX = 1024 * 1024 };
    struct span rest = span_of(prose);
    struct span line;
    arena_init(&cutter->scratch, ARENA_PAGE_CAP);
    while (span_next_line(&rest, &line) && !cutter->arena->failed) {
        take_line(cutter, line, rest);
        if (cutter->scratch.used > SCRATCH_MAX) {
            arena_fini(&cutter->scratch);
        }
    }
    arena_fini(&cutter->scratch);
}

/* Cuts what stands round a specification that was read from the tree, stretch by stretch. */
static void cut_round(struct cutter *cutter, const struct strings *stretches) {
    for (size_t i = 0; i < stretches->count; i++) {
        cut(cutter, stretches->at[i]);
        cutter->in_spec = cutter->in_check = false;
        cutter->waiting = NULL;
        cutter->now = TEXT_DESCRIPTION;
        add_line(cutter, SPAN(""));
    }
}

/* A specification of which nothing came stays in the description. */
static void read_spec(struct cutter *cutter) {
    struct vacancy *vacancy = cutter->posting->vacancy;
    struct person_spec spec = {.vacancy = vacancy, .arena = cutter->arena};
    if (cutter->spec.count == 0) {
        return;
    }
    person_spec_lines(&spec, &cutter->spec);
    person_spec_unread(vacancy, cutter->arena);
    cutter->now = TEXT_DESCRIPTION;
    for (size_t i = 0; vacancy->criterion_count == 0 && i < cutter->spec.count; i++) {
        add_line(cutter, span_of(cutter->spec.at[i]));
    }
}

/* ---- what is asked for ---- */

static void read_asked(struct cutter *cutter) {
    cutter->now = TEXT_DESCRIPTION;
    jobposting_asked(&cutter->texts[TEXT_DESCRIPTION], cutter->posting);
}

/* ---- texts of their own ---- */

struct strings posting_lines(const struct posting *posting, const struct json *value) {
    struct strings lines = {NULL, 0};
    for (size_t i = 0; i < schema_org_count(value); i++) {
        const struct json *each = schema_org_at(posting->things, value, i);
        const char *raw = schema_org_raw(posting->arena, each);
        struct span rest = span_of(
            raw ? jobposting_prose(posting->arena, raw)
                : posting_line_of(posting, each, "name|credentialCategory|description"));
        struct span line;
        while (span_next_line(&rest, &line)) {
            strings_push(posting->arena, &lines, arena_copy(posting->arena, line));
        }
    }
    return lines;
}

static const struct {
    const char *property;
    size_t text;
} further[] = {{"responsibilities", TEXT_DUTIES}, {"employerOverview", TEXT_ABOUT}};

static bool same_lines(const struct strings *a, const struct strings *b, struct arena *arena) {
    return advert_same_words(plain_prose(arena, a), plain_prose(arena, b));
}

static void read_further(struct cutter *cutter) {
    for (size_t i = 0; i < sizeof further / sizeof further[0]; i++) {
        struct strings lines =
            posting_lines(cutter->posting, posting_get(cutter->posting, further[i].property));
        if (same_lines(&lines, &cutter->texts[further[i].text], cutter->arena)) {
            continue;
        }
        cutter->now = further[i].text;
        add_line(cutter, SPAN(""));
        for (size_t k = 0; k < lines.count; k++) {
            add_line(cutter, span_of(lines.at[k]));
        }
    }
}

static void write_texts(struct cutter *cutter) {
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        const char *text = plain_prose(cutter->arena, &cutter->texts[i]);
        memcpy((char *)cutter->posting->vacancy + fields[i].offset, &text, sizeof text);
    }
}

/* ---- what the labelled lines say ---- */

/* The scalar fields that a labelled line may fill where the posting has none. */
static const char *const labelled[] = {
    "reference",
    "posted",
    "closes",
    "interview",
    "pay_scheme",
    "bands",
    "contract",
    "contract_months",
    "working_patterns",
    "hours_per_week.low",
    "hours_per_week.high",
    "dbs",
    "sponsorship",
    "registration",
    "website",
};

static const struct vacancy_field *field_named(const char *name) {
    for (size_t i = 0; i < vacancy_field_count; i++) {
        if (strcmp(vacancy_fields[i].name, name) == 0) {
            return &vacancy_fields[i];
        }
    }
    return NULL;
}

static void take_field(const struct posting *posting, const struct vacancy *from,
                       const char *name) {
    const struct vacancy_field *field = field_named(name);
    struct vacancy *vacancy = posting->vacancy;
    const char *text = field ? vacancy_field_text(from, field, posting->arena) : NULL;
    if (!text || vacancy_field_text(vacancy, field, posting->arena)) {
        return;
    }
    (void)vacancy_field_set(vacancy, field, text, posting->arena);
    for (size_t i = 0; i < from->note_count; i++) {
        if (span_starts(span_of(name), from->notes[i].field)) { /* "hours_per_week" is both */
            vacancy_note(vacancy, posting->arena, from->notes[i].field, from->notes[i].code,
                         "%s", from->notes[i].message);
        }
    }
}

/* validThrough may be no more than the day on which the page goes. */
static void note_closing(const struct posting *posting, const struct vacancy *from) {
    struct vacancy *vacancy = posting->vacancy;
    char text[DATE_TEXT_SIZE];
    if (!date_is_none(from->closes) && !date_is_none(vacancy->closes) &&
        date_compare(from->closes, vacancy->closes) != 0) {
        vacancy_note(vacancy, posting->arena, "closes", "text_differs",
                     "the description says %s; validThrough is given",
                     date_write(from->closes, text));
    }
}

static void take_labelled(struct cutter *cutter) {
    struct posting *posting = cutter->posting;
    struct vacancy *vacancy = posting->vacancy;
    struct vacancy aside;
    vacancy_init(&aside);
    cutter->found.vacancy = &aside;
    advert_fields_read(&cutter->found);
    bool closes = date_is_none(vacancy->closes);
    note_closing(posting, &aside);
    bool other_contract = vacancy->contract && vacancy->contract != aside.contract;
    aside.contract_months = other_contract ? 0 : aside.contract_months;
    for (size_t i = 0; i < sizeof labelled / sizeof labelled[0]; i++) {
        take_field(posting, &aside, labelled[i]);
    }
    vacancy->closes_at = closes ? aside.closes_at : vacancy->closes_at;
    for (size_t i = 0; vacancy->location_count == 0 && i < aside.location_count; i++) {
        place_add(vacancy, posting->arena, aside.locations[i]);
    }
    posting->labelled_salary = aside.salary.text;
}

/* The description's tree tells a specification best, its lines where there is none. */
static void read_description(struct cutter *cutter) {
    struct posting *posting = cutter->posting;
    const char *raw = schema_org_raw(posting->arena, posting_get(posting, "description"));
    struct html *html = jobposting_tree(posting->arena, raw);
    const struct html_node *body = html_find(html_root(html), "body");
    struct strings round = {NULL, 0};
    if (body && jobposting_spec(&round, posting, body)) {
        cut_round(cutter, &round);
    } else {
        const char *prose = jobposting_prose(posting->arena, raw);
        if (raw && !prose && !posting->arena->failed) {
            vacancy_note(posting->vacancy, posting->arena, "text", "unreadable",
                         "the description holds no text, or passes a limit");
        }
        cut(cutter, prose);
    }
    html_free(html);
}

void jobposting_texts(struct posting *posting) {
    struct cutter cutter = {.posting = posting, .arena = posting->arena};
    cutter.found.arena = posting->arena;
    read_description(&cutter);
    read_spec(&cutter);
    read_asked(&cutter);
    person_spec_settle(posting->vacancy, posting->arena);
    read_further(&cutter);
    write_texts(&cutter);
    take_labelled(&cutter);
}
