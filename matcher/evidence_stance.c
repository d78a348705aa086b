/* matcher/evidence_stance.c - does a text of a profile speak against what it names?
 * SPDX-License-Identifier: MIT
 */
#include "matcher/evidence_stance.h"

#include "matcher/evidence_deeds.h"
#include "matcher/qualification.h"
#include "matcher/rules_private.h"

/* Where a wording of one of the rows stands. */
struct sight {
    bool is_there;
    size_t at; /* word */
    size_t to; /* word behind it */
};

/* A text, read with the words of the rows. */
struct stanced {
    const struct rules *rules;
    struct span text;
    struct tokens words;
};

static struct stanced read_text(struct arena *arena, const struct rules *rules,
                                struct span text) {
    return (struct stanced){rules, text,
                            tokens_read(arena, &rules->wordings.proof_words, text)};
}

/* "Not expired", "has never lapsed". */
static bool is_turned_round(const struct stanced *stanced, size_t at) {
    const struct wordings *wordings = &stanced->rules->wordings;
    return at > 0 && wordings_kinds(wordings, stanced->words.at[at - 1].word) & WORD_DENIAL;
}

/* The first wording of a row at or behind a word. */
static struct sight find(const struct stanced *stanced, const char *row, size_t from) {
    const struct wordings *wordings = &stanced->rules->wordings;
    size_t wanted = wordings_proof(wordings, "course", span_of(row));
    for (size_t at = from; wanted != SIZE_MAX && at < stanced->words.count; at++) {
        uint32_t proof = 0;
        size_t len = finder_at(&wordings->proof_phrases, &stanced->words, at, &proof);
        if (len > 0 && proof == wanted && !is_turned_round(stanced, at)) {
            return (struct sight){true, at, at + len};
        }
    }
    return (struct sight){.is_there = false};
}

static struct span text_before(const struct stanced *stanced, size_t at) {
    return at > 0 ? span_trim(tokens_source(&stanced->words, 0, at)) : (struct span){0};
}

static struct span text_behind(const struct stanced *stanced, size_t at) {
    size_t count = stanced->words.count;
    return at < count ? tokens_source(&stanced->words, at, count) : (struct span){0};
}

/* Nothing but words that claim, or the place and time of what follows ("in my last job"). */
static bool is_lead_in(const struct stanced *stanced, size_t at) {
    const struct wordings *wordings = &stanced->rules->wordings;
    for (size_t i = 0; i < at; i++) {
        struct span word = stanced->words.at[i].word;
        unsigned kinds = wordings_kinds(wordings, word);
        if (kinds & (WORD_DEED | WORD_DOING | WORD_DENIAL) || evidence_is_past(word) ||
            wordings_base(wordings, word).len > 0) {
            return false;
        }
    }
    return at > 0 && tokens_is_one(&stanced->words, 0, "in|at|on|during|as|there|here");
}

/* Where the clause of the writer begins: the first word behind "and", or "I" behind a lead-in.
 */
static size_t clause_start(const struct stanced *stanced) {
    enum { LEAD_IN_MAX = 8 };
    for (size_t at = 1; at < stanced->words.count && at <= LEAD_IN_MAX; at++) {
        if (tokens_is_one(&stanced->words, at, "i|we") && is_lead_in(stanced, at)) {
            return at;
        }
    }
    return tokens_is_one(&stanced->words, 0, "and|but|or|so|then|though|although|however");
}

/* "Not only", "did not mind", "was not afraid to": a denial that denies nothing. */
static bool is_harmless(const struct stanced *stanced, const struct tokens *cues, size_t at,
                        size_t to) {
    bool is = false;
    for (; !is && at < to; at++) {
        uint32_t cue = CUE_NONE;
        is = finder_at(&stanced->rules->cues, cues, at, &cue) > 0 && cue == CUE_HARMLESS;
    }
    return is;
}

/* How many words deny at word `at`: "never", "did not"; 0: none. */
static size_t denial_at(const struct stanced *stanced, size_t at) {
    const struct wordings *wordings = &stanced->rules->wordings;
    uint32_t proof = 0;
    size_t len = finder_at(&wordings->proof_phrases, &stanced->words, at, &proof);
    bool is_worded = len > 0 && proof == wordings_proof(wordings, "course", SPAN("denied"));
    unsigned kinds = wordings_kinds(wordings, stanced->words.at[at].word);
    return is_worded ? len : (kinds & WORD_DENIAL) != 0;
}

bool evidence_begins_denied(struct arena *arena, const struct rules *rules,
                            struct span sentence) {
    enum { WORDS_MAX = 3 };
    struct stanced stanced = read_text(arena, rules, sentence);
    struct tokens cues = tokens_read(arena, &rules->words, sentence);
    size_t from = clause_start(&stanced);
    for (size_t at = from; at < stanced.words.count && at < from + WORDS_MAX; at++) {
        unsigned kinds = wordings_kinds(&rules->wordings, stanced.words.at[at].word);
        size_t len = denial_at(&stanced, at);
        if (len > 0 || !(kinds & (WORD_CLAIM | WORD_DOER))) {
            return len > 0 && !is_harmless(&stanced, &cues, at, at + len);
        }
    }
    return false;
}

/* Only words that claim and joints stand before it, as in "this is something I really hate":
 * the writer speaks of themselves. A denial in front turns it round ("not afraid of"). */
static bool is_of_writer(const struct stanced *stanced, size_t at) {
    const struct wordings *wordings = &stanced->rules->wordings;
    for (size_t i = 0; i < at; i++) {
        unsigned kinds = wordings_kinds(wordings, stanced->words.at[i].word);
        bool is_other = tokens_is_one(&stanced->words, i, "he|she|they|his|her|their");
        if (!(kinds & (WORD_CLAIM | WORD_JOINT | WORD_DOER)) || kinds & WORD_DENIAL ||
            is_other) {
            return false;
        }
    }
    return true;
}

/* ---- names of qualifications ------------------------------------------------------------- */

static enum err names_any(bool *out, struct arena *arena, const struct rules *rules,
                          struct span text, struct diag *diag) {
    struct qualifications found = {0};
    enum err err =
        text.len > 0 ? qualification_find(&found, arena, rules, text, diag) : ERR_NONE;
    *out = found.count > 0;
    return err;
}

/* Keep a part of the name where it names something; else all of it is denied. */
static enum err keep_part(struct name_stance *stance, struct arena *arena,
                          const struct rules *rules, struct span part, struct diag *diag) {
    bool is_named = false;
    enum err err = names_any(&is_named, arena, rules, part, diag);
    stance->is_denied = !is_named;
    stance->kept = is_named ? part : (struct span){0};
    return err;
}

/* A wording behind the beginning: it denies what follows it, or else what stands before it. */
static enum err read_later(struct name_stance *stance, struct arena *arena,
                           const struct stanced *name, struct sight sight, bool denies_before,
                           struct diag *diag) {
    bool is_behind = false;
    enum err err = names_any(&is_behind, arena, name->rules, text_behind(name, sight.to), diag);
    if (!err && is_behind) {
        return keep_part(stance, arena, name->rules, text_before(name, sight.at), diag);
    }
    stance->is_denied = denies_before;
    if (denies_before) {
        stance->kept = (struct span){NULL, 0};
    }
    return err;
}

/* "Would like to do NVQ 3", "NVQ 3 - would like to do it": it would be taken. In "Care
 * Certificate, would like to do NVQ 3" the first one is held. */
static enum err read_wish(struct name_stance *stance, struct arena *arena,
                          const struct stanced *name, struct sight wish, struct diag *diag) {
    const size_t left = name->words.count - wish.to;
    bool is_behind = false;
    enum err err = names_any(&is_behind, arena, name->rules, text_behind(name, wish.to), diag);
    bool is_this = left == 0 || (left <= 2 && tokens_is_one(&name->words, wish.to,
                                                            "do|take|get|have|gain|this|it"));
    if (err || (is_this && !is_behind) || is_of_writer(name, wish.at)) {
        stance->is_willing = true;
        return err;
    }
    return keep_part(stance, arena, name->rules, text_before(name, wish.at), diag);
}

enum err evidence_read_name(struct name_stance *out, struct arena *arena,
                            const struct rules *rules, struct span text, struct diag *diag) {
    struct name_stance stance = {.kept = text};
    struct stanced name = read_text(arena, rules, text);
    struct sight not_held = find(&name, "not_held", 0);
    struct sight besides = find(&name, "not_besides", 1);
    struct sight wish = find(&name, "only_wished", 0);
    enum err err = ERR_NONE;
    stance.is_willing = find(&name, "willing", 0).is_there;
    if (find(&name, "unfinished", 0).is_there) {
        stance.is_unfinished = true;
    } else if (not_held.is_there && find(&name, "held_since", not_held.to).is_there) {
        /* "failed at first, passed in 2019" */
    } else if (evidence_begins_denied(arena, rules, text)) {
        size_t end = evidence_denial_end(arena, rules, text);
        struct span rest = end > 0 ? span_part(text, end, SIZE_MAX) : (struct span){0};
        err = keep_part(&stance, arena, rules, rest, diag);
    } else if (not_held.is_there) {
        err = read_later(&stance, arena, &name, not_held, true, diag);
    } else if (besides.is_there) {
        err = read_later(&stance, arena, &name, besides, false, diag);
    } else if (wish.is_there) {
        err = read_wish(&stance, arena, &name, wish, diag);
    }
    err = err ? err : arena_check(arena, diag);
    if (!err) {
        *out = stance;
    }
    return err;
}

/* ---- sentences --------------------------------------------------------------------------- */

static struct sight find_of_writer(const struct stanced *stanced, const char *row) {
    struct sight sight = find(stanced, row, 0);
    while (sight.is_there && !is_of_writer(stanced, sight.at)) {
        sight = find(stanced, row, sight.to);
    }
    return sight;
}

bool evidence_disowns(struct arena *arena, const struct rules *rules, struct span sentence) {
    struct stanced stanced = read_text(arena, rules, sentence);
    struct sight refusal = find(&stanced, "turned_down", 0);
    return find(&stanced, "weak_point", 0).is_there ||
           find_of_writer(&stanced, "self_doubt").is_there ||
           find_of_writer(&stanced, "only_wished").is_there ||
           (refusal.is_there &&
            (refusal.at <= 1 || find_of_writer(&stanced, "wanted").is_there));
}

bool evidence_is_put_off(struct arena *arena, const struct rules *rules, struct span sentence) {
    struct stanced stanced = read_text(arena, rules, sentence);
    struct sight unfinished = find(&stanced, "unfinished", 0);
    bool is_nothing_else =
        unfinished.is_there && unfinished.at == 0 && unfinished.to == stanced.words.count;
    return is_nothing_else || find_of_writer(&stanced, "put_off").is_there;
}

struct span evidence_without_wish(bool *is_only_wished, struct arena *arena,
                                  const struct rules *rules, struct span title) {
    struct stanced stanced = read_text(arena, rules, title);
    struct sight wish = find(&stanced, "only_wished", 0);
    bool begins = wish.is_there && is_of_writer(&stanced, wish.at);
    bool has_beginning = wish.is_there && !begins;
    struct sight refusal = find(&stanced, "turned_down", 0);
    bool is_refused = refusal.is_there && !(has_beginning && wish.at < refusal.at);
    *is_only_wished = begins || is_refused;
    return has_beginning ? text_before(&stanced, wish.at) : title;
}
