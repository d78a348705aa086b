/* pipeline/intake.c - a reading is saved or put aside
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/intake.h"

#include <string.h>

#include "pipeline/intake_private.h"

void intake_open(struct intake *intake, struct store *store, struct crew *crew, int64_t run,
                 struct run_counts *counts, const struct listener *listener) {
    *intake = (struct intake){
        .store = store, .crew = crew, .listener = listener, .counts = counts, .run = run};
    arena_init(&intake->arena, ARENA_PAGE_CAP);
}

void intake_close(struct intake *intake) { arena_fini(&intake->arena); }

/* ---- transactions ---- */

enum err intake_begin(struct intake *intake, struct diag *diag) {
    intake->counts_before = *intake->counts;
    intake->taken_up_before = intake->taken_up;
    return store_begin(intake->store, diag);
}

void intake_rollback(struct intake *intake) {
    store_rollback(intake->store);
    intake_tally_undo(intake);
    *intake->counts = intake->counts_before;
    intake->taken_up = intake->taken_up_before;
}

enum err intake_commit(struct intake *intake, struct diag *diag) {
    enum err err = intake_tally_save(intake, diag);
    if (!err) {
        err = store_commit(intake->store, diag);
    }
    if (err) {
        intake_rollback(intake);
        return err;
    }
    for (struct intake_family *at = intake->families; at; at = at->next) {
        memcpy(at->saved, at->now, sizeof at->saved);
        at->is_dirty = false;
    }
    return ERR_NONE;
}

bool intake_is_unreadable(const struct reading *reading) {
    return reading->kind == READING_REFUSAL && reading->family &&
           reading->as.refusal.kind == REFUSAL_OTHER_PAGE;
}

/* ---- one advert on its way ---- */

struct arrival {
    struct intake *intake;
    struct arena *arena;
    const struct intake_page *page;
    struct reading *reading;
    struct intake_family *family;
    struct vacancy_name name;
    struct stored known;
    bool is_known;
    struct intake_twin twin;
    uint64_t has;
    uint64_t lost; /* of what was expected */
    uint64_t expected;
};

/* What it has, what it should have, and what of that is not there. */
static void hold_against_known(struct arrival *arrival) {
    const struct vacancy *vacancy = &arrival->reading->as.vacancy;
    arrival->has = drift_features(vacancy, arrival->arena);
    if (arrival->is_known) {
        arrival->expected = drift_features(&arrival->known.vacancy, arrival->arena);
        if (arrival->intake->is_again) { /* that values change is what it is for */
            arrival->expected &= ~drift_kinds(1u << DRIFT_CONSTANT);
        }
        arrival->lost =
            drift_lost(&arrival->known.vacancy, vacancy, arrival->arena) & arrival->expected;
    } else {
        arrival->expected = arrival->family->usual;
        arrival->lost = arrival->expected & ~arrival->has;
    }
}

/* Counted once for each page: one that waits in quarantine was counted when it came. */
static void tally(const struct arrival *arrival) {
    uint64_t measures = drift_kinds(DRIFT_MEASURES);
    uint64_t measured = arrival->is_known ? ~UINT64_C(0) : ~measures;
    uint64_t kept = arrival->expected & ~arrival->lost;
    if (!arrival->page->is_aside) {
        intake_tally(arrival->family, (arrival->has & ~measures) | kept, arrival->expected,
                     measured);
    }
}

/* What was put aside of this advert is over; where this run has counted that, the advert is not
 * counted twice. */
enum err intake_confirm(struct intake *intake, const struct vacancy_name *name,
                        struct diag *diag) {
    bool counted = false;
    enum err err = store_quarantine_drop(intake->store, 0, name, intake->run, &counted, diag);
    if (!err && counted) {
        intake->counts->aside--;
        intake->counts->same++;
    }
    return err;
}

/* The page that the record was last read from, once more: it says nothing of newer ones. */
static bool is_own_page(const struct intake *intake, const struct intake_page *page) {
    return intake->is_again && !page->is_aside;
}

static enum err save_vacancy(struct intake *intake, const struct intake_page *page,
                             const struct vacancy *vacancy, const char *key, enum saved_as *as,
                             struct diag *diag) {
    bool own = is_own_page(intake, page);
    return page->past || own
               ? store_vacancy_save_past(intake->store, vacancy, key, page->row, intake->run,
                                         own ? 0 : page->past, as, diag)
               : store_vacancy_save(intake->store, vacancy, key, page->row, intake->run, as,
                                    diag);
}

/* ---- what became of it ---- */

static bool is_over(const struct stored *stored) {
    return stored->vacancy.state == STATE_CLOSED || stored->life == LIFE_CLOSED ||
           stored->life == LIFE_WITHDRAWN;
}

static void count_saved(struct intake *intake, const struct intake_saving *saving,
                        enum saved_as as, bool was_over) {
    bool changed = as == SAVED_CHANGED || as == SAVED_REOPENED;
    intake->counts->fresh += as == SAVED_FRESH;
    intake->counts->same += as == SAVED_SAME;
    intake->counts->changed += changed;
    intake->counts->reopened += as == SAVED_REOPENED;
    intake->counts->closed += changed && !was_over && saving->vacancy->state == STATE_CLOSED;
    intake->taken_up += saving->page->is_aside;
}

/* A lesser board's record that has become this advert's own is what was known of it. */
static enum err look_up_over(bool *was_over, const struct intake *intake, struct arena *arena,
                             const struct intake_saving *saving, struct diag *diag) {
    struct stored stored = {0};
    bool found = false;
    if (!saving->twin.adopts) {
        *was_over = saving->known && is_over(saving->known);
        return ERR_NONE;
    }
    enum err err = intake_known(intake, arena, &saving->name, &stored, &found, diag);
    *was_over = !err && found && is_over(&stored);
    return err;
}

static enum err save_own(struct intake *intake, struct arena *arena,
                         const struct intake_saving *saving, struct diag *diag) {
    enum saved_as as = SAVED_NONE;
    bool was_over = false;
    enum err err = intake_twin_adopt(intake, &saving->twin, &saving->name, diag);
    err = err ? err : look_up_over(&was_over, intake, arena, saving, diag);
    err =
        err ? err
            : save_vacancy(intake, saving->page, saving->vacancy, saving->name.key, &as, diag);
    if (!err && !is_own_page(intake, saving->page)) {
        err = intake_confirm(intake, &saving->name, diag);
    }
    if (!err) {
        count_saved(intake, saving, as, was_over);
    }
    return err;
}

enum err intake_save(struct intake *intake, struct arena *arena,
                     const struct intake_saving *saving, struct diag *diag) {
    return saving->twin.joins ? intake_twin_join(intake, saving->page, &saving->twin,
                                                 &saving->name, saving->vacancy, diag)
                              : save_own(intake, arena, saving, diag);
}

/* ---- put aside ---- */

/* What is lacking, and how far this run's counts are. */
static struct lack *list_lost(const struct arrival *arrival, size_t *count) {
    struct lack *lacks = NULL;
    for (size_t i = 0; i < drift_count(); i++) {
        const struct fill *now = &arrival->family->now[i];
        struct lack lack = {drift_name(i), now->expected, now->met};
        if (arrival->lost >> i & 1) {
            ARENA_PUSH(arrival->arena, lacks, *count, lack);
        }
    }
    return lacks;
}

static enum err put_aside(const struct arrival *arrival, struct diag *diag) {
    struct intake *intake = arrival->intake;
    bool counted = false;
    struct quarantined item = {.page = arrival->page->row,
                               .name = arrival->name,
                               .family = arrival->family->name,
                               .run = intake->run,
                               .is_again = intake->is_again};
    item.lacks = list_lost(arrival, &item.lack_count);
    enum err err = arena_check(arrival->arena, diag);
    if (!err && arrival->page->is_aside) {
        err = store_quarantine_keep(intake->store, item.page, item.lacks, item.lack_count,
                                    intake->run, diag);
    } else if (!err) {
        err = store_quarantine_put(intake->store, &item, &counted, diag);
    }
    if (!err) {
        intake->counts->aside += !counted;
        intake->counts->same += counted;
    }
    return err;
}

/* The page is its family's, and is no advert to us any more. A saved page does not even tell
 * whose it is. */
static enum err take_unreadable(struct arrival *arrival, struct diag *diag) {
    arrival->name = arrival->page->name;
    arrival->lost = (uint64_t)1 << drift_find("advert");
    if (!arrival->page->is_aside) {
        intake_tally(arrival->family, 0, arrival->lost, arrival->lost);
    }
    if (arrival->name.key) {
        return put_aside(arrival, diag);
    }
    arrival->intake->counts->refused++;
    return ERR_NONE;
}

/* ---- decided ---- */

static void refuse(struct reading *reading, enum refusal_kind kind, const char *message) {
    reading->kind = READING_REFUSAL;
    reading->as.refusal = (struct refusal){kind, message};
}

/* A copy that may break off never replaces a whole record. */
static bool is_cut(const struct arrival *arrival) {
    return arrival->is_known &&
           vacancy_has_note(&arrival->reading->as.vacancy, VACANCY_NOTE_CUT) &&
           !vacancy_has_note(&arrival->known.vacancy, VACANCY_NOTE_CUT);
}

/* The page of an advert that is over has shrunk: then it says that, and nothing else. */
static bool is_only_closed(const struct arrival *arrival) {
    return arrival->is_known && arrival->reading->as.vacancy.state == STATE_CLOSED &&
           arrival->lost != 0 && !arrival->intake->is_again;
}

static enum err close_known(const struct arrival *arrival, struct diag *diag) {
    struct intake *intake = arrival->intake;
    bool known = false;
    bool changed = false;
    enum err err = store_vacancy_close(intake->store, arrival->name.source, arrival->name.key,
                                       LIFE_CLOSED, intake->run, &known, &changed, diag);
    if (!err) {
        intake->counts->changed += changed;
        intake->counts->closed += changed;
        intake->counts->same += !changed;
    }
    return err;
}

static enum err save_arrival(const struct arrival *arrival, struct diag *diag) {
    struct intake_saving saving = {.page = arrival->page,
                                   .vacancy = &arrival->reading->as.vacancy,
                                   .name = arrival->name,
                                   .known = arrival->is_known ? &arrival->known : NULL,
                                   .twin = arrival->twin};
    return intake_save(arrival->intake, arrival->arena, &saving, diag);
}

static enum err decide(struct arrival *arrival, struct diag *diag) {
    struct intake *intake = arrival->intake;
    if (is_cut(arrival)) {
        refuse(arrival->reading, REFUSAL_CUT,
               "the copy may break off, so the whole record that is known is kept");
        intake->counts->refused++;
        return ERR_NONE;
    }
    if (is_only_closed(arrival)) {
        return close_known(arrival, diag);
    }
    tally(arrival);
    return arrival->lost && !intake->accepts && !arrival->twin.joins
               ? put_aside(arrival, diag)
               : save_arrival(arrival, diag);
}

/* The record keeps the name that it has in commands, whatever is read now. */
static enum err name_arrival(struct arrival *arrival, struct diag *diag) {
    struct vacancy *vacancy = &arrival->reading->as.vacancy;
    arrival->name = arrival->page->name;
    if (arrival->name.key) {
        vacancy->source = arrival->name.source;
        return ERR_NONE;
    }
    arrival->name.source = vacancy->source;
    arrival->name.key = vacancy_key(vacancy, arrival->reading->digest, arrival->arena);
    return arrival->name.key ? ERR_NONE : arena_check(arrival->arena, diag);
}

/* Not of the page that a record was last read from, read again: whose record it is is settled.
 */
static enum err find_twin(struct arrival *arrival, struct diag *diag) {
    return is_own_page(arrival->intake, arrival->page)
               ? ERR_NONE
               : intake_twin_find(&arrival->twin, arrival->intake, arrival->arena,
                                  &arrival->name, &arrival->reading->as.vacancy,
                                  arrival->is_known ? &arrival->known : NULL, diag);
}

static enum err take_vacancy(struct arrival *arrival, struct diag *diag) {
    struct vacancy *vacancy = &arrival->reading->as.vacancy;
    enum err err = name_arrival(arrival, diag);
    if (!err && arrival->name.key) {
        err = intake_known(arrival->intake, arrival->arena, &arrival->name, &arrival->known,
                           &arrival->is_known, diag);
    }
    if (!err && arrival->is_known && arrival->page->name.key && !vacancy->id) {
        vacancy->id = arrival->known.vacancy.id;
    }
    if (!err && arrival->name.key) {
        err = find_twin(arrival, diag);
    }
    if (!err) {
        hold_against_known(arrival);
        err = decide(arrival, diag);
    }
    return err;
}

static enum err take_one(struct arrival *arrival, struct diag *diag) {
    const struct reading *reading = arrival->reading;
    if (reading->kind != READING_VACANCY && !intake_is_unreadable(reading)) {
        arrival->intake->counts->refused++;
        return ERR_NONE;
    }
    enum err err = intake_family(&arrival->family, arrival->intake,
                                 reading->family ? reading->family : "", diag);
    if (err) {
        return err;
    }
    return reading->kind == READING_VACANCY ? take_vacancy(arrival, diag)
                                            : take_unreadable(arrival, diag);
}

/* Only where a page holds one advert its features say what the next reading may be held against
 * without looking. */
static enum err remember(const struct intake *intake, struct arena *arena,
                         const struct intake_page *page, const struct crew_result *reading,
                         uint64_t has, struct diag *diag) {
    const struct reading *first = &reading->readings.at[0];
    struct page_reading kept = {
        .family = first->family,
        .digest = reading->digest,
        .features = reading->readings.count == 1 ? drift_write(has, arena) : NULL,
        .contacts = page->contacts,
    };
    enum err err = arena_check(arena, diag);
    return err ? err : store_page_read_as(intake->store, page->row, &kept, diag);
}

enum err intake_take(struct intake *intake, struct arena *arena, const struct intake_page *page,
                     struct crew_result *reading, struct diag *diag) {
    enum err err = ERR_NONE;
    uint64_t has = 0;
    for (size_t i = 0; !err && i < reading->readings.count; i++) {
        struct arrival arrival = {.intake = intake,
                                  .arena = arena,
                                  .page = page,
                                  .reading = &reading->readings.at[i]};
        err = take_one(&arrival, diag);
        has = arrival.has;
    }
    return err || page->row == 0 ? err : remember(intake, arena, page, reading, has, diag);
}
