/* matcher/qualification_scan.c - the phrases of a text that name qualifications
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "matcher/qualification_phrase.h"

enum { SLUG_WORDS_MAX = 4 };

static bool is(const struct scan *scan, size_t at, enum ladder_use use) {
    return ladder_is(scan->rules, scan->tokens, at, use);
}

/* ---- names ----------------------------------------------------------------------------- */

/* The subjects within a name: "foundation degree in health and social care". */
static void read_inner_subjects(struct scan *scan, size_t at, size_t len) {
    for (size_t i = at; i < at + len;) {
        uint32_t value = 0;
        size_t words = finder_at(&scan->rules->subjects.wordings, scan->tokens, i, &value);
        if (words && i + words <= at + len) {
            phrase_add_subject(&scan->phrase, scan->rules->subjects.rows[value].id);
        }
        i += words ? words : 1;
    }
}

/* "Level 6 SCQF": the number that stands in front is one of the scale. */
static void rescale(struct scan *scan, const struct rung *rung) {
    struct phrase *phrase = &scan->phrase;
    if (phrase->level != LEVEL_NONE) {
        int level = scan->rules->scales[rung->scale - 1].levels[phrase->level];
        phrase->level = level != LEVEL_NONE ? level : phrase->level;
    }
}

/* The name's own level and subject; behind a framework's name the numbers. */
static size_t read_name(struct scan *scan, size_t at, size_t len, const struct rung *rung) {
    struct phrase *phrase = &scan->phrase;
    bool is_scale = rung->scale && !rung->levelled;
    if (is_scale && phrase->open && phrase->levelled && phrase->to == at) {
        rescale(scan, rung);
    }
    phrase_begin(scan, at);
    phrase->named = phrase->named || !(rung->numbered || rung->noun || rung->levelled);
    phrase->numbered = phrase->numbered || rung->numbered || rung->levelled;
    phrase->noun = phrase->noun || rung->noun;
    phrase->certificate = rung->subject ? rung->subject : phrase->certificate;
    phrase->scale = rung->scale;
    if (rung->levelled) {
        if (!rung->subject) {
            read_inner_subjects(scan, at, len);
        }
        phrase->levelled = true;
        phrase_add_level(phrase, rung->level);
        return level_read_more(scan, at + len);
    }
    if (rung->level != LEVEL_NONE &&
        (phrase->fixed_level == LEVEL_NONE || rung->level < phrase->fixed_level)) {
        phrase->fixed_level = rung->level;
    }
    if (!rung->subject && !rung->numbered) {
        read_inner_subjects(scan, at, len);
    }
    return rung->numbered || rung->noun ? level_read_numbers(scan, at + len) : at + len;
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
    enum { PASSED = 2 };
    if (!scan->phrase.named || scan->phrase.fixed_level != PASSED) {
        return at;
    }
    size_t end = at;
    size_t behind = at;
    bool low = false;
    bool high = false;
    for (; is(scan, behind, LADDER_GRADE) || (end > at && is(scan, behind, LADDER_RANGE));
         behind++) {
        if (is(scan, behind + 1, LADDER_COUNTED)) {
            break;
        }
        end = is(scan, behind, LADDER_GRADE) ? behind + 1 : end;
        high = high || is(scan, behind, LADDER_GRADE_PASSED);
        low = low || is(scan, behind, LADDER_GRADE_LOW);
    }
    if (low && !high) {
        phrase_add_level(&scan->phrase, PASSED - 1);
    }
    return end;
}

static enum joint joint_at(const struct scan *scan, size_t at) {
    return is(scan, at, LADDER_OR)    ? JOINT_OR
           : is(scan, at, LADDER_AND) ? JOINT_AND
                                      : JOINT_NONE;
}

/* An unknown subject: "Degree in theology". @return behind it */
static size_t read_unknown_subject(struct scan *scan, size_t at) {
    const struct tokens *tokens = scan->tokens;
    struct phrase *phrase = &scan->phrase;
    bool strong = phrase->named || phrase->numbered || phrase->levelled || phrase->noun;
    if (!strong || phrase->subject_count || phrase->certificate || at == 0 ||
        !is(scan, at - 1, LADDER_IN) || tokens->at[at].gap) {
        return at;
    }
    size_t end = at;
    uint32_t value = 0;
    while (end < tokens->count && end < at + SLUG_WORDS_MAX &&
           joint_at(scan, end) == JOINT_NONE && !is(scan, end, LADDER_SUBJECT_END) &&
           (end == at || !(tokens->at[end].gap & ~(unsigned)GAP_HYPHEN)) &&
           !(scan->masked && scan->masked[end])) {
        if (finder_at(&scan->rules->subjects.wordings, tokens, end, &value)) {
            return at; /* "in a health related subject": a known one comes */
        }
        end++;
    }
    const char *slug = rules_slug(scan->rules, scan->arena, tokens, at, end);
    if (slug) {
        phrase_add_subject(phrase, slug);
    }
    return slug ? end : at;
}

/* An unknown subject that ends a list, in front of its level: "in housing, social care or
 * advice work at level 2". @return behind it */
static size_t read_last_subject(struct scan *scan, size_t at) {
    const struct tokens *tokens = scan->tokens;
    struct phrase *phrase = &scan->phrase;
    if (!phrase->subject_count || phrase->certificate || phrase->levelled ||
        phrase->joint == JOINT_NONE || !(phrase->noun || phrase->numbered)) {
        return at;
    }
    size_t end = at;
    while (end < tokens->count && end < at + SLUG_WORDS_MAX && !tokens_is(tokens, end, "at") &&
           joint_at(scan, end) == JOINT_NONE && (end == at || !tokens->at[end].gap) &&
           !(scan->masked && scan->masked[end])) {
        end++;
    }
    bool level = tokens_is(tokens, end, "at") && level_starts(scan, end + 1);
    const char *slug = level ? rules_slug(scan->rules, scan->arena, tokens, at, end) : NULL;
    if (slug) {
        phrase_add_subject(phrase, slug);
    }
    return slug ? end : at;
}

/* An unknown subject in a list: "in peer support, coaching or health care". */
static bool is_listed(const struct scan *scan, size_t at) {
    const struct tokens *tokens = scan->tokens;
    bool ends = at + 1 < tokens->count &&
                (tokens->at[at + 1].gap & GAP_COMMA || is(scan, at + 1, LADDER_OR));
    return scan->phrase.subject_count > 0 && tokens->at[at].gap & GAP_COMMA && ends;
}

/* What word `at` means to the open phrase; closes it where it means nothing.
 * @return behind what was read */
static size_t read_rest(struct scan *scan, size_t at) {
    struct phrase *phrase = &scan->phrase;
    enum joint joint = joint_at(scan, at);
    if (!phrase->open) {
        if (joint != JOINT_NONE && scan->before.subject_count) {
            scan->before.joint = joint;
        } else if (!is(scan, at, LADDER_FILLER)) {
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
    end = end > at ? end : read_last_subject(scan, at);
    if (end > at) {
        phrase->to = end;
        return end;
    }
    if (!is(scan, at, LADDER_FILLER) && !is_listed(scan, at)) {
        phrase_end(scan);
    }
    return at + 1;
}

/* The subject at word `at`, and its words: 0, none. "Counselling, psychology" are two, though
 * "counselling psychology" is one. */
static size_t subject_at(const struct scan *scan, size_t at, uint32_t *value) {
    const struct finder *finder = &scan->rules->subjects.wordings;
    size_t len = finder_at(finder, scan->tokens, at, value);
    struct tokens cut = *scan->tokens;
    for (size_t i = at + 1; i < at + len; i++) {
        uint32_t other = 0;
        cut.count = i;
        size_t shorter =
            scan->tokens->at[i].gap & GAP_COMMA ? finder_at(finder, &cut, at, &other) : 0;
        if (shorter && other != *value) {
            *value = other;
            return shorter;
        }
    }
    return len;
}

static size_t read_subject(struct scan *scan, size_t at) {
    uint32_t value = 0;
    size_t len = subject_at(scan, at, &value);
    if (!len) {
        return at;
    }
    const char *id = scan->rules->subjects.rows[value].id;
    struct phrase *phrase = scan->phrase.open ? &scan->phrase : &scan->before;
    if (!phrase->open && !phrase->subject_count) {
        *phrase = phrase_none();
        phrase->from = at;
    }
    phrase_add_subject(phrase, id);
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
    if (!rung && !level_starts(scan, at)) {
        return at;
    }
    struct phrase *phrase = &scan->phrase;
    enum joint joint = phrase->open ? phrase->joint : JOINT_NONE;
    bool apart = phrase->open && !goes_on(phrase, rung, scan->tokens->at[at].gap);
    if (apart) {
        phrase_end(scan);
    }
    size_t end = rung ? read_name(scan, at, len, rung) : level_read(scan, at);
    if (apart) {
        phrase->joint_before = joint;
    }
    /* "SCQF level 6 (NVQ 3)": a scale's numbers end where they have been read. */
    bool waits = rung && rung->scale && !rung->levelled && end == at + len;
    phrase->scale = waits ? phrase->scale : 0;
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
