/* tests/support/bulk_board.c - a board of many thousands of adverts, as fast as a board can be
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/bulk_board.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    TEMPLATES_MAX = 256,
    VISITORS_MAX = 16,
    REQUEST_SIZE = 8192,
    ANSWER_SIZE = 4 << 20,
    WORD_SIZE = 256,
    PER_DAY = 1200 /* adverts published in a day */
};

/* One advert of the local board. */
struct template {
    char ref[64];
    char reference[WORD_SIZE]; /* as in the feed and on the page; "" for none */
    char closes[WORD_SIZE];    /* its closing date in the feed */
    char closing[WORD_SIZE];   /* and the sentence about it on its page */
    char *page;
    char *record; /* <vacancyDetails> to its end */
};

struct visitor {
    int socket; /* -1: nobody */
    size_t len;
    char request[REQUEST_SIZE];
};

struct bulk_board {
    struct bulk_shared *shared;
    pid_t process;
    unsigned short port;
    int listening;
    struct template templates[TEMPLATES_MAX];
    size_t template_count;
    struct visitor visitors[VISITORS_MAX];
    char *answer; /* being made */
    size_t answer_len;
};

/* ---- templates ---- */

static char *read_file(const char *folder, const char *name) {
    char path[4096];
    size_t size = 0;
    char *text = NULL;
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    FILE *out = file ? open_memstream(&text, &size) : NULL;
    int byte = 0;
    while (out && (byte = getc(file)) != EOF) {
        (void)putc(byte, out);
    }
    if (file) {
        (void)fclose(file);
    }
    if (out) {
        (void)fclose(out);
    }
    return text;
}

/* What stands between two tags of a record. */
static void copy_element(char out[WORD_SIZE], const char *record, const char *tag) {
    const char *from = strstr(record, tag);
    out[0] = '\0';
    if (from) {
        from += strlen(tag);
        (void)snprintf(out, WORD_SIZE, "%.*s", (int)strcspn(from, "<"), from);
    }
}

static const char closing[] = "The closing date is";

/* Adverts that lack something are put aside where many of a day do. */
static bool is_whole(const char *page) {
    return page && strstr(page, "Person Specification") && strstr(page, closing);
}

static void take_record(struct bulk_board *board, const char *folder, const char *record,
                        size_t len) {
    static const char before[] = "/candidate/jobadvert/";
    struct template *made = &board->templates[board->template_count];
    char name[128];
    char *copy = strndup(record, len);
    const char *at = copy ? strstr(copy, before) : NULL;
    if (!at || board->template_count == TEMPLATES_MAX) {
        free(copy);
        return;
    }
    at += sizeof before - 1;
    (void)snprintf(made->ref, sizeof made->ref, "%.*s", (int)strcspn(at, "<"), at);
    (void)snprintf(name, sizeof name, "%s.html", made->ref);
    made->page = read_file(folder, name);
    made->record = copy;
    copy_element(made->closes, copy, "<closeDate>");
    copy_element(made->reference, copy, "<reference>");
    if (is_whole(made->page)) {
        copy_element(made->closing, strstr(made->page, closing), "");
        board->template_count++;
    } else {
        free(made->page);
        free(copy);
    }
}

static void load_feed(struct bulk_board *board, const char *folder, const char *name) {
    static const char begins[] = "<vacancyDetails>";
    static const char ends[] = "</vacancyDetails>\n";
    char *feed = read_file(folder, name);
    const char *at = feed ? strstr(feed, begins) : NULL;
    while (at) {
        const char *end = strstr(at, ends);
        size_t len = end ? (size_t)(end - at) + sizeof ends - 1 : strlen(at);
        take_record(board, folder, at, len);
        at = strstr(at + len, begins);
    }
    free(feed);
}

static void load(struct bulk_board *board, const char *folder) {
    struct dirent **names = NULL;
    int count = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        if (strstr(names[i]->d_name, ".xml")) {
            load_feed(board, folder, names[i]->d_name);
        }
        free(names[i]);
    }
    free(names);
}

/* ---- making answers ---- */

static void add(struct bulk_board *board, const char *bytes, size_t len) {
    if (board->answer_len + len > ANSWER_SIZE) {
        abort();
    }
    memcpy(board->answer + board->answer_len, bytes, len);
    board->answer_len += len;
}

static void add_text(struct bulk_board *board, const char *text) {
    add(board, text, strlen(text));
}

/* A word that is to be something else, wherever it stands. */
struct change {
    const char *was;
    char is[WORD_SIZE + 32];
};

enum { CHANGES_MAX = 6 };

static void add_changed(struct bulk_board *board, const char *text,
                        const struct change *changes, size_t count) {
    while (*text != '\0') {
        const char *next = NULL;
        size_t which = 0;
        for (size_t i = 0; i < count; i++) {
            const char *found = changes[i].was[0] ? strstr(text, changes[i].was) : NULL;
            if (found && (!next || found < next)) {
                next = found;
                which = i;
            }
        }
        add(board, text, next ? (size_t)(next - text) : strlen(text));
        if (!next) {
            return;
        }
        add_text(board, changes[which].is);
        text = next + strlen(changes[which].was);
    }
}

static const struct template *template_of(const struct bulk_board *board, unsigned number) {
    return &board->templates[number % board->template_count];
}

/* The same words with another year in them. */
static void put_off(struct change *change, const char *was, unsigned years) {
    const char *year = strstr(was, "2026");
    change->was = was;
    (void)snprintf(change->is, sizeof change->is, "%.*s%u%s", year ? (int)(year - was) : 0, was,
                   2026 + years, year ? year + 4 : "");
}

/* An advert's own ref and reference; its closing date, where it was changed. */
static size_t list_changes(struct change changes[static CHANGES_MAX],
                           const struct bulk_board *board, unsigned number) {
    const struct template *template = template_of(board, number);
    unsigned version = board->shared->version[number];
    changes[0].was = template->ref;
    (void)snprintf(changes[0].is, sizeof changes->is, "%s-%u", template->ref, number);
    changes[1].was = template->reference;
    (void)snprintf(changes[1].is, sizeof changes->is, "%s/%u", template->reference, number);
    put_off(&changes[2], template->closes, version);
    put_off(&changes[3], template->closing, version);
    return 4;
}

static void add_page(struct bulk_board *board, unsigned number) {
    struct change changes[CHANGES_MAX];
    size_t count = list_changes(changes, board, number);
    add_changed(board, template_of(board, number)->page, changes, count);
}

/* The newest stands first, and the day of publication falls from there; so each is given a day
 * by its number. */
static void write_post_date(char out[64], unsigned number) {
    unsigned day = number / PER_DAY; /* 0: the first of January 2026 */
    unsigned second = number % PER_DAY * 86400 / PER_DAY;
    (void)snprintf(out, 64, "2026-%02u-%02uT%02u:%02u:%02u.123", 1 + day / 28, 1 + day % 28,
                   second / 3600, second / 60 % 60, second % 60);
}

static void add_record(struct bulk_board *board, unsigned number) {
    const struct template *template = template_of(board, number);
    struct change changes[CHANGES_MAX];
    char date[WORD_SIZE];
    char id[WORD_SIZE];
    size_t count = list_changes(changes, board, number);
    copy_element(date, template->record, "<postDate>");
    copy_element(id, template->record, "<id>");
    changes[count].was = date;
    write_post_date(changes[count++].is, number);
    changes[count].was = id;
    (void)snprintf(changes[count++].is, sizeof changes->is, "%u", 100000000 + number);
    add_changed(board, template->record, changes, count);
}

static void add_feed(struct bulk_board *board, unsigned page) {
    unsigned count = board->shared->count;
    char totals[160];
    add_text(board, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<nhsJobs>\n");
    for (unsigned i = 0; i < BULK_FEED_PAGE; i++) {
        unsigned index = (page - 1) * BULK_FEED_PAGE + i;
        if (index < count) {
            add_record(board, count - 1 - index);
        }
    }
    (void)snprintf(totals, sizeof totals,
                   "<totalPages>%u</totalPages>\n<totalResults>%u</totalResults>\n</nhsJobs>\n",
                   (count + BULK_FEED_PAGE - 1) / BULK_FEED_PAGE, count);
    add_text(board, totals);
}

/* ---- answering ---- */

static bool send_all(int socket, const char *bytes, size_t len) {
    while (len > 0) {
        ssize_t put = send(socket, bytes, len, MSG_NOSIGNAL);
        if (put <= 0) {
            return false;
        }
        bytes += put;
        len -= (size_t)put;
    }
    return true;
}

static unsigned number_behind(const char *request, const char *word, unsigned fallback) {
    const char *at = strstr(request, word);
    return at ? (unsigned)strtoul(at + strlen(word), NULL, 10) : fallback;
}

/* @return the kind of content; NULL: there is no such page */
static const char *make_body(struct bulk_board *board, char *request) {
    struct bulk_shared *shared = board->shared;
    char *end = strstr(request, " HTTP/");
    if (end) {
        *end = '\0'; /* the headers have numbers, too */
    }
    if (strstr(request, "GET /robots.txt") == request) {
        atomic_fetch_add(&shared->robots, 1);
        add_text(board, "User-agent: *\nDisallow: /candidate/apply\n");
        return "text/plain";
    }
    if (strstr(request, "GET /api/v1/search_xml") == request) {
        atomic_fetch_add(&shared->feed, 1);
        add_feed(board, number_behind(request, "page=", 1));
        return "application/xml";
    }
    const char *dash = strrchr(request, '-');
    unsigned number = dash ? (unsigned)strtoul(dash + 1, NULL, 10) : BULK_ADVERTS_MAX;
    if (strstr(request, "GET /candidate/jobadvert/") == request && number < shared->count) {
        atomic_fetch_add(&shared->adverts, 1);
        add_page(board, number);
        return "text/html;charset=UTF-8";
    }
    atomic_fetch_add(&shared->other, 1);
    return NULL;
}

static bool answer(struct bulk_board *board, struct visitor *visitor) {
    enum { HEAD_ROOM = 256 };
    char head[HEAD_ROOM];
    board->answer_len = HEAD_ROOM; /* the head goes in front, so that one send does */
    const char *type = make_body(board, visitor->request);
    int len = snprintf(head, sizeof head,
                       "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n",
                       type ? "200 OK" : "404 Not Found", type ? type : "text/plain",
                       board->answer_len - HEAD_ROOM);
    char *start = board->answer + HEAD_ROOM - len;
    memcpy(start, head, (size_t)len);
    return send_all(visitor->socket, start, board->answer_len - HEAD_ROOM + (size_t)len);
}

static void leave(struct visitor *visitor) {
    (void)close(visitor->socket);
    visitor->socket = -1;
    visitor->len = 0;
}

static void hear(struct bulk_board *board, struct visitor *visitor) {
    ssize_t got = recv(visitor->socket, visitor->request + visitor->len,
                       REQUEST_SIZE - 1 - visitor->len, 0);
    if (got <= 0) {
        leave(visitor);
        return;
    }
    visitor->len += (size_t)got;
    visitor->request[visitor->len] = '\0';
    if (strstr(visitor->request, "\r\n\r\n")) {
        visitor->len = 0;
        if (!answer(board, visitor)) {
            leave(visitor);
        }
    }
}

static void welcome(struct bulk_board *board) {
    int one = 1;
    int socket = accept(board->listening, NULL, NULL);
    for (size_t i = 0; i < VISITORS_MAX && socket >= 0; i++) {
        if (board->visitors[i].socket < 0) {
            (void)setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
            board->visitors[i].socket = socket;
            return;
        }
    }
    if (socket >= 0) {
        (void)close(socket);
    }
}

static void serve(struct bulk_board *board) {
    struct pollfd polled[VISITORS_MAX + 1];
    for (;;) {
        for (size_t i = 0; i < VISITORS_MAX; i++) {
            polled[i] = (struct pollfd){board->visitors[i].socket, POLLIN, 0};
        }
        polled[VISITORS_MAX] = (struct pollfd){board->listening, POLLIN, 0};
        if (poll(polled, VISITORS_MAX + 1, -1) <= 0) {
            continue;
        }
        for (size_t i = 0; i < VISITORS_MAX; i++) {
            if (polled[i].revents) {
                hear(board, &board->visitors[i]);
            }
        }
        if (polled[VISITORS_MAX].revents) {
            welcome(board);
        }
    }
}

/* ---- starting and stopping ---- */

static void listen_somewhere(struct bulk_board *board) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    board->listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (board->listening < 0 ||
        bind(board->listening, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(board->listening, VISITORS_MAX) != 0 ||
        getsockname(board->listening, (struct sockaddr *)&address, &size) != 0) {
        abort();
    }
    board->port = ntohs(address.sin_port);
}

struct bulk_board *bulk_board_start(const char *folder) {
    struct bulk_board *board = calloc(1, sizeof *board);
    if (!board) {
        abort();
    }
    enum { MAY = PROT_READ | PROT_WRITE, KIND = MAP_SHARED | MAP_ANONYMOUS };
    /* cppcheck-suppress invalidFunctionArg ; memory of no file has no descriptor, mmap(2) */
    board->shared = mmap(NULL, sizeof *board->shared, MAY, KIND, -1, 0);
    board->answer = malloc(ANSWER_SIZE);
    if (board->shared == MAP_FAILED || !board->answer) {
        abort();
    }
    for (size_t i = 0; i < VISITORS_MAX; i++) {
        board->visitors[i].socket = -1;
    }
    load(board, folder);
    listen_somewhere(board);
    board->process = board->template_count > 0 ? fork() : 0;
    if (board->template_count > 0 && board->process == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* not to outlive who started it */
        serve(board);
    }
    if (board->process <= 0) {
        bulk_board_stop(board);
        return NULL;
    }
    return board;
}

void bulk_board_stop(struct bulk_board *board) {
    if (board->process > 0) {
        (void)kill(board->process, SIGKILL);
        (void)waitpid(board->process, NULL, 0);
    }
    (void)close(board->listening);
    for (size_t i = 0; i < board->template_count; i++) {
        free(board->templates[i].page);
        free(board->templates[i].record);
    }
    (void)munmap(board->shared, sizeof *board->shared);
    free(board->answer);
    free(board);
}

struct bulk_shared *bulk_board_shared(struct bulk_board *board) {
    return board->shared;
}

unsigned short bulk_board_port(const struct bulk_board *board) { return board->port; }

void bulk_board_path(char path[BULK_NAME_SIZE], const struct bulk_board *board,
                     unsigned number) {
    (void)snprintf(path, BULK_NAME_SIZE, "/candidate/jobadvert/%s-%u",
                   template_of(board, number)->ref, number);
}
