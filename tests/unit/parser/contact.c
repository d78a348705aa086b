/* tests/unit/parser/contact.c - personal data taken out
 * SPDX-License-Identifier: MIT
 */
#include "parser/wording.h"

#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "tests/unit/parser/wording_fixture.h"

static const struct {
    const char *text;
    const char *masked; /* NULL: unchanged */
} rows[] = {
    {"For more details contact Jane Smith, Ward Manager on 01322 000000 ext 1234 or "
     "jane.smith@example.org.",
     "For more details contact [name], Ward Manager on [phone] or [email]."},
    {"For an informal chat please call Sam Jones on 07700 900123.",
     "For an informal chat please call [name] on [phone]."},
    {"please contact: Dr A. Patel, Consultant Psychiatrist",
     "please contact: [name], Consultant Psychiatrist"},
    {"please contact Dr Patel", "please contact [name]"},
    {"Name Jane Smith Job title Ward Manager", "Name [name] Job title Ward Manager"},
    {"Contact Name: Bob Lee", "Contact Name: [name]"},
    {"contact Jane on 01322 000000", "contact [name] on [phone]"},
    {"Contact our ward manager Jane Smith or her deputy Sam O'Neill-Brown on +44 (0)1322 "
     "000000",
     "Contact our ward manager [name] or her deputy [name] on [phone]"},
    {"Please speak to Mrs Kowalska or JANE DOE, Matron",
     "Please speak to [name] or [name], Matron"},
    {"Jane Smith (Team Leader) - 07700900123", "[name] (Team Leader) - [phone]"},
    {"phone Émilie Dupont 01322 000000", "phone [name] [phone]"},
    {"please contact Operational Team Manager Priya Shah - priya.shah@example.org",
     "please contact Operational Team Manager [name] - [email]"},
    {"contact Jane Smith. Jane Smith is away on Mondays.",
     "contact [name]. [name] is away on Mondays."},
    /* channels */
    {"Email: jane.smith [at] example.org or name @ example.org", "Email: [email] or [email]"},
    {"first.last+jobs@sub.example.co.uk,", "[email],"},
    {"contact Human Resources on (01322) 622 000", "contact Human Resources on [phone]"},
    {"To contact Saltmarsh Riverside Hospital call 01632 960000.",
     "To contact Saltmarsh Riverside Hospital call [phone]."},
    {"Tel. 622100, ext. 4567", "Tel. [phone]"},
    {"0044 1322 000 000", "[phone]"},
    {"+441322000000", "[phone]"},
    {"0191 498 0000 / 07700 900456", "[phone] / [phone]"},
    {"020 7946 0000", "[phone]"},
    {"0306 999 0123", "[phone]"},
    {"jane[dot]smith[at]example[dot]org or jane (at) example (dot) org", "[email] or [email]"},
    {"Please write to jane.smith at example dot org", "Please write to [email]"},
    {"ask Ali at jane(dot)smith(at)nhs(dot)net", "ask Ali at [email]"},
    {"a@b.cc@d.ee", "[email]@d.ee"},
    {"01634\xE2\x80\x93"
     "000\xE2\x80\x93"
     "111 or 01634\xE2\x80\x91"
     "000111",
     "[phone] or [phone]"},
    {"Telephone01634 000111Email", "Telephone[phone]Email"},
    /* names of other forms */
    {"Contact \xC5\x81ukasz \xC5\xBB\xC3\xB3\xC5\x82ty for a visit",
     "Contact [name] for a visit"},
    {"Speak to Dr van der Berg or Ana da Silva", "Speak to [name] or [name]"},
    {"Contact Jane Mary Anne Smith on 01634 000111", "Contact [name] on [phone]"},
    {"Contact \xE2\x80\x9CJane Smith\xE2\x80\x9D", "Contact \xE2\x80\x9C[name]\xE2\x80\x9D"},
    {"contact Jane Smith's secretary. Jane Smith is away.",
     "contact [name]'s secretary. [name] is away."},
    {"Contact JANE SMITH. Jane Smith is away.", "Contact [name]. [name] is away."},
    {"Hiring manager: Priya Patel", "Hiring manager: [name]"},
    {"Contact Jane Smith Team Leader", "Contact [name] Team Leader"},
    /* nothing to mask */
    {"Contact London Ambulance Service or Thames Recovery Team", NULL},
    {"Enquiries from Black Asian Minority Ethnic applicants", NULL},
    {"See https://example.org/form?number=01634000111", NULL},
    {"We are at Dartford and dot the fields", NULL},
    {"contact the Recruitment Team", NULL},
    {"contact Human Resources", NULL},
    {"call NHS 111 for advice", NULL},
    {"Contact Occupational Health.", NULL},
    {"Salary £25,883 to £26,958, closing 01/06/2025, ref 380-NK175-A, DA1 2DL", NULL},
    {"You will contact service users and their families in Tower Hamlets.", NULL},
    {"Liaise with Great Ormond Street Hospital and Kent County Council.", NULL},
    {"01.06.2025 10:00 and 01-06-2025 12:00 and 2025-06-01", NULL},
    {"Fluency with Microsoft Office Word and call handling; email etiquette", NULL},
    {"Over 30,000 people, 54,000 in 2024", NULL},
    {"0.6 WTE 07:00 - 19:30", NULL},
    {"Job ref: 0123456789", NULL},
    {"reference 302-25-7601114CPR", NULL},
    {"Employer name Kent Partnership Trust", NULL},
    {"The name of the game is Team Work", NULL},
    {"Work @ home, 37.5 hours", NULL},
    {"£07.50 an hour, £10000 to £20000", NULL},
    {"Band 3, 22.5 hours, 1 April 2025 to 31 March 2026", NULL},
    {"in contact with Social Services", NULL},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

Test(contact, masks_people_and_nothing_else) {
    for (size_t i = 0; i < ROWS; i++) {
        struct wording_fixture fixture;
        const char *wanted = rows[i].masked ? rows[i].masked : rows[i].text;
        wording_open(&fixture);
        fixture.vacancy.text_duties = rows[i].text;
        contact_mask(&fixture.vacancy, &fixture.arena, false);
        cr_expect_str_eq(fixture.vacancy.text_duties, wanted, "%s",
                         fixture.vacancy.text_duties);
        wording_close(&fixture);
    }
}

Test(contact, what_one_field_introduces_is_masked_in_all) {
    struct wording_fixture fixture;
    struct criterion criteria[] = {{NEED_ESSENTIAL, "Ask Ada Quill", "Ring 01322 000000", 0}};
    const char *documents[] = {"Letter of Ada Quill"};
    struct contact contact = {"Ned Osric", "Manager", "n@example.org", "01322 000000"};
    wording_open(&fixture);
    fixture.vacancy.text_summary = "please contact Ada Quill";
    fixture.vacancy.text_about = "Ada Quill leads the team; Ned Osric manages it.";
    fixture.vacancy.criteria = criteria;
    fixture.vacancy.criterion_count = 1;
    fixture.vacancy.documents = (struct strings){documents, 1};
    fixture.vacancy.contact = &contact;
    vacancy_note(&fixture.vacancy, &fixture.arena, "x", "y", "Ada Quill said");
    contact_mask(&fixture.vacancy, &fixture.arena, false);
    cr_expect_str_eq(fixture.vacancy.text_about, "[name] leads the team; [name] manages it.");
    cr_expect_str_eq(criteria[0].group, "Ask [name]");
    cr_expect_str_eq(criteria[0].text, "Ring [phone]");
    cr_expect_str_eq(documents[0], "Letter of [name]");
    cr_expect_str_eq(fixture.vacancy.notes[0].message, "[name] said");
    cr_expect_null(fixture.vacancy.contact);
    wording_close(&fixture);
}

Test(contact, wish_to_keep_leaves_everything) {
    struct wording_fixture fixture;
    struct contact contact = {"Ned Osric", NULL, NULL, NULL};
    wording_open(&fixture);
    fixture.vacancy.text_summary = "contact Ned Osric on 01322 000000";
    fixture.vacancy.contact = &contact;
    contact_mask(&fixture.vacancy, &fixture.arena, true);
    cr_expect_str_eq(fixture.vacancy.text_summary, "contact Ned Osric on 01322 000000");
    cr_expect_eq(fixture.vacancy.contact, &contact);
    wording_close(&fixture);
}

static void read_text(struct vacancy *vacancy, struct arena *arena, const char *text) {
    vacancy->text_summary = arena_copy_text(arena, text);
    contact_mask(vacancy, arena, false);
}

static void check_mask(const struct vacancy *vacancy, const char *text) {
    cr_expect_not_null(vacancy->text_summary, "%s", text);
}

Test(contact, bears_any_prefix_and_any_bytes) {
    const char *texts[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        texts[i] = rows[i].text;
    }
    wording_try_prefixes(texts, ROWS, read_text, check_mask);
}

Test(contact, a_department_is_no_name) {
    struct wording_fixture fixture;
    struct contact contact = {"Recruitment Team", NULL, NULL, NULL};
    wording_open(&fixture);
    fixture.vacancy.contact = &contact;
    fixture.vacancy.text_about = "Our Recruitment Team is small.";
    contact_mask(&fixture.vacancy, &fixture.arena, false);
    cr_expect_str_eq(fixture.vacancy.text_about, "Our Recruitment Team is small.");
    wording_close(&fixture);
}

Test(contact, channels_are_masked_in_proper_names_too) {
    struct wording_fixture fixture;
    struct location location = {.town = "Dartford 01322 000000", .county = "a@b.org"};
    wording_open(&fixture);
    fixture.vacancy.employer = "Dr Quill's Practice, 01322 000000";
    fixture.vacancy.website = "mailto:ada@quill.example";
    fixture.vacancy.locations = &location;
    fixture.vacancy.location_count = 1;
    contact_mask(&fixture.vacancy, &fixture.arena, false);
    cr_expect_str_eq(fixture.vacancy.employer, "Dr Quill's Practice, [phone]");
    cr_expect_str_eq(fixture.vacancy.website, "mailto:[email]");
    cr_expect_str_eq(location.town, "Dartford [phone]");
    cr_expect_str_eq(location.county, "[email]");
    wording_close(&fixture);
}

/* One look at the table a word, or one pass over the names found a word, would take minutes. */
Test(contact, masks_a_long_text_in_linear_time) {
    enum { LENGTH = 500 * 1000, SECONDS_MAX = 10 };
    static const char *const units[] = {
        "call 0132 Al Bo @ ", "A. call ", " 0 ", "( 01.", "a@a@", "Ab Cd ", "a (dot) "};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct wording_fixture fixture;
        size_t len = strlen(units[i]);
        wording_open(&fixture);
        char *text = arena_alloc(&fixture.arena, LENGTH + 1, 1);
        cr_assert_not_null(text);
        for (size_t at = 0; at + len <= LENGTH; at += len) {
            memcpy(text + at, units[i], len);
        }
        fixture.vacancy.text_about = text;
        clock_t begun = clock();
        contact_mask(&fixture.vacancy, &fixture.arena, false);
        cr_expect_lt((clock() - begun) / CLOCKS_PER_SEC, SECONDS_MAX, "%s", units[i]);
        cr_expect_eq(fixture.arena.failed, ERR_NONE);
        wording_close(&fixture);
    }
}

Test(contact, masks_thousands_of_names_in_linear_time) {
    enum { NAMES = 30000, SECONDS_MAX = 10 };
    struct wording_fixture fixture;
    struct buf text;
    buf_init(&text, (size_t)4 * 1024 * 1024);
    wording_open(&fixture);
    for (int i = 0; i < NAMES; i++) {
        char name[] = "contact Ed Xaaa. ";
        for (int k = 0, rest = i; k < 3; k++, rest /= 26) {
            name[12 + k] = (char)('a' + rest % 26);
        }
        buf_put_text(&text, name);
    }
    fixture.vacancy.text_about = buf_text(&text);
    clock_t begun = clock();
    contact_mask(&fixture.vacancy, &fixture.arena, false);
    cr_expect_lt((clock() - begun) / CLOCKS_PER_SEC, SECONDS_MAX);
    cr_expect_null(strstr(fixture.vacancy.text_about, "Ed"));
    wording_close(&fixture);
    buf_fini(&text);
}
