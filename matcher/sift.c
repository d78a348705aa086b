/* matcher/sift.c - thousands of adverts against a candidate: gate, score and range only
 * SPDX-License-Identifier: MIT
 */
#include "matcher/sift.h"

#include <string.h>

#include "matcher/gate.h"
#include "matcher/hands.h"
#include "matcher/mark.h"
#include "matcher/sheet.h"
#include "schema/requirement_text.h"

/* ---- a judgement in a byte --------------------------------------------------------------- */

/* Of the member `share`. */
enum { SHARE_BITS = 0x3ff };
_Static_assert((int)SHEET_POINTS <= (int)SHARE_BITS, "a share fits");

/* Bits 0 and 1 the mark (or later), bit 2 unknown, bits 3 and 4 the gate of an essential. */
enum { MARK_BITS = 3, MARK_LATER = 3, UNKNOWN_BIT = 4, GATE_SHIFT = 3, GATE_BITS = 3 };

static unsigned char byte_of(const struct judgement *judgement) {
    int mark = judgement->mark == MARK_NONE ? MARK_LATER : judgement->mark;
    int unknown = judgement->verdict == VERDICT_UNKNOWN ? UNKNOWN_BIT : 0;
    int gate = (int)gate_of(NEED_ESSENTIAL, judgement) << GATE_SHIFT;
    return (unsigned char)(mark | unknown | gate);
}

static enum gate gate_in(unsigned char byte) {
    return (enum gate)(byte >> GATE_SHIFT & GATE_BITS);
}

static unsigned char judge_byte(const struct sift *sift, const struct judge *judge,
                                uint32_t number) {
    struct judgement judgement = mark_requirement(judge, &sift->requirements[number], NULL);
    return byte_of(&judgement);
}

/* ---- adverts ----------------------------------------------------------------------------- */

enum err sift_set(struct sift *sift, size_t advert, const struct brief_line *lines,
                  size_t count, struct diag *diag) {
    struct arena *arena = sift->arena;
    if (count > UINT16_MAX || sift->line_count + count > UINT32_MAX) {
        return diag_set(diag, ERR_LIMIT, "an advert with %zu criteria", count);
    }
    sift->adverts[advert] =
        (struct sift_advert){.first = (uint32_t)sift->line_count, .count = (uint16_t)count};
    for (size_t i = 0; i < count; i++) {
        struct sift_line line = {.requirement = lines[i].requirement,
                                 .need =
                                     (lines[i].need < NEED_COUNT ? lines[i].need : 0u) & 15u,
                                 .assessed = lines[i].assessed};
        ARENA_PUSH(arena, sift->lines, sift->line_count, line);
    }
    return arena_check(arena, diag);
}

enum err sift_add(struct sift *sift, const struct brief_line *lines, size_t count,
                  struct diag *diag) {
    ARENA_PUSH(sift->arena, sift->adverts, sift->advert_count, (struct sift_advert){0});
    enum err err = arena_check(sift->arena, diag);
    return err ? err : sift_set(sift, sift->advert_count - 1, lines, count, diag);
}

/* Which numbers are asked for; one without a text is nobody's requirement. */
static enum err collect_asked(struct sift *sift, const struct requirement_texts *texts,
                              struct diag *diag) {
    struct arena *arena = sift->arena;
    bool *is_asked = arena_alloc(arena, texts->count + 1, sizeof *is_asked);
    if (!is_asked) {
        return arena_check(arena, diag);
    }
    for (size_t i = 0; i < sift->line_count; i++) {
        uint32_t number = sift->lines[i].requirement;
        if (number >= texts->count || texts->at[number].len == 0) {
            return diag_set(diag, ERR_INPUT, "there is no requirement number %u", number);
        }
        sift->asked_count += !is_asked[number];
        is_asked[number] = true;
    }
    sift->asked = arena_alloc(arena, sift->asked_count, sizeof *sift->asked);
    size_t count = 0;
    for (uint32_t number = 0; sift->asked && number < texts->count; number++) {
        if (is_asked[number]) {
            sift->asked[count++] = number;
        }
    }
    return arena_check(arena, diag);
}

static unsigned types_of(const struct requirement *requirement) {
    unsigned types = 0;
    for (size_t i = 0; i < requirement->count; i++) {
        for (size_t j = 0; j < requirement->any_of[i].count; j++) {
            types |= 1u << requirement->any_of[i].atoms[j].type;
        }
    }
    return types;
}

/* What requirements are read from. */
struct texts {
    struct sift *sift;
    const struct requirement_texts *at;
};

static enum err read_one(const struct texts *texts, uint32_t number, struct arena *arena,
                         struct diag *diag) {
    struct sift *sift = texts->sift;
    struct requirement *requirement = &sift->requirements[number];
    enum err err = requirement_text_read(requirement, arena, texts->at->at[number], diag);
    if (!err) {
        mark_intern(sift->rules, requirement);
        sift->types[number] = types_of(requirement);
    }
    return err;
}

/* A part of those asked for, one behind the other. */
static enum err read_part(void *state, size_t hand, size_t part, struct diag *diag) {
    const struct texts *texts = state;
    struct sift *sift = texts->sift;
    size_t end = sift->asked_count * (part + 1) / SIFT_PARTS;
    enum err err = ERR_NONE;
    (void)hand;
    for (size_t i = sift->asked_count * part / SIFT_PARTS; !err && i < end; i++) {
        if (sift->asked[i] >= sift->ahead) {
            err = read_one(texts, sift->asked[i], &sift->parts[part], diag);
        }
    }
    return err;
}

enum err sift_expect(struct sift *sift, const struct requirement_texts *texts,
                     struct diag *diag) {
    struct arena *arena = sift->arena;
    sift_fini(sift);
    sift->ahead = 0;
    sift->requirement_count = texts->count;
    sift->requirements = arena_alloc(arena, texts->count, sizeof *sift->requirements);
    sift->types = arena_alloc(arena, texts->count, sizeof *sift->types);
    for (size_t i = 0; i < SIFT_PARTS; i++) {
        arena_init(&sift->parts[i], ARENA_RUN_CAP);
    }
    return arena_check(arena, diag);
}

void sift_read_ahead(struct sift *sift, const struct requirement_texts *texts,
                     const atomic_bool *stop) {
    const struct texts all = {sift, texts};
    struct arena *arena = &sift->parts[0];
    enum err err = ERR_NONE;
    while (!err && sift->ahead < sift->requirement_count && !atomic_load(stop)) {
        err = texts->at[sift->ahead].len > 0 ? read_one(&all, sift->ahead, arena, NULL)
                                             : ERR_NONE;
        sift->ahead += !err;
    }
}

/* Those that were read ahead and that no advert asks for after all. */
static void drop_unasked(struct sift *sift) {
    size_t next = 0;
    for (uint32_t number = 0; number < sift->ahead; number++) {
        if (next < sift->asked_count && sift->asked[next] == number) {
            next++;
        } else {
            sift->requirements[number] = (struct requirement){0};
            sift->types[number] = 0;
        }
    }
}

static enum err read_asked(struct sift *sift, const struct requirement_texts *texts,
                           struct diag *diag) {
    struct texts all = {sift, texts};
    bool is_expected = sift->requirements && sift->requirement_count == texts->count;
    enum err err = is_expected ? ERR_NONE : sift_expect(sift, texts, diag);
    if (!err) {
        drop_unasked(sift);
        err = hands_share_out(hands_of_machine(), SIFT_PARTS, read_part, &all, diag);
    }
    return err;
}

void sift_fini(struct sift *sift) {
    for (size_t i = 0; i < SIFT_PARTS; i++) {
        arena_fini(&sift->parts[i]);
    }
}

/* What shares are worked out with. */
struct sharing {
    struct sift *sift;
    unsigned char (*weights)[NEED_COUNT]; /* by number, of what is not looked at later */
    size_t longest;                       /* the most criteria of an advert */
};

static size_t longest(const struct sift *sift) {
    size_t most = 0;
    for (size_t i = 0; i < sift->advert_count; i++) {
        most = sift->adverts[i].count > most ? sift->adverts[i].count : most;
    }
    return most;
}

static void weigh_all(const struct sharing *sharing) {
    const struct sift *sift = sharing->sift;
    for (size_t i = 0; i < sift->asked_count; i++) {
        uint32_t number = sift->asked[i];
        for (int need = 0; need < NEED_COUNT; need++) {
            sharing->weights[number][need] =
                (unsigned char)sheet_weight((enum need)need, 0, &sift->requirements[number]);
        }
    }
}

static void share_out(const struct sharing *sharing, struct sift_advert *advert, int *shares,
                      int64_t *remainders) {
    struct sift_line *lines = sharing->sift->lines + advert->first;
    for (size_t i = 0; i < advert->count; i++) {
        lines[i].later = sheet_is_later(lines[i].assessed);
        lines[i].gates = lines[i].need == NEED_ESSENTIAL && !lines[i].later;
        shares[i] = lines[i].later ? 0 : sharing->weights[lines[i].requirement][lines[i].need];
    }
    sheet_share_out(shares, remainders, advert->count);
    for (size_t i = 0; i < advert->count; i++) {
        lines[i].share = (unsigned)shares[i] & SHARE_BITS;
        advert->is_scored |= shares[i] > 0;
    }
}

/* A part of the adverts, one after another in the same scratch. */
static enum err share_part(void *state, size_t hand, size_t part, struct diag *diag) {
    const struct sharing *sharing = state;
    struct sift *sift = sharing->sift;
    struct arena *arena = &sift->parts[part];
    int *shares = arena_alloc(arena, sharing->longest, sizeof *shares);
    int64_t *remainders = arena_alloc(arena, sharing->longest, sizeof *remainders);
    size_t end = sift->advert_count * (part + 1) / SIFT_PARTS;
    (void)hand;
    if (!shares || !remainders) {
        return arena_check(arena, diag);
    }
    for (size_t i = sift->advert_count * part / SIFT_PARTS; i < end; i++) {
        share_out(sharing, &sift->adverts[i], shares, remainders);
    }
    return ERR_NONE;
}

static enum err share_out_all(struct sift *sift, struct diag *diag) {
    struct sharing sharing = {.sift = sift, .longest = longest(sift)};
    sharing.weights =
        arena_alloc(sift->arena, sift->requirement_count, sizeof *sharing.weights);
    if (!sharing.weights) {
        return arena_check(sift->arena, diag);
    }
    weigh_all(&sharing);
    return hands_share_out(hands_of_machine(), SIFT_PARTS, share_part, &sharing, diag);
}

enum err sift_prepare(struct sift *sift, const struct requirement_texts *texts,
                      struct diag *diag) {
    enum err err = collect_asked(sift, texts, diag);
    err = err ? err : read_asked(sift, texts, diag);
    return err ? err : share_out_all(sift, diag);
}

/* ---- candidates -------------------------------------------------------------------------- */

/* Judging. Each hand has a judge of its own, who remembers. */
struct judging {
    unsigned char *marks;
    const struct sift *sift;
    const struct candidate *candidate;
    struct date today;
    struct seat {
        struct arena work;
        struct judge judge; /* without rules: not opened yet */
    } seats[SIFT_PARTS];
};

static enum err judge_part(void *state, size_t hand, size_t part, struct diag *diag) {
    struct judging *judging = state;
    const struct sift *sift = judging->sift;
    struct seat *seat = &judging->seats[hand];
    enum err err = seat->judge.rules ? ERR_NONE
                                     : judge_open(&seat->judge, &seat->work, sift->rules,
                                                  judging->candidate, judging->today, diag);
    size_t end = sift->asked_count * (part + 1) / SIFT_PARTS;
    for (size_t i = sift->asked_count * part / SIFT_PARTS; !err && i < end; i++) {
        uint32_t number = sift->asked[i];
        judging->marks[number] = judge_byte(sift, &seat->judge, number);
    }
    return err ? err : arena_check(&seat->work, diag);
}

enum err sift_judge(unsigned char *marks, const struct sift *sift, size_t hands,
                    const struct candidate *candidate, struct date today, struct diag *diag) {
    struct judging judging = {
        .marks = marks, .sift = sift, .candidate = candidate, .today = today};
    for (size_t i = 0; i < SIFT_PARTS; i++) {
        arena_init(&judging.seats[i].work, ARENA_PAGE_CAP);
    }
    enum err err = hands_share_out(hands, SIFT_PARTS, judge_part, &judging, diag);
    for (size_t i = 0; i < SIFT_PARTS; i++) {
        arena_fini(&judging.seats[i].work);
    }
    return err;
}

/* The sheet's sum, so far. */
struct sum {
    struct sifted out;
    uint32_t first_short;
    bool has_others; /* more than one requirement is short */
};

/* Without a branch that is hard to foresee: this runs for each criterion of each advert. */
static inline void add_line(struct sum *sum, const struct sift_line *line, unsigned char byte) {
    int share = (int)line->share;
    int mark = byte & MARK_BITS;
    int points = mark == MARK_LATER ? 0 : share * mark / 2; /* as sheet_points */
    sum->out.score += points;
    sum->out.high += byte & UNKNOWN_BIT ? share : points;
    enum gate gate = line->gates ? gate_in(byte) : GATE_NONE;
    sum->out.gate = gate > sum->out.gate ? gate : sum->out.gate; /* as gate_join */
    if (gate > GATE_PASS) {
        sum->has_others |= sum->first_short && sum->first_short != line->requirement;
        sum->first_short = line->requirement;
    }
}

static struct sifted finish(const struct sum *sum) {
    struct sifted out = sum->out;
    out.gate = out.gate == GATE_NONE ? GATE_PASS : out.gate;
    out.only_short = sum->has_others ? 0 : sum->first_short;
    return out;
}

/* With nothing to score the gate is open, and nothing that somebody could show changes that. */
static const struct sifted unscored = {.gate = GATE_OPEN, .high = SHEET_POINTS};

struct sifted sift_total(const struct sift *sift, const unsigned char *marks, size_t advert) {
    const struct sift_advert *at = &sift->adverts[advert];
    const struct sift_line *lines = sift->lines + at->first;
    struct sum sum = {.has_others = false};
    if (!at->is_scored) {
        return unscored;
    }
    for (size_t i = 0; i < at->count; i++) {
        add_line(&sum, &lines[i], marks[lines[i].requirement]);
    }
    return finish(&sum);
}

bool sift_line_is_short(const struct sift_line *line, unsigned char mark) {
    return line->gates && gate_in(mark) > GATE_PASS;
}

void sift_marks_text(char *out, const struct sift *sift, const unsigned char *marks,
                     size_t advert) {
    const struct sift_advert *at = &sift->adverts[advert];
    for (size_t i = 0; i < at->count; i++) {
        const struct sift_line *line = &sift->lines[at->first + i];
        int mark = line->later ? MARK_LATER : marks[line->requirement] & MARK_BITS;
        out[i] = "012-"[mark];
    }
    out[at->count] = '\0';
}

/* ---- changes ----------------------------------------------------------------------------- */

void sift_change_begin(struct sift_change *change) {
    memset(change->marks, SIFT_UNJUDGED, change->sift->requirement_count);
}

static unsigned char changed_byte(struct sift_change *change, uint32_t number) {
    unsigned char *mark = &change->marks[number];
    if (*mark == SIFT_UNJUDGED) {
        *mark = change->sift->types[number] & change->touches
                    ? judge_byte(change->sift, change->judge, number)
                    : change->before[number];
    }
    return *mark;
}

struct sifted sift_change_total(struct sift_change *change, size_t advert) {
    const struct sift_advert *at = &change->sift->adverts[advert];
    const struct sift_line *lines = change->sift->lines + at->first;
    struct sum sum = {.has_others = false};
    if (!at->is_scored) {
        return unscored;
    }
    for (size_t i = 0; i < at->count; i++) {
        add_line(&sum, &lines[i], changed_byte(change, lines[i].requirement));
    }
    return finish(&sum);
}

bool sift_change_passes(struct sift_change *change, size_t advert) {
    const struct sift_advert *at = &change->sift->adverts[advert];
    const struct sift_line *lines = change->sift->lines + at->first;
    for (size_t i = 0; at->is_scored && i < at->count; i++) {
        if (sift_line_is_short(&lines[i], change->before[lines[i].requirement]) &&
            gate_in(changed_byte(change, lines[i].requirement)) > GATE_PASS) {
            return false;
        }
    }
    return at->is_scored && sift_change_total(change, advert).gate == GATE_PASS;
}

bool sift_change_mends(struct sift_change *change, uint32_t requirement) {
    return gate_in(changed_byte(change, requirement)) <= GATE_PASS;
}
