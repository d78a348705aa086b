/* parser/html.c - HTML and XML trees (the only user of libxml2)
 * SPDX-License-Identifier: MIT
 */
#include "parser/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "parser/encoding.h"
#include "schema/page.h"

/* An element with an id, in the index. */
struct html_id {
    const char *id; /* borrowed from the tree */
    size_t order;   /* place in the document */
    const xmlNode *node;
};

struct html {
    xmlDoc *doc;
    struct html_id *ids; /* sorted by id, then by place */
    size_t id_count;
};

/* ---- what a page may cost, counted before libxml2 sees it ---- */

/* Elements that stay open until something closes them for them; `closers` are the elements
 * whose beginning does. As libxml2 does it, for those that matter to depth. */
static const struct {
    const char *open;
    const char *closers;
} implied_ends[] = {
    {"p", " p div ul ol dl li table h1 h2 h3 h4 h5 h6 form hr pre blockquote dd dt tr td th "},
    {"li", " li "},
    {"dt", " dt dd "},
    {"dd", " dt dd "},
    {"td", " td th tr tbody tfoot thead "},
    {"th", " td th tr tbody tfoot thead "},
    {"tr", " tr tbody tfoot thead "},
    {"option", " option "},
};

static const char void_elements[] =
    " area base br col embed frame hr img input isindex link meta "
    "param source track wbr basefont ";

/* An element that is open, named by a hash of its name: only equality matters. */
struct open_element {
    uint32_t hash;
    size_t implied; /* its row in implied_ends, or SIZE_MAX */
};

struct scan {
    struct span text;
    bool xml;
    size_t at;
    size_t tags;
    struct open_element open[HTML_DEPTH_MAX];
    size_t depth;
};

static uint32_t hash_name(struct span name) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < name.len; i++) {
        hash = (hash ^ (unsigned char)ascii_lower(name.at[i])) * 16777619u;
    }
    return hash;
}

/* Is `name` one of the words of a list that is parted and surrounded by spaces? */
static bool is_listed(const char *list, struct span name) {
    char word[16] = " ";
    if (name.len == 0 || name.len > sizeof word - 3) {
        return false;
    }
    for (size_t i = 0; i < name.len; i++) {
        word[i + 1] = ascii_lower(name.at[i]);
    }
    word[name.len + 1] = ' ';
    return strstr(list, word) != NULL;
}

static size_t implied_row(struct span name) {
    for (size_t i = 0; i < sizeof implied_ends / sizeof implied_ends[0]; i++) {
        if (span_is_nocase(name, implied_ends[i].open)) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Steps behind the next `needle`, or to the end. */
static void skip_past(struct scan *scan, struct span needle) {
    size_t hit = span_find(scan->text, needle, scan->at);
    scan->at = hit == SIZE_MAX ? scan->text.len : hit + needle.len;
}

static bool is_name_byte(char c) { return ascii_is_alnum(c) || strchr(":_-.", c) != NULL; }

static struct span scan_name(struct scan *scan) {
    size_t from = scan->at;
    while (scan->at < scan->text.len && is_name_byte(scan->text.at[scan->at])) {
        scan->at++;
    }
    return span_part(scan->text, from, scan->at - from);
}

/* Steps behind the tag's '>' and counts attributes. @return does the tag close itself? */
static bool scan_attributes(struct scan *scan, size_t *attributes) {
    bool between = true; /* the next name begins an attribute */
    char last = 0;
    while (scan->at < scan->text.len && scan->text.at[scan->at] != '>') {
        char c = scan->text.at[scan->at++];
        if ((c == '"' || c == '\'') && last == '=') {
            const char *rest = scan->text.at + scan->at;
            const char *end = memchr(rest, c, scan->text.len - scan->at);
            scan->at = end ? (size_t)(end - scan->text.at) + 1 : scan->text.len;
            between = true;
        } else if (ascii_is_space(c) || c == '/') {
            between = true;
        } else if (c != '=' && between) {
            *attributes += last != '=';
            between = false;
        }
        last = ascii_is_space(c) ? last : c;
    }
    scan->at += scan->at < scan->text.len;
    return last == '/';
}

static void close_implied(struct scan *scan, struct span name) {
    while (scan->depth > 0 && !scan->xml) {
        size_t row = scan->open[scan->depth - 1].implied;
        if (row == SIZE_MAX || !is_listed(implied_ends[row].closers, name)) {
            return;
        }
        scan->depth--;
    }
}

static void close_element(struct scan *scan, struct span name) {
    uint32_t hash = hash_name(name);
    for (size_t i = scan->depth; i > 0; i--) {
        if (scan->open[i - 1].hash == hash) {
            scan->depth = i - 1;
            return;
        }
    }
}

/* The inside of script and style is no markup. */
static void skip_raw(struct scan *scan, struct span name) {
    if (scan->xml || !is_listed(" script style ", name)) {
        return;
    }
    const char *end = span_is_nocase(name, "script") ? "</script" : "</style";
    size_t hit = span_find_nocase(scan->text, span_of(end), scan->at);
    scan->at = hit == SIZE_MAX ? scan->text.len : hit;
}

static enum err scan_start(struct scan *scan, struct diag *diag) {
    struct span name = scan_name(scan);
    size_t attributes = 0;
    bool closes = scan_attributes(scan, &attributes);
    if (++scan->tags > HTML_TAGS_MAX) {
        return diag_set(diag, ERR_LIMIT, "the page has more than %d tags", HTML_TAGS_MAX);
    }
    if (attributes > HTML_ATTRIBUTES_MAX) {
        return diag_set(diag, ERR_LIMIT, "a tag has more than %d attributes",
                        HTML_ATTRIBUTES_MAX);
    }
    if (closes || (!scan->xml && is_listed(void_elements, name))) {
        return ERR_NONE;
    }
    close_implied(scan, name);
    if (scan->depth >= HTML_DEPTH_MAX) {
        return diag_set(diag, ERR_LIMIT, "more than %d elements stand inside one another",
                        HTML_DEPTH_MAX);
    }
    scan->open[scan->depth++] =
        (struct open_element){hash_name(name), scan->xml ? SIZE_MAX : implied_row(name)};
    skip_raw(scan, name);
    return ERR_NONE;
}

/* A comment, a DOCTYPE, a CDATA section or a processing instruction. */
static enum err scan_other(struct scan *scan, struct diag *diag) {
    struct span rest = span_part(scan->text, scan->at, SIZE_MAX);
    if (span_starts(rest, "!--")) {
        scan->at += 3;
        skip_past(scan, SPAN("-->"));
    } else if (scan->xml && span_starts_nocase(rest, "!DOCTYPE")) {
        return diag_set(diag, ERR_INPUT, "the XML has a DOCTYPE, which is not read");
    } else if (scan->xml && span_starts(rest, "![CDATA[")) {
        skip_past(scan, SPAN("]]>"));
    } else {
        skip_past(scan, SPAN(">"));
    }
    return ERR_NONE;
}

static enum err scan_tag(struct scan *scan, struct diag *diag) {
    char c = scan->at < scan->text.len ? scan->text.at[scan->at] : ' ';
    if (c == '!' || c == '?') {
        return scan_other(scan, diag);
    }
    if (c == '/') {
        scan->at++;
        close_element(scan, scan_name(scan));
        skip_past(scan, SPAN(">"));
        return ERR_NONE;
    }
    return ascii_is_alpha(c) || (scan->xml && is_name_byte(c)) ? scan_start(scan, diag)
                                                               : ERR_NONE;
}

static enum err scan_all(struct span text, bool xml, struct diag *diag) {
    struct scan scan = {.text = text, .xml = xml};
    enum err err = ERR_NONE;
    if (text.len > PAGE_SIZE_MAX) {
        return diag_set(diag, ERR_LIMIT, "the page is longer than %zu bytes", PAGE_SIZE_MAX);
    }
    while (!err && scan.at < text.len) {
        const char *hit = memchr(text.at + scan.at, '<', text.len - scan.at);
        if (!hit) {
            break;
        }
        scan.at = (size_t)(hit - text.at) + 1;
        err = scan_tag(&scan, diag);
    }
    return err;
}

/* ---- character references that libxml2 does not know ---- */

/* Names of HTML 5 that are not in HTML 4, as sanitisers write them. */
static const struct {
    struct span name;
    const char *text;
} references[] = {
    {{"&apos;", 6}, "'"},     {{"&excl;", 6}, "!"},   {{"&num;", 5}, "#"},
    {{"&dollar;", 8}, "$"},   {{"&percnt;", 8}, "%"}, {{"&lpar;", 6}, "("},
    {{"&rpar;", 6}, ")"},     {{"&ast;", 5}, "*"},    {{"&plus;", 6}, "+"},
    {{"&comma;", 7}, ","},    {{"&period;", 8}, "."}, {{"&sol;", 5}, "/"},
    {{"&colon;", 7}, ":"},    {{"&semi;", 6}, ";"},   {{"&equals;", 8}, "="},
    {{"&quest;", 7}, "?"},    {{"&commat;", 8}, "@"}, {{"&lsqb;", 6}, "["},
    {{"&rsqb;", 6}, "]"},     {{"&lowbar;", 8}, "_"}, {{"&grave;", 7}, "`"},
    {{"&verbar;", 8}, "|"},   {{"&vert;", 6}, "|"},   {{"&Tab;", 5}, " "},
    {{"&NewLine;", 9}, "\n"}, {{"&dash;", 6}, "-"},   {{"&hyphen;", 8}, "-"},
};

/* A reference to 128..159 means windows-1252 (HTML standard, numeric character reference end
 * state). @return its length, or 0 */
static size_t find_old_number(struct span rest, unsigned char *byte) {
    bool hex = rest.len > 2 && ascii_lower(rest.at[2]) == 'x';
    size_t at = hex ? 3 : 2;
    unsigned value = 0;
    for (; at < rest.len && value < 1000; at++) {
        char c = ascii_lower(rest.at[at]);
        if (ascii_is_digit(c)) {
            value = value * (hex ? 16 : 10) + (unsigned)(c - '0');
        } else if (hex && c >= 'a' && c <= 'f') {
            value = value * 16 + (unsigned)(c - 'a' + 10);
        } else {
            break;
        }
    }
    at += at < rest.len && rest.at[at] == ';';
    *byte = (unsigned char)(value & 0xFF);
    return value >= 0x80 && value <= 0x9F ? at : 0;
}

/* Puts what the reference at the front of `rest` stands for. @return its length, or 0 */
static size_t put_reference(struct buf *out, struct span rest) {
    unsigned char byte;
    if (span_starts(rest, "&#")) {
        size_t len = find_old_number(rest, &byte);
        if (len > 0) {
            utf8_put(out, encoding_windows_1252(byte));
        }
        return len;
    }
    for (size_t i = 0; i < sizeof references / sizeof references[0]; i++) {
        struct span name = references[i].name;
        if (span_equal(span_part(rest, 0, name.len), name)) {
            buf_put_text(out, references[i].text);
            return name.len;
        }
    }
    return 0;
}

static void mend_references(struct buf *out, struct span text) {
    size_t from = 0;
    size_t at = 0;
    while (at < text.len) {
        const char *hit = memchr(text.at + at, '&', text.len - at);
        if (!hit) {
            break;
        }
        at = (size_t)(hit - text.at);
        buf_put(out, span_part(text, from, at - from));
        size_t len = put_reference(out, span_part(text, at, SIZE_MAX));
        from = at + len;
        at = len > 0 ? from : at + 1;
    }
    buf_put(out, span_part(text, from, SIZE_MAX));
}

/* ---- parsing ---- */

static const xmlNode *node_of(const struct html_node *node) { return (const void *)node; }
static const struct html_node *face_of(const xmlNode *node) { return (const void *)node; }

static int compare_ids(const void *a, const void *b) {
    const struct html_id *one = a;
    const struct html_id *two = b;
    int order = strcmp(one->id, two->id);
    return order ? order : (one->order > two->order) - (one->order < two->order);
}

static enum err index_ids(struct html *html) {
    size_t count = 0;
    const struct html_node *root = html_root(html);
    for (const struct html_node *at = root; at; at = html_next(at, NULL)) {
        count += html_attribute(at, "id") != NULL;
    }
    html->ids = calloc(count ? count : 1, sizeof *html->ids);
    if (!html->ids) {
        return ERR_MEMORY;
    }
    for (const struct html_node *at = root; at; at = html_next(at, NULL)) {
        const char *id = html_attribute(at, "id");
        if (id) {
            html->ids[html->id_count] = (struct html_id){id, html->id_count, node_of(at)};
            html->id_count++;
        }
    }
    qsort(html->ids, html->id_count, sizeof *html->ids, compare_ids);
    return ERR_NONE;
}

static void ignore_error(void *state, xmlErrorPtr error) {
    (void)state;
    (void)error;
}

/* The tree, or NULL; `*halted` where libxml2 stopped before the end. */
static xmlDoc *parse_html(struct span text, bool *halted) {
    htmlParserCtxtPtr context = htmlNewParserCtxt();
    if (!context) {
        return NULL;
    }
    context->sax->serror = ignore_error;
    xmlDoc *doc = htmlCtxtReadMemory(
        context, text.at ? text.at : "", (int)text.len, NULL, "UTF-8",
        HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER |
            HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC);
    *halted = context->disableSAX != 0;
    htmlFreeParserCtxt(context);
    return doc;
}

static xmlDoc *parse_xml(struct span text, char *reason, size_t size) {
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (!context) {
        return NULL;
    }
    xmlDoc *doc = xmlCtxtReadMemory(
        context, text.at ? text.at : "", (int)text.len, NULL, "UTF-8",
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC);
    const xmlError *error = xmlCtxtGetLastError(context);
    struct span words = span_trim(span_of(error ? error->message : "not well-formed"));
    struct buf kept;
    buf_init(&kept, size - 1);
    buf_put(&kept, span_part(words, 0, size - 1));
    memcpy(reason, buf_text(&kept), kept.len + 1);
    buf_fini(&kept);
    xmlFreeParserCtxt(context);
    return doc;
}

/* Wraps a tree. Takes `doc`, which may be NULL. */
static enum err wrap(struct html **out, xmlDoc *doc, struct diag *diag) {
    enum err err = ERR_NONE;
    struct html *html = calloc(1, sizeof *html);
    if (!html || !doc) {
        err = diag_set(diag, ERR_MEMORY, "parsing the page: no memory");
        goto out;
    }
    html->doc = doc;
    doc = NULL;
    /* Numbers the elements, so that html_is_before need not count them each time. */
    (void)xmlXPathOrderDocElems(html->doc);
    err = index_ids(html);
    if (err) {
        (void)diag_set(diag, err, "parsing the page: no memory");
        goto out;
    }
    *out = html;
    html = NULL;
out:
    xmlFreeDoc(doc);
    html_free(html);
    return err;
}

enum err html_parse(struct html **out, struct span utf8, struct diag *diag) {
    struct buf mended;
    buf_init(&mended, 2 * PAGE_SIZE_MAX);
    bool halted = false;
    xmlDoc *doc = NULL;
    enum err err = scan_all(utf8, false, diag);
    if (err) {
        goto out;
    }
    mend_references(&mended, utf8);
    if (mended.failed) {
        err = diag_set(diag, mended.failed, "parsing the page: it is too long");
        goto out;
    }
    doc = parse_html(buf_span(&mended), &halted);
    if (halted) {
        err = diag_set(diag, ERR_LIMIT, "more than %d elements stand inside one another",
                       HTML_DEPTH_MAX);
        goto out;
    }
    err = wrap(out, doc, diag);
    doc = NULL;
out:
    xmlFreeDoc(doc);
    buf_fini(&mended);
    return err;
}

enum err html_parse_xml(struct html **out, struct span utf8, struct diag *diag) {
    char reason[200] = "";
    enum err err = scan_all(utf8, true, diag);
    if (err) {
        return err;
    }
    xmlDoc *doc = parse_xml(utf8, reason, sizeof reason);
    if (!doc) {
        return diag_set(diag, ERR_INPUT, "the XML is not well-formed: %s", reason);
    }
    return wrap(out, doc, diag);
}

void html_free(struct html *html) {
    if (html) {
        xmlFreeDoc(html->doc);
        free(html->ids);
        free(html);
    }
}

/* ---- is it whole? ---- */

/* The last place of `needle`, case ignored, or SIZE_MAX. */
static size_t find_last(struct span text, struct span needle) {
    for (size_t at = text.len; at-- > 0;) {
        if (text.at[at] == '<' && span_equal_nocase(span_part(text, at, needle.len), needle)) {
            return at;
        }
    }
    return SIZE_MAX;
}

/* Takes a comment or a whole script off the front. @return false where there is neither */
static bool skip_trailer(struct span *rest) {
    static const struct {
        const char *begin;
        const char *end;
    } trailers[] = {{"<!--", "-->"}, {"<script", "</script>"}, {"</body", ">"}};
    for (size_t i = 0; i < sizeof trailers / sizeof trailers[0]; i++) {
        if (span_starts_nocase(*rest, trailers[i].begin)) {
            struct span end = span_of(trailers[i].end);
            size_t hit = span_find_nocase(*rest, end, 0);
            *rest = hit == SIZE_MAX ? *rest : span_part(*rest, hit + end.len, SIZE_MAX);
            return hit != SIZE_MAX;
        }
    }
    return false;
}

bool html_is_whole(struct span utf8) {
    size_t at = find_last(utf8, SPAN("</html"));
    if (at == SIZE_MAX) {
        return false;
    }
    struct span rest = span_trim(span_part(utf8, at + 6, SIZE_MAX));
    if (!span_starts(rest, ">")) {
        return false;
    }
    rest = span_trim(span_part(rest, 1, SIZE_MAX));
    while (skip_trailer(&rest)) {
        rest = span_trim(rest);
    }
    return rest.len == 0;
}

/* ---- walking ---- */

const struct html_node *html_root(const struct html *html) {
    return html ? face_of(xmlDocGetRootElement(html->doc)) : NULL;
}

const struct html_node *html_first_child(const struct html_node *node) {
    const xmlNode *at = node_of(node);
    bool opens = at && (at->type == XML_ELEMENT_NODE || at->type == XML_HTML_DOCUMENT_NODE ||
                        at->type == XML_DOCUMENT_NODE);
    return opens ? face_of(at->children) : NULL;
}

const struct html_node *html_next_sibling(const struct html_node *node) {
    return node ? face_of(node_of(node)->next) : NULL;
}

const struct html_node *html_parent(const struct html_node *node) {
    const xmlNode *parent = node ? node_of(node)->parent : NULL;
    return parent && parent->type == XML_ELEMENT_NODE ? face_of(parent) : NULL;
}

const struct html_node *html_next_after(const struct html_node *node,
                                        const struct html_node *within) {
    while (node && node != within) {
        if (node_of(node)->next) {
            return face_of(node_of(node)->next);
        }
        node = html_parent(node);
    }
    return NULL;
}

const struct html_node *html_next(const struct html_node *node,
                                  const struct html_node *within) {
    const struct html_node *child = html_first_child(node);
    return child ? child : html_next_after(node, within);
}

bool html_is_before(const struct html_node *node, const struct html_node *other) {
    return node && other && node != other &&
           xmlXPathCmpNodes((xmlNode *)(uintptr_t)node, (xmlNode *)(uintptr_t)other) > 0;
}

const char *html_name(const struct html_node *node) {
    const xmlNode *at = node_of(node);
    return at && at->type == XML_ELEMENT_NODE ? (const char *)at->name : NULL;
}

bool html_is(const struct html_node *node, const char *name) {
    const char *own = html_name(node);
    return own && span_is_nocase(span_of(own), name);
}

struct span html_chars(const struct html_node *node) {
    const xmlNode *at = node_of(node);
    bool text = at && (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE);
    return text ? span_of((const char *)at->content) : (struct span){NULL, 0};
}

const char *html_attribute(const struct html_node *node, const char *name) {
    if (!html_name(node)) {
        return NULL;
    }
    for (const xmlAttr *at = node_of(node)->properties; at; at = at->next) {
        if (span_is_nocase(span_of((const char *)at->name), name)) {
            const xmlNode *value = at->children;
            return value && value->content ? (const char *)value->content : "";
        }
    }
    return NULL;
}

bool html_has_class(const struct html_node *node, const char *name) {
    struct span rest = span_of(html_attribute(node, "class"));
    struct span wanted = span_of(name);
    for (size_t at = 0; (at = span_find(rest, wanted, at)) != SIZE_MAX; at++) {
        size_t end = at + wanted.len;
        if ((at == 0 || ascii_is_space(rest.at[at - 1])) &&
            (end == rest.len || ascii_is_space(rest.at[end]))) {
            return true;
        }
    }
    return false;
}

/* The first place in the index that is not before `id` and `order`. */
static size_t lower_bound(const struct html *html, const char *id) {
    size_t low = 0;
    size_t high = html->id_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(html->ids[middle].id, id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const struct html_node *html_by_id(const struct html *html, const char *id) {
    if (!html || !id) {
        return NULL;
    }
    size_t at = lower_bound(html, id);
    return at < html->id_count && strcmp(html->ids[at].id, id) == 0
               ? face_of(html->ids[at].node)
               : NULL;
}

const struct html_node *html_by_id_next(const struct html *html, const struct html_node *node) {
    const char *id = html_attribute(node, "id");
    if (!html || !id) {
        return NULL;
    }
    size_t at = lower_bound(html, id);
    while (at < html->id_count && html->ids[at].node != node_of(node)) {
        at++;
    }
    bool more = at + 1 < html->id_count && strcmp(html->ids[at + 1].id, id) == 0;
    return more ? face_of(html->ids[at + 1].node) : NULL;
}

const struct html_node *html_find(const struct html_node *within, const char *name) {
    for (const struct html_node *at = html_first_child(within); at;
         at = html_next(at, within)) {
        if (name ? html_is(at, name) : html_name(at) != NULL) {
            return at;
        }
    }
    return NULL;
}

/* ---- text ---- */

static bool is_one_of(const struct html_node *node, const char *list) {
    const char *name = html_name(node);
    return name && is_listed(list, span_of(name));
}

bool html_is_block(const struct html_node *node) {
    return is_one_of(node,
                     " address article aside blockquote body caption dd details div dl dt "
                     "fieldset figure figcaption footer form h1 h2 h3 h4 h5 h6 header hr "
                     "li main nav ol p pre section summary table tbody td tfoot th thead "
                     "tr ul ");
}

bool html_is_silent(const struct html_node *node) {
    return is_one_of(node, " script style template noscript svg iframe object button input "
                           "select option textarea label audio video canvas head ");
}

/* Does the way from `at` to the next node leave a block? */
static bool leaves_block(const struct html_node *at, const struct html_node *next) {
    const struct html_node *parent = html_parent(next);
    for (; at && at != parent; at = html_parent(at)) {
        if (html_is_block(at)) {
            return true;
        }
    }
    return false;
}

/* Puts the text of `node`; stops where the buffer is full. */
static void put_text(struct buf *out, const struct html_node *node) {
    const struct html_node *at = node;
    while (at && !out->failed) {
        bool skip = at != node && is_one_of(at, " script style template ");
        if (!skip && (html_is_block(at) || html_is(at, "br"))) {
            buf_put_char(out, ' ');
        }
        buf_put(out, skip ? (struct span){NULL, 0} : html_chars(at));
        const struct html_node *next = skip ? html_next_after(at, node) : html_next(at, node);
        if (next && leaves_block(at, next)) {
            buf_put_char(out, ' ');
        }
        at = next;
    }
}

char *html_text(struct arena *arena, const struct html_node *node) {
    struct buf raw;
    buf_init(&raw, 2 * PAGE_SIZE_MAX);
    put_text(&raw, node);
    if (raw.failed && !arena->failed) {
        arena->failed = raw.failed;
    }
    char *text = raw.failed ? NULL : utf8_fold_copy(arena, buf_span(&raw));
    buf_fini(&raw);
    return text;
}

char *html_short_text(struct arena *arena, const struct html_node *node, size_t limit) {
    /* Source text has white space that does not count, but not without measure. */
    enum { ROOM_FACTOR = 8 };
    struct buf raw;
    buf_init(&raw, limit * ROOM_FACTOR);
    put_text(&raw, node);
    char *text = raw.failed ? NULL : utf8_fold_copy(arena, buf_span(&raw));
    buf_fini(&raw);
    return text && strlen(text) <= limit ? text : NULL;
}

const char *html_library(void) { return "libxml2/" LIBXML_DOTTED_VERSION; }
