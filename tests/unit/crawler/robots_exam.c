/* tests/unit/crawler/robots_exam.c - an exam on RFC 9309: written from its text, before the
 * code SPDX-License-Identifier: MIT
 *
 * Each row: a section, a robots.txt, a path, whether "shortlist" may ask for it, and the line
 * that decides (0: none matches). Beside the RFC, what the parsers of large search engines are
 * known to be asked.
 */
#include "crawler/robots.h"

#include <criterion/criterion.h>

/* A group for everybody, whose first rule stands in line 2; and one for us. */
#define ALL(rules) "User-agent: *\n" rules "\n"
#define OUR(rules) "User-agent: shortlist\n" rules "\n"

static const struct {
    const char *section;
    const char *body;
    const char *path;
    bool allowed;
    int line;
} rows[] = {
    /* 2.1, 2.2: lines and groups */
    {"2.1 empty file", "", "/a", true, 0},
    {"2.1 white space alone", " \n\t\n\r\n", "/a", true, 0},
    {"2.1 comments alone", "# User-agent: *\n# Disallow: /\n", "/a", true, 0},
    {"2.1 no newline at the end", "User-agent: *\nDisallow: /a", "/a", false, 2},
    {"2.1 CRLF", "User-agent: *\r\nDisallow: /a\r\n", "/a", false, 2},
    {"2.1 CR alone", "User-agent: *\rDisallow: /a\r", "/a", false, 2},
    {"2.1 mixed line ends", "User-agent: *\r\rDisallow: /a\r\nAllow: /a/b\n", "/a/b", true, 4},
    {"2.1 CRLF counts as one line", "\r\n\r\nUser-agent: *\r\nDisallow: /a\r\n", "/a", false,
     4},
    {"2.1 blank lines within a group", "User-agent: *\n\n\n\nDisallow: /a\n", "/a", false, 5},
    {"2.1 space before the field", "  User-agent: *\n\tDisallow: /a\n", "/a", false, 2},
    {"2.1 space before the colon", "User-agent : *\nDisallow\t : /a\n", "/a", false, 2},
    {"2.1 no space behind the colon", "User-agent:*\nDisallow:/a\n", "/a", false, 2},
    {"2.1 much space behind the colon", "User-agent:   *  \nDisallow: \t /a \t\n", "/a", false,
     2},
    {"2.1 space behind is no part of the path", ALL("Disallow: /a "), "/ab", false, 2},
    {"2.1 comment behind a rule", ALL("Disallow: /a # why"), "/a", false, 2},
    {"2.1 comment right behind", ALL("Disallow: /a#b"), "/ax", false, 2},
    {"2.1 comment eats the rule", ALL("Disallow: #/a"), "/a", true, 0},
    {"2.1 comment behind the agent", "User-agent: shortlist # us\nDisallow: /a\n", "/a", false,
     2},
    {"2.1 comment within the field", "User-agent: *\nDis#allow: /a\n", "/a", true, 0},
    {"2.1 BOM", "\xEF\xBB\xBFUser-agent: *\nDisallow: /a\n", "/a", false, 2},
    {"2.1 BOM before a rule that has no group",
     "\xEF\xBB\xBF"
     "Disallow: /a\n",
     "/a", true, 0},
    {"2.1 half a BOM spoils one line", "\xEF\xBBUser-agent: *\nDisallow: /a\n", "/a", true, 0},
    {"2.1 no colon", "User-agent: *\nDisallow /a\nDisallow: /b\n", "/a", true, 0},
    {"2.1 no colon in the agent", "User-agent *\nDisallow: /a\n", "/a", true, 0},
    {"2.1 nonsense between", "User-agent: *\nhello\n:::\n=/\nDisallow: /a\n", "/a", false, 5},
    {"2.1 colon in the value", ALL("Disallow: /a:b"), "/a:b/c", false, 2},
    {"2.1 misspelt field", ALL("Dissallow: /a"), "/a", true, 0},
    {"2.1 field in other case", "USER-AGENT: *\ndIsAlLoW: /a\n", "/a", false, 2},
    {"2.2 rules before any group", "Disallow: /a\nUser-agent: *\nDisallow: /b\n", "/a", true,
     0},
    {"2.2 rules before any group 2", "Disallow: /a\nUser-agent: *\nDisallow: /b\n", "/b", false,
     3},
    {"2.2 group without rules", "User-agent: *\n", "/a", true, 0},
    {"2.2 last group without rules", "User-agent: x\nDisallow: /\nUser-agent: *\n", "/a", true,
     0},

    /* 2.2.1: the User-agent line */
    {"2.2.1 our own group", OUR("Disallow: /a"), "/a", false, 2},
    {"2.2.1 case of the token", "User-agent: ShortList\nDisallow: /a\n", "/a", false, 2},
    {"2.2.1 version behind", "User-agent: shortlist/1.0\nDisallow: /a\n", "/a", false, 2},
    {"2.2.1 words behind", "User-agent: shortlist (+http://x/)\nDisallow: /a\n", "/a", false,
     2},
    {"2.2.1 longer name", "User-agent: shortlist-image\nDisallow: /a\n", "/a", true, 0},
    {"2.2.1 longer name 2", "User-agent: shortlister\nDisallow: /a\n", "/a", true, 0},
    {"2.2.1 underscore", "User-agent: shortlist_x\nDisallow: /a\n", "/a", true, 0},
    {"2.2.1 shorter name", "User-agent: short\nDisallow: /a\n", "/a", true, 0},
    {"2.2.1 name behind ours", "User-agent: my shortlist\nDisallow: /a\n", "/a", true, 0},
    {"2.2.1 other group", "User-agent: other\nDisallow: /a\n", "/a", true, 0},
    {"2.2.1 empty agent", "User-agent:\nDisallow: /a\n", "/a", true, 0},
    {"2.2.1 ours beats everybody's", ALL("Disallow: /") OUR("Disallow: /b"), "/a", true, 0},
    {"2.2.1 ours first beats everybody's", OUR("Disallow: /b") ALL("Disallow: /"), "/a", true,
     0},
    {"2.2.1 ours without a rule", ALL("Disallow: /") "User-agent: shortlist\n", "/a", true, 0},
    {"2.2.1 ours with an empty rule", ALL("Disallow: /") OUR("Disallow:"), "/a", true, 0},
    {"2.2.1 everybody's where ours is missing", "User-agent: x\nAllow: /\n" ALL("Disallow: /a"),
     "/a", false, 4},
    {"2.2.1 ours twice is one", OUR("Disallow: /a") "\n" OUR("Disallow: /b"), "/b", false, 5},
    {"2.2.1 ours twice is one 2", OUR("Disallow: /a") "\n" OUR("Disallow: /b"), "/a", false, 2},
    {"2.2.1 ours twice, another between",
     OUR("Disallow: /a") "User-agent: x\nDisallow: /c\n" OUR("Allow: /a/b"), "/a/b", true, 6},
    {"2.2.1 not the one between",
     OUR("Disallow: /a") "User-agent: x\nDisallow: /c\n" OUR("Allow: /a/b"), "/c", true, 0},
    {"2.2.1 everybody's twice is one", ALL("Disallow: /a") ALL("Disallow: /b"), "/b", false, 4},
    {"2.2.1 two names, ours first", "User-agent: shortlist\nUser-agent: x\nDisallow: /a\n",
     "/a", false, 3},
    {"2.2.1 two names, ours last", "User-agent: x\nUser-agent: shortlist\nDisallow: /a\n", "/a",
     false, 3},
    {"2.2.1 three names, ours between",
     "User-agent: x\nUser-agent: shortlist\nUser-agent: y\nDisallow: /a\n", "/a", false, 4},
    {"2.2.1 everybody and another", "User-agent: *\nUser-agent: x\nDisallow: /a\n", "/a", false,
     3},
    {"2.2.1 blank line between names", "User-agent: shortlist\n\nUser-agent: x\nDisallow: /a\n",
     "/a", false, 4},
    {"2.2.1 comment between names",
     "User-agent: shortlist\n# and\nUser-agent: x\nDisallow: /a\n", "/a", false, 4},
    {"2.2.1 a rule ends the names",
     "User-agent: shortlist\nDisallow: /b\nUser-agent: x\nDisallow: /a\n", "/a", true, 0},
    {"2.2.1 an empty rule ends them too",
     "User-agent: shortlist\nDisallow:\nUser-agent: x\nDisallow: /a\n", "/a", true, 0},
    {"2.2.1 the same name twice",
     "User-agent: shortlist\nUser-agent: shortlist\nDisallow: /a\n", "/a", false, 3},
    {"2.2.1 star with words behind", "User-agent: * all of you\nDisallow: /a\n", "/a", false,
     2},
    {"2.2.1 star within a name", "User-agent: short*\nDisallow: /a\n", "/a", true, 0},
    {"2.2.1 group of another does not hold",
     ALL("Disallow: /a") "User-agent: x\nDisallow: /b\n", "/b", true, 0},

    /* 2.2.2: allow and disallow */
    {"2.2.2 prefix", ALL("Disallow: /a"), "/abc", false, 2},
    {"2.2.2 prefix is the whole", ALL("Disallow: /a"), "/a", false, 2},
    {"2.2.2 not from within", ALL("Disallow: /a"), "/b/a", true, 0},
    {"2.2.2 case of the path", ALL("Disallow: /a"), "/A", true, 0},
    {"2.2.2 everything", ALL("Disallow: /"), "/", false, 2},
    {"2.2.2 everything, a query", ALL("Disallow: /"), "/?a", false, 2},
    {"2.2.2 nothing", ALL("Disallow:"), "/", true, 0},
    {"2.2.2 empty allow", ALL("Allow:\nDisallow: /"), "/a", false, 3},
    {"2.2.2 folder, without slash", ALL("Disallow: /a/"), "/a", true, 0},
    {"2.2.2 folder, with slash", ALL("Disallow: /a/"), "/a/", false, 2},
    {"2.2.2 longest wins: allow", ALL("Disallow: /a\nAllow: /a/b"), "/a/b", true, 3},
    {"2.2.2 longest wins: disallow", ALL("Allow: /a\nDisallow: /a/b"), "/a/b", false, 3},
    {"2.2.2 order does not count", ALL("Allow: /a/b\nDisallow: /a"), "/a/b", true, 2},
    {"2.2.2 order does not count 2", ALL("Disallow: /a/b\nAllow: /a"), "/a/b", false, 2},
    {"2.2.2 allow wins a tie", ALL("Disallow: /a\nAllow: /a"), "/a", true, 3},
    {"2.2.2 allow wins a tie, first", ALL("Allow: /a\nDisallow: /a"), "/a", true, 2},
    {"2.2.2 allow wins a tie of other patterns", ALL("Disallow: /a*c\nAllow: /abc"), "/abc",
     true, 3},
    {"2.2.2 first of two allows", ALL("Allow: /a\nAllow: /a"), "/a", true, 2},
    {"2.2.2 first of two disallows", ALL("Disallow: /a\nDisallow: /a"), "/a", false, 2},
    {"2.2.2 longer of three", ALL("Disallow: /\nAllow: /a\nDisallow: /a/b"), "/a/c", true, 3},
    {"2.2.2 index page alone", ALL("Disallow: /\nAllow: /$"), "/", true, 3},
    {"2.2.2 index page alone 2", ALL("Disallow: /\nAllow: /$"), "/a", false, 2},
    {"2.2.2 across groups", OUR("Disallow: /a") OUR("Allow: /a"), "/a", true, 4},
    {"2.2.2 length counts a star", ALL("Allow: /a/b\nDisallow: /a/*b"), "/a/b", false, 3},
    {"2.2.2 robots.txt itself", ALL("Disallow: /"), "/robots.txt", true, 0},
    {"2.2.2 robots.txt itself, named", ALL("Disallow: /robots.txt"), "/robots.txt", true, 0},
    {"2.2.2 robots.txt elsewhere", ALL("Disallow: /a"), "/a/robots.txt", false, 2},
    {"2.2.2 no leading slash", ALL("Disallow: a"), "/a", true, 0},
    {"2.2.2 whole address for a path", ALL("Disallow: https://host.uk/a"), "/a", true, 0},

    /* 2.2.2: percent-encoding, with the table of the RFC */
    {"table 1", ALL("Disallow: /foo/bar?baz=quz"), "/foo/bar?baz=quz", false, 2},
    {"table 2", ALL("Disallow: /foo/bar?baz=http://foo.bar"),
     "/foo/bar?baz=http%3A%2F%2Ffoo.bar", false, 2},
    {"table 2 back", ALL("Disallow: /foo/bar?baz=http%3A%2F%2Ffoo.bar"),
     "/foo/bar?baz=http://foo.bar", false, 2},
    {"table 2 plain", ALL("Disallow: /foo/bar?baz=http://foo.bar"),
     "/foo/bar?baz=http://foo.bar", false, 2},
    {"table 2 in small letters", ALL("Disallow: /foo/bar?baz=http%3a%2f%2ffoo.bar"),
     "/foo/bar?baz=http://foo.bar", false, 2},
    {"table 3", ALL("Disallow: /foo/bar/\xE3\x83\x84"), "/foo/bar/%E3%83%84", false, 2},
    {"table 3 as it is", ALL("Disallow: /foo/bar/\xE3\x83\x84"), "/foo/bar/\xE3\x83\x84", false,
     2},
    {"table 4", ALL("Disallow: /foo/bar/%E3%83%84"), "/foo/bar/%E3%83%84", false, 2},
    {"table 4 in small letters", ALL("Disallow: /foo/bar/%e3%83%84"), "/foo/bar/\xE3\x83\x84",
     false, 2},
    {"table 5", ALL("Disallow: /foo/bar/%62%61%7A"), "/foo/bar/baz", false, 2},
    {"table 5 back", ALL("Disallow: /foo/bar/baz"), "/foo/bar/%62%61%7A", false, 2},
    {"unreserved: tilde", ALL("Disallow: /%7Ejoe/"), "/~joe/", false, 2},
    {"unreserved: the rest", ALL("Disallow: /%2D%2E%5F%30"), "/-._0", false, 2},
    {"reserved: slash", ALL("Disallow: /a%2Fb"), "/a/b", true, 0},
    {"reserved: slash back", ALL("Disallow: /a/b"), "/a%2Fb", true, 0},
    {"reserved: slash, both", ALL("Disallow: /a%2fb"), "/a%2Fb", false, 2},
    {"reserved: equals", ALL("Disallow: /a?b%3Dc"), "/a?b=c", true, 0},
    {"reserved: equals, both", ALL("Disallow: /a?b%3dc"), "/a?b%3Dc", false, 2},
    {"reserved: ampersand", ALL("Disallow: /a?b&c"), "/a?b%26c", true, 0},
    {"reserved: question mark", ALL("Disallow: /a?b"), "/a%3Fb", true, 0},
    {"space", ALL("Disallow: /a b"), "/a%20b", false, 2},
    {"plus is no space", ALL("Disallow: /a+b"), "/a%20b", true, 0},
    {"half an escape is itself", ALL("Disallow: /a%"), "/a%b", false, 2},
    {"no hexadecimal is itself", ALL("Disallow: /a%zz"), "/a%zz", false, 2},
    {"escape at the end", ALL("Disallow: /a%4"), "/a%4", false, 2},
    {"percent itself", ALL("Disallow: /a%25"), "/a%25b", false, 2},
    {"decoded once only", ALL("Disallow: /a%2541"), "/aA", true, 0},
    {"bytes that are no UTF-8", ALL("Disallow: /\xFF"), "/%FF", false, 2},
    {"star in front of an address", ALL("Disallow: /*http://"), "/r?u=http://x", false, 2},
    {"star in front of an escaped address", ALL("Disallow: /*%2F%2Fx"), "/r?u=http:%2F%2Fx",
     false, 2},
    {"query in the pattern", ALL("Disallow: /a?"), "/a?b", false, 2},
    {"query in the pattern, none in the path", ALL("Disallow: /a?"), "/a", true, 0},
    {"path in front of a query", ALL("Disallow: /a"), "/a?b", false, 2},

    /* 2.2.3: special characters */
    {"2.2.3 star within", ALL("Disallow: /a*c"), "/abbbc", false, 2},
    {"2.2.3 star for nothing", ALL("Disallow: /a*c"), "/ac", false, 2},
    {"2.2.3 star over slashes", ALL("Disallow: /a*c"), "/a/b/c", false, 2},
    {"2.2.3 star into the query", ALL("Disallow: /a*c"), "/a?b=c", false, 2},
    {"2.2.3 star at the end", ALL("Disallow: /a*"), "/abc", false, 2},
    {"2.2.3 star at the end for nothing", ALL("Disallow: /a*"), "/a", false, 2},
    {"2.2.3 star in front", ALL("Disallow: *.pdf"), "/a/b.pdf", false, 2},
    {"2.2.3 star alone", ALL("Disallow: *"), "/a", false, 2},
    {"2.2.3 stars in a row", ALL("Disallow: /a***c"), "/abc", false, 2},
    {"2.2.3 stars, in order", ALL("Disallow: /*a*b"), "/xbxa", true, 0},
    {"2.2.3 star takes the shorter and goes on", ALL("Disallow: /*ab$"), "/abab", false, 2},
    {"2.2.3 end", ALL("Disallow: /a$"), "/a", false, 2},
    {"2.2.3 end, more follows", ALL("Disallow: /a$"), "/ab", true, 0},
    {"2.2.3 end, a slash follows", ALL("Disallow: /a$"), "/a/", true, 0},
    {"2.2.3 end, a query follows", ALL("Disallow: /a$"), "/a?b", true, 0},
    {"2.2.3 star and end", ALL("Disallow: /*.php$"), "/a/b.php", false, 2},
    {"2.2.3 star and end, more follows", ALL("Disallow: /*.php$"), "/a.php5", true, 0},
    {"2.2.3 star and end, twice", ALL("Disallow: /*.php$"), "/a.php/b.php", false, 2},
    {"2.2.3 star right before the end", ALL("Disallow: /a*$"), "/abc", false, 2},
    {"2.2.3 piece may not overlap", ALL("Disallow: /*ab*ba$"), "/aba", true, 0},
    {"2.2.3 piece may not overlap the front", ALL("Disallow: /ab*b$"), "/ab", true, 0},
    {"2.2.3 a dollar within is itself", ALL("Disallow: /a$b"), "/a$b", false, 2},
    {"2.2.3 a dollar within ends nothing", ALL("Disallow: /a$b"), "/a", true, 0},
    {"2.2.3 escaped dollar", ALL("Disallow: /path/foo-%24"), "/path/foo-$", false, 2},
    {"2.2.3 escaped dollar ends nothing", ALL("Disallow: /foo-%24"), "/foo-", true, 0},
    {"2.2.3 escaped star", ALL("Disallow: /path/file-with-a-%2A.html"),
     "/path/file-with-a-*.html", false, 2},
    {"2.2.3 escaped star is no sign", ALL("Disallow: /a%2Ab"), "/axb", true, 0},
    {"2.2.3 a star in the path is no sign", ALL("Disallow: /abc"), "/a*c", true, 0},
    {"2.2.3 a star in the path meets a star", ALL("Disallow: /a*c"), "/a*c", false, 2},
    {"2.2.3 the longer by its star wins", ALL("Allow: /page\nDisallow: /*.htm"), "/page.htm",
     false, 3},
    {"2.2.3 the RFC's example", ALL("Disallow: *.gif$\nAllow: /publications/"),
     "/publications/x.gif", true, 3},
    {"2.2.3 the RFC's example 2", ALL("Disallow: *.gif$\nAllow: /publications/"), "/x.gif",
     false, 2},

    /* 2.2.4: other records */
    {"2.2.4 sitemap between names",
     "User-agent: shortlist\nSitemap: https://h/s.xml\nUser-agent: x\nDisallow: /a\n", "/a",
     false, 4},
    {"2.2.4 crawl-delay between names",
     "User-agent: shortlist\nCrawl-delay: 3\nUser-agent: x\nDisallow: /a\n", "/a", false, 4},
    {"2.2.4 unknown field between names",
     "User-agent: shortlist\nfoo: bar\nUser-agent: x\nDisallow: /a\n", "/a", false, 4},
    {"2.2.4 sitemap within a group",
     ALL("Disallow: /b\nSitemap: https://h/s.xml\nDisallow: /a"), "/a", false, 4},
    {"2.2.4 sitemap in front", "Sitemap: https://h/s.xml\nUser-agent: *\nDisallow: /a\n", "/a",
     false, 3},
    {"2.2.4 host, noindex, request-rate",
     ALL("Host: x\nNoindex: /c\nRequest-rate: 1/5\nDisallow: /a"), "/c", true, 0},
    {"2.2.4 sitemap ends no rules",
     OUR("Disallow: /b\nSitemap: https://h/s.xml\nUser-agent: x\nDisallow: /a"), "/a", true, 0},

    /* 5.1 and 5.2: the RFC's own files */
    {"5.1 foobot",
     "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: "
     "/publications/\n\nUser-Agent: "
     "foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\nUser-Agent: "
     "barbot\nUser-Agent: shortlist\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n",
     "/example/page.html", false, 13},
    {"5.1 bazbot",
     "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: "
     "/publications/\n\nUser-Agent: barbot\nUser-Agent: shortlist\nDisallow: "
     "/example/page.html\n",
     "/example/a.gif", true, 0},
    {"5.1 quxbot", "User-Agent: *\nDisallow: /\n\nUser-Agent: shortlist\n\nEOF", "/a", true, 0},
    {"5.2 longest match",
     "User-Agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n",
     "/example/page/disallow.gif", true, 2},
    {"5.2 longest match 2",
     "User-Agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n",
     "/example/page/disallowed.gif", false, 3},
};

Test(robots_exam, is_passed) {
    cr_expect_geq(sizeof rows / sizeof *rows, 120);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        struct robots robots = {0};
        const struct robots_rule *rule = NULL;
        bool allowed = false;

        arena_init(&arena, 1 << 20);
        cr_assert_eq(robots_parse(&robots, &arena, span_of(rows[i].body), "shortlist", NULL),
                     ERR_NONE);
        allowed = robots_allows(&robots, rows[i].path, &rule);
        cr_expect_eq(allowed, rows[i].allowed, "%s: %s was %s", rows[i].section, rows[i].path,
                     allowed ? "allowed" : "forbidden");
        cr_expect_eq(rule ? rule->line : 0, rows[i].line, "%s: line %d decided, not %d",
                     rows[i].section, rule ? rule->line : 0, rows[i].line);
        arena_fini(&arena);
    }
}
