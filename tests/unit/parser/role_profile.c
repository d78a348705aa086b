/* tests/unit/parser/role_profile.c - profiles of roles
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "tests/unit/parser/copy_fixture.h"

#define SEED "../shared/seeds/role-profile-str-worker.txt"

static void expect_peer_support(const char *path) {
    struct copy_fixture fixture;
    cr_assert(copy_open(&fixture, path, false), "%s", path);
    const struct role *role = copy_role(&fixture);
    cr_expect_str_eq(role->title, "Peer support worker");
    cr_expect_str_eq(
        role->summary,
        "A peer support worker (PSW) has used mental health services and helps others "
        "who do. They are also known as lived experience workers.");
    cr_expect_str_eq(copy_join(&fixture, &role->also_known_as),
                     "PSW | lived experience workers");
    cr_expect_str_eq(copy_join(&fixture, &role->path),
                     "Careers | Care | Support staff | Peer support worker");
    cr_expect_str_eq(copy_join(&fixture, &role->tasks),
                     "listen | share what helped them | go along to first appointments.");
    cr_expect_str_eq(copy_join(&fixture, &role->settings),
                     "hospitals, including: acute wards | hospitals, including: rehabilitation "
                     "units | community teams");
    cr_expect_str_eq(copy_join(&fixture, &role->colleagues),
                     "nurses | people who use services");
    cr_expect_str_eq(copy_join(&fixture, &role->skills), "set boundaries | keep a confidence");
    cr_expect_str_eq(role->background, "Anybody who has recovered enough to support others.\n\n"
                                       "They come from every walk of life.");
    cr_expect_str_eq(role->education_text,
                     "Employers offer training, and work towards NVQ levels "
                     "2 to 4 is common.");
    cr_expect_eq(role->education_levels, 1u << 2 | 1u << 3 | 1u << 4);
    cr_expect(role->licence_may_be_needed);
    cr_expect_str_eq(role->vacancies, "Look at the boards of local trusts.");
    copy_close(&fixture);
}

Test(role_profile, text_and_page_give_the_same_record) {
    expect_peer_support("fixtures/roles/peer-support-worker.txt");
    expect_peer_support("fixtures/roles/peer-support-worker.html");
}

Test(role_profile, headings_of_fewer_than_three_fields_are_no_profile) {
    static const char text[] = "Some page\n\nSkills\n\n- reading\n\nTraining\n\nNone.\n";
    struct copy_fixture fixture;
    copy_open_bytes(&fixture, SPAN(text));
    cr_assert_eq(fixture.readings.count, 1);
    cr_expect_eq(fixture.readings.at[0].kind, READING_REFUSAL);
    copy_close(&fixture);
}

Test(role_profile, levels_are_read_from_lists_and_ranges) {
    static const struct {
        const char *education;
        unsigned levels;
    } rows[] = {
        {"NVQ level 2 or 3, as appropriate.", 1u << 2 | 1u << 3},
        {"an NVQ at levels 2 and 4", 1u << 2 | 1u << 4},
        {"NVQ 2-4", 1u << 2 | 1u << 3 | 1u << 4},
        {"Three GCSEs and 2 years of work", 0},
        {"A level 3 diploma", 1u << 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[512];
        struct copy_fixture fixture;
        (void)snprintf(text, sizeof text,
                       "Porter\n\nSomebody.\n\nWhat do they do?\n\n- move\n\nSkills\n\n- "
                       "strength\n\nEducation and training\n\n%s\n",
                       rows[i].education);
        copy_open_bytes(&fixture, span_of(text));
        cr_expect_eq(copy_role(&fixture)->education_levels, rows[i].levels, "%s",
                     rows[i].education);
        copy_close(&fixture);
    }
}

Test(role_profile, bears_every_prefix_of_a_page) {
    struct copy_fixture whole;
    cr_assert(copy_open(&whole, "fixtures/roles/peer-support-worker.txt", false));
    for (size_t len = 1; len < whole.body.len; len += 5) {
        struct copy_fixture part;
        copy_open_bytes(&part, span_part(buf_span(&whole.body), 0, len));
        cr_expect_eq(part.readings.count, 1, "%zu bytes", len);
        copy_close(&part);
    }
    copy_close(&whole);
}

Test(role_profile, seed_profile_gives_what_a_reader_finds_in_it) {
    struct copy_fixture fixture;
    if (!copy_open(&fixture, SEED, false)) {
        copy_close(&fixture);
        /* the seeds are not part of the project; the fixtures cover the same */
        cr_skip_test("no seed at " SEED);
    }
    const struct role *role = copy_role(&fixture);
    cr_expect_str_eq(role->title, "Support, time and recovery worker");
    cr_expect_str_eq(copy_join(&fixture, &role->also_known_as), "STR worker");
    cr_expect_eq(role->path.count, 6);
    cr_expect_eq(role->tasks.count, 9);
    cr_expect_eq(role->settings.count, 10);
    cr_expect_str_eq(role->settings.at[1],
                     "community settings, such as: community Mental Health "
                     "Teams");
    cr_expect_eq(role->colleagues.count, 7);
    cr_expect_eq(role->skills.count, 18);
    cr_expect_eq(role->education_levels, 1u << 2 | 1u << 3);
    cr_expect(role->licence_may_be_needed);
    copy_close(&fixture);
}

Test(role_profile, a_life_has_the_same_headings_and_is_none) {
    static const char page[] =
        "<html><body><h1>CV</h1><h2>Qualifications</h2><p>NVQ 2</p><h2>Experience</h2>"
        "<ul><li>wards</li></ul><h2>Skills</h2><ul><li>listening</li></ul></body></html>";
    struct copy_fixture fixture;
    copy_open_bytes(&fixture, SPAN(page));
    cr_assert_eq(fixture.readings.count, 1);
    cr_expect_eq(fixture.readings.at[0].kind, READING_REFUSAL);
    copy_close(&fixture);
}

/* A summary of names, terms for headings, a breadcrumb without marks, links to other pages. */
Test(role_profile, is_read_whatever_its_markup) {
    static const char page[] =
        "<html><body><table><tr><td>Roles &gt; Estates &gt; Porter</td></tr></table>"
        "<h1>Porter</h1><ul><li><a href='#a'>Tasks</a></li></ul><p>Porters move things.</p>"
        "<p>Also known as: mover, carrier</p><dl><dt>Tasks</dt><dd><ul><li>lift</li></ul></dd>"
        "<dt>Work settings</dt><dd>wards</dd></dl><p><b>Skills needed</b></p>"
        "<ul><li>strength</li></ul><h2>Finding a vacancy</h2><p>On boards.</p>"
        "<div><a href='/a'>Share</a> <a href='/b'>Print</a></div>"
        "<p>Page last reviewed: 4 May 2026</p></body></html>";
    struct copy_fixture fixture;
    copy_open_bytes(&fixture, SPAN(page));
    const struct role *role = copy_role(&fixture);
    cr_expect_str_eq(copy_join(&fixture, &role->path), "Roles | Estates | Porter");
    cr_expect_str_eq(role->summary, "Porters move things.");
    cr_expect_str_eq(copy_join(&fixture, &role->also_known_as), "mover | carrier");
    cr_expect_str_eq(copy_join(&fixture, &role->tasks), "lift");
    cr_expect_str_eq(copy_join(&fixture, &role->settings), "wards");
    cr_expect_str_eq(copy_join(&fixture, &role->skills), "strength");
    cr_expect_str_eq(role->vacancies, "On boards.");
    copy_close(&fixture);
}

Test(role_profile, text_may_have_lost_its_bullets_and_gained_line_ends) {
    static const char text[] =
        "Skip to main content\nRoles \xC2\xBB Driver\n\nDriver\n\nDrivers drive.\nThey do.\n\n"
        "What will I do?\n\ndrive a bus\nwash it\n\nWhere will I work?\n\nYou may be in:\n"
        "* a garage that\n  is cold\n* town\n\nWhat skills do I need?\n\n* care\n";
    struct copy_fixture fixture;
    copy_open_bytes(&fixture, SPAN(text));
    const struct role *role = copy_role(&fixture);
    cr_expect_str_eq(role->title, "Driver");
    cr_expect_str_eq(copy_join(&fixture, &role->path), "Roles | Driver");
    cr_expect_str_eq(role->summary, "Drivers drive.\nThey do.");
    cr_expect_str_eq(copy_join(&fixture, &role->tasks), "drive a bus | wash it");
    cr_expect_str_eq(copy_join(&fixture, &role->settings), "a garage that is cold | town");
    copy_close(&fixture);
}
