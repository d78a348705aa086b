/* tests/accuracy/panel_selftest.c - the measures, on tables worked out by hand
 * SPDX-License-Identifier: MIT
 */
#include <math.h>
#include <stdio.h>

#include "schema/requirement_text.h"
#include "tests/accuracy/panel_parts.h"
#include "tests/accuracy/panel_scores.h"
#include "tests/accuracy/panel_words.h"

/* The figures below are written to six places. */
#define CLOSE 0.000001

static size_t expect(const char *what, double got, double want) {
    bool wrong = !(fabs(got - want) < CLOSE);
    if (wrong) {
        printf("self-test: %s is %.6f, by hand %.6f\n", what, got, want);
    }
    return wrong;
}

static size_t try_f1(void) {
    const struct panel_class classes[] = {{4, 5, 3}, {0, 0, 0}, {2, 0, 0}};
    size_t used = 0;
    size_t wrong = expect("precision of 3 in 5", panel_precision(classes[0]), 0.6);
    wrong += expect("recall of 3 of 4", panel_recall(classes[0]), 0.75);
    wrong += expect("F1 of those", panel_f1(classes[0]), 0.666667);
    wrong += expect("F1 of a class never said", panel_f1(classes[2]), 0.0);
    wrong +=
        expect("macro-F1 with a class that is nowhere",
               panel_macro_f1(classes, sizeof classes / sizeof classes[0], &used), 0.333333);
    wrong += expect("classes in it", (double)used, 2.0);
    return wrong;
}

/* The second: 2 squared distances met; by chance (0.8 + 3.2 + 0.4 + 0.8 + 0.8 + 0.4). */
static size_t try_kappa(void) {
    size_t same[PANEL_MARKS][PANEL_MARKS] = {{2, 0, 0}, {0, 2, 0}, {0, 0, 2}};
    size_t some[PANEL_MARKS][PANEL_MARKS] = {{1, 1, 0}, {0, 1, 1}, {0, 0, 1}};
    size_t turned[PANEL_MARKS][PANEL_MARKS] = {{0, 0, 1}, {0, 0, 0}, {1, 0, 0}};
    size_t one_mark[PANEL_MARKS][PANEL_MARKS] = {{5, 0, 0}, {0, 0, 0}, {0, 0, 0}};
    size_t chance[PANEL_MARKS][PANEL_MARKS] = {{1, 0, 1}, {0, 0, 0}, {1, 0, 1}};
    size_t wrong = expect("kappa of the same marks", panel_kappa(same), 1.0);
    wrong += expect("kappa of 1 - 2 / 6.4", panel_kappa(some), 0.6875);
    wrong += expect("kappa of marks turned round", panel_kappa(turned), -1.0);
    wrong += expect("kappa where there is one mark only", panel_kappa(one_mark), 1.0);
    wrong += expect("kappa of chance", panel_kappa(chance), 0.0);
    return wrong;
}

static size_t try_ndcg(void) {
    static const int best[] = {3, 2, 0};
    static const int second[] = {0, 3};
    static const int swapped[] = {2, 3};
    static const int cut[] = {0, 1, 1};
    static const int none[] = {0, 0};
    size_t wrong = expect("nDCG of the best order", panel_ndcg(best, 3, 10), 1.0);
    wrong += expect("nDCG of 1 / log2 3", panel_ndcg(second, 2, 10), 0.630930);
    wrong += expect("nDCG of (3 + 7 / log2 3) / (7 + 3 / log2 3)", panel_ndcg(swapped, 2, 10),
                    0.833991);
    wrong += expect("nDCG@2, the best cut too", panel_ndcg(cut, 3, 2), 0.386853);
    wrong += expect("nDCG@1 of a first that is 0", panel_ndcg(second, 2, 1), 0.0);
    wrong += expect("nDCG without a grade", panel_ndcg(none, 2, 10), -1.0);
    return wrong;
}

/* "cat" is in 2 of 3 texts: ln 1.6; "dog" in 1: ln(1 + 2.5 / 1.5). The mean length is 2. */
static size_t try_words(struct arena *arena) {
    const struct panel_bag texts[] = {panel_bag(arena, SPAN("The Cat")),
                                      panel_bag(arena, SPAN("cat, cat; dog")),
                                      panel_bag(arena, SPAN("bird"))};
    const struct panel_bag others[] = {panel_bag(arena, SPAN("cat sat on mat, mat")),
                                       panel_bag(arena, SPAN("cat dog")),
                                       panel_bag(arena, SPAN("bird"))};
    const struct panel_library library = {texts, 3};
    const struct panel_library second = {others, 3};
    const struct panel_bag cat = panel_bag(arena, SPAN("cat"));
    const struct panel_bag twice = panel_bag(arena, SPAN("CAT cat"));
    const struct panel_bag both = panel_bag(arena, SPAN("dog cat cow"));
    const struct panel_bag query = panel_bag(arena, SPAN("MAT, dog; on"));
    size_t wrong = expect("words, each once", (double)texts[1].count, 2.0);
    wrong += expect("words in all", (double)texts[1].total, 3.0);
    wrong += expect("BM25 of ln 1.6 * 2.2 / 2.2", panel_bm25(&library, 0, &cat), 0.470004);
    wrong += expect("BM25 of ln 1.6 * 4.4 / 3.65", panel_bm25(&library, 1, &cat), 0.566580);
    wrong += expect("BM25 without the word", panel_bm25(&library, 2, &cat), 0.0);
    wrong += expect("BM25 of a word asked twice", panel_bm25(&library, 0, &twice), 0.940007);
    wrong += expect("BM25 of two words", panel_bm25(&library, 1, &both), 1.380853);
    wrong += expect("ratio of mat among sat, mat", panel_ratio(&second, 0, &query), 0.5);
    wrong += expect("ratio of dog", panel_ratio(&second, 1, &query), 1.0);
    wrong += expect("ratio of nothing", panel_ratio(&second, 2, &query), 0.0);
    return wrong;
}

static size_t try_gates(struct arena *arena) {
    static const struct {
        enum need need;
        const char *truth;
        enum verdict verdict;
        int mark;
        enum gate want;
    } rows[] = {
        {NEED_ESSENTIAL, "skill concept=x", VERDICT_PARTLY, 1, GATE_PASS},
        {NEED_ESSENTIAL, "knowledge topic=x", VERDICT_UNKNOWN, 0, GATE_OPEN},
        {NEED_ESSENTIAL, "qualification level=2 status=held", VERDICT_PARTLY, 1, GATE_OPEN},
        {NEED_ESSENTIAL, "qualification level=2 status=held", VERDICT_MET, 2, GATE_PASS},
        {NEED_ESSENTIAL, "experience areas=x", VERDICT_PARTLY, 1, GATE_OPEN},
        {NEED_ESSENTIAL, "driving licence=yes", VERDICT_NOT_MET, 0, GATE_FAIL},
        {NEED_ESSENTIAL, "right_to_work", VERDICT_PARTLY, 1, GATE_OPEN},
        {NEED_ESSENTIAL, "other words=x", VERDICT_PARTLY, 1, GATE_PASS},
        {NEED_ESSENTIAL, "skill concept=x & driving licence=yes", VERDICT_PARTLY, 1, GATE_OPEN},
        {NEED_ESSENTIAL, "qualification level=2 | skill concept=x", VERDICT_PARTLY, 1,
         GATE_PASS},
        {NEED_ESSENTIAL, "skill concept=x & driving licence=yes", VERDICT_NOT_MET, 1,
         GATE_FAIL},
        {NEED_ESSENTIAL, "skill concept=x", VERDICT_LATER, MARK_NONE, GATE_NONE},
        {NEED_ESSENTIAL, "dbs", VERDICT_LATER, MARK_NONE, GATE_NONE},
        {NEED_ESSENTIAL, "nothing", VERDICT_UNKNOWN, 0, GATE_NONE},
        {NEED_DESIRABLE, "driving licence=yes", VERDICT_NOT_MET, 0, GATE_NONE},
        {NEED_UNSTATED, "driving licence=yes", VERDICT_NOT_MET, 0, GATE_NONE},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct requirement truth = {0};
        struct criterion criterion = {.need = rows[i].need};
        if (requirement_text_read(&truth, arena, span_of(rows[i].truth), NULL)) {
            printf("self-test: %s cannot be read\n", rows[i].truth);
            wrong++;
            continue;
        }
        enum gate got = panel_gate_of(&criterion, &truth, rows[i].verdict, rows[i].mark);
        wrong += expect(rows[i].truth, (double)got, (double)rows[i].want);
    }
    return wrong;
}

size_t panel_selftest(void) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    size_t wrong = try_f1() + try_kappa() + try_ndcg() + try_words(&arena) + try_gates(&arena);
    arena_fini(&arena);
    return wrong;
}
