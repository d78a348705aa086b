/* tests/unit/crawler/challenge.c - walls are told from pages that talk of them
 * SPDX-License-Identifier: MIT
 */
#include "crawler/challenge.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/builtin.h"
#include "base/file.h"
#include "tests/support/place.h"

static struct span sign_of(const char *headers, struct span body) {
    return challenge_sign(&(struct page){.status = 200, .headers = headers, .body = body});
}

/* An advert's text, long enough to be one. */
static const char *advert(struct buf *buf, const char *title, const char *extra) {
    buf_printf(buf, "<html><head><title>%s</title></head><body><h1>%s</h1>%s<p>", title, title,
               extra);
    for (int i = 0; i < 200; i++) {
        buf_put_text(buf, "The post holder will support people on the ward. ");
    }
    buf_put_text(buf, "</p></body></html>");
    return buf_text(buf);
}

Test(challenge, knows_the_walls) {
    static const struct {
        const char *what, *headers, *body;
    } rows[] = {
        {"Cloudflare by its header", "server: cloudflare\nCF-Mitigated:  Challenge\n", ""},
        {"AWS by its header", "x-amzn-waf-action: challenge\n", ""},
        {"AWS's puzzle by its header", "X-Amzn-WAF-Action: captcha\n", ""},
        {"Cloudflare by its title", "",
         "<html><head><title>Just a moment...</title></head></html>"},
        {"Cloudflare by its script", "",
         "<p>Wait.</p><script>(function(){window._cf_chl_opt={cvId:'3'};})();</script>"},
        {"Cloudflare by its words", "", "<p>Enable JavaScript and\n cookies to continue</p>"},
        {"Cloudflare without words", "",
         "<script src=\"/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1\"></script>"},
        {"Cloudflare's refusal", "",
         "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been "
         "blocked</h1>"},
        {"Trac", "", "<title>Trac Security check</title><p>Please wait</p>"},
        {"Trac by its heading", "", "<title>Trac</title><h1>Trac Security check</h1>"},
        {"AWS by its script", "", "<script>window.gokuProps = {};</script><p>One moment</p>"},
        {"AWS without words", "",
         "<script src='https://1.eu-west-2.token.awswaf.com/1/challenge.js'></script>"},
        {"AWS's words", "",
         "<noscript><h1>JavaScript is disabled</h1>In order to continue, we need to verify "
         "that "
         "you're not a robot.</noscript>"},
        {"Akamai by its frame", "", "<div id=\"sec-if-cpt-container\"></div><p>Wait</p>"},
        {"Akamai's refusal", "",
         "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't "
         "have permission to access \"http://x/\" on this server.</BODY></HTML>"},
        {"Imperva", "",
         "<iframe src=\"/_Incapsula_Resource?CWUDNSAI=27\">Request unsuccessful. Incapsula "
         "incident ID: 1-2</iframe>"},
        {"Imperva without words", "",
         "<script src='/_Incapsula_Resource?SWJIYLWA=1'></script>"},
        {"DataDome", "",
         "<script>var dd={}</script><script "
         "src=\"https://ct.captcha-delivery.com/c.js\"></script>"},
        {"PerimeterX", "", "<div id=\"px-captcha\"></div><p>Press and hold</p>"},
        {"hCaptcha", "",
         "<p>Are you a robot?</p><script src=\"https://js.hcaptcha.com/1/api.js\"></script>"},
        {"reCAPTCHA", "", "<p>Verify that you are human</p>"},
        {"reCAPTCHA without words", "",
         "<script src='https://www.google.com/recaptcha/api.js'></script>"},
        {"Turnstile", "",
         "<script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script>"},
        {"ALTCHA", "", "<altcha-widget challengeurl='/c'></altcha-widget><p>Wait</p>"},
        {"words alone", "", "Please VERIFY you are Human"},
        {"words over two elements", "", "<p>verify you</p><p>are human</p>"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct span sign = sign_of(rows[i].headers, span_of(rows[i].body));

        cr_expect_gt(sign.len, 0, "%s", rows[i].what);
    }
}

Test(challenge, takes_no_page_for_one_that_only_has_such_things_in_it) {
    static const struct {
        const char *what, *title, *extra;
    } rows[] = {
        {"a form with reCAPTCHA", "Nurse",
         "<script src='https://www.google.com/recaptcha/api.js'></script><div "
         "class='g-recaptcha'>I'm not a robot</div>"},
        {"Cloudflare's browser check", "Nurse",
         "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"},
        {"Imperva's browser check", "Nurse",
         "<script src='/_Incapsula_Resource?S=1'></script>"},
        {"talk of checks", "Security Check Officer",
         "<p>All posts are subject to a security check. Verify you are human.</p>"},
        {"a title like a wall's", "Just a moment...", ""},
        {"no scripts", "Nurse",
         "<noscript>Enable JavaScript and cookies to continue</noscript>"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf buf;
        struct span sign;

        buf_init(&buf, 1 << 20);
        advert(&buf, rows[i].title, rows[i].extra);
        sign = sign_of("server: cloudflare\ncf-ray: 1\n", buf_span(&buf));
        cr_expect_eq(sign.len, 0, "%s: \"%.*s\"", rows[i].what, SPAN_FMT(sign));
        buf_fini(&buf);
    }
}

Test(challenge, takes_no_short_page_for_one_by_half_a_sign) {
    static const char *const bodies[] = {
        "",
        "{}",
        "<?xml version='1.0'?><vacancies><totalResults>0</totalResults></vacancies>",
        "<title>Security Check Officer - NHS Jobs</title><h1>Security Check "
        "Officer</h1><p>This "
        "job is now closed. Posts need a DBS check and a security check.</p>",
        "<title>Sign in</title><h1>Sign in to your "
        "account</h1><label>E-mail</label><label>Password"
        "</label><p>You will be asked for a code that we send by e-mail, every time you sign "
        "in</p>"
        "<script src='https://www.google.com/recaptcha/api.js'></script>"
        "<noscript>Please enable JavaScript</noscript>",
        "<title>Access Denied</title><p>Sign in first.</p>",
        "<title>x</title><!-- verify you are human --><style>.px-captcha{}</style>",
        "<svg><title>Just a moment...</title></svg><p>This job is now closed</p>",
        "<p>Robot check of the pharmacy's dispensing robot</p>",
    };

    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        struct span sign = sign_of(NULL, span_of(bodies[i]));

        cr_expect_eq(sign.len, 0, "%zu: \"%.*s\"", i, SPAN_FMT(sign));
    }
}

/* All pages that were made for the readers, but for the one that is a wall. */
static size_t look_through(const char *folder) {
    DIR *dir = opendir(folder);
    size_t seen = 0;

    cr_assert_not_null(dir, "%s", folder);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        char path[1024];
        struct stat about;
        struct buf body;
        struct span sign;

        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] == '.' || stat(path, &about) != 0) {
            continue;
        }
        if (S_ISDIR(about.st_mode)) {
            seen += look_through(path);
            continue;
        }
        buf_init(&body, PAGE_SIZE_MAX);
        cr_assert_eq(file_read(&body, path, NULL), ERR_NONE, "%s", path);
        sign = sign_of("", buf_span(&body));
        cr_expect_eq(sign.len > 0, strstr(path, "security_check") != NULL, "%s: \"%.*s\"", path,
                     SPAN_FMT(sign));
        buf_fini(&body);
        seen++;
    }
    closedir(dir);
    return seen;
}

Test(challenge, takes_no_page_of_the_boards_for_one) {
    cr_expect_gt(look_through(place_of("fixtures/pages")), 50);
    cr_expect_gt(look_through(place_of("tests/accuracy/gold/pages")), 100);
    cr_expect_gt(look_through(place_of("fixtures/roles")), 0);
}

Test(challenge, is_soon_done_with_pages_made_to_take_long) {
    static const char *const pieces[] = {"<p>",   "<",      "<script>", "<!--", "<title>",
                                         "<svg>", "<p a='", ">",        " ",    "</"};

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buf buf;

        buf_init(&buf, PAGE_SIZE_MAX);
        while (buf.len + 16 < PAGE_SIZE_MAX) {
            buf_put_text(&buf, pieces[i]);
        }
        cr_expect_eq(sign_of("", buf_span(&buf)).len, 0, "%s", pieces[i]);
        buf_fini(&buf);
    }
}

Test(challenge, has_a_table_that_is_read_to_its_end) {
    struct span rest = builtin_span("crawler/challenges.tsv");
    struct span line = {0};
    size_t rows = 0;

    while (span_next_line(&rest, &line)) {
        struct span cell = {0};
        size_t cells = 0;

        if (span_starts(line, "#") || line.len == 0) {
            continue;
        }
        while (span_next_piece(&line, '\t', &cell)) {
            cr_expect_gt(cell.len, 0, "row %zu", rows);
            cells++;
        }
        cr_expect_eq(cells, 4, "row %zu", rows);
        rows++;
    }
    cr_expect_gt(rows, 40);
    cr_expect_lt(rows, CHALLENGE_ROWS_MAX);
}
