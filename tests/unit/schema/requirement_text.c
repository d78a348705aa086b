/* tests/unit/schema/requirement_text.c - tests of a requirement as one line of text
 * SPDX-License-Identifier: MIT
 */
#include "schema/requirement_text.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What is read and written again. */
struct round {
    struct arena arena;
    struct buf out;
    struct requirement requirement;
    struct diag diag;
};

static void begin(struct round *round) {
    *round = (struct round){0};
    arena_init(&round->arena, ARENA_PAGE_CAP);
    buf_init(&round->out, (size_t)1024 * 1024);
}

static void end(struct round *round) {
    buf_fini(&round->out);
    arena_fini(&round->arena);
}

static enum err read_line(struct round *round, const char *line) {
    return requirement_text_read(&round->requirement, &round->arena, span_of(line),
                                 &round->diag);
}

static const char *write_line(struct round *round) {
    buf_clear(&round->out);
    requirement_text_write(&round->out, &round->requirement);
    return buf_text(&round->out);
}

/* Lines as they are written: each must come out as it went in. */
static const char *const canonical[] = {
    "qualification level=3 subject=health_and_social_care status=held",
    "qualification level=null subject=care_certificate status=willing",
    "qualification level=0",
    "experience",
    "experience months=24 areas=mental_health,ward kinds=paid,lived",
    "experience months=6 stands_in=yes",
    "knowledge topic=safeguarding & skill concept=it & attribute concept=empathy",
    "driving",
    "driving licence=yes",
    "driving licence=yes vehicle=yes",
    "availability pattern=nights",
    "registration body=NMC | right_to_work | dbs | language concept=welsh | health",
    "dbs concept=enhanced",
    "other",
    "other words=wheelchair,ramp",
    "other words=caf\xc3\xa9,a%2Cb,c%20d,%25,x%7Cy%26z,+equivalent,k=v",
    "other words=c+ + equivalent",
    "qualification level=2 subject=%6Eull",
    "nothing",
    "nothing + equivalent",
    "nothing | driving vehicle=yes",
    "qualification level=3 | experience months=24 & driving licence=yes | nothing + equivalent",
};

Test(requirement_text, gives_back_what_it_has_written) {
    struct round round;
    begin(&round);
    for (size_t i = 0; i < sizeof canonical / sizeof *canonical; i++) {
        cr_expect_eq(read_line(&round, canonical[i]), ERR_NONE, "%s: %s", canonical[i],
                     round.diag.text);
        cr_expect_str_eq(write_line(&round), canonical[i]);
    }
    end(&round);
}

/* Lines as people write them, and what they are. */
static const struct {
    const char *line;
    const char *is;
} spellings[] = {
    {"  driving\tvehicle=no   licence=yes ", "driving licence=yes"},
    {"driving licence=yes|nothing", "driving licence=yes | nothing"},
    {"dbs&health +  equivalent", "dbs & health + equivalent"},
    {"dbs +\tequivalent", "dbs + equivalent"},
    {"qualification status=held level=2", "qualification level=2 status=held"},
    {"qualification", "qualification level=null"},
    {"qualification level=null subject= status=null", "qualification level=null"},
    {"experience kinds=any months=0 areas=,ward,", NULL},
    {"experience kinds=any months=0", "experience"},
    {"experience kinds=lived,paid,paid", "experience kinds=paid,lived"},
    {"experience stands_in=no", "experience"},
    {"skill concept=a%62c", "skill concept=abc"},
};

Test(requirement_text, is_one_line_however_it_was_spelled) {
    struct round round;
    begin(&round);
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        if (!spellings[i].is) {
            cr_expect_eq(read_line(&round, spellings[i].line), ERR_INPUT);
            continue;
        }
        cr_expect_eq(read_line(&round, spellings[i].line), ERR_NONE, "%s: %s",
                     spellings[i].line, round.diag.text);
        cr_expect_str_eq(write_line(&round), spellings[i].is);
    }
    end(&round);
}

Test(requirement_text, becomes_the_tree_that_it_says) {
    struct round round;
    begin(&round);
    cr_assert_eq(read_line(&round, "qualification level=3 subject=care status=willing | "
                                   "experience months=24 areas=ward,home kinds=caring "
                                   "stands_in=yes & other words=a%20b + equivalent"),
                 ERR_NONE);
    const struct requirement *tree = &round.requirement;
    cr_assert_eq(tree->count, 2);
    cr_assert_eq(tree->any_of[0].count, 1);
    cr_assert_eq(tree->any_of[1].count, 2);
    cr_expect(tree->accepts_equivalent);
    cr_expect_null(tree->rule);
    const struct atom *atom = &tree->any_of[0].atoms[0];
    cr_expect_eq(atom->type, ATOM_QUALIFICATION);
    cr_expect_eq(atom->level, 3);
    cr_expect_str_eq(atom->subject, "care");
    cr_expect_eq(atom->status, HOLDING_WILLING);
    cr_expect_eq(atom->words.len, 0);
    atom = &tree->any_of[1].atoms[0];
    cr_expect_eq(atom->level, LEVEL_NONE);
    cr_expect_eq(atom->months, 24);
    cr_assert_eq(atom->areas.count, 2);
    cr_expect_str_eq(atom->areas.at[1], "home");
    cr_expect_eq(atom->kinds, 1u << KIND_CARING);
    cr_expect(atom->stands_in);
    atom = &tree->any_of[1].atoms[1];
    cr_assert_eq(atom->areas.count, 1);
    cr_expect_str_eq(atom->areas.at[0], "a b");
    end(&round);
}

Test(requirement_text, leaves_out_what_a_type_does_not_use_and_what_is_empty) {
    struct round round;
    const char *areas[] = {"", "ward", NULL, "", "home"};
    struct atom atom = {.type = ATOM_EXPERIENCE,
                        .level = 4,
                        .subject = "care",
                        .concept = "x",
                        .licence = true,
                        .areas = {areas, 5}};
    struct atom bare = {.type = ATOM_SKILL, .level = LEVEL_NONE, .concept = ""};
    struct demand demands[] = {{&atom, 1}, {&bare, 1}};
    begin(&round);
    round.requirement = (struct requirement){.any_of = demands, .count = 2, .rule = "r1"};
    cr_expect_str_eq(write_line(&round), "experience areas=ward,home | skill");
    round.requirement.count = 0;
    cr_expect_str_eq(write_line(&round), "nothing");
    end(&round);
}

static const struct {
    const char *line;
    const char *says; /* part of the sentence */
} wrong[] = {
    {"", "'': expected what is asked for"},
    {"   ", "expected what is asked for"},
    {"|", "expected what is asked for"},
    {"dbs |", "expected what is asked for"},
    {"dbs & & health", "expected what is asked for"},
    {"dbs & nothing", "'nothing': expected what is asked for"},
    {"+ equivalent", "expected what is asked for"},
    {"dbs + equivalent | health", "'+' is no member of dbs"},
    {"other words=c+ equivalent", "'equivalent' is no member of other, which has words"},
    {"Driving", "'Driving': expected"},
    {"nothing licence=yes", "'nothing': expected"},
    {"driving license=yes",
     "'license=yes' is no member of driving, which has licence, vehicle"},
    {"skill topic=x", "'topic=x' is no member of skill, which has concept"},
    {"driving licence", "'licence' is no member"},
    {"driving licence=yes licence=yes", "licence stands twice"},
    {"driving licence=true", "licence=true: expected yes or no"},
    {"qualification level=9", "level=9: expected a number from 0 to 8"},
    {"qualification level=-1", "level=-1: expected"},
    {"qualification level=3x", "level=3x: expected"},
    {"qualification status=has", "status=has: expected held, working_towards or willing"},
    {"experience months=100000", "months=100000: expected a number of months"},
    {"experience months=2.5", "months=2.5: expected"},
    {"experience kinds=paid,unpaid", "kinds=paid,unpaid: expected paid, voluntary"},
    {"experience areas=a,,b", "areas=a,,b: expected texts with commas between"},
    {"skill concept=%", "concept=%: expected a text"},
    {"skill concept=%4", "concept=%4: expected a text"},
    {"skill concept=%zz", "concept=%zz: expected a text"},
    {"skill concept=%00", "concept=%00: expected a text"},
};

Test(requirement_text, says_what_is_wrong_and_leaves_the_tree_untouched) {
    struct round round;
    begin(&round);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        round.requirement.rule = "untouched";
        cr_expect_eq(read_line(&round, wrong[i].line), ERR_INPUT, "%s", wrong[i].line);
        cr_expect(strstr(round.diag.text, wrong[i].says), "%s: %s", wrong[i].line,
                  round.diag.text);
        cr_expect_str_eq(round.requirement.rule, "untouched");
    }
    cr_expect_eq(
        requirement_text_read(&round.requirement, &round.arena, SPAN("dbs\0x"), &round.diag),
        ERR_INPUT);
    end(&round);
}

Test(requirement_text, has_limits) {
    struct round round;
    static char line[REQUIREMENT_TEXT_MAX + 2];
    begin(&round);
    memset(line, ' ', sizeof line - 1);
    memcpy(line, "dbs", 3);
    cr_expect_eq(read_line(&round, line), ERR_LIMIT);
    line[REQUIREMENT_TEXT_MAX] = '\0';
    cr_expect_eq(read_line(&round, line), ERR_NONE);
    round.arena.cap = round.arena.used;
    cr_expect_eq(read_line(&round, "skill concept=x"), ERR_LIMIT);
    end(&round);
}

/* The longest lines of the worst shapes: none takes more than a moment. */
Test(requirement_text, takes_time_by_length_alone) {
    static const char *const pieces[] = {"|",   "&",    "dbs|", "other words=a,",
                                         "%41", "dbs ", ","};
    static char line[REQUIREMENT_TEXT_MAX + 1];
    struct round round;
    clock_t from = clock();
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t len = strlen(pieces[i]);
        begin(&round);
        for (size_t at = 0; at + len < sizeof line; at += len) {
            memcpy(line + at, pieces[i], len + 1);
        }
        (void)read_line(&round, line);
        end(&round);
    }
    cr_expect_lt((clock() - from) / CLOCKS_PER_SEC, 1);
}

/* ---- any tree ---- */

static unsigned draw(unsigned *seed, unsigned below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* Texts of all sorts, also of signs, never empty. */
static const char *draw_text(unsigned *seed, struct arena *arena) {
    char text[8];
    size_t len = 1 + draw(seed, sizeof text - 2);
    for (size_t i = 0; i < len; i++) {
        text[i] = (char)(unsigned char)(1 + draw(seed, 255));
    }
    text[len] = '\0';
    return arena_copy_text(arena, draw(seed, 9) ? text : "null");
}

static struct strings draw_texts(unsigned *seed, struct arena *arena) {
    struct strings texts = {NULL, 0};
    for (unsigned i = draw(seed, 4); i > 0; i--) {
        strings_push(arena, &texts, draw_text(seed, arena));
    }
    return texts;
}

static struct atom draw_atom(unsigned *seed, struct arena *arena) {
    struct atom atom = {.type = (enum atom_type)(1 + draw(seed, ATOM_COUNT - 1)),
                        .level = LEVEL_NONE};
    if (atom.type == ATOM_QUALIFICATION) {
        atom.level = (int)draw(seed, 10) - 1;
        atom.subject = draw(seed, 2) ? draw_text(seed, arena) : NULL;
        atom.status = (enum holding)draw(seed, HOLDING_COUNT);
    } else if (atom.type == ATOM_EXPERIENCE) {
        atom.months = (int)draw(seed, 100);
        atom.kinds = draw(seed, 16) << 1;
        atom.stands_in = draw(seed, 2);
        atom.areas = draw_texts(seed, arena);
    } else if (atom.type == ATOM_DRIVING) {
        atom.licence = draw(seed, 2);
        atom.vehicle = draw(seed, 2);
    } else if (atom.type == ATOM_OTHER) {
        atom.areas = draw_texts(seed, arena);
    } else {
        atom.concept = draw(seed, 2) ? draw_text(seed, arena) : NULL;
    }
    return atom;
}

static struct requirement draw_requirement(unsigned *seed, struct arena *arena) {
    struct requirement tree = {.accepts_equivalent = draw(seed, 2)};
    for (unsigned i = 1 + draw(seed, 3); i > 0; i--) {
        struct demand demand = {NULL, 0};
        for (unsigned j = draw(seed, 4); j > 0; j--) {
            struct atom atom = draw_atom(seed, arena);
            ARENA_PUSH(arena, demand.atoms, demand.count, atom);
        }
        ARENA_PUSH(arena, tree.any_of, tree.count, demand);
    }
    return tree;
}

static bool same_text(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool same_atom(const struct atom *a, const struct atom *b) {
    bool same = a->type == b->type && a->level == b->level && a->status == b->status &&
                a->months == b->months && a->kinds == b->kinds &&
                a->stands_in == b->stands_in && a->licence == b->licence &&
                a->vehicle == b->vehicle && same_text(a->subject, b->subject) &&
                same_text(a->concept, b->concept) && a->areas.count == b->areas.count;
    for (size_t i = 0; same && i < a->areas.count; i++) {
        same = same_text(a->areas.at[i], b->areas.at[i]);
    }
    return same;
}

static bool same_tree(const struct requirement *a, const struct requirement *b) {
    bool same = a->count == b->count && a->accepts_equivalent == b->accepts_equivalent;
    for (size_t i = 0; same && i < a->count; i++) {
        same = a->any_of[i].count == b->any_of[i].count;
        for (size_t j = 0; same && j < a->any_of[i].count; j++) {
            same = same_atom(&a->any_of[i].atoms[j], &b->any_of[i].atoms[j]);
        }
    }
    return same;
}

Test(requirement_text, carries_any_tree_whatever_its_texts_hold) {
    unsigned seed = 20260401;
    for (int i = 0; i < 20000; i++) {
        struct round round;
        begin(&round);
        struct requirement tree = draw_requirement(&seed, &round.arena);
        round.requirement = tree;
        const char *line = arena_copy_text(&round.arena, write_line(&round));
        cr_assert_eq(read_line(&round, line), ERR_NONE, "%s: %s", line, round.diag.text);
        cr_expect(same_tree(&round.requirement, &tree), "%s", line);
        cr_expect_str_eq(write_line(&round), line);
        end(&round);
    }
}
