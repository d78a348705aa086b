/* parser/person_spec.c - the person specification: criteria with group and need
 * SPDX-License-Identifier: MIT
 */
#include "parser/person_spec.h"

#include <string.h>

#include "base/utf8.h"
#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/lexicon.h"

/* ---- what a line says ---- */

enum heading {
    HEADING_NONE = 0,
    HEADING_NEED,  /* "Essential criteria" */
    HEADING_GROUP, /* "Skills and abilities" */
    HEADING_BOTH,  /* "Essential qualifications" */
    HEADING_SKIP,  /* "Person specification" */
    HEADING_END    /* "How to apply" */
};

/* The words of a heading, counted by what they are. */
struct word_count {
    int words;
    int essential;
    int desirable;
    int nouns;  /* say nothing beside a need */
    int groups; /* name a category */
    int joints;
    int others; /* no heading has them */
    bool of;    /* "of" stands behind the first word: "Experience of training others" */
};

static bool is_word_byte(char c) { return ascii_is_alnum(c) || (c & 0x80) != 0 || c == '\''; }

static bool next_word(struct span *rest, struct span *word) {
    size_t from = 0;
    while (from < rest->len && !is_word_byte(rest->at[from])) {
        from++;
    }
    size_t end = from;
    while (end < rest->len && is_word_byte(rest->at[end])) {
        end++;
    }
    *word = span_part(*rest, from, end - from);
    *rest = span_part(*rest, end, SIZE_MAX);
    return word->len > 0;
}

/* The number of a heading: "2. Skills". */
static bool is_numbering(const struct word_count *count, struct span word) {
    uint64_t number;
    return count->words == 1 && span_number(word, 99, &number);
}

/* Most words are none of the table's: that is asked first. */
static void count_word(struct word_count *count, struct span word) {
    struct words_row row;
    count->words++;
    count->of = count->of || (count->words == 2 && count->groups == 1 && span_is(word, "of"));
    if (is_numbering(count, word)) {
        count->joints++;
    } else if (words_kinds(&fields_spec_words, word) == 0) {
        count->others++;
    } else if (words_find(&row, &fields_spec_words, "need", word)) {
        bool essential = vocab_value(&vocab_need, row.value) == NEED_ESSENTIAL;
        count->essential += essential;
        count->desirable += !essential;
    } else if (words_find(NULL, &fields_spec_words, "noun", word)) {
        count->nouns++;
    } else if (words_find(NULL, &fields_spec_words, "group", word)) {
        count->groups++;
    } else if (words_find(NULL, &fields_spec_words, "joint", word)) {
        count->joints++;
    } else {
        count->others++;
    }
}

/* Without bullet, and without colons and dashes behind it. */
static struct span bare_heading(struct span line) {
    line = bullet_trim(line);
    line = bullet_trim(span_part(line, bullet_find(line, false).len, SIZE_MAX));
    while (line.len > 0 && strchr(":-. ", line.at[line.len - 1])) {
        line.len--;
    }
    return line;
}

/* No heading of a specification is longer, in words. */
enum { HEADING_WORDS_MAX = 10 };

static enum heading classify(struct span line, enum need *need) {
    struct span bare = bare_heading(line);
    if (words_find(NULL, &fields_spec_words, "skip", bare)) {
        return HEADING_SKIP;
    }
    if (words_find(NULL, &fields_spec_words, "end", bare)) {
        return HEADING_END;
    }
    struct word_count count = {0};
    struct span word;
    while (count.others == 0 && count.words <= HEADING_WORDS_MAX && next_word(&bare, &word)) {
        count_word(&count, word);
    }
    bool one_need = (count.essential > 0) != (count.desirable > 0);
    if (count.others > 0 || count.words > HEADING_WORDS_MAX || count.words == 0 || count.of ||
        (count.essential > 0 && count.desirable > 0)) {
        return HEADING_NONE;
    }
    if (one_need) {
        *need = count.essential > 0 ? NEED_ESSENTIAL : NEED_DESIRABLE;
        return count.groups > 0 ? HEADING_BOTH : HEADING_NEED;
    }
    return count.groups > 0 || (count.nouns > 0 && count.joints > 0) ? HEADING_GROUP
                                                                     : HEADING_NONE;
}

enum need person_spec_need_of(const char *heading) {
    enum need need = NEED_NONE;
    return classify(span_of(heading), &need) == HEADING_NEED ? need : NEED_NONE;
}

bool person_spec_is_end(const char *heading) {
    enum need need = NEED_NONE;
    return classify(span_of(heading), &need) == HEADING_END;
}

bool person_spec_is_group(const char *heading) {
    enum need need = NEED_NONE;
    enum heading kind = classify(span_of(heading), &need);
    return kind == HEADING_GROUP || kind == HEADING_BOTH;
}

bool person_spec_is_title(const char *heading) {
    enum need need = NEED_NONE;
    return classify(span_of(heading), &need) == HEADING_SKIP;
}

/* ---- one thing at a time ---- */

void person_spec_group(struct person_spec *spec, const char *heading) {
    struct span bare = bullet_trim(span_of(heading));
    while (bare.len > 0 && bare.at[bare.len - 1] == ':') {
        bare = bullet_trim(span_part(bare, 0, bare.len - 1));
    }
    enum need need = NEED_NONE;
    enum heading kind = classify(bare, &need);
    spec->group = bare.len > 0 ? utf8_fold_copy(spec->arena, bare) : NULL;
    spec->need = kind == HEADING_NEED || kind == HEADING_BOTH ? need : NEED_UNSTATED;
    spec->listed = false;
}

/* Takes a need heading or the specification's title. @return what it was, or HEADING_NONE */
static enum heading take_heading(struct person_spec *spec, const char *heading) {
    enum need need = NEED_NONE;
    enum heading kind = classify(span_of(heading), &need);
    if (kind == HEADING_BOTH) {
        person_spec_group(spec, heading);
    } else if (kind == HEADING_NEED) {
        spec->need = need;
        spec->listed = false;
    }
    bool taken = kind == HEADING_NEED || kind == HEADING_BOTH || kind == HEADING_SKIP;
    return taken ? kind : HEADING_NONE;
}

bool person_spec_need(struct person_spec *spec, const char *heading) {
    enum heading kind = take_heading(spec, heading);
    return kind == HEADING_NEED || kind == HEADING_BOTH;
}

void person_spec_unread(struct vacancy *vacancy, struct arena *arena) {
    if (vacancy->criterion_count == 0) {
        vacancy_note(vacancy, arena, "criteria", "unread",
                     "there is a person specification, but no criterion could be told apart in "
                     "it");
    }
}

static bool same_text(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* The criterion of the same words, need and group; NULL where there is none yet. */
static struct criterion *find_twin(const struct vacancy *vacancy,
                                   const struct criterion *criterion) {
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        struct criterion *other = &vacancy->criteria[i];
        if (other->need == criterion->need && same_text(other->group, criterion->group) &&
            span_equal_nocase(span_of(other->text), span_of(criterion->text))) {
            return other;
        }
    }
    return NULL;
}

static void add_criterion(struct person_spec *spec, const struct criterion *criterion) {
    struct vacancy *vacancy = spec->vacancy;
    struct criterion *twin = find_twin(vacancy, criterion);
    if (twin) {
        twin->assessed |= criterion->assessed; /* marks may stand on one of them only */
        return;
    }
    if (vacancy->criterion_count >= VACANCY_CRITERIA_MAX) {
        if (!spec->full) {
            vacancy_note(vacancy, spec->arena, "criteria", "too_many",
                         "only the first %d criteria were kept", VACANCY_CRITERIA_MAX);
        }
        spec->full = true;
        return;
    }
    ARENA_PUSH(spec->arena, vacancy->criteria, vacancy->criterion_count, *criterion);
}

/* "Essential: NVQ level 2" is a criterion that brings its need along. */
static struct span take_need_label(struct span text, enum need *need) {
    size_t colon = span_find(text, SPAN(":"), 0);
    enum need found = NEED_NONE;
    if (colon != SIZE_MAX && bullet_trim(span_part(text, colon + 1, SIZE_MAX)).len > 0 &&
        classify(span_part(text, 0, colon), &found) == HEADING_NEED) {
        *need = found;
        return bullet_trim(span_part(text, colon + 1, SIZE_MAX));
    }
    return text;
}

/* Is there a letter or a digit in it? */
static bool says_something(struct span text) {
    for (size_t i = 0; i < text.len; i++) {
        if (is_word_byte(text.at[i]) && text.at[i] != '\'') {
            return true;
        }
    }
    return false;
}

/* "(Essential)", "[D]": the need in a pair of brackets; NEED_NONE where it is something else.
 */
static enum need need_in_brackets(struct span text, bool letters) {
    static const char pairs[] = "()[]";
    const char *open = text.len > 2 ? strchr(pairs, text.at[0]) : NULL;
    struct words_row row;
    enum need need = NEED_NONE;
    if (!open || text.at[text.len - 1] != open[1]) {
        return NEED_NONE;
    }
    struct span inner = bullet_trim(span_part(text, 1, text.len - 2));
    if (classify(inner, &need) == HEADING_NEED) {
        return need;
    }
    bool mark = letters && words_find(&row, &fields_spec_words, "need_mark", inner);
    return mark ? (enum need)vocab_value(&vocab_need, row.value) : NEED_NONE;
}

/* Where the last word or bracket of a text begins, the blank or dash before it left out. */
static size_t last_piece(struct span text) {
    bool bracket = text.len > 0 && strchr(")]", text.at[text.len - 1]);
    size_t at = text.len;
    while (at > 0 && (bracket ? !strchr("([", text.at[at - 1]) : text.at[at - 1] != ' ')) {
        at--;
    }
    return bracket && at > 0 ? at - 1 : at;
}

/* "NVQ 2 (Essential)", "Car driver - Desirable", "(E) NVQ 2": the need stands behind the item
 * or in front of it. Letters count only where no heading names the need.
 * @return the text without it */
static struct span take_need_mark(struct span text, enum need *need) {
    bool letters = *need == NEED_UNSTATED;
    size_t at = last_piece(text);
    struct span last = span_part(text, at, SIZE_MAX);
    struct span before = bullet_trim(span_part(text, 0, at));
    size_t close = text.len > 0 && strchr("([", text.at[0]) ? 1 : 0;
    while (close > 0 && close < text.len && !strchr(")]", text.at[close - 1])) {
        close++;
    }
    enum need behind = need_in_brackets(last, letters);
    enum need front = need_in_brackets(span_part(text, 0, close), letters);
    bool dash = span_ends(before, " -") || span_ends(before, " \xE2\x80\x93");
    bool dashed = dash && classify(last, &behind) == HEADING_NEED;
    if (before.len > 0 && behind != NEED_NONE &&
        (at == 0 || dashed || strchr("([", last.at[0]))) {
        *need = behind;
        size_t sign = !dashed ? 0 : span_ends(before, "-") ? 1 : 3;
        return bullet_trim(span_part(before, 0, before.len - sign));
    }
    if (close > 0 && close < text.len && front != NEED_NONE) {
        *need = front;
        return bullet_trim(span_part(text, close, SIZE_MAX));
    }
    return text;
}

/* Where in a run of criteria the next need begins ("... Desirable: a car"); its length where
 * none does. */
static size_t find_need_inside(struct span run) {
    enum { LABEL_WORDS_MAX = 3 };
    for (size_t colon = span_find(run, SPAN(":"), 0); colon != SIZE_MAX;
         colon = span_find(run, SPAN(":"), colon + 1)) {
        size_t found = run.len;
        size_t at = colon;
        for (int words = 0; words < LABEL_WORDS_MAX && at > 0; words++) {
            at--;
            while (at > 0 && run.at[at - 1] != ' ') {
                at--;
            }
            enum need need;
            bool capital = run.at[at] >= 'A' && run.at[at] <= 'Z';
            bool names =
                capital && classify(span_part(run, at, colon - at), &need) == HEADING_NEED;
            found = names ? at : found;
        }
        if (found < run.len) {
            return found;
        }
    }
    return run.len;
}

/* The end of the next criterion of a run: semicolons part them, else full stops. */
static size_t find_piece_end(struct span run) {
    size_t end = span_find(run, SPAN(";"), 0);
    if (end != SIZE_MAX) {
        return end;
    }
    for (size_t at = span_find(run, SPAN(". "), 0); at != SIZE_MAX;
         at = span_find(run, SPAN(". "), at + 1)) {
        if (at + 2 < run.len && run.at[at + 2] >= 'A' && run.at[at + 2] <= 'Z') {
            return at;
        }
    }
    return run.len;
}

static void add_one(struct person_spec *spec, struct span text, enum need need,
                    unsigned assessed);

/* Is this a run of criteria, three at least? A single semicolon may stand inside one. */
static bool is_list(struct span run) {
    size_t first = find_piece_end(run);
    struct span rest = span_part(run, first + 1, SIZE_MAX);
    return find_piece_end(rest) < rest.len;
}

/* "Essential: a; b. Desirable: c.": a run of criteria on one line. `text` is what stands behind
 * the first need. */
static void add_run(struct person_spec *spec, struct span text, enum need need,
                    unsigned assessed) {
    bool several = false;
    while (text.len > 0) {
        size_t next = find_need_inside(text);
        struct span run = bullet_trim(span_part(text, 0, next));
        several = several || next < text.len || is_list(run);
        while (several && span_ends(run, ".")) {
            run = bullet_trim(span_part(run, 0, run.len - 1));
        }
        while (run.len > 0) {
            size_t end = several ? find_piece_end(run) : run.len;
            add_one(spec, bullet_trim(span_part(run, 0, end)), need, assessed);
            run = bullet_trim(span_part(run, end + 1, SIZE_MAX));
        }
        struct span rest = span_part(text, next, SIZE_MAX);
        text = take_need_label(rest, &need);
        if (text.at == rest.at) {
            return;
        }
    }
}

/* "A = Application, I = Interview" explains the marks. */
static bool is_legend(struct arena *arena, struct span text) {
    enum { LEGEND_MAX = 200 };
    if (span_find(text, SPAN("="), 0) == SIZE_MAX || text.len > LEGEND_MAX) {
        return false;
    }
    size_t colon = span_find(text, SPAN(":"), 0);
    bool key = colon < span_find(text, SPAN("="), 0);
    text = key ? span_part(text, colon + 1, SIZE_MAX) : text;
    const char *probe = arena_printf(arena, "x (%.*s)", SPAN_FMT(bullet_trim(text)));
    unsigned assessed = 0;
    const char *rest = probe ? person_spec_marks(arena, probe, &assessed) : NULL;
    return rest && strcmp(rest, "x") == 0;
}

/* "*This will be waived ...", where a criterion before it ends with a star. */
static bool is_footnote(const struct person_spec *spec, struct span text) {
    size_t count = text.at[0] == '*' ? spec->vacancy->criterion_count : 0;
    for (size_t i = 0; i < count; i++) {
        if (span_ends(span_of(spec->vacancy->criteria[i].text), "*")) {
            return true;
        }
    }
    return false;
}

/* Adds a clean text (no bullet, no marks) without a need of its own in front. */
static void add_one(struct person_spec *spec, struct span text, enum need need,
                    unsigned assessed) {
    struct span bare = take_need_mark(text, &need);
    if (bare.len < text.len) {
        unsigned further = 0;
        const char *copy = arena_copy(spec->arena, bare);
        text = span_of(copy ? person_spec_marks(spec->arena, copy, &further) : "");
        assessed |= further;
    }
    if (words_find(NULL, &fields_spec_words, "nothing", text)) {
        vacancy_note(spec->vacancy, spec->arena, "criteria", "nothing_asked",
                     "\"%.*s\" under %s is no criterion", SPAN_FMT(text),
                     need == NEED_UNSTATED ? "a heading" : vocab_name(&vocab_need, (int)need));
        return;
    }
    if (!says_something(text) || is_legend(spec->arena, text) || is_footnote(spec, text)) {
        return;
    }
    struct criterion criterion = {.need = need,
                                  .group = spec->group,
                                  .text = utf8_fold_copy(spec->arena, text),
                                  .assessed = assessed};
    if (criterion.text) {
        add_criterion(spec, &criterion);
    }
}

/* Adds a clean text (no bullet, no marks). */
static void add_text(struct person_spec *spec, struct span text, unsigned assessed) {
    enum need need = spec->need ? spec->need : NEED_UNSTATED;
    struct span behind = take_need_label(text, &need);
    if (behind.at != text.at) {
        add_run(spec, behind, need, assessed);
    } else {
        add_one(spec, text, need, assessed);
    }
}

/* Folded, without bullet and marks; the marks are added to `*assessed`. */
static char *clean_text(struct arena *arena, struct span text, bool child, unsigned *assessed) {
    text = bullet_trim(text);
    text = span_part(text, bullet_find(text, child).len, SIZE_MAX);
    char *folded = utf8_fold_copy(arena, text);
    unsigned found = 0;
    char *clean = folded ? person_spec_marks(arena, folded, &found) : NULL;
    *assessed |= found;
    return clean;
}

void person_spec_criterion(struct person_spec *spec, const char *text) {
    struct strings none = {NULL, 0};
    person_spec_parts(spec, text, &none);
}

/* The number in front of an item, "1." or "(2)": its length with the blank behind it, 0 where
 * there is none. */
static size_t item_number(struct span text, uint64_t *number) {
    size_t from = span_starts(text, "(");
    size_t end = from;
    while (end < text.len && ascii_is_digit(text.at[end])) {
        end++;
    }
    bool sign = end > from && end < text.len && strchr(from ? ")" : ".)", text.at[end]);
    bool blank = sign && end + 1 < text.len && ascii_is_space(text.at[end + 1]);
    return blank && span_number(span_part(text, from, end - from), 99, number) ? end + 2 : 0;
}

/* Without its number, where that is the next one of a list. */
static struct span without_number(struct person_spec *spec, struct span text) {
    uint64_t number = 0;
    size_t len = item_number(text, &number);
    bool next = len > 0 && (number == 1 || number == spec->number + 1);
    spec->number = next ? number : spec->number;
    return next ? bullet_trim(span_part(text, len, SIZE_MAX)) : text;
}

/* One criterion, children of it included. */
static void take_parts(struct person_spec *spec, struct span text,
                       const struct strings *children) {
    unsigned assessed = spec->assessed;
    struct strings clean = {NULL, 0};
    enum need block = spec->need;
    text = without_number(spec, bullet_trim(text));
    if (spec->letters && (block == NEED_NONE || block == NEED_UNSTATED)) {
        /* Here "(D)" is no mark of a document. */
        spec->need = NEED_UNSTATED;
        text = take_need_mark(bullet_trim(text), &spec->need);
    }
    char *parent = clean_text(spec->arena, text, false, &assessed);
    for (size_t i = 0; i < children->count; i++) {
        char *child = clean_text(spec->arena, span_of(children->at[i]), true, &assessed);
        if (child && says_something(span_of(child))) {
            strings_push(spec->arena, &clean, child);
        }
    }
    if (!parent || (clean.count == 0 && take_heading(spec, parent))) {
        return; /* a heading that was printed as a list item */
    }
    const char *whole =
        clean.count > 0 ? person_spec_join(spec->arena, parent, &clean) : parent;
    add_text(spec, span_of(whole), assessed);
    spec->need = spec->letters ? block : spec->need;
}

/* Where a bullet stands within a line, a blank before and behind it; SIZE_MAX where none does.
 * Signs that prose uses, too, such as dashes, are none. */
static size_t inner_bullet(struct span line) {
    static const char *const signs[] = {" \xE2\x80\xA2 ", " \xE2\x97\x8F ", " \xE2\x96\xAA ",
                                        " \xEF\x82\xB7 ", " \xEF\x82\xA7 "};
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t at = span_find(line, span_of(signs[i]), 1);
        first = at < first ? at : first;
    }
    return first == SIZE_MAX ? first : first + 1;
}

/* An item that is a list which lost its line ends: behind a colon its pieces are sub-items,
 * else each is a criterion. */
static void take_flat(struct person_spec *spec, struct span text) {
    struct strings pieces = {NULL, 0};
    while (text.len > 0) {
        size_t bullet = inner_bullet(text);
        struct span piece = bullet_trim(span_part(text, 0, bullet));
        strings_push(spec->arena, &pieces, arena_copy(spec->arena, piece));
        text = span_part(text, bullet, SIZE_MAX);
    }
    if (pieces.count > 1 && pieces.at[0] && span_ends(span_of(pieces.at[0]), ":")) {
        struct strings children = {pieces.at + 1, pieces.count - 1};
        take_parts(spec, span_of(pieces.at[0]), &children);
        return;
    }
    struct strings none = {NULL, 0};
    for (size_t i = 0; i < pieces.count; i++) {
        take_parts(spec, span_of(pieces.at[i]), &none);
    }
}

void person_spec_parts(struct person_spec *spec, const char *text,
                       const struct strings *children) {
    struct span span = span_of(text);
    if (spec->full) {
        return;
    }
    if (children->count == 0 && inner_bullet(span) != SIZE_MAX) {
        take_flat(spec, span);
    } else {
        take_parts(spec, span, children);
    }
}

/* ---- marks without brackets ---- */

/* Where the bare letter of a mark begins that ends a criterion ("Team working I"); its length
 * where none does. */
static size_t letter_at_end(struct span text) {
    size_t at = text.len > 0 ? text.len - 1 : 0;
    bool ends = at > 1 && strchr("AIT", text.at[at]) && text.at[at - 1] == ' ';
    return ends ? at : text.len;
}

static void mark_letter(struct criterion *criterion, struct arena *arena) {
    struct span text = span_of(criterion->text);
    size_t at = letter_at_end(text);
    struct span words = bullet_trim(span_part(text, 0, at));
    const char *framed = arena_printf(arena, "%.*s (%c)", SPAN_FMT(words), text.at[at]);
    unsigned assessed = 0;
    const char *clean = framed ? person_spec_marks(arena, framed, &assessed) : NULL;
    if (clean && span_equal(span_of(clean), words)) {
        criterion->text = clean;
        criterion->assessed |= assessed;
    }
}

void person_spec_settle(struct vacancy *vacancy, struct arena *arena) {
    enum { LETTERS_MIN = 3 };
    size_t letters = 0;
    size_t marked = 0;
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        struct span text = span_of(vacancy->criteria[i].text);
        bool letter = letter_at_end(text) < text.len;
        letters += letter;
        marked += letter || vacancy->criteria[i].assessed != 0;
    }
    bool all = marked >= LETTERS_MIN && marked * 10 >= vacancy->criterion_count * 9;
    for (size_t i = 0; i < vacancy->criterion_count && all && letters > 0; i++) {
        struct span text = span_of(vacancy->criteria[i].text);
        if (letter_at_end(text) < text.len) {
            mark_letter(&vacancy->criteria[i], arena);
        }
    }
}

/* ---- joining ---- */

/* Without the punctuation that stands between an item and the next. */
static struct span without_ending(struct span text, const char *endings) {
    text = bullet_trim(text);
    while (text.len > 0 && strchr(endings, text.at[text.len - 1])) {
        text = bullet_trim(span_part(text, 0, text.len - 1));
    }
    return text;
}

char *person_spec_join(struct arena *arena, const char *parent,
                       const struct strings *children) {
    struct buf joined;
    size_t room = parent ? strlen(parent) : 0;
    for (size_t i = 0; i < children->count; i++) {
        room += strlen(children->at[i]) + 2;
    }
    buf_init(&joined, room + 2);
    buf_put(&joined, without_ending(span_of(parent), ":;,.-"));
    for (size_t i = 0; i < children->count; i++) {
        buf_put_text(&joined, i > 0 ? "; " : joined.len > 0 ? ": " : "");
        buf_put(&joined, without_ending(span_of(children->at[i]), ";,"));
    }
    char *out = arena_copy(arena, buf_span(&joined));
    buf_fini(&joined);
    return out;
}

/* ---- lines ---- */

struct spec_line {
    struct span text; /* without bullet and white space at its ends */
    size_t indent;    /* bytes of white space in front */
    uint32_t sign;    /* the first character of its bullet, 0 where it has none */
    bool bullet;
    bool nested;    /* its bullet is one of a lower level */
    bool after_gap; /* a blank line stands before it */
    enum heading heading;
    enum need need;
};

struct spec_lines {
    struct spec_line *at;
    size_t count;
};

static struct spec_line read_line(struct span raw, const struct spec_line *before) {
    struct spec_line line = {.indent = bullet_indent(raw), .text = bullet_trim(raw)};
    bool in_list = before && before->bullet;
    struct bullet bullet = bullet_find(line.text, in_list);
    size_t at = 0;
    line.bullet = bullet.len > 0;
    line.sign = line.bullet ? utf8_next(line.text, &at) : 0;
    line.nested = bullet.nested && in_list;
    line.text = span_part(line.text, bullet.len, SIZE_MAX);
    line.heading = classify(line.text, &line.need);
    return line;
}

/* Where the need begins that ends the text, as in "Kind Desirable criteria"; its length where
 * none does. */
static size_t need_at_end(struct span text) {
    size_t at = text.len;
    for (int words = 0; words < 2 && at > 0; words++) {
        at--;
        while (at > 0 && text.at[at - 1] != ' ') {
            at--;
        }
        enum need need;
        bool capital = at > 0 && text.at[at] >= 'A' && text.at[at] <= 'Z';
        if (capital && classify(span_part(text, at, SIZE_MAX), &need) == HEADING_NEED) {
            return at;
        }
    }
    return text.len;
}

/* Takes the next line; of a list that lost its line ends ("Essential • NVQ 2 • Kind Desirable •
 * First aid") the next item or heading. `*flat` tells of such a list. */
static bool next_line(struct span *rest, struct span *piece, struct span *line, bool *flat) {
    *flat = piece->len > 0;
    if (!*flat && !span_next_line(rest, piece)) {
        return false;
    }
    size_t bullet = inner_bullet(*piece);
    *flat = *flat || bullet != SIZE_MAX;
    *line = span_part(*piece, 0, bullet);
    size_t need = bullet == SIZE_MAX ? line->len : need_at_end(bullet_trim(*line));
    size_t front = (size_t)(bullet_trim(*line).at - line->at);
    if (bullet != SIZE_MAX && need < bullet_trim(*line).len) {
        *line = span_part(*line, 0, front + need);
    }
    *piece = span_part(*piece, line->len, SIZE_MAX);
    return true;
}

/* The lines of a text being gathered. */
struct gathering {
    struct arena *arena;
    struct spec_lines lines;
    uint64_t number;  /* of the last numbered item */
    bool gap;         /* a blank line was met */
    bool lone_bullet; /* a bullet on a line of its own stands before the next line's text */
};

/* Takes the number off an item, where it is the next one of a list. */
static bool take_number(struct gathering *to, struct spec_line *line) {
    uint64_t number = 0;
    size_t len = line->heading == HEADING_NONE ? item_number(line->text, &number) : 0;
    if (len == 0 || (number != 1 && number != to->number + 1)) {
        return false;
    }
    to->number = number;
    line->text = bullet_trim(span_part(line->text, len, SIZE_MAX));
    return true;
}

/* What is no heading in a list that lost its line ends is an item, bullet or not. */
static void gather(struct gathering *to, struct span raw, bool flat) {
    const struct spec_lines *lines = &to->lines;
    struct spec_line line =
        read_line(raw, lines->count > 0 ? &lines->at[lines->count - 1] : NULL);
    if (line.text.len == 0) {
        to->gap = to->gap || !line.bullet;
        to->lone_bullet = line.bullet;
        return;
    }
    bool item = flat && line.heading == HEADING_NONE && !span_ends(line.text, ":");
    item = take_number(to, &line) || item;
    line.bullet = line.bullet || to->lone_bullet || item;
    line.after_gap = to->gap;
    to->gap = to->lone_bullet = false;
    ARENA_PUSH(to->arena, to->lines.at, to->lines.count, line);
}

static struct spec_lines read_lines(struct person_spec *spec, const struct strings *texts) {
    struct gathering to = {.arena = spec->arena, .number = spec->number};
    for (size_t i = 0; i < texts->count; i++) {
        struct span rest = span_of(texts->at[i]);
        struct span piece = {NULL, 0};
        struct span raw;
        bool flat;
        while (next_line(&rest, &piece, &raw, &flat)) {
            gather(&to, raw, flat);
        }
        to.gap = to.gap || texts->at[i][0] == '\0';
    }
    spec->number = to.number;
    return to.lines;
}

/* The state of a walk over lines. */
struct walk {
    struct person_spec *spec;
    struct spec_lines lines;
    size_t at;
    bool need_first; /* needs stand above categories: "Essential", then "Skills" */
    bool in_need;    /* some need heading was met */
    bool bullets;    /* the block under way has bullets */
};

static const struct spec_line *line_at(const struct walk *walk, size_t at) {
    return at < walk->lines.count ? &walk->lines.at[at] : NULL;
}

static bool is_need(const struct spec_line *line) {
    return line && (line->heading == HEADING_NEED || line->heading == HEADING_BOTH);
}

/* A category may itself be called "Essential criteria": then the same need follows at once. */
static bool need_names_group(const struct walk *walk) {
    const struct spec_line *line = line_at(walk, walk->at);
    const struct spec_line *next = line_at(walk, walk->at + 1);
    return next && !line->bullet && !next->bullet && next->heading == HEADING_NEED &&
           next->need == line->need;
}

static const char *line_text(const struct walk *walk, const struct spec_line *line) {
    const char *text = line ? utf8_fold_copy(walk->spec->arena, line->text) : NULL;
    return text ? text : "";
}

static void take_group(struct walk *walk, const struct spec_line *line) {
    enum need need = walk->spec->need;
    person_spec_group(walk->spec, line_text(walk, line));
    if (walk->need_first && !is_need(line_at(walk, walk->at + 1))) {
        walk->spec->need = need;
    }
    walk->bullets = false;
    walk->at++;
}

static void take_need(struct walk *walk, const struct spec_line *line) {
    if (need_names_group(walk)) {
        take_group(walk, line);
        return;
    }
    walk->need_first = walk->need_first || (!walk->spec->group && !walk->in_need);
    /* Needs above categories: the category of the block before has ended. */
    if (walk->need_first) {
        walk->spec->group = NULL;
    }
    walk->in_need = true;
    walk->bullets = false;
    (void)person_spec_need(walk->spec, line_text(walk, line));
    walk->at++;
}

static bool starts_lower(struct span text) {
    return text.len > 0 && text.at[0] >= 'a' && text.at[0] <= 'z';
}

/* "OR" on a line of its own joins the lines round it. */
static bool is_joint(const struct spec_line *line) {
    return line && words_find(NULL, &fields_spec_words, "or", line->text);
}

/* Does `next` go on with the sentence of `line`, broken over two lines? */
static bool continues(const struct spec_line *line, const struct spec_line *next) {
    return line && next && !next->bullet && !next->after_gap && next->heading == HEADING_NONE &&
           line->bullet && starts_lower(next->text) && !span_ends(line->text, ".");
}

/* Is `next` a sub-item of the item `line`? Behind a colon another bullet tells that as well as
 * an indent does, and an indent without a bullet, too. */
static bool is_child(const struct spec_line *line, const struct spec_line *next) {
    if (!line || !next || is_need(next)) {
        return false;
    }
    bool colon = span_ends(line->text, ":");
    bool indented = next->indent > line->indent;
    if (!next->bullet) {
        return colon && indented && next->heading == HEADING_NONE;
    }
    bool other = colon && line->sign && next->sign && next->sign != line->sign &&
                 line->heading == HEADING_NONE;
    return !line->bullet || next->nested || indented || other;
}

/* Takes the item at `walk->at`, with its sub-items where `with_children`. */
static void take_item(struct walk *walk, bool with_children) {
    struct person_spec *spec = walk->spec;
    const struct spec_line *line = line_at(walk, walk->at);
    const char *parent = line_text(walk, line);
    struct strings children = {NULL, 0};
    const struct spec_line *next = line_at(walk, ++walk->at);
    bool joined = false;
    while (continues(line, next) || is_joint(next) || (joined && next)) {
        joined = is_joint(next);
        parent =
            arena_printf(spec->arena, "%s %s", parent ? parent : "", line_text(walk, next));
        next = line_at(walk, ++walk->at);
    }
    while (with_children && is_child(line, next)) {
        strings_push(spec->arena, &children, line_text(walk, next));
        next = line_at(walk, ++walk->at);
    }
    person_spec_parts(spec, parent ? parent : "", &children);
}

/* "Experience in one of the following:" goes on in the list behind it. */
static bool leads_on(struct span text) {
    struct span bare = bullet_trim(span_part(text, 0, text.len - 1));
    size_t from = bare.len;
    while (from > 0 && bare.at[from - 1] != ' ') {
        from--;
    }
    return span_ends(text, ":") && from > 0 &&
           words_find(NULL, &fields_spec_words, "lead", span_part(bare, from, SIZE_MAX));
}

/* Does a list stand behind a line in a block that names its need, and belong to it? It does
 * where the line leads on, and where it is indented deeper than the line. */
static bool heads_sub_items(const struct walk *walk, const struct spec_line *line,
                            const struct spec_line *next) {
    bool known = walk->spec->need == NEED_ESSENTIAL || walk->spec->need == NEED_DESIRABLE;
    bool first = walk->bullets || walk->spec->group;
    return known && is_child(line, next) && line->heading == HEADING_NONE &&
           (leads_on(line->text) ||
            (first && span_ends(line->text, ":") && next->indent > line->indent));
}

/* "You will have:" leads into the criteria and is none. */
static bool is_intro(struct span text) {
    struct span word;
    return next_word(&text, &word) && words_find(NULL, &fields_spec_words, "intro", word);
}

/* The longest unknown category heading, in words: "Communication and relationship skills". */
enum { GROUP_WORDS_MAX = 7 };

static bool is_short(struct span text) {
    int words = 0;
    struct span word;
    while (next_word(&text, &word)) {
        words++;
    }
    return words <= GROUP_WORDS_MAX;
}

/* Is this line, which a need heading follows, a category of the employer's own? In a block of
 * bare lines it may be the last criterion instead: where needs stand above categories, and
 * before "Desirable", which has its category already. */
static bool heads_needs(const struct walk *walk, const struct spec_line *line,
                        const struct spec_line *next) {
    bool known = walk->spec->need == NEED_ESSENTIAL || walk->spec->need == NEED_DESIRABLE;
    bool bare_block = known && !walk->bullets;
    return next && is_need(next) && !next->bullet && is_short(line->text) &&
           !span_ends(line->text, ".") &&
           !(bare_block && (walk->need_first || next->need == NEED_DESIRABLE));
}

/* A line without bullet that is no heading we know: the parent of sub-items, a category of the
 * employer's own, a criterion, or an employer's sentence. */
static void take_bare(struct walk *walk) {
    const struct spec_line *line = line_at(walk, walk->at);
    const struct spec_line *next = line_at(walk, walk->at + 1);
    bool known = walk->spec->need == NEED_ESSENTIAL || walk->spec->need == NEED_DESIRABLE;
    bool colon = span_ends(line->text, ":");
    bool heads_list = next && next->bullet && !span_ends(line->text, ".");
    enum need own = NEED_NONE;
    if (take_need_label(line->text, &own).at != line->text.at) {
        take_item(walk, false); /* "Essential: NVQ level 2" */
    } else if (is_intro(line->text) && (colon || !known)) {
        walk->at++;
    } else if (heads_needs(walk, line, next)) {
        take_group(walk, line);
    } else if (heads_sub_items(walk, line, next)) {
        take_item(walk, true);
    } else if (heads_list && known && colon && !walk->bullets && walk->spec->group) {
        take_item(walk, true);
    } else if (heads_list && is_short(line->text)) {
        take_group(walk, line);
    } else if ((known || walk->spec->group) && !walk->bullets) {
        take_item(walk, false);
    } else {
        walk->at++;
    }
}

/* "We look forward to hearing from you.": a sentence behind criteria that speaks to applicants.
 */
static bool is_closing(const struct walk *walk, const struct spec_line *line) {
    bool sentence = span_ends(line->text, ".") || span_ends(line->text, "!");
    if (!sentence || line->bullet || walk->spec->vacancy->criterion_count == 0) {
        return false;
    }
    struct words_row row;
    const char *plain = lexicon_plain(walk->spec->arena, line->text);
    return words_begin(&row, &fields_spec_words, "closing", span_trim(span_of(plain)));
}

static void take_line(struct walk *walk) {
    const struct spec_line *line = line_at(walk, walk->at);
    if (is_need(line)) {
        take_need(walk, line);
    } else if (line->heading == HEADING_SKIP) {
        walk->at++;
    } else if (line->bullet) {
        walk->bullets = true;
        take_item(walk, true);
    } else if (line->heading == HEADING_GROUP) {
        take_group(walk, line);
    } else {
        take_bare(walk);
    }
}

/* "Safeguarding" ends the specification, unless needs stand under it. */
static bool ends_here(const struct walk *walk) {
    const struct spec_line *line = line_at(walk, walk->at);
    return is_closing(walk, line) || (line->heading == HEADING_END && !line->bullet &&
                                      !is_need(line_at(walk, walk->at + 1)));
}

/* Does any item end with "(E)"? */
static bool has_letters(const struct spec_lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        struct span text = lines->at[i].text;
        if (span_ends(text, " (E)") || span_ends(text, " [E]")) {
            return true;
        }
    }
    return false;
}

void person_spec_lines(struct person_spec *spec, const struct strings *lines) {
    struct walk walk = {.spec = spec, .lines = read_lines(spec, lines)};
    walk.in_need = spec->need == NEED_ESSENTIAL || spec->need == NEED_DESIRABLE;
    walk.bullets = spec->listed;
    walk.need_first = walk.in_need && !spec->group;
    spec->letters = spec->letters || has_letters(&walk.lines);
    while (walk.at < walk.lines.count && !ends_here(&walk)) {
        take_line(&walk);
    }
}
