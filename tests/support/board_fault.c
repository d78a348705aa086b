/* tests/support/board_fault.c - what can go wrong with an answer, and for which addresses
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_fault.h"

#include "tests/support/board_notices.h"
#include "tests/support/board_reply.h"
#include "tests/support/board_route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RETRY_AFTER = 30,            /* seconds, with 429 */
    BINARY_SIZE = 2048,          /* bytes */
    BOMB_SIZE = 64 * 1024 * 1024 /* bytes before compression */
};

/* What a spoiler may look at beside the answer. */
struct scene {
    struct board_site *site;
    const char *path;
    unsigned number; /* an HTTP status, from the kind's row */
};

struct board_fault_kind {
    const char *name;
    void (*spoil)(struct board_reply *reply, const struct scene *scene);
    unsigned number;
};

static void forget_page(struct board_reply *reply) {
    board_text_clear(&reply->body);
    reply->type = "text/html; charset=utf-8";
    reply->etag[0] = '\0';
    reply->modified[0] = '\0';
}

static void spoil_status(struct board_reply *reply, const struct scene *scene) {
    forget_page(reply);
    reply->status = scene->number;
    if (scene->number == 429)
        reply->retry_after = RETRY_AFTER;
    board_notices_write_error(&reply->body, "Sorry, there is a problem",
                              "The request could not be answered. Try again later.");
}

static void spoil_login(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    forget_page(reply);
    board_notices_write_login(&reply->body);
}

static void spoil_maintenance(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    forget_page(reply);
    board_notices_write_maintenance(&reply->body);
}

static void spoil_service_domain(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    forget_page(reply);
    board_notices_write_service_domain(&reply->body);
}

static void spoil_closed(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    forget_page(reply);
    board_notices_write_error(
        &reply->body, "This job is now closed",
        "Jobs close on their closing date, or early once there are enough "
        "applications.");
}

/* The validators stay: a reader that keeps them with half a page will be told 304 for ever. */
static void spoil_cut(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    board_text_truncate(&reply->body, reply->body.length / 2);
}

static void spoil_empty(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    board_text_clear(&reply->body);
}

/* Begins as a PNG file does, then noise with zero bytes in it, under the type of a page. */
static void spoil_binary(struct board_reply *reply, const struct scene *scene) {
    unsigned noise = 1;
    (void)scene;
    forget_page(reply);
    board_text_add_bytes(&reply->body, "\x89PNG\r\n\x1a\n", 8);
    for (int i = 0; i < BINARY_SIZE; i++) {
        noise = noise * 1103515245u + 12345u;
        char byte = (char)(noise >> 16 & 0x7f);
        board_text_add_bytes(&reply->body, &byte, 1);
    }
}

static void redirect(struct board_reply *reply, const char *location) {
    forget_page(reply);
    reply->status = 302;
    (void)snprintf(reply->location, sizeof reply->location, "%s", location);
}

static void spoil_redirect_out(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    redirect(reply, "http://other.example/");
}

static void spoil_redirect_loop(struct board_reply *reply, const struct scene *scene) {
    redirect(reply, scene->path);
}

static void spoil_redirect_login(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    redirect(reply, "/candidate/auth/login");
}

static void spoil_wrong_advert(struct board_reply *reply, const struct scene *scene) {
    const struct board_data *data = &scene->site->data;
    forget_page(reply);
    for (size_t i = 0; i < data->count; i++) {
        const struct board_vacancy *other = &data->vacancies[i];
        if (board_data_is_open(data, other) && strstr(scene->path, other->ref) == NULL) {
            board_route_answer_advert(reply, scene->site, other);
            return;
        }
    }
}

static void spoil_gzip_cut(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    reply->cut_gzip = true;
}

static void spoil_gzip_bomb(struct board_reply *reply, const struct scene *scene) {
    char *blanks = malloc(BOMB_SIZE);
    (void)scene;
    if (blanks == NULL)
        abort();
    memset(blanks, ' ', BOMB_SIZE);
    forget_page(reply);
    board_text_add_bytes(&reply->body, blanks, BOMB_SIZE);
    free(blanks);
    reply->force_gzip = true;
}

static void spoil_short_body(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    reply->delivery = BOARD_DELIVERY_SHORT;
}

static void spoil_huge(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    reply->delivery = BOARD_DELIVERY_ENDLESS;
}

static void spoil_slow(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    reply->delivery = BOARD_DELIVERY_TRICKLE;
}

static void spoil_stall(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    reply->delivery = BOARD_DELIVERY_STALL;
}

static void spoil_drop(struct board_reply *reply, const struct scene *scene) {
    (void)scene;
    reply->delivery = BOARD_DELIVERY_DROP;
}

static const struct board_fault_kind kinds[] = {
    {"304", spoil_status, 304},
    {"403", spoil_status, 403},
    {"404", spoil_status, 404},
    {"429", spoil_status, 429},
    {"500", spoil_status, 500},
    {"503", spoil_status, 503},
    {"login", spoil_login, 0},
    {"redirect_login", spoil_redirect_login, 0},
    {"maintenance", spoil_maintenance, 0},
    {"service_domain", spoil_service_domain, 0},
    {"html_robots", spoil_service_domain, 0},
    {"closed", spoil_closed, 0},
    {"cut", spoil_cut, 0},
    {"empty", spoil_empty, 0},
    {"binary", spoil_binary, 0},
    {"redirect_out", spoil_redirect_out, 0},
    {"redirect_loop", spoil_redirect_loop, 0},
    {"wrong_advert", spoil_wrong_advert, 0},
    {"gzip_cut", spoil_gzip_cut, 0},
    {"gzip_bomb", spoil_gzip_bomb, 0},
    {"short_body", spoil_short_body, 0},
    {"huge", spoil_huge, 0},
    {"slow", spoil_slow, 0},
    {"stall", spoil_stall, 0},
    {"drop", spoil_drop, 0},
};

static const struct board_fault_kind *find_kind(const char *name) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    }
    return NULL;
}

/* ---- the list ---- */

void board_fault_free(struct board_fault_list *list) {
    free(list->faults);
    *list = (struct board_fault_list){.faults = NULL, .count = 0};
}

static void remove_at(struct board_fault_list *list, size_t index) {
    for (size_t i = index + 1; i < list->count; i++)
        list->faults[i - 1] = list->faults[i];
    list->count--;
}

static void remove_path(struct board_fault_list *list, const char *path) {
    for (size_t i = list->count; i > 0; i--) {
        if (strcmp(list->faults[i - 1].path, path) == 0)
            remove_at(list, i - 1);
    }
}

bool board_fault_set(struct board_fault_list *list, const char *path, const char *kind,
                     unsigned times) {
    const struct board_fault_kind *found = find_kind(kind);
    bool none = strcmp(kind, "none") == 0;
    if (found == NULL && !none)
        return false;
    remove_path(list, path);
    if (none)
        return true;
    struct board_fault *grown = realloc(list->faults, (list->count + 1) * sizeof *grown);
    if (grown == NULL)
        abort();
    list->faults = grown;
    struct board_fault *fault = &list->faults[list->count++];
    *fault = (struct board_fault){.kind = found, .left = times};
    (void)snprintf(fault->path, sizeof fault->path, "%s", path);
    return true;
}

static bool covers(const char *pattern, const char *path) {
    size_t size = strlen(pattern);
    if (size > 0 && pattern[size - 1] == '*')
        return strncmp(pattern, path, size - 1) == 0;
    return strcmp(pattern, path) == 0;
}

void board_fault_apply(struct board_reply *reply, struct board_fault_list *list,
                       struct board_site *site, const char *path) {
    for (size_t i = 0; i < list->count; i++) {
        struct board_fault *fault = &list->faults[i];
        if (!covers(fault->path, path))
            continue;
        reply->unconditional = true;
        fault->kind->spoil(reply, &(struct scene){site, path, fault->kind->number});
        if (fault->left > 0 && --fault->left == 0)
            remove_at(list, i);
        return;
    }
}
