/* matcher/qualification_scan.c - the phrases of a text that name qualifications
 * SPDX-License-Identifier: MIT
 *
 * A phrase grows word by word: names ("NVQ", "GCSE"), levels ("level 2 or 3", "L2"), subjects,
 * and small words between them. Another word ends it. What the words add up to decides whether
 * it names a qualification at all: "level 2" alone may be a level of anything.
 */
#include <string.h>

#include "matcher/qualification_private.h"
#include "matcher/rules_private.h"

enum { SUBJECTS_MAX = 8, LEVEL_MAX = 8, SCQF_MAX = 12, SLUG_WORDS_MAX = 4 };

/* The subject that all school subjects are parts of, and the level of school certificates. */
#define SCHOOL_SUBJECT "general_education"
enum { SCHOOL_LEVEL_MAX = 2 };

/* What stood between the last part and this word. */
enum joint { JOINT_NONE = 0, JOINT_AND, JOINT_OR, JOINT_COMMA };

struct subject_part {
    const char *id;
    enum joint joint; /* to the subject before it */
};

/* The phrase being read. */
struct phrase {
    bool open;
    bool named;    /* has a name that is a qualification by itself */
    bool numbered; /* has a framework's name: numbers behind it are levels */
    bool noun;     /* has "diploma", "qualification", ... */
    bool levelled; /* has "level 2" */
    int level;
    int fixed_level;         /* that of the name, where no level is printed */
    const char *certificate; /* a name that is its own subject */
    struct subject_part subjects[SUBJECTS_MAX];
    size_t subject_count;
    enum joint joint;        /* since the last part */
    enum joint joint_before; /* to the phrase before it, where only small words part them */
    bool set_off;            /* a comma or bracket since the last part */
    size_t from;
    size_t to; /* behind the last part */
};

struct scan {
    struct arena *arena;
    const struct rules *rules;
    const struct tokens *tokens;
    const bool *masked;
    struct qualification_hits *out;
    struct phrase phrase;
    /* Subjects in front of a name: "English and maths GCSE". */
    struct phrase before;
    struct phrase last; /* the qualification before */
    bool bare_levels;   /* "level 3" alone is a qualification here */
};

static struct phrase phrase_none(void) {
    return (struct phrase){.level = LEVEL_NONE, .fixed_level = LEVEL_NONE};
}

/* ---- closing a phrase ------------------------------------------------------------------ */

/* Subjects that others of the list contain say nothing more: "health, care or social care". */
static bool is_contained(const struct scan *scan, const struct phrase *phrase, size_t index) {
    const struct ontology *ontology = &scan->rules->subjects;
    const struct concept_row *row = ontology_row(ontology, phrase->subjects[index].id);
    for (size_t i = 0; i < phrase->subject_count && row; i++) {
        const struct concept_row *other = ontology_row(ontology, phrase->subjects[i].id);
        bool same = other == row;
        if (other && i != index && (same ? i < index : ontology_within(ontology, row, other))) {
            return true;
        }
    }
    return false;
}

static int level_of(const struct phrase *phrase) {
    if (phrase->level != LEVEL_NONE) {
        return phrase->level;
    }
    if (phrase->fixed_level == LEVEL_NONE && phrase->numbered) {
        return 2; /* an NVQ without a number: qualification_levels.csv, "NVQ in Care" */
    }
    return phrase->fixed_level;
}

/* A list's commas mean what its last joint means: "in health, housing or advice". */
static enum joint list_joint(const struct scan *scan, const struct phrase *phrase) {
    for (size_t i = phrase->subject_count; i > 1; i--) {
        enum joint joint = phrase->subjects[i - 1].joint;
        if (is_contained(scan, phrase, i - 1)) {
            continue;
        }
        if (joint == JOINT_AND || joint == JOINT_OR) {
            return joint;
        }
    }
    return JOINT_OR;
}

/* "BSc or MSc in occupational therapy": the subject is that of both. School certificates keep
 * theirs: "GCSEs or a diploma in care". */
static void share_subject(struct scan *scan, const struct phrase *phrase) {
    struct qualification_hit *last =
        scan->out->count ? &scan->out->at[scan->out->count - 1] : NULL;
    bool school = last && last->level != LEVEL_NONE && last->level < 4 && !last->vocational;
    if (!last || last->subject || school || phrase->subject_count != 1 ||
        phrase->joint_before != JOINT_OR) {
        return;
    }
    last->subject = phrase->subjects[0].id;
}

static bool is_school_subject(const struct scan *scan, const char *id) {
    const struct ontology *ontology = &scan->rules->subjects;
    const struct concept_row *row = ontology_row(ontology, id);
    const struct concept_row *school = ontology_row(ontology, SCHOOL_SUBJECT);
    return row && school && ontology_within(ontology, row, school);
}

/* "Functional Skills in English and maths, or GCSEs": certificates without a subject, as an
 * alternative to those of school subjects, are in the same. */
static bool takes_over_subjects(const struct scan *scan, const struct phrase *phrase) {
    const struct phrase *last = &scan->last;
    return phrase->joint_before == JOINT_OR && !phrase->subject_count && !phrase->certificate &&
           level_of(phrase) != LEVEL_NONE && level_of(phrase) <= SCHOOL_LEVEL_MAX &&
           last->subject_count > 0 && is_school_subject(scan, last->subjects[0].id);
}

static void emit(struct scan *scan, struct phrase *phrase) {
    bool same = takes_over_subjects(scan, phrase);
    if (same) {
        memcpy(phrase->subjects, scan->last.subjects, sizeof phrase->subjects);
        phrase->subject_count = scan->last.subject_count;
    }
    struct qualification_hit hit = {.level = level_of(phrase),
                                    .subject = phrase->certificate,
                                    .vocational = !phrase->named,
                                    .from = phrase->from,
                                    .to = phrase->to};
    size_t written = 0;
    if (!same) {
        share_subject(scan, phrase);
    }
    for (size_t i = 0; i < phrase->subject_count && !phrase->certificate; i++) {
        if (is_contained(scan, phrase, i)) {
            continue;
        }
        bool both = list_joint(scan, phrase) == JOINT_AND;
        hit.subject = phrase->subjects[i].id;
        hit.alternative = written > 0 && !both;
        hit.and_before = written > 0 && both;
        ARENA_PUSH(scan->arena, scan->out->at, scan->out->count, hit);
        written++;
    }
    if (written == 0) {
        ARENA_PUSH(scan->arena, scan->out->at, scan->out->count, hit);
    }
    scan->last = *phrase;
}

/* Is the phrase one? A level alone is one only at the start of a text or behind another. */
static bool is_qualification(const struct scan *scan, const struct phrase *phrase) {
    if (phrase->named || phrase->numbered) {
        return true;
    }
    if (phrase->noun) {
        return phrase->levelled || phrase->subject_count > 0 || phrase->certificate ||
               phrase->fixed_level != LEVEL_NONE;
    }
    return phrase->levelled && (phrase->subject_count > 0 || phrase->from == 0 ||
                                scan->out->count > 0 || scan->bare_levels);
}

static void phrase_end(struct scan *scan) {
    if (scan->phrase.open && is_qualification(scan, &scan->phrase)) {
        emit(scan, &scan->phrase);
    }
    scan->phrase = phrase_none();
}

/* ---- parts ----------------------------------------------------------------------------- */

/* Opens a phrase at word `at`; subjects that stood right in front are its own. */
static void phrase_begin(struct scan *scan, size_t at) {
    if (scan->phrase.open) {
        return;
    }
    scan->phrase = phrase_none();
    scan->phrase.from = at;
    /* "Experience in care or NVQ 2": what a joint parts from the name is not its subject. */
    if (scan->before.subject_count && scan->before.joint == JOINT_NONE) {
        scan->phrase = scan->before;
    }
    scan->before = phrase_none();
    scan->phrase.open = true;
}

static void add_level(struct phrase *phrase, int level) {
    if (level >= 0 && (phrase->level == LEVEL_NONE || level < phrase->level)) {
        phrase->level = level;
    }
}

static void add_subject(struct phrase *phrase, const char *id) {
    if (phrase->subject_count < SUBJECTS_MAX) {
        phrase->subjects[phrase->subject_count++] = (struct subject_part){id, phrase->joint};
    }
    phrase->joint = JOINT_NONE;
}

/* SCQF numbers on the ladder of the others: qualification_levels.csv. */
static int level_of_scqf(int number) {
    static const int levels[SCQF_MAX + 1] = {LEVEL_NONE, 0, 0, 0, 1, 2, 3, 4, 5, 6, 6, 7, 8};
    return number >= 0 && number <= SCQF_MAX ? levels[number] : LEVEL_NONE;
}

static int roman(struct span word) {
    static const char *const numerals[] = {"i", "ii", "iii", "iv", "v", "vi", "vii"};
    for (size_t i = 0; i < sizeof numerals / sizeof numerals[0]; i++) {
        if (span_is(word, numerals[i])) {
            return (int)i + 1;
        }
    }
    return -1;
}

/* The level that a word is: "2", "two", "ii"; -1: none. What counts something is none:
 * "NVQ 3 and two years". */
static int level_at(const struct scan *scan, size_t at) {
    if (at >= scan->tokens->count ||
        tokens_is_one(scan->tokens, at + 1, "year|yr|yrs|month|week|gcse|hour|day")) {
        return -1;
    }
    const struct token *token = &scan->tokens->at[at];
    int number = rules_number(scan->rules, token);
    number = number < 0 ? roman(token->word) : number;
    return number <= SCQF_MAX ? number : -1;
}

/* A word with its level in one: "nvq2", "l3", "svq2". @return the level, or -1 */
static int glued(struct span word, const char *name) {
    uint64_t number = 0;
    return span_starts(word, name) &&
                   span_number(span_part(word, strlen(name), SIZE_MAX), LEVEL_MAX, &number)
               ? (int)number
               : -1;
}

static bool is_level_word(const struct tokens *tokens, size_t at) {
    return tokens_is_one(tokens, at, "level|lvl|l|lev");
}

/* Behind a comma or bracket stands another alternative: "level 3, or level 2 and two years". */
static bool is_set_off(const struct tokens *tokens, size_t at) {
    return tokens->at[at].gap & (GAP_COMMA | GAP_OPEN);
}

/* Numbers from word `at` on: "2", "2 or 3", "2/3", "2 or level 3", "2 to 4".
 * @return behind the last of them; `at` where there is none */
static size_t read_levels(struct scan *scan, size_t at, bool scqf) {
    const struct tokens *tokens = scan->tokens;
    size_t end = at;
    for (size_t i = at;
         level_at(scan, i) >= 0 && level_at(scan, i) <= (scqf ? SCQF_MAX : LEVEL_MAX);) {
        int level = level_at(scan, i);
        add_level(&scan->phrase, scqf ? level_of_scqf(level) : level);
        end = ++i;
        bool joined =
            i < tokens->count && tokens->at[i].gap & (GAP_SLASH | GAP_HYPHEN | GAP_DASH);
        if (tokens_is_one(tokens, i, "or|to|and") && !is_set_off(tokens, i)) {
            joined = true;
            i++;
        }
        i += is_level_word(tokens, i) ? 1 : 0;
        if (!joined) {
            break;
        }
    }
    return end;
}

/* What goes on behind a level: "or 3", "/3", "or L3". @return behind it; `at`: nothing */
static size_t read_more_levels(struct scan *scan, size_t at) {
    const struct tokens *tokens = scan->tokens;
    bool joined =
        at < tokens->count && tokens->at[at].gap & (GAP_SLASH | GAP_HYPHEN | GAP_DASH);
    bool said = tokens_is_one(tokens, at, "or|to|and") && !is_set_off(tokens, at);
    size_t next = at + (said ? 1 : 0);
    if (next >= tokens->count || (next == at && !joined)) {
        return at;
    }
    int level = glued(tokens->at[next].word, "l");
    if (level >= 0) {
        add_level(&scan->phrase, level);
        return next + 1;
    }
    size_t number = next + (is_level_word(tokens, next) ? 1 : 0);
    size_t end = read_levels(scan, number, false);
    return end > number ? end : at;
}

/* Does "level 2" or "L2" stand at word `at`? */
static bool starts_level(const struct scan *scan, size_t at) {
    return glued(scan->tokens->at[at].word, "l") >= 0 ||
           (is_level_word(scan->tokens, at) && level_at(scan, at + 1) >= 0);
}

/* "level 2", "L2", "levels 2 or 3". @return behind it */
static size_t read_level(struct scan *scan, size_t at) {
    const struct tokens *tokens = scan->tokens;
    int level = glued(tokens->at[at].word, "l");
    bool scqf = scan->phrase.open && at > 0 && tokens_is(tokens, at - 1, "scqf");
    phrase_begin(scan, at);
    scan->phrase.levelled = true;
    if (level < 0) {
        return read_levels(scan, at + 1, scqf);
    }
    add_level(&scan->phrase, level);
    return read_more_levels(scan, at + 1);
}

/* The subjects within a name: "foundation degree in health and social care". */
static void read_inner_subjects(struct scan *scan, size_t at, size_t len) {
    for (size_t i = at; i < at + len;) {
        uint32_t value = 0;
        size_t words = finder_at(&scan->rules->subjects.wordings, scan->tokens, i, &value);
        if (words && i + words <= at + len) {
            add_subject(&scan->phrase, scan->rules->subjects.rows[value].id);
        }
        i += words ? words : 1;
    }
}

/* The name's own level and subject; behind a framework's name the numbers. */
static size_t read_name(struct scan *scan, size_t at, size_t len, const struct rung *rung) {
    struct phrase *phrase = &scan->phrase;
    phrase_begin(scan, at);
    phrase->named = phrase->named || !(rung->numbered || rung->noun || rung->levelled);
    phrase->numbered = phrase->numbered || rung->numbered || rung->levelled;
    phrase->noun = phrase->noun || rung->noun;
    phrase->certificate = rung->subject ? rung->subject : phrase->certificate;
    if (rung->levelled) {
        if (!rung->subject) {
            read_inner_subjects(scan, at, len);
        }
        phrase->levelled = true;
        add_level(phrase, rung->level);
        return read_more_levels(scan, at + len);
    }
    if (rung->level != LEVEL_NONE &&
        (phrase->fixed_level == LEVEL_NONE || rung->level < phrase->fixed_level)) {
        phrase->fixed_level = rung->level;
    }
    if (!rung->subject && !rung->numbered) {
        read_inner_subjects(scan, at, len);
    }
    bool scqf = tokens_is(scan->tokens, at, "scqf");
    return rung->numbered || rung->noun ? read_levels(scan, at + len, scqf) : at + len;
}

/* ---- joining and ending ---------------------------------------------------------------- */

/* May a name or a level at this joint go on with the open phrase? Behind "or" a framework's
 * next level is the same qualification ("NVQ 2 or NVQ 3"); any other name is another one. */
static bool goes_on(const struct phrase *phrase, const struct rung *rung, unsigned gap) {
    /* "Level 3 in childcare or similar (NVQ, BTEC)": the bracket tells of the same. */
    bool gloss = gap & GAP_OPEN && phrase->levelled && rung && (rung->numbered || rung->noun);
    if (phrase->joint == JOINT_NONE || gloss) {
        return true;
    }
    bool vocational = phrase->numbered || phrase->levelled || phrase->noun;
    bool next =
        !rung || rung->numbered || rung->levelled || (rung->noun && rung->level == LEVEL_NONE);
    bool listed = phrase->joint == JOINT_COMMA && rung && rung->numbered && phrase->levelled;
    return (listed || (phrase->joint == JOINT_OR && !phrase->set_off)) && vocational &&
           !phrase->named && next;
}

/* "GCSEs grade D", "GCSE (3-1)": below level 2. */
static size_t read_grades(struct scan *scan, size_t at) {
    const struct tokens *tokens = scan->tokens;
    if (!scan->phrase.named || scan->phrase.fixed_level != 2 ||
        !tokens_is_one(tokens, at, "grade|graded|a|b|c|d|e|f|g|1|2|3|4|5|9")) {
        return at;
    }
    size_t end = at;
    bool low = false;
    bool high = false;
    for (; tokens_is_one(tokens, end, "grade|graded|a|b|c|d|e|f|g|1|2|3|4|5|6|7|8|9|to|or|and");
         end++) {
        high = high || tokens_is_one(tokens, end, "c|4|5");
        low = low || tokens_is_one(tokens, end, "d|e|f|g|3|2|1");
    }
    while (end > at && tokens_is_one(tokens, end - 1, "to|or|and")) {
        end--;
    }
    if (low && !high) {
        add_level(&scan->phrase, 1);
    }
    return end;
}

static enum joint joint_at(const struct tokens *tokens, size_t at) {
    if (tokens_is(tokens, at, "or")) {
        return JOINT_OR;
    }
    return tokens_is_one(tokens, at, "and|plus|including|include|both") ? JOINT_AND
                                                                        : JOINT_NONE;
}

/* Words that may stand inside of a phrase. */
static bool is_filler(const struct tokens *tokens, size_t at) {
    return tokens_is_one(
        tokens, at,
        "in|of|a|an|the|at|to|for|from|with|on|grade|above|below|higher|minimum|relevant|"
        "related|"
        "recognised|similar|good|pass|passe|at|least|full|standard|subject|field|area|part|"
        "appropriate|accredited|formal|vocational|national|intermediate|advanced|any|other|"
        "gained|achieved|attained|completed|held|work|setting|level|entry|equivalent|language|"
        "new|old|pathway|including|plus|type|award|group|option|practice|study|three|two|four|"
        "five|six|1|2|3|4|5|6|following|one|them|course");
}

/* An unknown subject: "Degree in theology". @return behind it */
static size_t read_unknown_subject(struct scan *scan, size_t at) {
    const struct tokens *tokens = scan->tokens;
    struct phrase *phrase = &scan->phrase;
    bool strong = phrase->named || phrase->numbered || phrase->levelled || phrase->noun;
    if (!strong || phrase->subject_count || phrase->certificate || at == 0 ||
        !tokens_is(tokens, at - 1, "in") || tokens->at[at].gap) {
        return at;
    }
    size_t end = at;
    uint32_t value = 0;
    while (end < tokens->count && end < at + SLUG_WORDS_MAX &&
           joint_at(tokens, end) == JOINT_NONE &&
           !tokens_is_one(tokens, end, "with|gained|for|at|by|from") &&
           (end == at || !(tokens->at[end].gap & ~(unsigned)GAP_HYPHEN)) &&
           !(scan->masked && scan->masked[end])) {
        if (finder_at(&scan->rules->subjects.wordings, tokens, end, &value)) {
            return at; /* "in a health related subject": a known one comes */
        }
        end++;
    }
    const char *slug = rules_slug(scan->rules, scan->arena, tokens, at, end);
    if (slug) {
        add_subject(phrase, slug);
    }
    return slug ? end : at;
}

/* An unknown subject in a list: "in peer support, coaching or health care". */
static bool is_listed(const struct scan *scan, size_t at) {
    const struct tokens *tokens = scan->tokens;
    bool ends = at + 1 < tokens->count &&
                (tokens->at[at + 1].gap & GAP_COMMA || tokens_is(tokens, at + 1, "or"));
    return scan->phrase.subject_count > 0 && tokens->at[at].gap & GAP_COMMA && ends;
}

/* What word `at` means to the open phrase; closes it where it means nothing.
 * @return behind what was read */
static size_t read_rest(struct scan *scan, size_t at) {
    struct phrase *phrase = &scan->phrase;
    enum joint joint = joint_at(scan->tokens, at);
    if (!phrase->open) {
        if (joint != JOINT_NONE && scan->before.subject_count) {
            scan->before.joint = joint;
        } else if (!is_filler(scan->tokens, at)) {
            scan->before = phrase_none();
        }
        return at + 1;
    }
    if (joint != JOINT_NONE) {
        phrase->joint = joint;
        return at + 1;
    }
    size_t end = read_grades(scan, at);
    end = end > at ? end : read_unknown_subject(scan, at);
    if (end > at) {
        phrase->to = end;
        return end;
    }
    if (!is_filler(scan->tokens, at) && !is_listed(scan, at)) {
        phrase_end(scan);
    }
    return at + 1;
}

static size_t read_subject(struct scan *scan, size_t at) {
    uint32_t value = 0;
    size_t len = finder_at(&scan->rules->subjects.wordings, scan->tokens, at, &value);
    if (!len) {
        return at;
    }
    const char *id = scan->rules->subjects.rows[value].id;
    struct phrase *phrase = scan->phrase.open ? &scan->phrase : &scan->before;
    if (!phrase->open && !phrase->subject_count) {
        *phrase = phrase_none();
        phrase->from = at;
    }
    add_subject(phrase, id);
    phrase->to = at + len;
    return at + len;
}

/* A name or a level. @return behind it; `at`: none begins here */
static size_t read_core(struct scan *scan, size_t at) {
    uint32_t value = 0;
    size_t len = finder_at(&scan->rules->ladder, scan->tokens, at, &value);
    const struct rung *rung = len ? &scan->rules->rungs[value] : NULL;
    if (rung && rung->ignored) {
        phrase_end(scan);
        scan->before = phrase_none();
        return at + len;
    }
    if (!rung && !starts_level(scan, at)) {
        return at;
    }
    struct phrase *phrase = &scan->phrase;
    enum joint joint = phrase->open ? phrase->joint : JOINT_NONE;
    bool apart = phrase->open && !goes_on(phrase, rung, scan->tokens->at[at].gap);
    if (apart) {
        phrase_end(scan);
    }
    size_t end = rung ? read_name(scan, at, len, rung) : read_level(scan, at);
    if (apart) {
        phrase->joint_before = joint;
    }
    phrase->joint = JOINT_NONE;
    phrase->set_off = false;
    phrase->to = end;
    return end;
}

static void read_gap(struct scan *scan, size_t at) {
    unsigned gap = scan->tokens->at[at].gap;
    if (gap & (GAP_STOP | GAP_SEMICOLON)) {
        phrase_end(scan);
        scan->before = phrase_none();
    }
    struct phrase *phrase = scan->phrase.open ? &scan->phrase : &scan->before;
    phrase->set_off = phrase->set_off || gap & (GAP_COMMA | GAP_OPEN);
    if (gap & GAP_COMMA && phrase->joint == JOINT_NONE) {
        phrase->joint = JOINT_COMMA;
    } else if (gap & GAP_SLASH) {
        phrase->joint = JOINT_OR;
    }
}

void qualification_scan(struct qualification_hits *out, struct arena *arena,
                        const struct rules *rules, const struct tokens *tokens,
                        const bool *masked, bool bare_levels) {
    struct scan scan = {.arena = arena,
                        .rules = rules,
                        .tokens = tokens,
                        .masked = masked,
                        .out = out,
                        .phrase = phrase_none(),
                        .before = phrase_none(),
                        .last = phrase_none(),
                        .bare_levels = bare_levels};
    for (size_t at = 0; at < tokens->count;) {
        read_gap(&scan, at);
        if (masked && masked[at]) {
            phrase_end(&scan);
            scan.before = phrase_none();
            at++;
            continue;
        }
        size_t end = read_core(&scan, at);
        end = end > at ? end : read_subject(&scan, at);
        at = end > at ? end : read_rest(&scan, at);
    }
    phrase_end(&scan);
}
