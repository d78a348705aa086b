/* pipeline/caseload_sift.c - all adverts for one candidate of a caseload
 * SPDX-License-Identifier: MIT
 *
 * What is remembered: all adverts that pass, the best of those one step away, and the newest
 * advert of all, whatever it says. The last one tells the next run which adverts are new, so
 * that the many thousands that nobody goes for need not be remembered.
 */
#include <stdlib.h>
#include <string.h>

#include "matcher/rank.h"
#include "pipeline/caseload_private.h"

/* Adverts to remember for a candidate, where not more than that pass. */
enum { REMEMBERED = 300 };

/* A candidate in hand. */
struct turn {
    struct caseload *caseload;
    struct member *member;
    struct matched *best; /* passing ones, then those one step away */
    size_t best_count;
    size_t pass_count;
    size_t *gone; /* adverts that passed the last time and do not now */
    size_t gone_count;
};

/* ---- what the last run said -------------------------------------------------------------- */

static bool is_new(const struct member *member, int64_t row) {
    return member->is_known && row > member->newest_row;
}

/* They are by row of the vacancy. */
static enum gate gate_before(const struct member *member, int64_t row) {
    size_t low = 0;
    size_t high = member->was_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (member->was[middle].vacancy < row) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_there = low < member->was_count && member->was[low].vacancy == row;
    return is_there ? member->was[low].gate : GATE_NONE;
}

static struct caseload_line line_of(const struct member *member,
                                    const struct matched *matched) {
    return (struct caseload_line){.advert = *matched,
                                  .is_new = is_new(member, matched->row),
                                  .was = gate_before(member, matched->row)};
}

static bool is_news(const struct member *member, const struct caseload_line *line) {
    bool passes = line->advert.gate == GATE_PASS;
    return member->is_known && (line->is_new ? passes || line->advert.one_away
                                             : (passes || line->was == GATE_PASS) &&
                                                   line->was != line->advert.gate);
}

/* ---- the list ---------------------------------------------------------------------------- */

/* Does the candidate want to see it? */
static bool is_wanted(struct turn *turn, size_t advert) {
    const struct caseload *caseload = turn->caseload;
    bool fits = adverts_misfit(&caseload->adverts, advert, &caseload->query.which,
                               &turn->member->wish) == PREFER_COUNT;
    turn->member->sheet.left_out += !fits;
    return fits;
}

static void take(struct turn *turn, size_t advert) {
    struct member *member = turn->member;
    struct caseload_sheet *sheet = &member->sheet;
    struct matched line =
        adverts_matched(&turn->caseload->adverts, advert, member->stands[advert]);
    sheet->counts.of[line.gate]++;
    sheet->fresh.of[line.gate] += is_new(member, line.row);
    sheet->near += line.one_away;
    if (!is_wanted(turn, advert)) {
        return;
    }
    if (line.gate == GATE_PASS || line.one_away) {
        turn->best[turn->best_count++] = line;
        turn->pass_count += line.gate == GATE_PASS;
    } else if (gate_before(member, line.row) == GATE_PASS) {
        turn->gone[turn->gone_count++] = advert;
    }
}

static enum err fill_lines(struct turn *turn, struct diag *diag) {
    struct member *member = turn->member;
    struct caseload_sheet *sheet = &member->sheet;
    size_t most = turn->caseload->query.lines;
    size_t count = turn->best_count < most ? turn->best_count : most;
    struct caseload_line *lines = arena_alloc(&member->arena, count, sizeof *lines);
    for (size_t i = 0; lines && i < count; i++) {
        lines[i] = line_of(member, &turn->best[i]);
    }
    sheet->lines = lines;
    sheet->line_count = lines ? count : 0;
    sheet->total = turn->best_count;
    return arena_check(&member->arena, diag);
}

static void add_news(struct turn *turn, struct caseload_line *news,
                     const struct caseload_line *line) {
    struct caseload_sheet *sheet = &turn->member->sheet;
    if (is_news(turn->member, line)) {
        if (sheet->news_count < turn->caseload->query.news) {
            news[sheet->news_count++] = *line;
        }
        sheet->news_total++;
    }
}

static enum err fill_news(struct turn *turn, struct diag *diag) {
    struct member *member = turn->member;
    struct caseload_line *news =
        arena_alloc(&member->arena, turn->caseload->query.news, sizeof *news);
    if (!news) {
        return arena_check(&member->arena, diag);
    }
    member->sheet.news = news;
    for (size_t i = 0; i < turn->best_count; i++) {
        struct caseload_line line = line_of(member, &turn->best[i]);
        add_news(turn, news, &line);
    }
    for (size_t i = 0; i < turn->gone_count; i++) {
        struct matched matched = adverts_matched(&turn->caseload->adverts, turn->gone[i],
                                                 member->stands[turn->gone[i]]);
        struct caseload_line line = line_of(member, &matched);
        add_news(turn, news, &line);
    }
    return ERR_NONE;
}

/* ---- what to remember -------------------------------------------------------------------- */

static int by_row(const void *left, const void *right) {
    int64_t a = ((const struct caseload_mark *)left)->vacancy;
    int64_t b = ((const struct caseload_mark *)right)->vacancy;
    return a < b ? -1 : a > b;
}

static void remember(struct turn *turn, int64_t row) {
    struct member *member = turn->member;
    const struct adverts *adverts = &turn->caseload->adverts;
    size_t advert = adverts_find(adverts, row);
    size_t criteria = adverts->sift.adverts[advert].count;
    char *marks = arena_alloc(&member->arena, criteria + 1, 1);
    if (marks) {
        sift_marks_text(marks, &adverts->sift, member->marks, advert);
        marks[criteria < CASELOAD_MARKS_MAX ? criteria : CASELOAD_MARKS_MAX] = '\0';
        ARENA_PUSH(&member->arena, member->keep, member->keep_count,
                   (struct caseload_mark){.vacancy = row,
                                          .gate = member->stands[advert].gate,
                                          .score = member->stands[advert].score,
                                          .marks = marks});
    }
}

static enum err fill_keep(struct turn *turn, struct diag *diag) {
    struct member *member = turn->member;
    const struct adverts *adverts = &turn->caseload->adverts;
    size_t most = turn->pass_count > REMEMBERED ? turn->pass_count : REMEMBERED;
    bool has_newest = adverts->count == 0;
    int64_t newest = adverts->count > 0 ? adverts->at[adverts->count - 1].row : 0;
    for (size_t i = 0; i < turn->best_count && i < most; i++) {
        remember(turn, turn->best[i].row);
        has_newest |= turn->best[i].row == newest;
    }
    if (!has_newest) {
        remember(turn, newest);
    }
    if (member->keep_count > 1) {
        qsort(member->keep, member->keep_count, sizeof *member->keep, by_row);
    }
    return arena_check(&member->arena, diag);
}

/* ---- all of it --------------------------------------------------------------------------- */

static enum err sift_adverts(struct turn *turn, struct diag *diag) {
    const struct adverts *adverts = &turn->caseload->adverts;
    struct member *member = turn->member;
    enum err err = sift_judge(member->marks, &adverts->sift, 1, &member->candidate,
                              turn->caseload->query.which.today, diag);
    for (size_t i = 0; !err && i < adverts->count; i++) {
        member->stands[i] = sift_total(&adverts->sift, member->marks, i);
        take(turn, i);
    }
    member->sheet.looked_at = (int64_t)adverts->count;
    return err;
}

enum err caseload_sift(void *state, size_t desk, size_t number, struct diag *diag) {
    struct caseload *caseload = state;
    const struct adverts *adverts = &caseload->adverts;
    struct member *member = &caseload->members[number];
    struct turn turn = {.caseload = caseload, .member = member};
    struct arena work;
    arena_init(&work, ARENA_PAGE_CAP);
    member->marks = arena_alloc(&member->arena, adverts->sift.requirement_count, 1);
    member->stands = arena_alloc(&work, adverts->count, sizeof *member->stands);
    turn.best = arena_alloc(&work, adverts->count, sizeof *turn.best);
    turn.gone = arena_alloc(&work, adverts->count, sizeof *turn.gone);
    enum err err = arena_check(&work, diag);
    err = err ? err : arena_check(&member->arena, diag);
    err = err ? err : sift_adverts(&turn, diag);
    if (!err) {
        rank_sort_lines(turn.best, turn.best_count);
        err = fill_lines(&turn, diag);
    }
    err = err ? err : fill_news(&turn, diag);
    err = err ? err : fill_keep(&turn, diag);
    if (!err && caseload->query.gaps > 0) {
        struct gap_candidate candidate = {&member->candidate, caseload->query.which.today,
                                          member->marks, member->stands};
        err = gap_tally(caseload->desks[desk].tally, &caseload->gaps, &candidate, diag);
    }
    member->stands = NULL;
    arena_fini(&work);
    return err;
}
