/* crawler/challenge.c - "prove that you are no robot"
 * SPDX-License-Identifier: MIT
 */
#include "crawler/challenge.h"

#include "base/builtin.h"

static const char challenge_file[] = "crawler/challenges.tsv";

enum challenge_where {
    CHALLENGE_NONE = 0,
    CHALLENGE_HEADER,
    CHALLENGE_TITLE,
    CHALLENGE_SCRIPT,
    CHALLENGE_TEXT,
    CHALLENGE_COUNT
};

static const char *const challenge_wheres[CHALLENGE_COUNT] = {NULL, "header", "title", "script",
                                                              "text"};

enum challenge_enough { CHALLENGE_TWO = 0, CHALLENGE_ALONE, CHALLENGE_BARE };

struct challenge_row {
    enum challenge_where where;
    enum challenge_enough enough;
    struct span sign;
};

/* The table, read anew for each page that is looked at: 60 lines. */
struct challenge_table {
    struct challenge_row rows[CHALLENGE_ROWS_MAX];
    size_t count;
};

static enum challenge_enough challenge_enough_of(struct span cell) {
    if (span_is(cell, "alone")) {
        return CHALLENGE_ALONE;
    }
    return span_is(cell, "bare") ? CHALLENGE_BARE : CHALLENGE_TWO;
}

/* The header line and comments name no place and are passed over. */
static void challenge_read(struct challenge_table *table) {
    struct span rest = builtin_span(challenge_file);
    struct span line = {0};

    table->count = 0;
    while (table->count < CHALLENGE_ROWS_MAX && span_next_line(&rest, &line)) {
        struct span cells[3] = {0};

        for (size_t i = 0; i < 3; i++) {
            span_next_piece(&line, '\t', &cells[i]);
        }
        for (int i = 1; i < CHALLENGE_COUNT; i++) {
            if (span_is(cells[0], challenge_wheres[i]) && cells[1].len > 0) {
                table->rows[table->count++] = (struct challenge_row){
                    (enum challenge_where)i, challenge_enough_of(cells[2]), cells[1]};
            }
        }
    }
}

/* What has been found so far. */
struct challenge_finding {
    bool bare;                           /* the page shows next to nothing */
    struct span decided;                 /* a sign that is enough alone */
    struct span halves[CHALLENGE_COUNT]; /* the first of each kind that is not */
};

static void challenge_found(struct challenge_finding *finding,
                            const struct challenge_row *row) {
    bool decides =
        row->enough == CHALLENGE_ALONE || (row->enough == CHALLENGE_BARE && finding->bare);
    struct span *place = decides ? &finding->decided : &finding->halves[row->where];

    if (place->len == 0) {
        *place = row->sign;
    }
}

static bool challenge_in_headers(struct span headers, struct span sign) {
    struct span rest = headers;
    struct span line = {0};
    size_t colon = span_find(sign, SPAN(":"), 0);

    while (span_next_line(&rest, &line)) {
        size_t at = span_find(line, SPAN(":"), 0);

        if (at != SIZE_MAX && colon != SIZE_MAX &&
            span_equal_nocase(span_trim(span_part(line, 0, at)), span_part(sign, 0, colon)) &&
            span_equal_nocase(span_trim(span_part(line, at + 1, SIZE_MAX)),
                              span_trim(span_part(sign, colon + 1, SIZE_MAX)))) {
            return true;
        }
    }
    return false;
}

/* A page as it is walked through: what it shows, with white space folded and without tags. */
struct challenge_page {
    struct span rest;
    char text[CHALLENGE_TEXT_MAX * 2 + 1]; /* with the spaces between words */
    size_t len;
    size_t shown; /* characters of it that are no space */
    char title[256];
    size_t title_len;
};

static void challenge_fold(char *text, size_t *len, size_t room, struct span piece) {
    for (size_t i = 0; piece.at && i < piece.len && *len < room; i++) {
        char c = ascii_is_space(piece.at[i]) ? ' ' : piece.at[i];

        if (c != ' ' || (*len > 0 && text[*len - 1] != ' ')) {
            text[(*len)++] = c;
        }
    }
}

static void challenge_show(struct challenge_page *page, struct span piece) {
    size_t from = page->len;

    challenge_fold(page->text, &page->len, sizeof page->text, piece);
    for (size_t i = from; i < page->len; i++) {
        /* A character counts once, however many bytes it has. */
        page->shown += page->text[i] != ' ' && ((unsigned char)page->text[i] & 0xC0) != 0x80;
    }
}

/* Tags whose content is not shown; it ends at the end tag of the same name. */
static const char *const challenge_hidden[] = {"script", "style", "template", "svg"};

static bool challenge_is_tag(struct span tag, const char *name) {
    struct span inner = span_part(tag, 1, SIZE_MAX);
    struct span behind = span_part(inner, span_of(name).len, 1);

    return span_starts_nocase(inner, name) &&
           (!behind.at || behind.len == 0 || !ascii_is_alnum(behind.at[0]));
}

/* Take everything up to the next `end` (and that, too) off the front. */
static struct span challenge_until(struct span *rest, struct span end) {
    size_t at = span_find_nocase(*rest, end, 0);
    size_t len = at == SIZE_MAX ? rest->len : at + end.len;
    struct span piece = span_part(*rest, 0, len);

    *rest = span_part(*rest, len, SIZE_MAX);
    return piece;
}

/* The content of an element that is not shown, up to its end tag. */
static struct span challenge_content(struct span *rest, const char *name) {
    char end[16] = "</";

    memcpy(end + 2, name, strlen(name) + 1);
    return challenge_until(rest, span_of(end));
}

/* Take the next piece: a tag with what it hides, or text, which is shown.
 * @return the tag, a script with its content; empty for text */
static struct span challenge_step(struct challenge_page *page) {
    struct span start = page->rest;
    size_t open = span_find(start, SPAN("<"), 0);
    struct span tag = {0};

    if (open != 0) {
        size_t len = open == SIZE_MAX ? start.len : open;

        /* No more is looked at than decides that the page is a long one. */
        len = len < sizeof page->text ? len : sizeof page->text;
        challenge_show(page, span_part(start, 0, len));
        page->rest = span_part(start, len, SIZE_MAX);
        return (struct span){0};
    }
    if (span_starts(start, "<!--")) {
        challenge_until(&page->rest, SPAN("-->"));
        return (struct span){0};
    }
    tag = challenge_until(&page->rest, SPAN(">"));
    if (challenge_is_tag(tag, "title")) {
        struct span content = challenge_content(&page->rest, "title");

        if (page->title_len == 0) { /* an image's title is none of the page's */
            challenge_fold(page->title, &page->title_len, sizeof page->title,
                           span_part(content, 0, content.len >= 7 ? content.len - 7 : 0));
        }
    }
    for (size_t i = 0; i < sizeof challenge_hidden / sizeof *challenge_hidden; i++) {
        if (challenge_is_tag(tag, challenge_hidden[i])) {
            challenge_content(&page->rest, challenge_hidden[i]);
            tag.len = i == 0 ? start.len - page->rest.len : tag.len; /* scripts are looked at */
            break;
        }
    }
    challenge_show(page, SPAN(" "));
    return tag;
}

static bool challenge_fits(const struct challenge_row *row, struct span place) {
    if (row->where == CHALLENGE_HEADER) {
        return challenge_in_headers(place, row->sign);
    }
    if (row->where == CHALLENGE_TITLE) {
        return span_equal_nocase(span_part(place, 0, row->sign.len), row->sign);
    }
    return span_find_nocase(place, row->sign, 0) != SIZE_MAX;
}

static void challenge_look(struct challenge_finding *finding,
                           const struct challenge_table *table, enum challenge_where where,
                           struct span place) {
    for (size_t i = 0; i < table->count; i++) {
        if (table->rows[i].where == where && challenge_fits(&table->rows[i], place)) {
            challenge_found(finding, &table->rows[i]);
        }
    }
}

/* @return false where the page shows so much that it is none */
static bool challenge_is_short(struct challenge_page *page) {
    while (page->rest.len > 0 && page->shown <= CHALLENGE_TEXT_MAX) {
        challenge_step(page);
    }
    return page->shown <= CHALLENGE_TEXT_MAX;
}

static void challenge_look_at_body(struct challenge_finding *finding,
                                   const struct challenge_table *table, struct span body) {
    struct challenge_page page = {.rest = span_part(body, 0, CHALLENGE_BODY_MAX)};
    struct challenge_page again = {.rest = page.rest};

    if (!challenge_is_short(&page)) {
        return;
    }
    finding->bare = page.shown <= CHALLENGE_BARE_MAX;
    challenge_look(finding, table, CHALLENGE_TITLE,
                   span_trim((struct span){page.title, page.title_len}));
    challenge_look(finding, table, CHALLENGE_TEXT, (struct span){page.text, page.len});
    while (again.rest.len > 0) {
        struct span code = challenge_step(&again);

        if (code.len > 0) {
            challenge_look(finding, table, CHALLENGE_SCRIPT, code);
        }
    }
}

struct span challenge_sign(const struct page *page) {
    struct challenge_finding finding = {0};
    struct challenge_table table;
    struct span half = {0};
    int kinds = 0;

    challenge_read(&table);
    challenge_look(&finding, &table, CHALLENGE_HEADER, span_of(page->headers));
    if (finding.decided.len == 0) {
        challenge_look_at_body(&finding, &table, page->body);
    }
    for (int i = 0; i < CHALLENGE_COUNT; i++) {
        kinds += finding.halves[i].len > 0;
        half = half.len > 0 ? half : finding.halves[i];
    }
    if (finding.decided.len > 0) {
        return finding.decided;
    }
    return kinds >= 2 ? half : (struct span){0};
}
