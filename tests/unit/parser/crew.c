/* tests/unit/parser/crew.c - tests of parser/crew and parser/worker
 * SPDX-License-Identifier: MIT
 */
#include "parser/crew.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "lib/deflate.h"

/* An advert, a crew, and a clock that the test moves. */
struct scene {
    struct clock_held held;
    struct clock clock;
    struct crew *crew;
    struct arena arena;
    struct buf body;
    struct page page;
};

static void scene_open(struct scene *scene, int size) {
    *scene = (struct scene){.held = {1748779200, 1000}};
    scene->clock = clock_of_held(&scene->held);
    arena_init(&scene->arena, ARENA_RUN_CAP);
    buf_init(&scene->body, PAGE_SIZE_MAX);
    cr_assert_eq(file_read(&scene->body, "fixtures/pages/nhsjobs/both-copies.html", NULL),
                 ERR_NONE);
    scene->page = (struct page){.file = "advert.html", .body = buf_span(&scene->body)};
    cr_assert_eq(crew_open(&scene->crew, size, &scene->clock, NULL), ERR_NONE);
}

static void scene_close(struct scene *scene) {
    crew_close(scene->crew);
    buf_fini(&scene->body);
    arena_fini(&scene->arena);
}

static void give(struct scene *scene, int64_t ticket, const char *known) {
    struct crew_task task = {.page = &scene->page, .known = known, .ticket = ticket};
    cr_assert_eq(crew_give(scene->crew, &task, NULL), ERR_NONE);
}

static enum err read_page(struct crew_result *out, struct scene *scene) {
    struct crew_task task = {.page = &scene->page};
    return crew_read(out, scene->crew, &scene->arena, &task, NULL);
}

static struct crew_result take(struct scene *scene) {
    struct crew_result result = {0};
    cr_assert_eq(crew_take(&result, scene->crew, &scene->arena, NULL), ERR_NONE);
    return result;
}

static bool is_advert(const struct crew_result *result) {
    return result->readings.count == 1 && result->readings.at[0].kind == READING_VACANCY &&
           result->readings.at[0].as.vacancy.title;
}

static const char *refusal_of(const struct crew_result *result) {
    bool refused = result->readings.count == 1 &&
                   result->readings.at[0].kind == READING_REFUSAL &&
                   result->readings.at[0].as.refusal.kind == REFUSAL_REFUSED;
    return refused ? result->readings.at[0].as.refusal.message : "";
}

/* The processes that this one has started. */
static size_t children(pid_t out[static 8]) {
    char path[64];
    size_t count = 0;
    (void)snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *file = fopen(path, "re");
    cr_assert_not_null(file);
    char text[256] = "";
    char *at = fgets(text, sizeof text, file);
    for (char *end; at && count < 8; at = end) {
        long pid = strtol(at, &end, 10);
        if (end == at) {
            break;
        }
        out[count++] = (pid_t)pid;
    }
    (void)fclose(file);
    return count;
}

Test(crew, reads_a_page_as_the_reader_does) {
    struct scene scene;
    struct readings direct = {NULL, 0};
    struct crew_result result;
    scene_open(&scene, 1);
    cr_assert_eq(read_page(&result, &scene), ERR_NONE);
    cr_assert_eq(reader_read(&direct, &scene.arena, &scene.page, NULL, NULL), ERR_NONE);
    cr_assert(is_advert(&result), "%s", refusal_of(&result));
    cr_expect_str_eq(result.readings.at[0].as.vacancy.title, direct.at[0].as.vacancy.title);
    cr_expect_eq(result.readings.at[0].as.vacancy.criterion_count,
                 direct.at[0].as.vacancy.criterion_count);
    scene_close(&scene);
}

Test(crew, starts_no_more_workers_than_there_is_work) {
    struct scene scene;
    pid_t pids[8];
    struct crew_result result;
    scene_open(&scene, 4);
    cr_expect_eq(children(pids), 0);
    for (int i = 0; i < 3; i++) {
        cr_assert_eq(read_page(&result, &scene), ERR_NONE);
    }
    cr_expect_eq(children(pids), 1);
    scene_close(&scene);
    cr_expect_eq(children(pids), 0, "they end with the crew");
}

Test(crew, brings_every_ticket_back_once) {
    enum { PAGES = 200 };
    struct scene scene;
    int seen[PAGES] = {0};
    int64_t given = 0;
    scene_open(&scene, 3);
    for (int taken = 0; taken < PAGES; taken++) {
        while (given < PAGES && crew_has_room(scene.crew)) {
            give(&scene, given++, NULL);
        }
        struct crew_result result = take(&scene);
        cr_assert(result.ticket >= 0 && result.ticket < PAGES);
        seen[result.ticket]++;
        cr_expect(is_advert(&result), "%s", refusal_of(&result));
    }
    cr_expect_not(crew_is_busy(scene.crew));
    for (int i = 0; i < PAGES; i++) {
        cr_expect_eq(seen[i], 1, "page %d", i);
    }
    scene_close(&scene);
}

Test(crew, unpacks_and_says_that_nothing_is_new) {
    struct scene scene;
    struct buf packed;
    scene_open(&scene, 1);
    buf_init(&packed, PAGE_SIZE_MAX);
    cr_assert_eq(deflate_pack(&packed, scene.page.body, NULL), ERR_NONE);
    give(&scene, 1, NULL);
    struct crew_result first = take(&scene);
    scene.page.body = buf_span(&packed);
    struct crew_task task = {
        .page = &scene.page, .packed = true, .known = first.digest, .ticket = 2};
    cr_assert_eq(crew_give(scene.crew, &task, NULL), ERR_NONE);
    struct crew_result second = take(&scene);
    cr_expect(second.same);
    cr_expect_eq(second.readings.count, 0);
    cr_expect_str_eq(second.digest, first.digest);
    task.known = "another";
    cr_assert_eq(crew_give(scene.crew, &task, NULL), ERR_NONE);
    second = take(&scene);
    cr_expect_not(second.same);
    cr_expect(is_advert(&second));
    buf_fini(&packed);
    scene_close(&scene);
}

Test(crew, loses_one_page_with_a_worker_that_dies) {
    enum { PAGES = 6 };
    struct scene scene;
    pid_t pids[8];
    int lost = 0;
    int read = 0;
    scene_open(&scene, 1);
    give(&scene, 0, NULL);
    cr_assert_eq(children(pids), 1);
    cr_assert_eq(kill(pids[0], SIGSTOP), 0); /* whatever it had in hand, it has no more */
    for (int i = 1; i < PAGES; i++) {
        give(&scene, i, NULL);
    }
    cr_assert_eq(kill(pids[0], SIGKILL), 0);
    for (int i = 0; i < PAGES; i++) {
        struct crew_result result = take(&scene);
        bool refused = strstr(refusal_of(&result), "lost") != NULL;
        lost += refused;
        read += is_advert(&result);
        cr_expect(!refused || result.ticket == lost - 1, "the oldest page is the one lost");
    }
    cr_expect_leq(lost, 1);
    cr_expect_eq(lost + read, PAGES);
    scene_close(&scene);
}

Test(crew, loses_nothing_with_a_worker_that_dies_idle) {
    struct scene scene;
    struct crew_result result;
    pid_t pids[8];
    scene_open(&scene, 1);
    cr_assert_eq(read_page(&result, &scene), ERR_NONE);
    cr_assert_eq(children(pids), 1);
    cr_assert_eq(kill(pids[0], SIGKILL), 0);
    cr_assert_eq(read_page(&result, &scene), ERR_NONE);
    cr_expect(is_advert(&result), "%s", refusal_of(&result));
    scene_close(&scene);
}

Test(crew, lets_go_of_whoever_is_stopped) {
    static volatile sig_atomic_t stop = 1;
    struct scene scene;
    struct crew_result result;
    scene_open(&scene, 1);
    crew_heed(scene.crew, &stop);
    give(&scene, 1, NULL);
    cr_expect_eq(crew_take(&result, scene.crew, &scene.arena, NULL), ERR_INTERRUPTED);
    scene_close(&scene);
}

Test(crew, forgives_a_pause_of_the_whole_program) {
    struct scene scene;
    scene_open(&scene, 1);
    give(&scene, 1, NULL);
    (void)usleep(200 * 1000); /* the answer lies in the socket meanwhile */
    scene.held.steady_ms += CREW_PAGE_MS + 1;
    struct crew_result result = take(&scene);
    cr_expect(is_advert(&result), "%s", refusal_of(&result));
    scene_close(&scene);
}

Test(crew, stops_a_worker_that_hangs) {
    struct scene scene;
    pid_t pids[8];
    scene_open(&scene, 1);
    struct crew_result warm;
    cr_assert_eq(read_page(&warm, &scene), ERR_NONE);
    cr_assert_eq(children(pids), 1);
    cr_assert_eq(kill(pids[0], SIGSTOP), 0);
    give(&scene, 1, NULL);
    give(&scene, 2, NULL);
    scene.held.steady_ms += CREW_PAGE_MS + 1;
    struct crew_result result = take(&scene);
    cr_expect_eq(result.ticket, 1);
    cr_expect_not_null(strstr(refusal_of(&result), "30 seconds"), "%s", refusal_of(&result));
    result = take(&scene);
    cr_expect_eq(result.ticket, 2);
    cr_expect(is_advert(&result), "%s", refusal_of(&result));
    scene_close(&scene);
}

Test(crew, lets_a_reading_go_that_does_not_fit) {
    struct scene scene;
    scene_open(&scene, 1);
    struct arena small;
    struct crew_result result = {0};
    arena_init(&small, 64);
    give(&scene, 7, NULL);
    give(&scene, 8, NULL);
    cr_expect_eq(crew_take(&result, scene.crew, &small, NULL), ERR_LIMIT);
    cr_expect_eq(result.ticket, 7, "whose it was");
    cr_expect_eq(result.readings.count, 0u);
    arena_fini(&small);
    struct crew_result other = take(&scene);
    cr_expect_eq(other.ticket, 8, "the one behind it is read");
    cr_expect(is_advert(&other));
    cr_expect_not(crew_is_busy(scene.crew), "nobody waits for it any more");
    scene_close(&scene);
}

Test(crew, takes_pages_of_any_size) {
    struct scene scene;
    struct buf large;
    scene_open(&scene, 2);
    buf_init(&large, PAGE_SIZE_MAX);
    while (large.len + 64 < PAGE_SIZE_MAX) {
        buf_put_text(&large, "<p>A page that is as long as a page may be, line by line.</p>\n");
    }
    scene.page.body = buf_span(&large);
    for (int i = 0; i < 6; i++) {
        cr_assert(crew_has_room(scene.crew) || i >= 2);
        if (crew_has_room(scene.crew)) {
            give(&scene, i, NULL);
        }
    }
    while (crew_is_busy(scene.crew)) {
        struct crew_result result = take(&scene);
        cr_expect_eq(result.readings.count, 1);
    }
    buf_fini(&large);
    scene_close(&scene);
}
