/* pipeline/same_post.c - is an advert on one board the same post as one on another?
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/same_post.h"

#include "base/buf.h"
#include "pipeline/same_post_words.h"

enum {
    NUMBER_DIGITS = 7,  /* of a Trac number; ids that are shorter are in many a reference */
    DAYS_APART_MAX = 14 /* boards follow one another within days, and an extension is a week or
                           two */
};

/* ---- rank ---- */

static const int ranks[SOURCE_COUNT] = {
    [SOURCE_NHSJOBS] = 5, [SOURCE_TRAC] = 4,       [SOURCE_FINDAJOB] = 3, [SOURCE_JOBTRAIN] = 3,
    [SOURCE_HSCNI] = 3,   [SOURCE_JOBPOSTING] = 2, [SOURCE_TEXT] = 1,
};

int same_post_rank(enum source a, enum source b) { return ranks[a] - ranks[b]; }

/* ---- texts ---- */

/* The next character that counts, from `*at` on: small, white space passed over; '\0' at the
 * end. */
static char next_counting(struct span span, size_t *at) {
    while (*at < span.len && ascii_is_space(span.at[*at])) {
        (*at)++;
    }
    return *at < span.len ? ascii_lower(span.at[(*at)++]) : '\0';
}

static bool equal_without_space(struct span a, struct span b) {
    size_t at = 0;
    size_t bt = 0;
    char c = '\0';
    char d = '\0';
    do {
        c = next_counting(a, &at);
        d = next_counting(b, &bt);
    } while (c == d && c != '\0');
    return c == d;
}

/* Runs of white space are one blank: "Invented  Trust" is "invented trust", and "In vented" is
 * another. */
static bool next_word(struct span *rest, struct span *word) {
    size_t len = 0;
    *rest = span_trim(*rest);
    while (len < rest->len && !ascii_is_space(rest->at[len])) {
        len++;
    }
    *word = span_part(*rest, 0, len);
    *rest = span_part(*rest, len, rest->len);
    return len > 0;
}

static bool is_same_employer(const char *a, const char *b) {
    struct span a_rest = span_of(a);
    struct span b_rest = span_of(b);
    struct span a_word;
    struct span b_word;
    bool more = next_word(&a_rest, &a_word);
    bool said = more;
    while (more) {
        if (!next_word(&b_rest, &b_word) || !span_equal_nocase(a_word, b_word)) {
            return false;
        }
        more = next_word(&a_rest, &a_word);
    }
    return said && !next_word(&b_rest, &b_word);
}

static size_t count_digits(struct span span) {
    size_t count = 0;
    while (count < span.len && ascii_is_digit(span.at[count])) {
        count++;
    }
    return count;
}

/* ---- numbers ---- */

/* No letter or digit before it, no digit behind: letters may follow, as in "7601114CPR". */
static bool has_number(struct span text, struct span number) {
    size_t at = span_find(text, number, 0);
    for (; at != SIZE_MAX; at = span_find(text, number, at + 1)) {
        size_t end = at + number.len;
        if ((at == 0 || !ascii_is_alnum(text.at[at - 1])) &&
            (end == text.len || !ascii_is_digit(text.at[end]))) {
            return true;
        }
    }
    return false;
}

/* Two ids that are the same number are two boards' counting, and no naming. */
static bool is_number_in(const char *id, const char *other_id, const char *reference) {
    struct span number = span_of(id);
    struct span other = span_of(other_id);
    return same_post_is_number(number) &&
           (has_number(span_of(reference), number) ||
            (count_digits(other) != other.len && has_number(other, number)));
}

/* ---- references ---- */

/* Behind "NUMBER/": as Find a job prints what Trac fed. Else the whole. */
static struct span without_number(struct span reference) {
    size_t digits = count_digits(reference);
    return digits >= NUMBER_DIGITS && digits < reference.len && reference.at[digits] == '/'
               ? span_part(reference, digits + 1, reference.len)
               : reference;
}

static bool is_same_reference(struct span a, struct span b) {
    return same_post_is_telling(a) && equal_without_space(a, b);
}

/* "380-NK175-A" and C9380-25-0471. */
static bool is_employers_number(struct span reference, const char *id) {
    enum { CODE_DIGITS = 3 };
    static const char front[] = "C9";
    struct span whole = span_of(id);
    struct span code = span_part(whole, sizeof front - 1, CODE_DIGITS);
    struct span behind = span_part(whole, sizeof front - 1 + CODE_DIGITS, 1);
    size_t digits = count_digits(reference);
    return span_starts_nocase(whole, front) && count_digits(code) == CODE_DIGITS &&
           (behind.len == 0 || span_is(behind, "-")) && digits == CODE_DIGITS &&
           span_is(span_part(reference, digits, 1), "-") &&
           span_equal(span_part(reference, 0, digits), code);
}

/* Does the employer's number in Trac, with which the one's reference begins, stand in the id of
 * the other, or its own? */
static bool is_employers_code(const struct vacancy *vacancy, const struct namesake *other) {
    struct span a = without_number(span_trim(span_of(vacancy->reference)));
    struct span b = without_number(span_trim(span_of(other->reference)));
    return is_employers_number(a, vacancy->id) || is_employers_number(a, other->id) ||
           is_employers_number(b, vacancy->id) || is_employers_number(b, other->id);
}

static bool is_named_alike(const struct vacancy *vacancy, const struct namesake *other) {
    struct span a = without_number(span_trim(span_of(vacancy->reference)));
    struct span b = without_number(span_trim(span_of(other->reference)));
    return is_same_reference(a, b) && (is_same_employer(vacancy->employer, other->employer) ||
                                       is_employers_code(vacancy, other));
}

static bool is_numbered_alike(const struct vacancy *vacancy, const struct namesake *other) {
    return (is_number_in(vacancy->id, other->id, other->reference) ||
            is_number_in(other->id, vacancy->id, vacancy->reference)) &&
           (!same_post_employers_differ(vacancy->employer, other->employer) ||
            is_employers_code(vacancy, other));
}

/* ---- the rule ---- */

static bool has_a_name(enum source source, const char *id, const char *reference) {
    return source == SOURCE_TEXT ? id && reference : id || reference;
}

enum same_post_by same_post(const struct vacancy *vacancy, const struct namesake *other) {
    if (!has_a_name(vacancy->source, vacancy->id, vacancy->reference) ||
        !has_a_name(other->name.source, other->id, other->reference) ||
        vacancy->source == other->name.source) {
        return SAME_POST_NOT;
    }
    return is_numbered_alike(vacancy, other) ? SAME_POST_BY_NUMBER
           : is_named_alike(vacancy, other)  ? SAME_POST_BY_REFERENCE
                                             : SAME_POST_NOT;
}

static bool is_behind(struct date posted, struct date closes) {
    return !date_is_none(posted) && !date_is_none(closes) && date_compare(posted, closes) > 0;
}

static bool is_far_apart(struct date a, struct date b) {
    if (date_is_none(a) || date_is_none(b)) {
        return false;
    }
    int64_t apart = date_to_days(a) - date_to_days(b);
    return apart > DAYS_APART_MAX || apart < -DAYS_APART_MAX;
}

/* Where both boards print the employer, a number is enough. */
static bool needs_agreement(const struct vacancy *a, const struct vacancy *b,
                            enum same_post_by by) {
    return by != SAME_POST_BY_NUMBER || !a->employer || !b->employer;
}

bool same_post_agrees(const struct vacancy *a, const struct vacancy *b, enum same_post_by by) {
    return !is_behind(a->posted, b->closes) && !is_behind(b->posted, a->closes) &&
           (by == SAME_POST_BY_NUMBER || !is_far_apart(a->closes, b->closes)) &&
           !(needs_agreement(a, b, by) && same_post_is_elsewhere(a, b));
}

/* ---- the search ---- */

struct quest {
    struct store *store;
    struct arena *arena;
    const struct vacancy *vacancy;
    struct namesake *met; /* rows found, each once */
    size_t count;
};

static bool is_met(const struct quest *quest, int64_t row) {
    for (size_t i = 0; i < quest->count; i++) {
        if (quest->met[i].row == row) {
            return true;
        }
    }
    return false;
}

static enum err weigh(struct quest *quest, const struct namesake *other, struct diag *diag) {
    struct stored known = {0};
    bool found = false;
    enum same_post_by by = same_post(quest->vacancy, other);
    if (is_met(quest, other->row) || by == SAME_POST_NOT) {
        return ERR_NONE;
    }
    enum err err =
        store_vacancy_known(quest->store, quest->arena, &other->name, &known, &found, diag);
    if (!err && found && same_post_agrees(quest->vacancy, &known.vacancy, by)) {
        ARENA_PUSH(quest->arena, quest->met, quest->count, *other);
    }
    return err;
}

static enum err ask(struct quest *quest, const char *reference, const char *id,
                    struct diag *diag) {
    struct namesake *others = NULL;
    size_t count = 0;
    enum err err = reference || id
                       ? store_namesakes(quest->store, quest->arena, quest->vacancy->source,
                                         reference, id, &others, &count, diag)
                       : ERR_NONE;
    for (size_t i = 0; !err && i < count; i++) {
        err = weigh(quest, &others[i], diag);
    }
    return err;
}

/* The numbers within a name: another board's id may be one of them. */
static enum err ask_numbers(struct quest *quest, const char *name, struct diag *diag) {
    struct span text = span_of(name);
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < text.len;) {
        size_t digits = count_digits(span_part(text, i, text.len));
        if (digits >= NUMBER_DIGITS && digits < text.len) {
            const char *number =
                arena_printf(quest->arena, "%.*s", SPAN_FMT(span_part(text, i, digits)));
            err = number ? ask(quest, NULL, number, diag) : arena_check(quest->arena, diag);
        }
        i += digits > 0 ? digits : 1;
    }
    return err;
}

static enum err ask_rest(struct quest *quest, struct diag *diag) {
    struct span whole = span_trim(span_of(quest->vacancy->reference));
    struct span rest = without_number(whole);
    if (rest.len == whole.len || rest.len == 0) {
        return ERR_NONE;
    }
    const char *reference = arena_printf(quest->arena, "%.*s", SPAN_FMT(rest));
    return reference ? ask(quest, reference, NULL, diag) : arena_check(quest->arena, diag);
}

enum err same_post_find(struct namesake *out, size_t *count, struct arena *arena,
                        struct store *store, const struct vacancy *vacancy, struct diag *diag) {
    struct quest quest = {.store = store, .arena = arena, .vacancy = vacancy};
    enum err err = ERR_NONE;
    if (has_a_name(vacancy->source, vacancy->id, vacancy->reference)) {
        err = ask(&quest, vacancy->reference, vacancy->id, diag);
        /* What another board's reference begins with "NUMBER/", it is found by as a part. */
        err = err ? err : ask(&quest, NULL, vacancy->reference, diag);
        err = err ? err : ask_rest(&quest, diag);
        err = err ? err : ask_numbers(&quest, vacancy->reference, diag);
        err = err ? err : ask_numbers(&quest, vacancy->id, diag);
        err = err ? err : arena_check(arena, diag);
    }
    if (!err) {
        *count = quest.count;
        if (quest.count > 0) {
            *out = quest.met[0];
        }
    }
    return err;
}
