/* tests/faults/hostile.c - pages made to do harm: each has its outcome, and costs no more than
 * a page SPDX-License-Identifier: MIT
 *
 * The whole program reads them as files, behind the fence, whose limits on memory and processor
 * time are the test's as well: an outcome that says that a worker was lost fits no row.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/run.h"

static struct run_place place;

static void start(void) { place = run_place_make(); }
static void stop(void) { run_place_remove(&place); }

TestSuite(hostile, .init = start, .fini = stop);

/* An advert up to its salary, and from there on. */
#define ADVERT_TITLE                                                                           \
    "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Job</title></head>" \
    "<body><main id=\"maincontent\"><h1 id=\"heading\">"
#define ADVERT_SALARY                                                                          \
    "</h1><span id=\"employer_name\">Westmarsh Care Trust</span>"                              \
    "<p id=\"closing_date\">The closing date is 30 November 2026</p>"                          \
    "<h3>Band</h3><p id=\"payscheme-band\">Band 3</p>"                                         \
    "<h3>Reference number</h3><p id=\"job_reference_number\">WM-1</p>"                         \
    "<h3>Salary</h3><p id=\"range_salary\">"
#define ADVERT_TEXT                                                                            \
    "</p><h2>Job description</h2><h3>Job responsibilities</h3><p "                             \
    "id=\"job_description_large\">"
#define ADVERT_SPEC "</p><h2>Person Specification</h2><h3>Skills</h3><h4>Essential</h4><ul>"
#define ADVERT_END "</ul></main></body></html>"
#define PAY                                                                                    \
    "\xC2\xA3"                                                                                 \
    "24,937 to \xC2\xA3"                                                                       \
    "26,598 a year"

/* A page: head, a piece so many times, tail. `says` must be in the line that parse prints. */
struct hostile {
    const char *name;
    const char *head;
    const char *piece;
    size_t count;
    const char *tail;
    const char *says;
    const char *says_too; /* NULL: nothing more */
};

#define REFUSED "\"kind\":\"refused\""
#define ADVERT "\"schema\":\"shortlist.vacancy/1\""

static const struct hostile rows[] = {
    {"100,000 tags in one another", ADVERT_TITLE "Nurse" ADVERT_SALARY PAY ADVERT_TEXT, "<div>",
     100000, ADVERT_SPEC ADVERT_END, REFUSED, "inside one another"},
    {"tags that nothing closes", ADVERT_TITLE "Nurse" ADVERT_SALARY PAY ADVERT_TEXT, "<b>",
     2000, ADVERT_SPEC ADVERT_END, REFUSED, "inside one another"},
    {"60,000 attributes in a tag", ADVERT_TITLE "Nurse" ADVERT_SALARY PAY ADVERT_TEXT "<i ",
     "a=1 ", 60000, ">" ADVERT_SPEC ADVERT_END, REFUSED, "attributes"},
    {"15 MB of paragraphs", "<!DOCTYPE html><html><body>", "<p>", 5 * 1024 * 1024,
     "</body></html>", REFUSED, "bytes"},
    {"4 MB of paragraphs", "<!DOCTYPE html><html><body>", "<p>", 1024 * 1024, "</body></html>",
     REFUSED, "tags"},
    {"an entity bomb",
     "<?xml version=\"1.0\"?><!DOCTYPE nhsJobs [<!ENTITY a \"aaaaaaaaaa\">"
     "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
     "\"&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
     "<nhsJobs><vacancyDetails><title>",
     "&c;", 1000, "</title></vacancyDetails></nhsJobs>", REFUSED, "DOCTYPE"},
    {"an entity that is a file",
     "<?xml version=\"1.0\"?><!DOCTYPE nhsJobs [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
     "<nhsJobs><vacancyDetails><title>",
     "&f;", 1, "</title></vacancyDetails></nhsJobs>", REFUSED, "DOCTYPE"},
    {"a title of 1 MB", ADVERT_TITLE, "Nurse ", 180000,
     ADVERT_SALARY PAY ADVERT_TEXT "Text" ADVERT_SPEC ADVERT_END, ADVERT, "\"min\":24937"},
    {"a salary of 1 MB", ADVERT_TITLE "Nurse" ADVERT_SALARY,
     "\xC2\xA3"
     "1,1.1",
     130000, ADVERT_TEXT "Text" ADVERT_SPEC ADVERT_END, ADVERT, "\"kind\":\"unreadable\""},
    {"white space of 1 MB", ADVERT_TITLE "Nurse" ADVERT_SALARY PAY, " \t\n ", 260000,
     ADVERT_TEXT "Text" ADVERT_SPEC ADVERT_END, ADVERT, "\"max\":26598"},
    {"100,000 criteria", ADVERT_TITLE "Nurse" ADVERT_SALARY PAY ADVERT_TEXT "Text" ADVERT_SPEC,
     "<li>Able to care", 100000, ADVERT_END, ADVERT, "\"text\":\"Able to care\""},
    {"bullets of 2 MB in one line", ADVERT_TITLE "Nurse" ADVERT_SALARY PAY ADVERT_TEXT,
     "\xE2\x80\xA2 a ", 400000, ADVERT_SPEC ADVERT_END, ADVERT, "\"max\":26598"},
    {"brackets of 1 MB",
     ADVERT_TITLE "Nurse" ADVERT_SALARY PAY ADVERT_TEXT "Text" ADVERT_SPEC "<li>Kind ", "(A/I",
     250000, ADVERT_END, ADVERT, "\"max\":26598"},
    {"numbers that are no characters", ADVERT_TITLE "Nurse", "&#xD800;&#xDFFF;&#0;&#x110000;",
     1000, ADVERT_SALARY PAY ADVERT_TEXT "Text" ADVERT_SPEC ADVERT_END, ADVERT,
     "\"max\":26598"},
    {"surrogates in UTF-8", ADVERT_TITLE "Nurse", "\xED\xA0\x80\xED\xBF\xBF", 1000,
     ADVERT_SALARY PAY ADVERT_TEXT "Text" ADVERT_SPEC ADVERT_END, ADVERT, "\"field\":\"page\""},
    {"addresses of 1 MB", ADVERT_TITLE "Nurse" ADVERT_SALARY PAY ADVERT_TEXT, "a@b.c@", 170000,
     ADVERT_SPEC ADVERT_END, ADVERT, "\"max\":26598"},
    {"digits of 1 MB", ADVERT_TITLE "Nurse" ADVERT_SALARY PAY ADVERT_TEXT, "0 1632 ", 150000,
     ADVERT_SPEC ADVERT_END, ADVERT, "\"max\":26598"},
};

static void write_row(const struct hostile *row) {
    FILE *file = fopen(run_path(&place, "page"), "wb");
    cr_assert_not_null(file);
    fputs(row->head, file);
    for (size_t i = 0; i < row->count; i++) {
        fputs(row->piece, file);
    }
    fputs(row->tail, file);
    fclose(file);
}

Test(hostile, has_an_outcome_for_each_page) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct hostile *row = &rows[i];
        write_row(row);
        struct run_result run = RUN(&place, "parse", "--json", run_path(&place, "page"));
        bool refused = strcmp(row->says, REFUSED) == 0;
        cr_expect_eq(run.status, refused ? 3 : 0, "%s: %d %s", row->name, run.status, run.err);
        cr_expect_not_null(strstr(run.out, row->says), "%s: %.300s", row->name, run.out);
        cr_expect(!row->says_too || strstr(run.out, row->says_too), "%s: %.300s", row->name,
                  run.out);
        cr_expect_null(strstr(run.out, "root:"), "%s: a file's content came out", row->name);
        run_result_free(&run);
    }
}

/* Bytes that are no C text, so they stand apart. */
Test(hostile, reads_or_refuses_odd_bytes) {
    static const char nul[] =
        ADVERT_TITLE "Nur\0se" ADVERT_SALARY PAY ADVERT_TEXT "Text" ADVERT_SPEC ADVERT_END;
    static const char marks[] = "\xFF\xFE\x00\xD8\x00\xDC<\0h\0t\0m\0l\0>\0\x00\xD8";
    static const struct {
        const char *name;
        const void *bytes;
        size_t size;
        const char *says;
    } odd[] = {
        {"a NUL in a title", nul, sizeof nul - 1, "\"kind\":\"binary\""},
        {"half a surrogate at the end", marks, sizeof marks - 1, "shortlist.refusal/1"},
    };
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        run_write(&place, "page", odd[i].bytes, odd[i].size);
        struct run_result run = RUN(&place, "parse", "--json", run_path(&place, "page"));
        cr_expect_eq(run.status, 3, "%s: %d", odd[i].name, run.status);
        cr_expect_not_null(strstr(run.out, odd[i].says), "%s: %s", odd[i].name, run.out);
        run_result_free(&run);
    }
}
