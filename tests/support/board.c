/* tests/support/board.c - a small jobs board on 127.0.0.1 that answers as NHS Jobs does
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board.h"

#include "tests/support/board_date.h"
#include "tests/support/board_fault.h"
#include "tests/support/board_log.h"
#include "tests/support/board_reply.h"
#include "tests/support/board_route.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LIMIT_MAX = 100, /* records a feed page, as the real feed has it */
    LIMIT_DEFAULT = 10,
    PAGE_MAX = 1000000
};

struct board {
    struct MHD_Daemon *daemon;
    struct board_log *log; /* has its own lock */
    pthread_mutex_t lock;  /* guards the members up to `faults` */
    struct board_site site;
    struct board_fault_list faults;
    char url_base[256];
    unsigned short port;
    long limit_max; /* records a feed page at most */
    atomic_bool stopping;
};

/* One request under way. */
struct visit {
    char query[sizeof((struct board_request *)0)->query];
    bool begun;
};

/* ---- reading a request ---- */

static void copy(char *out, size_t size, const char *text) {
    (void)snprintf(out, size, "%s", text != NULL ? text : "");
}

/* The library hands the raw address to this function only: the query is kept for the log. */
static void *begin_visit(void *context, const char *uri, struct MHD_Connection *connection) {
    struct visit *visit = calloc(1, sizeof *visit);
    const char *query = strchr(uri, '?');
    (void)context;
    (void)connection;
    if (visit == NULL)
        abort();
    copy(visit->query, sizeof visit->query, query != NULL ? query + 1 : "");
    return visit;
}

static void end_visit(void *context, struct MHD_Connection *connection, void **state,
                      enum MHD_RequestTerminationCode code) {
    (void)context;
    (void)connection;
    (void)code;
    free(*state);
    *state = NULL;
}

static const char *argument(struct MHD_Connection *connection, const char *name) {
    return MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name);
}

static long number_argument(struct MHD_Connection *connection, const char *name, long fallback,
                            long most) {
    const char *text = argument(connection, name);
    char *end = NULL;
    long value = text != NULL ? strtol(text, &end, 10) : fallback;
    if (text != NULL && (end == text || *end != '\0' || value < 1))
        value = fallback;
    return value < most ? value : most;
}

static enum MHD_Result count_bands(void *context, enum MHD_ValueKind kind, const char *key,
                                   const char *value) {
    int *count = context;
    (void)kind;
    (void)value;
    *count += strcmp(key, "payBand") == 0;
    return MHD_YES;
}

static struct board_call read_call(struct MHD_Connection *connection, const char *path,
                                   const char *search, long limit_max) {
    int bands = 0;
    (void)MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, count_bands, &bands);
    return (struct board_call){
        .path = path,
        .search = search,
        .repeated_band = bands > 1,
        .query = {.keyword = argument(connection, "keyword"),
                  .sort = argument(connection, "sort"),
                  .published_from = argument(connection, "publishedFrom"),
                  .pay_band = argument(connection, "payBand"),
                  .contract_type = argument(connection, "contractType"),
                  .page = number_argument(connection, "page", 1, PAGE_MAX),
                  .limit = number_argument(connection, "limit", LIMIT_DEFAULT, limit_max)},
    };
}

/* ---- answering ---- */

static size_t log_request(struct board *board, struct MHD_Connection *connection,
                          const char *path, const struct visit *visit) {
    struct board_request request = {.status = 0};
    copy(request.path, sizeof request.path, path);
    copy(request.query, sizeof request.query, visit->query);
    copy(request.user_agent, sizeof request.user_agent,
         MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "User-Agent"));
    copy(request.if_none_match, sizeof request.if_none_match,
         MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "If-None-Match"));
    return board_log_add(board->log, &request);
}

static void make_reply(struct board_reply *reply, struct board *board,
                       struct MHD_Connection *connection, const char *path, const char *search,
                       const char *method) {
    struct board_call call = read_call(connection, path, search, board->limit_max);
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        reply->status = MHD_HTTP_METHOD_NOT_ALLOWED;
        return;
    }
    (void)pthread_mutex_lock(&board->lock);
    board_route_answer(reply, &board->site, &call);
    board_fault_apply(reply, &board->faults, &board->site, path);
    (void)pthread_mutex_unlock(&board->lock);
}

/* The library calls this once with the headers and again when the request is complete. */
static enum MHD_Result answer(void *context, struct MHD_Connection *connection,
                              const char *path, const char *method, const char *version,
                              const char *upload, size_t *upload_size, void **state) {
    struct board *board = context;
    struct visit *visit = *state;
    (void)version;
    (void)upload;
    if (!visit->begun || *upload_size > 0) {
        visit->begun = true;
        *upload_size = 0;
        return MHD_YES;
    }
    size_t ticket = log_request(board, connection, path, visit);
    struct board_reply reply;
    board_reply_init(&reply);
    make_reply(&reply, board, connection, path, visit->query, method);
    bool sent = board_reply_send(&reply, connection, &board->stopping);
    board_log_set_status(board->log, ticket, reply.status);
    board_reply_fini(&reply);
    return sent ? MHD_YES : MHD_NO;
}

/* ---- starting and stopping ---- */

static bool start_daemon(struct board *board, unsigned short port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    /* A thread for each connection, so that a slow answer holds up nobody else. */
    board->daemon = MHD_start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, answer,
        board, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address, MHD_OPTION_URI_LOG_CALLBACK,
        begin_visit, NULL, MHD_OPTION_NOTIFY_COMPLETED, end_visit, NULL, MHD_OPTION_END);
    if (board->daemon == NULL)
        return false;
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(board->daemon, MHD_DAEMON_INFO_BIND_PORT);
    board->port = info != NULL ? info->port : port;
    return true;
}

static bool load(struct board *board, const struct board_options *options, char *error,
                 size_t error_size) {
    long today = board_date_today();
    if (options->today != NULL && !board_date_parse(&today, options->today)) {
        (void)snprintf(error, error_size, "%s: not a date (YYYY-MM-DD)", options->today);
        return false;
    }
    copy(board->url_base, sizeof board->url_base,
         options->url_base != NULL ? options->url_base : "https://beta.jobs.nhs.uk");
    board->site.style = (struct board_feed_style){.totals_first = options->totals_first,
                                                  .url_base = board->url_base};
    board->site.fresh_tokens = options->fresh_tokens;
    board->limit_max = options->feed_limit > 0 && options->feed_limit < LIMIT_MAX
                           ? options->feed_limit
                           : LIMIT_MAX;
    if (!board_data_load(&board->site.data, options->data_dir, today, error, error_size))
        return false;
    if (options->copies > 0)
        board_data_copy(&board->site.data, options->copies);
    return true;
}

struct board *board_start(const struct board_options *options, char *error, size_t error_size) {
    struct board *board = calloc(1, sizeof *board);
    if (board == NULL)
        abort();
    atomic_init(&board->stopping, false);
    (void)pthread_mutex_init(&board->lock, NULL);
    board->log = board_log_new();
    if (board->log == NULL)
        abort();
    if (!load(board, options, error, error_size)) {
        board_stop(board);
        return NULL;
    }
    if (!start_daemon(board, options->port)) {
        (void)snprintf(error, error_size, "127.0.0.1:%u: cannot listen", options->port);
        board_stop(board);
        return NULL;
    }
    return board;
}

void board_stop(struct board *board) {
    if (board == NULL)
        return;
    atomic_store(&board->stopping, true);
    if (board->daemon != NULL)
        MHD_stop_daemon(board->daemon);
    board_data_free(&board->site.data);
    board_route_free_pages(&board->site);
    board_fault_free(&board->faults);
    board_log_free(board->log);
    (void)pthread_mutex_destroy(&board->lock);
    free(board);
}

unsigned short board_port(const struct board *board) { return board->port; }

/* ---- steering ---- */

void board_set_day(struct board *board, int day) {
    (void)pthread_mutex_lock(&board->lock);
    board_data_set_day(&board->site.data, day);
    (void)pthread_mutex_unlock(&board->lock);
}

void board_publish(struct board *board, unsigned count) {
    (void)pthread_mutex_lock(&board->lock);
    board_data_publish(&board->site.data, count);
    (void)pthread_mutex_unlock(&board->lock);
}

void board_take(struct board *board, size_t from, size_t count, bool whole) {
    (void)pthread_mutex_lock(&board->lock);
    board_data_take(&board->site.data, from, count, whole);
    (void)pthread_mutex_unlock(&board->lock);
}

void board_put_back(struct board *board) {
    (void)pthread_mutex_lock(&board->lock);
    board_data_put_back(&board->site.data);
    (void)pthread_mutex_unlock(&board->lock);
}

void board_tell_total(struct board *board, long total) {
    (void)pthread_mutex_lock(&board->lock);
    board->site.style.is_told_total = total >= 0;
    board->site.style.told_total = total >= 0 ? (size_t)total : 0;
    (void)pthread_mutex_unlock(&board->lock);
}

void board_set_page(struct board *board, const char *address, const char *type,
                    const char *body) {
    (void)pthread_mutex_lock(&board->lock);
    board_route_set_page(&board->site, address, type, body);
    (void)pthread_mutex_unlock(&board->lock);
}

int board_set_fault(struct board *board, const char *path, const char *kind) {
    return board_set_fault_times(board, path, kind, 0);
}

int board_set_fault_times(struct board *board, const char *path, const char *kind,
                          unsigned times) {
    (void)pthread_mutex_lock(&board->lock);
    bool known = board_fault_set(&board->faults, path, kind, times);
    (void)pthread_mutex_unlock(&board->lock);
    return known ? 0 : -1;
}

size_t board_request_count(const struct board *board, const char *path_prefix) {
    return board_log_count(board->log, path_prefix);
}

bool board_request_at(struct board_request *request, const struct board *board, size_t index) {
    return board_log_at(request, board->log, index);
}

void board_clear_requests(struct board *board) { board_log_clear(board->log); }
