/* cli/interview_answer.c - what somebody typed becomes a value of a candidate file
 * SPDX-License-Identifier: MIT
 */
#include "cli/interview_answer.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "schema/vacancy.h"

static bool is_one(struct span text, const char *words) {
    struct span rest = span_of(words);
    for (struct span word; span_next_piece(&rest, '|', &word);) {
        if (span_equal_nocase(text, word)) {
            return true;
        }
    }
    return false;
}

static bool is_yes(struct span text) {
    return is_one(text,
                  "y|yes|yes.|yeah|yep|i do|i have|yes i do|yes, i do|yes i have|yes, i have|"
                  "yes i can|yes, i can|i can|held|of course|sure");
}

static bool is_no(struct span text) {
    return is_one(text,
                  "n|no|no.|nope|none|nothing|never|not really|not yet|no i don't|no, i don't|"
                  "no i do not|no, i do not|i don't|i do not|no i haven't|no, i haven't|"
                  "i haven't|no i can't|no, i can't|n/a|no more|no idea");
}

static const char *as_yes_no(struct arena *arena, const char *text) {
    struct span span = span_of(text);
    (void)arena;
    return is_yes(span) ? "yes" : is_no(span) ? "no" : text;
}

static const char *as_proof(struct arena *arena, const char *text) {
    struct span span = span_of(text);
    (void)arena;
    return is_yes(span) ? "" : is_no(span) ? NULL : text;
}

/* ---- lengths: "2 years 6 months" ---- */

enum { MONTHS_OF_YEAR = 12, NUMBER_MAX = 10000 };

/* The months that a unit stands for; 0: none. */
static uint64_t unit_months(struct span unit) {
    return is_one(unit, "year|years|yr|yrs|y")       ? MONTHS_OF_YEAR
           : is_one(unit, "month|months|mth|mths|m") ? 1
                                                     : 0;
}

static const char *as_length(struct arena *arena, const char *text) {
    struct span rest = span_of(text);
    uint64_t months = 0;
    struct span word;
    while (span_next_piece(&rest, ' ', &word)) {
        uint64_t number = is_one(word, "a|one") ? 1 : 0;
        struct span unit = {0};
        if (is_one(word, "and")) {
            continue;
        }
        if ((!number && !span_number(word, NUMBER_MAX, &number)) ||
            !span_next_piece(&rest, ' ', &unit) || unit_months(unit) == 0) {
            return text;
        }
        months += number * unit_months(unit);
    }
    return months > 0 ? arena_printf(arena, "%llu", (unsigned long long)months) : text;
}

/* ---- months: "March 2022", "3/2022" ---- */

/* 1 to 12; 0: none. */
static uint64_t month_of(struct span word) {
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    uint64_t number = 0;
    if (span_number(word, MONTHS_OF_YEAR, &number)) {
        return number;
    }
    for (size_t i = 0; word.len >= 3 && i < sizeof names / sizeof *names; i++) {
        if (span_equal_nocase(span_part(span_of(names[i]), 0, word.len), word)) {
            return i + 1;
        }
    }
    return 0;
}

static const char *as_month(struct arena *arena, const char *text) {
    struct span span = span_of(text);
    size_t split = 0;
    uint64_t year = 0;
    while (split < span.len && span.at[split] != ' ' && span.at[split] != '/') {
        split++;
    }
    uint64_t month = month_of(span_part(span, 0, split));
    bool has_year = span_number(span_part(span, split + 1, SIZE_MAX), 9999, &year);
    if (is_one(span, "today|still|ongoing|present")) {
        return "now";
    }
    return month && has_year ? arena_printf(arena, "%04llu-%02llu", (unsigned long long)year,
                                            (unsigned long long)month)
                             : text;
}

/* ---- text ---- */

/* A key of the file: no sign of the file's own in it. */
static const char *as_skill(struct arena *arena, const char *text) {
    char *copy = arena_copy_text(arena, text);
    for (char *at = copy; at && *at; at++) {
        *at = *at == '=' || *at == '[' || *at == ']' || *at == ';' || *at == '#' ? ' ' : *at;
    }
    const char *folded = copy ? utf8_fold_copy(arena, span_of(copy)) : NULL;
    return folded && *folded ? folded : NULL;
}

/* " ;" begins a comment behind most values. Examples may hold it. */
static const char *without_comment(struct arena *arena, const struct question *question,
                                   const char *text) {
    bool may_hold = strcmp(question->section, "skills") == 0 ||
                    (question->key && strcmp(question->key, "evidence") == 0);
    char *copy = arena_copy_text(arena, text);
    for (char *at = copy; !may_hold && at && *at; at++) {
        *at = *at == ';' ? ',' : *at;
    }
    return copy;
}

static const char *as_text(struct arena *arena, const char *text) {
    (void)arena;
    return text;
}

/* "None" where something was asked for by its name ends the list. */
static const char *as_name(const struct question *question, const char *text) {
    return question->opens && is_no(span_of(text)) ? NULL : text;
}

/* ---- numbers and lists in plain words ---- */

/* Pounds an hour to pounds a year: 37.5 hours a week, 365/7 weeks. Below this it is an hour. */
enum { HOURLY_MAX = 100, YEAR_TIMES = 375 * 365, YEAR_PARTS = 10 * 7 * 100, PENCE = 100 };

static bool is_number(struct span word) {
    for (size_t i = 0; i < word.len; i++) {
        if (!ascii_is_digit(word.at[i]) && word.at[i] != '.') {
            return false;
        }
    }
    return word.len > 0 && ascii_is_digit(word.at[0]);
}

/* The text's numbers, with `between` between them; NULL: it has a word that is not known. */
static const char *numbers_of(struct arena *arena, const char *text, const char *known,
                              const char *between, size_t most) {
    char *copy = arena_copy_text(arena, text);
    const char *out = NULL;
    size_t count = 0;
    for (char *at = copy; at && *at; at++) {
        *at = *at == '-' || *at == ',' || *at == '/' ? ' ' : *at;
    }
    struct span rest = span_of(copy ? copy : "");
    for (struct span word; span_next_piece(&rest, ' ', &word);) {
        if (is_number(word)) {
            out = arena_printf(arena, "%s%s%.*s", out ? out : "", out ? between : "",
                               SPAN_FMT(word));
            count++;
        } else if (word.len > 0 && !is_one(word, known)) {
            return NULL;
        }
    }
    return count <= most ? out : NULL;
}

static const char *as_miles(struct arena *arena, const char *text) {
    const char *miles = numbers_of(
        arena, text, "mile|miles|about|up|to|around|within|or|so|at|most|max", "", 1);
    return miles ? miles : text;
}

static const char *as_hours(struct arena *arena, const char *text) {
    const char *hours =
        numbers_of(arena, text, "hour|hours|hrs|a|per|week|about|between|to|and|or", "-", 2);
    return hours ? hours : text;
}

/* All bands from one up to another, in the order of the vocabulary. */
static unsigned bands_between(int low, int high) {
    unsigned set = 0;
    for (int band = low; band <= high; band++) {
        set |= 1u << band;
    }
    return set;
}

/* The text with its dashes as words, and its other joints as spaces. */
static const char *with_dashes_apart(struct arena *arena, const char *text) {
    struct buf out;
    buf_init(&out, (size_t)1024 * 1024);
    struct span rest = span_of(text);
    for (size_t i = 0; i < rest.len; i++) {
        const bool is_dash = span_starts(span_part(rest, i, 3), "\xE2\x80\x93");
        if (is_dash || rest.at[i] == '-') {
            buf_put_text(&out, " to ");
            i += is_dash ? 2 : 0;
        } else {
            buf_put_char(&out, rest.at[i] == ',' || rest.at[i] == '/' ? ' ' : rest.at[i]);
        }
    }
    const char *apart = arena_copy(arena, buf_span(&out));
    buf_fini(&out);
    return apart;
}

/* The bands of "2, 3 or 5-8a"; 0: it has a word that is not known. */
static unsigned bands_of(const char *text) {
    struct span rest = span_of(text);
    unsigned set = 0;
    int last = 0; /* where a range would begin */
    bool is_range = false;
    for (struct span word; span_next_piece(&rest, ' ', &word);) {
        if (word.len == 0 || is_one(word, "band|bands|from|or|and|&")) {
            continue;
        }
        const int band = vocab_value(&vocab_band, word);
        if (is_range && band && band < last) {
            return 0;
        }
        if (band) {
            set |= bands_between(is_range && last ? last : band, band);
            last = band;
            is_range = false;
        } else if (is_one(word, "to") && last) {
            is_range = true;
        } else {
            return 0;
        }
    }
    return is_range ? 0 : set;
}

static const char *as_bands(struct arena *arena, const char *text) {
    const char *apart = with_dashes_apart(arena, text);
    const unsigned set = apart ? bands_of(apart) : 0;
    const char *out = NULL;
    for (size_t band = 1; band < vocab_band.count; band++) {
        if (set & 1u << band) {
            out = arena_printf(arena, "%s%s%s", out ? out : "", out ? ", " : "",
                               vocab_band.names[band]);
        }
    }
    return out ? out : text;
}

/* "part time or nights": "part_time, nights". */
static const char *as_list(struct arena *arena, const char *text) {
    struct span rest = span_of(text);
    const char *out = NULL;
    bool joins = false; /* within a name */
    for (struct span word; span_next_piece(&rest, ' ', &word);) {
        if (is_one(word, "or|and|&")) {
            joins = false;
            continue;
        }
        bool ends = word.len > 0 && word.at[word.len - 1] == ',';
        word.len -= ends;
        if (word.len > 0) {
            out = arena_printf(arena, "%s%s%.*s", out ? out : "",
                               !out    ? ""
                               : joins ? "_"
                                       : ", ",
                               SPAN_FMT(word));
        }
        joins = !ends && word.len > 0;
    }
    return out ? out : text;
}

/* Pence; whatever is no sum of money, or of more than so many pounds, is 0. */
static uint64_t pence_of(const char *number, uint64_t most) {
    struct span span = span_of(number);
    size_t point = span_find(span, SPAN("."), 0);
    uint64_t pounds = 0;
    uint64_t pence = 0;
    struct span part = {NULL, 0};
    if (point != SIZE_MAX) {
        part = span_part(span, point + 1, SIZE_MAX);
    }
    if (!span_number(span_part(span, 0, point), most, &pounds) || part.len > 2 ||
        (part.len > 0 && !span_number(part, PENCE - 1, &pence))) {
        return 0;
    }
    return pounds * PENCE + (part.len == 1 ? pence * 10 : pence);
}

/* "24k", "24.5k": thousands. @return what is left of the word */
static struct span without_thousand(bool *is_thousand, struct span word) {
    const bool has = word.len > 1 && ascii_lower(word.at[word.len - 1]) == 'k';
    *is_thousand = *is_thousand || has;
    return has ? span_part(word, 0, word.len - 1) : word;
}

/* The one number of a sum that somebody typed. NULL: it has a word that is not known. */
static const char *sum_of(struct arena *arena, bool *is_thousand, const char *text) {
    struct span rest = span_of(text);
    const char *sum = NULL;
    *is_thousand = false;
    for (struct span word; span_next_piece(&rest, ' ', &word);) {
        word = span_starts(word, "£") ? span_part(word, strlen("£"), SIZE_MAX) : word;
        struct span number = without_thousand(is_thousand, word);
        if (!sum && number.len > 0 && ascii_is_digit(number.at[0])) {
            sum = arena_copy(arena, number);
        } else if (is_one(word, "k|thousand")) {
            *is_thousand = true;
        } else if (word.len > 0 &&
                   !is_one(word, "an|a|per|hour|hourly|p|h|hr|year|yr|annum|pa|p.a.|pound|"
                                 "pounds|about|at|least")) {
            return NULL;
        }
    }
    return sum;
}

/* What is below a hundred pounds can only be an hour's, unless it is thousands. */
static const char *as_pay(struct arena *arena, const char *text) {
    enum { THOUSAND = 1000, THOUSANDS_MAX = 999 };
    bool is_thousand = false;
    const char *sum = sum_of(arena, &is_thousand, text);
    const uint64_t pence =
        sum ? pence_of(sum, is_thousand ? THOUSANDS_MAX : HOURLY_MAX - 1) : 0;
    if (pence == 0) {
        return sum && !is_thousand ? sum : text;
    }
    const uint64_t pounds =
        is_thousand ? pence * THOUSAND / PENCE : pence * YEAR_TIMES / YEAR_PARTS;
    return arena_printf(arena, "%llu", (unsigned long long)pounds);
}

static const char *as_status(struct arena *arena, const char *text) {
    struct span span = span_of(text);
    (void)arena;
    return is_yes(span) ||
                   is_one(span, "i hold it|i have it|have it|got it|i got it|i've got it|"
                                "i have got it|passed|passed it|done|completed|finished")
               ? "held"
           : is_one(span,
                    "working towards|working towards it|i am working towards it|studying|"
                    "studying it|doing it|doing it now|in progress|under way|not finished")
               ? "working_towards"
           : is_one(
                 span,
                 "willing|i am willing|take it up|i would take it up|i would|would take it up|"
                 "would do it|would")
               ? "willing"
               : text;
}

/* ---- answers of a closed list ---- */

/* A word of the file as people write it. */
static void put_plain(struct buf *out, struct span word) {
    for (size_t i = 0; i < word.len; i++) {
        buf_put_char(out, word.at[i] == '_' ? ' ' : word.at[i]);
    }
}

static void put_choices(struct buf *out, const struct vocab *vocab) {
    bool is_first = true;
    for (size_t i = 1; i < vocab->count; i++) {
        if (vocab->names[i]) {
            buf_put_text(out, is_first ? " " : ", ");
            put_plain(out, span_of(vocab->names[i]));
            is_first = false;
        }
    }
}

/* The nearest of the file's words; NULL: none is near. */
static const char *nearest_of(const struct vocab *vocab, struct span word) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *text = arena_copy(&arena, word);
    const char *nearest = text ? nearest_name(text, vocab->names, vocab->count) : NULL;
    arena_fini(&arena);
    return nearest;
}

bool interview_put_unknown(struct buf *out, const struct question *question,
                           const char *value) {
    struct span rest = span_of(value);
    for (struct span piece; question->vocab && span_next_piece(&rest, ',', &piece);) {
        const struct span word = span_trim(piece);
        if (word.len == 0 || vocab_value(question->vocab, word)) {
            continue;
        }
        const char *nearest = nearest_of(question->vocab, word);
        buf_put_char(out, '"');
        put_plain(out, word);
        buf_put_text(out, "\" is none of these:");
        put_choices(out, question->vocab);
        buf_put_text(out, nearest ? ". Did you mean \"" : ".");
        put_plain(out, span_of(nearest));
        buf_put_text(out, nearest ? "\"?" : NULL);
        return true;
    }
    return false;
}

bool interview_needs_name(const struct question *question, struct span line) {
    return question->opens && is_one(line, "y|yes|yes.|yeah|yep|yes i do|yes, i do|i do");
}

bool interview_says_back(const struct question *question) {
    return question->form == ANSWER_PAY || question->form == ANSWER_HOURS ||
           question->form == ANSWER_BANDS || question->form == ANSWER_MILES;
}

const char *interview_answer(struct arena *arena, const struct question *question,
                             struct span line) {
    static const char *(*const forms[])(struct arena * arena, const char *text) = {
        [ANSWER_TEXT] = as_text,   [ANSWER_YES_NO] = as_yes_no, [ANSWER_LENGTH] = as_length,
        [ANSWER_MONTH] = as_month, [ANSWER_PROOF] = as_proof,   [ANSWER_SKILL] = as_skill,
        [ANSWER_MILES] = as_miles, [ANSWER_HOURS] = as_hours,   [ANSWER_BANDS] = as_bands,
        [ANSWER_LIST] = as_list,   [ANSWER_PAY] = as_pay,       [ANSWER_STATUS] = as_status};
    const char *text = utf8_fold_copy(arena, line);
    if (!text || !*text) {
        return NULL;
    }
    const char *plain = without_comment(arena, question, text);
    plain = plain ? as_name(question, plain) : NULL;
    return plain ? forms[question->form](arena, plain) : NULL;
}
