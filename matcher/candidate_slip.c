/* matcher/candidate_slip.c - typing errors in the names of qualifications
 * SPDX-License-Identifier: MIT
 */
#include "matcher/candidate_slip.h"

#include "base/nearest.h"
#include "matcher/qualification.h"
#include "matcher/rules_private.h"
#include "matcher/tokens.h"

/* Shorter words are left alone: too many real words are one letter away. */
enum { WORD_LEAST = 4 };

/* More words than any name that a person types has in error. */
enum { SLIPS_MAX = 8 };

/* A name being mended. */
struct slip {
    struct arena *arena;
    const struct rules *rules;
    const char *name;
    size_t known; /* how much of it can be read */
    struct diag *diag;
};

/* "Degree in psycology" has a subject that is only its words. */
static bool is_subject(const struct slip *slip, const char *subject) {
    return subject && ontology_row(&slip->rules->subjects, subject);
}

/* How much can be read of a name: its qualifications, with level and subject. */
static enum err count_known(size_t *out, const struct slip *slip, const char *name) {
    struct qualifications found = {0};
    enum err err =
        qualification_find(&found, slip->arena, slip->rules, span_of(name), slip->diag);
    *out = 0;
    for (size_t i = 0; !err && i < found.count; i++) {
        *out += (size_t)1 + (found.at[i].level != LEVEL_NONE) +
                is_subject(slip, found.at[i].subject);
    }
    return err;
}

/* The name with another word in the place of one, in capitals where that was. */
static const char *with_word(const struct slip *slip, const struct tokens *tokens, size_t at,
                             struct span word) {
    const struct span old = tokens_source(tokens, at, at + 1);
    const bool is_capital = old.at[0] == ascii_upper(old.at[0]);
    const bool is_shout = is_capital && old.at[1] == ascii_upper(old.at[1]);
    char *as = arena_copy(slip->arena, word);
    for (size_t i = 0; as && as[i]; i++) {
        as[i] = is_shout || (i == 0 && is_capital) ? ascii_upper(as[i]) : as[i];
    }
    return as ? arena_printf(slip->arena, "%.*s%s%s", (int)(old.at - slip->name), slip->name,
                             as, old.at + old.len)
              : NULL;
}

static bool is_word(struct span word) {
    for (size_t i = 0; i < word.len; i++) {
        if (!ascii_is_alpha(word.at[i])) {
            return false;
        }
    }
    return word.len >= WORD_LEAST;
}

/* Sorted in by number, so that the order is that of the rules. */
static void add_slot(struct arena *arena, struct glossary_slot **at, size_t *count,
                     struct glossary_slot slot) {
    struct glossary_slot *slots = *at;
    size_t used = *count;
    ARENA_PUSH(arena, slots, used, slot);
    for (size_t i = used; slots && i > 1 && slots[i - 2].number > slots[i - 1].number; i--) {
        const struct glossary_slot moved = slots[i - 1];
        slots[i - 1] = slots[i - 2];
        slots[i - 2] = moved;
    }
    *at = slots;
    *count = used;
}

/* The words of the rules that are a slip away from a normalised one. */
static struct strings words_near(struct arena *arena, const struct rules *rules,
                                 struct span word) {
    struct glossary_slot *slots = NULL;
    size_t count = 0;
    struct strings near = {0};
    for (size_t i = 0; is_word(word) && i < rules->words.room; i++) {
        const struct glossary_slot *slot = &rules->words.slots[i];
        if (slot->number && is_word(slot->word) && nearest_is_slip(word, slot->word)) {
            add_slot(arena, &slots, &count, *slot);
        }
    }
    for (size_t i = 0; i < count; i++) {
        strings_push(arena, &near, arena_copy(arena, slots[i].word));
    }
    return near;
}

enum err slip_words(struct strings *out, struct arena *arena, const struct rules *rules,
                    const char *word, struct diag *diag) {
    const struct tokens tokens = tokens_read(arena, &rules->words, span_of(word));
    struct strings near = {0};
    if (tokens.count == 1) {
        near = words_near(arena, rules, tokens.at[0].word);
    }
    enum err err = arena_check(arena, diag);
    if (!err) {
        *out = near;
    }
    return err;
}

/* Takes the word of the rules with which most of the name can be read, if that is more than
 * before; of several the one that they have first. */
static enum err mend_word(bool *is_mended, struct slip *slip, const struct tokens *tokens,
                          size_t at) {
    const struct strings near = words_near(slip->arena, slip->rules, tokens->at[at].word);
    const char *best = NULL;
    size_t best_known = slip->known;
    enum err err = arena_check(slip->arena, slip->diag);
    for (size_t i = 0; !err && i < near.count; i++) {
        size_t known = 0;
        const char *name = with_word(slip, tokens, at, span_of(near.at[i]));
        err = name ? count_known(&known, slip, name) : arena_check(slip->arena, slip->diag);
        if (!err && known > best_known) {
            best = name;
            best_known = known;
        }
    }
    *is_mended = best != NULL;
    slip->name = best ? best : slip->name;
    slip->known = best_known;
    return err;
}

/* One word, the first that can be mended. */
static enum err mend_one(bool *is_mended, struct slip *slip) {
    const struct tokens tokens =
        tokens_read(slip->arena, &slip->rules->words, span_of(slip->name));
    enum err err = arena_check(slip->arena, slip->diag);
    *is_mended = false;
    for (size_t i = 0; !err && !*is_mended && i < tokens.count; i++) {
        if (!tokens.at[i].number && is_word(tokens.at[i].word)) {
            err = mend_word(is_mended, slip, &tokens, i);
        }
    }
    return err;
}

enum err candidate_slip(const char **out, struct arena *arena, const struct rules *rules,
                        const char *name, struct diag *diag) {
    struct slip slip = {arena, rules, name ? name : "", 0, diag};
    bool is_mended = true;
    enum err err = count_known(&slip.known, &slip, slip.name);
    int count = 0;
    while (!err && is_mended && count < SLIPS_MAX) {
        err = mend_one(&is_mended, &slip);
        count += is_mended;
    }
    if (!err) {
        *out = count > 0 ? slip.name : NULL;
    }
    return err;
}

enum err candidate_slips(struct profile_warnings *out, struct arena *arena,
                         const struct rules *rules, const struct candidate *candidate,
                         struct diag *diag) {
    struct profile_warnings found = {0};
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < candidate->qualification_count; i++) {
        const struct held_qualification *held = &candidate->qualifications[i];
        const char *meant = NULL;
        if (held->is_further) {
            continue;
        }
        err = candidate_slip(&meant, arena, rules, held->name, diag);
        if (!err && meant) {
            const struct profile_warning warning = {
                .fact = arena_printf(arena, "qualification.%s.name", held->label),
                .words = arena_printf(arena, SLIP_WORDS, meant)};
            ARENA_PUSH(arena, found.at, found.count, warning);
        }
    }
    err = err ? err : arena_check(arena, diag);
    if (!err) {
        *out = found;
    }
    return err;
}
